//! Reads the timeline: from rows to events with zoned instants.

mod columns;
mod dating;
mod entries;
mod split;

use jiff::civil::{Date, DateTime};

use super::rows::Row;
use super::sections::Part;
use super::time::zone::Zone;
use super::time::{date, stamp, zone};
use model::incident::{Event, SectionKind, UnparsedEntry};

pub(crate) use dating::moment;
pub(crate) use entries::{Entry, Read};

/// The dates and the zone that entries may leave out.
#[derive(Debug, Clone)]
pub(crate) struct Context {
    /// The zone of times that name none.
    pub zone: Zone,
    /// The day on which the incident starts, if the rest of the document states it.
    pub day: Option<Date>,
    /// The same with the time of day, if the document states it.
    pub begins: Option<DateTime>,
}

/// The timeline of a document.
#[derive(Debug, Default)]
pub(crate) struct Timeline {
    pub events: Vec<Event>,
    pub unparsed: Vec<UnparsedEntry>,
    /// Entries with a day that does not exist.
    pub wrong_days: Vec<UnparsedEntry>,
    /// The number of timelines; a document may describe several incidents.
    pub regions: usize,
}

/// The zone that a document names for its times.
pub(crate) fn named_zone(rows: &[Row], parts: &[Part]) -> Option<Zone> {
    let announced = rows.iter().find_map(|row| {
        let lower = row.text.to_ascii_lowercase();
        let speaks = [
            "all times",
            "times are",
            "times in",
            "timezone",
            "time zone",
            "all timestamps",
        ]
        .iter()
        .find_map(|words| lower.find(words))?;
        // A zone further away belongs to a sentence about something else.
        let end = (speaks..=row.text.len().min(speaks + 60))
            .rev()
            .find(|end| row.text.is_char_boundary(*end))?;
        zone::find(&row.text[speaks..end])
    });
    if announced.is_some() {
        return announced;
    }
    let timeline = || parts.iter().filter(|part| part.is(SectionKind::Timeline));
    let heading = timeline().find_map(|part| {
        let open = part.heading.find(['(', '-', '\u{2013}', ','])?;
        zone::find(&part.heading[open..])
    });
    let stamped = |row: &Row| stamp::parse(&row.text).and_then(|stamp| stamp.zone);
    heading
        .or_else(|| {
            timeline().find_map(|part| {
                rows[part.rows.clone()]
                    .iter()
                    .find_map(columns::header_zone)
            })
        })
        .or_else(|| {
            timeline().find_map(|part| {
                let head = part.head.and_then(|head| stamped(&rows[head]));
                head.or_else(|| rows[part.rows.clone()].iter().find_map(stamped))
            })
        })
}

/// Reads the timeline of a document.
pub(crate) fn read(rows: &[Row], parts: &[Part], context: &Context) -> Timeline {
    let mut out = Timeline::default();
    let mut at = 0;
    while at < parts.len() {
        if !parts[at].is(SectionKind::Timeline) {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        // A heading that is itself called `Timeline` starts another timeline.
        while end < parts.len()
            && parts[end].is(SectionKind::Timeline)
            && !parts[end].own.contains(&SectionKind::Timeline)
        {
            end += 1;
        }
        // A day above the next timeline belongs to that timeline.
        let leads = |part: &Part| {
            part.rows.is_empty() && part.stamp.as_ref().is_some_and(|stamp| !stamp.has_time())
        };
        let next = parts
            .get(end)
            .is_some_and(|part| part.is(SectionKind::Timeline));
        let mut last = end;
        while next && last > at + 1 && leads(&parts[last - 1]) {
            last -= 1;
        }
        let read = entries::read(rows, &parts[at..last]);
        let day = heading_day(&parts[at], rows).or_else(|| day_above(parts, at));
        out.add(&read, context, day);
        at = end;
    }
    if out.events.is_empty() {
        fallback(rows, parts, context, &mut out);
    }
    out
}

impl Timeline {
    fn add(&mut self, read: &Read, context: &Context, day: Option<Date>) {
        let events = if dating::is_newest_first(&read.entries) {
            let entries: Vec<Entry> = read.entries.iter().rev().cloned().collect();
            dating::date(&entries, context, day)
        } else {
            dating::date(&read.entries, context, day)
        };
        if !events.is_empty() {
            self.regions += 1;
        }
        self.events.extend(events);
        self.unparsed.extend(read.unparsed.iter().cloned());
        for left in dating::without_origin(&read.entries, context) {
            // The rows of a document without events are read twice.
            if !self.unparsed.contains(&left) {
                self.unparsed.push(left);
            }
        }
        self.unparsed.sort_by_key(|left| left.line);
        self.wrong_days
            .extend(read.entries.iter().filter_map(dating::wrong_day));
    }
}

/// The day in the heading above the timeline at `at`, unless that heading is the title.
fn day_above(parts: &[Part], at: usize) -> Option<Date> {
    let above = parts[..at]
        .iter()
        .rev()
        .find(|part| part.level < parts[at].level)?;
    date::find(&above.heading).filter(|_| above.level > 1)
}

/// The day in the heading or the first words of a timeline.
fn heading_day(part: &Part, rows: &[Row]) -> Option<Date> {
    let intro = rows[part.rows.clone()].iter().take_while(|row| {
        !row.is_item() && stamp::parse(&row.text).is_none_or(|stamp| !stamp.has_time())
    });
    date::find(&part.heading).or_else(|| {
        intro
            .filter(|row| row.text.len() < 160)
            .find_map(|row| date::find(&row.text))
    })
}

/// Reads documents without a heading `Timeline`: their headings are times, or they list times.
fn fallback(rows: &[Row], parts: &[Part], context: &Context, out: &mut Timeline) {
    let unfit = [
        SectionKind::ActionItems,
        SectionKind::LessonsLearned,
        SectionKind::WentWell,
        SectionKind::WentWrong,
        SectionKind::Lucky,
        SectionKind::People,
        SectionKind::Links,
    ];
    let mut at = 0;
    while at < parts.len() {
        let mut end = at + 1;
        while end < parts.len() && parts[end].stamp.is_some() && parts[end].own.is_empty() {
            end += 1;
        }
        if !unfit.iter().any(|role| parts[at].is(*role)) {
            let mut read = entries::read(rows, &parts[at..end]);
            let timed = read
                .entries
                .iter()
                .filter(|entry| entry.stamp.has_time())
                .count();
            let entry_like = read.unparsed.iter().filter(|left| left.entry).count();
            if timed >= 2 && timed >= entry_like {
                read.unparsed.retain(|left| left.entry);
                let day = date::find(&parts[at].heading);
                out.add(&read, context, day);
            }
        }
        at = end;
    }
}
