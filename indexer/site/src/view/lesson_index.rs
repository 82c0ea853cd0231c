//! The lessons of all postmortems, by cause, service and tag.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use app::model::{Lesson, LessonKind, Link, Recurring};

use super::{measures, postmortem};
use model::address::{LESSONS, LessonsBy};
use model::{Document, address, slug};

/// Causes and measures that keep coming back, and quotations of each.
const RECURRING: usize = 20;
const QUOTES: usize = 3;

/// A page of lessons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum LessonsOf {
    /// All lessons.
    All,
    /// Those of one cause, service or tag, by its slug.
    Cut(LessonsBy, String),
}

impl LessonsOf {
    /// Address within the site.
    pub(crate) fn url(&self) -> String {
        match self {
            Self::All => LESSONS.to_owned(),
            Self::Cut(by, key) => address::lessons_url(*by, key),
        }
    }
}

/// Lessons of one cause, service or tag.
#[derive(Debug, Default)]
pub(super) struct Cut {
    pub(super) name: String,
    /// Documents and places in their lessons, newest incident first.
    pub(super) lessons: Vec<(usize, usize)>,
}

/// The lessons of all postmortems, and where they belong.
#[derive(Debug, Default)]
pub(super) struct Learned {
    /// Lessons by document.
    all: BTreeMap<usize, Vec<Lesson>>,
    /// Documents with lessons, newest incident first.
    order: Vec<usize>,
    causes: BTreeMap<String, Cut>,
    services: BTreeMap<String, Cut>,
    tags: BTreeMap<String, Cut>,
    /// Lessons whose incident has no cause.
    causeless: Vec<(usize, usize)>,
    /// Found when they are asked for: one page shows them.
    recurring: OnceLock<Vec<Recurring>>,
}

impl Learned {
    pub(super) fn new(documents: &[Arc<Document>]) -> Self {
        let mut learned = Self::default();
        for (number, document) in documents.iter().enumerate() {
            let lessons = postmortem::lessons(document);
            if !lessons.is_empty() {
                learned.all.insert(number, lessons);
            }
        }
        learned.order = postmortem::newest_first(documents, learned.all.keys().copied());
        for number in learned.order.clone() {
            learned.file(number, &documents[number]);
        }
        learned
    }

    /// Files the lessons of a document under what they concern.
    fn file(&mut self, number: usize, document: &Document) {
        let places: Vec<_> = (0..self.all[&number].len())
            .map(|at| (number, at))
            .collect();
        let add = |cuts: &mut BTreeMap<String, Cut>, key: String, name: String| {
            let cut = cuts.entry(key).or_default();
            if cut.name.is_empty() {
                cut.name = name;
            }
            // `Postgres` and `postgres` of one document are one tag.
            if cut.lessons.last().is_none_or(|(last, _)| *last != number) {
                cut.lessons.extend(&places);
            }
        };
        for cause in &document.understood.causes {
            let name = postmortem::cause_name(&cause.name);
            add(&mut self.causes, slug::slug(&cause.name), name);
        }
        for service in &document.front.services {
            add(&mut self.services, slug::slug(service), service.clone());
        }
        for tag in &document.front.tags {
            add(&mut self.tags, slug::tag(tag), tag.clone());
        }
        if document.understood.causes.is_empty() {
            self.causeless.extend(places);
        }
    }

    /// Lessons put together, by slug.
    pub(super) fn cuts(&self, by: LessonsBy) -> &BTreeMap<String, Cut> {
        match by {
            LessonsBy::Cause => &self.causes,
            LessonsBy::Service => &self.services,
            LessonsBy::Tag => &self.tags,
        }
    }

    /// Address of the page of lessons about a cause, by its slug, if there is one.
    pub(super) fn cause_url(&self, slug: &str) -> Option<String> {
        let known = self.causes.contains_key(slug);
        known.then(|| address::lessons_url(LessonsBy::Cause, slug))
    }

    /// The lessons of a document.
    pub(super) fn of(&self, number: usize) -> &[Lesson] {
        self.all.get(&number).map_or(&[], Vec::as_slice)
    }

    /// The lesson of a document that is worth most on its own: a lesson as
    /// such, else what went wrong.
    pub(super) fn first(&self, number: usize) -> Option<&Lesson> {
        let lessons = self.of(number);
        [LessonKind::Lesson, LessonKind::WentWrong]
            .into_iter()
            .find_map(|kind| lessons.iter().find(|lesson| lesson.kind == kind))
    }

    /// Lessons whose incident has no cause: documents and places in their lessons.
    pub(super) fn causeless(&self) -> &[(usize, usize)] {
        &self.causeless
    }

    /// Causes and measures that more than one incident shares, most often first.
    /// `documents` are those that the lessons are of.
    pub(super) fn recurring(&self, documents: &[Arc<Document>]) -> &[Recurring] {
        self.recurring.get_or_init(|| recurring(documents, self))
    }

    /// Documents with lessons, newest incident first.
    pub(super) fn documents(&self) -> &[usize] {
        &self.order
    }

