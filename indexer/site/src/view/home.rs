//! The home page.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use app::model::{Home, Kind, Link};

use super::Views;
use super::lesson_index::newest_first;
use model::percent;

/// How many entries each list of the home page shows.
const LIST: usize = 8;
/// How many incidents it shows with what they taught.
const LEARNED: usize = 5;
/// How many symptoms the home page offers.
const SYMPTOMS: usize = 12;

impl Views {
    /// The home page.
    #[must_use]
    pub fn home(&self) -> Home {
        let all = || 0..self.documents.len();
        let of = |kind| all().filter(move |number| self.documents[*number].kind == kind);
        let ongoing = of(Kind::Postmortem)
            .filter(|number| self.documents[*number].front.status.as_deref() == Some("ongoing"));

        let changed_at = |number: &usize| self.changes.get(&self.documents[*number].path);
        let mut changed: Vec<usize> = all()
            .filter(|number| changed_at(number).is_some())
            .collect();
        // What one commit brought is ordered by kind: what helps in an incident first.
        changed.sort_by_key(|number| {
            (
                Reverse(changed_at(number)),
                self.documents[*number].kind,
                *number,
            )
        });

        let postmortems = newest_first(&self.documents, of(Kind::Postmortem));
        let learned = postmortems.into_iter().take(LEARNED).map(|number| {
            let lesson = self.lessons.first(number).cloned();
            (self.card(number), lesson)
        });

        let due = |number: &usize| self.documents[*number].front.review_due.as_ref();
        let mut reviews: Vec<usize> = all().filter(|number| due(number).is_some()).collect();
        reviews.sort_by_key(|number| (due(number), *number));

        Home {
            ongoing: self.cards(ongoing),
            symptoms: self.symptoms(),
            changed: self.cards(changed.into_iter().take(LIST)),
            learned: learned.collect(),
            start: self.cards(self.start()),
            reviews: self.cards(reviews.into_iter().take(LIST)),
        }
    }

    /// The configured symptoms, else those that most documents name.
    fn symptoms(&self) -> Vec<Link> {
        let configured = !self.config.symptoms.is_empty();
        let mut symptoms = self.config.symptoms.clone();
        if !configured {
            let mut counts: BTreeMap<String, usize> = BTreeMap::new();
            for symptom in self
                .documents
                .iter()
                .flat_map(|document| &document.front.symptoms)
            {
                *counts.entry(symptom.to_lowercase()).or_default() += 1;
            }
            let mut ranked: Vec<_> = counts.into_iter().collect();
            ranked.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            symptoms = ranked.into_iter().map(|(symptom, _)| symptom).collect();
        }
        symptoms
            .into_iter()
            .take(SYMPTOMS)
            .map(|text| Link {
                url: self
                    .symptom_url(&text)
                    .unwrap_or_else(|| format!("/search/?q={}", percent::form_value(&text))),
                text,
            })
            .collect()
    }

    /// The configured first reads, else guides in their order.
    fn start(&self) -> Vec<usize> {
        let by_path = |path: &String| {
            self.documents
                .iter()
                .position(|document| &document.path == path)
        };
        let configured: Vec<usize> = self.config.start.iter().filter_map(by_path).collect();
        if !configured.is_empty() {
            return configured;
        }
        let guides =
            (0..self.documents.len()).filter(|number| self.documents[*number].kind == Kind::Guide);
        guides.take(LIST).collect()
    }
}
