//! Ties between postmortems.

use super::model::Hit;
use crate::language::severity_level;
use crate::scoring::weights::{DAYS_PER_LEVEL, TIE};
use crate::sort;

/// Severity level assumed if none is stated.
const UNSTATED_LEVEL: u32 = 4;

/// Orders adjacent postmortems with nearly equal scores by date and severity.
/// The list of scores stays the same, so it stays in descending order.
pub(super) fn break_ties(hits: &mut [Hit]) {
    let mut rest = hits;
    while let [first, ..] = &*rest {
        let lowest = first.score * (1.0 - TIE);
        let tied = |hit: &&Hit| hit.kind == "postmortem" && hit.score > 0.0 && hit.score >= lowest;
        let count = rest.iter().take_while(tied).count();
        let (tie, after) = rest.split_at_mut(count.max(1));
        if count > 1 {
            let scores: Vec<f32> = tie.iter().map(|hit| hit.score).collect();
            sort::by_key(tie, |hit| std::cmp::Reverse(recency_days(hit)));
            for (hit, score) in tie.iter_mut().zip(scores) {
                hit.score = score;
            }
        }
        rest = after;
    }
}

/// Date in days, minus the handicap of a lower severity; postmortems without a
/// date are last.
fn recency_days(hit: &Hit) -> i32 {
    let stated = hit.severity.as_deref().and_then(severity_level);
    let level = stated.unwrap_or(UNSTATED_LEVEL).min(9) as i32;
    days(hit.date.as_deref().unwrap_or_default()) - level * DAYS_PER_LEVEL
}

/// Approximate number of days of an ISO 8601 date, for comparison: all months
/// have 31 days.
fn days(date: &str) -> i32 {
    let mut parts = date.splitn(3, '-').map(|part| {
        let digits = part.get(..part.len().min(4)).unwrap_or_default();
        let end = digits.find(|c: char| !c.is_ascii_digit());
        digits[..end.unwrap_or(digits.len())].parse().unwrap_or(0)
    });
    let mut next = || parts.next().unwrap_or(0_i32);
    next() * 372 + next() * 31 + next()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hit(doc: u32, kind: &str, date: &str, severity: &str, score: f32) -> Hit {
        Hit {
            doc,
            path: String::new(),
            url: String::new(),
            kind: kind.to_owned(),
            title: String::new(),
            date: Some(date.to_owned()),
            severity: Some(severity.to_owned()),
            services: Vec::new(),
            score,
            sections: Vec::new(),
        }
    }

    fn tie_broken(mut hits: Vec<Hit>) -> Vec<u32> {
        break_ties(&mut hits);
        assert!(hits.is_sorted_by(|a, b| a.score >= b.score));
        hits.iter().map(|hit| hit.doc).collect()
    }

    #[test]
    fn the_newer_of_two_postmortems_comes_first() {
        let old = hit(0, "postmortem", "2021-05-01", "2", 8.0);
        let new = hit(1, "postmortem", "2024-05-01T10:00:00Z", "SEV-2", 7.99);
        assert_eq!(tie_broken(vec![old, new]), [1, 0]);
    }

    #[test]
    fn the_graver_of_two_postmortems_of_one_time_comes_first() {
        let minor = hit(0, "postmortem", "2024-05-02", "3", 8.0);
        let major = hit(1, "postmortem", "2024-05-01", "SEV1", 8.0);
        assert_eq!(tie_broken(vec![minor, major]), [1, 0]);
    }

    #[test]
    fn only_ties_of_postmortems_are_settled() {
        let better = hit(0, "postmortem", "2011-01-01", "4", 8.0);
        let newer = hit(1, "postmortem", "2024-01-01", "1", 7.0);
        assert_eq!(tie_broken(vec![better, newer]), [0, 1]);
        let old = hit(0, "runbook", "2011-01-01", "4", 8.0);
        let new = hit(1, "runbook", "2024-01-01", "1", 8.0);
        assert_eq!(tie_broken(vec![old, new]), [0, 1]);
    }

    #[test]
    fn odd_dates_do_no_harm() {
        for date in ["", "yesterday", "2024", "-1-", "99999999-1-1", "2024-é"] {
            let _ = days(date);
        }
    }
}
