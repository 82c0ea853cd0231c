//! The pages of lessons.

use std::sync::Arc;

use super::lesson_index::{Learned, LessonsOf, cut_page, excerpt, ranked, recurring};
use app::model::{LessonGroup, Lessons, Link};
use model::address::{LESSONS, LESSONS_FEED, LessonsBy};
use model::{Document, address};

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
    let mut groups: Vec<LessonGroup> = ranked(&learned.causes)
        .into_iter()
        .map(|(key, cut)| LessonGroup {
            name: cut.name.clone(),
            url: Some(address::lessons_url(LessonsBy::Cause, key)),
            total: cut.lessons.len(),
            lessons: excerpt(learned.quote(&cut.lessons)),
        })
        .collect();
    if !learned.causeless.is_empty() {
        groups.push(LessonGroup {
            name: "Cause not known".to_owned(),
            url: None,
            total: learned.causeless.len(),
            lessons: learned.quote(&learned.causeless),
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
        recurring: learned
            .recurring
            .get_or_init(|| recurring(documents, learned))
            .clone(),
        groups,
        cuts: LessonsBy::ALL.into_iter().map(cut).collect(),
        feed_url: (!learned.order.is_empty()).then(|| LESSONS_FEED.to_owned()),
    }
}
