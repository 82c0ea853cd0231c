//! The names that authors give to sections.

use model::incident::SectionKind;

/// Names of sections, in lower case and without punctuation.
#[rustfmt::skip]
pub(super) const ALIASES: &[(SectionKind, &[&str])] = &[
    (
        SectionKind::Summary,
        &[
            "summary", "issue summary", "incident summary", "executive summary", "overview",
            "what happened", "outage description", "incident description", "tl;dr", "tldr",
            "tl dr", "background", "abstract", "outage summary", "problem summary",
            "problem statement", "description", "introduction", "high-level summary", "brief",
            "synopsis", "issue", "incident overview", "the incident", "the issue", "the problem",
            "what went down",
        ],
    ),
    (
        SectionKind::Impact,
        &[
            "impact", "customer impact", "end user impact", "end-user impact", "user impact",
            "infrastructure impact", "business impact", "service impact", "affected users",
            "affected services", "affected systems", "who was affected", "scope", "blast radius",
            "customer/end user/infrastructure impact", "what was the impact", "scope of impact",
        ],
    ),
    (
        SectionKind::RootCause,
        &[
            "root cause", "root causes", "root cause(s)", "root cause analysis", "rca",
            "contributing factors", "contributing factor", "contributing causes", "cause",
            "causes", "what caused the incident", "what caused the outage", "what caused this",
            "causal factors", "cause of the incident", "cause of the outage", "underlying cause",
            "5 whys", "five whys", "the 5 whys", "why it happened", "why did it happen", "fault",
            "findings", "diagnosis", "explanation", "technical details", "analysis",
            "the root cause", "the cause",
        ],
    ),
    (
        SectionKind::Trigger,
        &[
            "trigger", "triggers", "triggering event", "what triggered it",
        ],
    ),
    (
        SectionKind::Detection,
        &[
            "detection", "how we found out", "how was it detected", "discovery",
            "how it was detected", "incident detection", "how did we find out", "how we noticed",
            "identification",
        ],
    ),
    (
        SectionKind::Timeline,
        &[
            "timeline", "incident timeline", "chain of events", "sequence of events",
            "timeline of events", "event timeline", "detailed timeline", "events", "chronology",
            "outage timeline", "time line", "incident log", "log of events", "the timeline",
            "history", "order of events", "course of events",
        ],
    ),
    (
        SectionKind::Resolution,
        &[
            "resolution", "mitigation", "mitigations", "remediation", "recovery",
            "mitigation and resolution", "resolution and recovery", "fix", "the fix", "solution",
            "the solution", "how we fixed it", "how was it resolved", "how it was fixed",
            "response", "incident response", "what we did", "actions taken", "immediate actions",
            "immediate fix", "mitigation steps", "resolution steps", "steps taken",
            "steps taken to resolve", "workaround", "corrective action taken", "remedy",
            "how we resolved it", "debugging", "debugging process", "bug fix",
        ],
    ),
    (
        SectionKind::ActionItems,
        &[
            "action items", "action item", "actions", "follow-up actions", "follow up actions",
            "followup actions", "follow-ups", "follow ups", "followups", "follow-up", "follow up",
            "follow-up items", "next steps", "recommendations",
            "corrective and preventative measures", "corrective and preventive measures",
            "corrective actions", "corrective action", "preventative measures",
            "preventive measures", "preventive actions", "preventative actions",
            "corrective measures", "improvements/fixes", "improvements", "fixes",
            "improvements and fixes", "tasks", "task", "tasks to address the issue", "task list",
            "todo", "todos", "to do", "to-do", "to dos", "technical improvements",
            "process improvements", "documentation improvements", "code and configuration changes",
            "remediation items", "remediation actions", "remediation tasks", "action plan",
            "actions to take", "measures", "prevention", "future work", "preventing recurrence",
            "action points", "future prevention", "preventive steps", "prevention and follow-up",
            "how we will prevent it", "what we will do", "what we are doing about it",
            "repair items", "work items", "planned actions", "things to improve",
            "areas for improvement", "areas of improvement", "steps to prevent recurrence",
            "how to prevent this in the future", "mitigation tasks", "tasks to be done",
            "recommended actions", "preventions",
        ],
    ),
    (
        SectionKind::LessonsLearned,
        &[
            "lessons learned", "lessons learnt", "lesson learned", "lessons", "key takeaways",
            "takeaways", "what we learned", "what we learnt", "how'd we do", "how did we do",
            "learnings", "key learnings", "what did we learn", "reflections", "retrospective",
            "conclusions",
        ],
    ),
    (
        SectionKind::WentWell,
        &[
            "what went well", "went well", "things that went well", "what worked",
            "what worked well", "the good", "positives", "what did we do well", "what we did well",
            "good",
        ],
    ),
    (
        SectionKind::WentWrong,
        &[
            "what went wrong", "went wrong", "what went badly", "went badly", "what went poorly",
            "went poorly", "what could have gone better", "what could have been better",
            "what didn't go so well", "what didn't go well", "what did not go well",
            "things that went wrong", "things that went poorly", "what could be improved",
            "what could be better", "the bad", "the bad and the ugly", "what went not so well",
            "what didn't work", "bad", "negatives", "what could we have done better",
            "what we could have done better",
        ],
    ),
    (
        SectionKind::Lucky,
        &[
            "where we got lucky", "got lucky", "luck", "lucky", "what was lucky", "we got lucky",
        ],
    ),
    (
        SectionKind::People,
        &[
            "people", "authors", "author", "attendees", "atendees", "responders", "participants",
            "incident commander", "team", "people involved", "roles", "owner", "owners",
            "contributors", "incident team", "who was involved",
        ],
    ),
    (
        SectionKind::Links,
        &[
            "links", "supporting information", "appendix", "references", "related",
            "related issues", "resources", "see also", "further reading", "related incidents",
            "related issues / prs", "logs", "evidence", "attachments", "additional information",
        ],
    ),
];
