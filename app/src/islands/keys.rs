//! The key presses of a combobox, as a pure function of its state.

/// A key that a combobox handles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Key {
    /// Selects the next option.
    Down,
    /// Selects the previous option.
    Up,
    /// Opens the selected option.
    Enter,
    /// Opens the selected option in a new tab.
    EnterNewTab,
    /// Closes, clears, or leaves the field.
    Escape,
}

impl Key {
    /// The key with this name in a keyboard event, with or without `Ctrl` or `Cmd`. `None`
    /// for a key that is not handled.
    pub(crate) fn from_event(name: &str, with_ctrl: bool) -> Option<Self> {
        match name {
            "ArrowDown" => Some(Self::Down),
            "ArrowUp" => Some(Self::Up),
            "Enter" if with_ctrl => Some(Self::EnterNewTab),
            "Enter" => Some(Self::Enter),
            "Escape" => Some(Self::Escape),
            _ => None,
        }
    }
}

/// State of a combobox at a key press.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Combobox {
    /// Whether the options are shown.
    pub(crate) open: bool,
    /// Whether Escape can hide them.
    pub(crate) can_close: bool,
    /// The selected option.
    pub(crate) active: Option<usize>,
    /// Number of options.
    pub(crate) options: usize,
    /// Whether the field has any text.
    pub(crate) has_text: bool,
}

/// What a key press does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum KeyAction {
    /// What the browser does by default.
    Native,
    /// Shows the options.
    Show,
    /// Selects another option.
    Select(usize),
    /// Opens an option.
    Open(usize),
    /// Opens an option in a new tab.
    OpenNewTab(usize),
    /// Opens the search page in a new tab.
    SearchNewTab,
    /// Hides the options.
    Close,
    /// Clears the field.
    Clear,
    /// Removes the focus from the field.
    Leave,
}

impl Combobox {
    /// What a press of `key` does. With no option selected, Enter submits the form: it
    /// opens the search page, and never an option that the reader did not select.
    pub(crate) fn press(self, key: Key) -> KeyAction {
        let shown = self.open && self.options > 0;
        match (key, self.active.filter(|_| shown)) {
            (Key::Down | Key::Up, _) if !self.open && self.has_text => KeyAction::Show,
            (Key::Down | Key::Up, _) if !shown => KeyAction::Native,
            (Key::Down, active) => {
                KeyAction::Select(active.map_or(0, |active| (active + 1) % self.options))
            }
            (Key::Up, active) => {
                let active = active.unwrap_or(0).min(self.options - 1);
                KeyAction::Select((active + self.options - 1) % self.options)
            }
            (Key::Enter, Some(active)) => KeyAction::Open(active),
            (Key::Enter, None) => KeyAction::Native,
            (Key::EnterNewTab, Some(active)) => KeyAction::OpenNewTab(active),
            (Key::EnterNewTab, None) if self.has_text => KeyAction::SearchNewTab,
            (Key::EnterNewTab, None) => KeyAction::Native,
            (Key::Escape, _) if self.open && self.can_close => KeyAction::Close,
            (Key::Escape, _) if self.has_text => KeyAction::Clear,
            (Key::Escape, _) => KeyAction::Leave,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHOWN: Combobox = Combobox {
        open: true,
        can_close: true,
        active: None,
        options: 3,
        has_text: true,
    };

    fn at(option: usize) -> Combobox {
        Combobox {
            active: Some(option),
            ..SHOWN
        }
    }

    #[test]
    fn arrows_wrap_around() {
        assert_eq!(SHOWN.press(Key::Down), KeyAction::Select(0));
        assert_eq!(at(0).press(Key::Down), KeyAction::Select(1));
        assert_eq!(at(2).press(Key::Down), KeyAction::Select(0));
        assert_eq!(SHOWN.press(Key::Up), KeyAction::Select(2));
        assert_eq!(at(0).press(Key::Up), KeyAction::Select(2));
        assert_eq!(at(9).press(Key::Up), KeyAction::Select(1));
    }

    #[test]
    fn arrows_show_hidden_options_and_move_the_caret_without_any() {
        let hidden = Combobox {
            open: false,
            ..SHOWN
        };
        assert_eq!(hidden.press(Key::Down), KeyAction::Show);
        let bare = Combobox {
            has_text: false,
            options: 0,
            ..hidden
        };
        assert_eq!(bare.press(Key::Down), KeyAction::Native);
        let nothing = Combobox {
            options: 0,
            ..SHOWN
        };
        assert_eq!(nothing.press(Key::Up), KeyAction::Native);
    }

    #[test]
    fn enter_opens_the_selected_option_or_submits_the_form() {
        assert_eq!(at(1).press(Key::Enter), KeyAction::Open(1));
        assert_eq!(SHOWN.press(Key::Enter), KeyAction::Native);
        assert_eq!(at(1).press(Key::EnterNewTab), KeyAction::OpenNewTab(1));
        assert_eq!(SHOWN.press(Key::EnterNewTab), KeyAction::SearchNewTab);
        let hidden = Combobox {
            open: false,
            ..at(1)
        };
        assert_eq!(hidden.press(Key::Enter), KeyAction::Native);
    }

    #[test]
    fn escape_closes_then_clears_then_leaves() {
        assert_eq!(SHOWN.press(Key::Escape), KeyAction::Close);
        let closed = Combobox {
            open: false,
            ..SHOWN
        };
        assert_eq!(closed.press(Key::Escape), KeyAction::Clear);
        let empty = Combobox {
            has_text: false,
            ..closed
        };
        assert_eq!(empty.press(Key::Escape), KeyAction::Leave);
        let page = Combobox {
            can_close: false,
            ..SHOWN
        };
        assert_eq!(page.press(Key::Escape), KeyAction::Clear);
    }

    #[test]
    fn other_keys_are_left_to_the_browser() {
        assert_eq!(Key::from_event("Home", false), None);
        assert_eq!(Key::from_event("Tab", false), None);
        assert_eq!(Key::from_event("Enter", true), Some(Key::EnterNewTab));
    }
}
