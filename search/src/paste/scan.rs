//! The scanner of pastes.

mod values;
mod words;

use super::format::FormatEvidence;
use super::frames::{Frame, frame};
use super::keys::{KeyMeaning, is_frame, is_pagerduty, key_meaning};
use super::noise::is_noise;
use super::parts::PartCollector;
use super::{Role, url};
use crate::analysis::fold;

/// Maximum depth of nested texts, such as a URL in a string in a payload.
const MAX_DEPTH: u8 = 3;

/// The scanner, with the parts and the evidence found so far.
#[derive(Debug, Default)]
pub(super) struct Scanner {
    pub(super) parts: PartCollector,
    pub(super) evidence: FormatEvidence,
    /// The last three words, folded, the most recent one last.
    before: [String; 3],
    /// Whether the next word is the name of a firing alert.
    firing: bool,
}

/// A text to scan: the paste itself, or a text decoded from a part of it.
#[derive(Clone, Copy)]
struct TextSource<'a> {
    text: &'a str,
    /// Byte offset of the text in the paste.
    from: usize,
    /// Byte range of the paste that the text was decoded from, unless it is
    /// verbatim.
    whole: Option<(usize, usize)>,
    /// Whether the text contains escapes such as `\n`.
    escapes: bool,
    depth: u8,
}

impl<'a> TextSource<'a> {
    fn span(&self, start: usize, end: usize) -> (usize, usize) {
        self.whole.unwrap_or((self.from + start, self.from + end))
    }

    fn inner(&self, start: usize, end: usize) -> Self {
        Self {
            text: &self.text[start..end],
            from: self.from + start,
            whole: self.whole,
            escapes: true,
            depth: self.depth + 1,
        }
    }
}

/// The position in a JSON document or in `key=value` pairs.
#[derive(Default)]
struct Nesting<'a> {
    /// Keys of the open objects.
    parents: Vec<&'a str>,
    /// The key whose value is next.
    key: Option<&'a str>,
    /// The key of the open array.
    array: Option<&'a str>,
}

impl<'a> Nesting<'a> {
    fn take(&mut self) -> Option<&'a str> {
        self.key.take().or(self.array)
    }

    fn meaning(&mut self) -> KeyMeaning {
        let parent = self.parents.last().copied().unwrap_or_default();
        self.take()
            .map_or(KeyMeaning::Other, |key| key_meaning(key, parent))
    }
}

impl Scanner {
    /// Scans a paste.
    pub(super) fn text(&mut self, text: &str) {
        self.source(TextSource {
            text,
            from: 0,
            whole: None,
            escapes: false,
            depth: 0,
        });
    }

