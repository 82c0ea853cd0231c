//! What was learned from incidents.

use super::{LessonKind, Link};

/// A lesson in the words of its postmortem.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lesson {
    /// What kind it is.
    pub kind: LessonKind,
    /// The author's words, plain.
    pub text: String,
    /// Where they stand: address with fragment, and the incident's title.
    pub source: Link,
    /// ISO 8601 date or instant of the incident.
    pub date: Option<String>,
}

/// Lessons under a heading.
#[derive(Debug, Clone, Default)]
pub struct LessonGroup {
    /// The cause, service or tag.
    pub name: String,
    /// Address of the page with all of them, if this is an excerpt.
    pub url: Option<String>,
    /// How many there are in all.
    pub total: usize,
    /// Those shown, newest incident first.
    pub lessons: Vec<Lesson>,
}

/// A cause or a measure that several incidents share.
#[derive(Debug, Clone, Default)]
pub struct Recurring {
    /// `Cause` or `Measure`.
    pub what: String,
    /// Its name.
    pub name: String,
    /// Address of the page about it, if there is one.
    pub url: Option<String>,
    /// In how many incidents.
    pub times: usize,
    /// ISO 8601 date or instant of the latest of them.
    pub last: Option<String>,
    /// One quotation from each of the latest incidents.
    pub quotes: Vec<Lesson>,
}

/// A page of lessons: all, or those of one cause, service or tag.
#[derive(Debug, Clone, Default)]
pub struct Lessons {
    /// Heading.
    pub title: String,
    /// A sentence under it.
    pub intro: String,
    /// Address within the site.
    pub url: String,
    /// What keeps coming back, most often first.
    pub recurring: Vec<Recurring>,
    /// The lessons.
    pub groups: Vec<LessonGroup>,
    /// Ways to cut them: `By cause`, with a link and a number for each.
    pub cuts: Vec<(String, Vec<(Link, usize)>)>,
    /// The feed of these lessons, if there is one.
    pub feed_url: Option<String>,
}
