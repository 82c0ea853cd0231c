//! The state of an action item, from its text.

use model::incident::ActionState;

/// The state that `text` mentions.
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
