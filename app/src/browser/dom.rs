//! Short names for what islands need from the document and the window.

use gloo::events::{EventListener, EventListenerOptions};
use gloo::utils::{document, document_element, window};
use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Element, Event, EventTarget, HtmlElement, HtmlInputElement, MessageChannel, MouseEvent,
    ScrollIntoViewOptions, ScrollLogicalPosition, Storage,
};

use crate::url;

/// An event listener. It is boxed here, so that the code of gloo is compiled once for
/// all listeners.
pub(crate) type Listener = Box<dyn FnMut(&Event)>;

/// Listens to an event for as long as the page is open.
pub(crate) fn on(target: &EventTarget, name: &'static str, mut listener: Listener) {
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(target, name, options, move |event| listener(event)).forget();
}

/// Milliseconds since the page was opened, by a monotonic clock.
pub(crate) fn now() -> f64 {
    window().performance().map_or(0.0, |clock| clock.now())
}

/// Lets the browser handle what is queued, and returns at once if nothing is: a timer
/// of 0 ms waits 4 ms where timers are nested.
pub(crate) async fn yield_to_browser() {
    // Every browser has it; without it the task continues without a pause.
    let Ok(channel) = MessageChannel::new() else {
        return;
    };
    let promise = Promise::new(&mut |resolve, _| {
        channel.port1().set_onmessage(Some(&resolve));
        let _ = channel.port2().post_message(&JsValue::NULL);
    });
    let _ = JsFuture::from(promise).await;
    // An open port is kept for as long as the page is open.
    channel.port1().close();
}

/// Waits for `millis` milliseconds.
pub(crate) async fn pause(millis: i32) {
    let promise = Promise::new(&mut |resolve, _| {
        // Fails only if the window is gone.
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, millis);
    });
    let _ = JsFuture::from(promise).await;
}

/// The current day in the reader's time zone, in days since 1970-01-01.
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

/// URL of the site's root as this page writes it; ends in `/`.
pub(crate) fn root() -> String {
    document_element()
        .get_attribute("data-root")
        .unwrap_or_else(|| "/".to_owned())
}

/// URL of the pack's folder as this page writes it; ends in `/`. `None` without a
/// search index.
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

/// The first element that matches a selector.
pub(crate) fn first(selector: &str) -> Option<HtmlElement> {
    document().query_selector(selector).ok()??.dyn_into().ok()
}

/// The first element with this class.
pub(crate) fn by_class(class: &str) -> Option<HtmlElement> {
    first(&[".", class].concat())
}

/// The nearest element around the target of an event that matches a selector.
pub(crate) fn closest(event: &Event, selector: &str) -> Option<HtmlElement> {
    let element: Element = event.target()?.dyn_into().ok()?;
    element.closest(selector).ok()??.dyn_into().ok()
}

/// The form control that is the target of an event.
pub(crate) fn control(event: &Event) -> Option<HtmlInputElement> {
    event.target()?.dyn_into().ok()
}

/// Sets the HTML of an element, and hides the element if there is none.
pub(crate) fn fill(element: &HtmlElement, html: &str) {
    element.set_inner_html(html);
    element.set_hidden(html.is_empty());
}

/// Sets or removes an attribute. That does not fail for a valid name.
pub(crate) fn set(element: &Element, name: &str, value: Option<&str>) {
    let _ = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}

/// Local storage; `None` where the browser denies it.
pub(crate) fn storage() -> Option<Storage> {
    window().local_storage().ok()?
}

/// Scrolls as little as needed to show the element.
pub(crate) fn reveal(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Whether a click opens the link in another tab or window.
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

/// Whether the reader's browser is set to save data.
pub(crate) fn saves_data() -> bool {
    let get = |of: &JsValue, name: &str| js_sys::Reflect::get(of, &JsValue::from_str(name)).ok();
    get(window().navigator().as_ref(), "connection")
        .filter(JsValue::is_object)
        .and_then(|connection| get(&connection, "saveData"))
        .is_some_and(|value| value.is_truthy())
}

/// Saves a text as a Markdown file.
pub(crate) fn save(name: &str, text: &str) {
    let url = url::markdown_data_url(text);
    if let Ok(link) = document().create_element("a") {
        set(&link, "href", Some(&url));
        set(&link, "download", Some(name));
        if let Some(link) = link.dyn_ref::<HtmlElement>() {
            link.click();
        }
    }
}

/// Reloads the page.
pub(crate) fn reload() {
    // If that fails, there is no other way.
    let _ = window().location().reload();
}
