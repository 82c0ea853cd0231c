//! Checks properties that every page has, for any content.

use std::collections::HashSet;
use std::thread;

use app::model::{Card, Document, Kind, Site};
use app::pages::{Page, render};

use super::samples::Samples;

const POLICY: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
    script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'; img-src 'self' data:; \
    font-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'\">";

#[test]
fn every_page_has_its_metadata() {
    for (name, html) in Samples::default().rendered() {
        assert_eq!(html.matches("<h1").count(), 1, "{name}: one h1");
        assert_eq!(html.matches("<main").count(), 1, "{name}: one main");
        assert!(html.contains(POLICY), "{name}: policy");
        for (start, end) in [
            ("<title>", "</title>"),
            ("<meta name=\"viewport\" content=\"", "\">"),
            ("<meta name=\"description\" content=\"", "\">"),
            ("<meta property=\"og:title\" content=\"", "\">"),
            ("<meta property=\"og:description\" content=\"", "\">"),
            ("<meta property=\"og:type\" content=\"", "\">"),
            ("<meta property=\"og:site_name\" content=\"", "\">"),
            ("<meta name=\"twitter:card\" content=\"", "\">"),
        ] {
            let text = between(&html, start, end).unwrap_or_else(|| panic!("{name}: {start}"));
            assert!(!text.is_empty(), "{name}: {start}");
        }
        assert!(
            html.starts_with("<!doctype html>\n<html lang=\"en\" data-root="),
            "{name}"
        );
    }
}

#[test]
fn ids_are_unique_and_references_to_them_resolve() {
    for (name, html) in Samples::default().rendered() {
        let all: Vec<_> = tags(&html).into_iter().flat_map(attributes).collect();
        let mut ids = HashSet::new();
        for (_, id) in all.iter().filter(|(name, _)| *name == "id") {
            assert!(ids.insert(*id), "{name}: {id} twice");
        }
        for (_, id) in all.iter().filter(|(name, _)| *name == "aria-labelledby") {
            assert!(ids.contains(id), "{name}: nothing is {id}");
        }
        for (_, id) in all.iter().filter(|(name, _)| *name == "href") {
            let inside = id.strip_prefix('#').is_none_or(|id| ids.contains(id));
            assert!(inside, "{name}: nothing is {id}");
        }
    }
}

#[test]
fn no_page_has_inline_styles_or_scripts() {
    for (name, html) in Samples::default().rendered() {
        for tag in tags(&html) {
            for (attribute, _) in attributes(tag) {
                assert_ne!(attribute, "style", "{name}: {tag}");
                assert!(!attribute.starts_with("on"), "{name}: {tag}");
            }
        }
        for script in html.split("<script").skip(1) {
            let (head, rest) = script.split_once('>').expect("a whole tag");
            assert!(head.contains("src=\""), "{name}: inline script");
            assert!(rest.starts_with("</script>"), "{name}: inline script");
        }
        assert!(!html.contains("<style"), "{name}: inline style");
    }
}

#[test]
fn urls_are_relative_to_the_page() {
    for (name, html) in Samples::default().rendered() {
        for tag in tags(&html) {
            for (attribute, value) in attributes(tag) {
                if ![
                    "href",
                    "src",
                    "action",
                    "data-root",
                    "data-pack",
                    "data-app",
                    "data-wasm",
                ]
                .contains(&attribute)
                {
                    continue;
                }
                let rooted = value.starts_with('/');
                let elsewhere = value.contains(':') || value.starts_with('#');
                let fine = if name == "not found" {
                    elsewhere || value.starts_with("/kb/")
                } else {
                    !rooted
                };
                assert!(fine, "{name}: {tag}");
            }
        }
    }
}

#[test]
fn urls_within_the_site_are_resolved() {
    let samples = Samples::default();
    let html = render(&samples.site, &Page::Document(&samples.document));
    for link in [
        "href=\"../../\"",
        "href=\"../\"",
        "href=\"../../services/payments/\"",
        "href=\"../../style-1.css\"",
        "src=\"../../loader-1.js\" data-app=\"../../app-1.js\" data-wasm=\"../../app-1.wasm\"",
        "data-tools=\"../../tools-1.js\" data-tools-wasm=\"../../tools-1.wasm\"",
        "data-root=\"../../\" data-pack=\"../../pack/1/\"",
        "href=\"../redis/\"",
    ] {
        assert!(html.contains(link), "{link}");
    }
}

