//! Ids of headings.

use std::collections::HashMap;

/// Returns the id that GitHub gives a heading: lowercase, with `-` for spaces and without
/// punctuation other than `-` and `_`.
pub(crate) fn slug(heading: &str) -> String {
    let mut out = String::with_capacity(heading.len());
    for char in heading.trim().chars() {
        if char.is_whitespace() {
            out.push('-');
        } else if char.is_alphanumeric() || char == '-' || char == '_' {
            out.extend(char.to_lowercase());
        }
    }
    if out.chars().all(|char| char == '-') {
        "section".clone_into(&mut out);
    }
    out
}

/// The ids of one page, each with the number that the next duplicate tries first.
#[derive(Debug, Default)]
pub(crate) struct Ids(HashMap<String, usize>);

impl Ids {
    /// Takes `id` if it is free.
    pub(crate) fn take(&mut self, id: &str) -> bool {
        if self.0.contains_key(id) {
            return false;
        }
        self.0.insert(id.to_owned(), 1);
        true
    }

    /// Takes `id`, or the first of `id-1`, `id-2`, … that is free.
    pub(crate) fn take_similar(&mut self, id: String) -> String {
        if self.take(&id) {
            return id;
        }
        loop {
            let number = self.0.entry(id.clone()).or_insert(1);
            let numbered = format!("{id}-{number}");
            *number += 1;
            if self.take(&numbered) {
                return numbered;
            }
        }
    }

    pub(crate) fn contains(&self, id: &str) -> bool {
        self.0.contains_key(id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_githubs() {
        assert_eq!(slug("Root Cause(s)"), "root-causes");
        assert_eq!(slug("Timeline (all times UTC)"), "timeline-all-times-utc");
        assert_eq!(slug("How'd We Do?"), "howd-we-do");
        assert_eq!(slug("Über_uns – 2"), "über_uns--2");
        assert_eq!(slug("!?"), "section");
    }

    #[test]
    fn repeats_are_numbered_around_what_exists() {
        let mut ids = Ids::default();
        let taken: Vec<String> = ["a", "a-1", "a", "a"]
            .into_iter()
            .map(|id| ids.take_similar(id.to_owned()))
            .collect();
        assert_eq!(taken, ["a", "a-1", "a-2", "a-3"]);
    }
}
