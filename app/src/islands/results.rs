//! Hits on the screen.
//!
//! An option is the link itself, not the row around it: what is inside an
//! option is hidden from assistive technology, and a link must not be.

use search::engine::Span;

use super::html::Html;
use super::offers::Offer;
use super::outcome::Found;
use super::rows::{self, Group, Row};

/// Id of the list; the field points at it.
pub(crate) const LIST: &str = "kb-results";

/// Id of the option with this number; the field points at the active one.
pub(crate) fn option_id(index: usize) -> String {
    format!("kb-o{index}")
}

/// The offers and rows of an answer, these under headings where they are grouped.
/// Pages that are named stand above the rows, but below those that were there
/// `before` them: what somebody is about to press must not move.
pub(crate) fn list(found: &Found, before: bool) -> String {
    let mut html = Html::default();
    let below = before && found.offers.iter().all(|offer| offer.query.is_empty());
    if !below {
        offers(&mut html, &found.offers, rows::reach(&found.groups));
    }
    for group in &found.groups {
        match &group.label {
            Some(label) => {
                heading(&mut html, label);
                rows(
                    &mut html,
                    group,
                    "<li class=\"kb-hit\" role=\"presentation\">",
                );
                html.raw("</ul></li>");
            }
            None => rows(
                &mut html,
                group,
                "<li class=\"kb-hit kb-result\" role=\"presentation\">",
            ),
        }
    }
    if below {
        offers(&mut html, &found.offers, rows::reach(&found.groups));
    }
    html.into_string()
}

/// Opens a group.
fn heading(html: &mut Html, label: &str) {
    html.raw("<li class=\"kb-panel__group\" role=\"group\" aria-label=\"")
        .text(label)
        .raw("\"><p class=\"kb-panel__heading\" role=\"presentation\">")
        .text(label)
        .raw("</p><ul role=\"presentation\">");
}

/// Ways to finish what is being typed, or pages that are named; `reach` is the
/// number of rows. They are options without `data-hit`.
fn offers(html: &mut Html, offers: &[Offer], reach: usize) {
    let Some(first) = offers.first() else {
        return;
    };
    // Either pages or ways to finish a filter.
    let pages = first.query.is_empty();
    heading(html, if pages { "Symptoms" } else { "Filters" });
    let first = if pages { reach } else { 0 };
    for (index, offer) in (first..).zip(offers) {
        html.raw("<li role=\"presentation\"><a class=\"kb-offer\"");
        if !pages {
            html.raw(" data-ask=\"")
                .text(&offer.query)
                .raw("\" data-caret=\"")
                .text(&offer.caret.to_string())
                .raw("\"");
        }
        option(html, index, &offer.href);
        html.raw("<b>")
            .text(&offer.text)
            .raw("</b> <span class=\"count\">")
            .text(&offer.note)
            .raw("</span></a></li>");
    }
    html.raw("</ul></li>");
}

/// The text of a snippet, with what was found in marks.
pub(crate) fn snippet(spans: &[Span]) -> String {
    let mut html = Html::default();
    spans_into(&mut html, spans);
    html.into_string()
}

fn spans_into(html: &mut Html, spans: &[Span]) {
    for span in spans {
        if span.hit {
            html.raw("<mark>").text(&span.text).raw("</mark>");
        } else {
            html.text(&span.text);
        }
    }
}

fn rows(html: &mut Html, group: &Group, item: &'static str) {
    for row in &group.rows {
        html.raw(item);
        document(html, row);
        if !row.more.is_empty() {
            html.raw("<ul class=\"kb-hit__more\" role=\"presentation\">");
            for section in &row.more {
                html.raw("<li role=\"presentation\"><a");
                option(html, section.index, &section.href);
                html.text(&section.heading).raw("</a></li>");
            }
            html.raw("</ul>");
        }
        html.raw("</li>");
    }
}

