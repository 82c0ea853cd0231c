//! Raw HTML inside Markdown: which of it is HTML, and which is text in angle brackets.

mod elements;
mod inventory;
mod tokens;

pub(crate) use elements::{Fate, is_inline};
pub(crate) use inventory::Inventory;
pub(crate) use tokens::{Tag, Token, tokens};
