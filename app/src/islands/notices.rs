//! Messages beside the hits: what was understood, corrected, not found, and why.

use gloo::utils::document;
use search::engine::Response;
use search::language::{Clause, ClauseKind, parse};

use crate::browser::dom;
use crate::browser::fetch::FetchError;
use crate::hooks::action;
use crate::html::HtmlWriter;
use crate::model::Kind;
use crate::url;

use super::search_state::{Results, SearchState};
use super::{labels, paste};

/// The messages above the hits.
pub(crate) fn notices(state: &SearchState, is_slow: bool) -> String {
    let mut html = HtmlWriter::default();
    match state {
        _ if is_slow => {
            html.raw("<p class=\"kb-note\">Searching…</p>");
        }
        SearchState::Failed(error) => write_error(&mut html, *error, labels::error(*error)),
        SearchState::Found(results) => {
            match &results.response.paste {
                Some(pasted) => paste::write_parts(
                    &mut html,
                    pasted,
                    &results.request.query,
                    &results.request.ignored,
                ),
                None => {
                    write_corrections(&mut html, results);
                    write_unknown_words(&mut html, results);
                    write_lone_exclusions(&mut html, &results.request.query);
                }
            }
            if results.option_count() == 0 {
                write_no_results(&mut html, results);
            }
        }
        SearchState::Idle => {}
    }
    html.into_string()
}

/// The message below the hits: why there are only the first, or that no document has
/// the filter that is being completed. Above the hits it would move what the reader is
/// about to click.
pub(crate) fn footnote(results: Option<&Results>, error: Option<FetchError>) -> String {
    let mut html = HtmlWriter::default();
    match (results, error) {
        (_, Some(error)) => write_error(&mut html, error, &labels::partial(error)),
        (Some(results), _) if results.option_count() > 0 && results.response.total == 0 => {
            write_no_results(&mut html, results);
        }
        _ => {}
    }
    html.into_string()
}

/// An error, and a button that says what to do.
fn write_error(html: &mut HtmlWriter, error: FetchError, message: &str) {
    html.raw("<p class=\"kb-trouble\">").text(message);
    let button = match error {
        FetchError::Offline | FetchError::Network => Some((action::RETRY, "Try again")),
        FetchError::Missing | FetchError::Damaged => Some((action::RELOAD, "Reload")),
        FetchError::Unsupported => None,
    };
    if let Some((action, label)) = button {
        html.raw(" <button type=\"button\" data-do=\"")
            .raw(action)
            .raw("\">")
            .raw(label)
            .raw("</button>");
    }
    html.raw("</p>");
}

/// Words that were searched as others, with a link to search as typed.
fn write_corrections(html: &mut HtmlWriter, results: &Results) {
    let corrections = &results.response.corrections;
    let Some(first) = corrections.first() else {
        return;
    };
    html.raw("<p class=\"kb-note\">").raw(if first.keeps_typed {
        "Including results for <strong>"
    } else {
        "Showing results for <strong>"
    });
    write_list(html, corrections.iter().map(|one| one.used.as_str()));
    html.raw("</strong> · ");
    let typed: Vec<&str> = corrections.iter().map(|one| one.typed.as_str()).collect();
    open_search_link(html, &results.input, "&amp;as=typed", " data-literal");
    html.raw("search instead for ");
    write_list(html, typed.into_iter());
    html.raw("</a></p>");
}

/// Words that no page has, and similar ones that some page has.
fn write_unknown_words(html: &mut HtmlWriter, results: &Results) {
    for word in &results.response.unknown {
        html.raw("<p class=\"kb-note\">No page mentions \"<strong>")
            .truncated(&word.typed)
            .raw("</strong>\".");
        for (n, near) in word.nearest.iter().enumerate() {
            html.raw(if n == 0 { " Try " } else { " or " });
            let query = match results.input == results.request.query {
                true => replaced(&results.input, word.start, word.end, near),
                // The offsets are those of the paste, not of what the field shows.
                false => results.input.replacen(&word.typed, near, 1),
            };
            open_search_link(html, &query, "", "");
            html.text(near).raw("</a>");
        }
        html.raw(if word.nearest.is_empty() {
            "</p>"
        } else {
            ".</p>"
        });
    }
}

/// Exclusions without anything to exclude from, which are searched as words.
fn write_lone_exclusions(html: &mut HtmlWriter, query: &str) {
    if only_excludes(query) {
        html.raw("<p class=\"kb-note\">\"<strong>")
            .truncated(query)
            .raw(
                "</strong>\" alone excludes nothing, so it is searched as text. \
                 Add a word or a filter.</p>",
            );
    }
}

/// Whether all clauses of a query would be exclusions if something stood beside them.
fn only_excludes(query: &str) -> bool {
    let beside = parse(&[query, " type:guide"].concat()).clauses;
    let excludes = |clause: &Clause| matches!(clause.kind, ClauseKind::Exclude(_));
    beside.len() > 1 && beside[..beside.len() - 1].iter().all(excludes)
}

