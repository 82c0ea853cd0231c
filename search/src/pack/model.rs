//! Documents, fields and postings: the content of a pack.

/// Position in [`Field::Aliases`] at which the words of the file name start.
/// Declared names have smaller positions.
pub const FILE_NAME_POSITION: u32 = 1 << 12;

/// A searchable field of a section, with its number in the format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Field {
    /// Title of the document.
    Title = 0,
    /// Heading of the section and those above it.
    Headings = 1,
    /// Alert names and other declared names; from [`FILE_NAME_POSITION`] on the
    /// file name.
    Aliases = 2,
    /// Symptoms, as declared in the front matter.
    Symptoms = 3,
    /// Prose.
    Body = 4,
    /// Code blocks and inline code.
    Code = 5,
    /// Tags and services.
    Tags = 6,
    /// Exact filter terms such as `type:runbook`; not ranked.
    Filter = 7,
}

impl Field {
    /// All fields in the order of their numbers.
    pub const ALL: [Self; 8] = [
        Self::Title,
        Self::Headings,
        Self::Aliases,
        Self::Symptoms,
        Self::Body,
        Self::Code,
        Self::Tags,
        Self::Filter,
    ];

    /// The fields used in ranking: all but [`Field::Filter`].
    pub const RANKED: [Self; 7] = [
        Self::Title,
        Self::Headings,
        Self::Aliases,
        Self::Symptoms,
        Self::Body,
        Self::Code,
        Self::Tags,
    ];

    /// Whether the field belongs to the document as a whole rather than to a
    /// section. Such a field counts once per document, whether it is indexed
    /// with the first section (which takes the least space) or with each.
    #[must_use]
    pub fn is_of_document(self) -> bool {
        !matches!(self, Self::Headings | Self::Body | Self::Code)
    }
}

/// A document as stored in a pack, for display.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DocEntry {
    /// Path of the source file, relative to the content root.
    pub path: String,
    /// URL path in the site, e.g. `/runbooks/restart-safely/`.
    pub url: String,
    /// `postmortem`, `runbook`, `guide` or `service`.
    pub kind: String,
    /// The title.
    pub title: String,
    /// ISO 8601 date of the incident or of the last review, if known.
    pub date: Option<String>,
    /// Severity as written, e.g. `1` or `SEV-2`, if stated.
    pub severity: Option<String>,
    /// Affected services.
    pub services: Vec<String>,
    /// Tags.
    pub tags: Vec<String>,
    /// Owning team.
    pub owner: Option<String>,
    /// Sections in reading order. The first contains the text before any
    /// heading.
    pub sections: Vec<SectionEntry>,
}

/// A section as stored in a pack, for display.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SectionEntry {
    /// The heading; empty for the text before the first heading.
    pub heading: String,
    /// The `id` of the heading; empty for the top of the page.
    pub anchor: String,
    /// The text for snippets, including code.
    pub text: String,
}

/// Occurrences of a term in a field of a section.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Posting {
    /// Number of the section, counted over all documents in order.
    pub section: u32,
    /// Word positions in the field, ascending. Their number is the term
    /// frequency.
    pub positions: Vec<u32>,
}

/// A finished pack. Files are not compressed: a publisher compresses each with
/// raw deflate, and the caller of a reader inflates them.
#[derive(Debug, Clone, Default)]
pub struct Pack {
    /// Content hash of the pack, 16 hexadecimal digits.
    pub id: String,
    /// The manifest.
    pub manifest: Vec<u8>,
    /// The other files.
    pub chunks: Vec<(ChunkId, Vec<u8>)>,
    /// Number of distinct ranked terms.
    pub terms: usize,
}

use super::chunk::ChunkId;
