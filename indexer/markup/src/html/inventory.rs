//! Counts the elements that a document opens and closes, to find tags that are placeholders.

use std::collections::HashMap;

use super::elements::{self, Fate};
use super::{Tag, Token, tokens};

/// How often each known element is opened and closed in a document.
#[derive(Debug, Clone, Default)]
pub struct Inventory(HashMap<String, Count>);

#[derive(Debug, Clone, Copy, Default)]
struct Count {
    opened: usize,
    closed: usize,
}

impl Inventory {
    /// Counts the tags of a piece of raw HTML.
    pub fn add(&mut self, html: &str) {
        for (token, _) in tokens(html) {
            if let Token::Tag(tag) = token
                && elements::fate(&tag.name) != Fate::Unknown
            {
                let count = self.0.entry(tag.name).or_default();
                if tag.closing {
                    count.closed += 1;
                } else {
                    count.opened += 1;
                }
            }
        }
    }

    /// Returns how `tag` is rendered; `None` if the tag is dropped without a finding.
    ///
    /// The `<namespace>` in a command is not an element; neither is a `<time>` that is
    /// never closed, nor a `<link to the dashboard>`. The reader must fill them in, so
    /// they are rendered as text.
    pub fn fate(&self, tag: &Tag<'_>) -> Option<Fate> {
        let fate = elements::fate(&tag.name);
        if fate == Fate::Unknown {
            return Some(Fate::Unknown);
        }
        let count = self.0.get(&tag.name).copied().unwrap_or_default();
        if tag.closing {
            return (count.opened > 0 && !elements::is_void(&tag.name)).then_some(fate);
        }
        if self.is_placeholder(tag, count) {
            return Some(Fate::Unknown);
        }
        if fate == Fate::Unwrap && elements::is_harmless(&tag.name) {
            return None;
        }
        Some(fate)
    }

    fn is_placeholder(&self, tag: &Tag<'_>, count: Count) -> bool {
        if tag.attributes.is_empty() {
            if count.closed > 0 || elements::is_void(&tag.name) {
                return false;
            }
            return match elements::left_open_in(&tag.name) {
                Some([]) => false,
                Some(parents) => !parents
                    .iter()
                    .any(|parent| self.0.get(*parent).is_some_and(|count| count.closed > 0)),
                None => true,
            };
        }
        // In `<object name>`, the words are not attributes.
        tag.attributes
            .iter()
            .all(|(name, value)| value.is_none() && !elements::is_boolean(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fates(html: &str) -> Vec<Option<Fate>> {
        let mut inventory = Inventory::default();
        inventory.add(html);
        tokens(html)
            .iter()
            .filter_map(|(token, _)| match token {
                Token::Tag(tag) => Some(inventory.fate(tag)),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn placeholders_are_unknown_whatever_their_name() {
        let placeholders = "<namespace> <pod name> <time> <label> <object name> \
                            <link to the dashboard> <input> <details> <b> <td> <option>";
        for fate in fates(placeholders) {
            assert_eq!(fate, Some(Fate::Unknown));
        }
    }

    #[test]
    fn elements_that_are_closed_or_need_not_be_are_html() {
        let html = "<details open><br><ul><li>a<li>b</ul><p>x<hr><time>1</time><a name=\"x\">\
                    <img src=\"x\"></details>";
        for fate in fates(html) {
            assert_eq!(fate, Some(Fate::Keep));
        }
        assert_eq!(fates("</div>"), [None]);
        assert_eq!(fates("<center>x</center>"), [None, Some(Fate::Unwrap)]);
        assert_eq!(fates("<script src=\"x\">"), [Some(Fate::Remove)]);
    }
}
