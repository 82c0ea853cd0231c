//! Formats findings for people, in the style of rustc.

use std::collections::HashMap;
use std::sync::Arc;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use model::finding::{Diagnostic, Severity};

/// Renders findings with the lines that they refer to; `sources` are pairs of
/// path and text.
#[must_use]
pub fn render_human(
    diagnostics: &[Diagnostic],
    sources: &[(String, Arc<str>)],
    colour: bool,
) -> String {
    let renderer = if colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let sources: HashMap<&str, &str> = sources
        .iter()
        .map(|(path, text)| (path.as_str(), &**text))
        .collect();
    diagnostics
        .iter()
        .map(|found| {
            let groups = report(found, sources.get(found.path.as_str()).copied());
            format!("{}\n\n", renderer.render(&groups))
        })
        .collect()
}

fn report<'a>(found: &'a Diagnostic, source: Option<&'a str>) -> Vec<Group<'a>> {
    let level = match found.severity {
        Severity::Notice => Level::NOTE.with_name("notice"),
        Severity::Warning => Level::WARNING,
        Severity::Error => Level::ERROR,
    };
    let title = level.primary_title(&found.message).id(found.code);
    let group = match excerpt(found, source) {
        Some((lines, span)) => {
            let mut annotation = AnnotationKind::Primary.span(span);
            if !found.label.is_empty() {
                annotation = annotation.label(&found.label);
            }
            title.element(
                Snippet::source(lines)
                    .path(&found.path)
                    .line_start(found.line)
                    .annotation(annotation),
            )
        }
        None => {
            let mut origin = Origin::path(&found.path);
            if found.line > 0 {
                origin = origin.line(found.line).char_column(found.column);
            }
            title.element(origin)
        }
    };
    let group = match &found.help {
        Some(help) => group.element(Level::HELP.message(help)),
        None => group,
    };
    vec![group]
}

/// Returns the lines that a finding refers to, and its span within them. The
/// renderer reads all text that it is given, so it gets only these lines.
fn excerpt<'a>(
    found: &Diagnostic,
    source: Option<&'a str>,
) -> Option<(&'a str, std::ops::Range<usize>)> {
    const MOST_LINES: usize = 6;
    let (source, span) = (source?, found.span.clone()?);
    if span.end > source.len() || !source.is_char_boundary(span.start) {
        return None;
    }
    let start = source[..span.start].rfind('\n').map_or(0, |at| at + 1);
    let start = start + source[start..].chars().next().map_or(0, bom_width);
    let longest = source[span.start..]
        .match_indices('\n')
        .nth(MOST_LINES - 1)
        .map_or(source.len(), |(at, _)| span.start + at);
    let mut end = span.end.min(longest).max(span.start);
    while !source.is_char_boundary(end) {
        end -= 1;
    }
    let last = source[end..].find('\n').map_or(source.len(), |at| end + at);
    let lines = source[start..last].trim_end_matches('\r');
    let from = span.start.max(start) - start;
    let to = (end.max(start) - start).min(lines.len());
    Some((lines, from.min(to)..to))
}

fn bom_width(first: char) -> usize {
    if first == model::finding::BOM {
        first.len_utf8()
    } else {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::finding::rules;

    #[test]
    fn a_finding_shows_its_line() {
        let text = "---\ntitle: x\n---\n\nSee [y](nowhere.md).\n";
        let found = Diagnostic::new(&rules::UNRESOLVED_LINK, "a.md", "`nowhere.md` is no page")
            .at(text, 26..36)
            .label("not found")
            .help("correct the path");
        let shown = render_human(&[found], &[("a.md".to_owned(), Arc::from(text))], false);
        insta::assert_snapshot!(shown, @r##"
warning[unresolved-link]: `nowhere.md` is no page
 --> a.md:5:9
  |
5 | See [y](nowhere.md).
  |         ^^^^^^^^^^ not found
  |
  = help: correct the path
"##);
    }

    #[test]
    fn a_finding_without_source_names_its_place() {
        let found = Diagnostic::new(&rules::NOT_UTF8, "a.md", "not UTF-8").at("ab", 1..2);
        insta::assert_snapshot!(render_human(&[found], &[], false), @r##"
error[not-utf8]: not UTF-8
--> a.md:1:2
"##);
    }
}
