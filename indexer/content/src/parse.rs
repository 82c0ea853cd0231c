//! The first pass: reads each document without the others.

use std::sync::Arc;

use jiff::tz::TimeZone;
use model::Kind;
use rayon::prelude::*;

use super::front::{self, Front};
use super::walk::{File, Tree};
use super::{alert_names, audience, kind, title};
use crate::config::Config;
use markup::{self, Outline, Prepared, Text};
use model::Understood;
use model::finding::{Diagnostic, Findings, Lines, rules};

/// The text of a file.
#[derive(Debug)]
pub(crate) struct Source {
    /// Path relative to the root.
    pub(crate) path: String,
    /// The whole text.
    pub(crate) text: Arc<str>,
}

/// A document that is parsed; its links are not resolved yet.
#[derive(Debug)]
pub(crate) struct ParsedDocument {
    pub(crate) source: Arc<Source>,
    pub(crate) front: Front,
    pub(crate) prepared: Prepared,
    pub(crate) outline: Outline,
    pub(crate) lines: Lines,
    pub(crate) kind: Kind,
    /// Number of folders of its path up to and including the one that named the
    /// kind; 0 if none did.
    pub(crate) kind_folders: usize,
    pub(crate) title: String,
    /// The text of the heading that could serve as the title.
    pub(crate) first_heading: Option<String>,
    /// The reason why it is left out of the site, if it is.
    pub(crate) left_out: Option<&'static str>,
    /// What was understood of the incident; empty for anything but a postmortem.
    pub(crate) understood: Understood,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl ParsedDocument {
    /// Returns the names of the alerts that the document answers.
    pub(crate) fn alert_names(&self) -> Vec<String> {
        alert_names::names(
            &self.front.alerts,
            self.kind,
            &self.source.path,
            &self.title,
            self.first_heading.as_deref(),
        )
    }
}

/// Reads all Markdown files as text; `known` returns the source that was read
/// before at a path.
pub(crate) fn sources<'a>(
    tree: &Tree,
    known: impl Fn(&str) -> Option<&'a Arc<Source>> + Sync,
) -> (Vec<Arc<Source>>, Vec<Diagnostic>) {
    let files = tree.markdown.par_iter();
    let read: Vec<Result<Arc<Source>, Box<Diagnostic>>> =
        files.map(|file| source(file, known(&file.path))).collect();
    let mut sources = Vec::with_capacity(read.len());
    let mut problems = Vec::new();
    for result in read {
        match result {
            Ok(source) => sources.push(source),
            Err(problem) => problems.push(*problem),
        }
    }
    (sources, problems)
}

/// Reads one file as text. Returns `known` itself if the file still has the same content.
pub(crate) fn source(
    file: &File,
    known: Option<&Arc<Source>>,
) -> Result<Arc<Source>, Box<Diagnostic>> {
    let path = file.path.clone();
    let bytes = std::fs::read(&file.location).map_err(|error| {
        let message = format!("the file cannot be read: {error}");
        Box::new(Diagnostic::new(&rules::UNREADABLE_FILE, &path, message))
    })?;
    if let Some(known) = known.filter(|known| known.text.as_bytes() == bytes) {
        return Ok(Arc::clone(known));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Arc::new(Source {
            path,
            text: Arc::from(text),
        })),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let bytes = error.into_bytes();
            let message = format!("byte {at} (0x{:02X}) is not valid UTF-8", bytes[at]);
            let valid = String::from_utf8_lossy(&bytes[..at]);
            let found = Diagnostic::new(&rules::NOT_UTF8, path, message)
                .at(&valid, at..at + 1)
                .label("not UTF-8")
                .help("save the file as UTF-8");
            Err(Box::new(found))
        }
    }
}

/// Parses one document.
pub(crate) fn parse(source: &Arc<Source>, config: &Config) -> ParsedDocument {
    parse_as(source, config, false)
}

/// Parses one document. If `always`, a document of any kind is understood like a
/// postmortem.
pub(crate) fn parse_as(source: &Arc<Source>, config: &Config, always: bool) -> ParsedDocument {
    let findings = Findings::new(&source.path, &source.text);
    let zone = TimeZone::get(&config.time_zone).unwrap_or(TimeZone::UTC);
    let front = front::read(&source.text, &zone, &findings);
    let body = Text::AsWritten(Arc::clone(&source.text), front.body);
    let prepared = markup::prepare(body, front.body, &findings);
    let mut outline = Outline::new(&prepared);
    let named = outline.title();
    let (kind, kind_folders) = document_kind(source, &front, &outline);
    let title = match (&front.title, &named) {
        (Some(title), _) => title.clone(),
        (None, Some(heading)) => heading.text.clone(),
        (None, None) => title::from_path(&source.path, &config.title),
    };
    // The page shows the title above the body. A first heading with the same
    // words is hidden. A heading above all others that names the document in
    // other words is not a section, but its words are kept: they may be the
    // alert's name. A heading beside or below others begins a section.
    if let Some(heading) = &named
        && heading.index == 0
    {
        if same_words(&heading.text, &title) {
            outline.hide(heading.index, false);
        } else if outline.is_above_all(heading.index) {
            outline.hide(heading.index, true);
        }
    }
    let left_out = audience::left_out(&front, config);
    let lines = Lines::new(&source.text);
    let understood = if kind == Kind::Postmortem || always {
        let understood = understanding::understand(&understanding::Input {
            prepared: &prepared,
            lines: &lines,
            path: &source.path,
            title: &title,
            front: &front.public,
            zone: &zone,
        });
        understanding::findings::report(&understood, &findings);
        understood
    } else {
        Understood::default()
    };
    ParsedDocument {
        source: Arc::clone(source),
        front,
        prepared,
        outline,
        lines,
        kind,
        kind_folders,
        title,
        first_heading: named.map(|heading| heading.text),
        left_out,
        understood,
        diagnostics: findings.into_vec(),
    }
}

fn document_kind(source: &Source, front: &Front, outline: &Outline) -> (Kind, usize) {
    let path = &source.path;
    let folder = kind::from_folder(path);
    if let Some(kind) = front.kind {
        let folders = folder.filter(|(named, _)| *named == kind);
        return (kind, folders.map_or(0, |(_, index)| index + 1));
    }
    match folder {
        Some((kind, index)) => (kind, index + 1),
        None => {
            let headings = || outline.headings.iter().map(|heading| heading.text.as_str());
            let kind = kind::from_headings(headings())
                .or_else(|| alert_names::is_named_after_alert(path, headings().next()))
                .or_else(|| {
                    let body = &source.text[front.body..];
                    kind::is_postmortem_by_lines(body).then_some(Kind::Postmortem)
                });
            (kind.unwrap_or(Kind::Guide), 0)
        }
    }
}

/// Whether two titles are equal except for case and punctuation.
fn same_words(a: &str, b: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect()
    };
    words(a) == words(b)
}
