//! Pages by alert.

use app::model::{Card, Listing};

use super::Views;
use content::alerts::Alert;
use model::address::ALERTS;
use model::count;

impl Views {
    /// The list of all alerts.
    #[must_use]
    pub(crate) fn alert_index(&self) -> Listing {
        let mut cards: Vec<Card> = self
            .alerts
            .values()
            .map(|alert| self.alert_card(alert))
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
    pub(crate) fn alert_choice(&self, alert: &Alert) -> Listing {
        Listing {
            title: alert.name.clone(),
            intro: format!(
                "{} for this alert. Start with the first.",
                count(alert.documents.len(), "runbook")
            ),
            url: alert.url(),
            groups: vec![(
                String::new(),
                self.catalog.cards(alert.documents.iter().copied()),
            )],
            tags: Vec::new(),
            indexes: Vec::new(),
        }
    }

    fn alert_card(&self, alert: &Alert) -> Card {
        let titles: Vec<&str> = alert
            .documents
            .iter()
            .map(|number| self.catalog.documents[*number].title.as_str())
            .collect();
        Card {
            url: alert.url(),
            title: alert.name.clone(),
            summary: Some(titles.join(" · ")),
            ..Card::default()
        }
    }
}
