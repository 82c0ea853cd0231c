//! Assigns a URL to each document.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use super::parse::ParsedDocument;
use super::paths;
use model::finding::{Diagnostic, rules};
use model::slug::slug;
use model::{Kind, address};

/// Returns the URLs of `documents`, in their order; `None` for a document that is
/// left out of the site.
///
/// A derived URL depends on the names that exist, never on the order in which
/// files are read: if documents share a name, the URLs of all of them are
/// extended by their folders.
pub(crate) fn assign(documents: &[Arc<ParsedDocument>]) -> (Vec<Option<String>>, Vec<Diagnostic>) {
    let mut addresses: Vec<Option<String>> = vec![None; documents.len()];
    let mut diagnostics = Vec::new();
    let declared = assign_declared(documents, &mut addresses, &mut diagnostics);
    let names: Vec<Name<'_>> = documents
        .iter()
        .enumerate()
        .filter(|(_, document)| document.left_out.is_none() && document.front.slug.is_none())
        .map(|(index, document)| Name::new(index, document))
        .collect();
    assign_derived(names, &declared, &mut addresses, &mut diagnostics);
    yield_to_briefs(documents, &mut addresses, &mut diagnostics);
    (addresses, diagnostics)
}

/// The URLs of the briefs of postmortems, with the document of each.
pub(crate) fn briefs(
    documents: &[Arc<ParsedDocument>],
    addresses: &[Option<String>],
) -> HashMap<String, usize> {
    let all = documents.iter().zip(addresses).enumerate();
    all.filter(|(_, (document, _))| document.kind == Kind::Postmortem)
        .filter_map(|(index, (_, url))| Some((address::brief_url(url.as_deref()?), index)))
        .collect()
}

/// Moves each document whose URL is that of a postmortem's brief: with an error where
/// the document declares its slug, with a notice where the URL is derived.
fn yield_to_briefs(
    documents: &[Arc<ParsedDocument>],
    addresses: &mut [Option<String>],
    diagnostics: &mut Vec<Diagnostic>,
) {
    // A postmortem that moves takes its brief along, onto another document perhaps.
    for _ in 0..documents.len() {
        let briefs = briefs(documents, addresses);
        let taken = addresses.iter().enumerate().find_map(|(index, url)| {
            let url = url.as_ref()?;
            let other = *briefs.get(url)?;
            Some((index, other, url.clone()))
        });
        let Some((index, other, url)) = taken else {
            return;
        };
        let used: HashSet<&str> = addresses.iter().flatten().map(String::as_str).collect();
        let own = numbered(&url, |url| used.contains(url) || briefs.contains_key(url));
        let source = &documents[index].source;
        let other = &documents[other].source.path;
        diagnostics.push(match &documents[index].front.slug {
            Some(declared) => Diagnostic::new(
                &rules::ADDRESS_TAKEN,
                &source.path,
                format!("`{url}` is the brief of `{other}`"),
            )
            .at(&source.text, declared.span.clone())
            .label("already taken")
            .help("choose another `slug`"),
            None => Diagnostic::new(
                &rules::ADDRESS_DERIVED,
                &source.path,
                format!("`{url}` is the brief of `{other}`, so this document's address is `{own}`"),
            )
            .help("declare a `slug` to choose the address"),
        });
        addresses[index] = Some(own);
    }
}

/// Assigns the URLs of the documents that declare a slug. Returns these URLs,
/// each with the index of its document.
fn assign_declared(
    documents: &[Arc<ParsedDocument>],
    addresses: &mut [Option<String>],
    diagnostics: &mut Vec<Diagnostic>,
) -> HashMap<String, usize> {
    let mut taken: HashMap<String, usize> = HashMap::new();
    for (index, document) in documents.iter().enumerate() {
        let Some(declared) = document
            .front
            .slug
            .as_ref()
            .filter(|_| document.left_out.is_none())
        else {
            continue;
        };
        let parts: Vec<String> = declared
            .text
            .split('/')
            .filter(|part| !part.is_empty())
            .map(slug)
            .collect();
        let mut url = format!("/{}/{}/", document.kind.folder(), parts.join("/"));
        if let Some(&first) = taken.get(&url) {
            let other = &documents[first].source.path;
            let message = format!("`{other}` declares the address `{url}`, too");
            diagnostics.push(
                Diagnostic::new(&rules::ADDRESS_TAKEN, &document.source.path, message)
                    .at(&document.source.text, declared.span.clone())
                    .label("already taken")
                    .help("give one of the two documents another `slug`"),
            );
            url = numbered(&url, |url| taken.contains_key(url));
        }
        taken.insert(url.clone(), index);
        addresses[index] = Some(url);
    }
    taken
}

