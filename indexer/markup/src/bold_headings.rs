//! Rewrites bold lines that are used as headings: `**Root cause:**`, or just `Timeline:`.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::events;
use super::source_map::Edit;

/// Section names that do not occur alone on a line for another reason.
const SECTIONS: &[&str] = &[
    "action items",
    "actions",
    "background",
    "chain of events",
    "contributing factors",
    "corrective and preventative measures",
    "corrective and preventive measures",
    "detection",
    "diagnosis",
    "escalation",
    "executive summary",
    "follow-up actions",
    "impact",
    "incident timeline",
    "issue summary",
    "lessons learned",
    "lessons learnt",
    "meaning",
    "mitigation",
    "next steps",
    "recommendations",
    "recovery",
    "remediation",
    "resolution",
    "rollback",
    "root cause",
    "root cause analysis",
    "root cause and resolution",
    "root causes",
    "summary",
    "symptoms",
    "tasks",
    "timeline",
    "troubleshooting",
    "what happened",
    "what went badly",
    "what went well",
    "what went wrong",
    "where we got lucky",
];

/// Returns the edits that turn these lines into headings, one level below the last real heading.
pub(crate) fn edits(text: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    // Most documents have no such line; this check saves a second parse.
    if !text
        .lines()
        .any(|line| is_section(line.trim_matches(['*', '_', ' ']), line))
    {
        return edits;
    }
    let mut last_level = 1;
    let mut depth = 0_usize;
    // The current paragraph at the top level, while it can still be such a line.
    let mut paragraph: Option<(Range<usize>, String)> = None;
    for (event, range) in events::events(text) {
        match &event {
            Event::Start(tag) => {
                if let Tag::Heading { level, .. } = tag {
                    last_level = *level as usize;
                }
                match tag {
                    Tag::Paragraph if depth == 0 => paragraph = Some((range, String::new())),
                    Tag::Strong if depth == 1 => {}
                    _ => paragraph = None,
                }
                depth += 1;
            }
            Event::End(tag) => {
                depth = depth.saturating_sub(1);
                if *tag == TagEnd::Paragraph
                    && let Some((range, line)) = paragraph.take()
                    && is_section(&line, &text[range.clone()])
                {
                    let marks = "#".repeat((last_level + 1).min(6));
                    let end = range.start + text[range.clone()].trim_end().len();
                    edits.push(Edit::new(
                        range.start..end,
                        format!("{marks} {}", line.trim()),
                    ));
                }
            }
            Event::Text(words) => {
                if let Some((_, line)) = &mut paragraph {
                    line.push_str(words);
                }
            }
            _ => paragraph = None,
        }
    }
    edits
}

/// Whether a paragraph with the text `line` is used as a heading; `written` is its Markdown.
fn is_section(line: &str, written: &str) -> bool {
    let line = line.trim();
    let written = written.trim();
    let marked = written.starts_with("**") || written.starts_with("__") || line.ends_with(':');
    let name = line.trim_end_matches([':', '?', '.', ' ']).to_lowercase();
    marked && SECTIONS.contains(&name.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source_map::SourceMap;

    fn rewritten(text: &str) -> String {
        SourceMap::at(0).apply(text, &edits(text)).0
    }

    #[test]
    fn bold_and_bare_section_names_become_headings() {
        assert_eq!(
            rewritten("# T\n\n**Issue Summary:**\n\nx\n\nTimeline:\n\n* 13:45: y\n"),
            "# T\n\n## Issue Summary:\n\nx\n\n## Timeline:\n\n* 13:45: y\n"
        );
    }

    #[test]
    fn other_lines_stay() {
        for text in [
            "**Note:**\n",
            "Timeline\n",
            "**Impact:** none\n",
            "- **Impact:**\n",
            "> Impact:\n",
            "see\nImpact:\n",
        ] {
            assert_eq!(rewritten(text), text);
        }
    }
}
