//! Reading a pasted text from left to right.

use super::frames::{Frame, frame};
use super::keys::{Meaning, is_frame, is_pagerduty, meaning};
use super::names::{self, Name};
use super::noise::{has_time, is_calendar, is_noise, listed};
use super::parts::Parts;
use super::shape::Evidence;
use super::{Role, url};
use crate::analysis::fold;
use crate::analysis::stopwords::is_stopword;

/// Deepest nesting of texts in texts that is read: an address in a string in
/// a payload.
const DEPTH: u8 = 3;
/// Levels of logs.
const LEVELS: &str = "TRACE DEBUG INFO NOTICE WARN WARNING ERROR ERR FATAL CRITICAL CRIT SEVERE EMERG ALERT LOG \
    Trace Debug Info Notice Warn Warning Error info debug warn trace";
/// Words that stand in every log.
const PLUMBING: &str = "get post put patch delete head options http https stdout stderr true false null nil none \
    mozilla at in line file thread main caused exception";
/// What stands before the number of a state of HTTP.
const BEFORE_STATUS: &str =
    "http status code statuscode returned response responded got error upstream";
/// What follows the number of a state of HTTP.
const REASON: &[&str] = &[
    "internal server",
    "bad gateway",
    "service unavailable",
    "service temporarily",
    "gateway time",
    "too many requests",
    "forbidden",
    "not found",
    "unauthorized",
    "request timeout",
];

/// What was read.
#[derive(Debug, Default)]
pub(super) struct Scan {
    pub(super) parts: Parts,
    pub(super) evidence: Evidence,
    /// Folded words just read, the last one last.
    before: [String; 3],
    /// Whether the next word names an alert that fires.
    firing: bool,
}

/// A text that is read: the paste itself, or one decoded from a stretch of it.
#[derive(Clone, Copy)]
struct Source<'a> {
    text: &'a str,
    /// Where the text stands in the paste.
    from: usize,
    /// The stretch it was decoded from, if it is not verbatim.
    whole: Option<(usize, usize)>,
    /// Whether `\n` and the like are escapes.
    escapes: bool,
    depth: u8,
}

impl<'a> Source<'a> {
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

/// Where the reader stands between keys and values.
#[derive(Default)]
struct Nesting<'a> {
    /// Keys of the open objects.
    parents: Vec<&'a str>,
    /// The key whose value comes next.
    key: Option<&'a str>,
    /// The key of the open array.
    array: Option<&'a str>,
}

impl<'a> Nesting<'a> {
    fn take(&mut self) -> Option<&'a str> {
        self.key.take().or(self.array)
    }

    fn meaning(&mut self) -> Meaning {
        let parent = self.parents.last().copied().unwrap_or_default();
        self.take()
            .map_or(Meaning::Other, |key| meaning(key, parent))
    }
}

impl Scan {
    /// Reads a paste.
    pub(super) fn text(&mut self, text: &str) {
        self.source(Source {
            text,
            from: 0,
            whole: None,
            escapes: false,
            depth: 0,
        });
    }

