//! The second pass: resolves and renders each document, with its links to the others.

use std::sync::Arc;

use model::{Document, Kind, SearchText, Suspect, Variable};

use super::assets::Assets;
use super::description;
use super::front::{Format, Located, RawSuspect};
use super::link_targets::LinkTargets;
use super::links::{LinkDependencies, Links};
use super::parse::ParsedDocument;
use markup::commands;
use markup::{self, FoundVariable, Page};
use model::finding::{Diagnostic, Findings};

/// A resolved and rendered document.
#[derive(Debug)]
pub(crate) struct ResolvedDocument {
    pub(crate) document: Arc<Document>,
    /// Its searchable text.
    pub(crate) texts: Arc<SearchText>,
    /// Everything in it that depends on other documents.
    pub(crate) dependencies: LinkDependencies,
    /// Findings about the document itself.
    own: Vec<Diagnostic>,
}

impl ResolvedDocument {
    /// Returns all findings of the second pass.
    pub(crate) fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        self.own.iter().chain(self.dependencies.findings())
    }
}

/// Resolves and renders the document at `index`; `None` if it is left out of the site.
pub(crate) fn resolve(
    index: usize,
    parsed: &ParsedDocument,
    targets: &LinkTargets<'_>,
    assets: &Assets<'_>,
) -> Option<ResolvedDocument> {
    let url = targets.addresses[index].as_deref()?;
    let (path, text) = (&parsed.source.path, &parsed.source.text);
    let findings = Findings::new(path, text);
    let links = Links::new(targets, assets, parsed, index, url);
    let unread = parsed.front.unread.as_ref().map(|(format, range)| {
        let language = match format {
            Format::Yaml => "yaml",
            Format::Toml => "toml",
        };
        (language, &text[range.clone()])
    });
    let page = Page {
        prepared: &parsed.prepared,
        outline: &parsed.outline,
        lines: &parsed.lines,
        unread,
        declared: parsed
            .front
            .public
            .variables
            .iter()
            .map(|variable| variable.name.as_str())
            .collect(),
        has_steps: matches!(parsed.kind, Kind::Runbook | Kind::Guide),
    };
    let rendered = markup::render(&page, &links, &findings);

    let mut front = parsed.front.public.clone();
    for related in &parsed.front.related {
        let Some(address) = links.related(&related.text, related.span.clone()) else {
            continue;
        };
        if address != url && !front.related.contains(&address) {
            front.related.push(address);
        }
    }
    front.suspects = parsed
        .front
        .suspects
        .iter()
        .map(|raw| suspect(raw, &links, &findings))
        .collect();

    let description = front.summary.clone().unwrap_or_else(|| {
        description::from_texts(&rendered.texts, parsed.first_heading.as_deref())
    });
    let document = Document {
        path: path.clone(),
        kind: parsed.kind,
        url: url.to_owned(),
        title: parsed.title.clone(),
        description,
        alerts: parsed.alert_names(),
        variables: variables(&front.variables, rendered.variables),
        front,
        html: rendered.html,
        steps: rendered.steps,
        sections: rendered.sections,
        links: links.linked(),
        understood: parsed.understood.clone(),
    };
    Some(ResolvedDocument {
        document: Arc::new(document),
        texts: Arc::new(rendered.texts),
        dependencies: links.into_dependencies(),
        own: findings.into_vec(),
    })
}

/// Returns the document at `index` as it was `resolved` before from the same
/// parsed document; `None` if its URL or the resolution of one of its links
/// changed, so that it must be rendered again.
pub(crate) fn reuse(
    resolved: &Arc<ResolvedDocument>,
    index: usize,
    parsed: &ParsedDocument,
    targets: &LinkTargets<'_>,
    assets: &Assets<'_>,
) -> Option<Arc<ResolvedDocument>> {
    let url = targets.addresses[index].as_deref()?;
    if url != resolved.document.url {
        return None;
    }
    let links = Links::new(targets, assets, parsed, index, url);
    if !links.still_valid(&resolved.dependencies) || links.linked() != resolved.document.links {
        return None;
    }
    let dependencies = links.into_dependencies();
    if dependencies == resolved.dependencies {
        return Some(Arc::clone(resolved));
    }
    // The page is the same, but the findings differ: another near miss is suggested.
    Some(Arc::new(ResolvedDocument {
        document: Arc::clone(&resolved.document),
        texts: Arc::clone(&resolved.texts),
        dependencies,
        own: resolved.own.clone(),
    }))
}

/// Returns the variables of a page: first those declared, then those found in its
/// commands.
fn variables(declared: &[Variable], found: Vec<FoundVariable>) -> Vec<Variable> {
    let mut variables = declared.to_vec();
    for found in found {
        match variables
            .iter_mut()
            .find(|known| commands::key(&known.name) == found.key)
        {
            Some(known) => known.default = known.default.take().or(found.default),
            None => variables.push(Variable {
                name: found.key,
                default: found.default,
                ..Variable::default()
            }),
        }
    }
    variables
}

fn suspect(raw: &RawSuspect, links: &Links<'_>, findings: &Findings<'_>) -> Suspect {
    let html = |located: &Option<Located>| {
        located.as_ref().map_or(String::new(), |located| {
            markup::inline(&located.text, &located.span, links, findings)
        })
    };
    Suspect {
        cause: html(&raw.cause),
        check: html(&raw.check),
        confirms: html(&raw.confirms),
        rules_out: html(&raw.rules_out),
        then: html(&raw.then),
    }
}
