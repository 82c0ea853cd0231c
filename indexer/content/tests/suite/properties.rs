//! Properties that hold for any input.

#![allow(clippy::unwrap_used)]

use crate::support::Tree;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestRunner};
use testing::{assert_well_formed, html_words, words};

/// Runs a property on the same inputs every time.
fn check<S: Strategy>(cases: u32, strategy: &S, property: impl Fn(S::Value)) {
    let config = Config {
        cases,
        rng_seed: RngSeed::Fixed(20_230_802),
        failure_persistence: None,
        ..Config::default()
    };
    TestRunner::new(config)
        .run(strategy, |value| {
            property(value);
            Ok(())
        })
        .unwrap();
}

/// Pieces of text that Markdown dialects, parsers and sanitisers treat in
/// unexpected ways.
fn piece() -> impl Strategy<Value = String> {
    let fixed: Vec<&'static str> = vec![
        "\n",
        "\n\n",
        "    ",
        "\t",
        "- ",
        "1. ",
        "> ",
        "# ",
        "### ",
        "---\n",
        "+++\n",
        "===\n",
        "| a | b |\n|--|:-:|\n| c |",
        "```\n",
        "~~~ sh\n",
        "`",
        "``",
        "*",
        "**",
        "_",
        "~~",
        "[",
        "](",
        ")",
        "![",
        "](x.png)",
        "](#a)",
        "](b.md)",
        "[^1]",
        "[^1]: ",
        "<",
        ">",
        "<b>",
        "</b>",
        "<b ",
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<table>",
        "<tr>",
        "<td>",
        "</table>",
        "<ul><li>",
        "</ul>",
        "<details>",
        "<summary>",
        "</summary>",
        "</details>",
        "<pre>",
        "</pre>",
        "<!--",
        "-->",
        "<script>",
        "</script>",
        "<style>",
        "<svg onload=x>",
        "</svg>",
        "<iframe src=x>",
        "<img src=x onerror=y>",
        "<a href=\"javascript:x\">",
        "</a>",
        "<a name=\"a\">",
        "<namespace>",
        "<pod name>",
        "<time>",
        "<x style=\"y\">",
        "<p style='a' onclick=b id=\"a\">",
        "<input>",
        "<form>",
        "</form>",
        "<![CDATA[",
        "]]>",
        "<?php",
        "<!DOCTYPE html>",
        "&lt;",
        "&amp",
        "&#x3c;",
        "&nbsp;",
        "\u{0}",
        "\u{feff}",
        "é",
        "漢字",
        "\r\n",
        "\\",
        "{{< hint >}}",
        "{{< /hint >}}",
        "{{< ref \"b.md\" >}}",
        "{{% x %}}",
        "{#id}",
        " {.c x=y}",
        "[TOC]",
        "<%= x %>",
        "!!! note \"T\"\n",
        "??? x\n",
        "[!NOTE]",
        "> [!WARNING] t\n> ",
        "> [!X]- *y\n",
        "- [ ] ",
        ":\n",
        ": d\n",
        "https://x.y/z",
        "http://",
        "title: ",
        "a: [",
        "draft: true\n",
        "**Timeline:**\n\n",
        "Impact:\n\n",
        "<TIME>",
        "<svg><style><img title=\"</style><img src=x onerror=y>\">",
        "<math><mtext></form><form><mglyph>",
    ];
    prop_oneof![
        6 => prop::sample::select(fixed).prop_map(str::to_owned),
        2 => "[a-z]{1,6} ?",
        1 => "\\PC{0,6}",
    ]
}

fn soup() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..40).prop_map(|pieces| pieces.concat())
}

#[test]
fn any_text_becomes_a_well_formed_page() {
    check(700, &soup(), |text| {
        let content = Tree::new().file("a.md", &text).file("b.md", "# B").load();
        for document in &content.documents {
            assert_well_formed(&document.html);
            let mut anchors: Vec<&str> = document
                .sections
                .iter()
                .map(|section| section.anchor.as_str())
                .collect();
            anchors.sort_unstable();
            let all = anchors.len();
            anchors.dedup();
            assert_eq!(all, anchors.len());
        }
        for found in &content.diagnostics {
            let source = &content
                .sources
                .iter()
                .find(|(path, _)| *path == found.path)
                .unwrap()
                .1;
            let span = found.span.clone().unwrap();
            assert!(source.get(span).is_some(), "{found:?}");
        }
        let _ = findings::render_human(&content.diagnostics, &content.sources, true);
    });
}

#[test]
fn any_bytes_are_read_or_refused() {
    check(200, &prop::collection::vec(any::<u8>(), 0..200), |bytes| {
        let content = Tree::new().file("a.md", &bytes).load();
        assert!(content.documents.len() == 1 || !content.diagnostics.is_empty());
    });
}