    fn source(&mut self, source: Source<'_>) {
        let text = source.text;
        let mut nesting = Nesting::default();
        let mut framed: Option<(usize, usize, bool)> = None;
        let mut line_start = true;
        // Whether the line may hold a further string: one is sought once only.
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
                        named,
                        library,
                    }) = frame(rest).filter(|_| framed.is_none())
                    {
                        self.evidence.frames += 1;
                        framed = Some((at + named, at + length, library));
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

    /// What stands between quotation marks: a key, or a value.
    fn string<'a>(
        &mut self,
        source: Source<'a>,
        start: usize,
        end: usize,
        nesting: &mut Nesting<'a>,
    ) {
        let inner = &source.text[start..end];
        let behind = source.text[end + 1..].trim_start();
        let is_key =
            behind.starts_with(':') && inner.len() <= 64 && !inner.contains(char::is_whitespace);
        if is_key && !inner.is_empty() {
            self.key(source, start, end);
            self.evidence.keys += 1;
            nesting.key = Some(inner);
            return;
        }
        let meaning = nesting.meaning();
        self.value(source, start, end, meaning);
    }

    fn key(&mut self, source: Source<'_>, start: usize, end: usize) {
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

    fn aside(&mut self, source: Source<'_>, start: usize, end: usize) {
        let span = source.span(start, end);
        if !source.text[start..end].contains(char::is_alphanumeric) {
            return;
        }
        self.evidence.machine += 1;
        // What was decoded does not stand in the paste.
        if source.whole.is_none() {
            self.parts.set_aside(source.text, source.from, span);
        }
    }

    /// A stretch without spaces, outside quotation marks.
    fn bare<'a>(
        &mut self,
        source: Source<'a>,
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
        let behind = &source.text[end..];
        let assigned = behind.trim_start_matches(' ');
        let is_pair =
            assigned.starts_with('=') && !assigned.starts_with("==") && !assigned.starts_with("=>")
                || assigned.starts_with("=~");
        let is_label = colon
            && line_start
            && behind[1..].starts_with(' ')
            && !matches!(
                meaning(word, ""),
                Meaning::Other | Meaning::Message | Meaning::Level
            );
        if is_pair || is_label {
            self.evidence.pairs += usize::from(is_pair);
            self.key(source, start, end);
            nesting.key = Some(word);
            return;
        }
        if let Some((named, _, library)) = framed {
            self.evidence.lexemes += 1;
            let weight = if start >= named {
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
            Meaning::Other | Meaning::Message => self.word(source, start, end),
            meaning => self.value(source, start, end, meaning),
        }
    }

    /// A word of a stack's frame.
    fn framed(&mut self, source: Source<'_>, start: usize, end: usize, weight: f32) {
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

    /// The value of a key.
    fn value(&mut self, source: Source<'_>, start: usize, end: usize, meaning: Meaning) {
        let text = &source.text[start..end];
        let span = source.span(start, end);
        let short = text.len() <= 80;
        self.evidence.lexemes += 1;
        self.evidence.machine += 1;
        let mut add = |role, weight, text: &str| self.parts.add(role, weight, text, span);
        match meaning {
            Meaning::Alert if short => {
                self.evidence.alerts += 1;
                add(Role::Alert, 4.0, text);
            }
            Meaning::Service if short && !is_noise(text) => {
                add(Role::Service, 2.0, names::pod(text).unwrap_or(text));
            }
            Meaning::Place if short && !is_noise(text) => add(Role::Service, 1.0, text),
            Meaning::Exception if short => {
                self.evidence.exceptions += 1;
                add(
                    Role::Exception,
                    3.0,
                    text.rsplit(['.', ':', '\\']).next().unwrap_or(text),
                );
            }
            Meaning::Level if short => add(Role::Word, 0.2, text),
            Meaning::Code if short => self.code(source, start, end),
            Meaning::Host if short => {
                let pod = names::pod(text);
                match pod.unwrap_or_else(|| names::host(text)) {
                    "" => self.aside(source, start, end),
                    stem if pod.is_some() => add(Role::Service, 1.5, stem),
                    stem => add(Role::Word, 0.5, stem),
                }
            }
            Meaning::Noise => self.aside(source, start, end),
            _ if source.depth < DEPTH => self.source(source.inner(start, end)),
            _ => {}
        }
    }

    /// The value of `status`, `code`, `errno` and the like.
    fn code(&mut self, source: Source<'_>, start: usize, end: usize) {
        let text = &source.text[start..end];
        let span = source.span(start, end);
        let number = text.bytes().all(|byte| byte.is_ascii_digit());
        let key = &self.before[2];
        let counts = match (number, text.len()) {
            (true, 3) => {
                text.starts_with(['4', '5']) || key.contains("exit") || key.contains("err")
            }
            (true, _) => !text.trim_start_matches('0').is_empty() && !key.contains("status"),
            (false, _) => {
                key.contains("state") || !is_noise(text) && names::name(text) != Name::Word
            }
        };
        if counts {
            let weight = if text.starts_with('4') { 1.5 } else { 2.5 };
            self.parts.add(Role::ErrorCode, weight, text, span);
        } else if number || is_noise(text) {
            self.aside(source, start, end);
        } else {
            self.parts.add(Role::Word, 0.3, text, span);
        }
    }

    /// A word or name in running text.
    fn word(&mut self, source: Source<'_>, start: usize, end: usize) {
        let word = &source.text[start..end];
        let span = source.span(start, end);
        let evidence = &mut self.evidence;
        evidence.lexemes += 1;
        evidence.timed |= source.depth == 0 && evidence.lexemes <= 6 && has_time(word);
        evidence.trace |= word == "Traceback" && source.text[end..].starts_with(" (most recent")
            || word == "goroutine"
                && source.text[end..]
                    .bytes()
                    .take(8)
                    .any(|byte| byte.is_ascii_digit())
                && source.text[end..].bytes().take(40).any(|byte| byte == b'[')
            || word == "panicked" && source.text[end..].starts_with(" at ");
        if word == "FIRING" || word.starts_with("FIRING:") || word.starts_with("RESOLVED:") {
            self.firing = true;
            self.aside(source, start, end);
            return;
        }
        let lower = fold(word);
        if std::mem::take(&mut self.firing) && !is_noise(word) {
            self.evidence.alerts += 1;
            let role = if names::is_camel(word) || word.contains(['_', '-']) {
                Role::Alert
            } else {
                Role::Identifier
            };
            self.parts.add(role, 4.0, word, span);
        } else if self.is_code_here(word, &source.text[end..]) {
            self.evidence.machine += 1;
            let weight = if word.starts_with('4') { 1.5 } else { 2.5 };
            self.parts.add(Role::ErrorCode, weight, word, span);
        } else if is_noise(word) || is_calendar(word) && follows_number(&source.text[end..]) {
            self.aside(source, start, end);
        } else {
            self.named(source, start, end, &lower);
        }
        self.before.rotate_left(1);
        self.before[2] = lower;
    }

    fn named(&mut self, source: Source<'_>, start: usize, end: usize, lower: &str) {
        let word = &source.text[start..end];
        let span = source.span(start, end);
        let name = names::name(word);
        self.evidence.machine += usize::from(name != Name::Word);
        let mut add = |role, weight, text: &str| self.parts.add(role, weight, text, span);
        match name {
            Name::Exception(class) => {
                self.evidence.exceptions += 1;
                add(Role::Exception, 3.0, class);
                if let Some(package) = word.strip_suffix(class) {
                    let package = package.trim_end_matches(['.', ':', '\\', '/', '$']);
                    add(Role::Word, 0.3, package);
                }
            }
            Name::Code => add(Role::ErrorCode, 3.0, word),
            Name::Instance(stem) => add(Role::Service, 1.5, stem),
            Name::Identifier if lower.starts_with("http/") => self.aside(source, start, end),
            Name::Identifier => add(Role::Identifier, 1.5, word),
            Name::Word => {
                let function = is_stopword(lower);
                self.evidence.function_words += usize::from(function);
                let weak =
                    function || word.len() < 2 || listed(LEVELS, word) || listed(PLUMBING, lower);
                add(Role::Word, if weak { 0.2 } else { 1.0 }, word);
            }
        }
    }

    /// Whether what stands before or behind a number makes it an error code.
    fn is_code_here(&self, word: &str, behind: &str) -> bool {
        let [third, second, first] = &self.before;
        let plain = word.bytes().all(|byte| byte.is_ascii_alphanumeric()) && word.len() <= 6;
        if !plain || !word.starts_with(|c: char| c.is_ascii_digit()) {
            return false;
        }
        if first == "sqlstate" || second == "sqlstate" {
            return word.len() == 5;
        }
        let number = word.bytes().all(|byte| byte.is_ascii_digit())
            && !word.trim_start_matches('0').is_empty();
        let exits = [third, second, first]
            .iter()
            .any(|before| before.starts_with("exit"));
        if exits && matches!(&**first, "code" | "status") {
            return number;
        }
        if matches!(&**first, "errno")
            || first == "error" && word.len() == 4
            || first == "code" && second == "error"
        {
            return number;
        }
        let status = number && word.len() == 3 && word.starts_with(['4', '5']);
        let behind = behind.trim_start_matches([' ', ':', '-', '(']);
        let reason = || {
            let start = behind
                .get(..behind.len().min(20))
                .unwrap_or_default()
                .to_ascii_lowercase();
            REASON.iter().any(|reason| start.starts_with(reason))
        };
        status && (first.starts_with("http") || listed(BEFORE_STATUS, first) || reason())
    }

    fn address(&mut self, source: Source<'_>, start: usize, end: usize) {
        let address = &source.text[start..end];
        let alone = source.depth == 0 && source.text.trim().len() == address.len();
        self.evidence.lexemes += 1;
        self.evidence.machine += 1;
        let span = source.span(start, end);
        for piece in url::pieces(address, alone) {
            match piece.role {
                Some(Role::Noise) => {}
                Some(role) => self.parts.add(role, piece.weight, &piece.text, span),
                None if source.depth < DEPTH => self.source(Source {
                    text: &piece.text,
                    from: 0,
                    whole: Some(span),
                    escapes: false,
                    depth: source.depth + 1,
                }),
                None => {}
            }
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

/// Length of the escape at the start of a text.
fn escape(text: &str) -> usize {
    let second = text[1..].chars().next();
    match second {
        Some('u') => text.floor_char_boundary(6).max(2),
        Some(c) => 1 + c.len_utf8(),
        None => 1,
    }
}

fn follows_number(behind: &str) -> bool {
    behind
        .trim_start_matches([' ', ',', '.'])
        .starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a character belongs to a word or name.
fn is_inner(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_alphanumeric() || b"._-/:@+%#$!?&~".contains(&(c as u8))
    } else {
        c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}')
    }
}
