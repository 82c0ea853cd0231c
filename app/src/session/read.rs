//! Parses the Markdown of a session, as exported or edited by hand.

use super::{Entry, Session, What, clock, markdown};

/// The result of parsing a session's Markdown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Read {
    /// The session.
    pub session: Session,
    /// Numbers of lines that are not part of a session, from 1.
    pub left: Vec<usize>,
}

/// Parses a session. An item that starts with a time and has another form is a note.
#[must_use]
pub fn read(text: &str) -> Read {
    let mut out = Read::default();
    let mut window = None;
    for (index, line) in text.lines().enumerate() {
        let line = line.trim();
        if let Some(name) = line.strip_prefix("# ") {
            let name = name.strip_prefix("Incident session:").unwrap_or(name);
            out.session.name = unescaped(name.trim());
        } else if let Some(found) = line.strip_prefix("Recorded from ").and_then(span) {
            window = Some(found);
        } else if let Some(entry) = item(line).and_then(entry) {
            out.session.entries.push(entry);
        } else if !line.is_empty() && !line.starts_with("## ") {
            out.left.push(index + 1);
        }
    }
    let entries = &mut out.session.entries;
    entries.sort_by_key(|entry| entry.at);
    let first = entries.first().map(|entry| entry.at);
    let last = entries.last().map(|entry| entry.at);
    let (started, ended) = window.unwrap_or((None, None));
    out.session.started = started
        .or(first)
        .unwrap_or(0)
        .min(first.unwrap_or(i64::MAX));
    out.session.ended = ended.map(|ended| ended.max(last.unwrap_or(ended)));
    out
}

/// Parses the two moments of `2026-12-01 03:00:00 UTC to 2026-12-01 04:00:00 UTC. …`.
fn span(text: &str) -> Option<(Option<i64>, Option<i64>)> {
    let (started, rest) = moment(text)?;
    let ended = rest.trim_start().strip_prefix("to ").and_then(moment);
    Some((Some(started), ended.map(|(at, _)| at)))
}

/// Parses a moment at the start of `text`; returns it with the text after its time zone.
fn moment(text: &str) -> Option<(i64, &str)> {
    let (date, rest) = text.split_once(' ')?;
    let (time, rest) = rest.split_once(' ')?;
    Some((clock::parse(date, time)?, rest.strip_prefix("UTC")?))
}

fn item(line: &str) -> Option<&str> {
    ["- ", "* ", "+ "]
        .into_iter()
        .find_map(|mark| line.strip_prefix(mark))
}

fn entry(item: &str) -> Option<Entry> {
    let (at, rest) = moment(item.trim_start())?;
    let rest = rest.trim_start().strip_prefix(':')?.trim();
    let (rest, offset) = local(rest, at);
    let verb = What::ALL.into_iter().find_map(|what| {
        let after = rest.strip_prefix(what.verb())?;
        Some((what, after.strip_prefix(' ')?))
    });
    let mut entry = Entry {
        at,
        offset,
        what: What::Noted,
        url: String::new(),
        title: String::new(),
        text: String::new(),
    };
    let Some((what, said)) = verb else {
        entry.text = unescaped(rest);
        return Some(entry);
    };
    entry.what = what;
    let (lines, after) = spans(said);
    if let Some((title, url)) = link(after) {
        (entry.title, entry.url) = (title, url);
    }
    let of_page = matches!(what, What::Opened | What::Restarted);
    if what == What::Searched && after.starts_with(", found nothing") {
        entry.what = What::Missed;
    }
    entry.text = lines.join("\n");
    if lines.is_empty() && !of_page {
        // The item was written by hand, without code spans.
        entry.text = unescaped(said);
    } else if of_page && entry.url.is_empty() {
        (entry.what, entry.text) = (What::Noted, unescaped(rest));
    }
    Some(entry)
}

/// Splits the local time off the end; returns it as a UTC offset in minutes.
fn local(text: &str, at: i64) -> (&str, i64) {
    let found = || {
        let (before, time) = text.strip_suffix(" local)")?.rsplit_once(" (")?;
        let there = clock::parse(&clock::date(at), time)?;
        // The local day may be the day before or after; the closest one is chosen.
        let ahead = (there - at + 43_200).rem_euclid(86_400) - 43_200;
        Some((before, ahead / 60))
    };
    found().unwrap_or((text, 0))
}