#[test]
fn a_page_has_at_most_one_search() {
    for (name, html) in Samples::default().rendered() {
        let islands = html.matches("<leptos-island").count();
        let filters = usize::from(["actions", "insights"].contains(&name));
        let search = usize::from(name != "redirect");
        let variables = html.matches("class=\"vars\"").count();
        let suspects = html.matches("class=\"suspects\"").count();
        // Every page with a search field also has the recorder of incidents.
        let incident = html.matches("<details class=\"session").count();
        assert_eq!(incident, search, "{name}");
        let steps = html.matches("class=\"steps js-only").count();
        let expected = search + filters + variables + suspects + incident + steps;
        assert_eq!(islands, expected, "{name}");
        assert_eq!(html.matches("type=\"search\"").count(), search, "{name}");
    }
}

#[test]
fn absolute_urls_need_a_base_url() {
    let mut samples = Samples::default();
    let html = render(&samples.site, &Page::Document(&samples.document));
    assert!(
        html.contains("<link rel=\"canonical\" href=\"https://x.test/kb/runbooks/postgres/\">")
    );
    assert!(
        html.contains(
            "<meta property=\"og:url\" content=\"https://x.test/kb/runbooks/postgres/\">"
        )
    );
    samples.site.base_url = None;
    let html = render(&samples.site, &Page::Document(&samples.document));
    assert!(!html.contains("canonical") && !html.contains("og:url"));
    let html = render(&samples.site, &Page::NotFound);
    assert!(html.contains("href=\"/search/\"") && !html.contains("/kb/"));
}

#[test]
fn a_redirect_is_immediate_and_has_a_link() {
    let samples = Samples::default();
    let html = render(&samples.site, &samples.redirect());
    assert!(
        html.contains("<meta http-equiv=\"refresh\" content=\"0; url=../runbooks/postgres/\">")
    );
    assert!(html.contains("<a href=\"../runbooks/postgres/\">"));
    assert!(html.contains("<meta name=\"robots\" content=\"noindex\">"));
    assert!(
        html.contains("<link rel=\"canonical\" href=\"https://x.test/kb/runbooks/postgres/\">")
    );
    assert!(!html.contains("<script"));
}

#[test]
fn a_postmortem_says_how_long_it_lasted() {
    let mut samples = Samples::default();
    let html = render(&samples.site, &Page::Document(&samples.document));
    assert!(html.contains("<time datetime=\"PT1H45M\">1\u{a0}h 45\u{a0}min</time>"));
    assert!(html.contains("<time datetime=\"2023-08-02T13:45:00Z\">13:45 UTC</time>"));
    assert!(html.contains("data-diagnostic=\"contradiction\""));
    samples.document.card.status = Some("ongoing".into());
    let html = render(&samples.site, &Page::Document(&samples.document));
    assert!(!html.contains("Lasted"), "it is not over");
}

#[test]
fn a_timeline_is_drawn_to_scale_and_listed() {
    let samples = Samples::default();
    let html = render(&samples.site, &Page::Document(&samples.document));
    // 13:45 to 15:30 is 105 minutes; 14:30 is 45 minutes after the start.
    for place in ["cx=\"0%\"", "cx=\"42.85%\"", "cx=\"100%\""] {
        assert!(html.contains(place), "{place}");
    }
    // The false leads start at 13:50 and take 70 minutes.
    let lead = tags(&html)
        .into_iter()
        .find(|tag| tag.contains("band--false-lead"))
        .expect("a band");
    assert!(
        lead.contains("x=\"4.76%\" width=\"66.66%\""),
        "70 of 105 minutes: {lead}"
    );
    assert!(html.contains("false leads, 1\u{a0}h 10\u{a0}min"));
    let list = between(&html, "<details class=\"timeline__list\">", "</details>").expect("a list");
    assert_eq!(list.matches("<li ").count(), 7, "every entry is listed");
    assert!(list.contains("about <time datetime=\"2023-08-02T15:30:00Z\">"));
    assert!(list.replace("<!>", "").contains("17:30 as written"));
    assert!(
        html.contains("2 lines of the timeline"),
        "unread lines are counted"
    );
    // An entry without an instant is in the list but not in the drawing.
    let points = tags(&html)
        .into_iter()
        .filter(|tag| tag.starts_with("a ") && tag.contains("class=\"point"));
    assert_eq!(points.count(), 6);
}

