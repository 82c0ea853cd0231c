//! Maps positions in rewritten text to positions in the file.

use std::ops::Range;

/// Maps offsets of rewritten text to offsets of the file it came from.
///
/// A rewritten text is a sequence of stretches. Each stretch is either copied from the file or
/// inserted by an edit. All offsets in an inserted stretch map to the position of the edit.
#[derive(Debug, Clone)]
pub struct SourceMap(Vec<Stretch>);

#[derive(Debug, Clone, Copy)]
struct Stretch {
    /// Where it begins in the rewritten text.
    start: usize,
    /// Where it begins in the file.
    source: usize,
    /// Whether it was copied.
    copied: bool,
}

/// Replaces `range` by `text`.
#[derive(Debug, Clone)]
pub struct Edit {
    pub range: Range<usize>,
    pub text: String,
}

impl Edit {
    pub fn new(range: Range<usize>, text: impl Into<String>) -> Self {
        let text = text.into();
        Self { range, text }
    }
}

impl SourceMap {
    /// Creates the map of an unchanged text that starts at `base` in the file.
    pub fn at(base: usize) -> Self {
        Self(vec![Stretch {
            start: 0,
            source: base,
            copied: true,
        }])
    }

    /// Creates the map of a text that replaces `span` of the file.
    pub fn within(span: &Range<usize>) -> Self {
        Self(vec![Stretch {
            start: 0,
            source: span.start,
            copied: false,
        }])
    }

    /// Returns the position in the file of `offset`.
    pub fn source(&self, offset: usize) -> usize {
        let index = self.0.partition_point(|stretch| stretch.start <= offset);
        let stretch = self.0[index.saturating_sub(1)];
        if stretch.copied {
            stretch.source + (offset - stretch.start)
        } else {
            stretch.source
        }
    }

    /// Returns the range in the file of `range`.
    pub fn span(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.source(range.start);
        // The end is derived from the last byte, because the byte after it may
        // have another origin.
        let end = if range.is_empty() {
            start
        } else {
            self.source(range.end - 1) + 1
        };
        start..end.max(start)
    }

    /// Applies `edits` (in order, without overlaps) to `text`, which this map belongs to.
    pub fn apply(&self, text: &str, edits: &[Edit]) -> (String, Self) {
        let mut out = String::with_capacity(text.len() + edits.len() * 4);
        let mut stretches = Vec::with_capacity(self.0.len() + edits.len() * 2);
        let mut done = 0;
        for edit in edits {
            self.copy(text, done..edit.range.start, &mut out, &mut stretches);
            if !edit.text.is_empty() {
                stretches.push(Stretch {
                    start: out.len(),
                    source: self.source(edit.range.start),
                    copied: false,
                });
                out.push_str(&edit.text);
            }
            done = edit.range.end;
        }
        self.copy(text, done..text.len(), &mut out, &mut stretches);
        if stretches.is_empty() {
            stretches.push(Stretch {
                start: 0,
                source: self.source(0),
                copied: false,
            });
        }
        (out, Self(stretches))
    }

    /// Copies `range` of `text` with its stretches.
    fn copy(&self, text: &str, range: Range<usize>, out: &mut String, to: &mut Vec<Stretch>) {
        if range.is_empty() {
            return;
        }
        let shift = |offset: usize| out.len() + (offset - range.start);
        let first = self
            .0
            .partition_point(|stretch| stretch.start <= range.start)
            .saturating_sub(1);
        for stretch in &self.0[first..] {
            if stretch.start >= range.end {
                break;
            }
            let start = stretch.start.max(range.start);
            to.push(Stretch {
                start: shift(start),
                source: if stretch.copied {
                    stretch.source + (start - stretch.start)
                } else {
                    stretch.source
                },
                copied: stretch.copied,
            });
        }
        out.push_str(&text[range]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_survive_two_rounds_of_edits() {
        let file = "0123456789";
        let map = SourceMap::at(100);
        let (text, map) = map.apply(file, &[Edit::new(2..4, "ab"), Edit::new(6..6, "XYZ")]);
        assert_eq!(text, "01ab45XYZ6789");
        let (text, map) = map.apply(&text, &[Edit::new(0..1, ""), Edit::new(7..8, "--")]);
        assert_eq!(text, "1ab45X--Z6789");
        let from = |needle: &str| map.source(text.find(needle).unwrap());
        assert_eq!(from("1"), 101);
        assert_eq!(from("ab"), 102);
        assert_eq!(from("45"), 104);
        assert_eq!(from("Z"), 106);
        assert_eq!(from("789"), 107);
        let at = text.find("789").unwrap();
        assert_eq!(map.span(&(at..at + 3)), 107..110);
    }
}
