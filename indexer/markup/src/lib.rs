//! From Markdown to HTML and searchable sections.
//!
//! The work has three steps. [`prepare`] rewrites what other tools' dialects
//! say into CommonMark, remembering where everything came from. [`Outline`]
//! learns the headings and ids of a page, which other pages' links are checked
//! against. [`render()`] writes the HTML and, in the same pass, the sections.
//! Nothing here knows files: links and images are resolved by a [`Resolve`].

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
