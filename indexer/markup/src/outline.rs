//! Collects the headings and ids of a page.

use std::collections::HashSet;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::anchor::{self, Ids};
use super::html::{Fate, Token, tokens};
use super::prepare::Prepared;
use super::{events, headings};

/// A heading.
#[derive(Debug, Clone)]
pub struct Heading {
    /// Level in the Markdown; 0 if the heading is hidden.
    pub written: u8,
    /// Level on the page; 0 if the heading is hidden.
    pub level: u8,
    /// Plain text.
    pub text: String,
    /// Unique id.
    pub id: String,
    /// Text in braces at the end that the parser read as attributes.
    pub braces: Option<String>,
    /// Whether the heading is hidden but its words are shown as a subtitle.
    pub subtitle: bool,
    /// Byte offset in the file of its start.
    pub start: usize,
    /// Whether it comes before any other block.
    first: bool,
    /// Whether it is underlined instead of marked with `#`.
    setext: bool,
    /// The id that the author set.
    custom: Option<String>,
}

/// The heading from which a document takes its title.
#[derive(Debug, Clone)]
pub struct TitleHeading {
    /// Index among all headings.
    pub index: usize,
    /// Plain text.
    pub text: String,
}

/// The headings and ids of a page.
#[derive(Debug, Default)]
pub struct Outline {
    /// All headings in order.
    pub headings: Vec<Heading>,
    /// Ids from raw HTML.
    pub raw_ids: HashSet<String>,
    ids: Ids,
}

impl Outline {
    /// Creates the outline of a prepared body.
    pub fn new(prepared: &Prepared) -> Self {
        let mut headings = read(prepared);
        let mut ids = Ids::default();
        // Ids set by the author come first, so that they do not depend on earlier headings.
        for heading in &mut headings {
            if let Some(custom) = heading.custom.take() {
                heading.id = ids.take_similar(custom);
            }
        }
        for heading in &mut headings {
            if heading.id.is_empty() {
                heading.id = ids.take_similar(anchor::slug(&heading.text));
            }
        }
        let mut outline = Self {
            headings,
            ids,
            raw_ids: HashSet::new(),
        };
        outline.take_raw_ids(prepared);
        outline.set_levels();
        outline
    }

    /// Returns the heading that is the document's title: the first of level 1, or else a
    /// first block that is an underlined heading.
    pub fn title(&self) -> Option<TitleHeading> {
        let by_level = self
            .headings
            .iter()
            .position(|heading| heading.written == 1);
        let index = by_level.or_else(|| {
            let first = self.headings.first()?;
            (first.first && first.setext).then_some(0)
        })?;
        let text = self.headings[index].text.trim().to_owned();
        (!text.is_empty()).then_some(TitleHeading { index, text })
    }

    /// Removes a heading from the page's structure, because the page shows its own title.
    /// The words of a `subtitle` are still shown.
    pub fn hide(&mut self, index: usize, subtitle: bool) {
        if let Some(heading) = self.headings.get_mut(index) {
            heading.written = 0;
            heading.subtitle = subtitle;
        }
        self.set_levels();
    }

    /// Whether the level of a heading is above that of all others.
    pub fn is_above_all(&self, index: usize) -> bool {
        let Some(level) = self.headings.get(index).map(|heading| heading.written) else {
            return false;
        };
        let mut others = self.headings.iter().enumerate();
        others.all(|(other, heading)| other == index || heading.written > level)
    }

    /// Whether the page has an element with this id.
    pub fn has_id(&self, id: &str) -> bool {
        self.ids.contains(id)
    }

    /// Returns the id of the heading that is shown as the page's title.
    pub fn title_id(&self) -> Option<&str> {
        let hidden = self.headings.iter().find(|heading| heading.level == 0);
        hidden.map(|heading| heading.id.as_str())
    }

    /// Returns the headings that are not hidden.
    pub fn shown(&self) -> impl Iterator<Item = &Heading> {
        self.headings.iter().filter(|heading| heading.level > 0)
    }

    fn set_levels(&mut self) {
        let shown = self.headings.iter().filter(|heading| heading.written > 0);
        let mut levels = headings::shown(shown.map(|heading| heading.written)).into_iter();
        for heading in &mut self.headings {
            heading.level = if heading.written > 0 {
                levels.next().unwrap_or(2)
            } else {
                0
            };
        }
    }

    fn take_raw_ids(&mut self, prepared: &Prepared) {
        if !(prepared.text.contains("id=") || prepared.text.contains("name=")) {
            return;
        }
        let mut found = Vec::new();
        let mut add = |html: &str| {
            for (token, _) in tokens(html) {
                if let Token::Tag(tag) = token
                    && prepared.inventory.fate(&tag) == Some(Fate::Keep)
                {
                    let name = (tag.name == "a").then(|| tag.attribute("name")).flatten();
                    found.extend(tag.attribute("id").or(name).map(str::to_owned));
                }
            }
        };
        let blocks = events::raw_html(&prepared.text, &mut add);
        for block in &blocks {
            add(&block.html);
        }
        for id in found {
            if !id.is_empty() && !id.contains(char::is_whitespace) && self.ids.take(&id) {
                self.raw_ids.insert(id);
            }
        }
    }
}

fn read(prepared: &Prepared) -> Vec<Heading> {
    let mut headings: Vec<Heading> = Vec::new();
    let mut open = false;
    let mut first = true;
    for (event, range) in events::events(&prepared.text) {
        match event {
            Event::Start(Tag::Heading {
                level, id, attrs, ..
            }) => {
                let written = &prepared.text[range.clone()];
                let braces = if attrs.is_empty() {
                    None
                } else {
                    headings::braces(written).map(str::to_owned)
                };
                headings.push(Heading {
                    written: level as u8,
                    level: 0,
                    text: String::new(),
                    id: String::new(),
                    custom: id.filter(|_| braces.is_none()).map(|id| id.into_string()),
                    braces,
                    subtitle: false,
                    start: prepared.map.source(range.start),
                    first,
                    setext: !written.trim_start().starts_with('#'),
                });
                open = true;
            }
            Event::End(TagEnd::Heading(_)) => {
                open = false;
                if let Some(heading) = headings.last_mut() {
                    if let Some(braces) = &heading.braces {
                        heading.text.push(' ');
                        heading.text.push_str(braces);
                    }
                    heading.text = heading.text.trim().to_owned();
                }
            }
            _ => {
                if open && let Some(heading) = headings.last_mut() {
                    push_plain(&mut heading.text, &event, prepared);
                }
            }
        }
        first = false;
    }
    headings
}

/// Appends the text that a reader sees of an inline event.
fn push_plain(out: &mut String, event: &Event<'_>, prepared: &Prepared) {
    match event {
        Event::Text(text) | Event::Code(text) => out.push_str(text),
        Event::SoftBreak | Event::HardBreak => out.push(' '),
        Event::InlineHtml(html) => {
            for (token, _) in tokens(html) {
                match token {
                    Token::Tag(tag) if prepared.inventory.fate(&tag) == Some(Fate::Unknown) => {
                        out.push_str(tag.raw);
                    }
                    Token::Tag(tag) if tag.name == "br" => out.push(' '),
                    Token::Text(text) => out.push_str(text),
                    _ => {}
                }
            }
        }
        _ => {}
    }
}
