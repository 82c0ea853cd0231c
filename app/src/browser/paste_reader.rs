//! Loads the reader of pastes, which is in the other bundle.

use std::cell::Cell;

use js_sys::Promise;
use search::engine::Engine;
#[cfg(not(any(feature = "ssr", feature = "tools")))]
use search::paste::ParsedPaste;
use search::paste::PasteReader;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;

// Functions of the loader.
#[wasm_bindgen]
extern "C" {
    /// Loads the other bundle. Resolves to whether that succeeded.
    #[wasm_bindgen(js_name = kbTools)]
    fn load() -> Promise;

    /// Reads a paste in the other bundle.
    #[wasm_bindgen(js_name = kbRead)]
    fn read(text: &str) -> Option<String>;
}

thread_local! {
    static LOADED: Cell<bool> = const { Cell::new(false) };
}

/// Whether a query can be searched now: it is no paste, or the reader is loaded.
pub(crate) fn is_ready(query: &str) -> bool {
    LOADED.get() || !Engine::may_be_pasted(query)
}

/// The reader of pastes: this bundle's own, else that of the other bundle once it is loaded.
pub(crate) fn reader() -> Option<PasteReader> {
    #[cfg(any(feature = "ssr", feature = "tools"))]
    {
        Some(search::paste::understand)
    }
    #[cfg(not(any(feature = "ssr", feature = "tools")))]
    {
        fn read_in_other_bundle(text: &str) -> Option<ParsedPaste> {
            ParsedPaste::decode(&read(text)?)
        }
        let reader: PasteReader = read_in_other_bundle;
        LOADED.get().then_some(reader)
    }
}

/// Waits until a query can be searched. If the reader cannot be loaded, the network
/// is the reason, and a paste is searched as words.
pub(crate) async fn until_ready(query: &str) {
    if is_ready(query) {
        return;
    }
    let loaded = JsFuture::from(load()).await;
    if loaded.is_ok_and(|loaded| loaded.is_truthy()) {
        LOADED.set(true);
    }
}
