//! Selection of the snippet in a text.

use std::ops::Range;

use super::model::Span;
use crate::analysis::{stem, tokenize};
use crate::sort;

/// Target length of a snippet in characters.
const TARGET_CHARS: usize = 180;
/// Number of characters before the first match.
const LEAD_CHARS: usize = 40;

/// The window with the most distinct terms; `None` if the text contains none of
/// them.
pub(super) fn best(text: &str, terms: &[String]) -> Option<Vec<Span>> {
    let found = matches(text, terms);
    let (first, _) = found.first()?;
    let mut best = (0, first.start);
    for (n, (start, _)) in found.iter().enumerate() {
        let end = step_forward(text, start.start, TARGET_CHARS - LEAD_CHARS);
        let mut words: Vec<usize> = Vec::new();
        let inside = found[n..].iter().take_while(|(range, _)| range.end <= end);
        let mut count = 0;
        for (_, word) in inside {
            count += 1;
            if !words.contains(word) {
                words.push(*word);
            }
        }
        // Distinct terms first, then frequency, then position.
        let worth = words.len() * 1000 + count.min(20);
        if worth > best.0 {
            best = (worth, start.start);
        }
    }
    let window = window(text, best.1);
    Some(spans(
        text,
        window,
        found.into_iter().map(|(range, _)| range),
    ))
}

/// The start of a text, for a hit without a match in its text.
pub(super) fn beginning(text: &str) -> Vec<Span> {
    spans(text, window(text, 0), std::iter::empty())
}

/// Byte ranges of the terms, each with a number that is the same for
/// inflections of one stem, in ascending order.
fn matches(text: &str, terms: &[String]) -> Vec<(Range<usize>, usize)> {
    let mut stems: Vec<String> = terms.iter().map(|term| stem(term)).collect();
    let words: Vec<usize> = (0..stems.len())
        .map(|n| stems.iter().position(|stem| *stem == stems[n]).unwrap_or(n))
        .collect();
    stems.clear();
    let mut found: Vec<(Range<usize>, usize)> = Vec::new();
    for token in tokenize(text) {
        if let Some(n) = terms.iter().position(|term| *term == token.text) {
            found.push((token.start..token.end, words[n]));
        }
    }
    sort::by_key(&mut found, |(range, _)| (range.start, range.end));
    found
}

/// The byte offset `characters` after `from`.
fn step_forward(text: &str, from: usize, characters: usize) -> usize {
    let rest = &text[from..];
    rest.char_indices()
        .nth(characters)
        .map_or(text.len(), |(at, _)| from + at)
}

/// The byte offset `characters` before `from`.
fn step_back(text: &str, from: usize, characters: usize) -> usize {
    let before = text[..from].char_indices().rev();
    before.take(characters).last().map_or(from, |(at, _)| at)
}

/// A window around a match at `at`, cut at word boundaries.
fn window(text: &str, at: usize) -> Range<usize> {
    let mut start = step_back(text, at, LEAD_CHARS);
    let end = step_forward(text, start, TARGET_CHARS);
    if end == text.len() {
        // Near the end of the text, more context before the match fits in.
        start = step_back(text, end, TARGET_CHARS).min(start);
    }
    if start > 0 {
        let space = text[start..at].find(char::is_whitespace);
        start = space.map_or(start, |space| start + space);
    }
    let mut cut = end;
    if end < text.len() && !text[end..].starts_with(char::is_whitespace) {
        let space = text[at..end].rfind(char::is_whitespace);
        cut = space
            .filter(|&space| space > 0)
            .map_or(end, |space| at + space);
    }
    start..cut
}

/// Converts a window to spans: white space is collapsed, `…` marks omitted
/// text.
fn spans(
    text: &str,
    window: Range<usize>,
    matches: impl Iterator<Item = Range<usize>>,
) -> Vec<Span> {
    let shown = &text[window.clone()];
    let start = window.start + shown.len() - shown.trim_start().len();
    let end = window.start + shown.trim_end().len();
    let mut out = SpanBuilder::default();
    if !text[..start.min(text.len())].trim().is_empty() {
        out.push("…", false);
    }
    let mut at = start;
    for range in matches {
        let range = range.start.max(at)..range.end.min(end);
        if range.start < range.end {
            out.push(&text[at..range.start], false);
            out.push(&text[range.clone()], true);
            at = range.end;
        }
    }
    if at < end {
        out.push(&text[at..end], false);
    }
    if !text[end.max(start)..].trim().is_empty() {
        out.push("…", false);
    }
    out.spans
}

#[derive(Default)]
struct SpanBuilder {
    spans: Vec<Span>,
    blank: bool,
}

impl SpanBuilder {
    fn push(&mut self, text: &str, hit: bool) {
        let mut collapsed = String::with_capacity(text.len());
        for c in text.chars() {
            if !c.is_whitespace() {
                collapsed.push(c);
                self.blank = false;
            } else if !self.blank {
                collapsed.push(' ');
                self.blank = true;
            }
        }
        if collapsed.is_empty() {
            return;
        }
        match self.spans.last_mut() {
            Some(last) if last.hit == hit => last.text.push_str(&collapsed),
            _ => self.spans.push(Span {
                text: collapsed,
                hit,
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str, terms: &[&str]) -> Option<String> {
        let terms: Vec<String> = terms.iter().map(|&term| term.to_owned()).collect();
        let mark = |span: Span| match span.hit {
            true => format!("[{}]", span.text),
            false => span.text,
        };
        best(text, &terms).map(|spans| spans.into_iter().map(mark).collect())
    }

    #[test]
    fn a_short_text_is_shown_whole() {
        let shown = show("Pods\n  are  restarting now.", &["restarting", "pods"]);
        assert_eq!(shown.as_deref(), Some("[Pods] are [restarting] now."));
        assert_eq!(show("Nothing here.", &["pods"]), None);
    }

    #[test]
    fn parts_of_identifiers_are_marked() {
        let shown = show("See KubePodCrashLooping.", &["pod"]);
        assert_eq!(shown.as_deref(), Some("See Kube[Pod]CrashLooping."));
    }

    #[test]
    fn the_window_with_most_words_is_cut_at_words() {
        let filler = "lorem ipsum dolor sit amet ".repeat(20);
        let text = format!("disk {filler}the disk of the node is full {filler}");
        let shown = show(&text, &["disk", "full"]).expect("words are there");
        assert!(
            shown.contains("the [disk] of the node is [full] lorem"),
            "{shown}"
        );
        assert!(shown.starts_with('…') && shown.ends_with('…'), "{shown}");
        let length = shown.chars().count();
        assert!((150..=200).contains(&length), "{length}");
        let words = shown.trim_matches('…').split_whitespace();
        let whole = |word: &str| text.contains(word.trim_matches(['[', ']']));
        assert!(words.into_iter().all(whole), "{shown}");
    }

    #[test]
    fn a_text_without_spaces_is_cut_all_the_same() {
        let text = format!("{}数据库{}", "连接".repeat(200), "失败".repeat(200));
        let shown = show(&text, &["数据", "据库"]).expect("words are there");
        assert!(shown.contains("[数据库]"), "{shown}");
    }
}
