//! The templates of new documents. Keys whose value is not known yet are comments
//! in the front matter.

use super::quoted;

/// What a recorded session provides for a postmortem.
#[derive(Debug, Default)]
pub(super) struct KnownFacts {
    /// When the incident began, in the format of front matter.
    pub(super) started_at: Option<String>,
    /// When the recording ended, in the format of front matter.
    pub(super) ended_at: Option<String>,
    /// Paths of related documents.
    pub(super) related: Vec<String>,
    /// The entries of the timeline, one a line.
    pub(super) timeline: String,
    /// Paragraphs about the cause.
    pub(super) root_cause: String,
}

/// Returns the front matter of a document.
fn front(title: &str, kind: &str, keys: &str) -> String {
    format!("---\ntitle: {}\nkind: {kind}\n{keys}---\n\n", quoted(title))
}

pub(super) fn postmortem(title: &str, known: &KnownFacts) -> String {
    let started = match &known.started_at {
        Some(at) => {
            format!("started_at: {at} # when recording began: correct it if users noticed earlier")
        }
        None => "# started_at: 2026-12-01T03:00:00Z # what is not known stays out".to_owned(),
    };
    let resolved = match &known.ended_at {
        Some(at) => {
            format!("# resolved_at: {at} # when recording ended: is it when users were well?")
        }
        None => "# resolved_at: 2026-12-01T04:00:00Z".to_owned(),
    };
    let related = match known.related.as_slice() {
        [] => "# related: [../runbooks/a-runbook.md]\n".to_owned(),
        paths => {
            let paths: Vec<_> = paths.iter().map(|path| quoted(path)).collect();
            format!("related: [{}]\n", paths.join(", "))
        }
    };
    let keys = format!(
        "status: draft # draft, review, final\n\
         {started}\n\
         # detected_at: 2026-12-01T03:02:00Z\n\
         # mitigated_at: 2026-12-01T03:50:00Z\n\
         {resolved}\n\
         # severity: SEV2\n\
         # impact: Share of users, and what they met\n\
         # causes: [configuration]\n\
         # services: [payment-service]\n\
         # tags: []\n\
         # symptoms: [what an engineer sees, in the words they would type]\n\
         # summary: A sentence. What failed, for how long, what ended it.\n\
         {related}"
    );
    let timeline = if known.timeline.is_empty() {
        "<!-- One line an entry, what was seen or done, by role and not by name:\n\n\
         - 13:45 UTC: Monitoring alerts: response times of the payment service jump.\n\
         - 14:30 UTC: False lead: the load balancer is suspected of uneven traffic.\n\
         - 14:45 UTC: Load balancer configuration checked and correct. Ruled out.\n\n\
         Keep false leads, and call them that. -->\n"
            .to_owned()
    } else {
        format!(
            "<!-- From the recorded session: each entry is when something was pressed.\n\
             A false lead is taken to begin where its page was opened. Correct what was otherwise,\n\
             add what was seen and said, and take out what led nowhere without costing time. -->\n\n{}",
            known.timeline
        )
    };
    let cause = if known.root_cause.is_empty() {
        String::new()
    } else {
        format!("\n{}", known.root_cause)
    };
    front(title, "postmortem", &keys)
        + &format!(
            "<!-- A sentence for whoever has the same symptoms now: read this when … -->\n\n\
             ## Summary\n\n\
             <!-- What users met, from when to when, why, and what ended it. Four sentences. -->\n\n\
             ## Impact\n\n\
             <!-- Who, what share, what they saw, how long. What is not known: say so. -->\n\n\
             ## Timeline\n\n\
             {timeline}\n\
             ## Root cause\n\n\
             <!-- A condition, not a person: would it still be true with somebody else on duty? -->\n\
             {cause}\n\
             ## Resolution\n\n\
             <!-- What stopped it, what did not, and whether it can come back. -->\n\n\
             ## Detection\n\n\
             <!-- Who or what noticed, and how long after the first harm. -->\n\n\
             ## What went well\n\n\
             ## What went wrong\n\n\
             ## Action items\n\n\
             <!-- - [ ] What changes, so that it cannot happen or is noticed sooner (owner: team, due: 2026-12-31) -->\n\n\
             ## Lessons learned\n"
        )
}

