//! Decisions: lists whose items say "if … go to …".
//!
//! A list is a decision path if each of its items, of which there are at least
//! two, begins with "If", "When", "Otherwise" or the like, and at least one of
//! them links on. It stays a list, with a class for its look; the condition of
//! an item, up to its first colon, is marked, and an item that leads to further
//! decisions can be folded away once it is known not to hold. Links and folds are what
//! the keyboard reaches, without any script.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::html_writer::HtmlWriter;
use crate::events::{Placed, is_inline};

/// Words that begin a branch.
const WORDS: [&str; 8] = [
    "if",
    "when",
    "otherwise",
    "else",
    "unless",
    "in any other case",
    "neither",
    "none of",
];

/// The open lists and items, as far as decision paths need them.
#[derive(Default)]
pub(super) struct Decisions {
    /// Lists and items in turn, outermost first.
    levels: Vec<Level>,
}

/// An open list or item.
#[derive(Clone, Copy)]
enum Level {
    /// A list; whether it is a decision path.
    List(bool),
    /// An item.
    Item(Branch),
}

/// An open item of a decision path.
#[derive(Clone, Copy, Default)]
struct Branch {
    /// Index of the event of text in which the condition ends, and the byte after it.
    condition: Option<(usize, usize)>,
    /// Index of the list that is folded under it.
    nested: Option<usize>,
}

impl Decisions {
    /// Notes the list at `index`, whose first number is `start` if it is numbered; says whether
    /// it is a decision path. The caller writes its tag.
    pub(super) fn open_list(
        &mut self,
        start: Option<u64>,
        events: &[Placed<'_>],
        index: usize,
        out: &mut HtmlWriter,
    ) -> bool {
        let folded =
            matches!(self.levels.last(), Some(Level::Item(branch)) if branch.nested == Some(index));
        if folded {
            out.push("</summary>\n");
        }
        let within = self
            .levels
            .iter()
            .any(|level| matches!(level, Level::List(true)));
        let decides = (start.is_none() || within) && is_decision(&events[index + 1..]);
        self.levels.push(Level::List(decides));
        decides
    }

    /// Notes that a list ends.
    pub(super) fn close_list(&mut self) {
        self.levels.pop();
    }

    /// Notes the item at `index` and opens it if it is a branch of a decision; says whether it is.
    pub(super) fn open_item(
        &mut self,
        events: &[Placed<'_>],
        index: usize,
        out: &mut HtmlWriter,
    ) -> bool {
        let decides = matches!(self.levels.last(), Some(Level::List(true)));
        let branch = if decides {
            branch(events, index + 1)
        } else {
            Branch::default()
        };
        self.levels.push(Level::Item(branch));
        if !decides {
            return false;
        }
        out.push("<li class=\"decision__branch\">");
        if branch.nested.is_some() {
            out.push("<details open=\"\"><summary>");
        }
        if branch.condition.is_some() {
            out.push("<span class=\"decision__if\">");
        }
        true
    }

    /// Closes what a branch opened in its item. The caller writes the item's end tag.
    pub(super) fn close_item(&mut self, out: &mut HtmlWriter) {
        if let Some(Level::Item(branch)) = self.levels.pop()
            && branch.nested.is_some()
        {
            out.push("</details>");
        }
    }

    /// Where the condition of a branch ends in the text at `index`, if it ends there; only the
    /// first call says so.
    pub(super) fn take_condition_end(&mut self, index: usize) -> Option<usize> {
        match self.levels.last_mut() {
            // Events that are rendered on their own, as in the title of an admonition, are
            // numbered again: the same index would find the condition a second time.
            Some(Level::Item(branch)) => {
                let ends = branch.condition.take_if(|(event, _)| *event == index);
                ends.map(|(_, at)| at)
            }
            _ => None,
        }
    }
}

/// What there is in the item whose events begin at `start`.
fn branch(events: &[Placed<'_>], start: usize) -> Branch {
    let mut found = Branch::default();
    let mut depth = 0_usize;
    let mut links = false;
    for (index, (event, _)) in events.iter().enumerate().skip(start) {
        match event {
            Event::Start(Tag::List(_)) if depth == 0 => {
                // A link within a summary would be a control within a control.
                found.nested = (!links).then_some(index);
                return found;
            }
            // Paragraphs may hold the condition, but no summary can hold them.
            Event::Start(Tag::Paragraph) if index == start => depth = 1,
            Event::Start(Tag::Link { .. }) => {
                links = true;
                depth += 1;
            }
            Event::Start(tag) if !is_inline(tag) => return found,
            Event::Start(_) => depth += 1,
            Event::End(TagEnd::Item | TagEnd::Paragraph) => return found,
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::Text(text) if depth == 0 && found.condition.is_none() => {
                let colon = text.char_indices().find(|(at, c)| {
                    let behind = &text[at + c.len_utf8()..];
                    matches!(c, ':' | '→') && (behind.is_empty() || behind.starts_with(' '))
                });
                found.condition = colon.map(|(at, c)| (index, at + c.len_utf8()));
            }
            _ => {}
        }
    }
    found
}

/// Whether the list whose events begin here is a decision path.
fn is_decision(events: &[Placed<'_>]) -> bool {
    let (mut depth, mut items, mut links) = (0_usize, 0_usize, 0_usize);
    for (number, (event, _)) in events.iter().enumerate() {
        match event {
            Event::Start(Tag::Item) if depth == 0 => {
                if !begins_branch(&events[number + 1..]) {
                    return false;
                }
                items += 1;
                depth += 1;
            }
            Event::Start(tag) => {
                links += usize::from(matches!(tag, Tag::Link { .. }));
                depth += 1;
            }
            Event::End(TagEnd::List(_)) if depth == 0 => break,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    items > 1 && links > 0
}

/// Whether the first words of an item are those of a branch.
fn begins_branch(events: &[Placed<'_>]) -> bool {
    let mut words = String::new();
    for (event, _) in events {
        match event {
            Event::Text(text) => words.push_str(text),
            Event::Start(tag) if is_inline(tag) || matches!(tag, Tag::Paragraph) => continue,
            _ => break,
        }
        if words.len() > 40 {
            break;
        }
    }
    let words = words.trim_start().to_lowercase();
    WORDS.iter().any(|word| {
        words
            .strip_prefix(word)
            .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    })
}
