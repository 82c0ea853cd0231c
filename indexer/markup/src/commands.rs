//! Finds the placeholders in the commands of a page and how each one quotes its value.
//!
//! A *placeholder* is a range of code that a reader's value replaces (`$NAMESPACE`,
//! `${POD}`, `<namespace>`, `{{ cluster }}`). Its *quoting* lists the layers around it
//! from the inside out, so that a browser can insert any value without knowing shell
//! syntax: see [`model::fill`].

mod assigned_names;
mod danger;
mod data;
mod placeholder;
mod placeholder_syntax;
mod shell;
mod split_commands;
mod variable_names;

use std::collections::BTreeSet;

use crate::highlight;
pub use danger::{Danger, find as dangers};
pub use placeholder::Placeholder;
pub use split_commands::split_commands;
pub use variable_names::key;

/// Finds the placeholders in the blocks of one page, read in order.
#[derive(Debug, Default)]
pub struct Commands {
    /// Keys of the variables that the front matter declares.
    declared: BTreeSet<String>,
    /// Names that earlier blocks assign: the reader's shell has values for them.
    assigned: BTreeSet<String>,
}

impl Commands {
    /// Creates a finder for a page that declares the variables `declared`.
    pub fn new<'a>(declared: impl IntoIterator<Item = &'a str>) -> Self {
        Self {
            declared: declared.into_iter().map(key).collect(),
            assigned: BTreeSet::new(),
        }
    }

    /// Returns the placeholders in the next block, in order and without overlaps.
    pub fn placeholders(&mut self, language: &str, code: &str) -> Vec<Placeholder> {
        let own = match language {
            "shell" | "console" => assigned_names::find(code),
            _ => BTreeSet::new(),
        };
        let known = variable_names::VariableNames {
            declared: &self.declared,
            own: &own,
            before: &self.assigned,
        };
        let mut placeholders = match language {
            "shell" => shell::placeholders(code, 0, "", &known),
            "console" => session(code, &known),
            _ => data::placeholders(language, code, &known),
        };
        placeholders.sort_by_key(|placeholder| (placeholder.range.start, placeholder.range.end));
        let mut end = 0;
        placeholders.retain(|placeholder| {
            let keep = placeholder.range.start >= end;
            if keep {
                end = placeholder.range.end;
            }
            keep
        });
        self.assigned.extend(own);
        placeholders
    }
}

/// Returns the placeholders in the typed lines of a terminal session, not in its output.
fn session(code: &str, known: &variable_names::VariableNames<'_>) -> Vec<Placeholder> {
    let mut placeholders = Vec::new();
    for (range, prompt) in highlight::typed(code) {
        let text = &code[range.clone()];
        let found = if prompt == highlight::Prompt::Database {
            data::placeholders("sql", text, known)
        } else {
            shell::placeholders(text, 0, "", known)
        };
        placeholders.extend(found.into_iter().map(|mut placeholder| {
            placeholder.range =
                placeholder.range.start + range.start..placeholder.range.end + range.start;
            placeholder
        }));
    }
    placeholders
}

#[cfg(test)]
mod tests;
