//! Highlights YAML, JSON and TOML.

use super::html_sink::{Class, HtmlSink, placeholder, quoted, run};

/// Highlights YAML line by line.
pub(super) fn yaml(code: &str, sink: &mut HtmlSink<'_>) {
    // The indentation of a block of text: deeper lines belong to it.
    let mut block: Option<usize> = None;
    for line in code.split_inclusive('\n') {
        let body = line.trim_end_matches(['\n', '\r']);
        let indent = run(body, |c| c == ' ');
        if let Some(depth) = block {
            if body.trim().is_empty() || indent > depth {
                sink.plain(&body[..indent.min(body.len())]);
                sink.token(Class::Text, &body[indent..]);
                sink.plain(&line[body.len()..]);
                continue;
            }
            block = None;
        }
        let mut rest = &body[indent..];
        sink.plain(&body[..indent]);
        if rest == "---" || rest == "..." {
            sink.token(Class::Operator, rest);
            rest = "";
        }
        while let Some(item) = rest.strip_prefix("- ") {
            sink.token(Class::Operator, "-");
            sink.plain(" ");
            rest = item;
        }
        if let Some(colon) = key_end(rest) {
            sink.token(Class::Keyword, &rest[..colon]);
            sink.plain(":");
            rest = &rest[colon + 1..];
        }
        let value = rest.trim();
        if matches!(value, "|" | ">" | "|-" | ">-" | "|+" | ">+") {
            block = Some(indent);
        }
        scalar(rest, sink);
        sink.plain(&line[body.len()..]);
    }
}

/// Returns where the key at the start of a YAML line ends.
fn key_end(line: &str) -> Option<usize> {
    if line.starts_with(['#', '{', '[', '&', '*', '|', '>']) {
        return None;
    }
    let from = match line.chars().next()? {
        quote @ ('"' | '\'') => quoted(line, quote, quote == '"', false),
        _ => 0,
    };
    let mut at = from;
    while let Some(colon) = line[at..].find(':').map(|colon| at + colon) {
        if line[from..colon].contains(" #") {
            return None;
        }
        if line[colon + 1..].is_empty() || line[colon + 1..].starts_with(' ') {
            return Some(colon);
        }
        at = colon + 1;
    }
    None
}

/// Highlights the rest of a line, which contains a value.
fn scalar(text: &str, sink: &mut HtmlSink<'_>) {
    let mut rest = text;
    let mut word_start = true;
    while let Some(first) = rest.chars().next() {
        let (class, length) = match first {
            '#' if word_start => (Some(Class::Comment), rest.len()),
            '"' | '\'' if word_start => {
                (Some(Class::Text), quoted(rest, first, first == '"', false))
            }
            '<' => placeholder(rest).map_or((None, 1), |length| (Some(Class::Variable), length)),
            '&' | '*' | '!' if word_start => {
                (Some(Class::Variable), run(rest, |c| !c.is_whitespace()))
            }
            '{' if rest.starts_with("{{") => match rest.find("}}") {
                Some(end) => (Some(Class::Variable), end + 2),
                None => (None, 2),
            },
            '[' | ']' | '{' | '}' | ',' => (Some(Class::Operator), 1),
            _ if first.is_whitespace() => (None, run(rest, char::is_whitespace)),
            _ => {
                let length = run(rest, |c| {
                    !c.is_whitespace() && !matches!(c, ',' | ']' | '}' | '<')
                })
                .max(first.len_utf8());
                let class = constant(&rest[..length]).filter(|_| word_start);
                (class, length)
            }
        };
        let (token, tail) = rest.split_at(length);
        match class {
            Some(class) => sink.token(class, token),
            None => sink.plain(token),
        }
        word_start = first.is_whitespace() || matches!(first, '[' | '{' | ',');
        rest = tail;
    }
}

fn constant(word: &str) -> Option<Class> {
    let number = word.starts_with(|c: char| c.is_ascii_digit() || c == '-' || c == '+')
        && word.bytes().any(|b| b.is_ascii_digit())
        && word
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '+' | ':' | '_' | '%'));
    let named = matches!(
        word,
        "true" | "false" | "null" | "~" | "yes" | "no" | "on" | "off"
    );
    (number || named).then_some(Class::Number)
}

/// Highlights JSON.
pub(super) fn json(code: &str, sink: &mut HtmlSink<'_>) {
    let mut rest = code;
    while let Some(first) = rest.chars().next() {
        let (class, length) = match first {
            '"' => {
                let length = quoted(rest, '"', true, false);
                let is_key = rest[length..].trim_start().starts_with(':');
                (
                    Some(if is_key { Class::Keyword } else { Class::Text }),
                    length,
                )
            }
            '/' if rest.starts_with("//") => (Some(Class::Comment), run(rest, |c| c != '\n')),
            '-' | '0'..='9' => {
                let number = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '+');
                (Some(Class::Number), run(rest, number))
            }
            _ if first.is_alphabetic() => {
                let length = run(rest, char::is_alphanumeric);
                (constant(&rest[..length]), length)
            }
            '<' => placeholder(rest).map_or((None, 1), |length| (Some(Class::Variable), length)),
            _ => (None, first.len_utf8()),
        };
        let (token, tail) = rest.split_at(length);
        match class {
            Some(class) => sink.token(class, token),
            None => sink.plain(token),
        }
        rest = tail;
    }
}

/// Highlights TOML, INI and similar formats.
pub(super) fn toml(code: &str, sink: &mut HtmlSink<'_>) {
    for line in code.split_inclusive('\n') {
        let body = line.trim_end_matches(['\n', '\r']);
        let indent = run(body, char::is_whitespace);
        sink.plain(&body[..indent]);
        let rest = &body[indent..];
        if rest.starts_with(['#', ';']) {
            sink.token(Class::Comment, rest);
        } else if rest.starts_with('[') && !rest.contains('=') {
            sink.token(Class::Function, rest);
        } else if let Some((key, value)) = rest.split_once('=') {
            sink.token(Class::Keyword, key.trim_end());
            sink.plain(&key[key.trim_end().len()..]);
            sink.token(Class::Operator, "=");
            scalar(value, sink);
        } else {
            scalar(rest, sink);
        }
        sink.plain(&line[body.len()..]);
    }
}
