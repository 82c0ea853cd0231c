//! Reads labelled facts: `Duration: 13:45 - 15:30`, `| Start | … |`,
//! `Time to detection: 5 minutes`.

mod labels;

use self::labels::LABELS;
pub(crate) use self::labels::Label;
use super::rows::{Kind, Row};
use super::sections::Part;
use super::time::length::{self, Length};
use super::time::stamp::{self, Stamp};
use super::wording::{find, has, sentences};
use model::incident::SectionKind;

/// A label with its value.
#[derive(Debug, Clone)]
pub(crate) struct Fact {
    pub label: Label,
    pub value: String,
    pub line: usize,
}

impl Fact {
    /// The point in time in the value.
    pub(crate) fn stamp(&self) -> Option<Stamp> {
        let told = |stamp: &Stamp| stamp.has_time() || stamp.has_day();
        stamp::parse(&self.value)
            .filter(told)
            .or_else(|| range_within(&self.value))
    }

    /// The length of time in the value.
    pub(crate) fn length(&self) -> Option<Length> {
        length::find_all(&self.value).into_iter().next()
    }
}

/// A range in the middle of `text`: `2 hours, from 3:00 PM to 5:00 PM on May 10, 2024`.
fn range_within(text: &str) -> Option<Stamp> {
    let ranged = |stamp: &Stamp| stamp.has_time() && stamp.end_clock.is_some();
    let mut fresh = true;
    for (at, c) in text.char_indices() {
        if fresh
            && (c.is_ascii_digit() || c.is_ascii_uppercase())
            && let Some(stamp) = stamp::parse(&text[at..]).filter(ranged)
        {
            return Some(stamp);
        }
        fresh = !c.is_alphanumeric() && !matches!(c, ':' | '.' | '-' | '/');
    }
    None
}

/// The range in a sentence about the outage: `was down from 10:00 to 11:00`.
fn told(text: &str) -> Option<&str> {
    let outage = [
        "outage",
        "incident",
        "downtime",
        "unavailable",
        "down ",
        "disruption",
        "inaccessible",
        "error",
        "fail",
        "unable",
    ];
    sentences(text).find_map(|sentence| {
        let lower = sentence.to_ascii_lowercase();
        has(&lower, &outage).then_some(())?;
        let at = find(&lower, &["from ", "between "])?;
        let day = range_within(&sentence[at..])?;
        (day.end_clock.is_some()).then_some(&sentence[at..])
    })
}

/// The meaning of a label.
fn meaning(label: &str) -> Option<Label> {
    let lower = label.to_lowercase();
    let bare = match lower.find(['(', '[']) {
        Some(at) => &lower[..at],
        None => &lower,
    };
    let name = bare.trim_matches(|c: char| !c.is_alphanumeric());
    LABELS
        .iter()
        .find(|(_, names)| names.contains(&name))
        .map(|(label, _)| *label)
}

/// Returns the labelled facts of a document.
pub(crate) fn read(rows: &[Row], parts: &[Part]) -> Vec<Fact> {
    let mut facts = Vec::new();
    for part in parts {
        if part.is(SectionKind::ActionItems) {
            continue;
        }
        // The first lines of a timeline may be labels; its headings and tables are entries.
        let in_timeline = part.is(SectionKind::Timeline);
        if !in_timeline
            && let Some(label) = meaning(&part.heading)
            && let Some(row) = rows.get(part.rows.start).filter(|_| !part.rows.is_empty())
            && let Some(fact) = fact(label, &row.text, row)
        {
            facts.push(fact);
        }
        for row in &rows[part.rows.clone()] {
            let pair = match &row.kind {
                Kind::Cells { cells, .. } if cells.len() == 2 && !in_timeline => {
                    Some((cells[0].text.as_str(), cells[1].text.as_str()))
                }
                Kind::Cells { .. } => None,
                _ => labelled(&row.text),
            };
            if let Some((label, value)) = pair
                && let Some(label) = meaning(label)
                && let Some(fact) = fact(label, value, row)
            {
                facts.push(fact);
            } else if part.is(SectionKind::Summary)
                && !row.quoted
                && let Some(value) = told(&row.text)
                && let Some(fact) = fact(Label::Span, value, row)
            {
                facts.push(fact);
            }
        }
    }
    facts
}

fn fact(label: Label, value: &str, row: &Row) -> Option<Fact> {
    let fact = Fact {
        label,
        value: value.trim_matches([' ', '*', '_', '`']).to_owned(),
        line: row.line,
    };
    (fact.stamp().is_some() || fact.length().is_some()).then_some(fact)
}

/// Splits `Label: value`, `**Label**: value`, `Label - value`.
fn labelled(text: &str) -> Option<(&str, &str)> {
    let at = text
        .find(": ")
        .or_else(|| text.find("? "))
        .or_else(|| text.find(" - ").filter(|at| *at < 30))?;
    let label = text[..at].trim_matches(['*', '_', ' ', '-']);
    let fits = label.len() <= 40 && label.split(' ').count() <= 6;
    fits.then(|| {
        (
            label,
            text[at..].trim_start_matches([':', '?', ' ', '-', '*', '_']),
        )
    })
}
