//! The page with figures about all incidents.

mod bars;
mod columns;
mod spread;

use leptos::prelude::*;

use crate::model::{Insights, Observation, Site};

use super::actions::quarters;
use super::address::Place;
use super::filters::{controls, tokens};
use super::head::Head;
use super::learning::{learning_head, learning_shell};
use super::links::link;
use super::time::Span;
use super::time_elements::{day, duration};

/// The source of the statement about averages.
const VOID: &str = "https://www.thevoid.community/report";

/// Renders the page of insights.
pub(super) fn render(site: &Site, insights: &Insights) -> String {
    let place = Place::at("/insights/");
    let head = Head {
        title: "Insights",
        description: "Incidents over time, by cause and service; how long they took; what false leads cost",
        canonical: Some("/insights/"),
        ..Head::default()
    };
    let incidents = insights.observations.len();
    learning_shell(site, &place, head, || {
        let intro = "Counts and durations from all postmortems, each with how many of them \
                     state it.";
        let charts: Vec<_> = insights
            .charts
            .iter()
            .filter_map(|chart| bars::chart(&place, chart, incidents))
            .collect();
        let spreads: Vec<_> = insights
            .distributions
            .iter()
            .map(|one| spread::spread(&place, one))
            .collect();
        let controls = controls(&insights.facets);
        let columns = columns::columns(&insights.over_time);
        let false_leads = spread::false_leads(&place, &insights.false_leads);
        let table = incident_table(&place, insights);
        view! {
            {learning_head(site, &place, "Insights", 0, intro)}
            {controls}
            {columns}
            <div class="charts">{charts}</div>
            <section class="group" aria-labelledby="kb-durations">
                <h2 id="kb-durations">"How long things took"</h2>
                {averages()}
                <div class="spreads">{spreads}</div>
            </section>
            {false_leads}
            {table}
            {quarters(&insights.quarters, false)}
        }
    })
}

/// The explanation why the page shows no mean.
fn averages() -> impl IntoView {
    view! {
        <p class="averages">
            "This page shows no mean on purpose. Durations of incidents are skewed and rarely \
             measured the same way: after nearly 10,000 public reports the Verica Open Incident \
             Database concluded that averages of duration data lie, and that duration and \
             severity are not correlated ("
            <a href=VOID class="external" rel="noopener">
                "VOID report 2022"
            </a>
            "). Percentiles are by nearest rank, so each is a measured duration; with too few \
             values, none is shown."
        </p>
    }
}

/// The data of the charts: every incident with its figures.
fn incident_table(place: &Place, insights: &Insights) -> Option<AnyView> {
    let names: Vec<_> = insights
        .distributions
        .iter()
        .map(|one| (one.name.as_str(), one.title.as_str()))
        .chain([(insights.false_leads.name.as_str(), "False leads")])
        .collect();
    let heads: Vec<_> = names
        .iter()
        .map(|(_, title)| view! { <th scope="col" class="ta-r">{(*title).to_owned()}</th> })
        .collect();
    let rows: Vec<_> = insights
        .observations
        .iter()
        .map(|one| incident_row(place, one, &names))
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="group" aria-labelledby="kb-incidents">
                <h2 id="kb-incidents">"Incidents"</h2>
                <div class="table-scroll" role="region" aria-labelledby="kb-incidents" tabindex="0">
                    <table class="incidents">
                        <thead>
                            <tr>
                                <th scope="col">"Date"</th>
                                <th scope="col">"Incident"</th>
                                <th scope="col">"Severity"</th>
                                {heads}
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
                <p class="nothing" data-nothing="" hidden="">
                    "No incidents match. Remove a filter."
                </p>
            </section>
        }
        .into_any()
    })
}

/// A row with an incident and its figures.
fn incident_row(place: &Place, one: &Observation, names: &[(&str, &str)]) -> AnyView {
    let values: Vec<_> = one
        .minutes
        .iter()
        .map(|(name, minutes)| format!("{name}={minutes}"))
        .collect();
    let cells: Vec<_> = names
        .iter()
        .map(|(name, _)| {
            let minutes = one.minutes.iter().find(|(known, _)| known == name);
            let cell = match minutes {
                Some((_, minutes)) => duration(Span::minutes(*minutes)),
                None => view! { <span class="missing">"–"</span> }.into_any(),
            };
            view! { <td class="ta-r">{cell}</td> }
        })
        .collect();
    let severity = match one.severity.clone() {
        Some(severity) => severity.into_any(),
        None => view! { <span class="missing">"not stated"</span> }.into_any(),
    };
    let date = match one.date.as_deref() {
        Some(date) => day(date),
        None => view! { <span class="missing">"no date"</span> }.into_any(),
    };
    view! {
        <tr data-row="" data-f=tokens(&one.tokens) data-v=values.join(" ")>
            <td>{date}</td>
            <th scope="row">{link(place, &one.incident)}</th>
            <td>{severity}</td>
            {cells}
        </tr>
    }
    .into_any()
}
