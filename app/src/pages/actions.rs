//! Renders action items as a table: those of an incident, of a service, or of all incidents.

use leptos::prelude::*;

use ::model::incident::DueDate;

use crate::model::{Action, ActionState, Quarter, Register, Site};

use super::address::Place;
use super::filters::{controls, tokens};
use super::head::Head;
use super::learning::{learning_head, learning_shell};
use super::links::{anchor, link};
use super::time_elements::{day, due};

/// The columns of a table in addition to text, type, owner, due date and status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Columns {
    /// No further columns, for the page of the incident.
    Own,
    /// The incident.
    Incident,
    /// The incident, its services and its date.
    All,
}

/// Renders the register of all action items.
pub(super) fn render(site: &Site, register: &Register) -> String {
    let place = Place::at("/actions/");
    let head = Head {
        title: "Actions",
        description: "All action items of all incidents: owner, due date and status",
        canonical: Some("/actions/"),
        ..Head::default()
    };
    learning_shell(site, &place, head, || {
        let intro = "Follow-up work from incidents. Overdue and unowned first.";
        let empty = register.actions.is_empty().then(|| {
            view! { <p class="empty">"No action items yet."</p> }
        });
        let filled = (!register.actions.is_empty()).then(|| {
            let controls = controls(&register.facets);
            let totals = totals(register);
            let table = table(&place, Columns::All, &register.actions);
            let quarters = quarters(&register.quarters, true);
            view! {
                {controls}
                {totals}
                {table}
                <p class="nothing" data-nothing="" hidden="">
                    "No action items match. Remove a filter."
                </p>
                {quarters}
                <p class="exports">
                    "All items: "
                    <a href=place.link(&register.csv_url) download="actions.csv">"CSV"</a>
                    " · "
                    <a href=place.link(&register.json_url) download="actions.json">"JSON"</a>
                </p>
            }
        });
        view! {
            {learning_head(site, &place, "Actions", register.actions.len(), intro)}
            {filled}
            {empty}
        }
    })
}

/// The number of action items by status, and of those without an owner or a due date.
fn totals(register: &Register) -> impl IntoView + use<> {
    let count = |fits: &dyn Fn(&Action) -> bool| {
        let fitting = register.actions.iter().filter(|action| fits(action));
        fitting.count()
    };
    let undone = |action: &Action| action.state != ActionState::Done;
    let one = |token: &'static str, label: &'static str, number: usize| {
        view! {
            <li>
                <b data-n=token>{number}</b>
                " "
                {label}
            </li>
        }
    };
    let open = count(&|action| action.state == ActionState::Open);
    let unstated = count(&|action| action.state == ActionState::Unstated);
    let done = count(&|action| action.state == ActionState::Done);
    let ownerless = count(&|action| undone(action) && action.owner.is_none());
    let dateless = count(&|action| undone(action) && action.due.is_none());
    view! {
        <ul class="totals">
            // Whether an item is overdue depends on the reader's clock.
            <li class="js-only">
                <b data-n="state:overdue">"0"</b>
                " overdue"
            </li>
            {one("state:open", "open", open)}
            {one("state:not-stated", "status unknown", unstated)}
            {one("state:done", "done", done)}
            {one("lacks:owner", "open without owner", ownerless)}
            {one("lacks:due", "open without due date", dateless)}
        </ul>
    }
}

/// A table of action items, one per row. `None` for no items.
pub(super) fn table(place: &Place, columns: Columns, actions: &[Action]) -> Option<AnyView> {
    let rows: Vec<_> = actions
        .iter()
        .map(|action| row(place, columns, action))
        .collect();
    let heads: &[&str] = match columns {
        Columns::Own => &["Action", "Type", "Owner", "Due", "State"],
        Columns::Incident => &["Action", "Type", "Owner", "Due", "State", "Incident"],
        Columns::All => &[
            "Action", "Type", "Owner", "Due", "State", "Incident", "Services",
        ],
    };
    let heads: Vec<_> = heads
        .iter()
        .map(|head| view! { <th scope="col">{*head}</th> })
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <div class="table-scroll" role="region" aria-label="Action items" tabindex="0">
                <table class="actions">
                    <thead>
                        <tr>{heads}</tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any()
    })
}

