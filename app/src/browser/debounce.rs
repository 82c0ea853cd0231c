//! Delayed tasks of which only the latest runs.

use std::cell::Cell;

use wasm_bindgen_futures::spawn_local;

use super::dom;

/// A delayed task. Scheduling another one drops it.
#[derive(Debug, Default)]
pub(crate) struct Debounce(
    /// Number of the latest task.
    Cell<u32>,
);

impl Debounce {
    /// Runs `task` after `millis` milliseconds, unless another task is scheduled or
    /// this one is cancelled before that.
    pub(crate) fn schedule(&'static self, millis: i32, task: Box<dyn FnOnce()>) {
        let own = self.begin();
        spawn_local(async move {
            dom::pause(millis).await;
            if self.0.get() == own {
                task();
            }
        });
    }

    /// Drops the task that is scheduled, if there is one.
    pub(crate) fn cancel(&self) {
        self.begin();
    }

    /// Begins another task and returns its number.
    fn begin(&self) -> u32 {
        self.0.set(self.0.get().wrapping_add(1));
        self.0.get()
    }
}
