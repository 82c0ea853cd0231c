//! Finds the front matter block of a document.

use std::ops::Range;

/// The language of front matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Yaml,
    Toml,
}

impl Format {
    /// Returns the name for messages.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Yaml => "YAML",
            Self::Toml => "TOML",
        }
    }

    fn fence(self) -> &'static str {
        match self {
            Self::Yaml => "---",
            Self::Toml => "+++",
        }
    }
}

/// A block of front matter.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct FrontMatterBlock {
    pub(super) format: Format,
    /// Bytes between the fences.
    pub(super) inner: Range<usize>,
    /// Bytes of the block with its fences.
    pub(super) whole: Range<usize>,
}

/// Returns the front matter that begins at byte `start` of `text`.
pub(super) fn find(text: &str, start: usize) -> Option<FrontMatterBlock> {
    let mut lines = text[start..].split_inclusive('\n');
    let first = lines.next()?;
    let format = [Format::Yaml, Format::Toml]
        .into_iter()
        .find(|format| first.trim_end() == format.fence())?;
    let inner_start = start + first.len();
    let mut at = inner_start;
    for (index, line) in lines.enumerate() {
        let written = line.trim_end();
        // A thematic break (`---`) before a paragraph is not front matter.
        if index == 0 && written.is_empty() && format == Format::Yaml {
            return None;
        }
        if written == format.fence() || (format == Format::Yaml && written == "...") {
            return Some(FrontMatterBlock {
                format,
                inner: inner_start..at,
                whole: start..at + line.len(),
            });
        }
        at += line.len();
    }
    None
}

/// Returns the bytes between an opening fence at `start` that is never closed and
/// the first empty line. The first of these lines must look like a key, since a
/// thematic break before a paragraph is not front matter.
pub(super) fn unclosed(text: &str, start: usize) -> Option<Range<usize>> {
    let mut lines = text[start..].split_inclusive('\n');
    let first = lines.next()?;
    let format = [Format::Yaml, Format::Toml]
        .into_iter()
        .find(|format| first.trim_end() == format.fence())?;
    let separator = if format == Format::Yaml { ':' } else { '=' };
    let is_key = |line: &str| {
        line.split_once(separator).is_some_and(|(key, _)| {
            let key = key.trim();
            !key.is_empty()
                && key
                    .chars()
                    .all(|char| char.is_alphanumeric() || matches!(char, '_' | '-'))
        })
    };
    let begin = start + first.len();
    let mut end = begin;
    for line in lines.take_while(|line| !line.trim().is_empty()) {
        if end == begin && !is_key(line) {
            return None;
        }
        end += line.len();
    }
    (end > begin).then_some(begin..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fences_are_lines_of_their_own() {
        let text = "---\r\na: 1\r\n---\r\nbody";
        let block = find(text, 0).unwrap();
        assert_eq!(&text[block.inner], "a: 1\r\n");
        assert_eq!(&text[block.whole.end..], "body");
        assert_eq!(find("+++\nx = 1\n+++", 0).unwrap().format, Format::Toml);
        for text in [
            "---\n\nparagraph\n\n---\n",
            "---\nopen",
            "----\na\n---\n",
            "text",
            "",
        ] {
            assert_eq!(find(text, 0), None, "{text}");
        }
    }

    #[test]
    fn keys_behind_an_open_fence_are_found() {
        let text = "---\ndraft: true\ntitle: x\n\nbody";
        assert_eq!(&text[unclosed(text, 0).unwrap()], "draft: true\ntitle: x\n");
        for text in [
            "---\nA paragraph: with a colon\n",
            "---\n\ndraft: true\n",
            "text\n",
            "---\n",
            "+++\na: b\n",
        ] {
            assert_eq!(unclosed(text, 0), None, "{text}");
        }
    }
}
