//! Understanding what was pasted: logs, stack traces, alert payloads, addresses.
//!
//! A pasted text says much that no document says: instants, numbers, ids. Those
//! are set aside, names of alerts, services, exceptions and error codes are
//! drawn out and weigh most, and all else stays words, to be ranked by rarity:
//!
//! ```
//! use search::paste::{Role, Shape, understand};
//!
//! let line = "2024-03-12T08:15:02Z ERROR [checkout-7d9f8b6c5d-x2x4z] java.net.SocketTimeoutException: \
//!     connect to 10.0.3.7:5432 timed out after 3000ms";
//! let pasted = understand(line).unwrap();
//! assert_eq!(pasted.shape, Shape::Log);
//! let first: Vec<_> = pasted.parts.iter().filter(|part| part.weight >= 1.2).map(|part| part.text.as_str()).collect();
//! assert_eq!(first, ["checkout", "SocketTimeoutException"]);
//! assert!(understand("why does checkout time out when the database restarts?").is_none());
//! ```
//!
//! Scanners are written by hand and take time linear in the text; nothing is
//! read behind [`MAX_BYTES`]. Lines are a hint, never a need: a browser's
//! one-line field takes line ends away.

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
mod reader;
#[cfg(feature = "paste")]
mod scan;
mod sent;
#[cfg(feature = "paste")]
mod shape;
#[cfg(feature = "paste")]
mod url;

#[cfg(not(feature = "paste"))]
use reader::read;
pub use reader::read_by;

/// Longest text that is read, in bytes; the rest is left out.
pub const MAX_BYTES: usize = 32 * 1024;

/// A pasted text as it was understood.
#[derive(Debug, Clone, PartialEq)]
pub struct Pasted {
    /// What it looks like.
    pub shape: Shape,
    /// What it says, each part once, in the order of the text.
    pub parts: Vec<Part>,
}

/// What a pasted text looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Lines of a log.
    Log,
    /// An exception with its frames, a panic.
    StackTrace,
    /// An alert of Prometheus, as a payload or as a message about it.
    Alertmanager,
    /// An event or webhook of PagerDuty.
    PagerDuty,
    /// Another JSON document.
    Json,
    /// An address.
    Url,
}

/// What a part of a pasted text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Name of an alert.
    Alert,
    /// Name of a service, job or deployment.
    Service,
    /// Class of an exception.
    Exception,
    /// `ORA-01555`, `ECONNRESET`, 503, an exit code.
    ErrorCode,
    /// Another name that no language has: a metric, a path, a class, a cluster.
    Identifier,
    /// A word.
    Word,
    /// Set aside: an instant, an id, an address, a number.
    Noise,
}

/// A part of a pasted text.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// What it is.
    pub role: Role,
    /// What to search for: for a pod the name without its hashes, for an
    /// exception the class without its package.
    pub text: String,
    /// How much it says before rarity is known: 4 for an alert, 1 for a word,
    /// 0 for what is set aside.
    pub weight: f32,
    /// Byte offset in the text of where it was first seen.
    pub start: usize,
    /// Byte offset behind it.
    pub end: usize,
}

impl Pasted {
    /// The same without the parts that a reader took out, by their text.
    #[must_use]
    pub fn ignoring(&self, removed: &[String]) -> Self {
        let stays = |part: &&Part| !removed.contains(&part.text);
        Self {
            shape: self.shape,
            parts: self.parts.iter().filter(stays).cloned().collect(),
        }
    }
}

/// Understands a text if it was pasted rather than typed; `None` for words,
/// questions and prose, and for what holds nothing to search for.
#[must_use]
pub fn understand(text: &str) -> Option<Pasted> {
    (!is_plain(text)).then(|| read(text))?
}

/// Longest line that is taken for a typed query, in bytes.
const LINE: usize = 160;

/// Whether a text has nothing that only pastes have, so that it need not be
/// read: words, names, phrases.
#[must_use]
pub fn is_plain(text: &str) -> bool {
    let marks = [':', '=', '{', '[', '(', '<', '\n', '\r'];
    let signs = ["FIRING", "panicked at ", "\", line "];
    text.len() <= LINE && !text.contains(marks) && !signs.iter().any(|sign| text.contains(sign))
}

#[cfg(feature = "paste")]
fn read(text: &str) -> Option<Pasted> {
    let text = &text[..text.floor_char_boundary(MAX_BYTES)];
    let mut scan = scan::Scan::default();
    scan.text(text);
    let shape = shape::shape(text, &scan.evidence)?;
    let parts = scan.parts.finish(text, shape);
    let says = parts.iter().any(|part| part.role != Role::Noise);
    says.then_some(Pasted { shape, parts })
}

#[cfg(all(test, feature = "paste"))]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What pastes consist of, without what makes a text worth reading.
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
