//! Reads lessons, what went well, what went wrong, and where there was luck.

use super::rows::{Kind, Row};
use super::sections::Part;
use super::wording::is_help;
use model::incident::{Lesson, LessonKind, SectionKind};

/// Returns the lessons of a document, in the order of the document.
pub(crate) fn read(rows: &[Row], parts: &[Part]) -> Vec<Lesson> {
    let mut out = Vec::new();
    for part in parts {
        if let Some(kind) = kind(part) {
            section(&rows[part.rows.clone()], kind, &mut out);
        }
    }
    out
}

/// The kind of lessons in a section; the closest heading decides.
fn kind(part: &Part) -> Option<LessonKind> {
    let named = |roles: &[SectionKind]| {
        roles.iter().find_map(|role| match role {
            SectionKind::WentWell => Some(LessonKind::WentWell),
            SectionKind::WentWrong => Some(LessonKind::WentWrong),
            SectionKind::Lucky => Some(LessonKind::Lucky),
            SectionKind::LessonsLearned => Some(LessonKind::Lesson),
            _ => None,
        })
    };
    // The lists under `Lessons and next steps` are read as action items.
    if part.is(SectionKind::ActionItems) {
        return None;
    }
    named(&part.roles)
}

fn section(rows: &[Row], kind: LessonKind, out: &mut Vec<Lesson>) {
    let mut at = 0;
    while at < rows.len() {
        let first = &rows[at];
        let mut text = first.text.clone();
        let mut end = at + 1;
        while end < rows.len() && belongs(first, &rows[end]) {
            text.push(if rows[end].kind == Kind::More {
                ' '
            } else {
                '\n'
            });
            text.push_str(&rows[end].text);
            end += 1;
        }
        at = end;
        let cells = matches!(first.kind, Kind::Cells { header: true, .. });
        // A line that introduces a list is not a lesson.
        let announces = first.kind == Kind::Para
            && text.trim_end().ends_with(':')
            && rows.get(at).is_some_and(Row::is_item);
        if cells || announces || is_help(&text) || !text.chars().any(char::is_alphabetic) {
            continue;
        }
        out.push(Lesson {
            kind,
            text,
            line: first.line,
        });
    }
}

fn belongs(first: &Row, row: &Row) -> bool {
    match row.kind {
        Kind::More => true,
        Kind::Item(_) => first.is_item() && row.depth > first.depth,
        Kind::Para => first.is_item() && row.depth >= first.depth && row.depth > 0,
        _ => false,
    }
}
