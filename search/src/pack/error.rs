//! Errors of reading a pack.

use thiserror::Error;

/// Why a pack cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PackError {
    /// The bytes are not a pack.
    #[error("not an incident-kb pack: {0}")]
    NotAPack(String),
    /// The pack has a major version of the format that this reader does not
    /// support.
    #[error(
        "the pack has format {found}, this reader knows {known}: rebuild the site, or update the reader"
    )]
    Version {
        /// Major version of the pack.
        found: u16,
        /// Major version that is supported.
        known: u16,
    },
    /// A part of the pack is damaged or truncated.
    #[error("the pack's {part} is damaged ({detail}): rebuild the site")]
    Corrupt {
        /// The manifest section or chunk.
        part: String,
        /// The reason.
        detail: String,
    },
    /// A chunk belongs to another build of the site.
    #[error("{chunk} belongs to another build: reload the page")]
    Foreign {
        /// File name of the chunk.
        chunk: String,
    },
}

/// The reason why bytes cannot be decoded, before it is known to which part
/// they belong.
///
/// In WebAssembly it is empty: the browser only reports that something is
/// damaged, and the many checks of untrusted bytes stay small.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Malformed {
    #[cfg(not(target_arch = "wasm32"))]
    what: &'static str,
}

/// A decoding error with a reason.
#[cfg_attr(target_arch = "wasm32", expect(unused_variables, reason = "not told"))]
pub(crate) const fn malformed(what: &'static str) -> Malformed {
    Malformed {
        #[cfg(not(target_arch = "wasm32"))]
        what,
    }
}

impl Malformed {
    /// Adds the name of the damaged part.
    pub(crate) fn within(self, part: impl FnOnce() -> String) -> PackError {
        PackError::Corrupt {
            part: lazy_message(part),
            #[cfg(not(target_arch = "wasm32"))]
            detail: self.what.to_owned(),
            #[cfg(target_arch = "wasm32")]
            detail: String::new(),
        }
    }
}

/// The message of an error. In WebAssembly, which shows none, it is empty and
/// `words` is compiled out.
pub(crate) fn lazy_message(words: impl FnOnce() -> String) -> String {
    if cfg!(target_arch = "wasm32") {
        String::new()
    } else {
        words()
    }
}
