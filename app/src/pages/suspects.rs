//! Candidate causes, each with its cheapest discriminating check.

use leptos::prelude::*;

use crate::model::Suspect;

/// "Check these first": readable, and usable, without any script.
pub(super) fn suspects(suspects: &[Suspect]) -> Option<AnyView> {
    let items: Vec<_> = suspects.iter().map(one).collect();
    (!items.is_empty()).then(|| {
        view! {
            <section class="suspects" aria-labelledby="kb-suspects">
                <h2 id="kb-suspects">"Check these first"</h2>
                <ol>{items}</ol>
            </section>
        }
        .into_any()
    })
}

/// A cause with its check and what each outcome means. The texts are inline
/// HTML that the indexer sanitised.
fn one(suspect: &Suspect) -> impl IntoView + use<> {
    let check = (!suspect.check.is_empty())
        .then(|| view! { <div class="suspect__check" inner_html=suspect.check.clone()></div> });
    let outcomes: Vec<_> = [
        ("confirms", "Confirmed by", &suspect.confirms),
        ("rules-out", "Ruled out by", &suspect.rules_out),
        ("then", "Then", &suspect.then),
    ]
    .into_iter()
    .filter(|(_, _, html)| !html.is_empty())
    .map(|(name, label, html)| {
        view! {
            <div class=format!("suspect__{name}")>
                <dt>{label}</dt>
                <dd inner_html=html.clone()></dd>
            </div>
        }
    })
    .collect();
    let outcomes = (!outcomes.is_empty()).then(|| view! { <dl>{outcomes}</dl> });
    view! {
        <li class="suspect">
            <div class="suspect__cause">
                <h3 inner_html=suspect.cause.clone()></h3>
                {check}
            </div>
            {outcomes}
        </li>
    }
}
