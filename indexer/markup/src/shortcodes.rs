//! Rewrites or removes template syntax of other site generators: Hugo's shortcodes, tables of
//! contents, ERB. Inside code it is content and is kept; elsewhere readers must not see it.

use std::ops::Range;

use super::events;
use super::source_map::{Edit, SourceMap};
use model::finding::{Findings, rules};

const CONTENTS: &[&str] = &["[[_TOC_]]", "[TOC]", "[[TOC]]", "{{< toc >}}", "{{TOC}}"];

/// Returns the edits that rewrite or remove template syntax in `text`.
pub(crate) fn edits(text: &str, map: &SourceMap, findings: &Findings<'_>) -> Vec<Edit> {
    let triggers = ["{{<", "{{%", "TOC", "<%"];
    if !triggers.iter().any(|trigger| text.contains(trigger)) {
        return Vec::new();
    }
    let code = events::code_ranges(text);
    let in_code = |at: usize| code.iter().any(|range| range.contains(&at));
    let mut edits = Vec::new();
    let note = |range: &Range<usize>, message: String| {
        let found = findings.at(&rules::TEMPLATE_SYNTAX, map.span(range), message);
        findings.push(found);
    };

    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let written = line.trim();
        if CONTENTS.contains(&written) {
            let at = start + (line.len() - line.trim_start().len());
            let range = at..at + written.len();
            if !in_code(at) {
                note(
                    &range,
                    format!("`{written}` is left out: every page has a table of contents"),
                );
                edits.push(Edit::new(range, ""));
            }
        }
        start += line.len();
    }

    let all = shortcodes(text);
    for shortcode in &all {
        let range = &shortcode.range;
        if in_code(range.start) || edits.iter().any(|edit| edit.range.start == range.start) {
            continue;
        }
        if let Some(target) = shortcode.reference()
            && before(text, range.start)
        {
            edits.push(Edit::new(range.clone(), target));
            continue;
        }
        let paired = shortcode.closing
            || all
                .iter()
                .any(|other| other.closing && other.name == shortcode.name);
        if paired {
            note(
                range,
                format!(
                    "the shortcode `{}` is left out; what it encloses is kept",
                    shortcode.name
                ),
            );
            edits.push(Edit::new(range.clone(), shortcode.title()));
        } else {
            note(
                range,
                format!("the shortcode `{}` is shown as text", shortcode.name),
            );
        }
    }

    if let Some(at) = text
        .match_indices("<%")
        .map(|(at, _)| at)
        .find(|&at| !in_code(at))
    {
        note(&(at..at + 2), "ERB is shown as text".to_owned());
    }
    edits.sort_by_key(|edit| edit.range.start);
    edits
}

/// Whether the destination of a link starts just before `at`.
fn before(text: &str, at: usize) -> bool {
    let head = text[..at].trim_end_matches(['<', ' ']);
    head.ends_with("](") || head.ends_with("]:")
}

struct Shortcode<'a> {
    range: Range<usize>,
    name: &'a str,
    arguments: &'a str,
    closing: bool,
}

impl Shortcode<'_> {
    /// Returns the path in a `ref` or `relref`, as the destination of a link.
    fn reference(&self) -> Option<String> {
        if self.name != "ref" && self.name != "relref" {
            return None;
        }
        let path = self.arguments.trim().trim_start_matches("path=");
        let path = path.trim_matches(['"', '`', '\'']);
        Some(path.replace(' ', "%20"))
    }

    /// Returns the quoted words of an opening shortcode, which Hugo would show as its title.
    fn title(&self) -> String {
        let words: Vec<&str> = self.arguments.split('"').skip(1).step_by(2).collect();
        let words = words.join(" ");
        if self.closing || words.trim().is_empty() {
            return String::new();
        }
        format!("**{}** ", words.trim())
    }
}

fn shortcodes(text: &str) -> Vec<Shortcode<'_>> {
    let mut found = Vec::new();
    for (open, close) in [("{{<", ">}}"), ("{{%", "%}}")] {
        let mut at = 0;
        while let Some(start) = text[at..].find(open).map(|offset| at + offset) {
            at = start + open.len();
            let Some(length) = text[at..].find(close) else {
                break;
            };
            let inner = &text[at..at + length];
            let words = inner.trim().trim_end_matches('/');
            let closing = words.starts_with('/');
            let words = words.trim_start_matches('/').trim_start();
            // `{{</* x */>}}` is an escaped shortcode in guides about Hugo.
            if inner.contains('\n') || words.is_empty() || inner.trim().starts_with("/*") {
                continue;
            }
            let (name, arguments) = words.split_once(char::is_whitespace).unwrap_or((words, ""));
            at += length + close.len();
            found.push(Shortcode {
                range: start..at,
                name,
                arguments,
                closing,
            });
        }
    }
    found.sort_by_key(|shortcode| shortcode.range.start);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rewritten(text: &str) -> (String, usize) {
        let findings = Findings::new("a.md", text);
        let map = SourceMap::at(0);
        let edits = edits(text, &map, &findings);
        let (text, _) = map.apply(text, &edits);
        (text, findings.into_vec().len())
    }

    #[test]
    fn references_become_paths() {
        assert_eq!(
            rewritten("[x]({{< ref \"./a b.md\" >}})").0,
            "[x](./a%20b.md)"
        );
        assert_eq!(rewritten("[x]({{% relref \"a.md#y\" %}})").0, "[x](a.md#y)");
    }

    #[test]
    fn enclosed_content_is_kept_and_the_rest_is_text() {
        assert_eq!(
            rewritten("{{< hint info >}}\n*x*\n{{< /hint >}}\n"),
            ("\n*x*\n\n".to_owned(), 2)
        );
        let text = "[x]({{< param Repo >}}/y)";
        assert_eq!(rewritten(text), (text.to_owned(), 1));
    }

    #[test]
    fn code_is_content() {
        let text = "`{{< hint >}}` and\n\n```\n{{< hint >}}\n{{< /hint >}}\n[TOC]\n<%= x %>\n```\n";
        assert_eq!(rewritten(text), (text.to_owned(), 0));
    }

    #[test]
    fn tables_of_contents_go_and_erb_is_text() {
        assert_eq!(
            rewritten("a\n\n[[_TOC_]]\n\nb\n"),
            ("a\n\n\n\nb\n".to_owned(), 1)
        );
        assert_eq!(rewritten("a <%= b %>").1, 1);
    }
}
