//! The placeholders in the commands of a page, which a reader's values fill,
//! and how each placeholder quotes its value.
//!
//! A *placeholder* is a stretch of code that stands for a value (`$NAMESPACE`,
//! `${POD}`, `<namespace>`, `{{ cluster }}`). Its *quoting* names the layers
//! around it, from the inside out, so that a browser can put any value there
//! without knowing shell: see [`model::fill`].

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

    /// The placeholders in the next block, in order; they do not overlap.
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

/// The placeholders in what is typed in a terminal session; its output stays as it is.
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
