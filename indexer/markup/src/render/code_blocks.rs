//! Code blocks.

use std::ops::Range;

use pulldown_cmark::{Event, TagEnd};

use super::flowcharts::Flowcharts;
use super::html_writer::HtmlWriter;
use super::page::FoundVariable;
use crate::commands::{self, Commands, Danger};
use crate::escape;
use crate::events::Placed;
use crate::highlight::{self, Fence, Mark, Output, Proof, Wrap};
use crate::outline::Outline;
use crate::sections::Sections;

/// Writes the code blocks of a page, in order, and collects what they hold.
pub(super) struct CodeBlocks<'a> {
    commands: Commands,
    variables: Vec<FoundVariable>,
    flowcharts: Flowcharts<'a>,
    /// Length of the HTML when the last block of commands ended.
    after_commands: Option<usize>,
}

/// What the code blocks of a page hold.
pub(super) struct CodeContents<'a> {
    /// The variables in its commands.
    pub(super) variables: Vec<FoundVariable>,
    /// The flowcharts, for which the HTML holds placeholders.
    pub(super) flowcharts: Flowcharts<'a>,
}

impl<'a> CodeBlocks<'a> {
    /// No blocks yet, on a page with this outline that declares the variables `declared`.
    pub(super) fn new(outline: &'a Outline, declared: &[&str]) -> Self {
        Self {
            commands: Commands::new(declared.iter().copied()),
            variables: Vec::new(),
            flowcharts: Flowcharts::new(outline),
            after_commands: None,
        }
    }

    /// Writes a block of code; `info` is the text after the fence.
    pub(super) fn write(
        &mut self,
        info: &str,
        code: &str,
        out: &mut HtmlWriter,
        sections: &mut Sections,
    ) {
        if self.flowcharts.draw(info, code, out, sections) {
            return;
        }
        let fence = Fence::read(info, code);
        let follows = self.after_commands == Some(out.len());
        match fence.output {
            Some(Output::Expected) => {
                return self.output(&fence, "Expected output", code, out, sections);
            }
            Some(Output::Sample) if follows && fence.title.is_none() => {
                return self.output(&fence, "Example output", code, out, sections);
            }
            _ => {}
        }
        out.push("<div class=\"code\"");
        out.push_attribute("data-lang", fence.language);
        let dangers = dangers(fence.language, code);
        if let Some((gravest, _)) = dangers.first() {
            out.push_attribute("data-danger", gravest.says());
        }
        out.push(">");
        if !dangers.is_empty() {
            out.push("<p class=\"code__danger\">");
            out.push_text("Caution: ");
            for (index, (danger, words)) in dangers.iter().enumerate() {
                out.push(if index == 0 { "<code>" } else { ", <code>" });
                out.push_text(words);
                out.push("</code> ");
                out.push_text(danger.says());
            }
            out.push("</p>");
        }
        if let Some(title) = &fence.title {
            sections.text(title);
            out.push("<div class=\"code__title\">");
            out.push_text(title);
            out.push("</div>");
        }
        let commands = commands::split_commands(fence.language, code);
        let wraps = wraps(fence.language, code, &commands);
        self.pre(&fence, code, &wraps, out, sections);
        if let Some(proof) = fence.proof {
            out.push(proof_html(proof));
        }
        out.push("</div>\n");
        self.after_commands = (!commands.is_empty()).then_some(out.len());
    }

    /// What commands print, which folds away.
    fn output(
        &mut self,
        fence: &Fence,
        label: &str,
        code: &str,
        out: &mut HtmlWriter,
        sections: &mut Sections,
    ) {
        out.push("<details class=\"expect\" open=\"\"><summary>");
        out.push(label);
        out.push("</summary>");
        self.pre(fence, code, &[], out, sections);
        out.push("</details>\n");
    }

    fn pre(
        &mut self,
        fence: &Fence,
        code: &str,
        wraps: &[Wrap],
        out: &mut HtmlWriter,
        sections: &mut Sections,
    ) {
        sections.code_block(code);
        out.push("<pre tabindex=\"0\"><code>");
        let marks = self.placeholders(fence.language, code);
        out.push_with(|html| highlight::push(html, fence.language, code, &marks, wraps));
        out.push("</code></pre>");
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

    /// What the blocks held.
    pub(super) fn finish(self) -> CodeContents<'a> {
        CodeContents {
            variables: self.variables,
            flowcharts: self.flowcharts,
        }
    }
}

/// The code of the block that begins at `index`, and the index of the event after it.
pub(super) fn read(events: &[Placed<'_>], index: usize) -> (String, usize) {
    let mut code = String::new();
    let mut next = index + 1;
    for (event, _) in &events[next..] {
        next += 1;
        match event {
            Event::End(TagEnd::CodeBlock) => break,
            Event::Text(text) => code.push_str(text),
            _ => {}
        }
    }
    (code, next)
}

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

/// How far the commands are proven, in few and quiet words.
fn proof_html(proof: Proof) -> &'static str {
    match proof {
        Proof::Tested => "<p class=\"code__proof\" data-proof=\"tested\">tested</p>",
        Proof::NotRun => {
            "<p class=\"code__proof\" data-proof=\"norun\">not tested, from the documentation</p>"
        }
    }
}