/// That nothing was found, which part of the query is the reason, and what to try.
fn write_no_results(html: &mut HtmlWriter, results: &Results) {
    let Response { emptied_by, .. } = &results.response;
    let query = &results.input;
    html.raw("<div class=\"kb-nothing\"><p>No results for <strong>")
        .truncated(query)
        .raw("</strong>.</p><ul>");
    for part in emptied_by {
        html.raw("<li><code>")
            .truncated(&part.clause)
            .raw("</code> leaves nothing");
        let without = results.without(std::slice::from_ref(part));
        // Without any words the page has no results, but lists of documents.
        if part.without > 0 && !without.is_empty() {
            html.raw(": ");
            open_search_link(html, &without, "", "");
            html.text(&labels::results(part.without))
                .raw(" without it</a>");
        }
        html.raw("</li>");
    }
    if let Some((query, total)) = &results.without_all {
        html.raw("<li>");
        open_search_link(html, query, "", "");
        html.text(&labels::results(*total))
            .raw(" without all of these</a></li>");
    }
    if emptied_by.is_empty() {
        let unknown = &results.response.unknown;
        let is_known = |word: &str| unknown.iter().all(|other| other.typed != word);
        if let Some(word) = longest_known_word(query, is_known) {
            html.raw("<li>");
            open_search_link(html, word, "", "");
            html.raw("Search for \"<strong>")
                .truncated(word)
                .raw("</strong>\" only</a></li>");
        }
        html.raw("<li>Try fewer words, the name of an alert, or the exact error message.</li>");
    }
    html.raw("<li>Browse ");
    let lists: Vec<_> = Kind::ALL.into_iter().filter_map(list_of).collect();
    for (n, (kind, href)) in lists.iter().enumerate() {
        html.raw(if n == 0 {
            "<a href=\""
        } else {
            " · <a href=\""
        })
        .text(href)
        .raw("\">")
        .text(kind.plural())
        .raw("</a>");
    }
    html.raw("</li></ul></div>");
}

/// Opens a link to the search for another query. A click puts the query into the field;
/// in another tab the link leads to the search page. `parameters` are further URL
/// parameters, `attributes` further attributes.
fn open_search_link(
    html: &mut HtmlWriter,
    query: &str,
    parameters: &'static str,
    attributes: &'static str,
) {
    html.raw("<a data-ask=\"")
        .text(query)
        .raw("\"")
        .raw(attributes)
        .raw(" href=\"")
        .text(&url::search_page(&dom::root(), query))
        .raw(parameters)
        .raw("\">");
}

/// `a, b`.
fn write_list<'a>(html: &mut HtmlWriter, words: impl Iterator<Item = &'a str>) {
    for (n, word) in words.enumerate() {
        html.raw(if n == 0 { "" } else { ", " }).truncated(word);
    }
}

/// The field without the parts of the query that exclude everything together. `None` if
/// one part alone does, or if nothing else is left.
pub(crate) fn query_without_all(results: &Results) -> Option<String> {
    let parts = &results.response.emptied_by;
    if parts.len() < 2 || parts.iter().any(|part| part.without > 0) {
        return None;
    }
    Some(results.without(parts)).filter(|query| !query.is_empty())
}

/// The query with other words in place of a range of its bytes.
fn replaced(query: &str, start: usize, end: usize, with: &str) -> String {
    let before = query.get(..start).unwrap_or_default();
    let after = query.get(end..).unwrap_or_default();
    let joined = [before, with, after].concat();
    let words: Vec<&str> = joined.split_whitespace().collect();
    words.join(" ")
}

/// A kind with the URL of the list of its documents. The navigation of the page has
/// those kinds that have documents.
fn list_of(kind: Kind) -> Option<(Kind, String)> {
    let selector = format!("nav a[href$=\"{}/\"]", kind.folder());
    let link = document().query_selector(&selector).ok()??;
    Some((kind, link.get_attribute("href")?))
}

/// The longest of several words that some page has: a long word is mostly a rare one.
fn longest_known_word(query: &str, is_known: impl Fn(&str) -> bool) -> Option<&str> {
    let words = query.split_whitespace();
    if words.clone().count() < 2 {
        return None;
    }
    words
        .filter(|word| is_known(word))
        .max_by_key(|word| word.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_replaced_by_similar_ones() {
        assert_eq!(
            replaced("conection pool", 0, 9, "connection"),
            "connection pool"
        );
        assert_eq!(replaced("pool", 9, 12, "x"), "x");
    }

    #[test]
    fn exclusions_need_something_to_exclude_from() {
        for (query, alone) in [
            ("-connection", true),
            ("-\"connection pool\" -disk", true),
            ("disk -connection", false),
            ("-connection type:guide", false),
            ("-bash: command not found", false),
            ("connection", false),
            ("-", false),
            ("", false),
        ] {
            assert_eq!(only_excludes(query), alone, "{query}");
        }
    }

    #[test]
    fn the_longest_word_that_exists_is_offered() {
        let all = |_: &str| true;
        assert_eq!(longest_known_word("etcd", all), None);
        assert_eq!(longest_known_word("pods evicted", all), Some("evicted"));
        let no_mainframe = |word: &str| word != "mainframe";
        assert_eq!(
            longest_known_word("pods mainframe", no_mainframe),
            Some("pods")
        );
        assert_eq!(longest_known_word("pods mainframe", |_| false), None);
    }
}
