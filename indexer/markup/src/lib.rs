//! Converts Markdown to HTML and searchable sections.
//!
//! There are three steps. [`prepare`] rewrites the syntax of other Markdown dialects to
//! CommonMark and records the original positions. [`Outline`] collects the headings and
//! ids of a page, which are needed to check the links of other pages. [`render()`] writes
//! the HTML and, in the same pass, the sections. The crate does not access files: a
//! [`Resolve`] resolves links and images.

mod admonitions;
mod anchor;
mod bold_headings;
pub mod commands;
mod compact;
mod entities;
pub mod events;
mod flowchart;
mod headings;
pub mod highlight;
mod html;
mod mkdocs;
mod outline;
mod prepare;
mod render;
mod sanitize;
mod sections;
mod shortcodes;
mod source_map;

// Short paths for the many modules that write HTML.
pub(crate) use model::escape;

pub use entities::decode;
pub use html::{Fate, Tag, Token, tokens};
pub use outline::Outline;
pub use prepare::{Prepared, Text, prepare};
pub use render::{FoundVariable, Image, Link, Page, Rendered, Resolve, inline, render};
