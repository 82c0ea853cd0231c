//! Whether to trust a page: how it served, who answers for it, how it is mended.

use std::collections::BTreeSet;

use app::model::{Kind, Link, Trust, Used};

use super::{Views, contribute, postmortem};
use crate::runbook;

impl Views {
    /// What tells whether to trust document `number`.
    pub(super) fn trust(&self, number: usize) -> Trust {
        let document = &self.catalog.documents[number];
        let helps = matches!(document.kind, Kind::Runbook | Kind::Guide);
        let base = self.config.base_url.as_deref().unwrap_or_default();
        let about = contribute::About {
            title: &document.title,
            path: &document.path,
            url: &format!("{}{}", base.trim_end_matches('/'), document.url),
        };
        let part = |(part, anchor): (runbook::Part, &str)| Link {
            url: format!("#{anchor}"),
            text: part.name().to_owned(),
        };
        Trust {
            used: helps.then(|| self.used(number)).flatten(),
            escalation: document.front.escalation.clone().filter(|_| helps),
            contacts: if helps {
                self.contacts(number)
            } else {
                Vec::new()
            },
            report: contribute::report(&self.config, &about),
            parts: if document.kind == Kind::Runbook {
                runbook::parts(&document.sections)
                    .into_iter()
                    .map(part)
                    .collect()
            } else {
                Vec::new()
            },
        }
    }

    /// The incidents in which document `number` was used: those whose
    /// postmortems link to it or name it as related.
    fn used(&self, number: usize) -> Option<Used> {
        let linking = self.catalog.relations.backlinks(number).iter().copied();
        let naming = self.catalog.relations.naming(number).iter().copied();
        let incidents: BTreeSet<usize> = linking
            .chain(naming)
            .filter(|other| self.catalog.documents[*other].kind == Kind::Postmortem)
            .collect();
        let date = |number: &usize| postmortem::date(&self.catalog.documents[*number]);
        let last = incidents
            .iter()
            .copied()
            .max_by_key(|number| (date(number), std::cmp::Reverse(*number)))?;
        Some(Used {
            incidents: incidents.len(),
            last: Link {
                url: self.catalog.documents[last].url.clone(),
                text: self.catalog.documents[last].title.clone(),
            },
            date: date(&last),
        })
    }
}
