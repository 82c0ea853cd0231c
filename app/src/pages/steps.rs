//! The bar above the steps of a page.

use leptos::prelude::*;

use crate::islands::Checklist;

/// The bar for `steps` steps. `None` for no steps.
pub(super) fn steps(steps: usize) -> Option<AnyView> {
    (steps > 0).then(|| view! { <Checklist steps=steps /> }.into_any())
}
