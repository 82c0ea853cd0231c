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
mod entities;
pub(crate) mod escape;
pub(crate) mod events;
mod headings;
pub(crate) mod highlight;
mod html;
mod mkdocs;
mod outline;
mod prepare;
mod render;
mod sanitize;
mod sections;
mod shortcodes;
mod source_map;

pub(crate) use entities::decode;
pub(crate) use html::{Fate, Tag, Token, tokens};
pub(crate) use outline::Outline;
pub(crate) use prepare::{Prepared, Text, prepare};
pub(crate) use render::{FoundVariable, Image, Link, Page, Resolve, inline, render};
