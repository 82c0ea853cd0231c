//! Helpers that the tests of several crates share: real inputs and checks of HTML.

mod html;
mod shared;
mod skip;

pub use html::{assert_well_formed, html_text, html_words, tags, words};
pub use shared::{corpora, shared};
pub use skip::skip;
