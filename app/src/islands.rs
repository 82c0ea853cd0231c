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
//! What can be worked out without a browser is in modules of its own:
//! addresses ([`address`]), keys ([`keys`]), filters ([`filters`]), rows
//! ([`rows`]) and their HTML ([`results`]), what is said beside them ([`said`]),
//! searches of the past ([`past`]), words ([`words`]).

pub(crate) mod address;
#[cfg(any(feature = "ssr", feature = "tools"))]
pub mod checklist;
#[cfg(any(feature = "ssr", feature = "tools"))]
mod confirm_button;
mod field;
mod filters;
mod history;
pub(crate) mod html;
#[cfg(any(feature = "ssr", feature = "tools"))]
pub mod incident;
mod keys;
#[cfg(feature = "ssr")]
mod markup;
mod offers;
mod outcome;
#[cfg(any(feature = "ssr", feature = "tools"))]
mod page_only;
mod past;
mod paste;
#[cfg(any(feature = "ssr", feature = "tools"))]
pub mod register_filter;
mod results;
mod rows;
mod said;
mod screen;
#[cfg(any(feature = "ssr", feature = "find"))]
pub mod search_box;
#[cfg(any(feature = "ssr", feature = "find"))]
pub mod search_page;
mod searcher;
pub(crate) mod suggest;
#[cfg(any(feature = "ssr", feature = "tools"))]
pub mod suspects;
#[cfg(any(feature = "ssr", feature = "tools"))]
pub mod variables;
mod words;

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
