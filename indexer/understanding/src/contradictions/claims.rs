//! Finds a fix that is claimed although it is still an open task.
//!
//! The resolution says that something was fixed, and an action item asks for the same fix.
//! Claim and task must be of the same kind (fix, review), and the words of the task must be
//! in the section that makes the claim.

use std::collections::BTreeSet;

use super::Evidence;
use crate::wording::sentences;
use model::incident::{Action, ActionState, Contradiction, SectionKind};

/// The words of a claim in the past tense, and the words with which a task asks for the same.
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

/// The number of words that a task must share with the section of the claim, and with the claim.
const SHARED_WITH_SECTION: usize = 4;
const SHARED_WITH_CLAIM: usize = 1;

/// The maximum number of claims and tasks; a document with more is a log, not a report.
const MOST: usize = 100;

/// A task that its author does not mark as done.
struct Task<'a> {
    action: &'a Action,
    verb: String,
    stems: BTreeSet<String>,
}

pub(super) fn find(evidence: &Evidence<'_>, out: &mut Vec<Contradiction>) {
    let open = evidence
        .actions
        .iter()
        .filter(|action| action.state != ActionState::Done);
    let tasks: Vec<Task<'_>> = open.take(MOST).map(Task::new).collect();
    let parts = evidence.parts.iter();
    for part in
        parts.filter(|part| part.is(SectionKind::Resolution) && !part.is(SectionKind::ActionItems))
    {
        let rows = &evidence.rows[part.rows.clone()];
        let section: BTreeSet<String> = rows.iter().flat_map(|row| stems(&row.text)).collect();
        let said = rows
            .iter()
            .flat_map(|row| sentences(&row.text).map(move |claim| (row, claim)));
        for (row, claim) in said.take(MOST) {
            let Some(verbs) = claims(claim) else {
                continue;
            };
            let claimed = stems(claim);
            let asked = tasks.iter().find(|task| {
                verbs.contains(&task.verb.as_str())
                    && task.stems.intersection(&section).count() >= SHARED_WITH_SECTION
                    && task.stems.intersection(&claimed).count() >= SHARED_WITH_CLAIM
            });
            if let Some(Task { action, .. }) = asked {
                let (told, task) = (brief(claim), brief(&action.text));
                out.push(Contradiction {
                    message: format!("\u{201c}{told}\u{201d} is told as done, but is still a task: \u{201c}{task}\u{201d}"),
                    figures: vec![
                        evidence.figure(claim, row.line),
                        evidence.figure(&action.text, action.line),
                    ],
                });
                return;
            }
        }
    }
}

/// The words with which a task would ask for what `sentence` claims; `None` without a claim.
fn claims(sentence: &str) -> Option<&'static [&'static str]> {
    let lower = sentence.to_lowercase();
    // `will be fixed`, `was not fixed` and `can be corrected` are not claims.
    let unless = [
        "will ", "to be ", "not ", "should ", "can be", "until ", "once ", "need",
    ];
    if unless.iter().any(|word| lower.contains(word)) {
        return None;
    }
    let kind = KINDS
        .iter()
        .find(|(past, _)| past.iter().any(|word| lower.contains(word)));
    kind.map(|(_, tasks)| *tasks)
}

impl<'a> Task<'a> {
    fn new(action: &'a Action) -> Self {
        let mut words = action.text.split(|c: char| !c.is_alphabetic());
        let verb = words.find(|word| !word.is_empty()).unwrap_or("");
        Self {
            action,
            verb: verb.to_lowercase(),
            stems: stems(&action.text),
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

/// The words of `text` that carry meaning, shortened so that their forms match.
fn stems(text: &str) -> BTreeSet<String> {
    let words = text
        .split(|c: char| !c.is_alphanumeric())
        .map(str::to_lowercase);
    let telling =
        words.filter(|word| word.chars().count() >= 4 && !COMMON.contains(&word.as_str()));
    let stem = |word: String| {
        let bare = word.trim_end_matches("ing").trim_end_matches("ed");
        bare.trim_end_matches('s').chars().take(7).collect()
    };
    telling.map(stem).collect()
}

#[rustfmt::skip]
const COMMON: &[&str] = &[
    "that", "this", "with", "from", "were", "been", "have", "will", "which", "when", "after",
    "before", "into", "being", "their", "these", "those", "also", "them", "then", "than", "more",
    "most", "such", "issue", "issues", "problem", "ensure", "properly", "fixed", "team",
    "engineering", "resolve", "resolved", "identified", "potential", "similar", "future",
];
