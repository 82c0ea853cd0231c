//! Finds the meaning of each heading.

mod aliases;

use std::ops::Range;

use self::aliases::ALIASES;
use super::rows::{Kind, Row};
use super::time::stamp::{self, Stamp};
use model::incident::SectionKind;

/// A heading and the rows under it, up to the next heading.
#[derive(Debug, Clone)]
pub struct Part {
    /// The text of the heading; empty before the first heading.
    pub heading: String,
    pub line: usize,
    pub level: u8,
    /// The meaning of the heading's own text.
    pub own: Vec<SectionKind>,
    /// The meaning of the part, from its heading or from the headings above it.
    pub roles: Vec<SectionKind>,
    /// The time at the start of the heading.
    pub stamp: Option<Stamp>,
    /// Index of the heading's row, if the heading is a whole row.
    pub head: Option<usize>,
    /// Indices of the rows under the heading.
    pub rows: Range<usize>,
}

impl Part {
    pub fn is(&self, role: SectionKind) -> bool {
        self.roles.contains(&role)
    }
}

/// The meanings of a heading: several for a combined heading, none for an unknown one.
pub(crate) fn canonical(heading: &str) -> Vec<SectionKind> {
    // No section has such a long name.
    if heading.len() > 120 {
        return Vec::new();
    }
    let strict = exact(heading);
    if !strict.is_empty() {
        return strict;
    }
    let name = normal(heading);
    if name.split(' ').count() > 8 {
        return Vec::new();
    }
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    let found = if has(&["timeline", "chain of events", "sequence of events"]) {
        SectionKind::Timeline
    } else if has(&["went well", "worked well"]) {
        SectionKind::WentWell
    } else if has(&[
        "went wrong",
        "went badly",
        "went poorly",
        "go well",
        "go so well",
        "gone better",
        "been better",
        "be improved",
    ]) {
        SectionKind::WentWrong
    } else if has(&["got lucky"]) {
        SectionKind::Lucky
    } else if has(&[
        "action item",
        "follow-up",
        "follow up",
        "preventative",
        "preventive",
        "corrective",
        "next step",
        "prevent recurrence",
        "prevent this",
    ]) || name.ends_with(" improvements")
        || name.ends_with(" recommendations")
    {
        SectionKind::ActionItems
    } else if has(&["lessons", "learnings", "takeaways"]) {
        SectionKind::LessonsLearned
    } else if has(&["root cause", "contributing factor"]) {
        SectionKind::RootCause
    } else if name.ends_with(" impact") || name.starts_with("impact ") {
        SectionKind::Impact
    } else if name.ends_with(" summary") {
        SectionKind::Summary
    } else {
        return Vec::new();
    };
    vec![found]
}

/// The meanings of a heading that is the name of a section, or that joins such names.
fn exact(heading: &str) -> Vec<SectionKind> {
    let name = normal(heading);
    let one = |name: &str| {
        let alias = ALIASES.iter().find(|(_, names)| names.contains(&name));
        alias.map(|(canonical, _)| *canonical)
    };
    if let Some(found) = one(&name) {
        return vec![found];
    }
    let mut found = Vec::new();
    for piece in name
        .split([',', '/'])
        .flat_map(|piece| piece.split(" and "))
        .flat_map(|piece| piece.split(" + "))
    {
        let piece = piece.trim().trim_start_matches("the ");
        match one(piece) {
            Some(canonical) if !found.contains(&canonical) => found.push(canonical),
            Some(_) => {}
            None if piece.is_empty() => {}
            None => return Vec::new(),
        }
    }
    found
}

