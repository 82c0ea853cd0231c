//! The alerts that documents answer.

use std::collections::BTreeMap;
use std::sync::Arc;

use model::{Document, Kind, address, alert_key};

/// An alert with the documents that answer it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alert {
    /// The name as the first of its documents writes it.
    pub name: String,
    /// Indices of the documents: the runbooks if there are any, else all that
    /// name the alert.
    pub documents: Vec<usize>,
}

/// Returns all alerts that documents name, by [`alert_key`].
#[must_use]
pub fn all(documents: &[Arc<Document>]) -> BTreeMap<String, Alert> {
    let mut alerts: BTreeMap<String, Alert> = BTreeMap::new();
    for (number, document) in documents.iter().enumerate() {
        for name in &document.alerts {
            let key = alert_key(name);
            if key.is_empty() {
                continue;
            }
            let alert = alerts.entry(key).or_insert_with(|| Alert {
                name: name.clone(),
                documents: Vec::new(),
            });
            if !alert.documents.contains(&number) {
                alert.documents.push(number);
            }
        }
    }
    for alert in alerts.values_mut() {
        let is_runbook = |number: &usize| documents[*number].kind == Kind::Runbook;
        if alert.documents.iter().any(is_runbook) {
            alert.documents.retain(is_runbook);
        }
    }
    alerts
}

impl Alert {
    /// Returns the alert's canonical URL.
    #[must_use]
    pub fn url(&self) -> String {
        address::alert_url(&self.name)
    }

    /// Returns all URLs at which the alert is answered; see [`address::alert_urls`].
    #[must_use]
    pub fn urls(&self) -> Vec<String> {
        address::alert_urls(&self.name)
    }
}
