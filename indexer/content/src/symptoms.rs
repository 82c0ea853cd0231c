//! Symptoms: what engineers observe, in words that documents share.
//!
//! Two wordings are one symptom if search's analysis returns the same words in
//! the same order: case, punctuation, accents and endings do not count. A
//! document *shows* a symptom if it names the symptom, or if it names one that
//! contains all of its (at least two) words: a document with "payment responses
//! slow down suddenly" shows "slow responses". A runbook or guide *treats* a
//! symptom if one of its headings contains all of these words.
//!
//! A symptom has a page of its own if at least two documents show it, or if a
//! document that names it declares suspects. The index lists all other symptoms
//! under their documents.

mod word_cache;
mod words;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use model::address::SYMPTOMS;
use model::{Document, Kind, slug};
use rayon::prelude::*;

use word_cache::SymptomWords;
pub use word_cache::WordCache;
pub use words::words;

/// Maximal length in bytes of the part of a URL that identifies a symptom,
/// without a number that is appended.
const LONGEST: usize = 60;

/// A symptom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Symptom {
    /// The wording that most documents use.
    pub name: String,
    /// Its URL within the site.
    pub url: String,
    /// Its words, as search analyses them.
    pub words: Vec<String>,
    /// Indices of the documents that name it, ascending.
    pub named_by: Vec<usize>,
    /// Indices of the documents that show it, including those that name it, ascending.
    pub shown_by: Vec<usize>,
    /// Sections of runbooks and guides that treat it: indices of document and section.
    pub treated_in: Vec<(usize, usize)>,
    /// Whether it has a page of its own.
    pub has_page: bool,
}

impl Symptom {
    /// Whether several documents show it, so that it belongs to a shared vocabulary.
    pub fn is_shared(&self) -> bool {
        self.shown_by.len() > 1
    }

    /// Returns its position among the symptoms of a document that shows it:
    /// authors name the most fitting symptoms first.
    pub fn rank_in(&self, document: &Document) -> usize {
        let symptoms = &document.front.symptoms;
        let place = symptoms.iter().position(|text| words(text) == self.words);
        place.unwrap_or(symptoms.len())
    }
}

/// The symptoms found in one document.
struct Found {
    /// The symptoms that it shows.
    shown: BTreeSet<usize>,
    /// The symptoms that it treats, each with the index of the section.
    treated: Vec<(usize, usize)>,
}

/// The symptoms of all documents.
#[derive(Debug, Default)]
pub struct Symptoms {
    /// The symptoms, ordered by their words.
    all: Vec<Symptom>,
    by_words: HashMap<String, usize>,
    /// For each document the symptoms that it shows.
    shown: Vec<Vec<usize>>,
}

impl Symptoms {
    /// Collects the symptoms of all documents.
    pub fn new(documents: &[Arc<Document>]) -> Self {
        Self::with(documents, &mut WordCache::default())
    }

    /// Collects the symptoms of all documents; the words of documents that are
    /// `known` are not analysed again.
    pub fn with(documents: &[Arc<Document>], known: &mut WordCache) -> Self {
        let worded = known.renew(documents);
        let mut symptoms = Self {
            shown: vec![Vec::new(); documents.len()],
            ..Self::default()
        };
        let texts = documents
            .iter()
            .map(|document| document.front.symptoms.as_slice());
        symptoms.name(texts.zip(worded.iter().map(|words| words.symptoms.as_slice())));
        symptoms.connect(documents, &worded);
        symptoms.decide_pages(|number| !documents[number].front.suspects.is_empty());
        symptoms
    }

    /// Decides which symptoms have a page.
    fn decide_pages(&mut self, has_suspects: impl Fn(usize) -> bool) {
        for symptom in &mut self.all {
            let named_with_suspects = symptom.named_by.iter().any(|number| has_suspects(*number));
            symptom.has_page = symptom.is_shared() || named_with_suspects;
        }
    }

