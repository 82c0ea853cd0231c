//! Candidate causes: counts the past incidents that had them, and defines their order.
//!
//! # Counting
//!
//! "4 of 6" means: of the six postmortems that have the symptom (and, if a service is
//! given, name it), four had this cause. Each author words a cause differently, so an
//! incident *had* a suspect if
//!
//! 1. the suspect's `cause`, `confirms` or `then` links to its postmortem; or
//! 2. of the telling words of the suspect's `cause`, at least two and at least half are
//!    in the postmortem's text about its cause (title, `root_cause`, `causes`; without a
//!    `root_cause` also the sentences that show its causes); or
//! 3. both have a category of the [taxonomy](model::incident::Category) in common, both
//!    link to the same page, and more than a third of the telling words are shared; or
//! 4. all telling words are shared, even if there is only one, and a category as well.
//!
//! Telling words are the words of the search's analysis without fillers and without the
//! words of the symptom, which all its incidents share. If nothing is counted, no number
//! is shown.
//!
//! Incidents that had none of the suspects add suspects of their own: the categories of
//! their causes. Suspicions that proved wrong (false leads) follow, with what ruled them
//! out.
//!
//! # Order
//!
//! 1. suspects that more incidents had come first; those without an incident follow;
//! 2. suspects that an author names come before those that only past incidents show,
//!    false leads are last;
//! 3. then by the author's order, which puts the cheapest check first; the first suspects
//!    of all pages come before their second ones;
//! 4. then runbooks before guides, then pages that list the symptom earlier, then by
//!    title.
//!
//! The same content gives the same order.

mod words;

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use model::Kind;

use content::join;
use model::Document;
use model::incident::Category;
use understanding::causes;
use words::{telling, text_of};

/// The data by which a suspect and an incident are compared.
#[derive(Debug, Default, Clone)]
pub(crate) struct Profile {
    words: BTreeSet<String>,
    categories: BTreeSet<Category>,
    /// URLs within the site.
    links: BTreeSet<String>,
}

/// The profiles of suspects and incidents. Each is created when it is first compared,
/// because most pages need only those of one symptom.
#[derive(Debug, Default)]
pub(crate) struct Profiles {
    /// Profiles by document index.
    incidents: Vec<OnceLock<Profile>>,
    suspects: Vec<OnceLock<Vec<Profile>>>,
}

impl Profiles {
    /// Creates empty profiles for `documents`.
    pub(crate) fn new(documents: &[Arc<Document>]) -> Self {
        Self {
            incidents: documents.iter().map(|_| OnceLock::new()).collect(),
            suspects: documents.iter().map(|_| OnceLock::new()).collect(),
        }
    }

    /// Returns the profile of a postmortem; `None` for other documents.
    fn incident(&self, documents: &[Arc<Document>], number: usize) -> Option<&Profile> {
        let document = &documents[number];
        (document.kind == Kind::Postmortem)
            .then(|| self.incidents[number].get_or_init(|| incident(document)))
    }

    /// Returns the profile of the suspect `place` of document `page`.
    fn suspect(
        &self,
        documents: &[Arc<Document>],
        (page, place): (usize, usize),
    ) -> Option<&Profile> {
        let document = &documents[page];
        if document.kind == Kind::Postmortem {
            return None;
        }
        self.suspects[page]
            .get_or_init(|| suspects(document))
            .get(place)
    }

    /// Whether incident `incident` had the suspect `place` of document `page`, for a
    /// symptom with the words `symptom`.
    pub(crate) fn had(
        &self,
        documents: &[Arc<Document>],
        incident: usize,
        (page, place): (usize, usize),
        symptom: &BTreeSet<&str>,
    ) -> bool {
        let suspect = self.suspect(documents, (page, place));
        let Some((suspect, past)) = suspect.zip(self.incident(documents, incident)) else {
            return false;
        };
        if suspect.links.contains(&documents[incident].url) {
            return true;
        }
        let telling = suspect
            .words
            .iter()
            .filter(|word| !symptom.contains(word.as_str()));
        let all = telling.clone().count();
        let shared = telling.filter(|word| past.words.contains(*word)).count();
        let category = !suspect.categories.is_disjoint(&past.categories);
        let own = &documents[page].url;
        let mut common = suspect.links.intersection(&past.links);
        let link = common.any(|url| url != own);
        (shared >= 2 && shared * 2 >= all)
            || (category && link && shared * 3 > all)
            || (category && all > 0 && shared == all)
    }

    /// Whether the false lead `subject` is about the same cause as a suspect.
    pub(crate) fn was_suspected(
        &self,
        documents: &[Arc<Document>],
        of: (usize, usize),
        subject: &str,
    ) -> bool {
        let suspect = self.suspect(documents, of);
        let subject = telling(subject);
        suspect.is_some_and(|suspect| {
            let shared = subject.intersection(&suspect.words).count();
            let names_it = shared > 1 || shared * 2 >= suspect.words.len();
            shared > 0 && names_it && shared * 2 > subject.len()
        })
    }
}

/// Returns the category that best shows what to look for: the first category of an
/// incident's causes that is not about processes or observability.
pub(crate) fn main_category(document: &Document) -> Option<Category> {
    let causes = document.understood.causes.iter();
    causes
        .filter_map(|cause| cause.category)
        .find(|category| !matches!(category, Category::Process | Category::Observability))
}

/// Returns the plain text of inline HTML.
pub(crate) fn plain(html: &str) -> String {
    text_of(html)
}

fn incident(document: &Document) -> Profile {
    let front = &document.front;
    let mut words = telling(&document.title);
    for text in front.root_cause.iter().chain(&front.causes) {
        words.extend(telling(text));
    }
    if front.root_cause.is_none() {
        for cause in &document.understood.causes {
            words.extend(telling(&cause.evidence));
        }
    }
    let categories = document.understood.causes.iter();
    Profile {
        words,
        categories: categories.filter_map(|cause| cause.category).collect(),
        links: document
            .links
            .iter()
            .chain(&front.related)
            .cloned()
            .collect(),
    }
}

fn suspects(document: &Document) -> Vec<Profile> {
    let suspects = document.front.suspects.iter();
    suspects
        .map(|suspect| {
            let cause = text_of(&suspect.cause);
            let told = [&suspect.cause, &suspect.confirms, &suspect.then];
            Profile {
                words: telling(&cause),
                categories: causes::categories(&cause),
                links: told
                    .into_iter()
                    .flat_map(|html| targets(html, &document.url))
                    .collect(),
            }
        })
        .collect()
}

/// Returns the URLs within the site that HTML of the page at `from` links to.
fn targets(html: &str, from: &str) -> Vec<String> {
    let links = html.split("href=\"").skip(1);
    links
        .filter_map(|rest| {
            let address = rest.split(['"', '#', '?']).next()?;
            let outside = address.is_empty() || address.contains(':') || address.starts_with('/');
            let joined = (!outside).then(|| join(from, address)).flatten()?;
            Some(format!("/{joined}/"))
        })
        .collect()
}

#[cfg(test)]
mod tests;
