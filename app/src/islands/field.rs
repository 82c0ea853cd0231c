//! The search field: its key presses, and what is pasted into it.

use gloo::utils::window;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{ClipboardEvent, Event, HtmlAnchorElement, KeyboardEvent};

use crate::browser::{dom, highlight_handoff, paste_reader};
use crate::url;

use super::completions;
use super::keys::{Combobox, Key, KeyAction};
use super::paste::{self, Paste};
use super::result_list::option_id;
use super::search_controller::SearchController;

impl SearchController {
    /// Whether the field is the target of an event.
    pub(crate) fn is_field(&self, event: &Event) -> bool {
        event.target().as_ref() == Some(self.input.as_ref())
    }

    /// Replaces the content of the field.
    pub(crate) fn set_value(&self, query: &str) {
        self.input.set_value(query);
        self.on_edit();
    }

    /// Handles a change of the field. A paste is kept for as long as the field shows it.
    pub(crate) fn on_edit(&self) {
        self.is_literal.set(false);
        let value = self.value();
        let mut paste = self.paste.borrow_mut();
        *paste = paste
            .take()
            .filter(|paste| paste.surroundings(&value).is_some());
    }

    /// Handles a paste event if the text does not fit into the field: a field of one line
    /// would join the lines of a log, and Enter would put all of it into the URL. Calls
    /// `then`, and calls it again when the paste could be read.
    pub(crate) fn on_paste(&'static self, event: &Event, then: impl Fn() + Copy + 'static) {
        let text = event
            .dyn_ref::<ClipboardEvent>()
            .and_then(ClipboardEvent::clipboard_data)
            .and_then(|data| data.get_data("text/plain").ok());
        let Some(paste) = text.as_deref().and_then(Paste::from_text) else {
            return;
        };
        event.prevent_default();
        let value = self.value();
        let caret = |units: Option<u32>| {
            units.map_or(value.len(), |units| {
                completions::byte_offset(&value, units as usize)
            })
        };
        let start = caret(self.input.selection_start().ok().flatten());
        let end = caret(self.input.selection_end().ok().flatten());
        // It replaces the selection, else the former paste.
        let former = self.paste.borrow();
        let former_range = former.as_ref().filter(|_| start == end);
        let former_range = former_range.and_then(|paste| paste.surroundings(&value));
        let (before, after) = former_range.unwrap_or((&value[..start], &value[end..]));
        let (before, after) = (before.to_owned(), after.to_owned());
        drop(former);
        self.show_paste(paste, &before, &after);
        then();
        self.read_paste(then);
    }

    /// Shows a paste in the field, between the text before and after it. A paste that
    /// cannot be read yet is shown by its beginning.
    fn show_paste(&self, mut paste: Paste, before: &str, after: &str) {
        paste.is_pending = !paste_reader::is_ready(&paste.text);
        paste.shown = paste.short_form();
        if paste.shown.is_empty() {
            // All parts are left out, and may be taken in again.
            paste.shown = paste.beginning();
        }
        self.input
            .set_value(&paste::field_value(before, &paste.shown, after));
        self.is_literal.set(false);
        paste::store(&paste);
        *self.paste.borrow_mut() = Some(paste);
    }

    /// Loads the reader of pastes if the paste in the field needs it, then shows the short
    /// form of the paste and calls `then`.
    fn read_paste(&'static self, then: impl Fn() + 'static) {
        let pending = self.paste.borrow().clone().filter(|paste| paste.is_pending);
        let Some(Paste { text, .. }) = pending else {
            return;
        };
        spawn_local(async move {
            paste_reader::until_ready(&text).await;
            // The field may have changed meanwhile.
            let paste = self.paste.borrow().clone();
            let Some(paste) = paste.filter(|paste| paste.is_pending && paste.text == text) else {
                return;
            };
            self.update_paste(paste);
            // Without the reader it keeps its form.
            if let Some(paste) = &mut *self.paste.borrow_mut() {
                paste.is_pending = false;
            }
            then();
        });
    }

    /// Shows a paste again, at its place in the field.
    fn update_paste(&self, paste: Paste) {
        let value = self.value();
        let (before, after) = paste.surroundings(&value).unwrap_or_default();
        self.show_paste(paste, before, after);
    }

    /// Whether the reader of the paste in the field is still loading. Until then the
    /// field shows no query.
    pub(crate) fn is_paste_pending(&self) -> bool {
        self.paste
            .borrow()
            .as_ref()
            .is_some_and(|paste| paste.is_pending)
    }

