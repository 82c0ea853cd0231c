//! From text to terms: the one function that builds the index and reads the query.
//!
//! [`tokenize`] cuts text into *compounds* (identifiers, paths, versions,
//! plain words) and reports each as a whole and in its parts, so that
//! `KubePodCrashLooping` is found by its name and by `crash`:
//!
//! ```
//! let terms: Vec<_> = search::analysis::tokenize("KubePodCrashLooping: see ORA-01555.")
//!     .into_iter()
//!     .map(|token| (token.position, token.text))
//!     .collect();
//! let terms: Vec<_> = terms.iter().map(|(at, text)| (*at, text.as_str())).collect();
//! assert_eq!(
//!     terms,
//!     [
//!         (0, "kubepodcrashlooping"), (0, "kube"), (1, "pod"), (2, "crash"), (3, "looping"),
//!         (4, "see"),
//!         (5, "ora-01555"), (5, "ora"), (6, "01555"),
//!     ]
//! );
//! ```
//!
//! A compound has up to four levels, each reported where it differs from the
//! level below: the whole (`a.b/c_d`, and a number with its `%`), pieces
//! between `/ : @ \`, atoms between `. - _`, and the humps of camel case.
//! Nothing is left out: there are no stop words, and a digit is a word.
//! Scripts that are written without spaces become single characters and
//! overlapping pairs.
//!
//! Stems are not part of a token: the index holds the words as they stand,
//! and [`stem`] is applied when a query is answered.

pub(crate) mod case;
mod fold;
mod humps;
mod scan;
mod script;
mod stem;
pub(crate) mod stopwords;
mod tokenize;

pub use case::lowercase;
pub use fold::fold;
pub use stem::stem;
pub use tokenize::{MAX_CHARS, tokenize};

/// A term found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// The normalised term: folded to lower case and without accents, at
    /// most [`MAX_CHARS`] characters.
    pub text: String,
    /// Byte offset of the first byte of the token in the text.
    pub start: usize,
    /// Byte offset behind the last byte of the token in the text.
    pub end: usize,
    /// Position in the text, counted in words. A whole identifier stands at
    /// the position of its first part.
    pub position: u32,
}
