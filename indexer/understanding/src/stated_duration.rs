//! The length of the outage in the author's words: `a 30-minute outage`, `lasted about nine hours`.

use super::rows::{Kind, Row};
use super::sections::Part;
use super::time::length::{self, Length};
use super::wording::{has, sentences};
use model::incident::SectionKind;

/// A stated length and its place.
#[derive(Debug, Clone)]
pub(crate) struct StatedDuration {
    pub minutes: i64,
    pub approximate: bool,
    /// The words that state the length.
    pub words: String,
    pub line: usize,
    /// Whether the length is in the title of the document.
    pub in_title: bool,
}

const NOUNS: &[&str] = &[
    "outage",
    "downtime",
    "disruption",
    "interruption",
    "unavailability",
    "degradation",
    "incident",
    "blackout",
    "of downtime",
];
const VERBS: &[&str] = &[
    "lasted",
    "lasting",
    "down for",
    "unavailable for",
    "unusable for",
    "offline for",
    "inaccessible for",
    "unreachable for",
    "outage of",
    "downtime of",
    "outage for",
    "outage was",
    "downtime was",
    "downtime for",
    "disruption for",
    "disruption of",
    "disruption lasted",
    "recovered in",
    "recover itself in",
    "recovered itself in",
    "resolved in",
    "restored in",
    "recovered after",
    "restored after",
    "duration was",
    "duration of",
    "out of service for",
    "unresponsive for",
];
/// Words that show another length: until detection, of a limit, or of something regular.
const OTHER: &[&str] = &[
    "before we",
    "before anyone",
    "unnoticed",
    "until we noticed",
    "to notice",
    "to detect",
    "timeout",
    "time out",
    "every ",
    "within ",
    "scheduled for",
    "planned",
    "ago",
    "old",
    "periodic",
    "per ",
    "each ",
    "last ",
    "previous",
    "intermittent",
    "up to",
    "between 1",
    "if ",
];

/// Returns every stated length of the outage, in the order of the document.
pub(crate) fn find(rows: &[Row], parts: &[Part]) -> Vec<StatedDuration> {
    let mut out = Vec::new();
    for (number, part) in parts.iter().enumerate() {
        let title = part.level == 1 && part.own.is_empty();
        if title && let Some(head) = part.head {
            scan(&rows[head], number <= 1, &mut out);
        }
        let first = number == 0 || title;
        if first || part.is(SectionKind::Summary) || part.is(SectionKind::Impact) {
            for row in &rows[part.rows.clone()] {
                if !row.quoted && !matches!(row.kind, Kind::Heading(_)) {
                    scan(row, false, &mut out);
                }
            }
        }
    }
    out
}

fn scan(row: &Row, in_title: bool, out: &mut Vec<StatedDuration>) {
    let mut offset = 0;
    for sentence in sentences(&row.text) {
        let at = row.text[offset..]
            .find(sentence)
            .map_or(offset, |at| offset + at);
        offset = at + sentence.len();
        for length in length::find_all(sentence) {
            if length.minutes > 0 && is_of_outage(sentence, &length) {
                out.push(StatedDuration {
                    minutes: length.minutes,
                    approximate: length.approximate,
                    words: sentence[length.range.clone()].to_owned(),
                    line: row.line,
                    in_title,
                });
            }
        }
    }
}

/// Whether a length of time is that of the outage.
fn is_of_outage(sentence: &str, length: &Length) -> bool {
    let before = sentence[..length.range.start].to_lowercase();
    let after = sentence[length.range.end..].to_lowercase();
    let near_after: String = after
        .trim_start_matches(['-', ' '])
        .split(' ')
        .take(4)
        .collect::<Vec<_>>()
        .join(" ");
    let near_before: String = {
        let words: Vec<&str> = before.split_whitespace().collect();
        words[words.len().saturating_sub(6)..].join(" ")
    };
    let near_after = near_after.split([',', '.', ';', ')']).next().unwrap_or("");
    let first = near_after.split(' ').take(3).collect::<Vec<_>>().join(" ");
    if has(near_after, OTHER) {
        return false;
    }
    if has(&first, NOUNS) && !has(&first, &["into", "in ", "on "]) {
        return true;
    }
    has(&near_before, VERBS) && !has(&near_before, OTHER)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_the_outage_only() {
        let minutes = |sentence: &str| -> Vec<i64> {
            let found = length::find_all(sentence);
            let ours = found.iter().filter(|length| is_of_outage(sentence, length));
            ours.map(|length| length.minutes).collect()
        };
        for (sentence, expected) in [
            (
                "Impact: A 30-minute outage affecting our payments",
                &[30][..],
            ),
            ("it caused beta to be unusable for about 1h50m.", &[110]),
            (
                "This effect lasted approximately nine hours before normal operation was restored",
                &[540],
            ),
            ("caused 40min of total outage.", &[40]),
            ("30min outage during node pool upgrade", &[30]),
            (
                "Total service disruption lasted for approximately five hours",
                &[300],
            ),
            (
                "The outage was present for nearly an hour before we noticed it.",
                &[],
            ),
            (
                "resulted in a period of 30 minutes where jobs could not be scheduled",
                &[],
            ),
            ("periodic outages of 10-30 minutes", &[]),
            ("The launch timeout of 10 minutes", &[]),
            ("It went unnoticed for 3 hours", &[]),
        ] {
            assert_eq!(minutes(sentence), expected, "{sentence}");
        }
    }
}
