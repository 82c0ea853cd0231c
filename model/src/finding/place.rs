//! Converts byte offsets into lines and columns.

/// The byte order mark that some editors write; it has no column.
pub const BOM: char = '\u{feff}';

/// Returns line and column (in characters) of the byte `offset`, both from 1.
#[must_use]
pub fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    let before = &text.as_bytes()[..offset.min(text.len())];
    let line = before.iter().filter(|&&byte| byte == b'\n').count() + 1;
    let start = before
        .iter()
        .rposition(|&byte| byte == b'\n')
        .map_or(0, |newline| newline + 1);
    let head = String::from_utf8_lossy(&before[start..]);
    let head = if start == 0 {
        head.strip_prefix(BOM).unwrap_or(&head)
    } else {
        &head
    };
    (line, head.chars().count() + 1)
}

/// The beginnings of the lines of a text, for many look-ups in one text.
#[derive(Debug, Clone)]
pub struct Lines(Vec<u32>);

impl Lines {
    /// Finds the beginnings of all lines.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let newlines = text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n');
        // Four bytes a line, since up to a hundred thousand documents are in
        // memory at once.
        let starts = newlines.map(|(at, _)| u32::try_from(at + 1).unwrap_or(u32::MAX));
        let mut starts: Vec<u32> = std::iter::once(0).chain(starts).collect();
        starts.shrink_to_fit();
        Self(starts)
    }

    /// Returns the line (from 1) that contains the byte `offset`.
    #[must_use]
    pub fn line(&self, offset: usize) -> usize {
        let offset = u32::try_from(offset).unwrap_or(u32::MAX);
        self.0.partition_point(|&start| start <= offset)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_ignore_the_bom() {
        assert_eq!(line_and_column("\u{feff}äb\nüc", 5), (1, 2));
        assert_eq!(line_and_column("\u{feff}äb\nüc", 9), (2, 2));
        assert_eq!(line_and_column("", 0), (1, 1));
        assert_eq!(line_and_column("a\n", 2), (2, 1));
    }

    #[test]
    fn lines_agree_with_counting() {
        let text = "one\n\ntwo\r\nthree";
        let lines = Lines::new(text);
        for offset in 0..text.len() {
            assert_eq!(lines.line(offset), line_and_column(text, offset).0);
        }
    }
}
