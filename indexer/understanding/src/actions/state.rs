//! Whether an action item is done, and days in its text.

use model::incident::ActionState;

use crate::time::date::{self, Day};

/// A day as ISO 8601.
pub(super) fn iso(text: &str, year: Option<i16>) -> Option<String> {
    match date::parse(text.trim())?.0 {
        Day::Full(date) => Some(date.to_string()),
        Day::OfYear { month, day } => {
            Some(jiff::civil::Date::new(year?, month, day).ok()?.to_string())
        }
        Day::Wrong | Day::Blank => None,
    }
}

/// What a text says about being done.
pub(super) fn state(text: &str) -> ActionState {
    let lower = text.to_lowercase();
    let done = [
        "(done",
        "[done",
        "_done",
        "*done",
        "(accomplished",
        "(completed",
        "(complete)",
        "(fixed",
        "(resolved",
        "(merged",
        "(implemented",
        "- done",
        "\u{2014} done",
        "\u{2013} done",
        ": done",
        "status: done",
        "status: complete",
        "status: closed",
        "this has been done",
        "already done",
        "\u{2705}",
        "\u{2714}",
        "\u{2611}",
        "[x]",
        "(closed",
        "has been completed",
    ];
    let open = [
        "(todo",
        "(to do",
        "(open",
        "(in progress",
        "(pending",
        "(wip",
        "(not started",
        "(not done",
        "status: open",
        "status: in progress",
        "status: todo",
        "(planned",
        "\u{2610}",
        "[ ]",
        "(issue created)",
        "(backlog",
    ];
    if open.iter().any(|mark| lower.contains(mark)) {
        return ActionState::Open;
    }
    let is_done = done.iter().any(|mark| lower.contains(mark))
        || lower.starts_with("done:")
        || lower.trim_end_matches('.').ends_with(" done");
    if is_done {
        ActionState::Done
    } else {
        ActionState::Unstated
    }
}

/// The state that a table's cell names.
pub(super) fn state_named(cell: &str) -> ActionState {
    let lower = cell.trim().to_lowercase();
    let begins = |names: &[&str]| names.iter().any(|name| lower.starts_with(name));
    if begins(&[
        "done",
        "complete",
        "closed",
        "fixed",
        "resolved",
        "yes",
        "x",
        "[x]",
        "\u{2705}",
        "\u{2714}",
        "merged",
        "accomplished",
        "finished",
        "shipped",
    ]) {
        ActionState::Done
    } else if begins(&[
        "open",
        "todo",
        "to do",
        "to-do",
        "in progress",
        "pending",
        "no",
        "wip",
        "planned",
        "backlog",
        "not ",
        "[ ]",
        "new",
        "assigned",
        "\u{274c}",
        "\u{23f3}",
    ]) {
        ActionState::Open
    } else {
        ActionState::Unstated
    }
}