    fn source(&mut self, source: TextSource<'_>) {
        let text = source.text;
        let mut nesting = Nesting::default();
        let mut framed: Option<(usize, usize, bool)> = None;
        let mut line_start = true;
        // Whether the line can contain another string: each line is searched
        // only once.
        let mut strings = true;
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            let rest = &text[at..];
            let width = c.len_utf8();
            match c {
                '\n' => (line_start, strings) = (true, true),
                '"' if strings => {
                    if let Some(end) = string_end(rest) {
                        let (start, end) = (at + 1, at + end);
                        self.string(source, start, end, &mut nesting);
                        at = end + 1;
                        continue;
                    }
                    strings = false;
                }
                '\\' if source.escapes => {
                    at += escape(rest);
                    continue;
                }
                '{' => {
                    let key = nesting.take().unwrap_or_default();
                    nesting.parents.push(key);
                }
                '}' => {
                    nesting.parents.pop();
                    nesting.key = None;
                }
                '[' => nesting.array = nesting.key.take(),
                ']' => (nesting.array, nesting.key) = (None, None),
                ',' => nesting.key = None,
                c if is_inner(c) => {
                    let address = url::length(rest);
                    if address > 0 {
                        nesting.take();
                        self.address(source, at, at + address);
                        at += address;
                        continue;
                    }
                    if let Some(Frame {
                        length,
                        function,
                        library,
                    }) = frame(rest).filter(|_| framed.is_none())
                    {
                        self.evidence.frames += 1;
                        framed = Some((at + function, at + length, library));
                    }
                    let end = at + rest.find(|c| !is_inner(c)).unwrap_or(rest.len());
                    self.bare(source, at, end, &mut nesting, framed, line_start);
                    line_start = false;
                    at = end;
                    if framed.is_some_and(|(_, end, _)| at >= end) {
                        framed = None;
                    }
                    continue;
                }
                _ => {}
            }
            at += width;
            if framed.is_some_and(|(_, end, _)| at >= end) {
                framed = None;
            }
        }
    }

    /// A string between quotation marks: a key or a value.
    fn string<'a>(
        &mut self,
        source: TextSource<'a>,
        start: usize,
        end: usize,
        nesting: &mut Nesting<'a>,
    ) {
        let inner = &source.text[start..end];
        let after = source.text[end + 1..].trim_start();
        let is_key =
            after.starts_with(':') && inner.len() <= 64 && !inner.contains(char::is_whitespace);
        if is_key && !inner.is_empty() {
            self.key(source, start, end);
            self.evidence.keys += 1;
            nesting.key = Some(inner);
            return;
        }
        let meaning = nesting.meaning();
        self.value(source, start, end, meaning);
    }

    fn key(&mut self, source: TextSource<'_>, start: usize, end: usize) {
        let key = &source.text[start..end];
        self.evidence.lexemes += 1;
        self.evidence.machine += 1;
        self.evidence.pagerduty += usize::from(is_pagerduty(key));
        let of_log = [
            "level",
            "msg",
            "message",
            "ts",
            "time",
            "timestamp",
            "caller",
            "logger",
            "lvl",
            "severity",
        ];
        self.evidence.log_keys += usize::from(of_log.contains(&key.trim_start_matches('@')));
        if !is_frame(key) {
            self.parts
                .add(Role::Word, 0.4, key, source.span(start, end));
        }
        self.remember(key);
    }

    fn remember(&mut self, word: &str) {
        self.before.rotate_left(1);
        self.before[2] = fold(word);
    }

    fn aside(&mut self, source: TextSource<'_>, start: usize, end: usize) {
        let span = source.span(start, end);
        if !source.text[start..end].contains(char::is_alphanumeric) {
            return;
        }
        self.evidence.machine += 1;
        // Decoded text has no byte range in the paste.
        if source.whole.is_none() {
            self.parts.set_aside(source.text, source.from, span);
        }
    }

    /// A string without white space, outside quotation marks.
    fn bare<'a>(
        &mut self,
        source: TextSource<'a>,
        start: usize,
        end: usize,
        nesting: &mut Nesting<'a>,
        framed: Option<(usize, usize, bool)>,
        line_start: bool,
    ) {
        let word = &source.text[start..end];
        let cut = word.trim_end_matches(['.', ':', '!', '?', '-', '/', '&', '~', '#', '@', '$']);
        let lead = cut.len()
            - cut
                .trim_start_matches(['.', ':', '-', '/', '&', '~', '#', '@', '$', '!', '?', '%'])
                .len();
        let (start, end, colon) = (
            start + lead,
            start + cut.len(),
            word[cut.len()..].starts_with(':'),
        );
        let word = &source.text[start..end];
        if !word.contains(char::is_alphanumeric) {
            return;
        }
        let after = &source.text[end..];
        let assigned = after.trim_start_matches(' ');
        let is_pair =
            assigned.starts_with('=') && !assigned.starts_with("==") && !assigned.starts_with("=>")
                || assigned.starts_with("=~");
        let is_label = colon
            && line_start
            && after[1..].starts_with(' ')
            && !matches!(
                key_meaning(word, ""),
                KeyMeaning::Other | KeyMeaning::Message | KeyMeaning::Level
            );
        if is_pair || is_label {
            self.evidence.pairs += usize::from(is_pair);
            self.key(source, start, end);
            nesting.key = Some(word);
            return;
        }
        if let Some((function, _, library)) = framed {
            self.evidence.lexemes += 1;
            let weight = if start >= function {
                0.0
            } else if library {
                0.15
            } else {
                0.4
            };
            self.framed(source, start, end, weight);
            return;
        }
        match nesting.meaning() {
            KeyMeaning::Other | KeyMeaning::Message => self.word(source, start, end),
            meaning => self.value(source, start, end, meaning),
        }
    }

    /// A word in a stack frame.
    fn framed(&mut self, source: TextSource<'_>, start: usize, end: usize, weight: f32) {
        let word = &source.text[start..end];
        let little = weight == 0.0
            || is_noise(word)
            || matches!(word, "at" | "File" | "line" | "async" | "new");
        if little {
            self.aside(source, start, end);
        } else {
            self.evidence.machine += 1;
            self.parts
                .add(Role::Identifier, weight, word, source.span(start, end));
        }
    }
}

/// Length up to the closing quotation mark of a string on one line.
fn string_end(text: &str) -> Option<usize> {
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            b'\n' => return None,
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return Some(at),
            _ => {}
        }
    }
    None
}

/// Length of the escape sequence at the start of a text.
fn escape(text: &str) -> usize {
    let second = text[1..].chars().next();
    match second {
        Some('u') => text.floor_char_boundary(6).max(2),
        Some(c) => 1 + c.len_utf8(),
        None => 1,
    }
}

/// Whether a character is part of a word or name.
fn is_inner(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_alphanumeric() || b"._-/:@+%#$!?&~".contains(&(c as u8))
    } else {
        c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}')
    }
}
