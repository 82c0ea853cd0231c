//! Text analysis: from text to terms, the same for documents and queries.
//!
//! [`tokenize()`] splits text into *compounds* (identifiers, paths, versions,
//! plain words) and returns each as a whole and in its parts, so that
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
//! A compound has up to four levels; each is returned where it differs from the
//! level below: the whole (`a.b/c_d`, or a number with its `%`), pieces between
//! `/ : @ \`, atoms between `. - _`, and the parts of camel case. No stop words
//! are removed, and numbers are terms. Scripts without spaces between words
//! become single characters and overlapping bigrams.
//!
//! Terms are not stemmed: the index contains inflected forms, and [`stem()`] is
//! applied to queries.

mod camel_case;
pub(crate) mod case;
mod char_class;
mod fold;
mod scan;
mod stem;
pub(crate) mod stopwords;
mod tokenize;

pub use case::lowercase;
pub use fold::fold;
pub use stem::stem;
pub use stopwords::STOPWORDS;
pub use tokenize::{MAX_CHARS, tokenize};

/// A term in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// The normalised term: lower case, without accents, at most [`MAX_CHARS`]
    /// characters.
    pub text: String,
    /// Byte offset of its start in the text.
    pub start: usize,
    /// Byte offset of its end in the text.
    pub end: usize,
    /// Position in the text, counted in words. An identifier has the position
    /// of its first part.
    pub position: u32,
}
