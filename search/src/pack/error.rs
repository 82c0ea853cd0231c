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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Malformed(pub(crate) &'static str);

impl Malformed {
    /// Names the part that is malformed.
    pub(crate) fn within(self, part: impl Into<String>) -> PackError {
        PackError::Corrupt {
            part: part.into(),
            detail: self.0.to_owned(),
        }
    }
}
