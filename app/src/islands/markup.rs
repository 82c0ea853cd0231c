//! The markup of the search, as it is prerendered.
//!
//! The bundles for the browser do not contain it: an island takes over what is in the
//! page, and writes the changes into it.

use crate::hooks::action;
use crate::hooks::class::{
    ALL_RESULTS, CLEAR_FILTERS, COUNT, DATES, FACETS, FILTER_COUNT, FOOTNOTE, HISTORY,
    MORE_RESULTS, NO_QUERY, NOTICES, PANEL, PIN_SEARCH, SEARCH_FORM, STATUS, TOGGLE_FILTERS,
};
use crate::hooks::id::{FILTER, RESULTS, SEARCH_HELP, SEARCH_INPUT};
use crate::url;

/// The field with its label. `help` is the URL of the help.
fn field(help: &str) -> String {
    format!(
        "<label class=\"visually-hidden\" for=\"{SEARCH_INPUT}\">Search</label>\
         <div class=\"kb-search__field\">\
         <input class=\"kb-search__input\" id=\"{SEARCH_INPUT}\" type=\"search\" name=\"q\" role=\"combobox\" \
         aria-expanded=\"false\" aria-controls=\"{RESULTS}\" aria-autocomplete=\"list\" \
         autocomplete=\"off\" autocapitalize=\"none\" spellcheck=\"false\" enterkeyhint=\"search\" \
         placeholder=\"Symptom, alert, error, or paste a log\">\
         <kbd class=\"kb-search__key\" aria-hidden=\"true\">/</kbd>\
         <a class=\"kb-search__help\" href=\"{help}\" data-help>\
         <span aria-hidden=\"true\">?</span>\
         <span class=\"visually-hidden\">How to search</span></a>\
         <button type=\"button\" class=\"kb-search__close\" data-do=\"{close}\">Close</button>\
         </div>",
        close = action::CLOSE,
    )
}

/// The field in the header with its panel. `search_page` is the URL of the search page.
pub(super) fn search_box(search_page: &str) -> String {
    format!(
        "{field}<div class=\"{PANEL}\" hidden>\
         <div class=\"{NOTICES}\" hidden></div>\
         <ul class=\"kb-panel__list\" id=\"{RESULTS}\" role=\"listbox\" aria-label=\"Results\" hidden></ul>\
         <div class=\"{FOOTNOTE}\" hidden></div><div class=\"kb-panel__foot\"><span class=\"kb-panel__keys\">\
         <kbd>↑</kbd><kbd>↓</kbd> move <kbd>↵</kbd> open <kbd class=\"kb-ctrl\"></kbd><kbd>↵</kbd> new tab \
         <kbd>esc</kbd> close</span>\
         <a class=\"{ALL_RESULTS}\" hidden></a> <span class=\"{COUNT}\"></span></div></div>\
         <p class=\"{STATUS} visually-hidden\" role=\"status\"></p>",
        field = field(&format!("{search_page}#{SEARCH_HELP}")),
    )
}

/// The search page: field, filters, results. `kinds` are names and labels of the kinds that
/// have documents.
pub(super) fn search_page(kinds: &[(&str, &str)]) -> String {
    let mut types = String::new();
    for (name, label) in kinds {
        types += &format!(
            "<label class=\"kb-filter\"><input type=\"checkbox\" name=\"type\" value=\"{name}\" \
             id=\"{FILTER}type-{name}\"> <span>{label}</span></label>"
        );
    }
    let mut examples = String::new();
    for query in EXAMPLES {
        let href = url::search_query(query);
        examples += &format!("<li><a href=\"{href}\" data-ask=\"{query}\">{query}</a></li>");
    }
    format!(
        "<form class=\"search-page__form\" role=\"search\" method=\"get\" action=\"./\">\
         <div class=\"{SEARCH_FORM}\">{field}</div>\
         <p class=\"{STATUS} visually-hidden\" role=\"status\"></p>\
         <div class=\"{NOTICES}\" hidden></div>\
         <div class=\"kb-filters\">\
         <button type=\"button\" class=\"{TOGGLE_FILTERS}\" data-do=\"{toggle}\" aria-expanded=\"false\" \
         aria-controls=\"kb-filters\">Filters<span class=\"{FILTER_COUNT}\"></span></button>\
         <div class=\"kb-filters__body\" id=\"kb-filters\" role=\"group\" aria-label=\"Filters\">\
         <div class=\"{FACETS}\"><fieldset><legend>Kind</legend>{types}</fieldset></div>\
         <fieldset class=\"{DATES}\"><legend>Dated</legend>\
         <label>from <input type=\"date\" name=\"after\"></label>\
         <label>before <input type=\"date\" name=\"before\"></label></fieldset>\
         <button type=\"button\" class=\"{CLEAR_FILTERS}\" data-do=\"{clear}\" hidden>Clear filters</button>\
         </div></div></form>\
         <div class=\"search-page__found\">\
         <p class=\"kb-results__status\"><span class=\"{COUNT}\"></span>\
         <button type=\"button\" class=\"{PIN_SEARCH}\" data-do=\"{pin}\" aria-pressed=\"false\" hidden>Pin this search</button></p>\
         <ul class=\"kb-results\" id=\"{RESULTS}\" role=\"listbox\" aria-label=\"Results\" hidden></ul>\
         <div class=\"{FOOTNOTE}\" hidden></div>\
         <button type=\"button\" class=\"{MORE_RESULTS}\" data-do=\"{more}\" hidden>Show more</button>\
         <div class=\"{NO_QUERY}\"><div class=\"{HISTORY}\" hidden></div>\
         <div class=\"kb-examples\"><p>Describe what you see, or paste lines of a log. For example:</p>\
         <ul class=\"chips\">{examples}</ul></div></div></div>",
        field = field(&format!("#{SEARCH_HELP}")),
        toggle = action::TOGGLE_FILTERS,
        clear = action::CLEAR_FILTERS,
        pin = action::PIN_CURRENT,
        more = action::MORE,
    )
}

/// Searches that show what can be typed.
const EXAMPLES: [&str; 4] = [
    "connection refused",
    "5xx rising",
    "disk full",
    "certificate expired",
];
