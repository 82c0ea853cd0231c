//! Lessons from incidents.

use super::{LessonKind, Link};

/// A lesson in the words of its postmortem.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lesson {
    /// Kind of the lesson.
    pub kind: LessonKind,
    /// The author's words as plain text.
    pub text: String,
    /// Place of the lesson: URL with fragment, and the incident's title.
    pub source: Link,
    /// ISO 8601 date or instant of the incident.
    pub date: Option<String>,
}

/// Lessons under a heading.
#[derive(Debug, Clone, Default)]
pub struct LessonGroup {
    /// The cause, service or tag.
    pub name: String,
    /// URL of the page with all lessons of the group, if this is an excerpt.
    pub url: Option<String>,
    /// Total number of lessons.
    pub total: usize,
    /// The lessons that are shown, newest incident first.
    pub lessons: Vec<Lesson>,
}

/// A cause or a measure that several incidents share.
#[derive(Debug, Clone, Default)]
pub struct Recurring {
    /// `Cause` or `Measure`.
    pub what: String,
    /// Name of the cause or measure.
    pub name: String,
    /// URL of the page about it, if there is one.
    pub url: Option<String>,
    /// Number of incidents that share it.
    pub times: usize,
    /// ISO 8601 date or instant of the latest incident.
    pub last: Option<String>,
    /// One quotation from each of the latest incidents.
    pub quotes: Vec<Lesson>,
}

/// A page of lessons: all lessons, or those of one cause, service or tag.
#[derive(Debug, Clone, Default)]
pub struct Lessons {
    /// Heading of the page.
    pub title: String,
    /// Introduction, one sentence.
    pub intro: String,
    /// URL within the site.
    pub url: String,
    /// Recurring causes and measures, most frequent first.
    pub recurring: Vec<Recurring>,
    /// The lessons by group.
    pub groups: Vec<LessonGroup>,
    /// Links to other groupings, with the number of lessons of each, under headings
    /// such as `By cause`.
    pub cuts: Vec<(String, Vec<(Link, usize)>)>,
    /// The feed of these lessons, if there is one.
    pub feed_url: Option<String>,
}
