//! Parts of pages that come alive in the browser.
//!
//! An island renders the same markup in both places: natively into the page,
//! and again in the browser, where it takes over what stands there. Everything
//! that depends on the reader happens after that.
//!
//! What can be worked out without a browser is in modules of its own:
//! addresses ([`address`]), keys ([`keys`]), rows ([`rows`]) and their HTML
//! ([`results`]), words ([`words`]).

mod address;
mod field;
mod html;
mod keys;
mod outcome;
mod panel;
mod results;
mod rows;
pub mod search_box;
pub mod search_page;
mod searcher;
pub mod variables;
mod words;

pub use search_box::SearchBox;
pub use search_page::SearchPage;
pub use variables::Variables;
