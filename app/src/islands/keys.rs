//! What the keys do: a combobox as a pure state machine.

/// A key that means something here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Key {
    /// To the next row.
    Down,
    /// To the row before.
    Up,
    /// Open the row.
    Enter,
    /// Open the row in a new tab.
    EnterElsewhere,
    /// Away.
    Escape,
}

impl Key {
    /// The key named `name` by the browser, if it means something here.
    pub(crate) fn named(name: &str, elsewhere: bool) -> Option<Self> {
        match name {
            "ArrowDown" => Some(Self::Down),
            "ArrowUp" => Some(Self::Up),
            "Enter" if elsewhere => Some(Self::EnterElsewhere),
            "Enter" => Some(Self::Enter),
            "Escape" => Some(Self::Escape),
            _ => None,
        }
    }
}

/// The combobox as the key finds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Combobox {
    /// Whether rows are shown.
    pub(crate) open: bool,
    /// Whether Escape can hide them.
    pub(crate) closes: bool,
    /// The row that is pointed at.
    pub(crate) active: Option<usize>,
    /// Number of rows.
    pub(crate) rows: usize,
    /// Whether anything is typed.
    pub(crate) typed: bool,
}

/// What a key does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Effect {
    /// What the browser does with it.
    Native,
    /// Shows the rows.
    Open,
    /// Points at another row.
    Point(usize),
    /// Opens a row here.
    Follow(usize),
    /// Opens a row in a new tab.
    FollowElsewhere(usize),
    /// Opens the whole search in a new tab.
    SearchElsewhere,
    /// Hides the rows.
    Close,
    /// Empties the field.
    Clear,
    /// Leaves the field.
    Leave,
}

impl Combobox {
    /// What `key` does. With no row pointed at, Enter sends the form: it leads
    /// to the whole search, and never to a row that the eye was not on.
    pub(crate) fn press(self, key: Key) -> Effect {
        let shown = self.open && self.rows > 0;
        match (key, self.active.filter(|_| shown)) {
            (Key::Down | Key::Up, _) if !self.open && self.typed => Effect::Open,
            (Key::Down | Key::Up, _) if !shown => Effect::Native,
            (Key::Down, active) => Effect::Point(active.map_or(0, |row| (row + 1) % self.rows)),
            (Key::Up, active) => {
                let row = active.unwrap_or(0).min(self.rows - 1);
                Effect::Point((row + self.rows - 1) % self.rows)
            }
            (Key::Enter, Some(row)) => Effect::Follow(row),
            (Key::Enter, None) => Effect::Native,
            (Key::EnterElsewhere, Some(row)) => Effect::FollowElsewhere(row),
            (Key::EnterElsewhere, None) if self.typed => Effect::SearchElsewhere,
            (Key::EnterElsewhere, None) => Effect::Native,
            (Key::Escape, _) if self.open && self.closes => Effect::Close,
            (Key::Escape, _) if self.typed => Effect::Clear,
            (Key::Escape, _) => Effect::Leave,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHOWN: Combobox = Combobox {
        open: true,
        closes: true,
        active: None,
        rows: 3,
        typed: true,
    };

    fn at(row: usize) -> Combobox {
        Combobox {
            active: Some(row),
            ..SHOWN
        }
    }

    #[test]
    fn arrows_go_round() {
        assert_eq!(SHOWN.press(Key::Down), Effect::Point(0));
        assert_eq!(at(0).press(Key::Down), Effect::Point(1));
        assert_eq!(at(2).press(Key::Down), Effect::Point(0));
        assert_eq!(SHOWN.press(Key::Up), Effect::Point(2));
        assert_eq!(at(0).press(Key::Up), Effect::Point(2));
        assert_eq!(at(9).press(Key::Up), Effect::Point(1));
    }

    #[test]
    fn arrows_show_what_was_hidden_and_are_left_alone_where_nothing_is() {
        let hidden = Combobox {
            open: false,
            ..SHOWN
        };
        assert_eq!(hidden.press(Key::Down), Effect::Open);
        let bare = Combobox {
            typed: false,
            rows: 0,
            ..hidden
        };
        assert_eq!(bare.press(Key::Down), Effect::Native);
        let nothing = Combobox { rows: 0, ..SHOWN };
        assert_eq!(nothing.press(Key::Up), Effect::Native);
    }

    #[test]
    fn enter_opens_the_row_or_sends_the_form() {
        assert_eq!(at(1).press(Key::Enter), Effect::Follow(1));
        assert_eq!(SHOWN.press(Key::Enter), Effect::Native);
        assert_eq!(at(1).press(Key::EnterElsewhere), Effect::FollowElsewhere(1));
        assert_eq!(SHOWN.press(Key::EnterElsewhere), Effect::SearchElsewhere);
        let hidden = Combobox {
            open: false,
            ..at(1)
        };
        assert_eq!(hidden.press(Key::Enter), Effect::Native);
    }

    #[test]
    fn escape_closes_then_clears_then_leaves() {
        assert_eq!(SHOWN.press(Key::Escape), Effect::Close);
        let closed = Combobox {
            open: false,
            ..SHOWN
        };
        assert_eq!(closed.press(Key::Escape), Effect::Clear);
        let empty = Combobox {
            typed: false,
            ..closed
        };
        assert_eq!(empty.press(Key::Escape), Effect::Leave);
        let page = Combobox {
            closes: false,
            ..SHOWN
        };
        assert_eq!(page.press(Key::Escape), Effect::Clear);
    }

    #[test]
    fn other_keys_are_the_browsers() {
        assert_eq!(Key::named("Home", false), None);
        assert_eq!(Key::named("Tab", false), None);
        assert_eq!(Key::named("Enter", true), Some(Key::EnterElsewhere));
    }
}
