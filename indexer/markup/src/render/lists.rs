//! Lists: plain ones, steps to tick off, and decision paths.

use super::decisions::Decisions;
use super::html_writer::HtmlWriter;
use super::steps::Steps;
use crate::events::Placed;
use crate::sections::Sections;

/// The lists and items that are open.
pub(super) struct Lists<'a> {
    decisions: Decisions,
    steps: Steps<'a>,
}

impl<'a> Lists<'a> {
    /// No lists yet; `text` is the prepared text, and `has_steps` says whether the page holds
    /// procedures.
    pub(super) fn new(text: &'a str, has_steps: bool) -> Self {
        Self {
            decisions: Decisions::default(),
            steps: Steps::new(text, has_steps),
        }
    }

    /// Opens the list at `index`, whose first number is `start` if it is numbered.
    pub(super) fn start(
        &mut self,
        start: Option<u64>,
        events: &[Placed<'_>],
        index: usize,
        in_footnote: bool,
        out: &mut HtmlWriter,
        sections: &Sections,
    ) {
        self.steps.open_list(start, in_footnote, sections);
        let is_decision = self.decisions.open_list(start, events, index, out);
        match start {
            None => out.push("<ul"),
            Some(1) => out.push("<ol"),
            Some(start) => out.push(&format!("<ol start=\"{start}\"")),
        }
        if is_decision {
            out.push(" class=\"decision\"");
        }
        out.push(">\n");
    }

    /// Closes the innermost list.
    pub(super) fn end(&mut self, ordered: bool, out: &mut HtmlWriter) {
        self.steps.close_list();
        self.decisions.close_list();
        out.push(if ordered { "</ol>\n" } else { "</ul>\n" });
    }

    /// Opens the item at `index`: a branch of a decision, a step, or neither.
    pub(super) fn start_item(
        &mut self,
        events: &[Placed<'_>],
        index: usize,
        in_footnote: bool,
        out: &mut HtmlWriter,
        sections: &Sections,
    ) {
        if !self.decisions.open_item(events, index, out) {
            self.steps
                .open_item(events, index, in_footnote, out, sections);
        }
    }

    /// Closes the innermost item.
    pub(super) fn end_item(&mut self, out: &mut HtmlWriter) {
        self.decisions.close_item(out);
        out.push("</li>\n");
    }

    /// Where the condition of a branch ends in the text at `index`, if it ends there; only the
    /// first call says so.
    pub(super) fn take_condition_end(&mut self, index: usize) -> Option<usize> {
        self.decisions.take_condition_end(index)
    }

    /// How many steps there were.
    pub(super) fn steps(&self) -> usize {
        self.steps.count()
    }
}
