//! Highlights the words of a search on the page that a hit opened.

use std::ops::Range;

use gloo::events::EventListener;
use gloo::utils::document;
use search::engine::Highlighter;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent, Text};

/// Elements whose text is left alone: controls, and islands, which are hydrated by the
/// text nodes that were prerendered.
const EXCLUDED: &str = "script, style, button, select, textarea, svg, dialog, nav, \
     leptos-island, [hidden], mark.kb-mark";

/// Text inside an island that it never walks or changes.
const STATIC: &str = "leptos-island, [data-prerendered]";

/// Most highlights on a page. More would help nobody.
const MAX_MARKS: usize = 400;

/// Highlights `words` in the main part of the page until Escape is pressed.
pub(crate) fn highlight(words: &str) {
    clear();
    let matcher = Highlighter::new(words, false);
    let Ok(Some(main)) = document().query_selector("main") else {
        return;
    };
    let mut left = MAX_MARKS;
    for text in texts(&main) {
        let ranges = matcher.ranges(&text.data());
        let ranges = &ranges[..ranges.len().min(left)];
        left -= ranges.len();
        mark(&text, ranges);
        if left == 0 {
            break;
        }
    }
    if left < MAX_MARKS {
        clear_on_escape();
    }
}

/// The text nodes of `main` that may be marked, collected before any is split.
fn texts(main: &Element) -> Vec<Text> {
    let walker = document().create_tree_walker_with_what_to_show(main, 0x4 /* text */);
    let Ok(walker) = walker else {
        return Vec::new();
    };
    let mut texts = Vec::new();
    while let Ok(Some(node)) = walker.next_node() {
        let excluded = node
            .parent_element()
            .is_none_or(|parent| is_excluded(&parent));
        if !excluded && let Ok(text) = node.dyn_into::<Text>() {
            texts.push(text);
        }
    }
    texts
}

/// Whether the text of an element is left alone.
fn is_excluded(element: &Element) -> bool {
    match element.closest(EXCLUDED) {
        Ok(None) => false,
        Ok(Some(excluded)) if excluded.local_name() == "leptos-island" => {
            let nearest = element.closest(STATIC).ok().flatten();
            nearest.is_none_or(|nearest| nearest == excluded)
        }
        _ => true,
    }
}

/// Wraps ranges (in bytes) of a text node in `<mark>`, from the last to the first, so
/// that the offsets of the others stay valid.
fn mark(text: &Text, ranges: &[Range<usize>]) {
    let data = text.data();
    let utf16 = |byte: usize| data[..byte].encode_utf16().count() as u32;
    for range in ranges.iter().rev() {
        // Splitting fails only outside the text; a missing mark does no harm.
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

/// Removes all highlights.
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

/// Removes the highlights on Escape, unless another listener handled it.
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
