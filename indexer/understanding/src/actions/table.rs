//! Reads action items from tables.

use super::{closing, details, due_date};
use crate::rows::{Cell, Kind, Row};
use model::incident::{Action, ActionState, DueDate, Origin};

/// The index of the column for each field.
#[derive(Debug, Clone, Default)]
pub(super) struct ActionColumns {
    text: Option<usize>,
    kind: Option<usize>,
    owner: Option<usize>,
    priority: Option<usize>,
    due: Option<usize>,
    state: Option<usize>,
    closed: Option<usize>,
    tracker: Option<usize>,
}

impl ActionColumns {
    /// Finds the columns by the cells of a header row.
    pub(super) fn new(row: &Row) -> Self {
        let mut columns = Self::default();
        let Kind::Cells { cells, .. } = &row.kind else {
            return columns;
        };
        for (index, cell) in cells.iter().enumerate() {
            let name = cell.text.to_lowercase();
            let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
            let slot = if has(&[
                "owner",
                "who",
                "assignee",
                "responsib",
                "dri",
                "assigned",
                "team",
                "person",
            ]) {
                &mut columns.owner
            } else if has(&[
                "closed",
                "completion",
                "completed on",
                "completed at",
                "date completed",
                "done on",
                "date done",
                "finished",
                "resolved on",
            ]) {
                &mut columns.closed
            } else if has(&["due", "deadline", "eta", "target", "when", "date"]) {
                &mut columns.due
            } else if has(&["status", "state", "done", "complete", "progress"]) {
                &mut columns.state
            } else if has(&["priority", "prio", "severity"]) {
                &mut columns.priority
            } else if has(&["type", "category", "kind"]) {
                &mut columns.kind
            } else if has(&[
                "bug",
                "ticket",
                "jira",
                "link",
                "tracker",
                "tracking",
                "issue #",
                "issue link",
                "pr",
            ]) && !has(&["action", "problem"])
            {
                &mut columns.tracker
            } else if has(&[
                "action",
                "item",
                "task",
                "description",
                "what",
                "todo",
                "to do",
                "measure",
                "improvement",
                "step",
                "recommendation",
                "fix",
                "issue",
            ]) {
                &mut columns.text
            } else {
                continue;
            };
            slot.get_or_insert(index);
        }
        columns
    }

    /// Returns the item in a row.
    pub(super) fn read(&self, row: &Row, cells: &[Cell], year: Option<i16>) -> Option<Action> {
        let taken = [
            self.kind,
            self.owner,
            self.priority,
            self.due,
            self.state,
            self.closed,
            self.tracker,
        ];
        let index = self.text.or_else(|| {
            // If the header does not name a text column, the longest free cell is the text.
            let free = (0..cells.len()).filter(|index| !taken.contains(&Some(*index)));
            free.max_by_key(|index| (cells[*index].text.len(), usize::MAX - index))
        })?;
        let cell = |index: Option<usize>| {
            let text = cells.get(index?)?.text.trim();
            let empty = [
                "", "-", "\u{2014}", "\u{2013}", "n/a", "N/A", "tbd", "TBD", "?", "none", "None",
            ];
            (!empty.contains(&text)).then(|| text.to_owned())
        };
        let text = cells.get(index)?.text.clone();
        let links: Vec<&str> = row.links.iter().map(String::as_str).collect();
        let mut action = details::action(&text, &text, &links, row.line, year)?;
        if let Some(kind) = cell(self.kind).and_then(|text| details::kind_named(&text)) {
            (action.kind, action.kind_origin) = (Some(kind), Origin::Stated);
        }
        action.owner = cell(self.owner).or(action.owner);
        action.due = cell(self.due)
            .map(|text| {
                due_date::day(&text, year).map_or_else(|| DueDate::Words(text), DueDate::Day)
            })
            .or(action.due);
        // Without a state column, `DONE` and `TODO` may be anywhere in the row.
        let shouted = |word: &str| {
            row.text
                .split(|c: char| !c.is_alphanumeric())
                .any(|found| found == word)
        };
        let marked = if shouted("DONE") {
            ActionState::Done
        } else if shouted("TODO") {
            ActionState::Open
        } else {
            ActionState::Unstated
        };
        let named =
            |index| cell(index).map_or(ActionState::Unstated, |text| details::state_named(&text));
        action.state = named(self.state).or(action.state).or(marked);
        // A day in the column `Closed` or `Status` means that the item is done on that day.
        let closing = |index| cell(index).map(|text| (due_date::day(&text, year), text));
        for (date, text) in [closing(self.closed), closing(self.state)]
            .into_iter()
            .flatten()
        {
            let date = date.or_else(|| closing::closed(&text, year));
            if date.is_some() && action.state != ActionState::Open {
                action.state = ActionState::Done;
                action.closed = date;
                break;
            }
        }
        action.state = action.state.or(named(self.closed));
        action.priority = cell(self.priority);
        let linked = self
            .tracker
            .and_then(|index| cells.get(index))
            .and_then(|cell| cell.links.first().cloned());
        let written = cell(self.tracker).map(|text| {
            text.replace("DONE", "")
                .replace("TODO", "")
                .trim()
                .to_owned()
        });
        let written = written.filter(|text| !text.is_empty() && !text.eq_ignore_ascii_case("n/a"));
        action.tracker = linked
            .or_else(|| written.clone().filter(|text| text.starts_with("http")))
            .or(action.tracker)
            .or(written);
        Some(action)
    }
}

/// Reads a row of a table that lost its header: the first cell with words is the item.
pub(super) fn bare(row: &Row, year: Option<i16>) -> Option<Action> {
    let cells: Vec<Cell> = row
        .text
        .trim_matches('|')
        .split('|')
        .map(|text| Cell {
            text: text.trim().to_owned(),
            links: Vec::new(),
        })
        .collect();
    if cells
        .iter()
        .all(|cell| cell.text.chars().all(|c| matches!(c, '-' | ':' | ' ')))
    {
        return None;
    }
    ActionColumns::default().read(row, &cells, year)
}
