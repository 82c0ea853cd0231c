//! What only a browser has: the network, storage, the clock, the document.
//!
//! The islands build on it, and it knows nothing of them. It is compiled natively
//! as well, because the event handlers of islands refer to it, but nothing here
//! runs while pages are prerendered.

pub(crate) mod alerts;
pub(crate) mod checklist;
pub(crate) mod client;
pub(crate) mod debounce;
pub(crate) mod dom;
pub(crate) mod fetch;
pub(crate) mod highlight;
pub(crate) mod highlight_handoff;
pub(crate) mod paste_reader;
pub(crate) mod placeholders;
pub(crate) mod record;
pub(crate) mod register;
pub(crate) mod session;
pub(crate) mod store;
pub(crate) mod suspect_status;
pub(crate) mod symptoms;
pub(crate) mod values;
