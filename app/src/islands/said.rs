//! What is said beside hits: what was understood, corrected, not found, and why.

use gloo::utils::document;
use search::engine::Response;
use search::language::{Clause, ClauseKind, parse};

use crate::browser::client::Trouble;
use crate::browser::dom;
use crate::model::Kind;

use super::html::Html;
use super::outcome::{Found, Outcome};
use super::{address, paste, words};

/// What is said of the state of a search.
pub(crate) fn said(outcome: &Outcome, slow: bool) -> String {
    let mut html = Html::default();
    match outcome {
        _ if slow => {
            html.raw("<p class=\"kb-note\">Searching…</p>");
        }
        Outcome::Failed(trouble) => failed(&mut html, *trouble, words::trouble(*trouble)),
        Outcome::Found(found) => {
            match &found.response.paste {
                Some(pasted) => paste::chips(
                    &mut html,
                    pasted,
                    &found.request.query,
                    &found.request.ignored,
                ),
                None => {
                    corrected(&mut html, found);
                    unknown(&mut html, found);
                    alone(&mut html, &found.request.query);
                }
            }
            if found.reach() == 0 {
                nothing(&mut html, found);
            }
        }
        Outcome::Idle => {}
    }
    html.into_string()
}

/// Below the first hits, why the others did not come; below ways to finish a filter,
/// that nothing has it as it stands. Above them it would move what somebody is about
/// to press.
pub(crate) fn short(found: Option<&Found>, trouble: Option<Trouble>) -> String {
    let mut html = Html::default();
    match (found, trouble) {
        (_, Some(trouble)) => failed(&mut html, trouble, &words::short(trouble)),
        (Some(found), _) if found.reach() > 0 && found.response.total == 0 => {
            nothing(&mut html, found);
        }
        _ => {}
    }
    html.into_string()
}

/// Why there is no answer, and what to do.
fn failed(html: &mut Html, trouble: Trouble, why: &str) {
    html.raw("<p class=\"kb-trouble\">")
        .text(why)
        .raw(match trouble {
            Trouble::Offline | Trouble::Network => {
                " <button type=\"button\" data-do=\"again\">Try again</button>"
            }
            Trouble::Missing | Trouble::Damaged => {
                " <button type=\"button\" data-do=\"reload\">Reload</button>"
            }
            Trouble::Unsupported => "",
        })
        .raw("</p>");
}

/// Words taken for others, with the way back.
fn corrected(html: &mut Html, found: &Found) {
    let corrections = &found.response.corrections;
    let Some(first) = corrections.first() else {
        return;
    };
    html.raw("<p class=\"kb-note\">").raw(if first.keeps_typed {
        "Including results for <strong>"
    } else {
        "Showing results for <strong>"
    });
    list(html, corrections.iter().map(|one| one.used.as_str()));
    html.raw("</strong> · ");
    let typed: Vec<&str> = corrections.iter().map(|one| one.typed.as_str()).collect();
    asks(html, &found.field, "&amp;as=typed", " data-literal");
    html.raw("search instead for ");
    list(html, typed.into_iter());
    html.raw("</a></p>");
}

/// Words that nothing was found for, and the nearest that something would be.
fn unknown(html: &mut Html, found: &Found) {
    for word in &found.response.unknown {
        html.raw("<p class=\"kb-note\">No document has <strong>")
            .cut(&word.typed)
            .raw("</strong>");
        for (n, near) in word.nearest.iter().enumerate() {
            html.raw(if n == 0 { ": try " } else { " or " });
            let query = match found.field == found.request.query {
                true => replaced(&found.field, word.start, word.end, near),
                // What stands for a paste has other places.
                false => found.field.replacen(&word.typed, near, 1),
            };
            asks(html, &query, "", "");
            html.text(near).raw("</a>");
        }
        html.raw("</p>");
    }
}

/// Exclusions without anything to exclude from, which are searched as words.
fn alone(html: &mut Html, query: &str) {
    if only_excludes(query) {
        html.raw("<p class=\"kb-note\">Nothing to leave <strong>")
            .cut(query)
            .raw("</strong> out of: add a word or a filter. Until then it is searched for.</p>");
    }
}

