//! Determines the kind of a document.

use std::borrow::Cow;

use model::Kind;

/// Returns the kind that a folder of `path` names, with the index of that folder.
pub(crate) fn from_folder(path: &str) -> Option<(Kind, usize)> {
    let mut folders: Vec<&str> = path.split('/').collect();
    folders.pop();
    // The innermost folder is the most specific.
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

/// Returns the kind that a front matter value names.
pub(crate) fn from_name(name: &str) -> Option<Kind> {
    let name = name.trim().to_lowercase().replace('-', "");
    Kind::ALL
        .into_iter()
        .find(|kind| name == kind.name() || name == kind.folder())
}

/// Beginnings of headings that only postmortems have.
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

/// Beginnings of headings that only runbooks have.
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

/// Returns the kind that a document's headings show.
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

/// Whether lines on their own name at least two sections of a postmortem: some
/// authors write headings without Markdown.
pub(crate) fn is_postmortem_by_lines(text: &str) -> bool {
    let alone = |line: &&str| {
        let name = line.trim_matches(|c: char| !c.is_alphanumeric());
        !name.is_empty()
            && name.len() <= 50
            && name.starts_with(char::is_uppercase)
            && !line.trim_start().starts_with(['-', '>', '|', '`'])
    };
    let mut found: Vec<&str> = Vec::new();
    let mut times = 0;
    for line in text.lines() {
        let line = without_tags(line);
        times += usize::from(begins_with_time(&line));
        if !alone(&&*line) {
            continue;
        }
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
    // If only the timeline is named, at least two lines that begin with a time
    // confirm it.
    found.len() >= 2 || (times >= 2 && found.iter().any(|name| name.contains("timeline")))
}

/// Returns a line without its HTML tags: `<summary>Timeline</summary>` names a
/// section as well.
fn without_tags(line: &str) -> Cow<'_, str> {
    if !line.contains('<') {
        return Cow::Borrowed(line);
    }
    let mut out = String::new();
    let mut in_tag = false;
    for c in line.chars() {
        match c {
            '<' => in_tag = true,
            '>' if in_tag => in_tag = false,
            _ if in_tag => {}
            _ => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// Whether a line begins with a time of day, after list marks and other punctuation.
fn begins_with_time(line: &str) -> bool {
    let bare = line.trim_start_matches(|c: char| !c.is_alphanumeric());
    let digits = bare.bytes().take_while(u8::is_ascii_digit).count();
    let minutes = bare[digits..].strip_prefix(':').map(str::as_bytes);
    (1..=2).contains(&digits)
        && minutes.is_some_and(|rest| rest.len() > 1 && rest[..2].iter().all(u8::is_ascii_digit))
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
        assert!(is_postmortem_by_lines(
            "<h2>Timeline</h2>\n\n<li><strong>10:30 AM:</strong> x</li>\n<li>11:00 y</li>\n"
        ));
        assert!(is_postmortem_by_lines(
            "Timeline:\n10:00 deploy\n10:12 alert\n"
        ));
        assert!(is_postmortem_by_lines(
            "<summary>Timeline</summary>\n\n<summary><b>Root cause</b></summary>\n"
        ));
        assert!(!is_postmortem_by_lines(
            "Summary\n\n10:00 open\n18:00 closed\n"
        ));
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
