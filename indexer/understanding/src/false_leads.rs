//! Finds suspicions in a timeline that did not lead to the cause, and the time they took.
//!
//! A false lead starts with the event that states the suspicion. It ends when the event
//! after the one that rules it out starts: until then the right lead was not followed.

use super::wording::{find, has};
use model::incident::{Event, FalseLead, Phase};

const SUSPICION: &[&str] = &[
    "false lead: ",
    "false lead begins: ",
    "suspecting ",
    "suspected ",
    "suspect ",
    "assumed ",
    "assuming ",
    "focused on ",
    "focusing on ",
    "hypothesis: ",
    "hypothesized ",
    "initial theory ",
    "theory: ",
    "thought to be ",
    "thought it was ",
    "believed to be ",
    "believed ",
    "looked at ",
];
const REJECTION: &[&str] = &[
    "ruled out",
    "ruling out",
    "no significant anomal",
    "no anomal",
    "found to be correct",
    "found to be fine",
    "found to be healthy",
    "validated and found",
    "non conclusive",
    "inconclusive",
    "does not resolve",
    "did not resolve",
    "didn't resolve",
    "did not help",
    "does not help",
    "did not fix",
    "does not fix",
    "red herring",
    "not the cause",
    "not the culprit",
    "not the root cause",
    "turned out not",
    "was unrelated",
    "dead end",
    "no effect",
];

/// Finds the false leads in a timeline and marks their events.
pub(crate) fn find_all(events: &mut [Event]) -> Vec<FalseLead> {
    let mut leads = Vec::new();
    // Index and subject of the suspicion that is being followed.
    let mut open: Option<(usize, String)> = None;
    for index in 0..events.len() {
        let lower = events[index].text.to_lowercase();
        if let Some(subject) = suspicion(&events[index].text)
            && open.is_none()
        {
            open = Some((index, subject));
        }
        let ends = matches!(
            events[index].phase,
            Some(Phase::CauseFound | Phase::Resolution | Phase::Mitigation)
        );
        if has(&lower, REJECTION) && !ends {
            if let Some((first, subject)) = open.take()
                && index + 1 < events.len()
            {
                for event in &mut events[first..=index] {
                    event.phase = Some(Phase::FalseLead);
                }
                leads.push(FalseLead {
                    minutes: minutes(&events[first], &events[index + 1]),
                    subject,
                    first,
                    until: index + 1,
                });
            }
        } else if ends {
            open = None;
        }
    }
    leads
}

fn minutes(from: &Event, to: &Event) -> Option<i64> {
    let local = from
        .start
        .at
        .zip(to.start.at)
        .map(|(from, to)| to.duration_since(from).as_mins());
    let clock = || {
        let (from, to) = (from.start.time?, to.start.time?);
        let minutes =
            |time: jiff::civil::Time| i64::from(time.hour()) * 60 + i64::from(time.minute());
        Some((minutes(to) - minutes(from)).rem_euclid(24 * 60))
    };
    local.or_else(clock).filter(|minutes| *minutes > 0)
}

/// What is suspected, in the author's words without hedges such as `possible`.
fn suspicion(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    if lower.len() != text.len() {
        return None;
    }
    let at = find(&lower, SUSPICION)?;
    let word = SUSPICION
        .iter()
        .find(|word| lower[at..].starts_with(*word))?;
    let rest = &text[at + word.len()..];
    let stops = [
        ",", ".", ";", ":", " due to", " might", " may ", " to be", " was ", " were ", " is ",
        " are ", " could", " because", " as ", " leading", " causing", " (",
    ];
    let end = stops
        .iter()
        .filter_map(|stop| rest.find(stop))
        .min()
        .unwrap_or(rest.len());
    let mut subject = rest[..end].trim();
    loop {
        let before = subject;
        for hedge in [
            "a ",
            "an ",
            "the ",
            "that ",
            "possible ",
            "potential ",
            "some ",
            "there ",
            "it ",
        ] {
            subject = subject.strip_prefix(hedge).unwrap_or(subject);
        }
        if before == subject {
            break;
        }
    }
    // The subject may be before the verb: `An attack is suspected at first.`
    if subject.is_empty() || subject.starts_with("at first") {
        let before = text[..at].rsplit(['.', ':', ';', ',']).next()?;
        subject = before
            .trim()
            .trim_end_matches(" is")
            .trim_end_matches(" was");
        for article in ["An ", "A ", "The "] {
            subject = subject.strip_prefix(article).unwrap_or(subject);
        }
    }
    (!subject.is_empty()).then(|| subject.split(' ').take(8).collect::<Vec<_>>().join(" "))
}
