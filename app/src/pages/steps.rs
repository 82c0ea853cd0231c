//! The bar above a page's steps.

use leptos::prelude::*;

use crate::islands::Checklist;

/// The bar for `steps` steps; nothing for none.
pub(super) fn steps(steps: usize) -> Option<AnyView> {
    (steps > 0).then(|| view! { <Checklist steps=steps /> }.into_any())
}
