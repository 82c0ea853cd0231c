//! The pages of incident-kb, prerendered natively with feature `ssr`, and the
//! islands in them that come alive in the browser with feature `hydrate`: those of
//! the search with `find`, all others with `tools`, each a bundle of its own.

// Methods that add large tables to the bundle; clippy.toml lists them.
#![deny(clippy::disallowed_methods)]
// What the other bundle needs is dead code in this one; the linker drops it.
#![cfg_attr(
    all(feature = "hydrate", not(all(feature = "find", feature = "tools"))),
    allow(dead_code, unused_imports)
)]

mod browser;
pub mod figures;
pub mod islands;
pub mod model;
// Pages are only made natively, where tables cost nothing.
#[cfg(feature = "ssr")]
#[allow(clippy::disallowed_methods)]
pub mod pages;
pub mod session;

/// Wakes Leptos' islands: called once by the loader, before it wakes each one.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}

/// Marks the words that the reader came for: called by the loader on the page
/// that a search led to.
#[cfg(feature = "find")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn highlight(words: &str) {
    browser::marks::highlight(words);
}

/// Reads a paste for the search, which is in the other bundle: called by the loader.
#[cfg(feature = "tools")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn understand(text: &str) -> Option<String> {
    search::paste::understand(text).map(|pasted| pasted.encode())
}
