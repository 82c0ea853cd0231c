//! Writes a session as Markdown: a list that fits into a timeline, and that
//! `kb new postmortem --from` reads.
//!
//! Text of readers and pages is put into code spans, or escaped. Each line of a
//! command gets its own span, because a span has no line breaks.

use super::{Entry, Session, What, clock};

/// Separator of the lines of a command.
pub(super) const NEXT_LINE: &str = " ⏎ ";

/// Returns the whole session as a Markdown document.
#[must_use]
pub fn session(session: &Session) -> String {
    let mut out = String::from("# Incident session: ");
    out.push_str(&text(&session.name));
    out.push_str("\n\nRecorded from ");
    out.push_str(&clock::moment(session.started));
    out.push_str(" UTC");
    if let Some(ended) = session.ended {
        out.push_str(" to ");
        out.push_str(&clock::moment(ended));
        out.push_str(" UTC");
    }
    out.push_str(
        ". `kb new postmortem --from` this file makes a first postmortem of it.\n\n## Timeline\n\n",
    );
    list(&mut out, &session.entries);
    out
}

/// Appends a list item for each entry.
pub fn list<'a>(out: &mut String, entries: impl IntoIterator<Item = &'a Entry>) {
    for entry in entries {
        out.push_str("- ");
        out.push_str(&clock::moment(entry.at));
        out.push_str(" UTC: ");
        body(out, entry);
        if entry.offset != 0 {
            out.push_str(" (");
            out.push_str(&clock::time(entry.at + entry.offset * 60));
            out.push_str(" local)");
        }
        out.push('\n');
    }
}

fn body(out: &mut String, entry: &Entry) {
    out.push_str(entry.what.verb());
    if !matches!(entry.what, What::Opened | What::Restarted) {
        out.push(' ');
        out.push_str(&code(&entry.text));
    }
    let joint = match entry.what {
        What::Missed => {
            out.push_str(", found nothing");
            return;
        }
        What::Searched => return,
        What::Opened | What::Restarted => " ",
        What::Copied => " from ",
        What::Ticked => " of ",
        What::RuledOut | What::Confirmed | What::Noted => " on ",
    };
    if !entry.url.is_empty() {
        out.push_str(joint);
        out.push_str(&link(&entry.title, &entry.url));
    }
}

/// Returns a Markdown link to `url`.
#[must_use]
pub fn link(title: &str, url: &str) -> String {
    let mut out = String::from("[");
    out.push_str(&text(title));
    out.push_str("](");
    for c in url.chars() {
        match c {
            '(' => out.push_str("%28"),
            ')' => out.push_str("%29"),
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '\\' => out.push_str("%5C"),
            c if c.is_whitespace() || c.is_control() => out.push_str("%20"),
            c => out.push(c),
        }
    }
    out.push(')');
    out
}

/// Escapes text for Markdown, on one line.
#[must_use]
pub fn text(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.trim().chars() {
        match c {
            c if c.is_control() => out.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '|' | '~' | '$' | '^' | '{'
            | '}' | '#' | '!' | '%' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

/// Returns a code span for each line that is not blank.
#[must_use]
pub fn code(lines: &str) -> String {
    let mut out = String::new();
    for line in lines.lines().filter(|line| !line.trim().is_empty()) {
        if !out.is_empty() {
            out.push_str(NEXT_LINE);
        }
        span(&mut out, line);
    }
    if out.is_empty() {
        out.push_str("` `");
    }
    out
}

/// Appends a code span whose fence is longer than any run of backticks in it.
fn span(out: &mut String, line: &str) {
    let longest = line.split(|c| c != '`').map(str::len).max();
    let fence = "`".repeat(longest.unwrap_or(0) + 1);
    let pads = line.starts_with(['`', ' ']) || line.ends_with(['`', ' ']);
    let pad = if pads { " " } else { "" };
    out.push_str(&fence);
    out.push_str(pad);
    out.extend(line.chars().map(|c| if c.is_control() { ' ' } else { c }));
    out.push_str(pad);
    out.push_str(&fence);
}

#[cfg(test)]
mod tests {
    use super::super::tests::entry;
    use super::*;

    #[test]
    fn entries_are_lines_of_a_timeline() {
        let mut out = String::new();
        list(
            &mut out,
            &[
                entry(What::Searched, "pool exhausted"),
                entry(What::Missed, "`x`"),
                entry(What::Opened, ""),
                entry(What::Copied, "a\n\n  b `c`\n"),
                entry(What::Ticked, "1. Connect."),
                entry(What::RuledOut, "a <b> | c"),
                entry(What::Restarted, ""),
            ],
        );
        let lines: Vec<_> = out
            .lines()
            .map(|line| {
                line.strip_prefix("- 2026-12-01 02:48:51 UTC: ")
                    .and_then(|line| line.strip_suffix(" (03:48:51 local)"))
                    .unwrap_or(line)
            })
            .collect();
        assert_eq!(
            lines,
            [
                "Searched for `pool exhausted`",
                "Searched for `` `x` ``, found nothing",
                "Opened [X](/runbooks/x/)",
                "Copied `a` ⏎ ``   b `c` `` from [X](/runbooks/x/)",
                "Did `1. Connect.` of [X](/runbooks/x/)",
                "Ruled out `a <b> | c` on [X](/runbooks/x/)",
                "Started over with [X](/runbooks/x/)",
            ]
        );
    }

    #[test]
    fn text_cannot_become_markup() {
        assert_eq!(
            text("a\n# `b` <c> [d](e) {{< x >}}"),
            "a \\# \\`b\\` \\<c\\> \\[d\\](e) \\{\\{\\< x \\>\\}\\}"
        );
        assert_eq!(link("]", "/a (b)"), "[\\]](/a%20%28b%29)");
        assert_eq!(code("\n \n"), "` `");
    }
}
