//! Code blocks.

use super::{FoundVariable, Renderer};
use crate::commands;
use crate::flowchart;
use crate::markdown::escape;
use crate::markdown::highlight::{self, Mark};

impl Renderer<'_> {
    /// Writes a block of code; `info` is what stands behind the fence.
    pub(super) fn code_block(&mut self, info: &str, code: &str) {
        if self.flowchart(info, code) {
            return;
        }
        let fence = highlight::Fence::read(info, code);
        self.push("<div class=\"code\"");
        self.push_attribute("data-lang", fence.language);
        let dangers = match fence.language {
            "shell" | "console" | "sql" => commands::dangers(code),
            _ => Vec::new(),
        };
        if let Some((gravest, _)) = dangers.first() {
            self.push_attribute("data-danger", gravest.says());
        }
        self.push(">");
        if !dangers.is_empty() {
            self.push("<p class=\"code__danger\">");
            self.push_text("Careful: ");
            for (index, (danger, words)) in dangers.iter().enumerate() {
                self.push(if index == 0 { "<code>" } else { ", <code>" });
                self.push_text(words);
                self.push("</code> ");
                self.push_text(danger.says());
            }
            self.push("</p>");
        }
        if let Some(title) = &fence.title {
            self.sections.text(title);
            self.push("<div class=\"code__title\">");
            self.push_text(title);
            self.push("</div>");
        }
        self.sections.code_block(code);
        self.push("<pre tabindex=\"0\"><code>");
        let marks = self.places(fence.language, code);
        highlight::push(&mut self.out, fence.language, code, &marks);
        self.push("</code></pre></div>\n");
    }

    /// Draws a block of Mermaid, if it is a flowchart that we understand.
    fn flowchart(&mut self, info: &str, code: &str) -> bool {
        let language = info.split([' ', ',', '{']).next().unwrap_or_default();
        if self.inline || !language.eq_ignore_ascii_case("mermaid") {
            return false;
        }
        let mut id = format!("kb-flow-{}", self.flowcharts.len() + 1);
        let taken = |id: &str| {
            let outline = &self.page.outline;
            outline.has_id(id)
                || ["title", "desc"]
                    .iter()
                    .any(|part| outline.has_id(&format!("{id}-{part}")))
        };
        while taken(&id) {
            id.push('x');
        }
        let Some(drawn) = flowchart::render(code, &id) else {
            return false;
        };
        for sentence in &drawn.sentences {
            self.sections.text(sentence);
            self.sections.block();
        }
        self.push(&flowchart::placeholder(&id));
        self.flowcharts.push((id, drawn.html));
        true
    }

    /// The elements that hold the places of a block, which become known as the
    /// page's variables.
    fn places(&mut self, language: &str, code: &str) -> Vec<Mark> {
        let mut marks = Vec::new();
        for place in self.commands.places(language, code) {
            let variable = commands::key(&place.name);
            let mut open = String::from("<var class=\"kb-var\" data-var=\"");
            escape::push_attribute(&mut open, &variable);
            open.push_str("\" data-quote=\"");
            open.push_str(&place.quoting);
            open.push_str("\">");
            match self
                .variables
                .iter_mut()
                .find(|known| known.key == variable)
            {
                Some(known) => known.default = known.default.take().or(place.default),
                None => self.variables.push(FoundVariable {
                    key: variable,
                    default: place.default,
                }),
            }
            marks.push(Mark {
                range: place.range,
                open,
                close: "</var>",
            });
        }
        marks
    }
}
