//! Parts of pages that come alive in the browser.
//!
//! The markup of the search is prerendered ([`markup`]). In the browser its islands
//! take over what is in the page, listen to events, and write HTML into it. Views that
//! react to signals would render the same a second time, from a sixth of all the
//! WebAssembly.
//!
//! What needs no browser is in modules of its own, with tests: keys ([`keys`]), filters
//! ([`query_filters`]), hits as rows ([`rows`]) and as HTML ([`result_list`]), the
//! messages beside them ([`notices`]), former searches ([`search_history`]), texts
//! ([`labels`]).

mod completions;
mod field;
#[cfg(any(feature = "ssr", feature = "tools"))]
pub mod filter;
#[cfg(any(feature = "ssr", feature = "tools"))]
pub mod incident;
mod keys;
mod labels;
#[cfg(feature = "ssr")]
mod markup;
mod notices;
mod paste;
mod query_filters;
mod result_list;
mod rows;
#[cfg(any(feature = "ssr", feature = "find"))]
pub mod search_box;
mod search_controller;
mod search_controls;
mod search_history;
#[cfg(any(feature = "ssr", feature = "find"))]
pub mod search_page;
mod search_state;
#[cfg(any(feature = "ssr", feature = "tools"))]
pub mod suspects;
mod url_state;
#[cfg(any(feature = "ssr", feature = "tools"))]
pub mod variables;

#[cfg(any(feature = "ssr", feature = "tools"))]
pub use filter::Filter;
#[cfg(any(feature = "ssr", feature = "tools"))]
pub use incident::Incident;
#[cfg(any(feature = "ssr", feature = "find"))]
pub use search_box::SearchBox;
#[cfg(any(feature = "ssr", feature = "find"))]
pub use search_page::SearchPage;
#[cfg(any(feature = "ssr", feature = "tools"))]
pub use suspects::Suspects;
#[cfg(any(feature = "ssr", feature = "tools"))]
pub use variables::Variables;
