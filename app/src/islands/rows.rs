//! Hits as rows.

use search::engine::{Hit, Response, Span};

use crate::model::Kind;
use crate::{dates, url};

use super::labels;

/// Rows under a heading.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct HitGroup {
    /// The heading: `Runbooks`. `None` if rows are not grouped.
    pub(crate) label: Option<String>,
    /// The documents.
    pub(crate) rows: Vec<HitRow>,
}

/// A document with its best section.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct HitRow {
    /// Number among the options that the arrow keys reach.
    pub(crate) index: usize,
    /// URL within the site, as the engine has it.
    pub(crate) url: String,
    /// URL relative to this page.
    pub(crate) href: String,
    /// Title of the document.
    pub(crate) title: String,
    /// Heading of the section; empty for the top of the document.
    pub(crate) heading: String,
    /// Services, dates, severity.
    pub(crate) meta: String,
    /// The text around what was found; `None` until it is loaded.
    pub(crate) snippet: Option<Vec<Span>>,
    /// Further sections.
    pub(crate) more: Vec<SectionLink>,
}

/// A further section of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SectionLink {
    /// Number among the options that the arrow keys reach.
    pub(crate) index: usize,
    /// URL relative to this page.
    pub(crate) href: String,
    /// Its heading.
    pub(crate) heading: String,
}

/// How rows are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct RowLayout {
    /// Whether documents are grouped by kind. If not, they are in the order of the engine.
    pub(crate) grouped: bool,
    /// Most further sections of a document.
    pub(crate) more: usize,
}

/// What rows depend on besides the response.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RowContext<'a> {
    /// How rows are laid out.
    pub(crate) layout: RowLayout,
    /// URL of the site's root, relative to this page.
    pub(crate) root: &'a str,
    /// The current day in the reader's time zone, in days since 1970-01-01.
    pub(crate) today: i64,
}

/// Lays out a response. `snippets` are in the order of the hits; `first` is the number of
/// the first row.
pub(crate) fn group_hits(
    response: &Response,
    snippets: &[Option<Vec<Span>>],
    first: usize,
    context: RowContext<'_>,
) -> Vec<HitGroup> {
    let layout = context.layout;
    let mut groups: Vec<(&str, HitGroup)> = Vec::new();
    for (number, hit) in response.hits.iter().enumerate() {
        let key = if layout.grouped {
            hit.kind.as_str()
        } else {
            ""
        };
        let mut row = row(hit, context);
        row.snippet = snippets.get(number).cloned().flatten();
        match groups.iter_mut().find(|(known, _)| *known == key) {
            Some((_, group)) => group.rows.push(row),
            None => {
                let label = layout.grouped.then(|| plural(&hit.kind));
                let rows = vec![row];
                groups.push((key, HitGroup { label, rows }));
            }
        }
    }
    let mut groups: Vec<HitGroup> = groups.into_iter().map(|(_, group)| group).collect();
    number_options(&mut groups, first);
    groups
}

/// The rows of all groups, in the order in which they are shown.
pub(crate) fn all_rows(groups: &[HitGroup]) -> impl Iterator<Item = &HitRow> {
    groups.iter().flat_map(|group| &group.rows)
}

/// Numbers rows and sections in the order in which they are shown.
fn number_options(groups: &mut [HitGroup], first: usize) {
    let mut next = first..;
    for row in groups.iter_mut().flat_map(|group| &mut group.rows) {
        row.index = next.next().unwrap_or_default();
        for section in &mut row.more {
            section.index = next.next().unwrap_or_default();
        }
    }
}

/// How many options the arrow keys reach: rows and their further sections.
pub(crate) fn option_count(groups: &[HitGroup]) -> usize {
    all_rows(groups).map(|row| 1 + row.more.len()).sum()
}

fn row(hit: &Hit, context: RowContext<'_>) -> HitRow {
    let RowContext {
        layout,
        root,
        today,
    } = context;
    let best = hit.sections.first();
    let path = best.map_or(&hit.url, |section| &section.url);
    let more = hit
        .sections
        .iter()
        .skip(1)
        .filter(|s| !s.heading.is_empty());
    HitRow {
        index: 0,
        url: path.clone(),
        href: url::from_root(root, path),
        title: hit.title.clone(),
        heading: best
            .map(|section| section.heading.clone())
            .unwrap_or_default(),
        meta: meta(hit, !layout.grouped, today),
        snippet: None,
        more: more
            .take(layout.more)
            .map(|section| SectionLink {
                index: 0,
                href: url::from_root(root, &section.url),
                heading: section.heading.clone(),
            })
            .collect(),
    }
}

