//! The pages of incident-kb, prerendered natively with feature `ssr`, and the islands in
//! them, hydrated in the browser with feature `hydrate`: the search with `find`, all other
//! islands with `tools`, each in a bundle of its own.
//!
//! Modules use each other in one direction: `pages` use `islands`, these use `browser`, and
//! all use the view models ([`model`]) and the small helpers (`dates`, `html`, `text`,
//! `url`).

// Methods that add large tables to the bundle; clippy.toml lists them.
#![deny(clippy::disallowed_methods)]
// What the other bundle needs is dead code in this one; the linker drops it.
#![cfg_attr(
    all(feature = "hydrate", not(all(feature = "find", feature = "tools"))),
    allow(dead_code, unused_imports)
)]

mod browser;
pub mod contract;
mod dates;
pub mod figures;
mod hooks;
mod html;
pub mod islands;
pub mod model;
// Pages are only made natively, where tables cost nothing.
#[cfg(feature = "ssr")]
#[allow(clippy::disallowed_methods)]
pub mod pages;
pub mod session;
mod text;
mod url;

/// Prepares Leptos for islands. The loader calls it once, before it hydrates each island.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}

/// Highlights the words of a search. The loader calls it on the page that a hit opened.
#[cfg(feature = "find")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn highlight(words: &str) {
    browser::highlight::highlight(words);
}

/// Reads a paste for the search, which is in the other bundle. The loader calls it. `None`
/// if the text is no paste.
#[cfg(feature = "tools")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn understand(text: &str) -> Option<String> {
    search::paste::understand(text).map(|pasted| pasted.encode())
}
