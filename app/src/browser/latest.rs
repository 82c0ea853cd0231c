//! Work that waits, and is dropped when newer work comes.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::dom;

/// A delayed task of which only the latest runs.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Latest(StoredValue<u32>);

impl Latest {
    /// Nothing is waiting.
    pub(crate) fn new() -> Self {
        Self(StoredValue::new(0))
    }

    /// Runs `then` in `millis`, unless something else is asked for before.
    pub(crate) fn after(self, millis: i32, then: impl FnOnce() + 'static) {
        let mine = self.cancel();
        spawn_local(async move {
            dom::pause(millis).await;
            if self.0.try_get_value() == Some(mine) {
                then();
            }
        });
    }

    /// Drops what is waiting.
    pub(crate) fn cancel(self) -> u32 {
        let mine = self.0.get_value().wrapping_add(1);
        self.0.set_value(mine);
        mine
    }
}
