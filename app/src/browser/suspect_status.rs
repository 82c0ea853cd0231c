//! Which suspects a reader ruled out or confirmed, stored for the current incident.
//!
//! The storage holds one line: for each suspect its id and a letter,
//! `1a2b3c4dx 00000000c`. Functions take and return that line.

use super::{record, store};

/// What a reader found out about a suspect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SuspectStatus {
    /// It is not the cause.
    RuledOut,
    /// It is the cause.
    Confirmed,
}

impl SuspectStatus {
    /// Start of the sentence for screen readers.
    pub(crate) fn announcement(self) -> &'static str {
        match self {
            Self::RuledOut => "Ruled out: ",
            Self::Confirmed => "Confirmed: ",
        }
    }

    fn letter(self) -> &'static str {
        match self {
            Self::RuledOut => "x",
            Self::Confirmed => "c",
        }
    }

    /// Adds an entry to the recorded incident, if one is recorded.
    pub(crate) fn record(self, suspect: &str) {
        let kind = match self {
            Self::RuledOut => "ruled-out",
            Self::Confirmed => "confirmed",
        };
        record::record(kind, suspect);
    }
}

/// The line stored for the current incident; empty without one.
pub(crate) fn load() -> String {
    store::get_for_incident(store::SUSPECTS).unwrap_or_default()
}

/// Stores the line for the current incident.
pub(crate) fn save(line: &str) {
    store::set_for_incident(store::SUSPECTS, line);
}

/// The status of the suspect `id` in a line.
pub(crate) fn status_of(line: &str, id: &str) -> Option<SuspectStatus> {
    let letter = line.split(' ').find_map(|entry| entry.strip_prefix(id));
    match letter? {
        "x" => Some(SuspectStatus::RuledOut),
        "c" => Some(SuspectStatus::Confirmed),
        _ => None,
    }
}

/// The line with another status for the suspect `id`.
pub(crate) fn with_status(line: &str, id: &str, status: Option<SuspectStatus>) -> String {
    let mut changed = String::new();
    for entry in line.split(' ') {
        if !entry.is_empty() && !entry.starts_with(id) {
            changed.push_str(entry);
            changed.push(' ');
        }
    }
    if let Some(status) = status {
        changed.push_str(id);
        changed.push_str(status.letter());
    }
    changed.truncate(changed.trim_end().len());
    changed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_is_stored_changed_and_removed() {
        let line = with_status("", "1a2b3c4d", Some(SuspectStatus::RuledOut));
        assert_eq!(line, "1a2b3c4dx");
        let line = with_status(&line, "00000000", Some(SuspectStatus::Confirmed));
        assert_eq!(line, "1a2b3c4dx 00000000c");
        assert_eq!(status_of(&line, "1a2b3c4d"), Some(SuspectStatus::RuledOut));
        assert_eq!(status_of(&line, "00000000"), Some(SuspectStatus::Confirmed));
        assert_eq!(status_of(&line, "ffffffff"), None);
        let line = with_status(&line, "1a2b3c4d", Some(SuspectStatus::Confirmed));
        assert_eq!(line, "00000000c 1a2b3c4dc");
        assert_eq!(with_status(&line, "00000000", None), "1a2b3c4dc");
    }

    #[test]
    fn a_malformed_line_has_no_status() {
        for line in ["", " ", "x", "1a2b3c4d", "1a2b3c4dz"] {
            assert_eq!(status_of(line, "1a2b3c4d"), None, "{line}");
        }
    }
}
