//! From files to documents.

mod addresses;
mod alerts;
mod assets;
mod audience;
mod blocks;
mod description;
mod distance;
mod front;
mod inspect;
mod kind;
mod links;
mod memory;
mod paths;
mod read;
mod redirects;
mod site;
pub(crate) mod slug;
mod synonyms;
mod title;
mod walk;
mod write;

pub use blocks::{Block, Blocks, Filled, Values, blocks};
pub use inspect::{Inspected, inspect};
pub use memory::Memory;

use std::path::Path;
use std::sync::Arc;

pub(crate) use distance::nearest;
pub(crate) use paths::join;

use app::model::Kind;
use rayon::prelude::*;
use search::synonyms::Synonyms;

use crate::config::Config;
use crate::diagnostics::{self, Diagnostic};
use crate::understand::Understood;

/// Everything that was read.
#[derive(Debug, Default)]
pub struct Content {
    /// The documents, ordered by path. Drafts and documents outside the audience are left out.
    pub documents: Vec<Arc<Document>>,
    /// What is searched of each of them.
    pub texts: Vec<Arc<Texts>>,
    /// Files that documents refer to.
    pub assets: Vec<Asset>,
    /// Old addresses (within the site, `/old/`) and where they lead.
    pub redirects: Vec<Redirect>,
    /// Synonyms for the search: those of the trade and of `synonyms.txt`.
    pub synonyms: Synonyms,
    /// Everything found on the way, ordered by path and place.
    pub diagnostics: Vec<Diagnostic>,
    /// The sources, for showing diagnostics: path and text.
    pub sources: Vec<(String, Arc<str>)>,
}

/// A document, understood and rendered.
#[derive(Debug, Clone)]
pub struct Document {
    /// Source file relative to the content root, with `/`.
    pub path: String,
    /// Kind.
    pub kind: Kind,
    /// Address within the site: `/runbooks/restart-safely/`.
    pub url: String,
    /// Title.
    pub title: String,
    /// A plain-text description in a sentence or two: the summary, else the first prose.
    pub description: String,
    /// Front matter, normalised.
    pub front: FrontMatter,
    /// The rendered, sanitised body; its links are relative to `url`.
    pub html: String,
    /// How many steps it has to tick off.
    pub steps: usize,
    /// The sections in reading order; the first holds what stands before any heading (it may be empty).
    pub sections: Vec<Section>,
    /// Variables that a reader can fill into its commands: those declared, then those found.
    pub variables: Vec<Variable>,
    /// Alert names that the document answers.
    pub alerts: Vec<String>,
    /// Addresses within the site of the documents it links to, without fragments.
    pub links: Vec<String>,
    /// What was understood of it; empty for anything but a postmortem.
    pub understood: Understood,
}

/// What stands under one heading, up to the next.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Section {
    /// Heading as plain text.
    pub heading: String,
    /// The heading's id; empty before the first heading.
    pub anchor: String,
    /// Level of the heading, 1 to 6; 0 before the first heading.
    pub level: u8,
    /// Headings above this one, outermost first.
    pub ancestors: Vec<String>,
    /// Line of the heading in the file, from 1.
    pub line: usize,
}

/// What is searched of a document: as many texts as it has sections. It is apart
/// from the document since it can be given up once it is indexed.
pub type Texts = Vec<SectionText>;

/// What is searched of a section, but for its headings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SectionText {
    /// Prose with inline code, as plain text.
    pub prose: String,
    /// Code blocks and inline code.
    pub code: String,
    /// Everything in reading order as plain text, for snippets.
    pub text: String,
}

/// Front matter after synonyms were resolved and values normalised.
/// Dates are ISO 8601; instants carry a zone.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FrontMatter {
    /// `summary`.
    pub summary: Option<String>,
    /// `tags`.
    pub tags: Vec<String>,
    /// `services`.
    pub services: Vec<String>,
    /// `owner`.
    pub owner: Option<String>,
    /// `owner_slack`.
    pub owner_slack: Option<String>,
    /// `audience`.
    pub audience: Vec<String>,
    /// `last_reviewed`, a date.
    pub last_reviewed: Option<String>,
    /// `review_every` as an ISO 8601 duration: `P6M`.
    pub review_every: Option<String>,
    /// `last_reviewed` plus `review_every`, a date.
    pub review_due: Option<String>,
    /// `related`, as addresses within the site.
    pub related: Vec<String>,
    /// `symptoms`.
    pub symptoms: Vec<String>,
    /// `severity` as written.
    pub severity: Option<String>,
    /// `status` of a postmortem.
    pub status: Option<String>,
    /// `started_at`, an instant (or a date where only a date is given).
    pub started_at: Option<String>,
    /// `detected_at`.
    pub detected_at: Option<String>,
    /// `acknowledged_at`.
    pub acknowledged_at: Option<String>,
    /// `mitigated_at`.
    pub mitigated_at: Option<String>,
    /// `resolved_at`.
    pub resolved_at: Option<String>,
    /// `impact`.
    pub impact: Option<String>,
    /// `root_cause`.
    pub root_cause: Option<String>,
    /// `causes`.
    pub causes: Vec<String>,
    /// `authors`.
    pub authors: Vec<String>,
    /// `source`, the public report's address.
    pub source: Option<String>,
    /// `variables`.
    pub variables: Vec<Variable>,
    /// `suspects`.
    pub suspects: Vec<app::model::Suspect>,
    /// `escalation`.
    pub escalation: Option<String>,
    /// `tier`.
    pub tier: Option<String>,
    /// `contacts` (label or empty, text or address).
    pub contacts: Vec<(String, String)>,
    /// `dashboards`.
    pub dashboards: Vec<(String, String)>,
    /// `repositories`.
    pub repositories: Vec<(String, String)>,
    /// `depends_on`, slugs of services.
    pub depends_on: Vec<String>,
}

