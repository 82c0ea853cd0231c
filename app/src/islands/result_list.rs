//! The list of hits as HTML.
//!
//! An option is the link itself, not the row around it: assistive technology hides
//! what is inside an option, and a link must not be hidden.

use search::engine::Span;

use crate::hooks::{class, id};
use crate::html::HtmlWriter;

use super::completions::Completion;
use super::rows::{self, HitGroup, HitRow};
use super::search_state::Results;

/// Id of the option with this number; the field refers to the active one by it.
pub(crate) fn option_id(index: usize) -> String {
    [id::OPTION, &index.to_string()].concat()
}

/// The completions and rows of a search; rows have headings if they are grouped.
/// Symptoms are above the rows, unless rows are shown already (`after_rows`): what the
/// reader is about to click must not move.
pub(crate) fn list(results: &Results, after_rows: bool) -> String {
    let mut html = HtmlWriter::default();
    let completions = &results.completions;
    let below = after_rows && completions.iter().all(|one| one.query.is_empty());
    let row_options = rows::option_count(&results.groups);
    if !below {
        write_completions(&mut html, completions, row_options);
    }
    for group in &results.groups {
        match &group.label {
            Some(label) => {
                open_group(&mut html, label);
                write_rows(
                    &mut html,
                    group,
                    "<li class=\"kb-hit\" role=\"presentation\">",
                );
                html.raw("</ul></li>");
            }
            None => write_rows(
                &mut html,
                group,
                "<li class=\"kb-hit kb-result\" role=\"presentation\">",
            ),
        }
    }
    if below {
        write_completions(&mut html, completions, row_options);
    }
    html.into_string()
}

/// Opens a group of options.
fn open_group(html: &mut HtmlWriter, label: &str) {
    html.raw("<li class=\"kb-panel__group\" role=\"group\" aria-label=\"")
        .text(label)
        .raw("\"><p class=\"kb-panel__heading\" role=\"presentation\">")
        .text(label)
        .raw("</p><ul role=\"presentation\">");
}

/// Completions of a filter, or symptoms. They are options without `data-hit`.
/// `row_options` is the number of options of the rows.
fn write_completions(html: &mut HtmlWriter, completions: &[Completion], row_options: usize) {
    let Some(first) = completions.first() else {
        return;
    };
    // All are symptoms, or none is.
    let symptoms = first.query.is_empty();
    open_group(html, if symptoms { "Symptoms" } else { "Filters" });
    let first = if symptoms { row_options } else { 0 };
    for (index, completion) in (first..).zip(completions) {
        html.raw("<li role=\"presentation\"><a class=\"kb-offer\"");
        if !symptoms {
            html.raw(" data-ask=\"")
                .text(&completion.query)
                .raw("\" data-caret=\"")
                .text(&completion.caret.to_string())
                .raw("\"");
        }
        write_option(html, index, &completion.href);
        html.raw("<b>")
            .text(&completion.text)
            .raw("</b> <span class=\"count\">")
            .text(&completion.note)
            .raw("</span></a></li>");
    }
    html.raw("</ul></li>");
}

/// A snippet with what was found in `<mark>`.
pub(crate) fn snippet(spans: &[Span]) -> String {
    let mut html = HtmlWriter::default();
    write_spans(&mut html, spans);
    html.into_string()
}

fn write_spans(html: &mut HtmlWriter, spans: &[Span]) {
    for span in spans {
        if span.hit {
            html.raw("<mark>").text(&span.text).raw("</mark>");
        } else {
            html.text(&span.text);
        }
    }
}

/// The rows of a group; `item` opens each.
fn write_rows(html: &mut HtmlWriter, group: &HitGroup, item: &'static str) {
    for row in &group.rows {
        html.raw(item);
        write_document(html, row);
        if !row.more.is_empty() {
            html.raw("<ul class=\"kb-hit__more\" role=\"presentation\">");
            for section in &row.more {
                html.raw("<li role=\"presentation\"><a");
                write_option(html, section.index, &section.href);
                html.text(&section.heading).raw("</a></li>");
            }
            html.raw("</ul>");
        }
        html.raw("</li>");
    }
}

fn write_document(html: &mut HtmlWriter, row: &HitRow) {
    html.raw("<a class=\"kb-hit__link\" data-hit=\"")
        .text(&row.url)
        .raw("\"");
    write_option(html, row.index, &row.href);
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
        .raw("</span> <span class=\"")
        .raw(class::SNIPPET)
        .raw("\">");
    write_spans(html, row.snippet.as_deref().unwrap_or_default());
    html.raw("</span></a>");
}

/// The attributes of an option, up to the end of its tag.
fn write_option(html: &mut HtmlWriter, index: usize, href: &str) {
    html.raw(" role=\"option\" aria-selected=\"false\" tabindex=\"-1\" id=\"")
        .text(&option_id(index))
        .raw("\" href=\"")
        .text(href)
        .raw("\">");
}

#[cfg(test)]
mod tests {
    use search::engine::{Request, Response};

    use super::super::rows::SectionLink;
    use super::*;

    fn group() -> HitGroup {
        let span = |text: &str, hit| Span {
            text: text.to_owned(),
            hit,
        };
        HitGroup {
            label: Some("Runbooks".to_owned()),
            rows: vec![HitRow {
                index: 0,
                url: "/runbooks/x/#a".to_owned(),
                href: "../runbooks/x/#a".to_owned(),
                title: "Pods <evicted>".to_owned(),
                heading: "Check".to_owned(),
                meta: "db".to_owned(),
                snippet: Some(vec![span("the ", false), span("pod", true)]),
                more: vec![SectionLink {
                    index: 1,
                    href: "../runbooks/x/#b".to_owned(),
                    heading: "Escalate".to_owned(),
                }],
            }],
        }
    }

    #[test]
    fn a_symptom_is_a_link_that_is_no_hit() {
        let symptom = Completion {
            query: String::new(),
            caret: 0,
            href: "../symptoms/a-b/".to_owned(),
            text: "a <b>".to_owned(),
            note: "x".to_owned(),
        };
        let mut html = HtmlWriter::default();
        write_completions(&mut html, &[symptom], 7);
        let html = html.into_string();
        assert!(html.contains("id=\"kb-o7\""), "after the rows: {html}");
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
                &Results {
                    input: String::new(),
                    without_all: None,
                    request: Request::default(),
                    response: Response::default(),
                    completions: Vec::new(),
                    groups: vec![group()],
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
