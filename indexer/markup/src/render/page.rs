//! What is rendered, and what comes out.

use std::ops::Range;

use model::finding::Lines;
use model::{SearchText, Section};

use crate::outline::Outline;
use crate::prepare::Prepared;

/// Resolves what a document refers to; `span` is the reference's place in the file.
pub trait Resolve {
    /// Resolves a link's destination.
    fn link(&self, destination: &str, span: Range<usize>) -> Link;
    /// Resolves an image's source.
    fn image(&self, source: &str, span: Range<usize>) -> Image;
}

/// A resolved link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Link {
    /// A page, a section or a file of this site, relative to the page.
    Internal(String),
    /// Another site, a mail address or a telephone.
    External(String),
    /// No target; the string is the reason shown to the reader.
    Broken(String),
}

/// A resolved image.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Image {
    /// A file of this site, relative to the page, with its width and height if known.
    File(String, Option<(u32, u32)>),
    /// Another site's image, which becomes a link.
    Foreign(String),
    /// No target; the string is the reason shown to the reader.
    Broken(String),
}

/// What is rendered.
pub struct Page<'a> {
    /// The prepared body.
    pub prepared: &'a Prepared,
    /// Its outline.
    pub outline: &'a Outline,
    /// The lines of the file.
    pub lines: &'a Lines,
    /// Front matter that could not be read and is shown as text: its language and itself.
    pub unread: Option<(&'a str, &'a str)>,
    /// Names of the variables that the front matter declares.
    pub declared: Vec<&'a str>,
    /// Whether its numbered lists and tasks are steps to tick off.
    pub has_steps: bool,
}

/// A rendered page.
#[derive(Debug)]
pub struct Rendered {
    /// Well-formed, sanitised HTML.
    pub html: String,
    /// The sections in reading order; the first holds the text before any heading.
    pub sections: Vec<Section>,
    /// What is searched of them.
    pub texts: SearchText,
    /// The variables that its commands hold.
    pub variables: Vec<FoundVariable>,
    /// How many steps there are to tick off.
    pub steps: usize,
}

/// A variable that the commands of a page hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundVariable {
    /// The key that its places carry.
    pub key: String,
    /// The default that one of its places gives.
    pub default: Option<String>,
}