/// `Runbook · payments, db · reviewed 12 d ago`.
fn meta(hit: &Hit, with_kind: bool, today: i64) -> String {
    let mut facts = Vec::new();
    if with_kind {
        facts.push(singular(&hit.kind));
    }
    let date = hit.date.as_deref();
    if hit.kind == Kind::Postmortem.name() {
        facts.extend(date.and_then(|date| date.get(..10)).map(str::to_owned));
    }
    facts.extend(
        hit.severity
            .as_deref()
            .filter(|s| !s.is_empty())
            .map(labels::severity),
    );
    if !hit.services.is_empty() {
        facts.push(hit.services.join(", "));
    }
    if hit.kind != Kind::Postmortem.name() {
        let reviewed = date.and_then(|date| dates::parse_date(date.get(..10)?));
        facts.extend(reviewed.map(|day| format!("reviewed {}", labels::age(today - day))));
    }
    facts.join(" · ")
}

/// `Runbooks`. A kind that this build does not know keeps its name.
fn plural(kind: &str) -> String {
    Kind::from_name(kind).map_or_else(|| kind.to_owned(), |kind| kind.plural().to_owned())
}

/// `Runbook`.
fn singular(kind: &str) -> String {
    let plural = plural(kind);
    plural.strip_suffix('s').unwrap_or(&plural).to_owned()
}

#[cfg(test)]
mod tests {
    use search::engine::SectionHit;

    use super::*;

    const BOX: RowLayout = RowLayout {
        grouped: true,
        more: 2,
    };
    const PAGE: RowLayout = RowLayout {
        grouped: false,
        more: 2,
    };

    fn context(root: &str, layout: RowLayout) -> RowContext<'_> {
        RowContext {
            layout,
            root,
            today: 0,
        }
    }

    fn hit(kind: &str, title: &str, sections: usize) -> Hit {
        let sections = (0..sections)
            .map(|n| SectionHit {
                section: n as u32,
                heading: format!("Section {n}"),
                url: format!("/{title}/#s{n}"),
                score: 1.0,
            })
            .collect();
        Hit {
            doc: 0,
            path: format!("{title}.md"),
            url: format!("/{title}/"),
            kind: kind.to_owned(),
            title: title.to_owned(),
            date: Some("2023-08-02".to_owned()),
            severity: None,
            services: vec!["payments".to_owned(), "db".to_owned()],
            score: 1.0,
            sections,
        }
    }

    fn response() -> Response {
        Response {
            hits: vec![
                hit("postmortem", "a", 2),
                hit("runbook", "b", 1),
                hit("postmortem", "c", 4),
            ],
            ..Response::default()
        }
    }

    fn indices(groups: &[HitGroup]) -> Vec<(String, usize)> {
        groups
            .iter()
            .flat_map(|group| &group.rows)
            .map(|row| (row.title.clone(), row.index))
            .collect()
    }

    #[test]
    fn kinds_are_in_the_order_of_their_best_hit() {
        let groups = group_hits(&response(), &[], 0, context("../", BOX));
        let labels: Vec<_> = groups.iter().map(|g| g.label.as_deref()).collect();
        assert_eq!(labels, [Some("Postmortems"), Some("Runbooks")]);
        assert_eq!(
            indices(&groups),
            [("a".into(), 0), ("c".into(), 2), ("b".into(), 5)]
        );
        assert_eq!(option_count(&groups), 6);
    }

    #[test]
    fn the_page_keeps_the_engines_order() {
        let groups = group_hits(&response(), &[], 0, context("../", PAGE));
        assert_eq!(groups.len(), 1);
        assert_eq!(
            indices(&groups),
            [("a".into(), 0), ("b".into(), 2), ("c".into(), 3)]
        );
    }

    #[test]
    fn snippets_stay_with_their_hit() {
        let snippet = vec![Span {
            text: "x".into(),
            hit: true,
        }];
        let snippets = [None, Some(snippet.clone()), None];
        let groups = group_hits(&response(), &snippets, 0, context("../", BOX));
        assert_eq!(groups[1].rows[0].snippet, Some(snippet));
        assert_eq!(groups[0].rows[1].snippet, None);
    }

    #[test]
    fn a_hit_leads_to_its_best_section() {
        let groups = group_hits(&response(), &[], 0, context("../../", BOX));
        let row = &groups[0].rows[0];
        assert_eq!(row.url, "/a/#s0");
        assert_eq!(row.href, "../../a/#s0");
        assert_eq!(row.more[0].href, "../../a/#s1");
    }

    #[test]
    fn the_facts_fit_the_kind() {
        let today = dates::parse_date("2023-08-14").expect("a day");
        assert_eq!(
            meta(&hit("runbook", "b", 1), true, today),
            "Runbook · payments, db · reviewed 12 d ago"
        );
        let postmortem = Hit {
            severity: Some("1".to_owned()),
            ..hit("postmortem", "a", 1)
        };
        assert_eq!(
            meta(&postmortem, false, today),
            "2023-08-02 · severity 1 · payments, db"
        );
    }
}
