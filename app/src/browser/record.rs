//! Reports what the reader did to whatever records the incident.
//!
//! Callers need not know the recorder: it may be in the other bundle. An event
//! that nobody handled is stored, if a session is being recorded, until the next
//! page records it.

use gloo::utils::document;
use web_sys::{CustomEvent, CustomEventInit};

use super::store;

/// Name of the event. Its detail is `{"what": "copied", "text": "…"}` as JSON; the
/// recorder calls `preventDefault`. The loader dispatches it as well.
pub(crate) const EVENT: &str = crate::contract::RECORD_EVENT;

/// Dispatches the event on the document. `kind` is the name of an
/// [entry kind](crate::session::What::name).
pub(crate) fn record(kind: &str, text: &str) {
    let quoted = js_sys::JSON::stringify(&text.into()).map(String::from);
    let detail = [
        "{\"what\":\"",
        kind,
        "\",\"text\":",
        &quoted.unwrap_or_default(),
        "}",
    ]
    .concat();
    let init = CustomEventInit::new();
    init.set_cancelable(true);
    init.set_detail(&detail.into());
    // Fails only for an event that is being dispatched already.
    let is_unhandled = CustomEvent::new_with_event_init_dict(EVENT, &init)
        .and_then(|event| document().dispatch_event(&event))
        .unwrap_or(false);
    if is_unhandled && store::current_session().is_some() {
        let text = text.replace('\n', " ");
        let stored = store::get(store::UNRECORDED).unwrap_or_default();
        // A line with the kind before each line of text.
        store::set(
            store::UNRECORDED,
            &[&stored, kind, "\n", &text, "\n"].concat(),
        );
    }
}

/// Passes each stored event to `record`, once.
pub(crate) fn take_unrecorded(mut record: impl FnMut(&str, &str)) {
    let stored = store::get(store::UNRECORDED).unwrap_or_default();
    if stored.is_empty() {
        return;
    }
    store::set(store::UNRECORDED, "");
    let mut lines = stored.lines();
    while let (Some(kind), Some(text)) = (lines.next(), lines.next()) {
        record(kind, text);
    }
}