/// A document whose URL is derived from its path.
struct Name<'a> {
    index: usize,
    document: &'a ParsedDocument,
    slug: String,
    /// The slugs of the folders that the URL can be extended by, outermost first.
    folders: Vec<String>,
    /// How many of `folders` are in the URL, counted from the innermost.
    gained: usize,
}

impl<'a> Name<'a> {
    fn new(index: usize, document: &'a ParsedDocument) -> Self {
        let path = &document.source.path;
        let mut folders: Vec<&str> = paths::folder(path)
            .split('/')
            .filter(|part| !part.is_empty())
            .collect();
        let kind_folder = document.kind_folders.checked_sub(1);
        let mut name = paths::stem(path);
        if paths::is_index(path)
            && let Some(folder) = folders.pop()
        {
            name = folder;
        }
        let name = slug(name.trim_start_matches('_'));
        Self {
            index,
            document,
            slug: name,
            folders: folders
                .into_iter()
                .enumerate()
                .filter(|&(at, _)| Some(at) != kind_folder)
                .map(|(_, folder)| slug(folder))
                .collect(),
            gained: 0,
        }
    }

    fn url(&self) -> String {
        let mut url = format!("/{}/", self.document.kind.folder());
        for folder in &self.folders[self.folders.len() - self.gained..] {
            url.push_str(folder);
            url.push('/');
        }
        url.push_str(&self.slug);
        url.push('/');
        url
    }
}

fn assign_derived(
    mut names: Vec<Name<'_>>,
    declared: &HashMap<String, usize>,
    addresses: &mut [Option<String>],
    diagnostics: &mut Vec<Diagnostic>,
) {
    // For each document whose name is not unique, what the notice names: the path
    // of another document with this name, or the URL that another document
    // declares.
    let mut rivals: HashMap<usize, String> = HashMap::new();
    let by_url = loop {
        let mut by_url: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, name) in names.iter().enumerate() {
            by_url.entry(name.url()).or_default().push(at);
        }
        let mut grown = false;
        for (url, group) in &by_url {
            let rival = declared.get(url);
            if group.len() < 2 && rival.is_none() {
                continue;
            }
            for &at in group {
                let other = group.iter().find(|&&other| other != at);
                let path = match (rival, other) {
                    (Some(_), _) => url.clone(),
                    (None, Some(&other)) => names[other].document.source.path.clone(),
                    (None, None) => continue,
                };
                rivals.entry(names[at].index).or_insert(path);
            }
            for &at in group {
                if names[at].gained < names[at].folders.len() {
                    names[at].gained += 1;
                    grown = true;
                }
            }
        }
        if !grown {
            break by_url;
        }
    };

    let mut used: HashSet<String> = by_url.keys().chain(declared.keys()).cloned().collect();
    for (url, group) in by_url {
        for (position, &at) in group.iter().enumerate() {
            let free = position == 0 && !declared.contains_key(&url);
            let own = if free {
                url.clone()
            } else {
                let own = numbered(&url, |url| used.contains(url));
                used.insert(own.clone());
                own
            };
            let name = &names[at];
            if (name.gained > 0 || !free)
                && let Some(rival) = rivals.get(&name.index)
            {
                diagnostics.push(notice(name, &own, rival));
            }
            addresses[name.index] = Some(own);
        }
    }
}

fn notice(name: &Name<'_>, url: &str, rival: &str) -> Diagnostic {
    let message = if rival.starts_with('/') {
        format!("another document declares `{rival}`, so this one's address is `{url}`")
    } else {
        format!("`{rival}` has the same name, so this document's address is `{url}`")
    };
    Diagnostic::new(&rules::ADDRESS_DERIVED, &name.document.source.path, message)
        .help("declare a `slug` to choose the address")
}

/// Returns the first of `…-2/`, `…-3/` that is free.
fn numbered(url: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let stem = url.trim_end_matches('/');
    let mut number = 2_usize;
    loop {
        let candidate = format!("{stem}-{number}/");
        if !is_taken(&candidate) {
            return candidate;
        }
        number += 1;
    }
}
