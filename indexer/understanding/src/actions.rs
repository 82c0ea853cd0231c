//! Reads action items: what has to be done, by whom, and until when.

mod closing;
mod details;
mod due_date;
mod state;
mod table;

use super::rows::{Kind, Row};
use super::sections::Part;
use super::wording::is_help;
use model::incident::{Action, ActionState, Origin, SectionKind};

use table::ActionColumns;

/// Returns the action items of a document, in the order of the document.
pub(crate) fn read(rows: &[Row], parts: &[Part], year: Option<i16>) -> Vec<Action> {
    let mut out = Vec::new();
    for (number, part) in parts.iter().enumerate() {
        // A part with a combined heading such as `Mitigation and next steps` is included.
        if !part.is(SectionKind::ActionItems) {
            continue;
        }
        let own = &rows[part.rows.clone()];
        let next = parts.get(number + 1);
        let is_above =
            next.is_some_and(|next| next.level > part.level && next.is(SectionKind::ActionItems));
        let before = out.len();
        section(own, is_above, year, &mut out);
        type_by_heading(&part.heading, own, &mut out[before..]);
    }
    out
}

/// Sets the type of items to the one that the heading or the bold line above them names.
fn type_by_heading(heading: &str, rows: &[Row], actions: &mut [Action]) {
    let mut named = details::kind_of_heading(heading);
    let mut labels = rows
        .iter()
        .filter(|row| row.kind == Kind::Para && row.strong == row.text.len())
        .peekable();
    for action in actions {
        while let Some(label) = labels.next_if(|row| row.line < action.line) {
            named = details::kind_of_heading(&label.text);
        }
        if let Some(kind) = named
            && action.kind_origin != Origin::Stated
        {
            (action.kind, action.kind_origin) = (Some(kind), Origin::Stated);
        }
    }
}

/// Appends the items of one section to `out`.
fn section(rows: &[Row], is_above: bool, year: Option<i16>, out: &mut Vec<Action>) {
    let rows: Vec<&Row> = rows.iter().filter(|row| !row.quoted).collect();
    let mut columns = ActionColumns::default();
    let listed = rows
        .iter()
        .any(|row| row.is_item() || matches!(row.kind, Kind::Cells { header: false, .. }));
    let mut at = 0;
    while at < rows.len() {
        let row = rows[at];
        let mut end = at + 1;
        match &row.kind {
            Kind::Cells { header: true, .. } => columns = ActionColumns::new(row),
            Kind::Cells { cells, .. } => out.extend(columns.read(row, cells, year)),
            Kind::Item(_) => {
                while end < rows.len() && belongs(row, rows[end]) {
                    end += 1;
                }
                item(&rows[at..end], year, out);
            }
            Kind::Para if row.text.starts_with('|') => out.extend(table::bare(row, year)),
            Kind::Para => {
                while end < rows.len() && rows[end].kind == Kind::More {
                    end += 1;
                }
                if !listed && !is_above {
                    paragraph(&rows[at..end], year, out);
                }
            }
            Kind::More | Kind::Heading(_) => {}
        }
        at = end;
    }
}

/// Whether `row` is part of the item that starts with `first`.
fn belongs(first: &Row, row: &Row) -> bool {
    match row.kind {
        Kind::More => true,
        Kind::Item(_) => row.depth > first.depth,
        Kind::Para => row.depth >= first.depth,
        _ => false,
    }
}

/// Reads an item with its further lines and the items below it.
fn item(rows: &[&Row], year: Option<i16>, out: &mut Vec<Action>) {
    let first = rows[0];
    let own = joined(
        rows.iter()
            .take_while(|row| !row.is_item() || std::ptr::eq(**row, first)),
    );
    let below: Vec<usize> = (1..rows.len())
        .filter(|index| rows[*index].is_item())
        .collect();
    // `Monitoring:` above a list is a label, and the entries of the list are the items.
    let label = own.trim_end().ends_with(':')
        || (own.split(' ').count() <= 3 && !below.is_empty() && details::is_label(&own));
    // `Add monitoring:` above `CPU` and `memory` is an item itself.
    let brief = |index: &usize| rows[*index].text.split(' ').count() <= 2;
    let demands = own.split(' ').count() > 1 && !below.is_empty() && below.iter().all(brief);
    if label && !below.is_empty() && !demands {
        let depth = rows[below[0]].depth;
        let starts: Vec<usize> = below
            .iter()
            .copied()
            .filter(|index| rows[*index].depth <= depth)
            .collect();
        for (number, start) in starts.iter().enumerate() {
            let end = starts.get(number + 1).copied().unwrap_or(rows.len());
            item(&rows[*start..end], year, out);
        }
        return;
    }
    let task = match first.kind {
        Kind::Item(task) => task,
        _ => None,
    };
    let mut links = Vec::new();
    for row in rows {
        links.extend(row.links.iter().map(String::as_str));
    }
    let all = joined(rows.iter());
    let Some(mut action) = details::action(&own, &all, &links, first.line, year) else {
        return;
    };
    if let Some(done) = task {
        action.state = if done {
            ActionState::Done
        } else {
            ActionState::Open
        };
        // The text of an open item may contain a date of something else that was closed.
        action.closed = action.closed.filter(|_| done);
    } else if first.struck {
        action.state = ActionState::Done;
    }
    out.push(action);
}

fn joined<'a>(rows: impl Iterator<Item = &'a &'a Row>) -> String {
    let mut text = String::new();
    for row in rows {
        if !text.is_empty() {
            text.push(if row.kind == Kind::More { ' ' } else { '\n' });
        }
        text.push_str(&row.text);
    }
    text
}

/// Reads a paragraph, which is one item or one item per line.
fn paragraph(rows: &[&Row], year: Option<i16>, out: &mut Vec<Action>) {
    let closed = |text: &str| text.trim_end().ends_with(['.', '!', '?', ')', ';']);
    let capital = |text: &str| {
        text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || !c.is_alphanumeric())
    };
    let last = rows.len() - 1;
    let by_line = rows.len() > 1
        && rows.iter().all(|row| capital(&row.text))
        && (rows[..last].iter().all(|row| closed(&row.text)) || rows.len() > 2);
    let mut push = |text: &str, rows: &[&Row]| {
        let links: Vec<&str> = rows
            .iter()
            .flat_map(|row| row.links.iter().map(String::as_str))
            .collect();
        if details::is_conclusion(text) || is_help(text) {
            return;
        }
        out.extend(details::action(text, text, &links, rows[0].line, year));
    };
    if by_line {
        for row in rows {
            push(&row.text, &[*row]);
        }
        return;
    }
    let text = joined(rows.iter());
    if details::asks(&text) {
        push(&text, rows);
    }
}
