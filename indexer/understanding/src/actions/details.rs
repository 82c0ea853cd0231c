//! The details of an action item: type, owner, due date, state, priority and ticket.

use super::closing;
use super::due_date;
use super::state::state;
use crate::wording::{has, is_template};
use model::incident::{Action, ActionState, ActionType, DueDate, Origin};

/// Builds the action item with the text `own`; `all` also contains the items below it.
pub(super) fn action(
    own: &str,
    all: &str,
    links: &[&str],
    line: usize,
    year: Option<i16>,
) -> Option<Action> {
    let text = own.trim();
    if !text.chars().any(char::is_alphanumeric) || is_template(text) || text.contains("{{") {
        return None;
    }
    let stated = stated_kind(text);
    let closed = closing::closed(all, year);
    Some(Action {
        text: text.to_owned(),
        kind: stated.or_else(|| inferred_kind(text)),
        kind_origin: if stated.is_some() {
            Origin::Stated
        } else {
            Origin::Inferred
        },
        owner: owner(all),
        due: due(all, year),
        state: state(all).or(if closed.is_some() {
            ActionState::Done
        } else {
            ActionState::Unstated
        }),
        closed,
        priority: None,
        tracker: tracker(all, links),
        line,
    })
}

/// The type at the beginning of `text`, as in `[Prevent] …` or `Detect: …`.
fn stated_kind(text: &str) -> Option<ActionType> {
    let lower = text.to_lowercase();
    let head = lower.trim_start_matches(['[', '(', '*']);
    let word: String = head.chars().take_while(|c| c.is_alphabetic()).collect();
    let marked = head[word.len()..].starts_with([']', ')', ':', '*']);
    marked.then(|| kind_named(&word)).flatten()
}

/// The action type that `word` names.
pub(super) fn kind_named(word: &str) -> Option<ActionType> {
    let word = word.trim().to_lowercase();
    let begins = |names: &[&str]| names.iter().any(|name| word.starts_with(name));
    if begins(&["prevent", "fix", "repair"]) {
        Some(ActionType::Prevent)
    } else if begins(&["detect", "monitor", "alert", "observ"]) {
        Some(ActionType::Detect)
    } else if begins(&["mitigat", "respon", "recover"]) {
        Some(ActionType::Mitigate)
    } else if begins(&["doc", "process", "communic", "train"]) {
        Some(ActionType::Document)
    } else {
        None
    }
}

/// The type that a heading above items names; `Process improvements` names none.
pub(super) fn kind_of_heading(heading: &str) -> Option<ActionType> {
    let word = heading.split(' ').next().unwrap_or("").to_lowercase();
    let names = ["prevent", "detect", "monitor", "mitigat", "document"];
    let named = names.iter().any(|name| word.starts_with(name));
    // Many authors call the list of all items `Preventive measures`.
    let whole =
        heading.to_lowercase().contains("measures") || heading.to_lowercase().contains("actions");
    if named && !whole {
        kind_named(&word)
    } else {
        None
    }
}

/// The type that the wording suggests; the first rule that matches decides.
fn inferred_kind(text: &str) -> Option<ActionType> {
    let lower = text.to_lowercase();
    let rules: [(ActionType, &[&str]); 4] = [
        (
            ActionType::Document,
            &[
                "document",
                "wiki",
                "runbook",
                "playbook",
                "readme",
                "write down",
                "cheatsheet",
                "checklist",
                "guide",
                "training",
                "teach",
                "share the",
                "communicate",
                "describe",
                "education",
            ],
        ),
        (
            ActionType::Detect,
            &[
                "alert",
                "alarm",
                "monitor",
                "metric",
                "dashboard",
                "detect",
                "notif",
                "observab",
                "health check",
                "healthcheck",
                "probe",
                "logging",
                "visibility",
                "scanner",
            ],
        ),
        (
            ActionType::Mitigate,
            &[
                "rollback",
                "roll back",
                "failover",
                "fail over",
                "fallback",
                "automatic recovery",
                "blast",
                "redundan",
                "replica",
                "circuit breaker",
                "gracefully",
                "timeout",
                "recover",
                "mitigat",
                "backup",
                "restore",
                "autoscal",
                "capacity",
                "scale ",
            ],
        ),
        (
            ActionType::Prevent,
            &[
                "fix",
                "test",
                "review",
                "validat",
                "upgrade",
                "pin",
                "lock",
                "patch",
                "prevent",
                "ensure",
                "avoid",
                "limit",
                "implement",
                "refactor",
                "automate",
                "replace",
                "add ",
                "remove",
                "migrat",
                "move ",
                "improve",
                "enforce",
                "require",
                "check",
            ],
        ),
    ];
    rules
        .into_iter()
        .find(|(_, words)| has(&lower, words))
        .map(|(kind, _)| kind)
}

