//! The form for the variables of a page's commands.

// The island macro makes the function that the loader calls public.
#![allow(unreachable_pub)]

use leptos::prelude::*;

use crate::browser::values;

/// Wakes the form that stands in the page: it has nothing of its own to show.
#[island]
pub fn Variables() -> impl IntoView {
    Effect::new(|_| values::start());
}
