//! Files of the site that are made of text: data, feeds, lists of names.

use content::Content;
use content::config::Config;

use crate::view::Views;

/// What a text file is made of.
pub(crate) struct TextInputs<'a> {
    /// The documents.
    pub(crate) content: &'a Content,
    /// The configuration.
    pub(crate) config: &'a Config,
    /// What pages show of the documents.
    pub(crate) views: &'a Views,
}

/// A text file: its URL and how it is made.
pub(crate) type TextFile = (&'static str, fn(&TextInputs<'_>) -> String);
