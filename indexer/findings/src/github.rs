//! Formats findings as annotations of GitHub Actions.

use std::fmt::Write as _;

use model::finding::Diagnostic;

/// Formats each finding as a workflow command: `::warning
/// file=content/x.md,line=3,col=5,title=unresolved-link::…`.
///
/// `prefix` is the content root as seen from the repository (`content/`, or
/// empty).
#[must_use]
pub fn to_github(diagnostics: &[Diagnostic], prefix: &str) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics {
        let file = property(&format!("{prefix}{}", diagnostic.path));
        let mut message = diagnostic.message.clone();
        if let Some(help) = &diagnostic.help {
            message.push_str("\nhelp: ");
            message.push_str(help);
        }
        let _ = write!(out, "::{} file={file}", diagnostic.severity.name());
        if diagnostic.line > 0 {
            let _ = write!(
                out,
                ",line={},col={}",
                diagnostic.line,
                diagnostic.column.max(1)
            );
        }
        let _ = writeln!(out, ",title={}::{}", diagnostic.code, data(&message));
    }
    out
}

/// Escapes the message of a command as GitHub's toolkit does.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// Escapes a property of a command, which `:` or `,` would end.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::finding::rules;

    #[test]
    fn commands_are_escaped() {
        let found = Diagnostic::new(&rules::UNRESOLVED_LINK, "a, b:c.md", "100 %\nlost")
            .at("x\nyz", 3..4)
            .help("look");
        assert_eq!(
            to_github(&[found], "content/"),
            "::warning file=content/a%2C b%3Ac.md,line=2,col=2,title=unresolved-link::100 %25%0Alost%0Ahelp: look\n"
        );
    }
}
