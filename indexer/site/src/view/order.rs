//! Sections of a postmortem in a steady order, whatever order they were written in.
//!
//! A reader who knows one postmortem finds their way in all: summary, impact,
//! detection, timeline, cause, resolution, actions, lessons. Headings keep the
//! author's words; a section that is not known stays behind the one it was
//! written behind, and parts of a section stay in it.

use model::incident::SectionKind;
use model::{Document, Section};

/// Elements that a section must not be torn out of.
const CONTAINERS: [&str; 8] = [
    "div",
    "section",
    "details",
    "blockquote",
    "ul",
    "ol",
    "table",
    "article",
];

/// The text of a postmortem and its sections, in a steady order.
pub(super) fn ordered(document: &Document) -> (String, Vec<&Section>) {
    let unchanged = || (document.html.clone(), document.sections.iter().collect());
    let Some(parts) = parts(document) else {
        return unchanged();
    };
    let mut rank = 0;
    let mut ranked: Vec<(usize, SectionRun<'_>)> = Vec::with_capacity(parts.len());
    for part in parts {
        rank = part.rank(document).unwrap_or(rank);
        ranked.push((rank, part));
    }
    // Stable: sections of one rank stay in the author's order.
    ranked.sort_by_key(|(rank, _)| *rank);
    let mut html = String::with_capacity(document.html.len());
    let mut sections = Vec::with_capacity(document.sections.len());
    for (_, part) in &ranked {
        html.push_str(part.html);
        sections.extend(part.sections);
    }
    let (_, notes) = split_notes(&document.html);
    html.push_str(notes);
    (html, sections)
}

/// A heading of the highest level with everything below it.
struct SectionRun<'a> {
    html: &'a str,
    sections: &'a [Section],
}

impl SectionRun<'_> {
    /// The place of the section in the steady order, if it is a known one.
    fn rank(&self, document: &Document) -> Option<usize> {
        let first = self.sections.first()?;
        let mut roles = document.understood.sections.iter();
        let role = roles.find(|role| role.line == first.line)?;
        let places = role.canonical.iter().filter_map(|canonical| {
            let place = SectionKind::ALL.iter().position(|one| one == canonical)?;
            // Zero is what stands before any heading.
            Some(place + 1)
        });
        places.min()
    }
}

/// The parts of a document; none if it cannot be taken apart safely.
fn parts(document: &Document) -> Option<Vec<SectionRun<'_>>> {
    let headed = || document.sections.iter().filter(|section| section.level > 0);
    let top = headed().map(|section| section.level).min()?;
    let (body, _) = split_notes(&document.html);
    let mut cuts = vec![(0, 0)];
    for (at, section) in document.sections.iter().enumerate() {
        if section.level == top && !section.anchor.is_empty() {
            cuts.push((at, heading(body, section)?));
        }
    }
    let ends = cuts
        .iter()
        .skip(1)
        .copied()
        .chain([(document.sections.len(), body.len())]);
    let mut parts = Vec::with_capacity(cuts.len());
    for ((section, start), (next_section, end)) in cuts.iter().copied().zip(ends) {
        let html = body.get(start..end)?;
        if !is_whole(html) {
            return None;
        }
        parts.push(SectionRun {
            html,
            sections: document.sections.get(section..next_section)?,
        });
    }
    Some(parts)
}

/// Where the heading of a section begins in the text.
fn heading(html: &str, section: &Section) -> Option<usize> {
    let id = format!(" id=\"{}\"", section.anchor);
    let at = html.find(&id)?;
    let tag = format!("<h{}", section.level);
    let start = html[..at].rfind('<')?;
    html[start..].starts_with(&tag).then_some(start)
}

/// The text, and the footnotes below it.
fn split_notes(html: &str) -> (&str, &str) {
    match html.rfind("<section class=\"footnotes\"") {
        Some(at) => html.split_at(at),
        None => (html, ""),
    }
}

