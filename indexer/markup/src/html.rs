//! Parses raw HTML inside Markdown and distinguishes tags from text in angle brackets.

pub(crate) mod elements;
mod inventory;
mod tokens;

pub use elements::Fate;
pub(crate) use elements::is_inline;
pub(crate) use inventory::Inventory;
pub use tokens::{Tag, Token, tokens};
