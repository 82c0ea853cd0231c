//! The pages of lessons.

use std::sync::Arc;

use super::lesson_index::{Cut, Learned, LessonsOf, ranked};
use app::model::{Lesson, LessonGroup, LessonKind, Lessons, Link};
use model::address::{LESSONS, LESSONS_FEED, LessonsBy};
use model::{Document, address};

/// Lessons of a cause that the page of all lessons shows.
const EXCERPT: usize = 5;

/// Which pages of lessons there are, that of all lessons first.
pub(super) fn pages(learned: &Learned) -> Vec<LessonsOf> {
    let each = LessonsBy::ALL.into_iter().flat_map(|by| {
        let cuts = learned.cuts(by).keys();
        cuts.map(move |key| LessonsOf::Cut(by, key.clone()))
    });
    std::iter::once(LessonsOf::All).chain(each).collect()
}

/// A page of lessons.
pub(super) fn page(documents: &[Arc<Document>], learned: &Learned, of: &LessonsOf) -> Lessons {
    let LessonsOf::Cut(by, key) = of else {
        return all(documents, learned);
    };
    match learned.cuts(*by).get(key) {
        Some(cut) => cut_page(of.url(), by.name(), cut, learned),
        None => Lessons::default(),
    }
}

fn all(documents: &[Arc<Document>], learned: &Learned) -> Lessons {
    let mut groups: Vec<LessonGroup> = ranked(learned.cuts(LessonsBy::Cause))
        .into_iter()
        .map(|(key, cut)| LessonGroup {
            name: cut.name.clone(),
            url: Some(address::lessons_url(LessonsBy::Cause, key)),
            total: cut.lessons.len(),
            lessons: excerpt(learned.quote(&cut.lessons)),
        })
        .collect();
    if !learned.causeless().is_empty() {
        groups.push(LessonGroup {
            name: "Cause not known".to_owned(),
            url: None,
            total: learned.causeless().len(),
            lessons: learned.quote(learned.causeless()),
        });
    }
    let cut = |by: LessonsBy| {
        let links = ranked(learned.cuts(by)).into_iter().map(|(key, cut)| {
            let link = Link {
                url: LessonsOf::Cut(by, key.clone()).url(),
                text: cut.name.clone(),
            };
            (link, cut.lessons.len())
        });
        (format!("By {}", by.name()), links.collect())
    };
    Lessons {
        title: "Lessons".to_owned(),
        intro: "What incidents taught, in the words of their postmortems: lessons, what went \
                well and wrong, and where there was luck."
            .to_owned(),
        url: LESSONS.to_owned(),
        recurring: learned.recurring(documents).to_vec(),
        groups,
        cuts: LessonsBy::ALL.into_iter().map(cut).collect(),
        feed_url: (!learned.documents().is_empty()).then(|| LESSONS_FEED.to_owned()),
    }
}

/// The page of a cause, service or tag, its lessons by kind.
fn cut_page(url: String, noun: &str, cut: &Cut, learned: &Learned) -> Lessons {
    let lessons = learned.quote(&cut.lessons);
    let groups = LessonKind::ALL.into_iter().map(|kind| {
        let lessons: Vec<Lesson> = lessons
            .iter()
            .filter(|lesson| lesson.kind == kind)
            .cloned()
            .collect();
        LessonGroup {
            name: kind_title(kind).to_owned(),
            url: None,
            total: lessons.len(),
            lessons,
        }
    });
    Lessons {
        title: format!("Lessons: {}", cut.name),
        intro: format!("Lessons from incidents with the {noun} “{}”.", cut.name),
        url,
        groups: groups.filter(|group| group.total > 0).collect(),
        ..Lessons::default()
    }
}

fn kind_title(kind: LessonKind) -> &'static str {
    match kind {
        LessonKind::Lesson => "Lessons",
        LessonKind::WentWrong => "What went wrong",
        LessonKind::WentWell => "What went well",
        LessonKind::Lucky => "Where we got lucky",
    }
}

/// The newest lessons of a cause: one of each incident in turn would hide which
/// incident taught most, so they stay in order.
fn excerpt(mut lessons: Vec<Lesson>) -> Vec<Lesson> {
    lessons.truncate(EXCERPT);
    lessons
}
