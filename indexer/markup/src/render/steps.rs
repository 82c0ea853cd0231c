//! Procedures that a reader ticks off: numbered lists and tasks.
//!
//! A step is a list item with a box for scripts to show, labelled by the number
//! and the first words of the step. The label also names the step in what the
//! reader's browser remembers, so it depends on the step alone. The number is
//! the author's, even where Markdown would count on.

use pulldown_cmark::{Event, Tag};

use super::html_writer::HtmlWriter;
use crate::events::Placed;
use crate::sections::Sections;

/// Longest label in characters.
const LONGEST: usize = 80;

/// Sections that explain: what is numbered there is no procedure.
const EXPLAINING: &[&str] = &[
    "background",
    "cause",
    "causes",
    "contents",
    "further reading",
    "impact",
    "introduction",
    "links",
    "meaning",
    "overview",
    "prevent",
    "prevention",
    "references",
    "related",
    "root cause",
    "see also",
    "summary",
    "table of contents",
    "why",
    "why it happens",
];

/// The open lists, as far as steps need them, and the number of steps.
pub(super) struct Steps<'a> {
    /// The prepared text, in which items have the numbers that their author wrote.
    text: &'a str,
    /// Whether the page holds procedures.
    has_steps: bool,
    lists: Vec<OpenList>,
    count: usize,
}

/// A list that is open.
struct OpenList {
    /// What the author gave the first item.
    first: u64,
    /// What the author gave the item before.
    written: Option<u64>,
    /// What Markdown gives the next item.
    next: u64,
    numbered: bool,
    /// Whether its items are steps.
    steps: bool,
}

impl<'a> Steps<'a> {
    /// No steps yet; `text` is the prepared text, and `has_steps` says whether the page holds
    /// procedures.
    pub(super) fn new(text: &'a str, has_steps: bool) -> Self {
        Self {
            text,
            has_steps,
            lists: Vec::new(),
            count: 0,
        }
    }

    /// Notes that a list begins, whose first number is `start` if it is numbered.
    pub(super) fn open_list(&mut self, start: Option<u64>, in_footnote: bool, sections: &Sections) {
        let first = start.unwrap_or(0);
        let steps = start.is_some() && self.may_hold_steps(in_footnote, sections);
        self.lists.push(OpenList {
            first,
            written: None,
            next: first,
            numbered: start.is_some(),
            steps,
        });
    }

    /// Notes that a list ends.
    pub(super) fn close_list(&mut self) {
        self.lists.pop();
    }

    /// Opens the item at `index`, as a step if it is one.
    pub(super) fn open_item(
        &mut self,
        events: &[Placed<'_>],
        index: usize,
        in_footnote: bool,
        out: &mut HtmlWriter,
        sections: &Sections,
    ) {
        let is_task = events[index + 1..]
            .iter()
            .map(|(event, _)| event)
            .find(|event| !matches!(event, Event::Start(Tag::Paragraph)))
            .is_some_and(|event| matches!(event, Event::TaskListMarker(_)));
        let start = events[index].1.start;
        let (number, value) = self.number(start);
        let of_steps = self.lists.last().is_some_and(|list| list.steps);
        let numbered = self.lists.last().is_some_and(|list| list.numbered);
        let step = of_steps && (numbered || is_task)
            || is_task && self.may_hold_steps(in_footnote, sections);
        out.push(match (step, is_task) {
            (true, true) => "<li class=\"task step\"",
            (true, false) => "<li class=\"step\"",
            (false, true) => "<li class=\"task\"",
            (false, false) => "<li",
        });
        if let Some(value) = value {
            out.push_attribute("value", &value.to_string());
        }
        out.push(">");
        if step {
            // What is listed inside a step belongs to it.
            if let Some(list) = self.lists.last_mut() {
                list.steps = true;
            }
            let label = label(numbered.then_some(number), &events[index + 1..]);
            out.push("<input type=\"checkbox\" class=\"step__box\" autocomplete=\"off\"");
            out.push_attribute("aria-label", &label);
            out.push(">");
            self.count += 1;
        }
    }

    /// How many steps there were.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// The number of the next item of the open list, and whether the HTML must state it.
    fn number(&mut self, start: usize) -> (u64, Option<u64>) {
        let has_steps = self.has_steps;
        let text = self.text.get(start..).unwrap_or_default();
        let Some(list) = self.lists.last_mut().filter(|list| list.numbered) else {
            return (0, None);
        };
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let written = text[..digits].parse().unwrap_or(list.next);
        // `1. 1. 1.` leaves the counting to Markdown.
        let lazy = written == list.first && list.written == Some(list.first);
        let wrong = has_steps && written != list.next && !lazy;
        let number = if wrong { written } else { list.next };
        list.written = Some(written);
        list.next = number.saturating_add(1);
        (number, wrong.then_some(number))
    }

    /// Whether a list that begins here is a procedure.
    fn may_hold_steps(&self, in_footnote: bool, sections: &Sections) -> bool {
        self.has_steps
            && !in_footnote
            && !self.lists.iter().any(|list| list.steps)
            && !sections.is_under(EXPLAINING)
    }
}

/// The number and the first words of a step; `events` follow its start.
fn label(number: Option<u64>, events: &[Placed<'_>]) -> String {
    let mut words = String::new();
    for (event, _) in events {
        match event {
            Event::Text(text) | Event::Code(text) => words.push_str(text),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            Event::Start(Tag::Paragraph) | Event::TaskListMarker(_) => {}
            Event::Start(tag) if is_inline(tag) => {}
            Event::End(tag) if is_inline_end(*tag) => {}
            Event::InlineHtml(_) => {}
            _ => break,
        }
    }
    let words: Vec<&str> = words.split_whitespace().collect();
    let words = shortened(&words.join(" "));
    match number {
        Some(number) if words.is_empty() => format!("Step {number}"),
        Some(number) => format!("{number}. {words}"),
        None if words.is_empty() => "Step".to_owned(),
        None => words,
    }
}

fn shortened(words: &str) -> String {
    if words.chars().count() <= LONGEST {
        return words.to_owned();
    }
    let cut: String = words.chars().take(LONGEST - 1).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{}…", &cut[..end])
}

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. }
    )
}