/// A row with an action item.
fn row(place: &Place, columns: Columns, action: &Action) -> AnyView {
    let missing = |what: &'static str| view! { <span class="missing">{what}</span> }.into_any();
    let tracker = action
        .tracker
        .as_ref()
        .map(|tracker| view! { " "{link(place, tracker)} });
    let owner = match &action.owner {
        Some(owner) => owner.clone().into_any(),
        None => missing("no owner"),
    };
    let done = action.state == ActionState::Done;
    let date = match &action.due {
        Some(date) if done => day(&date.to_string()),
        Some(date) => due(&date.to_string()),
        None => missing("no date"),
    };
    let closed = action
        .closed
        .map(|date| view! { " "{day(&date.to_string())} });
    let kind = action.kind.clone().unwrap_or_else(|| "–".to_owned());
    let class = format!("state state--{}", action.state.name());
    let incident = (columns != Columns::Own).then(|| {
        let opened = action.opened.map(|date| day(&date.to_string()));
        view! {
            <td class="actions__incident">
                {opened}" "
                {link(place, &action.source)}
            </td>
        }
    });
    let services = (columns == Columns::All).then(|| {
        let mut services = Vec::new();
        for service in &action.services {
            if !services.is_empty() {
                services.push(", ".into_any());
            }
            services.push(link(place, service));
        }
        view! { <td class="actions__services">{services}</td> }
    });
    let text = if columns == Columns::Own {
        anchor(place, &action.source.url, &action.text)
    } else {
        action.text.clone().into_any()
    };
    let filterable = columns == Columns::All;
    let opened = action.opened.map(|date| date.date().to_string());
    let due = action.due.as_ref().filter(|_| !done);
    let due = due.and_then(DueDate::day).map(|day| day.to_string());
    view! {
        <tr
            data-row=filterable.then_some("")
            data-f=filterable.then(|| tokens(&action.tokens))
            data-until=due.filter(|_| filterable)
            data-opened=opened.filter(|_| filterable)
        >
            <td class="actions__text">{text}{tracker}</td>
            <td class="actions__word" data-label="Type">{kind}</td>
            <td class="actions__word" data-label="Owner">{owner}</td>
            <td data-label="Due">{date}</td>
            <td data-label="State"><span class=class>{action.state.label()}</span>{closed}</td>
            {incident}
            {services}
        </tr>
    }
    .into_any()
}

/// The number of action items of the incidents of each quarter, by status.
pub(super) fn quarters(quarters: &[Quarter], live: bool) -> Option<AnyView> {
    let rows: Vec<_> = quarters
        .iter()
        .map(|quarter| {
            let token = |state: &str| {
                let token = format!("q-{state}:{}", quarter.value);
                live.then_some(token)
            };
            let all: usize = quarter.counts.iter().sum();
            let cells: Vec<_> = ActionState::ALL
                .into_iter()
                .zip(quarter.counts)
                .map(|(state, count)| {
                    view! { <td class="ta-r" data-n=token(state.name())>{count}</td> }
                })
                .collect();
            view! {
                <tr>
                    <th scope="row">{quarter.name.clone()}</th>
                    <td class="ta-r" data-n=live.then(|| format!("quarter:{}", quarter.value))>
                        {all}
                    </td>
                    {cells}
                    <td class="ta-r" data-n=live.then(|| format!("closed:{}", quarter.value))>
                        {quarter.closed}
                    </td>
                </tr>
            }
        })
        .collect();
    let dated: usize = quarters.iter().map(|quarter| quarter.closed).sum();
    let done: usize = ActionState::ALL
        .into_iter()
        .zip(0..)
        .filter(|(state, _)| *state == ActionState::Done)
        .flat_map(|(_, at)| {
            quarters
                .iter()
                .map(move |quarter: &Quarter| quarter.counts[at])
        })
        .sum();
    let known = format!("{dated} of {done} done items have a closing date.");
    let states: Vec<_> = ActionState::ALL
        .into_iter()
        .map(|state| view! { <th scope="col" class="ta-r">{state.label()}</th> })
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="group" aria-labelledby="kb-quarters">
                <h2 id="kb-quarters">"Items opened and closed by quarter"</h2>
                <p class="muted">
                    "Opened counts the action items of the incidents of a quarter, with their \
                     status now; closed that quarter, the items of any incident. "
                    {known}
                </p>
                <div class="table-scroll">
                    <table class="quarters">
                        <thead>
                            <tr>
                                <th scope="col">"Quarter"</th>
                                <th scope="col" class="ta-r">"Opened"</th>
                                {states}
                                <th scope="col" class="ta-r">"Closed that quarter"</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </section>
        }
        .into_any()
    })
}
