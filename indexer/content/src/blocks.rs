//! The code blocks of a single document, with values for its variables.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use model::fill;
use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use super::parse::{Source, parse};
use crate::config::Config;
use markup::commands::{self, Commands};
use markup::{events, highlight};
use model::Variable;

/// The code blocks of a document.
#[derive(Debug, Clone)]
pub struct Blocks {
    /// Title of the document.
    pub title: String,
    /// The variables that its front matter declares.
    pub variables: Vec<Variable>,
    /// The blocks, in reading order.
    pub blocks: Vec<Block>,
}

/// A block of code.
#[derive(Debug, Clone)]
pub struct Block {
    /// Line of the opening fence in the file, from 1.
    pub line: usize,
    /// The info string after the opening fence: `sh verify`.
    pub info: String,
    /// Canonical name of the language: `shell`.
    pub language: &'static str,
    /// The code as written.
    pub code: String,
    places: Vec<commands::Placeholder>,
}

/// The code of a block after values were filled in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filled {
    /// The code.
    pub code: String,
    /// Names of the variables that have no value, each once.
    pub unfilled: Vec<String>,
    /// Names of the variables whose value cannot be quoted at its place, each once.
    pub refused: Vec<String>,
}

/// The values of a document's variables, by a key of the name that is the same
/// for all spellings.
#[derive(Debug, Clone, Default)]
pub struct Values(BTreeMap<String, String>);

impl Values {
    /// Sets the value of the variable `name`, which may be in any spelling.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.0.insert(commands::key(name), value.into());
    }
}

impl Blocks {
    /// Returns the defaults that the document declares.
    #[must_use]
    pub fn defaults(&self) -> Values {
        let mut values = Values::default();
        for variable in &self.variables {
            if let Some(default) = &variable.default {
                values.set(&variable.name, default);
            }
        }
        values
    }

    /// Returns the names of the document's variables: first those that are
    /// declared, then those that occur only in blocks.
    #[must_use]
    pub fn names(&self) -> Vec<&str> {
        let declared = self.variables.iter().map(|variable| variable.name.as_str());
        let mut names: Vec<&str> = declared.collect();
        for place in self.blocks.iter().flat_map(|block| &block.places) {
            let key = commands::key(&place.name);
            if !names.iter().any(|name| commands::key(name) == key) {
                names.push(&place.name);
            }
        }
        names
    }
}

impl Block {
    /// Returns the code with `values` filled into its placeholders, quoted as
    /// each placeholder requires.
    #[must_use]
    pub fn fill(&self, values: &Values) -> Filled {
        let mut filled = Filled::default();
        let mut done = 0;
        let note = |names: &mut Vec<String>, name: &str| {
            if !names.iter().any(|known| known == name) {
                names.push(name.to_owned());
            }
        };
        for place in &self.places {
            let Range { start, end } = place.range;
            filled.code.push_str(&self.code[done..start]);
            done = end;
            let value = values
                .0
                .get(&commands::key(&place.name))
                .or(place.default.as_ref())
                .filter(|value| !value.is_empty());
            match value.map(|value| fill::quote(&place.quoting, value)) {
                Some(Ok(text)) => filled.code.push_str(&text),
                outcome => {
                    let names = match outcome {
                        None => &mut filled.unfilled,
                        Some(_) => &mut filled.refused,
                    };
                    note(names, &place.name);
                    filled.code.push_str(&self.code[start..end]);
                }
            }
        }
        filled.code.push_str(&self.code[done..]);
        filled
    }
}

/// Reads the code blocks of the document `text` at `path`.
#[must_use]
pub fn blocks(path: &str, text: &str, config: &Config) -> Blocks {
    let source = Arc::new(Source {
        path: path.to_owned(),
        text: Arc::from(text),
    });
    let parsed = parse(&source, config);
    let variables = parsed.front.public.variables.clone();
    let mut commands = Commands::new(variables.iter().map(|variable| variable.name.as_str()));
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    for (event, range) in events::events(&parsed.prepared.text) {
        match event {
            Event::Start(Tag::CodeBlock(kind)) => {
                let info = match kind {
                    CodeBlockKind::Fenced(info) => info.to_string(),
                    CodeBlockKind::Indented => String::new(),
                };
                open = Some(Block {
                    line: parsed.lines.line(parsed.prepared.map.source(range.start)),
                    info,
                    language: "text",
                    code: String::new(),
                    places: Vec::new(),
                });
            }
            Event::Text(text) => {
                if let Some(block) = &mut open {
                    block.code.push_str(&text);
                }
            }
            Event::End(TagEnd::CodeBlock) => {
                if let Some(mut block) = open.take() {
                    block.language = highlight::Fence::read(&block.info, &block.code).language;
                    block.places = commands.placeholders(block.language, &block.code);
                    blocks.push(block);
                }
            }
            _ => {}
        }
    }
    Blocks {
        title: parsed.title,
        variables,
        blocks,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "---\ntitle: T\nvariables:\n  - { name: HOST, default: db-1 }\n  - { name: POD }\n---\n\n\
        1. Look.\n\n   ```sh verify\n   psql -h \"$HOST\" <db>\n   ```\n\n   ```text expect\n   ok\n   ```\n\n\
        ```sql norun\nselect '$POD';\n```\n";

    fn page() -> Blocks {
        blocks("runbooks/t.md", PAGE, &Config::default())
    }

    #[test]
    fn blocks_are_found_with_their_lines() {
        let page = page();
        let found: Vec<_> = page
            .blocks
            .iter()
            .map(|block| (block.line, block.info.as_str(), block.language))
            .collect();
        assert_eq!(
            found,
            [
                (10, "sh verify", "shell"),
                (14, "text expect", "text"),
                (18, "sql norun", "sql")
            ]
        );
        assert_eq!(page.blocks[0].code, "psql -h \"$HOST\" <db>\n");
        assert_eq!(page.names(), ["HOST", "POD", "db"]);
    }

    #[test]
    fn values_fill_their_places() {
        let page = page();
        let mut values = page.defaults();
        let filled = page.blocks[0].fill(&values);
        assert_eq!(filled.code, "psql -h \"db-1\" <db>\n");
        assert_eq!(filled.unfilled, ["db"]);
        values.set("DB", "pay ments");
        let filled = page.blocks[0].fill(&values);
        assert_eq!(filled.code, "psql -h \"db-1\" 'pay ments'\n");
        values.set("pod", "o'brien");
        assert_eq!(page.blocks[2].fill(&values).code, "select 'o''brien';\n");
        values.set("pod", "a\nb");
        let filled = page.blocks[2].fill(&values);
        assert_eq!(filled.refused, ["POD"]);
        assert_eq!(filled.code, "select '$POD';\n");
    }
}