/// The heading in lower case, without numbering, remarks in brackets, and punctuation.
fn normal(heading: &str) -> String {
    let mut text = heading
        .to_lowercase()
        .replace('&', " and ")
        .replace(['\u{2019}', '`'], "'");
    if !text.contains("cause(s)") {
        while let (Some(open), Some(close)) = (text.find(['(', '[']), text.find([')', ']'])) {
            if open >= close {
                break;
            }
            text.replace_range(open..=close, " ");
        }
    }
    for cut in [" - ", " \u{2013} ", " \u{2014} ", ": "] {
        if let Some(at) = text.find(cut) {
            text.truncate(at);
        }
    }
    let start = text.find(char::is_alphabetic).unwrap_or(0);
    let numbered = text[..start].chars().all(|c| !c.is_alphabetic());
    if numbered && !text.starts_with("5 why") {
        text.drain(..start);
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let joined = words.join(" ");
    let trimmed = joined.trim_matches(|c: char| !(c.is_alphanumeric() || c == ')'));
    trimmed.to_owned()
}

/// Sections that subsections belong to, and the names that such a subsection may have.
const WHOLE: [SectionKind; 2] = [SectionKind::ActionItems, SectionKind::Timeline];
const FACETS: [SectionKind; 5] = [
    SectionKind::Detection,
    SectionKind::Resolution,
    SectionKind::Impact,
    SectionKind::Trigger,
    SectionKind::Summary,
];

/// Divides the rows of a document into parts.
pub(crate) fn divide(rows: &[Row]) -> Vec<Part> {
    let mut parts = vec![Part {
        heading: String::new(),
        line: 1,
        level: 0,
        own: Vec::new(),
        roles: Vec::new(),
        stamp: None,
        head: None,
        rows: 0..0,
    }];
    let mut above: Vec<(u8, Vec<SectionKind>)> = Vec::new();
    let mut level = 1;
    let mut told = false;
    for (index, row) in rows.iter().enumerate() {
        let heading = match row.kind {
            Kind::Heading(written) => {
                level = written;
                Some((row.text.clone(), written, true))
            }
            _ => disguised(rows, index).map(|(name, whole)| (name, (level + 1).min(6), whole)),
        };
        let Some((heading, level, whole)) = heading else {
            continue;
        };
        if let Some(last) = parts.last_mut() {
            last.rows.end = index;
        }
        let stamp = stamp::parse(&heading)
            .filter(|stamp| stamp.has_time() || stamp.has_day() || stamp.is_blank());
        let mut own = if stamp.is_some() {
            Vec::new()
        } else {
            canonical(&heading)
        };
        if !told && is_assignment(&own, level, &rows[index..]) {
            own.clear();
        }
        told |= own.contains(&SectionKind::Summary) || own.contains(&SectionKind::Timeline);
        while above.last().is_some_and(|(upper, _)| *upper >= level) {
            above.pop();
        }
        let mut roles = own.clone();
        // `Detection` below `Action items` is a group of action items.
        let within = above
            .last()
            .is_some_and(|(_, roles)| roles.iter().any(|role| WHOLE.contains(role)));
        if roles.is_empty() || (within && own.iter().all(|role| FACETS.contains(role))) {
            roles = above
                .last()
                .map(|(_, roles)| roles.clone())
                .unwrap_or_default();
        }
        // A day or time as a heading next to `Timeline` continues the timeline.
        let after_timeline = parts
            .last()
            .is_some_and(|part| part.is(SectionKind::Timeline));
        if roles.is_empty() && stamp.is_some() && after_timeline {
            roles = vec![SectionKind::Timeline];
        }
        above.push((level, roles.clone()));
        parts.push(Part {
            line: row.line,
            heading: heading.trim_end_matches(':').trim().to_owned(),
            level,
            own,
            roles,
            stamp,
            head: whole.then_some(index),
            rows: if whole { index + 1 } else { index }..rows.len(),
        });
    }
    if parts.len() == 1 {
        parts[0].rows = 0..rows.len();
    }
    parts
}

/// The number of rows that are searched for a summary below such a heading.
const MOST_ABOVE: usize = 60;

/// Whether a first heading such as `Tasks` is above a summary, a timeline or a root cause.
/// It is then the title of an assignment and not a list of action items.
fn is_assignment(own: &[SectionKind], level: u8, below: &[Row]) -> bool {
    let tells = |row: &Row| {
        row.level().is_some()
            && canonical(&row.text).iter().any(|role| {
                matches!(
                    role,
                    SectionKind::Summary | SectionKind::Timeline | SectionKind::RootCause
                )
            })
    };
    level == 1 && own == [SectionKind::ActionItems] && below.iter().take(MOST_ABOVE).any(tells)
}

/// The section name that a line starts with, as in `Impact: none`.
///
/// The line is the first of a paragraph, or follows another line with a label.
fn label_of(rows: &[Row], index: usize) -> Option<&str> {
    let split = |row: &Row| {
        let (label, text) = row.text.split_once(": ")?;
        let fits = label.len() < 40
            && label.split(' ').count() <= 5
            && label.starts_with(char::is_uppercase)
            && !text.trim().is_empty();
        fits.then_some(label.len())
    };
    let row = &rows[index];
    let among_labels = || {
        let before = index.checked_sub(1).and_then(|before| rows.get(before));
        before.is_some_and(|before| {
            matches!(before.kind, Kind::Para | Kind::More) && split(before).is_some()
        })
    };
    let stands = match row.kind {
        Kind::Para => true,
        Kind::More => among_labels(),
        _ => false,
    };
    if !stands || row.quoted || row.depth > 0 || row.strong > 0 {
        return None;
    }
    let label = &row.text[..split(row)?];
    let roles = exact(label);
    // `History: …` may be a sentence; `Timeline: …` is a label.
    let named =
        !roles.contains(&SectionKind::Timeline) || label.to_lowercase().contains("timeline");
    (!roles.is_empty() && named).then_some(label)
}

/// The section name in a row that is not a heading, and whether it is the whole row.
///
/// Such a row is a bold line, a line with a colon, or an item above a list.
fn disguised(rows: &[Row], index: usize) -> Option<(String, bool)> {
    let row = &rows[index];
    if let Some(label) = label_of(rows, index) {
        return Some((label.to_owned(), false));
    }
    if row.quoted
        || matches!(row.kind, Kind::Cells { .. })
        || row.text.len() > 200 && row.strong == 0
    {
        return None;
    }
    let bold = &row.text[..row.strong];
    let bare = row.text.trim_matches(['*', '_', ' ']);
    if bold.len() < row.text.len() && row.strong > 0 && row.strong < 60 {
        let rest = row.text[row.strong..].trim_start_matches([':', ' ', '-', '.']);
        let label = bold.trim_end_matches([':', ' ', '.']);
        if exact(label).is_empty() {
            return None;
        }
        if rest.is_empty() {
            return Some((label.to_owned(), true));
        }
        // `**Impact:** none` is a section in one line.
        let labelled = bold.ends_with(':') || row.text[row.strong..].starts_with(':');
        let plain = row.kind == Kind::Para && row.depth == 0;
        return (labelled && plain).then(|| (label.to_owned(), false));
    }
    if bare.len() > 60 || exact(bare).is_empty() {
        return None;
    }
    let marked = row.strong == row.text.len()
        || bare.ends_with(':')
        || row.text.starts_with("__")
        || row.text.starts_with("**");
    let next = rows.get(index + 1);
    let leads = next.is_some_and(|next| next.level().is_none());
    let alone = row.kind == Kind::Para && row.depth == 0;
    let capital = bare.starts_with(char::is_uppercase);
    let above_list = row.is_item() && next.is_some_and(|next| next.depth > row.depth);
    let is_heading = match row.kind {
        Kind::Item(_) => above_list,
        Kind::More => marked && capital && leads,
        _ => leads && capital && alone && (marked || next.is_some_and(Row::begins)),
    };
    is_heading.then(|| (bare.to_owned(), true))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_many_houses() {
        use SectionKind::{
            ActionItems, Detection, Impact, LessonsLearned, Lucky, Resolution, RootCause, Summary,
            Timeline, WentWell, WentWrong,
        };
        for (heading, expected) in [
            ("Issue Summary:", &[Summary][..]),
            ("TL;DR", &[Summary]),
            ("Customer Impact", &[Impact]),
            ("Root Cause(s)", &[RootCause]),
            ("Root Cause and Resolution", &[RootCause, Resolution]),
            ("Root cause and mitigation", &[RootCause, Resolution]),
            ("What caused the incident?", &[RootCause]),
            ("How we found out", &[Detection]),
            ("Timeline (all times UTC)", &[Timeline]),
            ("3. Timeline of the outage", &[Timeline]),
            ("\u{1f552} Timeline \u{2014} 4 May", &[Timeline]),
            ("Mitigation & Resolution", &[Resolution]),
            ("Corrective and Preventative Measures", &[ActionItems]),
            ("Improvements/Fixes", &[ActionItems]),
            ("Tasks to Address the Issue", &[ActionItems]),
            ("Documentation improvements", &[ActionItems]),
            ("Lessons learnt", &[LessonsLearned]),
            ("How'd We Do?", &[LessonsLearned]),
            ("What Didn\u{2019}t Go So Well?", &[WentWrong]),
            ("What went well", &[WentWell]),
            ("Where we got lucky", &[Lucky]),
            ("Detection and Impact", &[Detection, Impact]),
            ("BinderHub", &[]),
            ("Stats", &[]),
        ] {
            assert_eq!(canonical(heading), expected, "{heading}");
        }
    }
}
