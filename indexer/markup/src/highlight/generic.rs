//! One lexer for many similar languages.

use super::html_sink::{Class, HtmlSink, placeholder, quoted, run};

/// The differences between these languages.
#[derive(Debug)]
pub(super) struct Grammar {
    /// Signs that start a comment up to the end of the line.
    pub(super) comments: &'static [&'static str],
    /// Start and end of comments that span lines.
    pub(super) block_comment: Option<(&'static str, &'static str)>,
    /// Characters that enclose a string.
    pub(super) quotes: &'static [char],
    /// Whether a string in three quotes may span lines.
    pub(super) triple_quotes: bool,
    /// Characters in names, besides letters and digits.
    pub(super) in_names: &'static [char],
    /// Character that starts a variable.
    pub(super) sigil: Option<char>,
    /// Keywords of the language.
    pub(super) keywords: &'static [&'static str],
    /// Whether keywords are case-insensitive.
    pub(super) any_case: bool,
}

/// Highlights `code`.
pub(super) fn lex(code: &str, grammar: &Grammar, sink: &mut HtmlSink<'_>) {
    let mut rest = code;
    while let Some(first) = rest.chars().next() {
        let (class, length) = token(rest, first, grammar);
        let (token, tail) = rest.split_at(length);
        match class {
            Some(class) => sink.token(class, token),
            None => sink.plain(token),
        }
        rest = tail;
    }
}

fn token(rest: &str, first: char, grammar: &Grammar) -> (Option<Class>, usize) {
    if grammar
        .comments
        .iter()
        .any(|comment| rest.starts_with(comment))
    {
        return (Some(Class::Comment), run(rest, |c| c != '\n'));
    }
    if let Some((open, close)) = grammar.block_comment
        && let Some(body) = rest.strip_prefix(open)
    {
        let length = body
            .find(close)
            .map_or(rest.len(), |end| open.len() + end + close.len());
        return (Some(Class::Comment), length);
    }
    if grammar.quotes.contains(&first) {
        if grammar.triple_quotes {
            let triple: String = [first; 3].iter().collect();
            if let Some(body) = rest.strip_prefix(&triple) {
                let length = body.find(&triple).map_or(rest.len(), |end| end + 6);
                return (Some(Class::Text), length);
            }
        }
        return (Some(Class::Text), quoted(rest, first, true, first == '`'));
    }
    if first == '<'
        && let Some(length) = placeholder(rest)
    {
        return (Some(Class::Variable), length);
    }
    let in_name = |c: char| c.is_alphanumeric() || c == '_' || grammar.in_names.contains(&c);
    if grammar.sigil == Some(first) {
        let length = 1 + run(&rest[first.len_utf8()..], in_name);
        return ((length > 1).then_some(Class::Variable), length);
    }
    if first.is_ascii_digit() {
        let length = run(rest, |c| c.is_ascii_alphanumeric() || c == '.' || c == '_');
        return (Some(Class::Number), length);
    }
    if first.is_alphabetic() || first == '_' {
        let length = run(rest, in_name);
        return (name(&rest[..length], &rest[length..], grammar), length);
    }
    let operator = matches!(
        first,
        '=' | '+' | '-' | '*' | '/' | '%' | '!' | '|' | '&' | '>' | '<' | '~'
    );
    (operator.then_some(Class::Operator), first.len_utf8())
}

fn name(word: &str, after: &str, grammar: &Grammar) -> Option<Class> {
    let is_keyword = grammar.keywords.iter().any(|keyword| {
        *keyword == word || (grammar.any_case && keyword.eq_ignore_ascii_case(word))
    });
    if is_keyword {
        Some(Class::Keyword)
    } else if after.starts_with('(') {
        Some(Class::Function)
    } else {
        None
    }
}
