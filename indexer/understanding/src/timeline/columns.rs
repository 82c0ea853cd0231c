//! Finds out what the columns of a table of events contain.

use crate::rows::{Cell, Kind, Row};
use crate::time::stamp;
use crate::time::zone::{self, Zone};

/// The meaning of the columns of a table.
#[derive(Debug, Clone, Default)]
pub(super) struct TimelineColumns {
    /// The indices of the columns with times, in order.
    when: Vec<usize>,
    /// The year, if it is only in the header.
    year: Option<String>,
    /// The zone, if it is only in the header.
    pub(super) zone: Option<Zone>,
}

const WHEN: &[&str] = &[
    "time",
    "date",
    "when",
    "timestamp",
    "datetime",
    "day",
    "hour",
    "utc",
    "start",
    "begin",
    "at",
    "tz",
    "timezone",
];

/// The zone that the header of a table names.
pub(super) fn header_zone(row: &Row) -> Option<Zone> {
    TimelineColumns::new(row)?.zone
}

impl TimelineColumns {
    /// Reads a header; returns `None` if the row is not a header.
    pub(super) fn new(row: &Row) -> Option<Self> {
        let Kind::Cells {
            header: true,
            cells,
        } = &row.kind
        else {
            return None;
        };
        let mut columns = Self::default();
        for (index, cell) in cells.iter().enumerate() {
            let lower = cell.text.to_lowercase();
            let mut words = lower
                .split(|c: char| !c.is_alphanumeric())
                .filter(|word| !word.is_empty());
            let named = words.any(|word| WHEN.contains(&word)) && lower.len() < 40;
            let zone = zone::find(&cell.text).filter(|_| lower.len() < 40);
            if named || (zone.is_some() && columns.when.is_empty()) {
                columns.when.push(index);
                columns.zone = columns.zone.or(zone);
                let digits = lower.split(|c: char| !c.is_ascii_digit());
                let year = digits.into_iter().find(|digits| {
                    digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"))
                });
                columns.year = columns.year.or(year.map(str::to_owned));
            }
        }
        Some(columns)
    }

    /// Returns the words that state the time, and the words that state the event.
    pub(super) fn read(&self, cells: &[Cell]) -> (String, String) {
        let mut when: Vec<usize> = self
            .when
            .iter()
            .copied()
            .filter(|index| *index < cells.len())
            .collect();
        // `Start | End | Event` is a range.
        let told = |index: &usize| stamp::parse(&cells[*index].text).is_some();
        if when.is_empty() || !when.iter().any(told) {
            when = (0..cells.len()).find(told).into_iter().collect();
        }
        let times: Vec<&str> = when
            .iter()
            .map(|index| cells[*index].text.as_str())
            .filter(|text| !text.is_empty())
            .collect();
        let both_timed = times.len() == 2
            && times
                .iter()
                .all(|text| stamp::parse(text).is_some_and(|stamp| stamp.has_time()));
        let mut joined = times.join(if both_timed { " - " } else { " " });
        if let Some(year) = &self.year
            && !joined.is_empty()
            && !joined.contains(year.as_str())
        {
            joined = with_year(&joined, year);
        }
        let rest: Vec<&str> = cells
            .iter()
            .enumerate()
            .filter(|(index, _)| !when.contains(index))
            .map(|(_, cell)| cell.text.as_str())
            .filter(|text| !text.is_empty())
            .collect();
        (joined, rest.join(" \u{2014} "))
    }
}

/// Adds the year after the day: `4 May 13:10` becomes `4 May 2021 13:10`.
fn with_year(text: &str, year: &str) -> String {
    let Some(stamp) = stamp::parse(text).filter(|stamp| stamp.has_day()) else {
        return text.to_owned();
    };
    if !stamp.has_time() {
        let end = text.len() - text[stamp.rest..].len();
        return format!("{} {year} {}", text[..end].trim_end(), &text[stamp.rest..]);
    }
    let clock = text
        .char_indices()
        .find(|(at, _)| {
            let fresh = *at == 0 || !text.as_bytes()[at - 1].is_ascii_alphanumeric();
            fresh && crate::time::clock::parse(&text[*at..]).is_some()
        })
        .map_or(text.len(), |(at, _)| at);
    format!(
        "{} {year} {}",
        text[..clock].trim_end_matches([' ', ',']),
        &text[clock..]
    )
}
