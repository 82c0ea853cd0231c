//! Infers the phase of an incident that an event belongs to from its wording.

mod rules;

use self::rules::RULES;
use super::wording::{has, sentences};
use model::incident::{Event, Origin, Phase};

/// Words that introduce a search, a page or a copied command, as `kb new` writes them.
///
/// Such a sentence says what somebody looked at, so the quoted words show no phase.
const LOOKING: &[&str] = &["searched for", "opened the page", "copied the command"];

/// Sets the phase of each event from its wording.
pub(crate) fn mark(events: &mut [Event]) {
    let mut noticed = false;
    for event in events {
        event.phase = phase(&event.text);
        // The first page is the detection; a later page is an escalation.
        let page = has(&event.text.to_lowercase(), &["paged", "paging"]);
        if event.phase == Some(Phase::Escalation) && page && !noticed {
            event.phase = Some(Phase::Detection);
        }
        noticed |= matches!(
            event.phase,
            Some(Phase::Detection | Phase::Acknowledgement | Phase::Investigation)
        );
        event.phase_origin = event.phase.map(|_| Origin::Inferred);
    }
}

/// Clauses that show the end of the incident without other words:
/// `Restarted the indexer; resolved`.
const OVER: &[&str] = &[
    "resolved",
    "recovered",
    "incident over",
    "all green",
    "all good",
];

/// Verbs before `down` that describe no outage: `scaled down`, `shut down`.
const LOWERED: &[&str] = &[
    "scal", "shut", "slow", "track", "narrow", "spin", "spun", "tear", "torn", "wind", "cool",
    "go", "goes", "going", "went", "came", "coming", "written", "wrote", "tak", "took", "broke",
];

/// Whether a short sentence says that something is down: `Primary down`.
fn is_down(sentence: &str) -> bool {
    let bare = sentence.trim_end_matches(['.', '!']);
    bare.strip_suffix(" down").is_some_and(|before| {
        let last = before.rsplit(' ').next().unwrap_or("");
        before.split(' ').count() <= 5 && !LOWERED.iter().any(|verb| last.starts_with(verb))
    })
}

/// The phase that `text` shows.
pub(crate) fn phase(text: &str) -> Option<Phase> {
    let lower = text.to_lowercase();
    let mut clauses = lower.split([',', ';', ':', '.', '(', ')', '\u{2013}', '\u{2014}', '\n']);
    if clauses.any(|clause| OVER.contains(&clause.trim())) {
        return Some(Phase::Resolution);
    }
    let shows = |words: &[&str], unless: &[&str]| {
        sentences(&lower)
            .filter(|said| !has(said, LOOKING))
            .any(|said| has(said, words) && !has(said, unless))
    };
    let found = RULES.iter().find(|(_, words, unless)| shows(words, unless));
    let down = || sentences(&lower).any(is_down).then_some(Phase::Start);
    found.map(|(phase, _, _)| *phase).or_else(down)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_page_is_how_it_was_noticed() {
        let event = |text: &str| Event {
            text: text.to_owned(),
            ..Event::default()
        };
        let mut events = [event("On-call paged"), event("Database team paged")];
        mark(&mut events);
        assert_eq!(events[0].phase, Some(Phase::Detection));
        assert_eq!(events[1].phase, Some(Phase::Escalation));
    }

    #[test]
    fn wording_shows_the_phase() {
        for (text, expected) in [
            ("Alert: error rate above 5 %", Some(Phase::Detection)),
            (
                "On-call acknowledged the page",
                Some(Phase::Acknowledgement),
            ),
            ("Suspected the database", Some(Phase::Investigation)),
            ("Load balancer ruled out", Some(Phase::FalseLead)),
            ("Escalated to the DBA team", Some(Phase::Escalation)),
            ("Root cause found: a full disk", Some(Phase::CauseFound)),
            ("Rolled back to v1", Some(Phase::Mitigation)),
            ("Service restored", Some(Phase::Resolution)),
            ("Site goes down", Some(Phase::Start)),
            ("Believing the issue to be resolved, work resumes", None),
            ("Opened the page Escalate an incident.", None),
            ("Copied the command kubectl … restarted from Pods.", None),
            ("Lunch", None),
            ("Resolved", Some(Phase::Resolution)),
            ("Restarted the indexer; resolved", Some(Phase::Resolution)),
            ("Not resolved yet", None),
            (
                "On-call engineer acknowledged the alert.",
                Some(Phase::Acknowledgement),
            ),
            ("ana starts investigating", Some(Phase::Acknowledgement)),
            ("ana receives a pager storm", Some(Phase::Detection)),
            (
                "Monitoring - A fix has been implemented and we are monitoring the results",
                Some(Phase::Mitigation),
            ),
            ("Primary down", Some(Phase::Start)),
            ("Replicas scaled down", None),
            ("This started the incident.", Some(Phase::Start)),
        ] {
            assert_eq!(phase(text), expected, "{text}");
        }
    }
}
