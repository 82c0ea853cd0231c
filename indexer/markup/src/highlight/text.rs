//! Highlights logs and diffs.

use super::html_sink::{Class, HtmlSink, quoted, run};

const LEVELS: &[&str] = &[
    "ALERT", "CRIT", "CRITICAL", "DEBUG", "ERR", "ERROR", "FATAL", "INFO", "NOTICE", "PANIC",
    "SEVERE", "TRACE", "WARN", "WARNING",
];

/// Highlights the times, levels and quoted text of logs.
pub(super) fn log(code: &str, sink: &mut HtmlSink<'_>) {
    let mut rest = code;
    let mut word_start = true;
    while let Some(first) = rest.chars().next() {
        let (class, length) = match first {
            '"' => (Some(Class::Text), quoted(rest, '"', true, false)),
            '0'..='9' if word_start => {
                let time =
                    |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | ':' | '.' | '/' | '+');
                (Some(Class::Number), run(rest, time))
            }
            _ if first.is_alphabetic() => {
                let length = run(rest, char::is_alphanumeric);
                let level = LEVELS.contains(&rest[..length].to_ascii_uppercase().as_str());
                (level.then_some(Class::Keyword), length)
            }
            _ => (None, first.len_utf8()),
        };
        let (token, tail) = rest.split_at(length);
        match class {
            Some(class) => sink.token(class, token),
            None => sink.plain(token),
        }
        word_start = !first.is_alphanumeric();
        rest = tail;
    }
}

/// Highlights the added, removed and location lines of diffs.
pub(super) fn diff(code: &str, sink: &mut HtmlSink<'_>) {
    for line in code.split_inclusive('\n') {
        let body = line.trim_end_matches(['\n', '\r']);
        let class =
            if body.starts_with("+++") || body.starts_with("---") || body.starts_with("diff ") {
                Some(Class::Keyword)
            } else if body.starts_with("@@") {
                Some(Class::Function)
            } else if body.starts_with('+') {
                Some(Class::Text)
            } else if body.starts_with('-') {
                Some(Class::Comment)
            } else {
                None
            };
        match class {
            Some(class) => sink.token(class, body),
            None => sink.plain(body),
        }
        sink.plain(&line[body.len()..]);
    }
}
