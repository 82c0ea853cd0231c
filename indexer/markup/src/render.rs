//! Writes a page's HTML and, in the same pass, its searchable sections.

mod blocks;
mod callouts;
mod code;
mod decision;
mod footnotes;
mod heading;
mod images;
mod inline;
mod links;
mod raw;
mod steps;
mod tables;
mod urls;

use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::Event;

use self::blocks::Quote;
use self::decision::Level;
use self::footnotes::Footnotes;
use self::links::OpenLink;
use self::steps::OpenList;
use self::tables::OpenTable;
use super::compact::compact;
use super::escape;
use super::events;
use super::outline::Outline;
use super::prepare::Prepared;
use super::sanitize;
use super::sections::Sections;
use crate::commands::Commands;
use crate::flowchart;
use model::finding::{Findings, Lines};
use model::{SearchText, Section};

pub use inline::inline;

/// Resolves what a document refers to; `span` is the reference's place in the file.
pub trait Resolve {
    /// Resolves a link's destination.
    fn link(&self, destination: &str, span: Range<usize>) -> Link;
    /// Resolves an image's source.
    fn image(&self, source: &str, span: Range<usize>) -> Image;
}

/// A resolved link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Link {
    /// A page, a section or a file of this site, relative to the page.
    Internal(String),
    /// Another site, a mail address or a telephone.
    External(String),
    /// No target; the string is the reason shown to the reader.
    Broken(String),
}

/// A resolved image.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Image {
    /// A file of this site, relative to the page, with its width and height if known.
    File(String, Option<(u32, u32)>),
    /// Another site's image, which becomes a link.
    Foreign(String),
    /// No target; the string is the reason shown to the reader.
    Broken(String),
}

/// What is rendered.
pub struct Page<'a> {
    /// The prepared body.
    pub prepared: &'a Prepared,
    /// Its outline.
    pub outline: &'a Outline,
    /// The lines of the file.
    pub lines: &'a Lines,
    /// Front matter that could not be read and is shown as text: its language and itself.
    pub unread: Option<(&'a str, &'a str)>,
    /// Names of the variables that the front matter declares.
    pub declared: Vec<&'a str>,
    /// Whether its numbered lists and tasks are steps to tick off.
    pub has_steps: bool,
}

/// A rendered page.
#[derive(Debug)]
pub struct Rendered {
    /// Well-formed, sanitised HTML.
    pub html: String,
    /// The sections in reading order; the first holds the text before any heading.
    pub sections: Vec<Section>,
    /// What is searched of them.
    pub texts: SearchText,
    /// The variables that its commands hold.
    pub variables: Vec<FoundVariable>,
    /// How many steps there are to tick off.
    pub steps: usize,
}

/// A variable that the commands of a page hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundVariable {
    /// The key that its places carry.
    pub key: String,
    /// The default that one of its places gives.
    pub default: Option<String>,
}

/// Renders a page.
pub fn render(page: &Page<'_>, resolve: &dyn Resolve, findings: &Findings<'_>) -> Rendered {
    let mut renderer = Renderer::new(page, resolve, findings);
    if let Some((language, text)) = page.unread {
        renderer.code_block(language, text);
    }
    let events: Vec<_> = events::events(&page.prepared.text).collect();
    renderer.run(&events);
    renderer.finish()
}

/// An event with its place in the prepared text.
type Placed<'a> = (Event<'a>, Range<usize>);

struct Renderer<'a> {
    page: &'a Page<'a>,
    resolve: &'a dyn Resolve,
    findings: &'a Findings<'a>,
    out: String,
    /// Output that waits while a footnote is written.
    waiting: Vec<String>,
    sections: Sections,
    commands: Commands,
    /// Where the output ended when the last block of commands did.
    after_commands: Option<usize>,
    variables: Vec<FoundVariable>,
    /// Index of the next heading in the outline.
    heading: usize,
    links: Vec<OpenLink>,
    lists: Vec<OpenList>,
    steps: usize,
    tables: Vec<OpenTable>,
    quotes: Vec<Quote>,
    /// Open lists and items.
    levels: Vec<Level>,
    /// Diagrams with their ids; the output holds a placeholder for each.
    flowcharts: Vec<(String, String)>,
    footnotes: Footnotes,
    raw_ids: HashSet<&'a str>,
    /// Elements that raw HTML opened in the current line.
    open_inline: Vec<String>,
    /// The element of raw HTML that is being removed with its content.
    removing: Option<String>,
    /// Whether the page holds raw HTML and must be sanitised as a whole.
    has_raw_html: bool,
    /// Whether only inline HTML may be written.
    inline: bool,
}

