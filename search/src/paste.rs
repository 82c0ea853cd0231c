//! Parsing of pasted text: logs, stack traces, alert payloads, URLs.
//!
//! A paste contains much that no document does: timestamps, numbers, ids. These
//! are set aside as noise. Names of alerts, services, exceptions and error
//! codes are extracted with a high weight; the rest is words, ranked by their
//! idf:
//!
//! ```
//! use search::paste::{PasteFormat, Role, understand};
//!
//! let line = "2024-03-12T08:15:02Z ERROR [checkout-7d9f8b6c5d-x2x4z] java.net.SocketTimeoutException: \
//!     connect to 10.0.3.7:5432 timed out after 3000ms";
//! let pasted = understand(line).unwrap();
//! assert_eq!(pasted.format, PasteFormat::Log);
//! let first: Vec<_> = pasted.parts.iter().filter(|part| part.weight >= 1.2).map(|part| part.text.as_str()).collect();
//! assert_eq!(first, ["checkout", "SocketTimeoutException"]);
//! assert!(understand("why does checkout time out when the database restarts?").is_none());
//! ```
//!
//! Parsing takes time linear in the length of the text and ignores everything
//! after [`MAX_BYTES`]. It does not depend on line ends, because a browser
//! removes them from a text field.

mod encoding;
#[cfg(feature = "paste")]
mod format;
#[cfg(feature = "paste")]
mod frames;
#[cfg(feature = "paste")]
mod keys;
#[cfg(feature = "paste")]
mod names;
#[cfg(feature = "paste")]
mod noise;
#[cfg(feature = "paste")]
mod parts;
#[cfg(feature = "paste")]
mod scan;
#[cfg(feature = "paste")]
mod url;
#[cfg(feature = "paste")]
mod word_list;

/// Maximum length of a parsed text in bytes.
pub const MAX_BYTES: usize = 32 * 1024;

/// A parsed paste.
#[derive(Debug, Clone, PartialEq)]
pub struct ParsedPaste {
    /// The format.
    pub format: PasteFormat,
    /// The parts in the order of the text, without duplicates.
    pub parts: Vec<Part>,
}

/// The format of a paste.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasteFormat {
    /// Log lines.
    Log,
    /// An exception with stack frames, or a panic.
    StackTrace,
    /// A Prometheus alert: a payload of Alertmanager or a message about it.
    Alertmanager,
    /// A PagerDuty event or webhook.
    PagerDuty,
    /// Another JSON document.
    Json,
    /// A URL.
    Url,
}

/// The role of a part of a paste.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Name of an alert.
    Alert,
    /// Name of a service, job or deployment.
    Service,
    /// Class of an exception.
    Exception,
    /// An error code: `ORA-01555`, `ECONNRESET`, 503, an exit code.
    ErrorCode,
    /// Another identifier: a metric, a path, a class, a cluster.
    Identifier,
    /// A word.
    Word,
    /// Not searched for: a timestamp, an id, an address, a number.
    Noise,
}

/// A part of a paste.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// The role.
    pub role: Role,
    /// The text to search for: for a pod the name without its hashes, for an
    /// exception the class without its package.
    pub text: String,
    /// Weight, independent of the idf: 4 for an alert, 1 for a word, 0 for
    /// noise.
    pub weight: f32,
    /// Byte offset of its first occurrence in the text.
    pub start: usize,
    /// Byte offset of its end.
    pub end: usize,
}

impl ParsedPaste {
    /// The paste without the parts whose texts are in `removed`.
    #[must_use]
    pub fn ignoring(&self, removed: &[String]) -> Self {
        let stays = |part: &&Part| !removed.contains(&part.text);
        Self {
            format: self.format,
            parts: self.parts.iter().filter(stays).cloned().collect(),
        }
    }
}

/// A parser of pastes, for text that is not plain: at most [`MAX_BYTES`] bytes.
/// It returns `None` for text that was typed.
///
/// With the feature `paste`, [`understand`] is one. A program without the
/// feature can call into another that has it, and carry the result over with
/// [`ParsedPaste::encode`] and [`ParsedPaste::decode`].
pub type PasteReader = fn(&str) -> Option<ParsedPaste>;

/// Parses a pasted text. Returns `None` for words, questions and prose, and for
/// a paste that contains nothing to search for.
#[cfg(feature = "paste")]
#[must_use]
pub fn understand(text: &str) -> Option<ParsedPaste> {
    understand_with(read, text)
}

/// Parses a pasted text with `reader`. Plain text is not passed to it, see
/// [`is_plain`].
#[must_use]
pub fn understand_with(reader: PasteReader, text: &str) -> Option<ParsedPaste> {
    (!is_plain(text)).then(|| reader(&text[..text.floor_char_boundary(MAX_BYTES)]))?
}

/// Maximum length in bytes of a line that may have been typed.
const MAX_TYPED_BYTES: usize = 160;

/// Whether a text is certainly no paste, so that it need not be parsed: words,
/// names, phrases.
#[must_use]
pub fn is_plain(text: &str) -> bool {
    let marks = [':', '=', '{', '[', '(', '<', '\n', '\r'];
    let signs = ["FIRING", "panicked at ", "\", line "];
    text.len() <= MAX_TYPED_BYTES
        && !text.contains(marks)
        && !signs.iter().any(|sign| text.contains(sign))
}

#[cfg(feature = "paste")]
fn read(text: &str) -> Option<ParsedPaste> {
    let mut scan = scan::Scanner::default();
    scan.text(text);
    let format = format::format(text, &scan.evidence)?;
    let parts = scan.parts.finish(text, format);
    let says = parts.iter().any(|part| part.role != Role::Noise);
    says.then_some(ParsedPaste { format, parts })
}

#[cfg(all(test, feature = "paste"))]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Parts of pastes, without those that make a text not plain.
    const PIECES: [&str; 24] = [
        "at",
        "File",
        "\"till.py\"",
        "line 42",
        "com.shop.Till.pay",
        "/src/till.go",
        "+0x1d",
        "Traceback",
        "goroutine",
        "17",
        "panicked",
        "TypeError",
        "SocketTimeoutException",
        "2024-03-12T08",
        "ERROR",
        "KubePodCrashLooping",
        "RESOLVED",
        "https",
        "//host/x",
        "10.0.3.7",
        "alertname",
        "service",
        "5xx",
        "\"quoted words\"",
    ];

    proptest! {
        #[test]
        fn plain_texts_are_nothing(
            pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..14),
            other in "[ -~]{0,30}",
        ) {
            let text = format!("{} {other}", pieces.join(" "));
            for text in [&text, &other] {
                prop_assert!(!is_plain(text) || read(text).is_none(), "{}", text);
            }
        }
    }
}
