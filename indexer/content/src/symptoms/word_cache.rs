//! Caches the analysed words of documents.

use std::collections::HashMap;
use std::sync::Arc;

use model::Kind;
use rayon::prelude::*;

use super::words;
use model::Document;

/// The words of a document that determine which symptoms it shows and treats.
#[derive(Debug)]
pub(super) struct SymptomWords {
    /// The words of each of its symptoms.
    pub(super) symptoms: Vec<Vec<String>>,
    /// The words of each of its headings; empty if its kind treats no symptoms.
    pub(super) headings: Vec<Vec<String>>,
}

impl SymptomWords {
    fn new(document: &Document) -> Self {
        let treats = matches!(document.kind, Kind::Runbook | Kind::Guide);
        let headings = document.sections.iter().filter(|_| treats);
        let symptoms = document.front.symptoms.iter();
        Self {
            symptoms: symptoms.map(|text| words(text)).collect(),
            headings: headings.map(|section| words(&section.heading)).collect(),
        }
    }
}

/// The analysed words of documents, kept from one build to the next.
#[derive(Debug, Default)]
pub struct WordCache(HashMap<String, (Arc<Document>, Arc<SymptomWords>)>);

impl WordCache {
    /// Returns the words of `documents`, and drops those of all other documents.
    pub(super) fn renew(&mut self, documents: &[Arc<Document>]) -> Vec<Arc<SymptomWords>> {
        let known = |document: &Arc<Document>| {
            let (same, worded) = self.0.get(&document.path)?;
            Arc::ptr_eq(same, document).then(|| Arc::clone(worded))
        };
        let worded: Vec<Arc<SymptomWords>> = documents
            .par_iter()
            .map(|document| {
                known(document).unwrap_or_else(|| Arc::new(SymptomWords::new(document)))
            })
            .collect();
        let pairs = documents.iter().zip(&worded);
        self.0 = pairs
            .map(|(document, worded)| {
                let known = (Arc::clone(document), Arc::clone(worded));
                (document.path.clone(), known)
            })
            .collect();
        worded
    }
}
