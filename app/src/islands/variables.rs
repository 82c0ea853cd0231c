//! The form for the variables of a page's commands.

// The island macro makes the function that the loader calls public.
#![allow(unreachable_pub)]

use leptos::prelude::*;

/// Wakes the form that stands in the page: it has nothing of its own to show.
#[island]
pub fn Variables() -> impl IntoView {
    // No effect of Leptos: the elements stand in the page already, and the
    // machinery behind effects is 3 KB for every reader.
    #[cfg(not(feature = "ssr"))]
    crate::browser::values::start();
}
