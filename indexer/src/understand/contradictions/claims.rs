//! A fix that is claimed while it is still a task.
//!
//! The resolution says that something was fixed; the action items still ask
//! for it. Claim and task must be of the same kind (fix, review), and the
//! task's words must stand in the section that makes the claim.

use super::Evidence;
use crate::understand::model::{Canonical, Contradiction, State};
use crate::understand::wording::sentences;

/// What is claimed in the past, and how a task would ask for it.
const KINDS: &[(&[&str], &[&str])] = &[
    (
        &["fixed", "patched", "repaired", "corrected"],
        &["fix", "patch", "repair", "correct"],
    ),
    (
        &[
            "review was conducted",
            "review was performed",
            "reviewed",
            "audited",
        ],
        &["conduct", "review", "audit", "perform"],
    ),
];

/// How many words a task must share with the claim's section, and with the claim itself.
const SHARED_WITH_SECTION: usize = 4;
const SHARED_WITH_CLAIM: usize = 1;

pub(super) fn find(evidence: &Evidence<'_>, out: &mut Vec<Contradiction>) {
    for part in evidence
        .parts
        .iter()
        .filter(|part| part.is(Canonical::Resolution) && !part.is(Canonical::ActionItems))
    {
        let rows = &evidence.rows[part.rows.clone()];
        let section: Vec<String> = rows.iter().flat_map(|row| stems(&row.text)).collect();
        for row in rows {
            for claim in sentences(&row.text) {
                let lower = claim.to_lowercase();
                // `will be fixed`, `was not fixed`, `can be corrected` claim nothing.
                if [
                    "will ", "to be ", "not ", "should ", "can be", "until ", "once ", "need",
                ]
                .iter()
                .any(|word| lower.contains(word))
                {
                    continue;
                }
                let Some((_, tasks)) = KINDS
                    .iter()
                    .find(|(past, _)| past.iter().any(|word| lower.contains(word)))
                else {
                    continue;
                };
                let claimed = stems(claim);
                let task = evidence
                    .actions
                    .iter()
                    .filter(|action| action.state != Some(State::Done))
                    .find(|action| {
                        let first = action
                            .text
                            .split(|c: char| !c.is_alphabetic())
                            .find(|word| !word.is_empty())
                            .unwrap_or("")
                            .to_lowercase();
                        let words = stems(&action.text);
                        let shared = |with: &[String]| {
                            words.iter().filter(|word| with.contains(word)).count()
                        };
                        tasks.contains(&first.as_str())
                            && shared(&section) >= SHARED_WITH_SECTION
                            && shared(&claimed) >= SHARED_WITH_CLAIM
                    });
                if let Some(task) = task {
                    out.push(Contradiction {
                        message: format!("\u{201c}{}\u{201d} is told as done, but is still a task: \u{201c}{}\u{201d}", brief(claim), brief(&task.text)),
                        figures: vec![evidence.figure(claim, row.line), evidence.figure(&task.text, task.line)],
                    });
                    return;
                }
            }
        }
    }
}

fn brief(text: &str) -> String {
    let mut words = text.split_whitespace();
    let head: Vec<&str> = words.by_ref().take(14).collect();
    let mut out = head.join(" ").trim_end_matches('.').to_owned();
    if words.next().is_some() {
        out.push('\u{2026}');
    }
    out
}

/// Words that carry meaning, shortened to what their forms share.
fn stems(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    for word in text.split(|c: char| !c.is_alphanumeric()) {
        let lower = word.to_lowercase();
        if lower.chars().count() < 4 || COMMON.contains(&lower.as_str()) {
            continue;
        }
        let stem: String = lower
            .trim_end_matches("ing")
            .trim_end_matches("ed")
            .trim_end_matches('s')
            .chars()
            .take(7)
            .collect();
        if !out.contains(&stem) {
            out.push(stem);
        }
    }
    out
}

const COMMON: &[&str] = &[
    "that",
    "this",
    "with",
    "from",
    "were",
    "been",
    "have",
    "will",
    "which",
    "when",
    "after",
    "before",
    "into",
    "being",
    "their",
    "these",
    "those",
    "also",
    "them",
    "then",
    "than",
    "more",
    "most",
    "such",
    "issue",
    "issues",
    "problem",
    "ensure",
    "properly",
    "properly",
    "fixed",
    "team",
    "engineering",
    "resolve",
    "resolved",
    "identified",
    "potential",
    "similar",
    "future",
];