/// Parses the code spans at the start, one for each line; returns them with the text after them.
fn spans(text: &str) -> (Vec<String>, &str) {
    let mut lines = Vec::new();
    let mut rest = text;
    loop {
        let fence = rest.len() - rest.trim_start_matches('`').len();
        if fence == 0 {
            return (lines, rest);
        }
        let Some(end) = closing(&rest[fence..], fence) else {
            return (lines, rest);
        };
        let inner = &rest[fence..fence + end];
        let stripped = inner
            .strip_prefix(' ')
            .and_then(|inner| inner.strip_suffix(' '))
            .filter(|_| !inner.trim().is_empty());
        lines.push(stripped.unwrap_or(inner).to_owned());
        rest = &rest[2 * fence + end..];
        match rest.strip_prefix(markdown::NEXT_LINE) {
            Some(next) => rest = next,
            None => return (lines, rest),
        }
    }
}

/// Returns the byte position of a run of exactly `fence` backticks.
fn closing(text: &str, fence: usize) -> Option<usize> {
    let mut at = 0;
    while let Some(found) = text[at..].find('`') {
        let start = at + found;
        let run = text[start..].bytes().take_while(|b| *b == b'`').count();
        if run == fence {
            return Some(start);
        }
        at = start + run;
    }
    None
}

/// Returns title and URL of the first link.
fn link(text: &str) -> Option<(String, String)> {
    let open = text.find('[')?;
    let inside = &text[open + 1..];
    let mut escaped = false;
    let close = inside.char_indices().find(|(_, c)| {
        let ends = *c == ']' && !escaped;
        escaped = *c == '\\' && !escaped;
        ends
    })?;
    let rest = inside[close.0 + 1..].strip_prefix('(')?;
    let (url, _) = rest.split_once(')')?;
    Some((unescaped(&inside[..close.0]), url.to_owned()))
}

/// Returns the text without Markdown's backslash escapes.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match chars.peek() {
            Some(next) if c == '\\' && next.is_ascii_punctuation() => {
                out.extend(chars.next());
            }
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::tests::entry as made;
    use super::*;

    fn session(entries: Vec<Entry>) -> Session {
        Session {
            name: "pay *ments* [x](y)".to_owned(),
            started: 1_796_093_000,
            ended: Some(1_796_097_000),
            entries,
        }
    }

    #[test]
    fn an_exported_session_is_parsed_back() {
        let all = What::ALL.into_iter().flat_map(|what| {
            let texts: &[&str] = match what {
                What::Opened | What::Restarted => &[""],
                What::Copied => &["psql -c 'select `1`'", "a\nb |c", "``", " x ", "- y"],
                _ => &["plain", "`a` \\ <b> [c](d) | *e*"],
            };
            texts.iter().map(move |text| made(what, text))
        });
        let mut entries: Vec<Entry> = all.collect();
        // Searches do not belong to a page.
        for entry in &mut entries {
            if matches!(entry.what, What::Searched | What::Missed) {
                (entry.url, entry.title) = (String::new(), String::new());
            } else {
                entry.title = "a ] [b](c) \\".to_owned();
            }
        }
        let session = session(entries);
        let read = read(&markdown::session(&session));
        assert_eq!(read.left, Vec::<usize>::new());
        assert_eq!(read.session, session);
    }

    #[test]
    fn an_item_written_by_hand_is_a_note() {
        let read = read(
            "# Payments\n\n- 2026-12-01 03:00 UTC: Called the *DBA*\n- 03:01: too vague\n\
             * 2026-12-01 02:59:30 UTC: Ruled out the disk\n\nWords.\n\
             - 2026-12-01 03:05 UTC: Opened the door\n",
        );
        let said: Vec<_> = read
            .session
            .entries
            .iter()
            .map(|entry| (entry.what, entry.text.as_str()))
            .collect();
        assert_eq!(
            said,
            [
                (What::RuledOut, "the disk"),
                (What::Noted, "Called the *DBA*"),
                (What::Noted, "Opened the door"),
            ]
        );
        assert_eq!(read.session.name, "Payments");
        assert_eq!(read.left, [4, 7]);
        assert_eq!(read.session.started, 1_796_093_970);
        assert_eq!(read.session.ended, None);
    }

    #[test]
    fn malformed_text_never_panics() {
        for text in [
            "",
            "- 2026-12-01 03:00 UTC: ",
            "- 2026-12-01 03:00 UTC: Copied `",
            "- 2026-12-01 03:00 UTC: Copied ``` from [",
            "- 2026-12-01 03:00 UTC: Opened [a](",
            "- 2026-12-01 03:00 UTC: (local)",
            "- 2026-12-01 03:00 UTC: x (99:99:99 local)",
            "- é 2026",
            "Recorded from \u{1f4a5}",
        ] {
            let _ = read(text);
        }
    }
}
