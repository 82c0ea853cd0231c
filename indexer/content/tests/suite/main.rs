//! Tests of reading trees of Markdown: findings, URLs, links, rendering, and what
//! is understood of incidents.

mod addresses;
mod corpora;
mod invalid;
mod links;
mod properties;
mod reading;
mod rendered;
mod support;
mod understanding;
