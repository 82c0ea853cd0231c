//! The placeholders in a page's commands, which are part of the rendered Markdown.
//!
//! Values are written as text, never as HTML, quoted as each placeholder needs
//! ([`crate::fill`]).

use gloo::utils::document;
use wasm_bindgen::JsCast;
use web_sys::Element;

use model::fill;

/// A placeholder of a variable.
struct Placeholder {
    element: Element,
    /// The layers of quoting around it, see [`fill::quote`].
    layers: String,
    /// Its text as long as it is not filled.
    original: String,
}

/// The placeholders of one variable.
pub(crate) struct Placeholders(Vec<Placeholder>);

impl Placeholders {
    /// Finds those of the variable `key`, all of them still empty.
    pub(crate) fn of(key: &str) -> Self {
        let selector = [".kb-var[data-var=\"", key, "\"]"].concat();
        let Ok(list) = document().query_selector_all(&selector) else {
            return Self(Vec::new());
        };
        let placeholder = |index| {
            let element: Element = list.item(index)?.dyn_into().ok()?;
            Some(Placeholder {
                layers: element.get_attribute("data-quote")?,
                original: element.text_content()?,
                element,
            })
        };
        Self((0..list.length()).filter_map(placeholder).collect())
    }

    /// Writes a value into them. Where it is empty, not `valid`, or cannot be quoted,
    /// a placeholder shows its original text.
    pub(crate) fn fill(&self, value: &str, valid: bool) {
        for place in &self.0 {
            let text = (valid && !value.is_empty())
                .then(|| fill::quote(&place.layers, value).ok())
                .flatten();
            let refused = text.is_none() && !value.is_empty();
            let classes = place.element.class_list();
            // The class names are constant and well-formed.
            let _ = classes.toggle_with_force("is-filled", text.is_some());
            let _ = classes.toggle_with_force("is-refused", refused);
            let text = text.as_deref().unwrap_or(&place.original);
            place.element.set_text_content(Some(text));
        }
    }
}