    /// The lessons at `places`, by kind.
    pub(super) fn quote(&self, places: &[(usize, usize)]) -> Vec<Lesson> {
        let mut lessons: Vec<_> = places
            .iter()
            .filter_map(|(number, at)| self.of(*number).get(*at))
            .collect();
        // Stable: within a kind, newest incident first.
        lessons.sort_by_key(|lesson| lesson.kind);
        lessons.into_iter().cloned().collect()
    }
}

/// Those with most lessons first.
pub(super) fn ranked(cuts: &BTreeMap<String, Cut>) -> Vec<(&String, &Cut)> {
    let mut ranked: Vec<_> = cuts.iter().collect();
    ranked.sort_by_key(|(key, cut)| (Reverse(cut.lessons.len()), *key));
    ranked
}

/// Causes and measures that more than one incident shares, most often first.
fn recurring(documents: &[Arc<Document>], learned: &Learned) -> Vec<Recurring> {
    let incidents = postmortem::newest_first(
        documents,
        (0..documents.len()).filter(|at| documents[*at].kind == model::Kind::Postmortem),
    );
    let mut causes: BTreeMap<String, (String, Vec<Lesson>)> = BTreeMap::new();
    let mut wanted: BTreeMap<usize, Vec<Lesson>> = BTreeMap::new();
    for number in incidents {
        let document = &documents[number];
        for cause in unique(document.understood.causes.iter().map(|cause| &cause.name)) {
            let key = slug::slug(cause);
            let entry = causes
                .entry(key)
                .or_insert_with(|| (postmortem::cause_name(cause), Vec::new()));
            entry
                .1
                .push(cause_quote(document, learned.first(number), cause));
        }
        for (measure, quote) in measures_of(document) {
            wanted.entry(measure).or_default().push(quote);
        }
    }
    let causes = causes.into_iter().map(|(key, (name, quotes))| {
        let url = learned.cause_url(&key);
        repeated("Cause", name, url, quotes)
    });
    let measures = wanted.into_iter().map(|(measure, quotes)| {
        repeated("Measure", measures::name(measure).to_owned(), None, quotes)
    });
    let mut recurring: Vec<Recurring> = causes.chain(measures).flatten().collect();
    recurring.sort_by(|a, b| {
        let key = |one: &Recurring| (Reverse(one.times), Reverse(one.last.clone()));
        key(a).cmp(&key(b)).then_with(|| a.name.cmp(&b.name))
    });
    recurring.truncate(RECURRING);
    recurring
}

/// What at least two incidents share; `quotes` has one of each, newest first.
fn repeated(
    what: &str,
    name: String,
    url: Option<String>,
    mut quotes: Vec<Lesson>,
) -> Option<Recurring> {
    let times = quotes.len();
    let last = quotes.first()?.date.clone();
    quotes.truncate(QUOTES);
    (times > 1).then(|| Recurring {
        what: what.to_owned(),
        name,
        url,
        times,
        last,
        quotes,
    })
}

/// What an incident says about one of its causes: the words that show it,
/// else its first lesson, else its summary.
fn cause_quote(document: &Document, lesson: Option<&Lesson>, cause: &str) -> Lesson {
    let mut causes = document.understood.causes.iter();
    let evidence = causes
        .find(|one| one.name == *cause && !one.evidence.is_empty())
        .map(|one| (one.evidence.clone(), one.line));
    let (text, line) = match (evidence, lesson, &document.front.root_cause) {
        (Some(evidence), ..) => evidence,
        (None, _, Some(root)) => (root.clone(), 0),
        (None, Some(lesson), None) => return lesson.clone(),
        (None, None, None) => (document.description.clone(), 0),
    };
    Lesson {
        text,
        ..quote(document, line)
    }
}

/// The measures that a document asks for, each with the first sentence that does.
fn measures_of(document: &Document) -> Vec<(usize, Lesson)> {
    let found = &document.understood;
    let lessons = found
        .lessons
        .iter()
        .filter(|lesson| lesson.kind == LessonKind::Lesson)
        .map(|lesson| (&lesson.text, lesson.line));
    let actions = found
        .actions
        .iter()
        .map(|action| (&action.text, action.line));
    let mut first: BTreeMap<usize, Lesson> = BTreeMap::new();
    for (text, line) in actions.chain(lessons) {
        for measure in measures::measures(text) {
            first.entry(measure).or_insert_with(|| Lesson {
                text: text.clone(),
                ..quote(document, line)
            });
        }
    }
    first.into_iter().collect()
}

/// A quotation of a document without its words.
fn quote(document: &Document, line: usize) -> Lesson {
    Lesson {
        kind: LessonKind::Lesson,
        text: String::new(),
        source: Link {
            url: postmortem::place(document, line).url,
            text: document.title.clone(),
        },
        date: postmortem::date(document).map(|date| date.to_string()),
    }
}

fn unique<'a>(names: impl Iterator<Item = &'a String>) -> Vec<&'a String> {
    let mut seen = BTreeSet::new();
    names.filter(|name| seen.insert(slug::slug(name))).collect()
}
