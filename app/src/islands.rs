//! Parts of pages that are prerendered and hydrated in the browser.
//!
//! The islands of the bundle `tools` (variables, suspects, checklist, incident,
//! register filter) are Leptos components: state in signals, markup and behaviour
//! in one file. Text that never changes is not sent to the browser again
//! ([`PageOnly`]). What is no island, such as the rendered Markdown, is written by
//! an effect ([`placeholders`](crate::browser::placeholders),
//! [`checklist`](crate::browser::checklist), [`register`](crate::browser::register)).
//!
//! The islands of the search show what changes with every key press. Their markup
//! is text ([`markup`]), in the page and in the browser: reactive views of the same
//! would be a sixth of the bundle that a first search waits for.
//!
//! What needs no browser is in modules of its own, with tests: keys ([`keys`]), filters
//! ([`query_filters`]), hits as rows ([`rows`]) and as HTML ([`result_list`]), the
//! messages beside them ([`notices`]), former searches ([`search_history`]), texts
//! ([`labels`]).

#[cfg(any(feature = "ssr", feature = "tools"))]
pub mod checklist;
mod completions;
#[cfg(any(feature = "ssr", feature = "tools"))]
mod confirm_button;
mod field;
#[cfg(any(feature = "ssr", feature = "tools"))]
pub mod incident;
mod keys;
mod labels;
#[cfg(feature = "ssr")]
mod markup;
mod notices;
#[cfg(any(feature = "ssr", feature = "tools"))]
mod page_only;
mod paste;
mod query_filters;
#[cfg(any(feature = "ssr", feature = "tools"))]
pub mod register_filter;
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
pub use checklist::Checklist;
#[cfg(any(feature = "ssr", feature = "tools"))]
pub use incident::Incident;
#[cfg(any(feature = "ssr", feature = "tools"))]
pub use page_only::PageOnly;
#[cfg(any(feature = "ssr", feature = "tools"))]
pub use register_filter::{FacetControl, RegisterFilter};
#[cfg(any(feature = "ssr", feature = "find"))]
pub use search_box::SearchBox;
#[cfg(any(feature = "ssr", feature = "find"))]
pub use search_page::SearchPage;
#[cfg(any(feature = "ssr", feature = "tools"))]
pub use suspects::{SuspectItem, Suspects};
#[cfg(any(feature = "ssr", feature = "tools"))]
pub use variables::{VariableField, Variables};
