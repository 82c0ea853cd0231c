//! Renders Leptos views to HTML without a server.

use std::sync::Arc;

use hydration_context::SsrSharedContext;
use leptos::prelude::*;

/// Renders a view to HTML in islands mode.
///
/// Each call has its own reactive owner, so pages can be rendered on many threads and free
/// their state.
pub(super) fn to_html<V: IntoView>(view: impl FnOnce() -> V) -> String {
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
    let html = owner.with(|| view().to_html());
    owner.unset_with_forced_cleanup();
    html
}
