//! Which phase of the incident an event shows, by its wording.

mod rules;

use self::rules::RULES;
use super::model::{Event, Origin, Phase};
use super::wording::{has, sentences};

/// Somebody only looked: the words of a search, of a page or of a command that
/// was copied from one (as `kb new` writes them) are not what happened.
const LOOKING: &[&str] = &["searched for", "opened the page", "copied the command"];

/// Gives each event the phase that its wording shows.
pub(crate) fn mark(events: &mut [Event]) {
    for event in events {
        event.phase = phase(&event.text);
        event.phase_origin = event.phase.map(|_| Origin::Inferred);
    }
}

/// The phase that a text shows.
pub(crate) fn phase(text: &str) -> Option<Phase> {
    let lower = text.to_lowercase();
    let shows = |words: &[&str], unless: &[&str]| {
        sentences(&lower)
            .filter(|said| !has(said, LOOKING))
            .any(|said| has(said, words) && !has(said, unless))
    };
    let found = RULES.iter().find(|(_, words, unless)| shows(words, unless));
    found.map(|(phase, _, _)| *phase)
}

#[cfg(test)]
mod tests {
    use super::*;

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
        ] {
            assert_eq!(phase(text), expected, "{text}");
        }
    }
}
