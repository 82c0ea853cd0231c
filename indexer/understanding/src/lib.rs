//! Turns a postmortem into data: when, how long, why, and what follows.
//!
//! A document may have any style, and its words are never
//! changed. Each result has the line that it comes from, and whether it was stated or
//! inferred.
//!
//! [`rows`] flattens Markdown and HTML to rows, [`sections`] finds the meaning of each
//! heading, [`time`] reads points and lengths of time, and [`timeline`] makes events. Each
//! other module reads one thing from rows, parts and events.

mod actions;
pub mod causes;
mod contradictions;
mod detection;
mod facts;
mod false_leads;
pub mod findings;
mod json;
mod lessons;
mod phases;
mod rows;
mod sections;
mod stated_duration;
mod time;
mod timeline;
mod window;
mod wording;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use markup::Prepared;
use model::finding::Lines;
use model::{DateOrInstant, FrontMatter};

use self::facts::{Fact, Label};
use self::rows::Row;
use self::sections::Part;
use self::time::date;
use self::time::date::Day;
use self::timeline::Context;
use model::incident::{Phase, SectionKind, SectionRole, Understood};

pub use contradictions::shown as duration_words;
pub use json::to_json;

/// The input of [`understand`].
pub struct Input<'a> {
    /// The body as CommonMark.
    pub prepared: &'a Prepared,
    /// The lines of the file.
    pub lines: &'a Lines,
    /// The path of the file; its name may contain the day.
    pub path: &'a str,
    /// The title.
    pub title: &'a str,
    /// The front matter.
    pub front: &'a FrontMatter,
    /// The time zone of times that name none.
    pub zone: &'a TimeZone,
}

/// Reads everything that this crate understands from a document.
pub fn understand(input: &Input<'_>) -> Understood {
    let rows = rows::rows(input.prepared, input.lines);
    let parts = sections::divide(&rows);
    let facts = facts::read(&rows, &parts);
    let named = timeline::named_zone(&rows, &parts)
        .or_else(|| facts.iter().find_map(|fact| fact.stamp()?.zone));
    let zone = named
        .clone()
        .unwrap_or_else(|| window::site_zone(input.zone));
    let day = first_day(input, &rows, &parts, &facts);
    let mut known = window::Known {
        front: input.front,
        facts: &facts,
        stated: &stated_duration::find(&rows, &parts),
        zone: &zone,
        day,
        regions: 0,
    };
    let begins = window::stated_phases(&known)
        .into_iter()
        .find(|mark| mark.phase == Phase::Start)
        .and_then(|mark| mark.moment.local());
    let context = Context {
        zone: zone.clone(),
        day: begins.map(|begins| begins.date()).or(day),
        begins,
    };
    let timeline::Timeline {
        mut events,
        unparsed,
        wrong_days,
        regions,
    } = timeline::read(&rows, &parts, &context);
    known.regions = regions;
    phases::mark(&mut events);
    let false_leads = false_leads::find_all(&mut events);
    let phases = window::phases(&known, &events);
    let year = day
        .or_else(|| events.iter().find_map(|event| event.start.date))
        .map(Date::year);
    let actions = actions::read(&rows, &parts, year);
    let contradictions = contradictions::find(&contradictions::Evidence {
        known: &known,
        rows: &rows,
        parts: &parts,
        events: &events,
        wrong_days: &wrong_days,
        actions: &actions,
        title: input.title,
    });
    Understood {
        sections: roles(&parts),
        zone: named.map(|zone| zone.name),
        window: window::window(&phases),
        durations: window::durations(&known, &phases, &events),
        causes: causes::find_all(input.front, input.title, &rows, &parts),
        lessons: lessons::read(&rows, &parts),
        detection: detection::find_source(&rows, &parts, &events),
        phases,
        timeline: events,
        unparsed,
        actions,
        contradictions,
        false_leads,
    }
}

/// The headings of the document, without those that are entries of the timeline.
fn roles(parts: &[Part]) -> Vec<SectionRole> {
    let headings = parts.iter().filter(|part| {
        part.level > 0
            && part
                .stamp
                .as_ref()
                .is_none_or(|stamp| part.level == 1 || stamp.is_blank())
    });
    headings
        .map(|part| SectionRole {
            canonical: part.own.clone(),
            heading: part.heading.clone(),
            level: part.level,
            line: part.line,
        })
        .collect()
}

/// The day of the incident, from the most explicit place that names one.
fn first_day(input: &Input<'_>, rows: &[Row], parts: &[Part], facts: &[Fact]) -> Option<Date> {
    let full = |fact: &Fact| match fact.stamp()?.day? {
        Day::Full(date) => Some(date),
        _ => None,
    };
    let labelled = |labels: &[Label]| {
        facts
            .iter()
            .filter(|fact| labels.contains(&fact.label))
            .find_map(full)
    };
    let front = || input.front.started_at.map(DateOrInstant::date);
    let headings = || {
        parts
            .iter()
            .filter(|part| part.level > 0 && part.level < 3 && part.own.is_empty())
            .find_map(|part| date::find(&part.heading))
    };
    let prose = || {
        let early = parts.iter().take_while(|part| {
            !part.is(SectionKind::Timeline) && !part.is(SectionKind::ActionItems)
        });
        early
            .flat_map(|part| &rows[part.rows.clone()])
            .find_map(|row| date::find(&row.text))
    };
    let name = input.path.rsplit('/').next().unwrap_or(input.path);
    labelled(&[Label::Start, Label::Span])
        .or_else(front)
        .or_else(|| labelled(&[Label::Date]))
        .or_else(|| date::find(input.title))
        .or_else(headings)
        .or_else(prose)
        .or_else(|| date::find(&name.replace('_', " ")))
}
