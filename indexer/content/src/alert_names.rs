//! Finds the names of the alerts that a document answers.

use model::Kind;

use super::paths;

/// Returns the alert names of a document: those in its front matter and, for a
/// runbook, those that its file name, title or first heading consists of.
pub(crate) fn names(
    declared: &[String],
    kind: Kind,
    path: &str,
    title: &str,
    first_heading: Option<&str>,
) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut add = |name: &str| {
        if !names.iter().any(|known| known.eq_ignore_ascii_case(name)) {
            names.push(name.to_owned());
        }
    };
    declared.iter().for_each(|name| add(name));
    if kind == Kind::Runbook && !paths::is_index(path) {
        let stem = paths::stem(path);
        let heading = first_heading.unwrap_or(title).trim();
        // A single word is taken as an alert's name only if file name and heading
        // agree on it.
        let agree = stem == heading && is_name(stem);
        for name in [stem, title.trim(), heading] {
            if is_camel_case(name) || (agree && name == stem) {
                add(name);
            }
        }
    }
    names
}

/// Returns [`Kind::Runbook`] if the file name is an alert's name and the first
/// heading begins with it.
pub(crate) fn is_named_after_alert(path: &str, first_heading: Option<&str>) -> Option<Kind> {
    let stem = paths::stem(path);
    let word = first_heading?.split_whitespace().next()?;
    (word == stem && is_camel_case(stem)).then_some(Kind::Runbook)
}

/// Whether `name` has the form of `KubeAPIDown`: letters and digits only, with a
/// capital at the start and at least one more.
fn is_camel_case(name: &str) -> bool {
    let humps = name
        .as_bytes()
        .windows(2)
        .filter(|pair| !pair[0].is_ascii_uppercase() && pair[1].is_ascii_uppercase())
        .count();
    is_word(name)
        && name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.bytes().any(|b| b.is_ascii_lowercase())
        && (humps >= 1 || name.bytes().filter(u8::is_ascii_uppercase).count() >= 2)
}

/// Whether `name` mixes upper and lower case, as `Watchdog` and `etcdNoLeader` do.
fn is_name(name: &str) -> bool {
    is_word(name)
        && name.bytes().any(|b| b.is_ascii_lowercase())
        && name.bytes().any(|b| b.is_ascii_uppercase())
}

fn is_word(name: &str) -> bool {
    name.len() >= 6
        && name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.bytes().all(|b| b.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runbooks_are_named_after_their_alerts() {
        let of = |path: &str, title: &str| names(&[], Kind::Runbook, path, title, Some(title));
        assert_eq!(of("a/KubeAPIDown.md", "Kube API down"), ["KubeAPIDown"]);
        assert_eq!(of("a/etcdNoLeader.md", "etcdNoLeader"), ["etcdNoLeader"]);
        assert_eq!(of("a/Watchdog.md", "Watchdog"), ["Watchdog"]);
        assert_eq!(
            of("a/helpers/gatherLogs.md", "Gather logs"),
            Vec::<String>::new()
        );
        assert_eq!(of("README.md", "KubeAPIDown"), Vec::<String>::new());
        assert_eq!(
            names(&["X".to_owned()], Kind::Guide, "KubeAPIDown.md", "y", None),
            ["X"]
        );
    }
}