pub(super) fn runbook(title: &str) -> String {
    let keys = "# summary: Use when … (what the reader sees)\n\
         # services: []\n\
         # tags: []\n\
         # owner: team-that-keeps-it-true\n\
         # last_reviewed: 2026-12-01 # the day a person last followed it\n\
         # review_every: 6 months\n\
         # severity: SEV2\n\
         # alerts: [AlertName]\n\
         # symptoms: [what an engineer sees, in the words they would type]\n\
         # variables:\n\
         #   - { name: NAMESPACE, description: Where it runs, pattern: '^[a-z0-9-]+$', example: payments }\n\
         # suspects: # the cheapest check first\n\
         #   - cause: A release of the last hour\n\
         #     check: Compare its time with the first errors\n\
         #     confirms: Errors begin with it\n\
         #     rules_out: The trouble began before\n\
         #     then: Roll back\n\
         # escalation: Page … when … did not help within 15 minutes\n";
    front(title, "runbook", keys)
        + "<!-- A sentence: use this when … -->\n\n\
           ## Meaning\n\n\
           <!-- What the alert measures, and what is wrong when it fires. -->\n\n\
           ## Impact\n\n\
           <!-- Who suffers, and how soon. -->\n\n\
           ## Diagnosis\n\n\
           <!-- Numbered steps become a checklist. A step: what to do, its command, what is healthy,\n\
           and where to go if it is not. Write $NAMESPACE where the reader's own name belongs.\n\n\
           1. See who holds the connections.\n\n\
           Healthy: fewer than 80 %. -->\n\n\
           ## Mitigation\n\n\
           <!-- The safest action first. Go on with the numbers. Say what each one loses or interrupts. -->\n\n\
           ## Verify recovery\n\n\
           <!-- What to look at, for how long. -->\n\n\
           ## Undo\n\n\
           ## Escalation\n\n\
           <!-- Whom to call, when, and what they will ask. -->\n"
}

pub(super) fn guide(title: &str) -> String {
    let keys = "# summary: What the reader can do after reading it, in a sentence\n\
         # services: []\n\
         # tags: []\n\
         # owner: team-that-keeps-it-true\n\
         # last_reviewed: 2026-12-01\n\
         # review_every: 12 months\n\
         # symptoms: [connection refused, slow responses]\n\
         # related: [../runbooks/a-runbook.md]\n";
    front(title, "guide", keys)
        + "<!-- A sentence: use this when … -->\n\n\
           ## What you see\n\n\
           <!-- The symptoms, in the words of logs and alerts. -->\n\n\
           ## How it works\n\n\
           <!-- Only what is needed to read what follows. -->\n\n\
           ## Find out\n\n\
           <!-- Numbered steps, each with its command and what its output means. -->\n\n\
           ## What to do then\n\n\
           <!-- Links to the runbooks. -->\n"
}

pub(super) fn service(title: &str) -> String {
    let keys = "# summary: What it does, and for whom, in a sentence\n\
         # tier: 1\n\
         # owner: team-that-keeps-it-running\n\
         # tags: []\n\
         # contacts:\n\
         #   - \"on-call: https://example.com/oncall\"\n\
         # dashboards: [https://example.com/dashboard]\n\
         # repositories: [https://example.com/git]\n\
         # depends_on: [payments-database]\n\
         # last_reviewed: 2026-12-01\n\
         # review_every: 6 months\n";
    front(title, "service", keys)
        + "<!-- A sentence: open this when … -->\n\n\
           ## What it does\n\n\
           ## How it is built\n\n\
           <!-- Instances, limits, timeouts: the figures that matter at night. -->\n\n\
           ## How it fails\n\n\
           <!-- What you see, what it likely is, where to go. -->\n\n\
           ## First checks\n\n\
           ## Safe to do, and not\n"
}
