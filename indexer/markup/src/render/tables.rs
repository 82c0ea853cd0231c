//! Tables.

use pulldown_cmark::Alignment;

use super::open_elements::OpenTable;
use super::renderer::Renderer;

/// The element around every table; it scrolls by itself, by keyboard too.
pub(super) const OPEN: &str =
    "<div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table\"><table>";
pub(super) const CLOSE: &str = "</table></div>\n";

impl Renderer<'_> {
    pub(super) fn start_table(&mut self, alignments: &[Alignment]) {
        self.out.push(OPEN);
        self.out.push("\n");
        self.tables.push(OpenTable {
            alignments: alignments.to_vec(),
            column: 0,
            in_head: false,
        });
    }

    pub(super) fn start_table_head(&mut self) {
        self.out.push("<thead><tr>");
        if let Some(table) = self.tables.last_mut() {
            table.in_head = true;
        }
    }

    pub(super) fn end_table_head(&mut self) {
        if let Some(table) = self.tables.last_mut() {
            table.in_head = false;
            table.column = 0;
        }
        self.close_block("</tr></thead>\n<tbody>\n");
    }

    pub(super) fn end_table(&mut self) {
        self.tables.pop();
        self.out.push("</tbody>");
        self.close_block(CLOSE);
    }

    pub(super) fn start_cell(&mut self) {
        let Some(table) = self.tables.last_mut() else {
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
        self.out.push(element);
        self.out.push(class);
        self.out.push(">");
    }

    pub(super) fn end_cell(&mut self) {
        self.close_inline();
        let in_head = self.tables.last().is_some_and(|table| table.in_head);
        self.out.push(if in_head { "</th>" } else { "</td>" });
        self.sections.cell();
    }
}
