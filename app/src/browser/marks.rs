//! Marks the words that a reader was looking for on the page they came to.

use std::ops::Range;

use gloo::events::EventListener;
use gloo::utils::document;
use search::engine::Matcher;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent, Text};

/// Text that stays as it is: controls, and islands, which find their way by the
/// text nodes that were prerendered.
const APART: &str = "script, style, button, select, textarea, svg, dialog, nav, \
     leptos-island, [hidden], mark.kb-mark";

/// Text inside an island that it never walks or changes.
const STATIC: &str = "leptos-island, [data-prerendered]";

/// So many marks help; more would be paint.
const MOST: usize = 400;

/// Marks `words` in the page's main part until Escape is pressed.
pub(crate) fn highlight(words: &str) {
    clear();
    let wanted = Matcher::new(words, false);
    let Ok(Some(main)) = document().query_selector("main") else {
        return;
    };
    let mut left = MOST;
    for text in texts(&main) {
        let ranges = wanted.ranges(&text.data());
        let ranges = &ranges[..ranges.len().min(left)];
        left -= ranges.len();
        mark(&text, ranges);
        if left == 0 {
            break;
        }
    }
    if left < MOST {
        clear_on_escape();
    }
}

/// The text nodes of `main` that may be marked, gathered before any is cut.
fn texts(main: &Element) -> Vec<Text> {
    let walker = document().create_tree_walker_with_what_to_show(main, 0x4 /* text */);
    let Ok(walker) = walker else {
        return Vec::new();
    };
    let mut texts = Vec::new();
    while let Ok(Some(node)) = walker.next_node() {
        let apart = node.parent_element().is_none_or(|parent| is_apart(&parent));
        if !apart && let Ok(text) = node.dyn_into::<Text>() {
            texts.push(text);
        }
    }
    texts
}

/// Whether the text of an element stays as it is.
fn is_apart(element: &Element) -> bool {
    match element.closest(APART) {
        Ok(None) => false,
        Ok(Some(apart)) if apart.local_name() == "leptos-island" => {
            let nearest = element.closest(STATIC).ok().flatten();
            nearest.is_none_or(|nearest| nearest == apart)
        }
        _ => true,
    }
}

/// Wraps the ranges (in bytes) of a text node in marks, from the last to the
/// first, so that the places before stay where they are.
fn mark(text: &Text, ranges: &[Range<usize>]) {
    let data = text.data();
    let utf16 = |byte: usize| data[..byte].encode_utf16().count() as u32;
    for range in ranges.iter().rev() {
        // Cutting fails only outside the text; a mark less does no harm.
        let Ok(word) = text.split_text(utf16(range.start)) else {
            continue;
        };
        let _ = word.split_text(utf16(range.end) - utf16(range.start));
        if let Ok(mark) = document().create_element("mark")
            && let Some(parent) = word.parent_node()
        {
            mark.set_class_name("kb-mark");
            let _ = parent.replace_child(&mark, &word);
            let _ = mark.append_child(&word);
        }
    }
}

/// Takes all marks away again.
fn clear() {
    let Ok(marks) = document().query_selector_all("mark.kb-mark") else {
        return;
    };
    for index in 0..marks.length() {
        let Some(mark) = marks.item(index) else {
            continue;
        };
        let Some(parent) = mark.parent_node() else {
            continue;
        };
        while let Some(child) = mark.first_child() {
            let _ = parent.insert_before(&child, Some(&mark));
        }
        let _ = parent.remove_child(&mark);
        parent.normalize();
    }
}

/// Escape takes the marks away, unless it was meant for something else.
fn clear_on_escape() {
    EventListener::new(&document(), "keydown", |event| {
        let escape = event
            .dyn_ref::<KeyboardEvent>()
            .is_some_and(|event| event.key() == "Escape" && !event.default_prevented());
        if escape {
            clear();
        }
    })
    .forget();
}