/// Whether no element is torn apart.
fn is_whole(html: &str) -> bool {
    let mut open = [0_i32; CONTAINERS.len()];
    // One walk: every page of a postmortem is looked through.
    for (at, _) in html.match_indices('<') {
        let (tag, step) = match html[at + 1..].strip_prefix('/') {
            Some(tag) => (tag, -1),
            None => (&html[at + 1..], 1),
        };
        for (name, open) in CONTAINERS.iter().zip(&mut open) {
            let Some(after) = tag.strip_prefix(name) else {
                continue;
            };
            let ends = match after.bytes().next() {
                Some(b'>') => true,
                Some(byte) => step > 0 && byte.is_ascii_whitespace(),
                None => step > 0,
            };
            *open += if ends { step } else { 0 };
        }
    }
    open.iter().all(|open| *open == 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::incident::SectionRole;

    fn document(headings: &[(&str, u8, &[SectionKind])], extra: &str) -> Document {
        let mut html = "<p>Before.</p>".to_owned();
        let mut sections = vec![Section::default()];
        let mut roles = Vec::new();
        for (line, (heading, level, canonical)) in headings.iter().enumerate() {
            html += &format!("<h{level} id=\"{heading}\">{heading}</h{level}><p>{heading}.</p>");
            sections.push(Section {
                heading: (*heading).to_owned(),
                anchor: (*heading).to_owned(),
                level: *level,
                line: line + 1,
                ..Section::default()
            });
            roles.push(SectionRole {
                canonical: canonical.to_vec(),
                heading: (*heading).to_owned(),
                level: *level,
                line: line + 1,
            });
        }
        html += extra;
        Document {
            path: "a.md".into(),
            kind: model::Kind::Postmortem,
            url: "/postmortems/a/".into(),
            title: "A".into(),
            description: String::new(),
            front: model::FrontMatter::default(),
            html,
            steps: 0,
            sections,
            variables: Vec::new(),
            alerts: Vec::new(),
            links: Vec::new(),
            understood: model::incident::Understood {
                sections: roles,
                ..model::incident::Understood::default()
            },
        }
    }

    fn order(document: &Document) -> Vec<&str> {
        let (html, sections) = ordered(document);
        let headings: Vec<&str> = sections
            .iter()
            .map(|section| section.heading.as_str())
            .filter(|heading| !heading.is_empty())
            .collect();
        let mut at = 0;
        for heading in &headings {
            let found = html.find(&format!("id=\"{heading}\"")).expect("a heading");
            assert!(found > at, "{heading} stands where it is listed");
            at = found;
        }
        assert_eq!(html.len(), document.html.len(), "nothing is lost");
        headings
    }

    #[test]
    fn sections_stand_in_a_steady_order() {
        let found = document(
            &[
                ("lessons", 2, &[SectionKind::LessonsLearned]),
                ("why", 3, &[]),
                ("aside", 2, &[]),
                ("timeline", 2, &[SectionKind::Timeline]),
                (
                    "cause",
                    2,
                    &[SectionKind::RootCause, SectionKind::Resolution],
                ),
                ("what", 2, &[SectionKind::Summary]),
            ],
            "",
        );
        let expected = ["what", "timeline", "cause", "lessons", "why", "aside"];
        assert_eq!(order(&found), expected);
        assert!(ordered(&found).0.starts_with("<p>Before.</p>"));
    }

    #[test]
    fn footnotes_stay_last_and_nothing_is_torn_apart() {
        let headings: [(&str, u8, &[SectionKind]); 2] = [
            ("timeline", 2, &[SectionKind::Timeline]),
            ("summary", 2, &[SectionKind::Summary]),
        ];
        let notes = "<section class=\"footnotes\"><ol></ol></section>";
        let found = document(&headings, notes);
        assert_eq!(order(&found), ["summary", "timeline"]);
        assert!(ordered(&found).0.ends_with(notes));
        // A heading inside of a box: the author's order stays.
        let torn = document(&headings, "</div>");
        assert_eq!(order(&torn), ["timeline", "summary"]);
    }
}
