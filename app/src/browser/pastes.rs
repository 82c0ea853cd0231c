//! The reader of pastes, which stands in the other bundle.

use std::cell::Cell;

use js_sys::Promise;
use search::engine::Engine;
use search::paste::PasteReader;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;

// The loader's.
#[wasm_bindgen]
extern "C" {
    /// Loads the other bundle; whether it is there.
    #[wasm_bindgen(js_name = kbTools)]
    fn load() -> Promise;

    /// What the other bundle understands a text as.
    #[wasm_bindgen(js_name = kbRead)]
    fn read(text: &str) -> Option<String>;
}

thread_local! {
    static READY: Cell<bool> = const { Cell::new(false) };
}

/// Whether a query can be searched now: it is no paste, or the reader is there.
pub(crate) fn is_ready(query: &str) -> bool {
    READY.get() || !Engine::may_be_pasted(query)
}

/// The parser of pastes: this bundle's own, else that of the other bundle once it
/// is loaded.
pub(crate) fn reader() -> Option<PasteReader> {
    #[cfg(any(feature = "ssr", feature = "tools"))]
    {
        Some(search::paste::understand)
    }
    #[cfg(not(any(feature = "ssr", feature = "tools")))]
    {
        fn read_in_other_bundle(text: &str) -> Option<search::paste::ParsedPaste> {
            search::paste::ParsedPaste::decode(&read(text)?)
        }
        let reader: PasteReader = read_in_other_bundle;
        READY.get().then_some(reader)
    }
}

/// Waits until a query can be searched. Without the reader, which only a network
/// can keep away, a paste is searched as words.
pub(crate) async fn ready(query: &str) {
    if is_ready(query) {
        return;
    }
    let there = JsFuture::from(load()).await;
    if there.is_ok_and(|there| there.is_truthy()) {
        READY.set(true);
    }
}
