//! Ids, classes and data attributes by which scripts find elements.
//!
//! One side writes them into the markup ([`crate::islands`] and, with feature `ssr`,
//! `pages`), the other looks for them. Style sheets and the loader know them too.

/// Ids of elements, and prefixes of ids.
pub(crate) mod id {
    /// The search field.
    pub(crate) const SEARCH_INPUT: &str = crate::contract::SEARCH_INPUT_ID;
    /// The list of hits.
    pub(crate) const RESULTS: &str = "kb-results";
    /// Prefix of the options of that list; their number follows.
    pub(crate) const OPTION: &str = "kb-o";
    /// Prefix of the buttons for the parts of a paste; their number follows.
    pub(crate) const PASTE_PART: &str = "kb-part-";
    /// Prefix of the controls of filters; the key, a hyphen and the value follow.
    pub(crate) const FILTER: &str = "kb-f-";
    /// Prefix of the folded values of filters; the key follows.
    pub(crate) const MORE_FILTERS: &str = "kb-more-";
    /// The help for the search.
    #[cfg(feature = "ssr")]
    pub(crate) const SEARCH_HELP: &str = "kb-help";
}

/// Classes of elements.
pub(crate) mod class {
    /// The form of the search field in a page's header or content.
    pub(crate) const SEARCH_FORM: &str = "kb-search";
    /// The search page.
    pub(crate) const SEARCH_PAGE: &str = "search-page";
    /// The panel of results below the field.
    pub(crate) const PANEL: &str = "kb-panel";
    /// The link from the panel to all results.
    pub(crate) const ALL_RESULTS: &str = "kb-panel__all";
    /// What was understood of a query, and errors: above the hits.
    pub(crate) const NOTICES: &str = "kb-said";
    /// Why there are no further hits: below the hits.
    pub(crate) const FOOTNOTE: &str = "kb-short";
    /// The number of results.
    pub(crate) const COUNT: &str = "kb-count";
    /// The status for screen readers.
    pub(crate) const STATUS: &str = "kb-status";
    /// The snippet of a hit.
    pub(crate) const SNIPPET: &str = "kb-hit__snippet";
    /// The filters with their counts.
    pub(crate) const FACETS: &str = "kb-facets";
    /// The fields for dates.
    pub(crate) const DATES: &str = "kb-dates";
    /// The button that unfolds the filters on a phone.
    pub(crate) const TOGGLE_FILTERS: &str = "kb-filters__toggle";
    /// The number of filters that are set.
    pub(crate) const FILTER_COUNT: &str = "kb-filters__count";
    /// The button that clears the filters.
    pub(crate) const CLEAR_FILTERS: &str = "kb-filters__clear";
    /// The button that pins a search.
    pub(crate) const PIN_SEARCH: &str = "kb-keep";
    /// The button that shows more hits.
    pub(crate) const MORE_RESULTS: &str = "kb-results__more";
    /// What the search page shows without a query.
    pub(crate) const NO_QUERY: &str = "kb-rest";
    /// The searches of this browser.
    pub(crate) const HISTORY: &str = "kb-past";
}

/// Values of the attribute `data-do`: what a button of the search does.
pub(crate) mod action {
    /// Searches again after an error.
    pub(crate) const RETRY: &str = "retry";
    /// Reloads the page.
    pub(crate) const RELOAD: &str = "reload";
    /// Closes the panel.
    pub(crate) const CLOSE: &str = "close";
    /// Leaves out the part of a paste that is in `data-part`, or takes it in again.
    pub(crate) const IGNORE: &str = "ignore";
    /// Shows more hits.
    pub(crate) const MORE: &str = "more";
    /// Unfolds or folds the filters.
    pub(crate) const TOGGLE_FILTERS: &str = "filters";
    /// Clears all filters.
    pub(crate) const CLEAR_FILTERS: &str = "clear-filters";
    /// Pins the current search.
    pub(crate) const PIN_CURRENT: &str = "pin-current";
    /// Pins the search that is in `data-part`.
    pub(crate) const PIN: &str = "pin";
    /// Unpins the search that is in `data-part`.
    pub(crate) const UNPIN: &str = "unpin";
    /// Removes the search without results that is in `data-part`.
    pub(crate) const REMOVE: &str = "remove";
    /// Removes all searches of this browser.
    pub(crate) const CLEAR_HISTORY: &str = "clear";
    /// Saves the searches without results.
    pub(crate) const EXPORT: &str = "export";
}

/// Values of the attribute `data-page` of the main element.
pub(crate) mod page {
    /// The page for URLs that do not exist.
    pub(crate) const NOT_FOUND: &str = "not-found";
}
