//! Tells whatever records an incident what was done.
//!
//! Who does something need not know who records it: both may be in different
//! bundles. What nobody heard yet is kept, if a session is being recorded, until
//! the page that the reader went to hears it.

use gloo::utils::document;
use web_sys::{CustomEvent, CustomEventInit};

use super::store;

/// Key of what nobody heard: a line with the kind of event before each line of words.
const UNHEARD: &str = "kb-unheard";

/// Name of the event. Its detail is `{"what": "copied", "text": "…"}` as JSON;
/// whoever records it cancels it. The loader sends it as well.
pub(crate) const EVENT: &str = "kb:record";

/// Tells that something was done.
pub(crate) fn record(what: &str, text: &str) {
    let words = js_sys::JSON::stringify(&text.into()).map(String::from);
    let detail = [
        "{\"what\":\"",
        what,
        "\",\"text\":",
        &words.unwrap_or_default(),
        "}",
    ]
    .concat();
    let init = CustomEventInit::new();
    init.set_cancelable(true);
    init.set_detail(&detail.into());
    // Fails only for an event that is being sent already.
    let unheard = CustomEvent::new_with_event_init_dict(EVENT, &init)
        .and_then(|event| document().dispatch_event(&event))
        .unwrap_or(false);
    if unheard && store::current().is_some() {
        let text = text.replace('\n', " ");
        let kept = store::get(UNHEARD).unwrap_or_default();
        store::set(UNHEARD, &[&kept, what, "\n", &text, "\n"].concat());
    }
}

/// Hands over what nobody heard, once.
pub(crate) fn unheard(mut hear: impl FnMut(&str, &str)) {
    let kept = store::get(UNHEARD).unwrap_or_default();
    if kept.is_empty() {
        return;
    }
    store::set(UNHEARD, "");
    let mut lines = kept.lines();
    while let (Some(what), Some(text)) = (lines.next(), lines.next()) {
        hear(what, text);
    }
}