    fn holds(&self) -> words::Holds<'_> {
        words::Holds::new(self.all.iter().map(|symptom| symptom.words.as_slice()))
    }

    /// Returns the symptoms that a document with these wordings shows.
    fn shown_in(&self, wordings: &[Vec<String>], holds: &words::Holds<'_>) -> BTreeSet<usize> {
        let mut shown = BTreeSet::new();
        for words in wordings {
            shown.extend(self.by_words.get(&words.join(" ")));
            shown.extend(holds.within(words));
        }
        shown
    }

    /// Returns the URLs of the pages of symptoms, from each document's `symptoms`
    /// and whether it names suspects. Links need them before documents are
    /// resolved.
    pub(crate) fn page_urls<'a>(
        documents: impl Iterator<Item = (&'a [String], bool)>,
    ) -> BTreeSet<String> {
        let documents: Vec<_> = documents.collect();
        let words: Vec<Vec<Vec<String>>> = documents
            .iter()
            .map(|(symptoms, _)| symptoms.iter().map(|text| words(text)).collect())
            .collect();
        let texts = documents.iter().map(|(symptoms, _)| *symptoms);
        let mut all = Self {
            shown: vec![Vec::new(); documents.len()],
            ..Self::default()
        };
        all.name(texts.zip(words.iter().map(Vec::as_slice)));
        let holds = all.holds();
        let shown: Vec<_> = words
            .iter()
            .map(|words| all.shown_in(words, &holds))
            .collect();
        for (number, shown) in shown.into_iter().enumerate() {
            for symptom in shown {
                all.all[symptom].shown_by.push(number);
            }
        }
        all.decide_pages(|number| documents[number].1);
        let pages = all.all.into_iter().filter(|symptom| symptom.has_page);
        pages.map(|symptom| symptom.url).collect()
    }

    /// Returns all symptoms, in the order of their words.
    pub fn all(&self) -> &[Symptom] {
        &self.all
    }

    /// Returns the symptom with the words of `text`.
    pub fn find(&self, text: &str) -> Option<&Symptom> {
        let number = self.by_words.get(&words(text).join(" "))?;
        self.all.get(*number)
    }

    /// Returns the symptoms that document `number` shows.
    pub fn of(&self, number: usize) -> impl Iterator<Item = &Symptom> {
        self.shown[number].iter().map(|symptom| &self.all[*symptom])
    }

    /// Collects the wordings. The name of each symptom is the wording that most
    /// documents use.
    fn name<'a>(&mut self, documents: impl Iterator<Item = (&'a [String], &'a [Vec<String>])>) {
        let mut wordings: BTreeMap<&[String], BTreeMap<&str, BTreeSet<usize>>> = BTreeMap::new();
        for (number, (texts, words)) in documents.enumerate() {
            for (text, words) in texts.iter().zip(words) {
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
                url: format!("{SYMPTOMS}{}/", segment(&name, &mut taken)),
                name,
                words: words.to_vec(),
                named_by: named_by.into_iter().collect(),
                shown_by: Vec::new(),
                treated_in: Vec::new(),
                has_page: false,
            });
        }
    }

    /// Determines which documents show and treat each symptom.
    fn connect(&mut self, documents: &[Arc<Document>], worded: &[Arc<SymptomWords>]) {
        let holds = self.holds();
        let found: Vec<Found> = documents
            .par_iter()
            .zip(worded)
            .map(|(document, worded)| {
                let shown = self.shown_in(&worded.symptoms, &holds);
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

/// Returns how many characters of a wording are neither letters, digits nor spaces.
fn signs(text: &str) -> usize {
    let plain = |c: &char| c.is_alphanumeric() || *c == ' ';
    text.chars().filter(|c| !plain(c)).count()
}

/// Returns the part of a URL that identifies `name`, different from all that are `taken`.
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
    use model::{FrontMatter, Section, Suspect};

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
            understood: model::Understood::default(),
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
