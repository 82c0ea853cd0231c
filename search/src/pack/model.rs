//! What goes into a pack.

/// Position in [`Field::Aliases`] from which on stands what a document's file is
/// called; before it stand the names that the document is declared for.
pub const FILE_NAME: u32 = 1 << 12;

/// The searchable fields of a section, in the order in which packs number them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Field {
    /// The document's title.
    Title = 0,
    /// The section's heading and those above it.
    Headings = 1,
    /// Alert names, and from [`FILE_NAME`] on the file's name.
    Aliases = 2,
    /// What an engineer sees: the `symptoms` of the front matter.
    Symptoms = 3,
    /// Prose.
    Body = 4,
    /// Code blocks and inline code.
    Code = 5,
    /// Tags and services.
    Tags = 6,
    /// Exact filters such as `type:runbook`; never ranked.
    Filter = 7,
}

impl Field {
    /// All fields in numbering order.
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

    /// The fields that take part in ranking: all but [`Field::Filter`].
    pub const RANKED: [Self; 7] = [
        Self::Title,
        Self::Headings,
        Self::Aliases,
        Self::Symptoms,
        Self::Body,
        Self::Code,
        Self::Tags,
    ];

    /// Whether the field describes the document rather than one section.
    /// Such a field counts once for a document, whether it is indexed with
    /// the first section (enough, and smallest) or with each.
    #[must_use]
    pub fn is_of_document(self) -> bool {
        !matches!(self, Self::Headings | Self::Body | Self::Code)
    }
}

/// What a reader must know of a document to show it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DocEntry {
    /// Source file relative to the content root.
    pub path: String,
    /// Address within the site, e.g. `/runbooks/restart-safely/`.
    pub url: String,
    /// `postmortem`, `runbook`, `guide` or `service`.
    pub kind: String,
    /// The title as shown.
    pub title: String,
    /// ISO 8601 date of the incident or of the last review, if known.
    pub date: Option<String>,
    /// Severity as written, e.g. `1` or `SEV-2`, if stated.
    pub severity: Option<String>,
    /// The services concerned.
    pub services: Vec<String>,
    /// The tags.
    pub tags: Vec<String>,
    /// The owning team.
    pub owner: Option<String>,
    /// The sections in reading order; the first holds what stands before any heading.
    pub sections: Vec<SectionEntry>,
}

/// What a reader must know of a section to show it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SectionEntry {
    /// The heading as shown; empty for the text before the first heading.
    pub heading: String,
    /// The heading's id; empty for the top of the page.
    pub anchor: String,
    /// The section's text as shown in snippets, code included.
    pub text: String,
}

/// The place of one term in one section's field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Posting {
    /// Number of the section, counted over all documents in order.
    pub section: u32,
    /// Word positions in the field, ascending. Its length is the term frequency.
    pub positions: Vec<u32>,
}

/// A finished pack. Chunks are not yet compressed: the publisher deflates
/// each (raw deflate), and the caller of the reader inflates before it supplies.
#[derive(Debug, Clone, Default)]
pub struct Pack {
    /// Content hash of the whole pack in hex; the name of its folder.
    pub id: String,
    /// The manifest's bytes.
    pub manifest: Vec<u8>,
    /// The other files.
    pub chunks: Vec<(ChunkId, Vec<u8>)>,
    /// Number of distinct terms that are ranked.
    pub terms: usize,
}

use super::chunk::ChunkId;
