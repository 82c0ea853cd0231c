//! The register of action items.

use std::collections::BTreeMap;

use app::model::{Action, ActionState, Facet, FacetOption, Kind, Link, Quarter, Register};

use super::catalog::Catalog;
use super::{facets, postmortem};
use model::address::{ACTIONS, ACTIONS_CSV, ACTIONS_JSON};
use model::incident::DueDate;
use model::slug;

/// Name of the quarter of incidents whose date is not known.
const NO_DATE: &str = "No date";

/// The register.
pub(super) fn register(catalog: &Catalog) -> Register {
    let actions = all(catalog);
    Register {
        facets: facets_of(&actions),
        quarters: quarters(&actions),
        actions,
        csv_url: ACTIONS_CSV.to_owned(),
        json_url: ACTIONS_JSON.to_owned(),
    }
}

/// The action items of all incidents in the order of the register.
///
/// What is overdue depends on the reader's day. So what is not done and has a
/// date comes first, the earliest date before the others; then items without
/// an owner; the browser moves up what is overdue.
pub(super) fn all(catalog: &Catalog) -> Vec<Action> {
    let mut actions: Vec<Action> = catalog
        .postmortems()
        .iter()
        .flat_map(|&number| {
            let services = &catalog.documents[number].front.services;
            let mut actions = of_incident(catalog, number);
            for action in &mut actions {
                action.tokens = tokens(action, services);
            }
            actions
        })
        .collect();
    // Stable: newest incident first, in the order of its text.
    actions.sort_by_cached_key(|action| {
        let day = action.due.as_ref().and_then(DueDate::day);
        (
            action.state == ActionState::Done,
            day.is_none(),
            day,
            action.owner.is_some(),
            action.state,
        )
    });
    actions
}

/// The items of a service that are not known to be done.
pub(super) fn open_of_service(catalog: &Catalog, number: usize) -> Vec<Action> {
    let of_service = catalog.relations.of_service(number).iter().copied();
    let postmortems = of_service.filter(|other| catalog.documents[*other].kind == Kind::Postmortem);
    postmortem::newest_first(&catalog.documents, postmortems)
        .into_iter()
        .flat_map(|number| of_incident(catalog, number))
        .filter(|action| action.state != ActionState::Done)
        .collect()
}

/// Address of the register with the items of service `number` alone.
pub(super) fn url_of_service(catalog: &Catalog, number: usize) -> String {
    let service = catalog
        .relations
        .own_slug(number)
        .map_or("", String::as_str);
    format!("{ACTIONS}?service={service}")
}

/// The action items of postmortem `number`, in the order of its text.
pub(super) fn of_incident(catalog: &Catalog, number: usize) -> Vec<Action> {
    let document = &catalog.documents[number];
    let services = catalog.service_links(document);
    let actions = document.understood.actions.iter();
    actions
        .map(|action| Action {
            text: action.text.clone(),
            state: action.state,
            kind: action.kind.map(|kind| kind.name().to_owned()),
            owner: action.owner.clone(),
            due: action.due.clone(),
            tracker: action.tracker.as_ref().map(|url| Link {
                url: url.clone(),
                text: "ticket".to_owned(),
            }),
            source: Link {
                url: postmortem::place(document, action.line).url,
                text: document.title.clone(),
            },
            services: services.clone(),
            opened: postmortem::date(document),
            closed: action.closed,
            tokens: Vec::new(),
        })
        .collect()
}

/// Facet values of an item.
fn tokens(action: &Action, services: &[String]) -> Vec<String> {
    let mut tokens = vec![format!("state:{}", action.state.name())];
    let owner = action.owner.as_deref().map(slug::slug);
    tokens.push(format!("owner:{}", owner.as_deref().unwrap_or("none")));
    tokens.push(format!("type:{}", action.kind.as_deref().unwrap_or("none")));
    tokens.extend(
        services
            .iter()
            .map(|service| format!("service:{}", slug::slug(service))),
    );
    if action.state != ActionState::Done {
        let lacks = [
            ("owner", action.owner.is_none()),
            ("due", action.due.is_none()),
        ];
        let lacks = lacks.into_iter().filter(|(_, lacks)| *lacks);
        tokens.extend(lacks.map(|(what, _)| format!("lacks:{what}")));
    }
    let quarter = slug::slug(&quarter(action));
    tokens.push(format!("q-{}:{quarter}", action.state.name()));
    tokens.push(format!("quarter:{quarter}"));
    let closed = action.closed.map(facets::quarter);
    tokens.extend(closed.map(|name| format!("closed:{}", slug::slug(&name))));
    tokens
}

/// `2023 Q3`, of the incident.
fn quarter(action: &Action) -> String {
    let quarter = action.opened.map(|date| facets::quarter(date.date()));
    quarter.unwrap_or_else(|| NO_DATE.to_owned())
}

/// Items by quarter, oldest first, those without a date last.
pub(super) fn quarters(actions: &[Action]) -> Vec<Quarter> {
    let mut counts: BTreeMap<(bool, String), ([usize; 3], usize)> = BTreeMap::new();
    for action in actions {
        let name = quarter(action);
        let entry = counts.entry((name == NO_DATE, name)).or_default();
        let at = ActionState::ALL
            .iter()
            .position(|state| *state == action.state);
        entry.0[at.unwrap_or_default()] += 1;
        // Closed in a later quarter, as a rule, than that of the incident.
        if let Some(name) = action.closed.map(facets::quarter) {
            counts.entry((false, name)).or_default().1 += 1;
        }
    }
    counts
        .into_iter()
        .map(|((_, name), (counts, closed))| Quarter {
            value: slug::slug(&name),
            name,
            counts,
            closed,
        })
        .collect()
}

fn facets_of(actions: &[Action]) -> Vec<Facet> {
    let options = |pairs: &[(&str, &str)]| {
        let option = |(value, label): &(&str, &str)| FacetOption {
            value: (*value).to_owned(),
            label: (*label).to_owned(),
        };
        pairs.iter().map(option).collect::<Vec<_>>()
    };
    let facet = |name: &str, label: &str, options| Facet {
        name: name.to_owned(),
        label: label.to_owned(),
        options,
    };
    let counted = |values: Vec<(String, String)>| facets::counted(values);
    let owners = actions.iter().filter_map(|action| {
        let owner = action.owner.as_ref()?;
        Some((slug::slug(owner), owner.clone()))
    });
    let services = actions.iter().flat_map(|action| {
        let values = action.tokens.iter();
        let slugs = values.filter_map(|token| token.strip_prefix("service:"));
        slugs
            .zip(&action.services)
            .map(|(slug, link)| (slug.to_owned(), link.text.clone()))
    });
    let kinds = actions.iter().filter_map(|action| {
        let kind = action.kind.as_ref()?;
        Some((kind.clone(), postmortem::cause_name(kind)))
    });
    let mut owner = options(&[("none", "Nobody")]);
    owner.extend(counted(owners.collect()));
    let mut kind = counted(kinds.collect());
    kind.extend(options(&[("none", "Not known")]));
    vec![
        facet(
            "state",
            "State",
            options(&[
                ("overdue", "Overdue"),
                ("open", "Open"),
                ("not-stated", "Not stated"),
                ("done", "Done"),
            ]),
        ),
        facet("owner", "Owner", owner),
        facet("service", "Service", counted(services.collect())),
        facet("type", "Type", kind),
        facet(
            "age",
            "Age",
            options(&[
                ("30", "Over 30 days"),
                ("90", "Over 90 days"),
                ("365", "Over a year"),
            ]),
        ),
    ]
}
