//! What the help panel says.

/// A line of help.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Help {
    /// What to type.
    pub example: &'static str,
    /// What it does.
    pub meaning: &'static str,
}

/// The language in examples, simplest first.
pub const HELP: &[Help] = &[
    Help {
        example: "\"connection refused\"",
        meaning: "these words, one after the other",
    },
    Help {
        example: "-zookeeper",
        meaning: "without this word; also -\"a phrase\" and -type:guide",
    },
    Help {
        example: "type:runbook",
        meaning: "only runbooks; also postmortem, guide, service",
    },
    Help {
        example: "service:payment-service",
        meaning: "about this service",
    },
    Help {
        example: "tag:kubernetes",
        meaning: "with this tag",
    },
    Help {
        example: "sev:<=2",
        meaning: "severity 1 or 2; also sev:1, sev:>2, sev:1..3",
    },
    Help {
        example: "owner:data-platform",
        meaning: "owned by this team; owner:\"data platform\" if it has spaces",
    },
    Help {
        example: "after:2023-01",
        meaning: "from that year, month or day on",
    },
    Help {
        example: "before:2023-06-30",
        meaning: "earlier than that year, month or day",
    },
    Help {
        example: "alert:KubePodCrashLooping",
        meaning: "for this alert",
    },
    Help {
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
