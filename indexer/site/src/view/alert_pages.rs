//! Pages by alert.

use std::collections::BTreeMap;
use std::sync::Arc;

use app::model::{Card, Listing};

use super::catalog::Catalog;
use content::alerts::Alert;
use model::address::ALERTS;
use model::{Document, count};

/// The list of all alerts.
pub(super) fn index(documents: &[Arc<Document>], alerts: &BTreeMap<String, Alert>) -> Listing {
    let mut cards: Vec<Card> = alerts
        .values()
        .map(|alert| card(documents, alert))
        .collect();
    cards.sort_by_cached_key(|card| (card.title.to_lowercase(), card.title.clone()));
    Listing {
        title: "Alerts".to_owned(),
        intro: "All alerts with a runbook. Link to one by name: /alerts/<name>/.".to_owned(),
        url: ALERTS.to_owned(),
        groups: vec![(String::new(), cards)],
        tags: Vec::new(),
        indexes: Vec::new(),
    }
}

/// What is shown for an alert that several pages answer.
pub(super) fn choice(catalog: &Catalog, alert: &Alert) -> Listing {
    Listing {
        title: alert.name.clone(),
        intro: format!(
            "{} for this alert. Start with the first.",
            count(alert.documents.len(), "runbook")
        ),
        url: alert.url(),
        groups: vec![(
            String::new(),
            catalog.cards(alert.documents.iter().copied()),
        )],
        tags: Vec::new(),
        indexes: Vec::new(),
    }
}

fn card(documents: &[Arc<Document>], alert: &Alert) -> Card {
    let titles: Vec<&str> = alert
        .documents
        .iter()
        .map(|number| documents[*number].title.as_str())
        .collect();
    Card {
        url: alert.url(),
        title: alert.name.clone(),
        summary: Some(titles.join(" · ")),
        ..Card::default()
    }
}