/// Whether a query has nothing but what would be exclusions beside something else.
fn only_excludes(query: &str) -> bool {
    let beside = parse(&[query, " type:guide"].concat()).clauses;
    let excludes = |clause: &Clause| matches!(clause.kind, ClauseKind::Exclude(_));
    beside.len() > 1 && beside[..beside.len() - 1].iter().all(excludes)
}

/// Nothing was found: what left nothing, and ways on.
fn nothing(html: &mut Html, found: &Found) {
    let Response { emptied_by, .. } = &found.response;
    let query = &found.field;
    html.raw("<div class=\"kb-nothing\"><p>Nothing found for <strong>")
        .cut(query)
        .raw("</strong>.</p><ul>");
    for part in emptied_by {
        html.raw("<li><code>")
            .cut(&part.clause)
            .raw("</code> leaves nothing");
        let without = found.without(std::slice::from_ref(part));
        // Without any words the page has no results, but the lists below.
        if part.without > 0 && !without.is_empty() {
            html.raw(": ");
            asks(html, &without, "", "");
            html.text(&words::results(part.without))
                .raw(" without it</a>");
        }
        html.raw("</li>");
    }
    if let Some((rest, total)) = &found.rest {
        html.raw("<li>");
        asks(html, rest, "", "");
        html.text(&words::results(*total))
            .raw(" without all of these</a></li>");
    }
    if emptied_by.is_empty() {
        if let Some(word) = longest_word(query) {
            html.raw("<li>");
            asks(html, word, "", "");
            html.raw("Search for <strong>")
                .cut(word)
                .raw("</strong> alone</a></li>");
        }
        html.raw("<li>Try fewer words, the name of an alert, or the exact words of an error.</li>");
    }
    html.raw("<li>Browse ");
    let lists: Vec<_> = Kind::ALL.into_iter().filter_map(listed).collect();
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

/// Opens a link that asks for another query: here, or elsewhere by its address.
fn asks(html: &mut Html, query: &str, more: &'static str, mark: &'static str) {
    let page = address::on_page(&dom::root(), "/search/");
    html.raw("<a data-ask=\"")
        .text(query)
        .raw("\"")
        .raw(mark)
        .raw(" href=\"")
        .text(&(page + &address::query_part(query)))
        .raw(more)
        .raw("\">");
}

/// `a, b`.
fn list<'a>(html: &mut Html, words: impl Iterator<Item = &'a str>) {
    for (n, word) in words.enumerate() {
        html.raw(if n == 0 { "" } else { ", " }).cut(word);
    }
}

/// The field without all that left nothing together; `None` if one alone did, or
/// if nothing else is asked.
pub(crate) fn rest(found: &Found) -> Option<String> {
    let parts = &found.response.emptied_by;
    if parts.len() < 2 || parts.iter().any(|part| part.without > 0) {
        return None;
    }
    Some(found.without(parts)).filter(|rest| !rest.is_empty())
}

/// The query with other words in a range of its bytes.
fn replaced(query: &str, start: usize, end: usize, with: &str) -> String {
    let before = query.get(..start).unwrap_or_default();
    let behind = query.get(end..).unwrap_or_default();
    let joined = [before, with, behind].concat();
    let words: Vec<&str> = joined.split_whitespace().collect();
    words.join(" ")
}

/// A kind with the address of the list of its documents. The page's own links
/// tell which kinds have documents.
fn listed(kind: Kind) -> Option<(Kind, String)> {
    let selector = format!("nav a[href$=\"{}/\"]", kind.folder());
    let link = document().query_selector(&selector).ok()??;
    Some((kind, link.get_attribute("href")?))
}

/// The word that says most, where there are several.
fn longest_word(query: &str) -> Option<&str> {
    let words = query.split_whitespace();
    (words.clone().count() > 1)
        .then(|| words.max_by_key(|word| word.len()))
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_word_is_put_in() {
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
    fn one_word_alone_is_no_other_search() {
        assert_eq!(longest_word("etcd"), None);
        assert_eq!(longest_word("pods evicted"), Some("evicted"));
    }
}
