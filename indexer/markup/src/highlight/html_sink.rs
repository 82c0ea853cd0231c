//! Writes tokens as HTML.

use std::ops::Range;

use crate::escape;

/// The class of a token; each has a short name that the style sheet uses.
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

/// A range of code that becomes an element, also across tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Byte range in the code.
    pub range: Range<usize>,
    /// The element's start tag.
    pub open: String,
    /// The element's end tag.
    pub close: &'static str,
}

/// A range of code with an element around all of its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrap {
    /// Byte range in the code.
    pub range: Range<usize>,
    /// The `<span …>` start tag around the range.
    pub open: String,
}

/// Writes tokens as HTML. The tokens together are the whole code, in order.
pub(super) struct HtmlSink<'a> {
    out: &'a mut String,
    code: &'a str,
    marks: &'a [Mark],
    wraps: &'a [Wrap],
    /// Whether the first of `wraps` is open.
    wrapped: bool,
    /// How many bytes of the code are written.
    at: usize,
}

impl<'a> HtmlSink<'a> {
    pub(super) fn new(
        out: &'a mut String,
        code: &'a str,
        marks: &'a [Mark],
        wraps: &'a [Wrap],
    ) -> Self {
        Self {
            out,
            code,
            marks,
            wraps,
            wrapped: false,
            at: 0,
        }
    }

    /// Closes open elements at the end of the code.
    pub(super) fn finish(mut self) {
        self.edge(usize::MAX);
    }

    /// Closes the wraps that end at `at` or before, and opens those that start there.
    fn edge(&mut self, at: usize) {
        while let Some((wrap, others)) = self.wraps.split_first() {
            if !self.wrapped {
                if wrap.range.start > at || at == usize::MAX {
                    return;
                }
                self.out.push_str(&wrap.open);
                self.wrapped = true;
            }
            if wrap.range.end > at {
                return;
            }
            self.out.push_str("</span>");
            self.wrapped = false;
            self.wraps = others;
        }
    }

    /// Writes text without a class.
    pub(super) fn plain(&mut self, text: &str) {
        self.piece(None, text);
    }

    /// Writes text with a class.
    pub(super) fn token(&mut self, class: Class, text: &str) {
        self.piece(Some(class), text);
    }

    fn piece(&mut self, class: Option<Class>, text: &str) {
        let end = self.at + text.len();
        let mut done = self.at;
        self.at = end;
        while let Some((mark, others)) = self.marks.split_first() {
            if mark.range.start >= end {
                break;
            }
            if mark.range.start >= done {
                self.write(class, done..mark.range.start);
                self.edge(mark.range.start);
                self.out.push_str(&mark.open);
                escape::push_text(self.out, &self.code[mark.range.clone()]);
                self.out.push_str(mark.close);
            }
            if mark.range.end > end {
                // The next tokens skip the rest of the mark.
                return;
            }
            done = mark.range.end;
            self.marks = others;
        }
        self.write(class, done..end);
    }

    fn write(&mut self, class: Option<Class>, range: Range<usize>) {
        let mut start = range.start;
        while start < range.end {
            self.edge(start);
            let stop = match self.wraps.first() {
                Some(wrap) if self.wrapped => wrap.range.end,
                Some(wrap) => wrap.range.start,
                None => range.end,
            };
            let stop = stop.min(range.end);
            self.write_within(class, start..stop);
            start = stop;
        }
    }

    /// Writes a range that is inside one wrap or outside of all wraps.
    fn write_within(&mut self, class: Option<Class>, range: Range<usize>) {
        let text = &self.code[range];
        let Some(class) = class else {
            escape::push_text(self.out, text);
            return;
        };
        self.out.push_str("<span class=\"");
        self.out.push_str(class.name());
        self.out.push_str("\">");
        escape::push_text(self.out, text);
        self.out.push_str("</span>");
    }
}

/// Returns the length of the placeholder at the start of `text`: `<namespace>`, `<pod name>`.
pub(super) fn placeholder(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('<')?;
    inner.chars().next().filter(|c| c.is_alphabetic())?;
    let end = inner.find(['<', '>', '\n', '|', '&', ';', '"'])?;
    (inner.as_bytes()[end] == b'>' && end <= 80).then_some(end + 2)
}

/// Returns the length of the leading run of characters that match `is`.
pub(super) fn run(text: &str, is: impl Fn(char) -> bool) -> usize {
    text.find(|c| !is(c)).unwrap_or(text.len())
}

/// Returns the length of the quoted text at the start of `text`, or of all text
/// if it is not closed.
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
