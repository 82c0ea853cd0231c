//! Documents and their sections.

use crate::front_matter::FrontMatter;
use crate::incident::Understood;
use crate::kind::Kind;
use crate::variable::Variable;

/// The headings that a runbook begins with, in reading order.
pub const RUNBOOK_HEADINGS: [&str; 4] = ["Meaning", "Impact", "Diagnosis", "Mitigation"];

/// A document: parsed, resolved against the other documents, and rendered.
#[derive(Debug, Clone)]
pub struct Document {
    /// Source file relative to the content root, with `/`.
    pub path: String,
    /// Kind of the document.
    pub kind: Kind,
    /// URL within the site: `/runbooks/restart-safely/`.
    pub url: String,
    /// Title of the document.
    pub title: String,
    /// A plain-text description in a sentence or two: the summary, else the first prose.
    pub description: String,
    /// Front matter, normalised.
    pub front: FrontMatter,
    /// The rendered and sanitised body; its links are relative to `url`.
    pub html: String,
    /// Number of steps that a reader can tick off.
    pub steps: usize,
    /// The sections in reading order. The first holds the text before any heading
    /// and may be empty.
    pub sections: Vec<Section>,
    /// Variables that a reader can fill into its commands: first those declared,
    /// then those found in commands.
    pub variables: Vec<Variable>,
    /// Names of the alerts that the document answers.
    pub alerts: Vec<String>,
    /// URLs within the site of the documents that it links to, without fragments.
    pub links: Vec<String>,
    /// What was understood of the incident; empty for anything but a postmortem.
    pub understood: Understood,
}

/// The text under one heading, up to the next heading.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Section {
    /// Heading as plain text.
    pub heading: String,
    /// The heading's id; empty before the first heading.
    pub anchor: String,
    /// Level of the heading, 1 to 6; 0 before the first heading.
    pub level: u8,
    /// Headings above this one, outermost first.
    pub ancestors: Vec<String>,
    /// Line of the heading in the file, from 1.
    pub line: usize,
}

/// The searchable text of a document, one entry a section. It is separate from
/// [`Document`] so that a build can drop it once it is indexed.
pub type SearchText = Vec<SectionText>;

/// The searchable text of a section, without its headings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SectionText {
    /// Prose with inline code, as plain text.
    pub prose: String,
    /// Code blocks and inline code.
    pub code: String,
    /// All text in reading order as plain text, for snippets.
    pub text: String,
}

/// A file beside the Markdown that a document refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// Source file relative to the content root, with `/`.
    pub path: String,
    /// URL within the site, with a content hash: `/media/graph-1a2b3c4d.png`.
    pub url: String,
}

/// A redirect from an old URL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redirect {
    /// Old URL within the site.
    pub from: String,
    /// New URL within the site.
    pub to: String,
    /// Title of the document at the new URL.
    pub title: String,
}
