//! Hits as rows to show.

use search::engine::{Hit, Response, Span};

use crate::model::Kind;

use super::{address, words};

/// Rows under a heading.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Group {
    /// `Runbooks`; `None` where rows are not grouped.
    pub(crate) label: Option<String>,
    /// The documents.
    pub(crate) rows: Vec<Row>,
}

/// A document with its best section.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Row {
    /// Place among everything the arrow keys reach.
    pub(crate) index: usize,
    /// Address as the engine gives it.
    pub(crate) url: String,
    /// Address on this page.
    pub(crate) href: String,
    /// Title of the document.
    pub(crate) title: String,
    /// Heading of the section; empty for the top of the document.
    pub(crate) heading: String,
    /// Services, dates, severity.
    pub(crate) meta: String,
    /// The stretch of text found, once it is there.
    pub(crate) snippet: Option<Vec<Span>>,
    /// Further sections.
    pub(crate) more: Vec<Section>,
}

/// A further section of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Section {
    /// Place among everything the arrow keys reach.
    pub(crate) index: usize,
    /// Address on this page.
    pub(crate) href: String,
    /// Its heading.
    pub(crate) heading: String,
}

/// How rows are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Layout {
    /// Whether documents are grouped by kind, else in the engine's order.
    pub(crate) grouped: bool,
    /// Most further sections of a document.
    pub(crate) more: usize,
}

/// What rows depend on beside the answer.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Page<'a> {
    /// How rows are laid out.
    pub(crate) layout: Layout,
    /// The site's root as the page writes it.
    pub(crate) root: &'a str,
    /// The reader's day, counted from 1970-01-01.
    pub(crate) today: i64,
}

/// Lays a response out. `snippets` are in the order of the hits; `first` is the
/// number of the first row.
pub(crate) fn rows(
    response: &Response,
    snippets: &[Option<Vec<Span>>],
    first: usize,
    page: Page<'_>,
) -> Vec<Group> {
    let layout = page.layout;
    let mut groups: Vec<(&str, Group)> = Vec::new();
    for (number, hit) in response.hits.iter().enumerate() {
        let key = if layout.grouped {
            hit.kind.as_str()
        } else {
            ""
        };
        let mut row = row(hit, page);
        row.snippet = snippets.get(number).cloned().flatten();
        match groups.iter_mut().find(|(known, _)| *known == key) {
            Some((_, group)) => group.rows.push(row),
            None => {
                let label = layout.grouped.then(|| plural(&hit.kind));
                let rows = vec![row];
                groups.push((key, Group { label, rows }));
            }
        }
    }
    let mut groups: Vec<Group> = groups.into_iter().map(|(_, group)| group).collect();
    number(&mut groups, first);
    groups
}

/// The rows of all groups, as they are shown.
pub(crate) fn all(groups: &[Group]) -> impl Iterator<Item = &Row> {
    groups.iter().flat_map(|group| &group.rows)
}

/// Numbers rows and sections in the order in which they are shown.
fn number(groups: &mut [Group], first: usize) {
    let mut next = first..;
    for row in groups.iter_mut().flat_map(|group| &mut group.rows) {
        row.index = next.next().unwrap_or_default();
        for section in &mut row.more {
            section.index = next.next().unwrap_or_default();
        }
    }
}

/// How many rows and sections the arrow keys reach.
pub(crate) fn reach(groups: &[Group]) -> usize {
    all(groups).map(|row| 1 + row.more.len()).sum()
}

fn row(hit: &Hit, page: Page<'_>) -> Row {
    let Page {
        layout,
        root,
        today,
    } = page;
    let best = hit.sections.first();
    let url = best.map_or(&hit.url, |section| &section.url);
    let more = hit
        .sections
        .iter()
        .skip(1)
        .filter(|s| !s.heading.is_empty());
    Row {
        index: 0,
        url: url.clone(),
        href: address::on_page(root, url),
        title: hit.title.clone(),
        heading: best
            .map(|section| section.heading.clone())
            .unwrap_or_default(),
        meta: meta(hit, !layout.grouped, today),
        snippet: None,
        more: more
            .take(layout.more)
            .map(|section| Section {
                index: 0,
                href: address::on_page(root, &section.url),
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
            .map(words::severity),
    );
    if !hit.services.is_empty() {
        facts.push(hit.services.join(", "));
    }
    if hit.kind != Kind::Postmortem.name() {
        let age = date.and_then(words::day_number);
        facts.extend(age.map(|day| format!("reviewed {}", words::age(today - day))));
    }
    facts.join(" · ")
}

/// `Runbooks`. A kind that only a newer pack knows keeps its name.
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

    const BOX: Layout = Layout {
        grouped: true,
        more: 2,
    };
    const PAGE: Layout = Layout {
        grouped: false,
        more: 2,
    };

    fn on(root: &str, layout: Layout) -> Page<'_> {
        Page {
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

    fn indices(groups: &[Group]) -> Vec<(String, usize)> {
        groups
            .iter()
            .flat_map(|group| &group.rows)
            .map(|row| (row.title.clone(), row.index))
            .collect()
    }

    #[test]
    fn kinds_come_in_the_order_of_their_best_hit() {
        let groups = rows(&response(), &[], 0, on("../", BOX));
        let labels: Vec<_> = groups.iter().map(|g| g.label.as_deref()).collect();
        assert_eq!(labels, [Some("Postmortems"), Some("Runbooks")]);
        assert_eq!(
            indices(&groups),
            [("a".into(), 0), ("c".into(), 2), ("b".into(), 5)]
        );
        assert_eq!(reach(&groups), 6);
    }

    #[test]
    fn the_page_keeps_the_engines_order() {
        let groups = rows(&response(), &[], 0, on("../", PAGE));
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
        let groups = rows(&response(), &snippets, 0, on("../", BOX));
        assert_eq!(groups[1].rows[0].snippet, Some(snippet));
        assert_eq!(groups[0].rows[1].snippet, None);
    }

    #[test]
    fn a_hit_leads_to_its_best_section() {
        let groups = rows(&response(), &[], 0, on("../../", BOX));
        let row = &groups[0].rows[0];
        assert_eq!(row.url, "/a/#s0");
        assert_eq!(row.href, "../../a/#s0");
        assert_eq!(row.more[0].href, "../../a/#s1");
    }

    #[test]
    fn the_facts_fit_the_kind() {
        let today = words::day_number("2023-08-14").expect("a day");
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
