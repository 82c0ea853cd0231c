//! Help on the query language.

/// An example with its explanation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HelpEntry {
    /// What to type.
    pub example: &'static str,
    /// What it does.
    pub meaning: &'static str,
}

/// The syntax in examples, simplest first.
pub const HELP: &[HelpEntry] = &[
    HelpEntry {
        example: "\"connection refused\"",
        meaning: "these words, one after the other",
    },
    HelpEntry {
        example: "-zookeeper",
        meaning: "without this word; also -\"a phrase\" and -type:guide",
    },
    HelpEntry {
        example: "type:runbook",
        meaning: "only runbooks; also postmortem, guide, service",
    },
    HelpEntry {
        example: "service:payment-service",
        meaning: "about this service",
    },
    HelpEntry {
        example: "tag:kubernetes",
        meaning: "with this tag",
    },
    HelpEntry {
        example: "sev:<=2",
        meaning: "severity 1 or 2; also sev:1, sev:>2, sev:1..3",
    },
    HelpEntry {
        example: "owner:data-platform",
        meaning: "owned by this team; owner:\"data platform\" if it has spaces",
    },
    HelpEntry {
        example: "after:2023-01",
        meaning: "from that year, month or day on",
    },
    HelpEntry {
        example: "before:2023-06-30",
        meaning: "earlier than that year, month or day",
    },
    HelpEntry {
        example: "alert:KubePodCrashLooping",
        meaning: "for this alert",
    },
    HelpEntry {
        example: "title:backup",
        meaning: "with this word in the title",
    },
];

#[cfg(test)]
mod tests {
    use super::super::{ClauseKind, Key, parse};
    use super::HELP;

    #[test]
    fn every_key_is_explained_by_a_query_that_works() {
        let mut keys = Vec::new();
        for help in HELP {
            let parsed = parse(&format!("etcd {}", help.example));
            assert_eq!(parsed.clauses.len(), 2, "{}", help.example);
            if let ClauseKind::Filter(filter) = &parsed.clauses[1].kind {
                keys.push(filter.key);
            }
        }
        assert_eq!(keys, Key::ALL);
    }
}