impl<'a> Renderer<'a> {
    fn new(page: &'a Page<'a>, resolve: &'a dyn Resolve, findings: &'a Findings<'a>) -> Self {
        Self {
            page,
            resolve,
            findings,
            out: String::with_capacity(page.prepared.text.len() * 2),
            waiting: Vec::new(),
            sections: Sections::new(),
            commands: Commands::new(page.declared.iter().copied()),
            after_commands: None,
            variables: Vec::new(),
            heading: 0,
            links: Vec::new(),
            lists: Vec::new(),
            steps: 0,
            tables: Vec::new(),
            quotes: Vec::new(),
            levels: Vec::new(),
            flowcharts: Vec::new(),
            footnotes: Footnotes::default(),
            raw_ids: page.outline.raw_ids.iter().map(String::as_str).collect(),
            open_inline: Vec::new(),
            removing: None,
            has_raw_html: false,
            inline: false,
        }
    }

    /// Renders all `events`.
    fn run(&mut self, events: &[Placed<'a>]) {
        let mut index = 0;
        while index < events.len() {
            index = self.event(events, index);
        }
    }

    /// Renders the event at `index` and returns the index of the next one.
    fn event(&mut self, events: &[Placed<'a>], index: usize) -> usize {
        let (event, range) = &events[index];
        match event {
            Event::Start(tag) => return self.start(tag, events, index),
            Event::End(tag) => self.end(*tag),
            Event::Text(text) => match self.condition_ends(index) {
                Some(at) => {
                    self.text(&text[..at], false);
                    self.push("</span>");
                    self.text(&text[at..], next_is_tag(events, index));
                }
                None => self.text(text, next_is_tag(events, index)),
            },
            Event::Code(code) => self.inline_code(code),
            Event::InlineHtml(html) => self.raw(html, |at| range.start + at, false),
            Event::Html(html) => self.raw(html, |at| range.start + at, true),
            Event::SoftBreak => self.soft_break(),
            Event::HardBreak => self.hard_break(),
            Event::Rule => self.rule(),
            Event::TaskListMarker(done) => self.task(*done),
            Event::FootnoteReference(label) => self.footnote_reference(label),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.inline_code(text),
        }
        index + 1
    }

    fn finish(mut self) -> Rendered {
        self.write_footnotes();
        let html = if self.has_raw_html {
            sanitize::page(&self.out)
        } else {
            self.out
        };
        let html = self.flowcharts.iter().fold(html, |html, (id, figure)| {
            html.replacen(&flowchart::placeholder(id), figure, 1)
        });
        let (sections, texts) = self.sections.finish();
        Rendered {
            html: compact(&html),
            sections,
            texts,
            variables: self.variables,
            steps: self.steps,
        }
    }

    /// Where `range` of the prepared text stands in the file.
    fn span(&self, range: &Range<usize>) -> Range<usize> {
        self.page.prepared.map.span(range)
    }

    fn push(&mut self, html: &str) {
        self.out.push_str(html);
    }

    fn push_text(&mut self, text: &str) {
        escape::push_text(&mut self.out, text);
    }

    fn push_attribute(&mut self, name: &str, value: &str) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        escape::push_attribute(&mut self.out, value);
        self.out.push('"');
    }
}

/// Whether a tag of raw HTML follows at once, as in `https://<host>/`.
fn next_is_tag(events: &[Placed<'_>], index: usize) -> bool {
    matches!(events.get(index + 1), Some((Event::InlineHtml(_), _)))
}
