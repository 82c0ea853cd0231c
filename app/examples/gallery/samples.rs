//! Fictional documents about the incident that led to this project.

use app::model::{
    Assets, Candidate, Card, Document, Home, Kind, Link, Listing, ServiceLinks, Site, Suspect,
    Suspects, TocEntry,
};

pub(crate) fn site() -> Site {
    Site {
        title: "incident-kb".into(),
        description: "Postmortems, runbooks and guides for whoever is on call.".into(),
        base_url: Some("https://kb.example.test/".into()),
        language: "en".into(),
        kinds: vec![
            (Kind::Runbook, 184),
            (Kind::Postmortem, 61),
            (Kind::Guide, 48),
            (Kind::Service, 19),
        ],
        documents: 312,
        assets: Assets {
            css: "/style.css".into(),
            theme_js: "/theme.js".into(),
            icon: "/icon.svg".into(),
            pack: "/pack/0a1b2c/".into(),
            ..Assets::default()
        },
        issue_url: Some("https://git.example.test/kb/issues/new".into()),
        tags_url: Some("/tags/".into()),
        learning: vec![
            link("/lessons/", "Lessons"),
            link("/actions/", "Actions"),
            link("/insights/", "Insights"),
        ],
        ..Site::default()
    }
}

fn link(url: &str, text: &str) -> Link {
    Link {
        url: url.into(),
        text: text.into(),
    }
}

fn payments() -> Link {
    link("/services/payments/", "payments")
}

fn postgres() -> Link {
    link("/services/postgresql/", "postgresql")
}

fn card(kind: Kind, slug: &str, title: &str, summary: &str) -> Card {
    Card {
        url: format!("/{}/{slug}/", kind.folder()),
        title: title.into(),
        kind: Some(kind),
        summary: (!summary.is_empty()).then(|| summary.into()),
        ..Card::default()
    }
}

fn runbook_cards() -> Vec<Card> {
    let table = [
        (
            "postgres-connections",
            "PostgreSQL connections exhausted",
            "New connections are refused: find who holds them, and release them safely.",
            "2024-11-02",
            "2025-05-02",
            "2025-01-12T08:00:00Z",
        ),
        (
            "payment-api-slow",
            "Payment API answers slowly",
            "Tell the pool, the database and the network apart in three checks.",
            "2024-09-18",
            "2025-03-18",
            "2025-01-10T16:20:00Z",
        ),
        (
            "redis-memory",
            "Redis: memory near its limit",
            "Which keys grow, and what may be evicted without asking.",
            "2024-02-01",
            "2024-08-01",
            "2024-12-20T11:00:00Z",
        ),
        (
            "node-not-ready",
            "Kubernetes: node not ready",
            "Cordon, look, drain; when to let the cloud replace it.",
            "2024-10-30",
            "2025-04-30",
            "2024-12-19T09:12:00Z",
        ),
        (
            "kafka-lag",
            "Kafka: consumer lag grows",
            "",
            "",
            "",
            "2024-11-28T22:31:00Z",
        ),
        (
            "certificate-expiry",
            "A certificate expires in less than 14 days",
            "Renew by hand when cert-manager does not, without dropping connections at the edge.",
            "2024-07-07",
            "2025-01-07",
            "2024-11-02T10:00:00Z",
        ),
    ];
    table
        .into_iter()
        .map(|(slug, title, summary, reviewed, due, changed)| {
            let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
            Card {
                reviewed: some(reviewed),
                review_due: some(due),
                changed: some(changed),
                services: vec![payments(), postgres()],
                owner: Some("data-platform".into()),
                ..card(Kind::Runbook, slug, title, summary)
            }
        })
        .collect()
}

fn postmortem_cards() -> Vec<Card> {
    let table = [
        (
            "payment-outage",
            "Payment outage: leaked database connections",
            "A code path kept its connection; pools need a ceiling, and an alarm below it.",
            "2023-08-02T13:45:00Z",
            None,
            "final",
        ),
        (
            "retries-exhaust-pool",
            "Checkout: pool exhausted by retries",
            "Retries without a budget turned a slow minute into an hour. Budgets are per caller now.",
            "2024-06-06T09:27:00Z",
            Some("SEV1"),
            "review",
        ),
        (
            "dns-upgrade",
            "CoreDNS upgrade: a quarter of lookups failed",
            "The new version drops a search domain that nothing should have used, and five services did.",
            "2024-03-14",
            Some("SEV2"),
            "final",
        ),
        (
            "logs-not-shipped",
            "Logs not shipped for 19 hours",
            "",
            "2022-05-31",
            None,
            "draft",
        ),
    ];
    table
        .into_iter()
        .map(|(slug, title, summary, date, severity, status)| Card {
            incident_date: Some(date.into()),
            severity: severity.map(Into::into),
            status: Some(status.into()),
            services: vec![payments()],
            ..card(Kind::Postmortem, slug, title, summary)
        })
        .collect()
}

