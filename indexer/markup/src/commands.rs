//! What the commands of a page are made of: the places that a reader's values
//! fill, and how each place quotes them.
//!
//! A *place* is a stretch of code that stands for a value (`$NAMESPACE`,
//! `${POD}`, `<namespace>`, `{{ cluster }}`). Its *quoting* names the layers
//! around it, from the inside out, so that a browser can put any value there
//! without knowing shell: see [`model::fill`].

mod assigned;
mod danger;
mod data;
mod names;
mod scan;
mod shell;
mod single;

use std::collections::BTreeSet;
use std::ops::Range;

use crate::highlight;
pub use danger::{Danger, find as dangers};
pub use names::key;
pub use single::single;

/// A stretch of code that stands for a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Byte range in the code.
    pub range: Range<usize>,
    /// The variable's name as written, without its signs: `NAMESPACE`, `pod name`.
    pub name: String,
    /// Layers of quoting from the inside out, a letter each: see [`model::fill::Layer`].
    pub quoting: String,
    /// What the place itself says stands there if nothing else does: `${NS:-default}`.
    pub default: Option<String>,
}

/// Finds the places in the blocks of one page, read in order.
#[derive(Debug, Default)]
pub struct Commands {
    /// Keys of the variables that the front matter declares.
    declared: BTreeSet<String>,
    /// Names that blocks before this one assign: the reader's shell knows them.
    assigned: BTreeSet<String>,
}

impl Commands {
    /// For a page that declares the variables `declared`.
    pub fn new<'a>(declared: impl IntoIterator<Item = &'a str>) -> Self {
        Self {
            declared: declared.into_iter().map(key).collect(),
            assigned: BTreeSet::new(),
        }
    }

    /// The places in the next block, in order; they do not overlap.
    pub fn places(&mut self, language: &str, code: &str) -> Vec<Place> {
        let own = match language {
            "shell" | "console" => assigned::names(code),
            _ => BTreeSet::new(),
        };
        let known = names::Known {
            declared: &self.declared,
            own: &own,
            before: &self.assigned,
        };
        let mut places = match language {
            "shell" => shell::places(code, 0, "", &known),
            "console" => session(code, &known),
            _ => data::places(language, code, &known),
        };
        places.sort_by_key(|place| (place.range.start, place.range.end));
        let mut end = 0;
        places.retain(|place| {
            let keep = place.range.start >= end;
            if keep {
                end = place.range.end;
            }
            keep
        });
        self.assigned.extend(own);
        places
    }
}

/// The places in what is typed in a terminal session; its output stays as it is.
fn session(code: &str, known: &names::Known<'_>) -> Vec<Place> {
    let mut places = Vec::new();
    for (range, prompt) in highlight::typed(code) {
        let text = &code[range.clone()];
        let found = if prompt == highlight::Prompt::Database {
            data::places("sql", text, known)
        } else {
            shell::places(text, 0, "", known)
        };
        places.extend(found.into_iter().map(|mut place| {
            place.range = place.range.start + range.start..place.range.end + range.start;
            place
        }));
    }
    places
}

#[cfg(test)]
mod tests;
