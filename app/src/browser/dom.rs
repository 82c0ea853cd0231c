//! Small questions to the document and the window.

use gloo::events::{EventListener, EventListenerOptions};
use gloo::utils::{document, document_element, window};
use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Element, Event, EventTarget, HtmlElement, HtmlInputElement, MessageChannel, MouseEvent,
    ScrollIntoViewOptions, ScrollLogicalPosition, Storage,
};

use crate::islands::address;

/// A listener. They are boxed before they meet gloo, which is compiled once
/// for all of them then.
pub(crate) type Heard = Box<dyn FnMut(&Event)>;

/// Hears an event for as long as the page lives.
pub(crate) fn on(target: &EventTarget, name: &'static str, mut heard: Heard) {
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(target, name, options, move |event| heard(event)).forget();
}

/// Milliseconds since the page was opened; never runs backwards.
pub(crate) fn now() -> f64 {
    window().performance().map_or(0.0, |clock| clock.now())
}

/// Lets the browser do what is waiting, and goes on at once if nothing is: a timer
/// of no time would wait four milliseconds wherever timers set timers.
pub(crate) async fn turn() {
    // Every browser has it; one without would go on without a pause.
    let Ok(channel) = MessageChannel::new() else {
        return;
    };
    let promise = Promise::new(&mut |resolve, _| {
        channel.port1().set_onmessage(Some(&resolve));
        let _ = channel.port2().post_message(&JsValue::NULL);
    });
    let _ = JsFuture::from(promise).await;
    // An open port is kept for as long as the page lives.
    channel.port1().close();
}

/// Lets the browser do other work for `millis`, or until its next timers.
pub(crate) async fn pause(millis: i32) {
    let promise = Promise::new(&mut |resolve, _| {
        // Fails only where there is no window any more.
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, millis);
    });
    let _ = JsFuture::from(promise).await;
}

/// The reader's day, counted from 1970-01-01.
pub(crate) fn today() -> i64 {
    let offset = js_sys::Date::new_0().get_timezone_offset() * 60_000.0;
    ((js_sys::Date::now() - offset) / 86_400_000.0).floor() as i64
}

/// Whether this is the page called `name` in `data-page`.
pub(crate) fn is_page(name: &str) -> bool {
    let main = document().query_selector("main").ok().flatten();
    main.and_then(|main| main.get_attribute("data-page"))
        .is_some_and(|page| page == name)
}

/// The site's root as this page writes it, ending in `/`.
pub(crate) fn root() -> String {
    document_element()
        .get_attribute("data-root")
        .unwrap_or_else(|| "/".to_owned())
}

/// The folder of the pack as this page writes it, ending in `/`.
pub(crate) fn pack() -> Option<String> {
    let pack = document_element().get_attribute("data-pack")?;
    Some(if pack.ends_with('/') {
        pack
    } else {
        pack + "/"
    })
}

/// The element with this id.
pub(crate) fn by_id(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// The first element that fits a selector.
pub(crate) fn first(selector: &str) -> Option<HtmlElement> {
    document().query_selector(selector).ok()??.dyn_into().ok()
}

/// The nearest element around what an event happened to that fits a selector.
pub(crate) fn closest(event: &Event, selector: &str) -> Option<HtmlElement> {
    let element: Element = event.target()?.dyn_into().ok()?;
    element.closest(selector).ok()??.dyn_into().ok()
}

/// The hit, or further section, that was pressed; not an offer.
pub(crate) fn hit_of(event: &Event) -> Option<web_sys::HtmlAnchorElement> {
    closest(event, "a[role=option]:not([data-ask])")?
        .dyn_into()
        .ok()
}

/// The control that an event happened to.
pub(crate) fn control(event: &Event) -> Option<HtmlInputElement> {
    event.target()?.dyn_into().ok()
}

/// Writes HTML into an element, and shows the element if there is any.
pub(crate) fn fill(element: &HtmlElement, html: &str) {
    element.set_inner_html(html);
    element.set_hidden(html.is_empty());
}

/// Sets or removes an attribute; setting a well-formed one does not fail.
pub(crate) fn set(element: &Element, name: &str, value: Option<&str>) {
    let _ = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}

/// What this browser keeps for the site; nothing where that is denied.
pub(crate) fn storage() -> Option<Storage> {
    window().local_storage().ok()?
}

/// Scrolls no further than needed to show the element.
pub(crate) fn reveal(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Whether a click asks for the page to be opened elsewhere than here.
pub(crate) fn opens_elsewhere(event: &Event) -> bool {
    event.dyn_ref::<MouseEvent>().is_some_and(|event| {
        event.button() != 0
            || event.ctrl_key()
            || event.meta_key()
            || event.shift_key()
            || event.alt_key()
    })
}

/// Whether the reader is known to have no network.
pub(crate) fn is_offline() -> bool {
    !window().navigator().on_line()
}

/// Whether the reader asked to be spared bytes that are not needed yet.
pub(crate) fn saves_data() -> bool {
    let get = |of: &JsValue, name: &str| js_sys::Reflect::get(of, &JsValue::from_str(name)).ok();
    get(window().navigator().as_ref(), "connection")
        .filter(JsValue::is_object)
        .and_then(|connection| get(&connection, "saveData"))
        .is_some_and(|value| value.is_truthy())
}

/// Hands a text over as a Markdown file.
pub(crate) fn save(name: &str, text: &str) {
    let url = address::data(text);
    if let Ok(link) = document().create_element("a") {
        set(&link, "href", Some(&url));
        set(&link, "download", Some(name));
        if let Some(link) = link.dyn_ref::<HtmlElement>() {
            link.click();
        }
    }
}

/// Loads the page again.
pub(crate) fn reload() {
    // A page that cannot be reloaded has nothing better to offer.
    let _ = window().location().reload();
}