fn guide_cards() -> Vec<Card> {
    [
        (
            "first-night",
            "Your first night on call",
            "What pages you, who helps you, and what you may break.",
        ),
        (
            "slow-service",
            "How to debug a slow service",
            "From the user's complaint to the line of code, one halving at a time.",
        ),
        (
            "postgres-pools",
            "How connection pools are sized",
            "A pool per instance, one ceiling for all.",
        ),
    ]
    .into_iter()
    .map(|(slug, title, summary)| card(Kind::Guide, slug, title, summary))
    .collect()
}

pub(crate) fn home() -> Home {
    let ongoing = Card {
        incident_date: Some("2025-01-14T02:51:00Z".into()),
        status: Some("ongoing".into()),
        severity: Some("SEV1".into()),
        ..card(
            Kind::Postmortem,
            "checkout-502",
            "Checkout answers 502 in eu-west",
            "Rolling back payment-api 4.18; next word at 03:30 UTC in #inc-checkout.",
        )
    };
    let symptoms = [
        "connection refused",
        "slow responses",
        "5xx rising",
        "disk full",
        "out of memory",
        "certificate expired",
        "queue grows",
        "login fails",
        "DNS does not resolve",
        "no logs",
    ];
    let mut reviews = runbook_cards();
    reviews.retain(|card| card.review_due.is_some());
    reviews.sort_by(|a, b| a.review_due.cmp(&b.review_due));
    Home {
        ongoing: vec![ongoing],
        symptoms: symptoms
            .into_iter()
            .map(|text| link(&format!("/search/?q={}", text.replace(' ', "%20")), text))
            .collect(),
        changed: runbook_cards(),
        learned: postmortem_cards()
            .into_iter()
            .map(|card| (card, None))
            .collect(),
        start: guide_cards(),
        reviews,
    }
}

pub(crate) fn postmortems() -> Listing {
    Listing {
        title: "Postmortems".into(),
        indexes: Vec::new(),
        intro: "What happened, why, and what changed since.".into(),
        url: "/postmortems/".into(),
        groups: vec![
            ("2024".into(), postmortem_cards()),
            ("2023".into(), postmortem_cards()[..1].to_vec()),
        ],
        tags: vec![
            link("/tags/database/", "database"),
            link("/tags/retries/", "retries"),
            link("/tags/dns/", "dns"),
        ],
    }
}

pub(crate) fn runbooks() -> Listing {
    let groups = ["PostgreSQL", "Payments", "Kubernetes", "Kafka", "Edge"];
    Listing {
        title: "Runbooks".into(),
        indexes: Vec::new(),
        intro: "What to do when an alert fires.".into(),
        url: "/runbooks/".into(),
        groups: groups
            .into_iter()
            .map(|name| (name.to_owned(), runbook_cards()))
            .collect(),
        tags: Vec::new(),
    }
}

pub(crate) fn tags() -> Listing {
    Listing {
        title: "Tags".into(),
        indexes: Vec::new(),
        intro: "Every tag in use.".into(),
        url: "/tags/".into(),
        groups: Vec::new(),
        tags: ["alerting", "database", "dns", "kafka", "retries"]
            .into_iter()
            .map(|tag| link(&format!("/tags/{tag}/"), tag))
            .collect(),
    }
}

fn suspects<const N: usize>(list: [Suspect; N]) -> Suspects {
    let candidates = list.into_iter().enumerate().map(|(at, suspect)| Candidate {
        id: format!("{at:08x}"),
        name: suspect.cause.clone(),
        suspect,
        ..Candidate::default()
    });
    Suspects {
        list: candidates.collect(),
        ..Suspects::default()
    }
}

fn toc(entries: &[(u8, &str, &str)]) -> Vec<TocEntry> {
    entries
        .iter()
        .map(|(level, anchor, text)| TocEntry {
            level: *level,
            anchor: (*anchor).into(),
            text: (*text).into(),
        })
        .collect()
}

