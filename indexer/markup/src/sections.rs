//! Collects the searchable text of a page by section.

use super::compact::compact;
use model::{SearchText, Section, SectionText};

/// The separator between the next words and the words before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
enum Gap {
    #[default]
    None,
    Space,
    Cell,
    Block,
}

impl Gap {
    fn text(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Space => " ",
            Self::Cell => " | ",
            Self::Block => "\n",
        }
    }
}

/// Builds the sections while a page is rendered.
#[derive(Debug)]
pub(crate) struct Sections {
    done: Vec<Section>,
    texts: SearchText,
    current: Section,
    current_text: SectionText,
    /// Levels of the headings above the current section, outermost first.
    above: Vec<u8>,
    prose: Gap,
    text: Gap,
}

impl Sections {
    /// Starts with the text before the first heading.
    pub(crate) fn new() -> Self {
        Self {
            done: Vec::new(),
            texts: SearchText::new(),
            current: Section {
                line: 1,
                ..Section::default()
            },
            current_text: SectionText::default(),
            above: Vec::new(),
            prose: Gap::None,
            text: Gap::None,
        }
    }

    /// Starts the section of a heading.
    pub(crate) fn heading(&mut self, heading: &str, anchor: &str, level: u8, line: usize) {
        let mut ancestors = self.current.ancestors.clone();
        if self.current.level > 0 {
            self.above.push(self.current.level);
            ancestors.push(self.current.heading.clone());
        }
        while self.above.last().is_some_and(|&above| above >= level) {
            self.above.pop();
            ancestors.pop();
        }
        let next = Section {
            heading: heading.to_owned(),
            anchor: anchor.to_owned(),
            level,
            ancestors,
            line,
        };
        self.done.push(std::mem::replace(&mut self.current, next));
        self.texts.push(std::mem::take(&mut self.current_text));
        (self.prose, self.text) = (Gap::None, Gap::None);
    }

    /// Adds words of prose.
    pub(crate) fn text(&mut self, words: &str) {
        self.push_prose(words);
        self.push_text(words);
    }

    /// Adds inline code, which is both prose and code.
    pub(crate) fn inline_code(&mut self, code: &str) {
        self.push_prose(code);
        self.push_text(code);
        self.push_code(code);
    }

    /// Adds a block of code.
    pub(crate) fn code_block(&mut self, code: &str) {
        let code = code.trim_end_matches(['\n', '\r']);
        self.block();
        self.push_text(code);
        self.push_code(code);
        self.block();
    }

    /// Separates the next words with a space, as after a line break.
    pub(crate) fn space(&mut self) {
        self.gap(Gap::Space);
    }

    /// Starts a new table cell.
    pub(crate) fn cell(&mut self) {
        self.gap(Gap::Cell);
    }

    /// Starts a new block.
    pub(crate) fn block(&mut self) {
        self.gap(Gap::Block);
    }

    /// Whether the heading of the section or of an ancestor is one of `names` (in lower case).
    pub(crate) fn is_under(&self, names: &[&str]) -> bool {
        let own = std::iter::once(&self.current.heading);
        own.chain(&self.current.ancestors)
            .any(|heading| names.contains(&heading.trim().to_lowercase().as_str()))
    }

    /// Returns all sections, and their text for the search.
    pub(crate) fn finish(mut self) -> (Vec<Section>, SearchText) {
        self.done.push(self.current);
        self.texts.push(self.current_text);
        for section in &mut self.texts {
            for text in [&mut section.prose, &mut section.code, &mut section.text] {
                *text = compact(text);
            }
        }
        self.done.shrink_to_fit();
        self.texts.shrink_to_fit();
        (self.done, self.texts)
    }

    fn gap(&mut self, gap: Gap) {
        self.prose = self.prose.max(gap);
        self.text = self.text.max(gap);
    }

    fn push_prose(&mut self, words: &str) {
        push(&mut self.current_text.prose, &mut self.prose, words);
    }

    fn push_text(&mut self, words: &str) {
        push(&mut self.current_text.text, &mut self.text, words);
    }

    fn push_code(&mut self, code: &str) {
        let mut gap = Gap::Block;
        push(&mut self.current_text.code, &mut gap, code);
    }
}

fn push(out: &mut String, gap: &mut Gap, words: &str) {
    if words.is_empty() {
        return;
    }
    if !out.is_empty() {
        out.push_str(gap.text());
    }
    out.push_str(words);
    *gap = Gap::None;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_kept_apart_as_on_the_page() {
        let mut sections = Sections::new();
        sections.text("Run");
        sections.space();
        sections.inline_code("ls");
        sections.block();
        sections.code_block("a\nb\n");
        sections.text("a");
        sections.cell();
        sections.text("b");
        let section = &sections.finish().1[0];
        assert_eq!(section.prose, "Run ls\na | b");
        assert_eq!(section.code, "ls\na\nb");
        assert_eq!(section.text, "Run ls\na\nb\na | b");
    }

    #[test]
    fn ancestors_follow_the_levels() {
        let mut sections = Sections::new();
        for (heading, level) in [("A", 2), ("B", 3), ("C", 4), ("D", 3), ("E", 2)] {
            sections.heading(heading, "", level, 1);
        }
        let (all, texts) = sections.finish();
        assert_eq!(texts.len(), all.len());
        let paths: Vec<String> = all.iter().map(|s| s.ancestors.join("/")).collect();
        assert_eq!(paths, ["", "", "A", "A/B", "A", ""]);
    }
}
