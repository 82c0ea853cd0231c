//! The words of documents that are known already.

use std::collections::HashMap;
use std::sync::Arc;

use model::Kind;
use rayon::prelude::*;

use super::words;
use model::Document;

/// The words of a document that tell which symptoms it shows and treats.
#[derive(Debug)]
pub(super) struct SymptomWords {
    /// Of each of its symptoms.
    pub(super) symptoms: Vec<Vec<String>>,
    /// Of each of its headings; none where it cannot treat anything.
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

/// The words of documents, kept from one build to the next.
#[derive(Debug, Default)]
pub struct WordCache(HashMap<String, (Arc<Document>, Arc<SymptomWords>)>);

impl WordCache {
    /// The words of `documents`, which alone are known from now on.
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
