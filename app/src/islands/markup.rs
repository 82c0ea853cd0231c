//! The markup of the islands, as it stands in the pages.
//!
//! It never changes by itself, so only the pages carry it: in the browser an
//! island takes over what stands there, and writes what changes into it.

/// The field with its label. `help` is the address of the help.
fn field(help: &str) -> String {
    format!(
        "<label class=\"visually-hidden\" for=\"kb-q\">Search</label>\
         <div class=\"kb-search__field\">\
         <input class=\"kb-search__input\" id=\"kb-q\" type=\"search\" name=\"q\" role=\"combobox\" \
         aria-expanded=\"false\" aria-controls=\"kb-results\" aria-autocomplete=\"list\" \
         autocomplete=\"off\" autocapitalize=\"none\" spellcheck=\"false\" enterkeyhint=\"search\" \
         placeholder=\"Symptom, alert, error, or paste a log\">\
         <kbd class=\"kb-search__key\" aria-hidden=\"true\">/</kbd>\
         <a class=\"kb-search__help\" href=\"{help}\" data-help>\
         <span aria-hidden=\"true\">?</span>\
         <span class=\"visually-hidden\">How to search</span></a>\
         <button type=\"button\" class=\"kb-search__close\" data-do=\"close\">Close</button>\
         </div>"
    )
}

/// The field of every page with its panel; `action` is the address of the
/// search page.
pub(super) fn search_box(action: &str) -> String {
    format!(
        "{field}<div class=\"kb-panel\" hidden>\
         <div class=\"kb-said\" hidden></div>\
         <ul class=\"kb-panel__list\" id=\"kb-results\" role=\"listbox\" aria-label=\"Results\" hidden></ul>\
         <div class=\"kb-short\" hidden></div><div class=\"kb-panel__foot\"><span class=\"kb-panel__keys\">\
         <kbd>↑</kbd><kbd>↓</kbd> move <kbd>↵</kbd> open <kbd class=\"kb-ctrl\"></kbd><kbd>↵</kbd> new tab \
         <kbd>esc</kbd> close</span>\
         <a class=\"kb-panel__all\" hidden></a> <span class=\"kb-count\"></span></div></div>\
         <p class=\"kb-status visually-hidden\" role=\"status\"></p>",
        field = field(&format!("{action}#kb-help")),
    )
}

/// The search page: field, filters, results. `kinds` are the names of the
/// kinds of documents that there are, with what they are called.
pub(super) fn search_page(kinds: &[(&str, &str)]) -> String {
    let mut types = String::new();
    for (name, plural) in kinds {
        types += &format!(
            "<label class=\"kb-filter\"><input type=\"checkbox\" name=\"type\" value=\"{name}\" \
             id=\"kb-f-type-{name}\"> <span>{plural}</span></label>"
        );
    }
    let mut examples = String::new();
    for (query, href) in EXAMPLES {
        examples += &format!("<li><a href=\"{href}\" data-ask=\"{query}\">{query}</a></li>");
    }
    format!(
        "<form class=\"search-page__form\" role=\"search\" method=\"get\" action=\"./\">\
         <div class=\"kb-search\">{field}</div>\
         <p class=\"kb-status visually-hidden\" role=\"status\"></p>\
         <div class=\"kb-said\" hidden></div>\
         <div class=\"kb-filters\">\
         <button type=\"button\" class=\"kb-filters__toggle\" data-do=\"filters\" aria-expanded=\"false\" \
         aria-controls=\"kb-filters\">Filters<span class=\"kb-filters__count\"></span></button>\
         <div class=\"kb-filters__body\" id=\"kb-filters\" role=\"group\" aria-label=\"Filters\">\
         <div class=\"kb-facets\"><fieldset><legend>Kind</legend>{types}</fieldset></div>\
         <fieldset class=\"kb-dates\"><legend>Dated</legend>\
         <label>from <input type=\"date\" name=\"after\"></label>\
         <label>before <input type=\"date\" name=\"before\"></label></fieldset>\
         <button type=\"button\" class=\"kb-filters__clear\" data-do=\"unfilter\" hidden>Clear filters</button>\
         </div></div></form>\
         <div class=\"search-page__found\">\
         <p class=\"kb-results__status\"><span class=\"kb-count\"></span>\
         <button type=\"button\" class=\"kb-keep\" data-do=\"keep\" aria-pressed=\"false\" hidden>Pin this search</button></p>\
         <ul class=\"kb-results\" id=\"kb-results\" role=\"listbox\" aria-label=\"Results\" hidden></ul>\
         <div class=\"kb-short\" hidden></div>\
         <button type=\"button\" class=\"kb-results__more\" data-do=\"more\" hidden>Show more</button>\
         <div class=\"kb-rest\"><div class=\"kb-past\" hidden></div>\
         <div class=\"kb-examples\"><p>Describe what you see, or paste lines of a log. For example:</p>\
         <ul class=\"chips\">{examples}</ul></div></div></div>",
        field = field("#kb-help"),
    )
}

/// Searches that show what can be typed.
const EXAMPLES: [(&str, &str); 4] = [
    ("connection refused", "?q=connection+refused"),
    ("5xx rising", "?q=5xx+rising"),
    ("disk full", "?q=disk+full"),
    ("certificate expired", "?q=certificate+expired"),
];
