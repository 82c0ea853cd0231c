//! Generated text files of the site: data, feeds, lists of names.

use content::Content;
use content::config::Config;

use crate::view::Views;

/// The inputs of a text file.
pub(crate) struct TextInputs<'a> {
    /// The documents.
    pub(crate) content: &'a Content,
    /// The configuration.
    pub(crate) config: &'a Config,
    /// What pages show of the documents.
    pub(crate) views: &'a Views,
}

/// A text file: its URL and the function that generates it.
pub(crate) type TextFile = (&'static str, fn(&TextInputs<'_>) -> String);
