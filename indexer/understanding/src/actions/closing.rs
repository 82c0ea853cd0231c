//! The day on which an action item was closed, if the author states it.

use jiff::civil::Date;

use super::due_date;
use super::state::state;
use model::incident::ActionState;

/// Words that precede the day of closing.
#[rustfmt::skip]
const VERBS: [&str; 11] = [
    "done", "closed", "completed", "finished", "fixed", "merged", "shipped", "accomplished",
    "resolved", "implemented", "deployed",
];

/// Returns the day of closing: `(done 2021-03-04)`, `closed on 4 March`, `completed: 2021-03-04`.
pub(super) fn closed(text: &str, year: Option<i16>) -> Option<Date> {
    let stated = state(text);
    if stated == ActionState::Open {
        return None;
    }
    let lower = text.to_lowercase();
    if lower.len() != text.len() {
        return None;
    }
    for verb in VERBS {
        for (at, _) in lower.match_indices(verb) {
            // `(done 5 May` counts; `what was done 5 May` counts only if the item is done.
            let before = lower[..at].trim_end_matches([' ', '*', '_']);
            let marked = before.is_empty()
                || before.ends_with([
                    '(', '[', ',', ';', ':', '-', '\u{2013}', '\u{2014}', '|', '.', '\n',
                    '\u{2705}',
                ]);
            if lower[..at].ends_with(char::is_alphanumeric)
                || !(marked || stated == ActionState::Done)
            {
                continue;
            }
            let rest = text[at + verb.len()..].trim_start_matches([' ', ':', '*', '_', ',', '(']);
            let rest = ["on ", "at ", "- ", "\u{2013} ", "\u{2014} "]
                .iter()
                .find_map(|word| rest.strip_prefix(word))
                .unwrap_or(rest);
            if let Some(date) = due_date::day(rest, year) {
                return Some(date);
            }
        }
    }
    None
}
