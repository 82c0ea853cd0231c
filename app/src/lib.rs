//! The pages of incident-kb, prerendered natively with feature `ssr`, and the
//! islands in them that come alive in the browser with feature `hydrate`.

mod browser;
pub mod figures;
pub mod fill;
pub mod islands;
pub mod model;
#[cfg(feature = "ssr")]
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
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn highlight(words: &str) {
    browser::marks::highlight(words);
}
