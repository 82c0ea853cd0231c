//! Checks which blocks are drawn, which stay text, and that no text becomes markup.

use proptest::prelude::*;

use super::layout::{Area, layout};
use super::*;

fn drawn(source: &str) -> Drawn {
    render(source, "f").expect("a diagram")
}

#[test]
fn nodes_and_edges_are_read() {
    let source = "flowchart TD\n  %% a remark\n  A[Errors rising] --> B{After a deploy?}\n  B -->|yes| C(Roll back)\n  \
                  B -- no --> D([\"Look at (slow) queries\"]); D --- A\n";
    assert_eq!(
        drawn(source).sentences,
        [
            "Errors rising → After a deploy?",
            "After a deploy? → yes: Roll back",
            "After a deploy? → no: Look at (slow) queries",
            "Look at (slow) queries → Errors rising",
        ]
    );
    let chart = parse::parse(source).expect("a diagram");
    let shapes: Vec<_> = chart.nodes.iter().map(|node| node.shape).collect();
    assert_eq!(
        shapes,
        [Shape::Box, Shape::Question, Shape::Round, Shape::End]
    );
    let arrows: Vec<_> = chart.edges.iter().map(|edge| edge.arrow).collect();
    assert_eq!(arrows, [true, true, true, false]);
}

#[test]
fn what_is_written_in_other_ways_is_the_same() {
    for source in [
        "graph LR\nA-->B-->C",
        "graph LR;\nA --> B; B --> C;",
        "flowchart LR\n\tA --->B\n\n\tB ---> C",
    ] {
        assert_eq!(drawn(source).sentences, ["A → B", "B → C"], "{source}");
    }
    assert_eq!(
        drawn("graph\nA[\"a #quot;b#quot; #lt;c#gt;\"]").sentences,
        ["a \"b\" <c>"]
    );
    assert_eq!(drawn("graph TD\nA[one<br/>two]").sentences, ["one two"]);
}

#[test]
fn what_is_not_understood_stays_text() {
    for source in [
        "",
        "sequenceDiagram\nA->>B: x",
        "flowchart TD",
        "flowchart XY\nA-->B",
        "flowchart TD\nsubgraph x\nA-->B\nend",
        "flowchart TD\nA-.->B",
        "flowchart TD\nA==>B",
        "flowchart TD\nA[[x]]-->B",
        "flowchart TD\nA((x))-->B",
        "flowchart TD\nA[(x)]-->B",
        "flowchart TD\nA>x]-->B",
        "flowchart TD\nA & B --> C",
        "flowchart TD\nA-->A",
        "flowchart TD\nA-->",
        "flowchart TD\nA--B",
        "flowchart TD\nA[x\nB]",
        "flowchart TD\nclassDef x fill:#f00",
        "flowchart TD\nclick A href \"javascript:alert(1)\"",
        "flowchart TD\nA:::x-->B",
        "flowchart TD\nA[<b>x</b>]",
    ] {
        assert_eq!(render(source, "f"), None, "{source}");
    }
}

/// Whether two areas overlap.
fn overlap(a: &Area, b: &Area) -> bool {
    (a.x - b.x).abs() * 2 < a.width + b.width && (a.y - b.y).abs() * 2 < a.height + b.height
}

#[test]
fn a_drawing_has_classes_and_names_but_no_style() {
    let html = drawn("flowchart TD\nA[x] -->|go| B{y}").html;
    assert!(
        html.contains("aria-labelledby=\"f-title f-desc\""),
        "{html}"
    );
    assert!(
        html.contains("<title id=\"f-title\">Flowchart: x</title>"),
        "{html}"
    );
    assert!(
        html.contains("<desc id=\"f-desc\">x → go: y</desc>"),
        "{html}"
    );
    assert!(
        html.contains("<li>x<ul><li><strong>go:</strong> y</li></ul></li>"),
        "{html}"
    );
    assert!(!html.contains("style"), "{html}");
}

/// Generates diagrams of many shapes.
fn charts() -> impl Strategy<Value = String> {
    let direction = prop::sample::select(vec!["TD", "BT", "LR", "RL"]);
    let edge = (
        0..12_usize,
        0..12_usize,
        prop::sample::select(vec!["-->", "---", "-->|maybe|", "-- or so -->"]),
    );
    (direction, prop::collection::vec(edge, 1..24)).prop_map(|(direction, edges)| {
        let mut text = format!("flowchart {direction}\n");
        for (from, to, edge) in edges {
            if from != to {
                text += &format!("n{from}[Step number {from}] {edge} n{to}\n");
            }
        }
        text
    })
}

proptest! {
    #[test]
    fn nothing_overlaps_and_everything_is_inside(source in charts()) {
        let Some(chart) = parse::parse(&source) else {
            return Ok(());
        };
        let layout = layout(&chart);
        let labels = layout.edges.iter().filter_map(|path| path.through.get(path.label?));
        let areas: Vec<Area> = layout.nodes.iter().chain(labels).copied().collect();
        for (number, area) in areas.iter().enumerate() {
            prop_assert!(area.x - area.width / 2 >= 0 && area.x + area.width / 2 <= layout.width);
            prop_assert!(area.y - area.height / 2 >= 0 && area.y + area.height / 2 <= layout.height);
            for other in &areas[number + 1..] {
                prop_assert!(!overlap(area, other), "{area:?} {other:?}\n{source}");
            }
        }
        for (edge, path) in chart.edges.iter().zip(&layout.edges) {
            prop_assert_eq!(path.through.first(), layout.nodes.get(edge.from));
            prop_assert_eq!(path.through.last(), layout.nodes.get(edge.to));
        }
        prop_assert_eq!(render(&source, "f"), render(&source, "f"));
    }

    #[test]
    fn any_text_is_drawn_or_left(text in "(?s).{0,200}") {
        let _ = render(&text, "f");
        let _ = render(&format!("flowchart TD\n{text}"), "f");
    }

    #[test]
    fn pieces_of_the_language_in_any_order(pieces in prop::collection::vec(
        prop::sample::select(vec!["A", "B", "[", "]", "{", "}", "([", "])", "\"", "|", "--", "-->", "---", " ", ";", "\n", "<script>", "é", "磁盘", "<br>", "#lt;"]), 0..40)) {
        let source = format!("flowchart LR\n{}", pieces.concat());
        if let Some(drawn) = render(&source, "f") {
            prop_assert!(!drawn.html.contains("<script"));
        }
    }

    #[test]
    fn hostile_text_stays_text(text in "[<>&\"'=/a-z ]{1,60}") {
        let quoted = text.replace('"', "#quot;");
        let source = format!("flowchart TD\nA[\"{quoted}\"] -->|\"{quoted}\"| B[\"<script>alert(1)</script>\"]");
        if let Some(drawn) = render(&source, "f") {
            let html = drawn.html;
            prop_assert!(!html.contains("<script"), "{}", html);
            // The output contains only elements that `draw` writes.
            for tag in html.split('<').skip(1) {
                let name: String = tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
                let ours = ["figure", "div", "svg", "title", "desc", "path", "g", "rect", "text", "tspan", "polygon", "details", "summary", "ul", "li", "strong"];
                prop_assert!(ours.contains(&name.as_str()), "{}", tag);
            }
        }
    }
}