fn is_inline_end(tag: pulldown_cmark::TagEnd) -> bool {
    use pulldown_cmark::TagEnd::{Emphasis, Link, Strikethrough, Strong};
    matches!(tag, Emphasis | Strong | Strikethrough | Link)
}

#[cfg(test)]
mod tests {
    use std::ops::Range;
    use std::sync::Arc;

    use model::finding::{Findings, Lines};

    use crate::{Image, Link, Outline, Page, Resolve, Text, prepare, render};

    /// Every destination is another site's.
    struct Elsewhere;

    impl Resolve for Elsewhere {
        fn link(&self, destination: &str, _: Range<usize>) -> Link {
            Link::External(destination.to_owned())
        }

        fn image(&self, source: &str, _: Range<usize>) -> Image {
            Image::Foreign(source.to_owned())
        }
    }

    /// The HTML of a runbook with this body, and how many steps it has.
    fn runbook(body: &str) -> (String, usize) {
        let findings = Findings::new("a.md", body);
        let prepared = prepare(Text::AsWritten(Arc::from(body), 0), 0, &findings);
        let page = Page {
            prepared: &prepared,
            outline: &Outline::new(&prepared),
            lines: &Lines::new(body),
            unread: None,
            declared: Vec::new(),
            has_steps: true,
        };
        let rendered = render(&page, &Elsewhere, &findings);
        (rendered.html, rendered.steps)
    }

    /// The labels of the steps.
    fn labels(body: &str) -> Vec<String> {
        let (html, steps) = runbook(body);
        let labels: Vec<String> = html
            .split("class=\"step__box\" autocomplete=\"off\" aria-label=\"")
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap_or_default().to_owned())
            .collect();
        assert_eq!(labels.len(), steps, "{html}");
        labels
    }

    #[test]
    fn numbers_stay_as_written() {
        for (body, expected) in [
            ("1. a\n2. b\n", vec!["1. a", "2. b"]),
            ("1. a\n1. b\n1. c\n", vec!["1. a", "2. b", "3. c"]),
            ("2. a\n\n```sh\nx\n```\n\n3. b\n", vec!["2. a", "3. b"]),
            ("1. a\n\n## More\n\n2. b\n", vec!["1. a", "2. b"]),
            ("1. a\n3. b\n4. c\n", vec!["1. a", "3. b", "4. c"]),
            ("1. a\n2. b\n2. c\n", vec!["1. a", "2. b", "2. c"]),
            ("0. a\n1. b\n", vec!["0. a", "1. b"]),
        ] {
            assert_eq!(labels(body), expected, "{body}");
        }
        let (html, _) = runbook("1. a\n3. b\n4. c\n");
        assert_eq!(html.matches("value=").count(), 1, "{html}");
        assert!(html.contains("<li class=\"step\" value=\"3\">"), "{html}");
    }

    #[test]
    fn labels_are_the_first_words() {
        let long = "word ".repeat(40);
        for (body, expected) in [
            (
                "1. Run `a <b>` *now*\n   and wait.\n\n   More.\n",
                "1. Run a &lt;b&gt; now and wait.".to_owned(),
            ),
            ("1. ```sh\n   x\n   ```\n", "Step 1".to_owned()),
            ("- [ ] See [it](https://a.example)\n", "See it".to_owned()),
            ("- [ ] \"Quoted\"\n", "&quot;Quoted&quot;".to_owned()),
        ] {
            assert_eq!(labels(body), [expected], "{body}");
        }
        let label = labels(&format!("1. {long}\n")).remove(0);
        assert!(
            label.ends_with("word…") && label.chars().count() < 90,
            "{label}"
        );
    }

    #[test]
    fn what_is_no_procedure_has_no_boxes() {
        for body in [
            "- a\n- b\n",
            "## Meaning\n\n1. a\n\n### In depth\n\n1. b\n",
            "x[^1]\n\n[^1]: 1. a\n",
        ] {
            assert!(labels(body).is_empty(), "{body}");
        }
        // What is listed inside a step belongs to it.
        assert_eq!(
            labels("1. a\n   1. b\n   - [ ] c\n2. d\n"),
            ["1. a", "2. d"]
        );
        assert_eq!(labels("- when\n  1. a\n  2. b\n- or\n"), ["1. a", "2. b"]);
        assert_eq!(labels("- [ ] a\n- b\n- [x] c\n"), ["a", "c"]);
    }
}
