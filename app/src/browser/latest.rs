//! Work that waits, and is dropped when newer work comes.

use std::cell::Cell;

use wasm_bindgen_futures::spawn_local;

use super::dom;

/// A delayed task of which only the latest runs.
#[derive(Debug, Default)]
pub(crate) struct Latest(Cell<u32>);

impl Latest {
    /// Runs `then` in `millis`, unless something else is asked for before.
    pub(crate) fn after(&'static self, millis: i32, then: Box<dyn FnOnce()>) {
        let mine = self.cancel();
        spawn_local(async move {
            dom::pause(millis).await;
            if self.0.get() == mine {
                then();
            }
        });
    }

    /// Drops what is waiting.
    pub(crate) fn cancel(&self) -> u32 {
        self.0.set(self.0.get().wrapping_add(1));
        self.0.get()
    }
}
