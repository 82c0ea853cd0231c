//! Tables.

use pulldown_cmark::Alignment;

use super::html_writer::HtmlWriter;

/// Opens every table, that of raw HTML too. The element around it scrolls by itself, by
/// keyboard too.
pub(super) const OPEN: &str =
    "<div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table\"><table>";
/// Closes what [`OPEN`] opens.
pub(super) const CLOSE: &str = "</table></div>\n";

/// The tables of Markdown that are open.
#[derive(Default)]
pub(super) struct Tables {
    open: Vec<OpenTable>,
}

/// A table that is being written.
struct OpenTable {
    alignments: Vec<Alignment>,
    /// Index of the next cell's column.
    column: usize,
    in_head: bool,
}

impl Tables {
    /// Opens a table whose columns have these `alignments`.
    pub(super) fn start(&mut self, alignments: &[Alignment], out: &mut HtmlWriter) {
        out.push(OPEN);
        out.push("\n");
        self.open.push(OpenTable {
            alignments: alignments.to_vec(),
            column: 0,
            in_head: false,
        });
    }

    /// Closes the innermost table.
    pub(super) fn end(&mut self, out: &mut HtmlWriter) {
        self.open.pop();
        out.push("</tbody>");
        out.push(CLOSE);
    }

    /// Opens the row of headers.
    pub(super) fn start_head(&mut self, out: &mut HtmlWriter) {
        out.push("<thead><tr>");
        if let Some(table) = self.open.last_mut() {
            table.in_head = true;
        }
    }

    /// Closes the row of headers; the other rows follow.
    pub(super) fn end_head(&mut self, out: &mut HtmlWriter) {
        if let Some(table) = self.open.last_mut() {
            table.in_head = false;
            table.column = 0;
        }
        out.push("</tr></thead>\n<tbody>\n");
    }

    /// Opens a cell, which is a header within the row of headers.
    pub(super) fn start_cell(&mut self, out: &mut HtmlWriter) {
        let Some(table) = self.open.last_mut() else {
            return;
        };
        // A row ends when as many cells as columns were written.
        if table.column >= table.alignments.len() {
            table.column = 0;
        }
        let class = match table.alignments.get(table.column) {
            Some(Alignment::Right) => " class=\"ta-r\"",
            Some(Alignment::Center) => " class=\"ta-c\"",
            _ => "",
        };
        table.column += 1;
        let element = if table.in_head {
            "<th scope=\"col\""
        } else {
            "<td"
        };
        out.push(element);
        out.push(class);
        out.push(">");
    }

    /// Closes a cell.
    pub(super) fn end_cell(&mut self, out: &mut HtmlWriter) {
        let in_head = self.open.last().is_some_and(|table| table.in_head);
        out.push(if in_head { "</th>" } else { "</td>" });
    }
}