    /// Leaves a part of the paste out, or takes it in again.
    pub(crate) fn toggle_part(&self, part: &str) {
        let paste = self.paste.take();
        let mut paste = paste.unwrap_or_else(|| Paste::from_field(&self.value()));
        match paste.ignored.iter().position(|known| known == part) {
            Some(known) => {
                paste.ignored.remove(known);
            }
            None => paste.ignored.push(part.to_owned()),
        }
        self.update_paste(paste);
    }

    /// Takes over the content that the field had before the island was hydrated: typed or
    /// pasted by the reader, or set by the loader. Calls `then` when a pending paste could
    /// be read.
    pub(crate) fn adopt_input(&'static self, then: impl Fn() + 'static) {
        let data = self.input.dataset();
        let early = data.get("paste").and_then(|text| Paste::from_text(&text));
        let early = early.map(|paste| Paste {
            shown: data.get("shown").unwrap_or_default(),
            ..paste
        });
        data.delete("paste");
        let value = self.value();
        let early = early.filter(|paste| paste.surroundings(&value).is_some());
        let is_unread = |paste: &Paste| paste.shown == paste.beginning();
        match early.or_else(|| paste::restore(&value).filter(is_unread)) {
            Some(paste) => self.update_paste(paste),
            None => *self.paste.borrow_mut() = paste::restore(&value),
        }
        self.read_paste(then);
    }

    /// Handles a key press. `open` is whether the options are shown, `can_close` whether
    /// Escape can hide them. `on_local` does what depends on the island.
    pub(crate) fn on_key(
        &self,
        event: &Event,
        open: bool,
        can_close: bool,
        on_local: impl Fn(KeyAction),
    ) {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else {
            return;
        };
        let with_ctrl = event.ctrl_key() || event.meta_key();
        let key = match Key::from_event(&event.key(), with_ctrl) {
            // Keys that select a word of an input method are left to it.
            Some(key) if !event.is_composing() && !event.alt_key() && !event.shift_key() => key,
            _ => return,
        };
        let combobox = Combobox {
            open,
            can_close,
            active: self.active.get(),
            options: self.option_count(),
            has_text: !self.value().is_empty(),
        };
        let action = combobox.press(key);
        if action != KeyAction::Native {
            event.prevent_default();
        }
        let option = |number| dom::by_id(&option_id(number));
        match action {
            KeyAction::Native => {}
            KeyAction::Select(number) => self.select(Some(number)),
            KeyAction::Open(number) => {
                if let Some(option) = option(number) {
                    option.click();
                }
            }
            KeyAction::OpenNewTab(number) => {
                let link = option(number).and_then(|it| it.dyn_into::<HtmlAnchorElement>().ok());
                if let Some(link) = link {
                    highlight_handoff::save(&link.href(), &self.highlight_words());
                    open_new_tab(&link.href());
                }
            }
            KeyAction::SearchNewTab => {
                open_new_tab(&url::search_page(&dom::root(), self.value().trim()));
            }
            KeyAction::Leave => {
                // If that fails, the field keeps the focus.
                let _ = self.input.blur();
            }
            KeyAction::Show | KeyAction::Close | KeyAction::Clear => on_local(action),
        }
    }

    /// Handles a click on a link to another query: puts the query into the field. Returns
    /// whether it was such a click.
    pub(crate) fn on_query_link(&self, event: &Event) -> bool {
        let link = dom::closest(event, "[data-ask]");
        let (Some(link), false) = (link, dom::opens_elsewhere(event)) else {
            return false;
        };
        event.prevent_default();
        let data = link.dataset();
        self.set_value(&data.get("ask").unwrap_or_default());
        self.is_literal.set(data.get("literal").is_some());
        // If that fails, the field has no focus.
        let _ = self.input.focus();
        if let Some(caret) = data.get("caret").and_then(|caret| caret.parse().ok()) {
            let _ = self.input.set_selection_range(caret, caret);
        }
        true
    }
}

/// The hit, or further section of a hit, that was clicked.
pub(crate) fn clicked_hit(event: &Event) -> Option<HtmlAnchorElement> {
    dom::closest(event, "a[role=option]:not([data-ask])")?
        .dyn_into()
        .ok()
}

fn open_new_tab(url: &str) {
    // The reader may have blocked new windows.
    let _ = window().open_with_url_and_target_and_features(url, "_blank", "noopener");
}