fn document(html: &mut Html, row: &Row) {
    html.raw("<a class=\"kb-hit__link\" data-hit=\"")
        .text(&row.url)
        .raw("\"");
    option(html, row.index, &row.href);
    html.raw("<span class=\"kb-hit__title\">")
        .text(&row.title)
        .raw("</span> ");
    if !row.heading.is_empty() {
        html.raw("<span class=\"kb-hit__section\">")
            .text(&row.heading)
            .raw("</span> ");
    }
    html.raw("<span class=\"kb-hit__meta\">")
        .text(&row.meta)
        .raw("</span> <span class=\"kb-hit__snippet\">");
    spans_into(html, row.snippet.as_deref().unwrap_or_default());
    html.raw("</span></a>");
}

/// The attributes of every option, up to the end of its tag.
fn option(html: &mut Html, index: usize, href: &str) {
    html.raw(" role=\"option\" aria-selected=\"false\" tabindex=\"-1\" id=\"")
        .text(&option_id(index))
        .raw("\" href=\"")
        .text(href)
        .raw("\">");
}

#[cfg(test)]
mod tests {
    use search::engine::{Request, Response};

    use super::super::rows::Section;
    use super::*;

    fn group() -> Group {
        let span = |text: &str, hit| Span {
            text: text.to_owned(),
            hit,
        };
        Group {
            label: Some("Runbooks".to_owned()),
            rows: vec![Row {
                index: 0,
                url: "/runbooks/x/#a".to_owned(),
                href: "../runbooks/x/#a".to_owned(),
                title: "Pods <evicted>".to_owned(),
                heading: "Check".to_owned(),
                meta: "db".to_owned(),
                snippet: Some(vec![span("the ", false), span("pod", true)]),
                more: vec![Section {
                    index: 1,
                    href: "../runbooks/x/#b".to_owned(),
                    heading: "Escalate".to_owned(),
                }],
            }],
        }
    }

    #[test]
    fn a_symptom_is_a_link_of_its_own() {
        let offer = Offer {
            query: String::new(),
            caret: 0,
            href: "../symptoms/a-b/".to_owned(),
            text: "a <b>".to_owned(),
            note: "x".to_owned(),
        };
        let mut html = Html::default();
        offers(&mut html, &[offer], 7);
        let html = html.into_string();
        assert!(html.contains("id=\"kb-o7\""), "behind the rows: {html}");
        assert!(html.contains("aria-label=\"Symptoms\""), "{html}");
        assert!(
            html.contains("<a class=\"kb-offer\" role=\"option\""),
            "{html}"
        );
        assert!(
            html.contains("href=\"../symptoms/a-b/\"><b>a &lt;b&gt;</b>"),
            "{html}"
        );
        assert!(
            !html.contains("data-ask") && !html.contains("data-hit"),
            "{html}"
        );
    }

    #[test]
    fn a_hit_is_a_link_that_is_an_option() {
        assert_eq!(
            list(
                &Found {
                    field: String::new(),
                    rest: None,
                    request: Request::default(),
                    response: Response::default(),
                    offers: Vec::new(),
                    groups: vec![group()],
                    millis: 0,
                },
                false
            ),
            "<li class=\"kb-panel__group\" role=\"group\" aria-label=\"Runbooks\">\
             <p class=\"kb-panel__heading\" role=\"presentation\">Runbooks</p>\
             <ul role=\"presentation\"><li class=\"kb-hit\" role=\"presentation\">\
             <a class=\"kb-hit__link\" data-hit=\"/runbooks/x/#a\" role=\"option\" \
             aria-selected=\"false\" tabindex=\"-1\" id=\"kb-o0\" href=\"../runbooks/x/#a\">\
             <span class=\"kb-hit__title\">Pods &lt;evicted&gt;</span> \
             <span class=\"kb-hit__section\">Check</span> \
             <span class=\"kb-hit__meta\">db</span> \
             <span class=\"kb-hit__snippet\">the <mark>pod</mark></span></a>\
             <ul class=\"kb-hit__more\" role=\"presentation\"><li role=\"presentation\">\
             <a role=\"option\" aria-selected=\"false\" tabindex=\"-1\" id=\"kb-o1\" \
             href=\"../runbooks/x/#b\">Escalate</a></li></ul></li></ul></li>"
        );
    }
}
