//! Decisions: lists whose items say "if … go to …".
//!
//! A list is a decision path if each of its items, of which there are at least
//! two, begins with "If", "When", "Otherwise" or the like, and at least one of
//! them links on. It stays a list, with a class for its look; the condition of
//! an item, up to its first colon, is marked, and an item that leads to further
//! decisions can be folded away once it is known not to hold. Links and folds are what
//! the keyboard reaches, without any script.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::open_elements::{Branch, Level};
use super::renderer::Renderer;
use crate::events::Placed;

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

impl Renderer<'_> {
    /// Opens the list at `index`, whose tag in HTML is `open`.
    pub(super) fn open_level(&mut self, open: &str, events: &[Placed<'_>], index: usize) {
        let folded =
            matches!(self.levels.last(), Some(Level::Item(branch)) if branch.nested == Some(index));
        if folded {
            self.out.push("</summary>\n");
        }
        let bullets = matches!(events[index].0, Event::Start(Tag::List(None)));
        let within = self
            .levels
            .iter()
            .any(|level| matches!(level, Level::List(true)));
        let decides = (bullets || within) && is_decision(&events[index + 1..]);
        self.levels.push(Level::List(decides));
        match open.strip_suffix('>').filter(|_| decides) {
            Some(tag) => {
                self.out.push(tag);
                self.out.push(" class=\"decision\">\n");
            }
            None => {
                self.out.push(open);
                self.out.push("\n");
            }
        }
    }

    /// Closes a list.
    pub(super) fn close_level(&mut self) {
        self.levels.pop();
    }

    /// Opens the item at `index`, if it is a branch of a decision; says whether it is.
    pub(super) fn open_branch(&mut self, events: &[Placed<'_>], index: usize) -> bool {
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
        self.out.push("<li class=\"decision__branch\">");
        if branch.nested.is_some() {
            self.out.push("<details open=\"\"><summary>");
        }
        if branch.condition.is_some() {
            self.out.push("<span class=\"decision__if\">");
        }
        true
    }

    /// Closes an item, before its end tag.
    pub(super) fn close_branch(&mut self) {
        if let Some(Level::Item(branch)) = self.levels.pop()
            && branch.nested.is_some()
        {
            self.out.push("</details>");
        }
    }

    /// Where in the text at `index` the condition of a branch ends.
    pub(super) fn condition_ends(&mut self, index: usize) -> Option<usize> {
        match self.levels.last_mut() {
            // Once only: what stands in the item may be numbered again.
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

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. }
    )
}
