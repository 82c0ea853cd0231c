//! Symptoms: what engineers see, in words that documents share.
//!
//! Two wordings are one symptom if search's analysis reads the same words in the
//! same order: case, punctuation, accents and endings do not count. A document
//! *shows* a symptom if it names it, or names one that holds all of its (at
//! least two) words: who sees "payment responses slow down suddenly" sees "slow
//! responses". A runbook or guide *treats* a symptom if one of its headings
//! holds all of these words.
//!
//! A symptom has a page of its own if at least two documents show it, or if one
//! that names it has suspects for it. The index lists all the others under
//! their documents.

mod known;
mod words;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use app::model::Kind;
use rayon::prelude::*;

use crate::content::{Document, slug};
pub(crate) use known::Known;
use known::Worded;
pub(crate) use words::words;

/// Folder of the pages of symptoms.
pub(crate) const FOLDER: &str = "/symptoms/";

/// Longest part of an address that stands for a symptom.
const LONGEST: usize = 60;

/// What engineers see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Symptom {
    /// The wording that most documents use.
    pub(crate) name: String,
    /// Its address within the site.
    pub(crate) url: String,
    /// Its words, as analysed.
    pub(crate) words: Vec<String>,
    /// Documents that name it, ascending.
    pub(crate) named_by: Vec<usize>,
    /// Documents that show it, ascending; those that name it are among them.
    pub(crate) shown_by: Vec<usize>,
    /// Sections of runbooks and guides that treat it: document and section.
    pub(crate) treated_in: Vec<(usize, usize)>,
    /// Whether it has a page of its own.
    pub(crate) has_page: bool,
}

impl Symptom {
    /// Whether several documents show it: the vocabulary that they share.
    pub(crate) fn is_shared(&self) -> bool {
        self.shown_by.len() > 1
    }

    /// Its place among the symptoms of a document that shows it: authors begin
    /// with those that fit best.
    pub(crate) fn rank_in(&self, document: &Document) -> usize {
        let symptoms = &document.front.symptoms;
        let place = symptoms.iter().position(|text| words(text) == self.words);
        place.unwrap_or(symptoms.len())
    }
}

/// What was found in one document.
struct Found {
    /// The symptoms that it shows.
    shown: BTreeSet<usize>,
    /// The symptoms that it treats, each with the section.
    treated: Vec<(usize, usize)>,
}

/// All symptoms.
#[derive(Debug, Default)]
pub(crate) struct Symptoms {
    /// By their words.
    all: Vec<Symptom>,
    by_words: HashMap<String, usize>,
    /// For each document the symptoms that it shows.
    shown: Vec<Vec<usize>>,
}

impl Symptoms {
    /// The symptoms of all documents.
    pub(crate) fn new(documents: &[Arc<Document>]) -> Self {
        Self::with(documents, &mut Known::default())
    }

    /// The symptoms of all documents; the words of those that are `known` are not
    /// analysed again.
    pub(crate) fn with(documents: &[Arc<Document>], known: &mut Known) -> Self {
        let worded = known.renew(documents);
        let mut symptoms = Self {
            shown: vec![Vec::new(); documents.len()],
            ..Self::default()
        };
        symptoms.name(documents, &worded);
        symptoms.connect(documents, &worded);
        for symptom in &mut symptoms.all {
            let has_suspects = |number: &usize| !documents[*number].front.suspects.is_empty();
            symptom.has_page = symptom.is_shared() || symptom.named_by.iter().any(has_suspects);
        }
        symptoms
    }

    /// All symptoms, in the order of their words.
    pub(crate) fn all(&self) -> &[Symptom] {
        &self.all
    }

    /// The symptom that a text words.
    pub(crate) fn find(&self, text: &str) -> Option<&Symptom> {
        let number = self.by_words.get(&words(text).join(" "))?;
        self.all.get(*number)
    }

    /// The symptoms that document `number` shows.
    pub(crate) fn of(&self, number: usize) -> impl Iterator<Item = &Symptom> {
        self.shown[number].iter().map(|symptom| &self.all[*symptom])
    }

    /// Gathers the wordings; each symptom takes the most usual one as its name.
    fn name(&mut self, documents: &[Arc<Document>], worded: &[Arc<Worded>]) {
        let mut wordings: BTreeMap<&[String], BTreeMap<&str, BTreeSet<usize>>> = BTreeMap::new();
        for (number, (document, worded)) in documents.iter().zip(worded).enumerate() {
            for (text, words) in document.front.symptoms.iter().zip(&worded.symptoms) {
                if !words.is_empty() {
                    let known = wordings.entry(words).or_default();
                    known.entry(text.trim()).or_default().insert(number);
                }
            }
        }
        let mut taken = BTreeSet::new();
        for (words, texts) in wordings {
            let usual = texts
                .iter()
                .max_by_key(|(text, by)| (by.len(), Reverse(signs(text)), Reverse(text.len())));
            let name = usual.map_or("", |(text, _)| *text).to_owned();
            let named_by: BTreeSet<usize> = texts.values().flatten().copied().collect();
            self.by_words.insert(words.join(" "), self.all.len());
            self.all.push(Symptom {
                url: format!("{FOLDER}{}/", segment(&name, &mut taken)),
                name,
                words: words.to_vec(),
                named_by: named_by.into_iter().collect(),
                shown_by: Vec::new(),
                treated_in: Vec::new(),
                has_page: false,
            });
        }
    }