#[test]
fn any_front_matter_is_read_or_shown() {
    let value = prop_oneof![
        Just("true"),
        Just("1.10"),
        Just("2023-08-02"),
        Just("2023-08-02T25:61"),
        Just("[a, b]"),
        Just("{a: b}"),
        Just("[[x], {y: z}]"),
        Just("\"open"),
        Just("'x'"),
        Just("|\n  block"),
        Just("&a x"),
        Just("*a"),
        Just("!!binary x"),
        Just("~"),
        Just("99999999999999999999 months"),
        Just("P9999999999999999Y"),
        Just("- x"),
        Just("é: 漢"),
        Just("\t"),
        Just("{name: [x], url: javascript:x}"),
        Just("../../x"),
        Just("/search/"),
    ];
    let key = prop::sample::select(vec![
        "title",
        "kind",
        "slug",
        "aliases",
        "summary",
        "tags",
        "draft",
        "audience",
        "last_reviewed",
        "review_every",
        "related",
        "severity",
        "status",
        "started_at",
        "variables",
        "suspects",
        "contacts",
        "dashboards",
        "alerts",
        "source",
        "unknown",
        "<<",
        "title",
        "",
    ]);
    let entries = prop::collection::vec((key, value), 0..8);
    check(300, &(entries, any::<bool>()), |(entries, toml)| {
        let (fence, sign) = if toml { ("+++", " = ") } else { ("---", ": ") };
        let mut text = format!("{fence}\n");
        for (key, value) in entries {
            text.push_str(&format!("{key}{sign}{value}\n"));
        }
        text.push_str(fence);
        text.push_str("\n\nbody word\n");
        let content = Tree::new().file("a.md", &text).load();
        for document in &content.documents {
            assert!(
                document.html.contains("<p>body word</p>"),
                "{}",
                document.html
            );
            assert_well_formed(&document.html);
        }
    });
}

/// Prose of known words, in all the places where Markdown can have prose;
/// returned with these words.
fn prose() -> impl Strategy<Value = (String, Vec<String>)> {
    let word = || "[a-z]{2,7}[0-9]{0,2}".prop_filter("not a tag", |word| word.len() > 2);
    let block = (0..19_usize, prop::collection::vec(word(), 3)).prop_map(|(form, w)| {
        let (a, b, c) = (&w[0], &w[1], &w[2]);
        let text = match form {
            0 => format!("{a} {b} {c}."),
            1 => format!("{a} *{b}* **{c}**"),
            2 => format!("## {a} `{b}` {c}"),
            3 => format!("- {a}\n  - {b}\n\n    {c}"),
            4 => format!("1. {a}\n2. [{b}]({c}.md) {c}"),
            5 => format!("> {a} {b}\n> {c}"),
            6 => format!("> [!NOTE] {a}\n> {b} {c}"),
            7 => format!("| {a} | {b} |\n|---|--:|\n| `{c}` | x"),
            8 => format!("{a} <{b}> {c}"),
            9 => format!("<{a} {b}>\n{c}"),
            10 => format!("```sh\n{a} --{b} \"${{{c}}}\" # {a}\n```"),
            11 => format!("```console\n$ {a} <{b}> | {c}\nout {a}\n```"),
            12 => format!("<details><summary>{a}</summary>\n\n{b}\n\n{c}</details>"),
            13 => format!("![{a} {b}](https://x.org/{c}) {c}"),
            14 => format!("!!! note \"{a}\"\n    {b}\n\n    {c}"),
            15 => format!("{a}[^{b}]\n\n[^{b}]: {c} {b}"),
            16 => format!("```yaml\n{a}: {b}\nx: [{c}, \"{a}\"]\n```"),
            17 => format!("<ul><li>{a}<li>{b}&amp;{c}</ul>"),
            _ => format!("{a}\n: {b} {c}"),
        };
        (text, w)
    });
    prop::collection::vec(block, 1..12).prop_map(|blocks| {
        let text: Vec<String> = blocks.iter().map(|(text, _)| text.clone()).collect();
        let words = blocks.into_iter().flat_map(|(_, words)| words).collect();
        (text.join("\n\n"), words)
    })
}

#[test]
fn every_word_of_prose_reaches_page_and_index() {
    check(300, &prose(), |(text, wanted)| {
        let content = Tree::new().file("a.md", &text).load();
        let document = &content.documents[0];
        assert_well_formed(&document.html);
        let shown = html_words(&document.html);
        let mut indexed = words(&document.title);
        for (section, text) in document.sections.iter().zip(content.texts[0].iter()) {
            indexed.extend(words(&section.heading));
            indexed.extend(words(&text.text));
        }
        for word in wanted {
            assert!(
                shown.contains(&word),
                "{word} is not in\n{}\nfrom\n{text}",
                document.html
            );
            assert!(
                indexed.contains(&word),
                "{word} is not in the sections of\n{text}"
            );
        }
    });
}