pub(crate) fn runbook() -> Document {
    let mut card = runbook_cards().remove(0);
    card.tags = vec![
        link("/tags/database/", "database"),
        link("/tags/capacity/", "capacity"),
    ];
    Document {
        description: "New connections are refused: find who holds them, and release them safely."
            .into(),
        card,
        html: include_str!("runbook.html").into(),
        toc: toc(&[
            (2, "meaning", "Meaning"),
            (2, "diagnosis", "Diagnosis"),
            (
                3,
                "see-who-holds-the-connections",
                "See who holds the connections",
            ),
            (3, "find-the-leak", "Find the leak"),
            (2, "mitigation", "Mitigation"),
            (2, "configuration", "Configuration"),
            (2, "escalation", "Escalation"),
        ]),
        alerts: vec![
            "PostgresTooManyConnections".into(),
            "PgPoolSaturated".into(),
        ],
        facts: vec![
            (
                "Escalation".into(),
                vec![
                    link("slack://channel/data-platform", "#data-platform"),
                    link("", "page after 15 min"),
                ],
            ),
            (
                "Used in".into(),
                vec![link("/postmortems/payment-outage/", "3 incidents")],
            ),
        ],
        suspects: suspects([
            Suspect {
                cause: "A release leaks connections".into(),
                check: "<code>kubectl -n payments rollout history deploy/payment-api</code>".into(),
                confirms: "<code>idle in transaction</code> grows since the last rollout".into(),
                rules_out: "no release within a day".into(),
                then: "<a href=\"#mitigation\">Roll back</a>".into(),
            },
            Suspect {
                cause: "A report holds a lock".into(),
                check: "<code>bin/pg-locks --waiting</code>".into(),
                confirms: "one session blocks many".into(),
                rules_out: "no waiting session".into(),
                then: "Cancel the blocking query, tell its owner".into(),
            },
            Suspect {
                cause: "Traffic doubled".into(),
                check: "Requests per second on the payments dashboard".into(),
                ..Suspect::default()
            },
        ]),
        related: vec![
            Card {
                reason: Some("same cause, same service".into()),
                incident_date: Some("2023-08-02".into()),
                ..self::card(
                    Kind::Postmortem,
                    "payment-outage",
                    "Payment outage: leaked database connections",
                    "",
                )
            },
            Card {
                reason: Some("same service: payments".into()),
                ..self::card(
                    Kind::Runbook,
                    "payment-api-slow",
                    "Payment API answers slowly",
                    "",
                )
            },
        ],
        backlinks: guide_cards(),
        previous: Some(link(
            "/runbooks/node-not-ready/",
            "Kubernetes: node not ready",
        )),
        next: Some(link(
            "/runbooks/redis-memory/",
            "Redis: memory near its limit",
        )),
        edit_url: Some("https://git.example.test/kb/edit/runbooks/postgres-connections.md".into()),
        ..Document::default()
    }
}

pub(crate) fn postmortem() -> Document {
    Document {
        card: postmortem_cards().remove(0),
        description: "A code path kept its connection.".into(),
        html: include_str!("postmortem.html").into(),
        toc: toc(&[
            (2, "summary", "Summary"),
            (2, "root-cause", "Root cause"),
            (2, "timeline", "Timeline"),
            (2, "resolution", "Resolution"),
            (2, "action-items", "Action items"),
            (2, "lessons-learned", "Lessons learned"),
        ]),
        incident: Some(super::learning::incident()),
        lessons: super::learning::all_lessons().groups.remove(0).lessons,
        facts: vec![
            (
                "Impact".into(),
                vec![link("", "15 % of users could not pay")],
            ),
            (
                "Cause".into(),
                vec![link("/lessons/connection-leak/", "connection leak")],
            ),
            (
                "Source".into(),
                vec![link("https://example.test/postmortem", "public report")],
            ),
        ],
        related: vec![Card {
            reason: Some("same cause: pool exhausted".into()),
            incident_date: Some("2024-06-06".into()),
            ..card(
                Kind::Postmortem,
                "retries-exhaust-pool",
                "Checkout: pool exhausted by retries",
                "",
            )
        }],
        previous: Some(link(
            "/postmortems/logs-not-shipped/",
            "Logs not shipped for 19 hours",
        )),
        ..Document::default()
    }
}

pub(crate) fn service() -> Document {
    Document {
        card: Card { owner: Some("payments-core".into()), reviewed: Some("2024-12-01".into()), ..card(Kind::Service, "payments", "payments", "Takes money, gives receipts.") },
        html: "<p>Takes money, gives receipts. Eight instances behind the edge; PostgreSQL is its only state.</p>".into(),
        facts: vec![
            ("Tier".into(), vec![link("", "1")]),
            ("Contacts".into(), vec![link("slack://channel/payments", "#payments"), link("mailto:payments@example.test", "payments@example.test")]),
            ("Dashboards".into(), vec![link("https://graphs.example.test/d/payments", "Overview"), link("https://graphs.example.test/d/pools", "Pools")]),
            ("Repositories".into(), vec![link("https://git.example.test/payment-api", "payment-api")]),
        ],
        service: Some(ServiceLinks {
            documents: vec![(Kind::Runbook, runbook_cards()[..3].to_vec()), (Kind::Postmortem, postmortem_cards())],
            depends_on: vec![postgres(), link("", "card-gateway")],
            dependents: vec![link("/services/checkout/", "checkout"), link("/services/ledger/", "ledger")],
            open_actions: super::learning::open_actions(),
            actions_url: "/actions/?service=payments".into(),
        }),
        ..Document::default()
    }
}

/// Returns a document that contains only text.
pub(crate) fn bare() -> Document {
    Document {
        card: card(
            Kind::Guide,
            "bare",
            "KubePersistentVolumeFillingUpInTheClusterMonitoringNamespaceOfTheOperator",
            "",
        ),
        html: "<p>A volume is filling up.</p><pre>plain</pre>".into(),
        ..Document::default()
    }
}
