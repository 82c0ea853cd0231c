//! What a reader found out about suspects, kept in this browser for the incident.
//!
//! One line of storage: for each suspect its id and a letter. Whoever follows the
//! incident hears of each verdict ([`record`](super::record)).

use super::{record, store};

/// Key of what is remembered.
const KEY: &str = "kb-suspects";

/// What a reader found out about a suspect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It is not the cause.
    Out,
    /// It is the cause.
    Confirmed,
}

impl Verdict {
    /// What is said of it.
    pub(crate) fn says(self) -> &'static str {
        match self {
            Self::Out => "Ruled out: ",
            Self::Confirmed => "Confirmed: ",
        }
    }

    fn letter(self) -> &'static str {
        match self {
            Self::Out => "x",
            Self::Confirmed => "c",
        }
    }
}

/// The verdict on the suspect called `id`.
pub(crate) fn of(id: &str) -> Option<Verdict> {
    verdict(&load(), id)
}

/// Remembers the verdict on a suspect, or forgets it.
pub(crate) fn set(id: &str, verdict: Option<Verdict>) {
    store::set_here(KEY, &changed(&load(), id, verdict));
}

/// Tells the page of a verdict.
pub(crate) fn record(verdict: Verdict, name: &str) {
    let what = match verdict {
        Verdict::Out => "ruled-out",
        Verdict::Confirmed => "confirmed",
    };
    record::record(what, name);
}

/// What is remembered of this incident.
fn load() -> String {
    store::get_here(KEY).unwrap_or_default()
}

/// The verdict that a line of storage holds on a suspect.
fn verdict(line: &str, id: &str) -> Option<Verdict> {
    let known = line.split(' ').find_map(|entry| entry.strip_prefix(id));
    match known? {
        "x" => Some(Verdict::Out),
        "c" => Some(Verdict::Confirmed),
        _ => None,
    }
}

/// The line with another verdict on a suspect.
fn changed(line: &str, id: &str, verdict: Option<Verdict>) -> String {
    let mut text = String::new();
    for entry in line.split(' ') {
        if !entry.is_empty() && !entry.starts_with(id) {
            text.push_str(entry);
            text.push(' ');
        }
    }
    if let Some(verdict) = verdict {
        text.push_str(id);
        text.push_str(verdict.letter());
    }
    text.truncate(text.trim_end().len());
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verdicts_are_remembered_and_forgotten() {
        let line = changed("", "1a2b3c4d", Some(Verdict::Out));
        assert_eq!(line, "1a2b3c4dx");
        let line = changed(&line, "00000000", Some(Verdict::Confirmed));
        assert_eq!(line, "1a2b3c4dx 00000000c");
        assert_eq!(verdict(&line, "1a2b3c4d"), Some(Verdict::Out));
        assert_eq!(verdict(&line, "00000000"), Some(Verdict::Confirmed));
        assert_eq!(verdict(&line, "ffffffff"), None);
        let line = changed(&line, "1a2b3c4d", Some(Verdict::Confirmed));
        assert_eq!(line, "00000000c 1a2b3c4dc");
        assert_eq!(changed(&line, "00000000", None), "1a2b3c4dc");
    }

    #[test]
    fn odd_storage_is_no_verdict() {
        for line in ["", " ", "x", "1a2b3c4d", "1a2b3c4dz"] {
            assert_eq!(verdict(line, "1a2b3c4d"), None, "{line}");
        }
    }
}
