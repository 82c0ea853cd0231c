//! Tests of the rendered pages.
//!
//! `cargo test -p app` runs them with the unit tests; `cargo test -p app --test suite pages`
//! runs those of one module.

mod contrast;
mod pages;
mod samples;