#[test]
fn a_missing_owner_or_due_date_is_shown_as_missing() {
    let samples = Samples::default();
    let html = render(&samples.site, &Page::Actions(&samples.register));
    assert_eq!(html.matches("<tr data-row").count(), 2);
    assert_eq!(html.matches(">no owner<").count(), 1);
    assert_eq!(html.matches(">no date<").count(), 1);
    assert!(
        html.contains("data-until=\"2024-01-31\""),
        "the browser decides what is overdue"
    );
    assert!(html.contains("href=\"../data/actions.csv\""));
}

#[test]
fn insights_state_their_sample_size_and_no_mean() {
    let samples = Samples::default();
    let html = render(&samples.site, &Page::Insights(&samples.insights));
    let spread = between(&html, "id=\"kb-resolve\"", "</section>").expect("a distribution");
    let words = spread.replace("<!>", "");
    assert!(
        words.contains(">4</span> of <span data-n=\"\">5</span>"),
        "{words}"
    );
    assert!(
        words.contains("<dd data-q=\"resolve:50\"><time datetime=\"PT20M\">"),
        "{words}"
    );
    assert!(
        words.contains("<dd data-q=\"resolve:90\">–</dd>"),
        "too few: {words}"
    );
    assert!(html.contains("https://www.thevoid.community/report"));
    assert!(!html.to_lowercase().contains(">mean<"));
}

#[test]
fn ages_are_left_to_the_browser() {
    let samples = Samples::default();
    let html = render(&samples.site, &Page::Home(&samples.home));
    assert!(
        html.contains("<time datetime=\"2025-05-02\" data-due=\"2025-05-02\">2025-05-02</time>")
    );
    let html = render(&samples.site, &Page::Document(&samples.document));
    assert!(html.contains("<time datetime=\"2024-11-02\" data-relative=\"\">2024-11-02</time>"));
}

#[test]
fn hostile_texts_are_escaped() {
    let hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>&amp;";
    let samples = Samples::with(hostile);
    for (name, html) in samples.rendered() {
        assert!(!html.contains("<script>"), "{name}");
        assert!(!html.contains("<img"), "{name}");
        assert!(html.contains("&lt;script"), "{name}");
        for tag in tags(&html) {
            assert!(
                attributes(tag)
                    .iter()
                    .all(|(name, _)| !name.starts_with("on")),
                "{name}: {tag}"
            );
        }
    }
}

#[test]
fn links_that_run_scripts_are_plain_text() {
    let mut samples = Samples::default();
    samples.document.facts[0].1[0].url = "JavaScript:alert(1)".into();
    let html = render(&samples.site, &Page::Document(&samples.document));
    assert!(!html.to_lowercase().contains("javascript:"));
}

#[test]
fn a_page_without_content_is_complete() {
    let site = Site::default();
    let document = Document {
        card: Card {
            url: "/guides/x/".into(),
            kind: Some(Kind::Guide),
            ..Card::default()
        },
        ..Document::default()
    };
    let html = render(&site, &Page::Document(&document));
    assert!(html.contains("lang=\"en\"") && html.ends_with("</html>\n"));
}

#[test]
fn a_page_is_the_same_on_every_thread() {
    let first = Samples::default().rendered();
    let others: Vec<_> = (0..4)
        .map(|_| thread::spawn(|| [Samples::default().rendered(), Samples::default().rendered()]))
        .collect();
    for other in others {
        for again in other.join().expect("a thread that renders") {
            assert!(first == again);
        }
    }
}

/// Returns the text between two others.
fn between<'a>(html: &'a str, start: &str, end: &str) -> Option<&'a str> {
    html.split_once(start)?
        .1
        .split_once(end)
        .map(|(text, _)| text)
}

/// Returns the tags of a page, without their brackets.
fn tags(html: &str) -> Vec<&str> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        rest = &rest[start + 1..];
        let mut quoted = false;
        let end = rest
            .find(|c| {
                quoted ^= c == '"';
                c == '>' && !quoted
            })
            .unwrap_or(rest.len());
        tags.push(&rest[..end]);
        rest = &rest[end..];
    }
    tags
}

/// Returns the attributes of a tag that have a value.
fn attributes(tag: &str) -> Vec<(&str, &str)> {
    let mut attributes = Vec::new();
    let mut rest = tag;
    while let Some((name, after)) = rest.split_once("=\"") {
        let Some((value, after)) = after.split_once('"') else {
            break;
        };
        attributes.push((name.rsplit([' ', '"']).next().unwrap_or(name), value));
        rest = after;
    }
    attributes
}
