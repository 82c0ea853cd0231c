//! Parts of pages that come alive in the browser.
//!
//! The markup of an island never changes by itself: it stands in the page
//! ([`markup`]), and in the browser the island takes over what stands there,
//! hears what happens, and writes HTML into it. Everything that depends on the
//! reader happens after that. Views that react would render the same a second
//! time, from a sixth of all the WebAssembly.
//!
//! What can be worked out without a browser is in modules of its own:
//! addresses ([`address`]), keys ([`keys`]), filters ([`filters`]), rows
//! ([`rows`]) and their HTML ([`results`]), what is said beside them ([`said`]),
//! searches of the past ([`past`]), words ([`words`]).

pub(crate) mod address;
mod field;
#[cfg(any(feature = "ssr", feature = "tools"))]
pub mod filter;
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
mod past;
mod paste;
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