/// A runbook variable.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Variable {
    /// Name as used in commands, without `$`.
    pub name: String,
    /// What it is.
    pub description: Option<String>,
    /// Value to begin with.
    pub default: Option<String>,
    /// Regular expression of valid values.
    pub pattern: Option<String>,
    /// A plausible value.
    pub example: Option<String>,
}

/// A file beside the Markdown that a document refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// Source file relative to the content root, with `/`.
    pub path: String,
    /// Address within the site, with a content hash: `/media/graph-1a2b3c4d.png`.
    pub url: String,
}

/// An old address and where it leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redirect {
    /// Old address within the site.
    pub from: String,
    /// New address within the site.
    pub to: String,
    /// Title of the document it leads to.
    pub title: String,
}

/// Reads the tree of Markdown below `root`.
///
/// Problems with single documents are diagnostics; whoever builds a site must
/// stop when one is an error.
///
/// # Errors
/// When `root` is missing or cannot be listed.
pub fn load(root: &Path, config: &Config) -> std::io::Result<Content> {
    Ok(read_tree(root, config, &Memory::default(), Keep::Nothing)?.0)
}

/// Reads the tree again: the same as [`load`], but what `memory` holds of the
/// last time is not done again.
///
/// # Errors
/// When `root` is missing or cannot be listed.
pub fn reload(root: &Path, config: &Config, memory: &mut Memory) -> std::io::Result<Content> {
    memory.hold_to(config);
    let (content, read) = read_tree(root, config, memory, Keep::All)?;
    *memory = read;
    Ok(content)
}

/// What of a reading is wanted for the next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Keep {
    /// There is none: a large tree is not held longer than needed.
    Nothing,
    /// All of it.
    All,
}

fn read_tree(
    root: &Path,
    config: &Config,
    before: &Memory,
    keep: Keep,
) -> std::io::Result<(Content, Memory)> {
    let tree = walk::walk(root)?;
    let mut diagnostics = tree.problems.clone();

    // Text first: all later steps need it.
    let (sources, unreadable) = read::sources(&tree, |path| before.source(path));
    diagnostics.extend(unreadable);
    let table = synonyms::read(&tree);
    diagnostics.extend(table.diagnostics);
    let drafts: Vec<Arc<read::Draft>> = sources
        .par_iter()
        .map(|source| {
            let known = before.draft(source);
            known.unwrap_or_else(|| Arc::new(read::read(source, config)))
        })
        .collect();
    for draft in &drafts {
        diagnostics.extend(draft.diagnostics.iter().cloned());
    }

    // What leads where is known only when all documents are.
    let (addresses, found) = addresses::assign(&drafts);
    diagnostics.extend(found);
    let (redirects, found) = redirects::collect(&drafts, &addresses);
    diagnostics.extend(found);
    let site = site::Site::new(&drafts, &addresses, &redirects, config);
    let assets = assets::Assets::new(&tree, &before.assets);
    let written: Vec<Option<Arc<write::Written>>> = drafts
        .par_iter()
        .enumerate()
        .map(|(index, draft)| {
            let known = before.written(index, draft, &site, &assets);
            known.or_else(|| {
                let mut written = write::write(index, draft, &site, &assets)?;
                if keep == Keep::Nothing {
                    written.asked.forget_answers();
                }
                Some(Arc::new(written))
            })
        })
        .collect();

    let mut documents = Vec::with_capacity(written.len());
    let mut texts = Vec::with_capacity(written.len());
    for written in written.iter().flatten() {
        diagnostics.extend(written.diagnostics().cloned());
        documents.push(Arc::clone(&written.document));
        texts.push(Arc::clone(&written.texts));
    }
    diagnostics::sort(&mut diagnostics);
    let (used, remembered) = assets.into_used();
    let memory = match keep {
        Keep::Nothing => Memory::default(),
        Keep::All => Memory::new(config, drafts, written, remembered),
    };
    let content = Content {
        documents,
        texts,
        assets: used,
        redirects,
        synonyms: table.synonyms,
        diagnostics,
        sources: sources
            .iter()
            .chain(&table.source)
            .map(|source| (source.path.clone(), Arc::clone(&source.text)))
            .collect(),
    };
    Ok((content, memory))
}
