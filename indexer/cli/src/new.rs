//! Makes new documents from templates: front matter and sections for each kind,
//! with advice in comments that no page shows. A postmortem can also be made from
//! a recorded session.

mod draft;
mod templates;

use app::session::read::Read;
use jiff::civil::Date;
use model::Kind;

use model::slug::slug;

/// The document to be made.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// Kind of the document.
    pub kind: Kind,
    /// Title of the document.
    pub title: &'a str,
    /// Date of today, for the file names of postmortems.
    pub today: Date,
    /// The recorded session, for a postmortem.
    pub session: Option<&'a Read>,
    /// The existing documents: URL within the site, and path below the content root.
    pub pages: &'a [(String, String)],
}

/// A new document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct New {
    /// Path below the content root: `postmortems/2026-12-01-payments-slow.md`.
    pub path: String,
    /// The Markdown text.
    pub text: String,
}

/// Makes a new document.
#[must_use]
pub fn document(wanted: &Wanted<'_>) -> New {
    let (kind, title) = (wanted.kind, wanted.title);
    let name = slug(title);
    let (name, text) = match (kind, wanted.session) {
        (Kind::Postmortem, Some(read)) => {
            let day = app::session::clock::date(read.session.started);
            let text = draft::postmortem(title, &read.session, wanted.pages);
            (format!("{day}-{name}"), text)
        }
        (Kind::Postmortem, None) => {
            let text = templates::postmortem(title, &templates::KnownFacts::default());
            (format!("{}-{name}", wanted.today), text)
        }
        (Kind::Runbook, _) => (name, templates::runbook(title)),
        (Kind::Guide, _) => (name, templates::guide(title)),
        (Kind::Service, _) => (name, templates::service(title)),
    };
    New {
        path: format!("{}/{name}.md", kind.folder()),
        text,
    }
}

/// Returns a quoted YAML scalar.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.trim().chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            // A title is a single line.
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}') => {
                out.push(' ');
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_has_its_folder_and_a_postmortem_its_day() {
        let wanted = |kind| Wanted {
            kind,
            title: "Pods \"restart\": often",
            today: Date::constant(2026, 12, 1),
            session: None,
            pages: &[],
        };
        for (kind, path) in [
            (Kind::Runbook, "runbooks/pods-restart-often.md"),
            (
                Kind::Postmortem,
                "postmortems/2026-12-01-pods-restart-often.md",
            ),
            (Kind::Guide, "guides/pods-restart-often.md"),
            (Kind::Service, "services/pods-restart-often.md"),
        ] {
            let new = document(&wanted(kind));
            assert_eq!(new.path, path);
            let head = format!(
                "---\ntitle: \"Pods \\\"restart\\\": often\"\nkind: {}\n",
                kind.name()
            );
            assert!(new.text.starts_with(&head), "{}", new.text);
        }
    }
}