    /// Finds out which documents show and treat each symptom.
    fn connect(&mut self, documents: &[Arc<Document>], worded: &[Arc<Worded>]) {
        let holds = words::Holds::new(self.all.iter().map(|symptom| symptom.words.as_slice()));
        let by_words = &self.by_words;
        let found: Vec<Found> = documents
            .par_iter()
            .zip(worded)
            .map(|(document, worded)| {
                let mut shown = BTreeSet::new();
                for words in &worded.symptoms {
                    shown.extend(by_words.get(&words.join(" ")));
                    shown.extend(holds.within(words));
                }
                let mut treated = Vec::new();
                if matches!(document.kind, Kind::Runbook | Kind::Guide) {
                    for (section, words) in worded.headings.iter().enumerate() {
                        let held = holds.within(words);
                        treated.extend(held.into_iter().map(|symptom| (symptom, section)));
                    }
                }
                Found { shown, treated }
            })
            .collect();
        for (number, Found { shown, treated }) in found.into_iter().enumerate() {
            for symptom in &shown {
                self.all[*symptom].shown_by.push(number);
            }
            self.shown[number] = shown.into_iter().collect();
            for (symptom, section) in treated {
                self.all[symptom].treated_in.push((number, section));
            }
        }
    }
}

/// How many signs a wording has that are neither letters nor spaces.
fn signs(text: &str) -> usize {
    let plain = |c: &char| c.is_alphanumeric() || *c == ' ';
    text.chars().filter(|c| !plain(c)).count()
}

/// The part of an address that stands for `name` and for no other symptom.
fn segment(name: &str, taken: &mut BTreeSet<String>) -> String {
    let mut slug = slug::slug(name);
    if slug.len() > LONGEST {
        let cut = (0..=LONGEST).rev().find(|at| slug.is_char_boundary(*at));
        slug.truncate(cut.unwrap_or(0));
        if let Some((whole, _)) = slug.rsplit_once('-') {
            slug = whole.to_owned();
        }
    }
    let base = slug.clone();
    let mut number = 2;
    while !taken.insert(slug.clone()) {
        slug = format!("{base}-{number}");
        number += 1;
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::{FrontMatter, Section};
    use app::model::Suspect;

    fn document(kind: Kind, symptoms: &[&str], suspects: usize, heading: &str) -> Arc<Document> {
        Arc::new(Document {
            path: String::new(),
            kind,
            url: String::new(),
            title: String::new(),
            description: String::new(),
            front: FrontMatter {
                symptoms: symptoms.iter().map(|&text| text.to_owned()).collect(),
                suspects: vec![Suspect::default(); suspects],
                ..FrontMatter::default()
            },
            steps: 0,
            html: String::new(),
            sections: vec![Section {
                heading: heading.to_owned(),
                ..Section::default()
            }],
            variables: Vec::new(),
            alerts: Vec::new(),
            links: Vec::new(),
            understood: crate::understand::Understood::default(),
        })
    }

    #[test]
    fn wordings_of_one_symptom_meet() {
        let documents = [
            document(Kind::Runbook, &["Slow responses"], 1, "x"),
            document(
                Kind::Guide,
                &["slow response!"],
                0,
                "When responses are slow",
            ),
            document(
                Kind::Postmortem,
                &["payment responses slow down suddenly"],
                0,
                "",
            ),
            document(Kind::Guide, &["seen once"], 0, ""),
        ];
        let symptoms = Symptoms::new(&documents);
        let slow = symptoms.find("SLOW-RESPONSES").expect("a symptom");
        assert_eq!(slow.named_by, [0, 1]);
        assert_eq!(slow.shown_by, [0, 1, 2]);
        assert_eq!(slow.treated_in, [(1, 0)]);
        assert_eq!(slow.url, "/symptoms/slow-responses/");
        let pages: Vec<_> = symptoms.all().iter().filter(|one| one.has_page).collect();
        assert_eq!(pages, [slow], "what one document names has no page");
        let shown: Vec<_> = symptoms.of(2).map(|one| one.name.as_str()).collect();
        assert_eq!(
            shown,
            ["payment responses slow down suddenly", "Slow responses"]
        );
    }

    #[test]
    fn suspects_give_a_symptom_its_page() {
        let symptoms = Symptoms::new(&[document(Kind::Runbook, &["ORA-01555"], 1, "")]);
        assert!(symptoms.find("ora-01555").expect("a symptom").has_page);
    }

    #[test]
    fn addresses_are_short_and_differ() {
        let mut taken = BTreeSet::new();
        let long =
            "pq: remaining connection slots are reserved for non-replication superuser connections";
        let first = segment(long, &mut taken);
        assert!(first.len() <= LONGEST, "{first}");
        assert_eq!(segment(long, &mut taken), format!("{first}-2"));
        assert_eq!(segment("手順", &mut taken), "手順");
    }
}