/// The owner, from `@name`, `Owner: name`, `(owner: name)` or `assigned to name`.
fn owner(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    for mark in [
        "owner:",
        "owner -",
        "owner =",
        "assignee:",
        "assigned to:",
        "assigned to ",
        "responsible:",
        "owned by ",
        "dri:",
        "owner ",
    ] {
        if lower.len() == text.len()
            && let Some(at) = lower.find(mark)
            && !lower[..at].ends_with(char::is_alphanumeric)
        {
            let marked =
                mark.ends_with([':', '-', '=']) || mark.ends_with("to ") || mark.ends_with("by ");
            let rest = text[at + mark.len()..].trim_start_matches([' ', '*', '_', '`']);
            let end = rest
                .find([',', ';', ')', ']', '\n', '|', '*', '('])
                .unwrap_or(rest.len());
            let end = rest.find(". ").map_or(end, |stop| stop.min(end));
            let name = rest[..end].trim_end_matches(['.', ' ', '_', '`']);
            let plausible = !name.is_empty() && name.len() <= 40 && name.split(' ').count() <= 4;
            if plausible && (marked || name.starts_with('@')) {
                return Some(name.to_owned());
            }
        }
    }
    // `@team` is a handle; `a@b` is an email address.
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        if c == '@' && !before.is_alphanumeric() && before != '/' {
            let handle: String = text[at + 1..]
                .chars()
                .take_while(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '/'))
                .collect();
            let handle = handle.trim_end_matches(['-', '/']);
            if handle.len() > 1 {
                return Some(format!("@{handle}"));
            }
        }
        before = c;
    }
    None
}

/// The due date, from `due: 2021-03-04`, `by 4 March 2021` or `ETA: Friday`.
fn due(text: &str, year: Option<i16>) -> Option<DueDate> {
    let lower = text.to_lowercase();
    if lower.len() != text.len() {
        return None;
    }
    for mark in [
        "due date:",
        "due:",
        "due by ",
        "due on ",
        "due ",
        "deadline:",
        "deadline ",
        "eta:",
        "eta ",
        "target date:",
        "by ",
    ] {
        for (at, _) in lower.match_indices(mark) {
            if lower[..at].ends_with(char::is_alphanumeric) {
                continue;
            }
            let rest = text[at + mark.len()..].trim_start_matches([' ', '*', '_']);
            if let Some(day) = due_date::day(rest, year) {
                return Some(DueDate::Day(day));
            }
            if mark.ends_with(':') {
                let end = rest
                    .find([',', ';', ')', ']', '\n', '|', '*'])
                    .unwrap_or(rest.len());
                let words = rest[..end].trim().trim_end_matches('.');
                if !words.is_empty() && words.len() <= 30 {
                    return Some(DueDate::Words(words.to_owned()));
                }
            }
        }
    }
    None
}

/// The state that a cell of a table names.
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

/// The URL of a ticket: the first link that looks like one, otherwise a bare URL.
pub(super) fn tracker(text: &str, links: &[&str]) -> Option<String> {
    let bare = text.match_indices("https://").map(|(at, _)| {
        let rest = &text[at..];
        let end = rest
            .find(|c: char| c.is_whitespace() || matches!(c, ')' | '>' | ']' | '"' | ','))
            .unwrap_or(rest.len());
        rest[..end].trim_end_matches(['.', ';'])
    });
    let all: Vec<&str> = links
        .iter()
        .copied()
        .filter(|link| link.starts_with("http"))
        .chain(bare)
        .collect();
    let ticket = |link: &&&str| {
        let link = link.to_lowercase();
        [
            "/issues/",
            "/issue/",
            "/pull/",
            "/pulls/",
            "/browse/",
            "/merge_requests/",
            "/work_items/",
            "jira",
            "/tickets/",
            "/t/",
            "/bug",
            "show_bug",
            "linear.app",
            "trello.com",
            "asana.com",
            "/projects/",
        ]
        .iter()
        .any(|mark| link.contains(mark))
    };
    all.iter().find(ticket).map(|link| (*link).to_owned())
}

/// Whether a short text is a label and not a task.
pub(super) fn is_label(text: &str) -> bool {
    text.ends_with(':') || !text.contains(' ')
}

/// Whether a paragraph is a conclusion and not a task.
pub(super) fn is_conclusion(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    [
        "in conclusion",
        "in summary",
        "to summarize",
        "to conclude",
        "overall,",
        "by implementing",
        "by taking",
        "these measures",
        "these actions",
        "these steps",
        "with these",
    ]
    .iter()
    .any(|start| lower.starts_with(start))
}

/// Whether a paragraph asks for something, and does not only report something.
pub(super) fn asks(text: &str) -> bool {
    let lower = text.to_lowercase();
    let tells = [
        "seemed to",
        "seems to",
        "perhaps this",
        "no action",
        "none at this time",
        "the following",
        "are listed",
        "below",
    ];
    !has(&lower, &tells) || has(&lower, &["should", "must", "need to", "todo"])
}
