//! Writing tokens.

use crate::markdown::escape;

/// What a stretch of code is; each has a short class that the style sheet knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Comment,
    Text,
    Number,
    Keyword,
    Variable,
    Function,
    Operator,
    Prompt,
    Output,
}

impl Class {
    fn name(self) -> &'static str {
        match self {
            Self::Comment => "tok-c",
            Self::Text => "tok-s",
            Self::Number => "tok-n",
            Self::Keyword => "tok-k",
            Self::Variable => "tok-v",
            Self::Function => "tok-f",
            Self::Operator => "tok-o",
            Self::Prompt => "tok-p",
            Self::Output => "out",
        }
    }
}

/// Writes tokens as HTML.
pub(super) struct Paint<'a>(&'a mut String);

impl<'a> Paint<'a> {
    pub(super) fn new(out: &'a mut String) -> Self {
        Self(out)
    }

    /// Text without a class.
    pub(super) fn plain(&mut self, text: &str) {
        escape::push_text(self.0, text);
    }

    /// Text with a class.
    pub(super) fn token(&mut self, class: Class, text: &str) {
        if text.is_empty() {
            return;
        }
        self.0.push_str("<span class=\"");
        self.0.push_str(class.name());
        self.0.push_str("\">");
        escape::push_text(self.0, text);
        self.0.push_str("</span>");
    }
}

/// Length of the placeholder at the start of `text`: `<namespace>`, `<pod name>`.
pub(super) fn placeholder(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('<')?;
    inner.chars().next().filter(|c| c.is_alphabetic())?;
    let end = inner.find(['<', '>', '\n', '|', '&', ';', '"'])?;
    (inner.as_bytes()[end] == b'>' && end <= 80).then_some(end + 2)
}

/// Length of the leading run of characters for which `is` holds.
pub(super) fn run(text: &str, is: impl Fn(char) -> bool) -> usize {
    text.find(|c| !is(c)).unwrap_or(text.len())
}

/// Length of the quoted text at the start of `text`, up to the end if it is not closed.
pub(super) fn quoted(text: &str, quote: char, escapes: bool, multiline: bool) -> usize {
    let mut escaped = false;
    for (at, char) in text.char_indices().skip(1) {
        if escaped {
            escaped = false;
        } else if escapes && char == '\\' {
            escaped = true;
        } else if char == quote {
            return at + char.len_utf8();
        } else if char == '\n' && !multiline {
            return at;
        }
    }
    text.len()
}
