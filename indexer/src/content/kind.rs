//! What kind of document it is.

use app::model::Kind;

/// The kind that the folders of `path` name, with the index of the folder that does.
pub(crate) fn from_folder(path: &str) -> Option<(Kind, usize)> {
    let mut folders: Vec<&str> = path.split('/').collect();
    folders.pop();
    // The innermost folder knows best.
    folders
        .iter()
        .enumerate()
        .rev()
        .find_map(|(index, folder)| {
            let kind = Kind::ALL.into_iter().find(|kind| {
                folder.eq_ignore_ascii_case(kind.folder())
                    || folder.eq_ignore_ascii_case(kind.name())
            })?;
            Some((kind, index))
        })
}

/// The kind that a front matter value names.
pub(crate) fn from_name(name: &str) -> Option<Kind> {
    let name = name.trim().to_lowercase().replace('-', "");
    Kind::ALL
        .into_iter()
        .find(|kind| name == kind.name() || name == kind.folder())
}

/// Headings that only a postmortem has, as beginnings.
const POSTMORTEM: &[&str] = &[
    "timeline",
    "incident timeline",
    "chain of events",
    "root cause",
    "contributing factors",
    "what caused",
    "lessons learn",
    "what went w",
    "what didn't go",
    "what could have gone",
    "where we got lucky",
    "how'd we do",
    "corrective and preventative",
    "corrective actions",
    "issue summary",
    "post-mortem",
    "postmortem",
];

/// Headings that only a runbook has, as beginnings.
const RUNBOOK: &[&str] = &[
    "meaning",
    "diagnosis",
    "mitigation",
    "possible checks",
    "steps to check",
    "rollback",
    "escalation",
    "procedure",
    "alert ",
    "verification",
    "symptoms",
    "remediation steps",
];

/// The kind that a document's own headings show.
pub(crate) fn from_headings<'a>(headings: impl Iterator<Item = &'a str>) -> Option<Kind> {
    let mut runbook = false;
    for heading in headings {
        let heading = heading.to_lowercase();
        let heading = heading.trim_matches(|c: char| !c.is_alphanumeric());
        let begins = |names: &[&str]| names.iter().any(|name| heading.starts_with(name));
        if begins(POSTMORTEM) {
            return Some(Kind::Postmortem);
        }
        runbook = runbook || begins(RUNBOOK);
    }
    runbook.then_some(Kind::Runbook)
}

/// Whether lines that stand alone name at least two sections of a postmortem:
/// some authors write headings without any mark.
pub(crate) fn is_postmortem_by_lines(text: &str) -> bool {
    let alone = |line: &&str| {
        let name = line.trim_matches(|c: char| !c.is_alphanumeric());
        !name.is_empty()
            && name.len() <= 50
            && name.starts_with(char::is_uppercase)
            && !line.trim_start().starts_with(['-', '>', '|', '`'])
    };
    let mut found: Vec<&str> = Vec::new();
    for line in text.lines().filter(alone) {
        let name = line
            .trim_matches(|c: char| !c.is_alphanumeric())
            .to_lowercase();
        let known = POSTMORTEM.iter().find(|known| {
            name.strip_prefix(**known)
                .is_some_and(|rest| rest.split(' ').count() <= 5)
        });
        if let Some(known) = known
            && !found.contains(known)
        {
            found.push(known);
        }
    }
    found.len() >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_innermost_folder_names_the_kind() {
        assert_eq!(from_folder("runbooks/x/a.md"), Some((Kind::Runbook, 0)));
        assert_eq!(
            from_folder("a/Runbooks/postmortem/b.md"),
            Some((Kind::Postmortem, 2))
        );
        assert_eq!(from_folder("my-runbooks/a.md"), None);
        assert_eq!(from_folder("guides.md"), None);
    }

    #[test]
    fn headings_tell_what_folders_do_not() {
        let kind = |headings: &[&str]| from_headings(headings.iter().copied());
        assert_eq!(
            kind(&["Summary", "Timeline (all times UTC)"]),
            Some(Kind::Postmortem)
        );
        assert_eq!(kind(&["Root Cause(s)"]), Some(Kind::Postmortem));
        assert_eq!(
            kind(&["Meaning", "Impact", "Diagnosis", "Mitigation"]),
            Some(Kind::Runbook)
        );
        assert_eq!(kind(&["Introduction", "Impact"]), None);
    }

    #[test]
    fn bare_lines_tell_when_there_are_two() {
        assert!(is_postmortem_by_lines(
            "Issue Summary\n\nx\n\nTimeline (all times PT)\n\n6:19 PM: y\n"
        ));
        assert!(!is_postmortem_by_lines("Timeline\n\nx\n\n- Root cause\n"));
        assert!(!is_postmortem_by_lines(
            "The timeline is unclear, and the root cause is unknown to everybody here.\n"
        ));
    }

    #[test]
    fn names_may_be_plural() {
        assert_eq!(from_name("Post-Mortems"), Some(Kind::Postmortem));
        assert_eq!(from_name("note"), None);
    }
}
