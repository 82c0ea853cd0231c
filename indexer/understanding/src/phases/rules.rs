//! The words that show each phase.

use model::incident::Phase;

/// The rules, in the order in which they are tried. A rule matches a sentence that
/// contains one of the first words and none of the second.
#[rustfmt::skip]
pub(super) const RULES: &[(Phase, &[&str], &[&str])] = &[
    (
        Phase::Resolution,
        &[
            "(resolved)", "outage ends", "outage is over", "outage over", "healthy again", "traffic back", "incident ended", "incident resolved", "issue resolved", "issue was resolved",
            "issue is resolved", "problem resolved", "problem is resolved", "problem was resolved",
            "resolved by", "resolved the issue", "resolved the problem", "incident was resolved",
            "is resolved", "declared resolved", "marked as resolved", "confirmed resolved",
            "fully resolved", "incident closed", "outage closed", "incident ends", "incident over",
            "all clear", "end of incident", "outage to an end", "outage ended", "back to normal",
            "normal operation return", "normal operation resume", "normal service return",
            "returned to normal", "return to normal", "returns to normal", "back to working",
            "back to 100%", "service restored", "service is restored", "services restored",
            "service was restored", "restored normal", "restored to normal", "fully restored",
            "service resumes", "services resumed", "fully recovered", "fully operational",
            "all systems operational", "verified operational", "systems operational",
            "service operational", "verified all systems", "everything is fine",
            "everything is okay", "everything is back", "everything is working",
            "working as expected", "working as intended", "working normally", "works again",
            "working again", "are working again", "healthy and", "all healthy",
            "permanently fixed", "is restored", "resolution confirmed", "recovery:",
            "customer confirmed", "user reporting back that the fix works",
            "availability confirmed", "are now back", "is now back", "back online",
            "are back operation", "back up and running", "resumed normal", "wider issue was fixed",
            "shipping logs to cloudwatch again", "launches begin to succeed", "stable and",
            "service is back", "site is back",
        ],
        &[
            "not resolved", "unresolved", "still ", "believing", "hoping", "to be resolved",
            "not yet",
        ],
    ),
    (
        Phase::FalseLead,
        &[
            "ruled out", "ruling out", "no significant anomal", "no anomal", "found to be correct",
            "found to be fine", "found to be healthy", "validated and found", "non conclusive",
            "inconclusive", "not conclusive", "did not help", "does not help", "didn't help",
            "did not resolve", "does not resolve", "didn't resolve", "did not fix", "does not fix",
            "didn't fix", "red herring", "not the cause", "not the culprit", "not the problem",
            "not the root cause", "nothing out of the ordinary", "nothing unusual",
            "turned out not", "turned out to be unrelated", "was unrelated", "looked fine",
            "looked normal", "error persists", "no effect", "wild goose", "dead end",
            "false lead:", "false lead begins", "false lead closed", "misleading",
        ],
        &[],
    ),
    (
        Phase::CauseFound,
        &[
            "root cause found", "root cause identified", "root cause was", "root cause discovered",
            "root cause determined", "pinpoint", "identified the root cause",
            "found the root cause", "cause identified", "cause was identified", "cause found",
            "issue identified", "issue was identified", "identified that", "culprit identified",
            "identified the cause", "identified the issue", "identified the problem", "traced to",
            "trace them to", "trace it to", "cause known", "cause is known", "traced the",
            "root cause analysis showed", "it was discovered", "successfully identified",
            "problem identified", "diagnosed", "discovered the", "found that the",
            "realization that", "realized that", "underlying issue", "became clear",
            "is identified", "was found to be",
        ],
        &["not identified", "no immediate", "problem is identified"],
    ),
    (
        Phase::Escalation,
        &[
            "escalat", "paged", "paging", "called in", "brought in", "looped in",
            "joined the call", "joined call", "reached out to", "incident declared",
            "incident raised", "incident created", "incident is created", "sev 1 ticket", "sev1",
            "team contacted", "contacted the", "war room", "incident manager", "handed over to",
        ],
        &[],
    ),
    (
        Phase::Mitigation,
        &[
            "mitigat", "rolled back", "roll back performed", "rollback performed",
            "rollback completed", "rollback finished", "rollback complete", "rollback succe", "successful rollback", "rollback done", "rolling back", "reverted", "revert ", "fix applied",
            "fix was applied", "fix deployed", "fix was deployed", "fix committed", "manual fix",
            "hotfix", "workaround", "failed over", "failover", "quick fix", "patched", "restarted",
            "restarting", "rerouted", "disabled", "scaled up", "permanent fix", "long-term fix",
            "fix is applied", "fix applied", "fix has been implemented", "fix was implemented", "fix implemented", "fix is implemented", "reverts ", "is banned", "rollback,", "rollback.", "fix for",
        ],
        &[
            "attempt", "not possible", "decide", "planned", "without reverting",
        ],
    ),
    (Phase::Acknowledgement, &["acknowledg", "acked the", "acked by"], &[]),
    (
        Phase::Detection,
        &[
            "pager storm", "receives a page", "received a page", "alert", "detected", "detection:", "discovery:", "alarm", "noticed", "notice that",
            "reported", "reports", "report errors", "report problem", "reporting", "pagerduty",
            "page:", "first report", "we became aware", "became aware", "notified", "warning from",
            "monitoring", "page received", "first noticed", "user report", "customer report",
            "problem is identified", "problem identified", "complain", "witnessed", "reaching out",
            "informed",
        ],
        &[],
    ),
    (
        Phase::Acknowledgement,
        &[
            "starts investigat", "begins investigat", "investigation start", "investigation began", "investigation begin",
            "investigation launched", "investigation initiated", "investigations start",
            "started investigat", "started investigation", "began investigat",
            "initiated investigation", "start investigating", "started looking",
            "investigation commenced", "investigation into", "investigation is started",
            "started root cause", "cause investigation started", "on-call engineer",
            "on-call responded", "troubleshooting started",
        ],
        &[],
    ),
    (
        Phase::Investigation,
        &[
            "investigat", "suspect", "assum", "hypothes", "theory", "looked into", "looking into",
            "checked", "checking", "debugging", "digging", "analyz", "analys", "focused on",
            "examin", "inspect", "troubleshoot", "reproduc",
        ],
        &[],
    ),
    (
        Phase::Start,
        &[
            "started the incident", "impact start", "impact begins", "begin to fail", "begins to fail",
            "started to fail", "failures begin", "failures start", "errors begin", "start of incident", "incident start", "incident began", "problem start",
            "outage start", "outage began", "outage begins", "began failing", "begin failing",
            "starts failing", "started failing", "went down", "goes down", "drops to zero",
            "reaches 0%", "starts reporting", "service starts degrading", "expire",
            "stopped working", "stops working", "has stopped", "returning 404", "returning 5",
            "are down", "is down", "fails ", "failed", "crash", "outage", "unavailable",
        ],
        &[],
    ),
];
