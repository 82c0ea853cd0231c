//! Makes events of entries: infers days that are not written, midnight, and zones.

use jiff::civil::{Date, DateTime, Time};
use jiff::{Span, ToSpan};

use super::{Context, Entry};
use crate::time::clock::Clock;
use crate::time::date::Day;
use crate::time::zone::Zone;
use model::incident::{Event, Moment, UnparsedEntry};

/// Minutes. If an entry is earlier than the one before by more than this, midnight was
/// crossed; otherwise the author added something out of order.
const BACK: i64 = 6 * 60;

/// Whether the latest entry comes first, as on status pages and in chat logs.
pub(super) fn is_newest_first(entries: &[Entry]) -> bool {
    let back = |pair: &[Entry]| {
        let (Some(first), Some(then)) =
            (clock(pair[0].stamp.clock).0, clock(pair[1].stamp.clock).0)
        else {
            return false;
        };
        match (pair[0].stamp.day, pair[1].stamp.day) {
            (Some(Day::Full(day)), Some(Day::Full(before))) => (before, then) < (day, first),
            (
                Some(Day::OfYear { month, day }),
                Some(Day::OfYear {
                    month: month_before,
                    day: day_before,
                }),
            ) => (month_before, day_before, then) < (month, day, first),
            (None, None) => then < first && minutes(first) - minutes(then) <= BACK,
            _ => false,
        }
    };
    let ranged = |entry: &Entry| entry.is_day || entry.stamp.offset.is_some();
    entries.len() >= 3 && !entries.iter().any(ranged) && entries.windows(2).all(back)
}

/// The time that `T` in `T+5m` means, if the document states it.
fn origin(entries: &[Entry], context: &Context) -> Option<DateTime> {
    let told = || {
        let entry = entries.iter().find(|entry| entry.stamp.offset.is_none())?;
        let date = match entry.stamp.day {
            Some(Day::Full(date)) => Some(date),
            _ => context.day,
        };
        Some(date?.to_datetime(clock(entry.stamp.clock).0?))
    };
    context.begins.or_else(told)
}

/// The entries with a time relative to a start that the document does not state.
pub(super) fn without_origin(entries: &[Entry], context: &Context) -> Vec<UnparsedEntry> {
    if origin(entries, context).is_some() {
        return Vec::new();
    }
    let relative = entries.iter().filter(|entry| entry.stamp.offset.is_some());
    let left = relative.map(|entry| UnparsedEntry {
        text: entry.text.clone(),
        entry: true,
        line: entry.line,
        span: entry.span.clone(),
    });
    left.collect()
}

/// Returns the events of a timeline whose heading names `day`.
pub(super) fn date(entries: &[Entry], context: &Context, day: Option<Date>) -> Vec<Event> {
    let mut today = day.or(context.day);
    let mut last: Option<Time> = None;
    if day.is_none() {
        // An incident that starts at 23:30 and has an entry at 00:10 continues on the next day.
        last = context
            .begins
            .filter(|begins| Some(begins.date()) == today)
            .map(|begins| begins.time());
    }
    let mut out = Vec::with_capacity(entries.len());
    let origin = origin(entries, context);
    for entry in entries {
        if let Some(minutes) = entry.stamp.offset {
            let at = origin.and_then(|origin| origin.checked_add(minutes.minutes()).ok());
            if let Some(at) = at {
                (today, last) = (Some(at.date()), Some(at.time()));
                out.push(Event {
                    start: moment(Some(at.date()), Some(at.time()), &context.zone),
                    date_inferred: true,
                    text: entry.text.clone(),
                    line: entry.line,
                    ..Event::default()
                });
            }
            continue;
        }
        let (time, vague, late) = clock(entry.stamp.clock);
        let mut inferred = false;
        let mut date = match entry.stamp.day {
            Some(Day::Full(date)) => Some(date),
            Some(Day::OfYear { month, day }) => of_year(month, day, today),
            Some(Day::Wrong | Day::Blank) => None,
            None => {
                inferred = true;
                if let (Some(time), Some(before), Some(date)) = (time, last, today)
                    && minutes(before) - minutes(time) > BACK
                {
                    today = date.checked_add(1.day()).ok();
                }
                today
            }
        };
        if date.is_some() {
            today = date;
        }
        if entry.is_day {
            last = None;
            continue;
        }
        if time.is_some() {
            last = time;
        } else if entry.stamp.day.is_some() {
            last = None;
        }
        if late {
            date = date.and_then(|date| date.checked_add(1.day()).ok());
        }
        let zone = entry.stamp.zone.as_ref().unwrap_or(&context.zone);
        let start = moment(date, time, zone);
        let (end, vague_end) = end(entry, start, zone);
        out.push(Event {
            start,
            end,
            approximate: entry.stamp.approximate || vague || vague_end,
            date_inferred: inferred,
            text: entry.text.clone(),
            phase: None,
            phase_origin: None,
            line: entry.line,
        });
    }
    out
}

/// The end of a range, and whether it is vague.
fn end(entry: &Entry, start: Moment, zone: &Zone) -> (Option<Moment>, bool) {
    let (Some(time), vague, late) = clock(entry.stamp.end_clock) else {
        return (None, entry.stamp.end_clock.is_some());
    };
    if vague {
        return (None, true);
    }
    let mut date = match entry.stamp.end_day {
        Some(Day::Full(date)) => Some(date),
        Some(Day::OfYear { month, day }) => of_year(month, day, start.date),
        _ => start.date,
    };
    let turns = entry.stamp.end_day.is_none() && start.time.is_some_and(|start| time < start);
    if turns || late {
        date = date.and_then(|date| date.checked_add(1.day()).ok());
    }
    (Some(moment(date, Some(time), zone)), vague)
}

/// A moment, with its instant if day, time and zone are known.
pub(crate) fn moment(date: Option<Date>, time: Option<Time>, zone: &Zone) -> Moment {
    let local = date.zip(time).map(|(date, time)| date.to_datetime(time));
    let at = local.and_then(|local| Some(local.to_zoned(zone.zone.clone()).ok()?.timestamp()));
    Moment { date, time, at }
}

fn clock(clock: Option<Clock>) -> (Option<Time>, bool, bool) {
    match clock {
        Some(Clock::At {
            time,
            vague,
            next_day,
        }) => (Some(time), vague, next_day),
        _ => (None, false, false),
    }
}

fn minutes(time: Time) -> i64 {
    i64::from(time.hour()) * 60 + i64::from(time.minute())
}

/// The day in the year that is nearest to `near`.
fn of_year(month: i8, day: i8, near: Option<Date>) -> Option<Date> {
    let near = near?;
    let years = [near.year() - 1, near.year(), near.year() + 1];
    let dates = years
        .into_iter()
        .filter_map(|year| Date::new(year, month, day).ok());
    dates.min_by_key(|date| {
        let away: Result<Span, _> = near.until(*date);
        away.map_or(i32::MAX, |span| span.get_days().abs())
    })
}

/// The entry as an unparsed one, if its day does not exist.
pub(super) fn wrong_day(entry: &Entry) -> Option<UnparsedEntry> {
    let wrong = entry.stamp.day == Some(Day::Wrong) || entry.stamp.end_day == Some(Day::Wrong);
    wrong.then(|| UnparsedEntry {
        text: entry.text.clone(),
        entry: true,
        line: entry.line,
        span: entry.span.clone(),
    })
}
