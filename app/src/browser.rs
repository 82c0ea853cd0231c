//! What only a browser has: the network, storage, the clock, the document.
//!
//! It is compiled natively as well, because the handlers of islands refer to
//! it, but nothing here runs while pages are prerendered.

pub(crate) mod alerts;
pub(crate) mod checklist;
pub(crate) mod client;
pub(crate) mod dom;
pub(crate) mod fetch;
pub(crate) mod landing;
pub(crate) mod latest;
pub(crate) mod marks;
pub(crate) mod names;
pub(crate) mod pastes;
pub(crate) mod placeholders;
pub(crate) mod record;
pub(crate) mod register;
pub(crate) mod session;
pub(crate) mod store;
pub(crate) mod suspect_status;
pub(crate) mod values;
