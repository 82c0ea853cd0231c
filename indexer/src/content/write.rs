//! The second pass: each document among the others.

use std::sync::Arc;

use app::model::{Kind, Suspect};

use super::assets::Assets;
use super::front::{Format, Located, RawSuspect};
use super::links::{Asked, Links};
use super::read::Draft;
use super::site::Site;
use super::{Document, Texts, Variable, alerts, description};
use crate::commands;
use crate::diagnostics::{Diagnostic, Findings};
use crate::markdown::{self, FoundVariable, Page};

/// A finished document.
#[derive(Debug)]
pub(crate) struct Written {
    pub(crate) document: Arc<Document>,
    /// What is searched of it.
    pub(crate) texts: Arc<Texts>,
    /// What it asked of the others: nothing else of them is in it.
    pub(crate) asked: Asked,
    /// Findings about the document itself.
    own: Vec<Diagnostic>,
}

impl Written {
    /// All that was found while it was written.
    pub(crate) fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        self.own.iter().chain(self.asked.findings())
    }
}

/// Finishes the document at `index`; `None` if it is left out of the site.
pub(crate) fn write(
    index: usize,
    draft: &Draft,
    site: &Site<'_>,
    assets: &Assets<'_>,
) -> Option<Written> {
    let url = site.addresses[index].as_deref()?;
    let (path, text) = (&draft.source.path, &draft.source.text);
    let findings = Findings::new(path, text);
    let links = Links::new(site, assets, draft, index, url);
    let unread = draft.front.unread.as_ref().map(|(format, range)| {
        let language = match format {
            Format::Yaml => "yaml",
            Format::Toml => "toml",
        };
        (language, &text[range.clone()])
    });
    let page = Page {
        prepared: &draft.prepared,
        outline: &draft.outline,
        lines: &draft.lines,
        unread,
        declared: draft
            .front
            .public
            .variables
            .iter()
            .map(|variable| variable.name.as_str())
            .collect(),
        has_steps: matches!(draft.kind, Kind::Runbook | Kind::Guide),
    };
    let rendered = markdown::render(&page, &links, &findings);

    let mut front = draft.front.public.clone();
    for related in &draft.front.related {
        let Some(address) = links.related(&related.text, related.span.clone()) else {
            continue;
        };
        if address != url && !front.related.contains(&address) {
            front.related.push(address);
        }
    }
    front.suspects = draft
        .front
        .suspects
        .iter()
        .map(|raw| suspect(raw, &links, &findings))
        .collect();

    let description = front.summary.clone().unwrap_or_else(|| {
        description::from_texts(&rendered.texts, draft.first_heading.as_deref())
    });
    let document = Document {
        path: path.clone(),
        kind: draft.kind,
        url: url.to_owned(),
        title: draft.title.clone(),
        description,
        alerts: alerts::names(
            &draft.front.alerts,
            draft.kind,
            path,
            &draft.title,
            draft.first_heading.as_deref(),
        ),
        variables: variables(&front.variables, rendered.variables),
        front,
        html: rendered.html,
        steps: rendered.steps,
        sections: rendered.sections,
        links: links.linked(),
        understood: draft.understood.clone(),
    };
    Some(Written {
        document: Arc::new(document),
        texts: Arc::new(rendered.texts),
        asked: links.into_asked(),
        own: findings.into_vec(),
    })
}

/// The document at `index` as it was `written` before from the same draft; none if
/// it has moved or is answered something else now, so that it would be another.
pub(crate) fn again(
    written: &Arc<Written>,
    index: usize,
    draft: &Draft,
    site: &Site<'_>,
    assets: &Assets<'_>,
) -> Option<Arc<Written>> {
    let url = site.addresses[index].as_deref()?;
    if url != written.document.url {
        return None;
    }
    let links = Links::new(site, assets, draft, index, url);
    if !links.answer_as(&written.asked) || links.linked() != written.document.links {
        return None;
    }
    let asked = links.into_asked();
    if asked == written.asked {
        return Some(Arc::clone(written));
    }
    // The page stays, but what is said about it differs: another near miss is suggested.
    Some(Arc::new(Written {
        document: Arc::clone(&written.document),
        texts: Arc::clone(&written.texts),
        asked,
        own: written.own.clone(),
    }))
}

/// The variables of a page: those declared, then those found in its commands.
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
            markdown::inline(&located.text, &located.span, links, findings)
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
