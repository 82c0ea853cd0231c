//! Code blocks.

use std::ops::Range;

use super::page::FoundVariable;
use super::renderer::Renderer;
use crate::commands::{self, Danger};
use crate::escape;
use crate::flowchart;
use crate::highlight::{self, Fence, Mark, Output, Proof, Wrap};

/// What is dangerous in `code`, if it is typed anywhere; the gravest first.
fn dangers(language: &str, code: &str) -> Vec<(Danger, String)> {
    match language {
        "shell" | "console" | "sql" => commands::dangers(code),
        _ => Vec::new(),
    }
}

/// An element around each of several commands, so that one can be copied alone.
fn wraps(language: &str, code: &str, commands: &[Range<usize>]) -> Vec<Wrap> {
    if commands.len() < 2 {
        return Vec::new();
    }
    let wrap = |range: &Range<usize>| {
        let mut open = String::from("<span class=\"cmd\"");
        if let Some((gravest, _)) = dangers(language, &code[range.clone()]).first() {
            open.push_str(" data-danger=\"");
            open.push_str(gravest.says());
            open.push('"');
        }
        open.push('>');
        Wrap {
            range: range.clone(),
            open,
        }
    };
    commands.iter().map(wrap).collect()
}

impl Renderer<'_> {
    /// Writes a block of code; `info` is the text after the fence.
    pub(super) fn code_block(&mut self, info: &str, code: &str) {
        if self.flowchart(info, code) {
            return;
        }
        let fence = Fence::read(info, code);
        let follows = self.after_commands == Some(self.out.len());
        match fence.output {
            Some(Output::Expected) => return self.output(&fence, "Expected output", code),
            Some(Output::Sample) if follows && fence.title.is_none() => {
                return self.output(&fence, "Example output", code);
            }
            _ => {}
        }
        self.out.push("<div class=\"code\"");
        self.out.push_attribute("data-lang", fence.language);
        let dangers = dangers(fence.language, code);
        if let Some((gravest, _)) = dangers.first() {
            self.out.push_attribute("data-danger", gravest.says());
        }
        self.out.push(">");
        if !dangers.is_empty() {
            self.out.push("<p class=\"code__danger\">");
            self.out.push_text("Caution: ");
            for (index, (danger, words)) in dangers.iter().enumerate() {
                self.out
                    .push(if index == 0 { "<code>" } else { ", <code>" });
                self.out.push_text(words);
                self.out.push("</code> ");
                self.out.push_text(danger.says());
            }
            self.out.push("</p>");
        }
        if let Some(title) = &fence.title {
            self.sections.text(title);
            self.out.push("<div class=\"code__title\">");
            self.out.push_text(title);
            self.out.push("</div>");
        }
        let commands = commands::split_commands(fence.language, code);
        self.pre(&fence, code, &wraps(fence.language, code, &commands));
        if let Some(proof) = fence.proof {
            self.proof(proof);
        }
        self.out.push("</div>\n");
        self.after_commands = (!commands.is_empty()).then_some(self.out.len());
    }

    /// What commands print, which folds away.
    fn output(&mut self, fence: &Fence, label: &str, code: &str) {
        self.out
            .push("<details class=\"expect\" open=\"\"><summary>");
        self.out.push(label);
        self.out.push("</summary>");
        self.pre(fence, code, &[]);
        self.out.push("</details>\n");
    }

    fn pre(&mut self, fence: &Fence, code: &str, wraps: &[Wrap]) {
        self.sections.code_block(code);
        self.out.push("<pre tabindex=\"0\"><code>");
        let marks = self.placeholders(fence.language, code);
        self.out
            .push_with(|html| highlight::push(html, fence.language, code, &marks, wraps));
        self.out.push("</code></pre>");
    }

    /// How far the commands are proven, in few and quiet words.
    fn proof(&mut self, proof: Proof) {
        self.out.push(match proof {
            Proof::Tested => "<p class=\"code__proof\" data-proof=\"tested\">tested</p>",
            Proof::NotRun => {
                "<p class=\"code__proof\" data-proof=\"norun\">not tested, from the documentation</p>"
            }
        });
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
        self.out.push(&flowchart::placeholder(&id));
        self.flowcharts.push((id, drawn.html));
        true
    }

    /// The elements around the placeholders of a block; records their variables.
    fn placeholders(&mut self, language: &str, code: &str) -> Vec<Mark> {
        let mut marks = Vec::new();
        for placeholder in self.commands.placeholders(language, code) {
            let variable = commands::key(&placeholder.name);
            let mut open = String::from("<var class=\"kb-var\" data-var=\"");
            escape::push_attribute(&mut open, &variable);
            open.push_str("\" data-quote=\"");
            open.push_str(&placeholder.quoting);
            open.push_str("\">");
            match self
                .variables
                .iter_mut()
                .find(|known| known.key == variable)
            {
                Some(known) => known.default = known.default.take().or(placeholder.default),
                None => self.variables.push(FoundVariable {
                    key: variable,
                    default: placeholder.default,
                }),
            }
            marks.push(Mark {
                range: placeholder.range,
                open,
                close: "</var>",
            });
        }
        marks
    }
}
