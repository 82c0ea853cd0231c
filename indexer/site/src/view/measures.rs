//! What incidents ask for again and again, in a small taxonomy of measures.
//!
//! A text asks for a measure if it holds one of its phrases: each word of a
//! phrase begins a word of the text, in order and side by side. That can be
//! explained to whoever wonders why a sentence stands under a heading, and it is
//! the same on every machine; a statistical grouping would be neither.

use search::analysis;

/// A measure and the beginnings of words that show it.
type Measure = (&'static str, &'static [&'static str]);

/// The measures, in the order in which ties are shown.
const MEASURES: [Measure; 16] = [
    (
        "Monitoring and alerts",
        &["alert", "monitor", "dashboard", "metric", "observab"],
    ),
    (
        "Automated tests",
        &[
            "automated test",
            "automat testing",
            "unit test",
            "integration test",
            "regression test",
            "end to end test",
            "load test",
            "test coverage",
            "add test",
            "test suite",
            "ci pipeline",
            "continuous integration",
        ],
    ),
    (
        "Staged rollout",
        &[
            "staged",
            "canar",
            "gradual",
            "progressive",
            "phased",
            "stagger",
            "rollout",
            "roll out slow",
            "blast radius",
        ],
    ),
    (
        "A quick way back",
        &[
            "rollback",
            "roll back",
            "revert",
            "kill switch",
            "feature flag",
            "off switch",
        ],
    ),
    (
        "Limits and ceilings",
        &[
            "rate limit",
            "limit",
            "ceiling",
            "quota",
            "bound",
            "cap on",
            "connection pool",
        ],
    ),
    (
        "Retries and timeouts",
        &[
            "retry",
            "retries",
            "backoff",
            "timeout",
            "time out",
            "circuit breaker",
        ],
    ),
    (
        "Backups and restores",
        &["backup", "back up", "restore", "snapshot"],
    ),
    (
        "Redundancy and failover",
        &[
            "failover",
            "fail over",
            "redundan",
            "replica",
            "single point",
            "high availab",
        ],
    ),
    (
        "Review before change",
        &[
            "code review",
            "peer review",
            "review process",
            "review change",
            "approval",
            "second pair",
        ],
    ),
    (
        "Guard rails on tools",
        &[
            "guard",
            "safeguard",
            "safety check",
            "dry run",
            "confirmation",
            "validat",
            "sanity check",
        ],
    ),
    (
        "Runbooks and documentation",
        &["runbook", "playbook", "document", "wiki", "checklist"],
    ),
    (
        "Escalation and on-call",
        &["escalat", "on call", "oncall", "pager"],
    ),
    (
        "Communication",
        &["communicat", "status page", "notify", "announce"],
    ),
    (
        "Access in an emergency",
        &[
            "break glass",
            "out of band",
            "emergency access",
            "permission",
            "credential",
        ],
    ),
    (
        "Training and drills",
        &[
            "drill", "training", "game day", "rehears", "practis", "practic",
        ],
    ),
    (
        "Headroom",
        &[
            "capacity",
            "headroom",
            "autoscal",
            "auto scal",
            "overprovision",
        ],
    ),
];

/// The measures that `text` asks for, as places in the taxonomy.
pub(super) fn measures(text: &str) -> Vec<usize> {
    let folded = analysis::fold(text);
    let words: Vec<&str> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let begins = |from: usize, phrase: &str| {
        // Most words do not even begin with the letter.
        words[from].as_bytes()[0] == phrase.as_bytes()[0] && {
            let mut words = words[from..].iter();
            phrase
                .split(' ')
                .all(|part| words.next().is_some_and(|word| word.starts_with(part)))
        }
    };
    let holds = |phrase: &&str| (0..words.len()).any(|from| begins(from, phrase));
    (0..MEASURES.len())
        .filter(|at| MEASURES[*at].1.iter().any(holds))
        .collect()
}

/// The name of a measure.
pub(super) fn name(measure: usize) -> &'static str {
    MEASURES[measure].0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_asks_for_what_its_words_name() {
        for (text, expected) in [
            ("Alert on open connections.", vec!["Monitoring and alerts"]),
            (
                "Roll back first; rehearse it.",
                vec!["A quick way back", "Training and drills"],
            ),
            (
                "On-call engineers need a status page",
                vec!["Escalation and on-call", "Communication"],
            ),
            ("Check the load balancer once.", vec![]),
            ("", vec![]),
        ] {
            let found: Vec<_> = measures(text).into_iter().map(name).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn phrases_are_written_as_texts_are_read() {
        for (name, phrases) in MEASURES {
            for phrase in phrases {
                assert_eq!(analysis::fold(phrase), *phrase, "{name}");
                assert!(!measures(phrase).is_empty(), "{name}: {phrase}");
            }
        }
    }
}
