//! Whether to trust a page: how it served, who answers for it, how it is mended.

use std::collections::BTreeSet;

use app::model::{Kind, Link, Trust, Used};

use super::catalog::Catalog;
use super::{contacts, contribute, postmortem};
use crate::runbook;
use content::config::Config;

/// What tells whether to trust document `number`.
pub(super) fn trust(catalog: &Catalog, config: &Config, number: usize) -> Trust {
    let document = &catalog.documents[number];
    let helps = matches!(document.kind, Kind::Runbook | Kind::Guide);
    let base = config.base_url.as_deref().unwrap_or_default();
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
        used: helps.then(|| used(catalog, number)).flatten(),
        escalation: document.front.escalation.clone().filter(|_| helps),
        contacts: if helps {
            contacts::contacts(catalog, config, number)
        } else {
            Vec::new()
        },
        report: contribute::report(config, &about),
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
fn used(catalog: &Catalog, number: usize) -> Option<Used> {
    let linking = catalog.relations.backlinks(number).iter().copied();
    let naming = catalog.relations.naming(number).iter().copied();
    let incidents: BTreeSet<usize> = linking
        .chain(naming)
        .filter(|other| catalog.documents[*other].kind == Kind::Postmortem)
        .collect();
    let date = |number: &usize| postmortem::date(&catalog.documents[*number]);
    let last = incidents
        .iter()
        .copied()
        .max_by_key(|number| (date(number), std::cmp::Reverse(*number)))?;
    Some(Used {
        incidents: incidents.len(),
        last: catalog.link(last),
        date: date(&last).map(|date| date.to_string()),
    })
}
