//! Why a pack cannot be read.

use thiserror::Error;

/// Why a pack cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PackError {
    /// The bytes are not a pack at all.
    #[error("not an incident-kb pack: {0}")]
    NotAPack(String),
    /// The pack was written in a format that this reader does not know.
    #[error(
        "the pack has format {found}, this reader knows {known}: rebuild the site, or update the reader"
    )]
    Version {
        /// Major version found.
        found: u16,
        /// Major version known.
        known: u16,
    },
    /// A part is damaged or cut short.
    #[error("the pack's {part} is damaged ({detail}): rebuild the site")]
    Corrupt {
        /// Manifest section or chunk.
        part: String,
        /// What was found.
        detail: String,
    },
    /// A chunk of another build was supplied.
    #[error("{chunk} belongs to another build: reload the page")]
    Foreign {
        /// File name of the chunk.
        chunk: String,
    },
}

/// What is wrong with some bytes, before it is known to which part they belong.
///
/// The browser only says that something is: there this is nothing, so that the
/// checks, of which a reader of untrusted bytes is full, cost few bytes themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Malformed {
    #[cfg(not(target_arch = "wasm32"))]
    what: &'static str,
}

/// Says what is wrong.
#[cfg_attr(target_arch = "wasm32", expect(unused_variables, reason = "not told"))]
pub(crate) const fn malformed(what: &'static str) -> Malformed {
    Malformed {
        #[cfg(not(target_arch = "wasm32"))]
        what,
    }
}

impl Malformed {
    /// Names the part that is malformed.
    pub(crate) fn within(self, part: impl FnOnce() -> String) -> PackError {
        PackError::Corrupt {
            part: told(part),
            #[cfg(not(target_arch = "wasm32"))]
            detail: self.what.to_owned(),
            #[cfg(target_arch = "wasm32")]
            detail: String::new(),
        }
    }
}

/// Words for whoever reads an error; nobody does in a browser.
pub(crate) fn told(words: impl FnOnce() -> String) -> String {
    if cfg!(target_arch = "wasm32") {
        String::new()
    } else {
        words()
    }
}
