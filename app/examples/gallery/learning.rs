//! Sample data of lessons, action items and insights.

use ::model::DateOrInstant;
use ::model::incident::DueDate;
use app::model::{
    Action, ActionState, Band, BandKind, Bar, Cause, Chart, Contradiction, Distribution, Event,
    Facet, FacetOption, Figure, Incident, Insights, Lesson, LessonGroup, LessonKind, Lessons, Link,
    Observation, Phase, Provenance, Quarter, Recurring, Register, Timeline, Wasted,
};
use model::incident::Origin;

const URL: &str = "/postmortems/payment-outage/";

fn link(url: &str, text: &str) -> Link {
    Link {
        url: url.into(),
        text: text.into(),
    }
}

fn from(origin: Origin) -> Provenance {
    Provenance {
        origin: Some(origin),
        anchor: Some("timeline".into()),
    }
}

pub(crate) fn incident() -> Incident {
    let event = |time: &str, phase, wasted, text: &str| Event {
        at: Some(format!("2023-08-02T{time}:00Z")),
        phase,
        wasted,
        inferred: true,
        text: text.into(),
        ..Event::default()
    };
    let band = |kind, from: &str, to: &str| Band {
        kind,
        from: format!("2023-08-02T{from}:00Z"),
        to: format!("2023-08-02T{to}:00Z"),
    };
    Incident {
        total: Some(Figure {
            label: "Lasted".into(),
            minutes: 105,
            provenance: from(Origin::FrontMatter),
        }),
        figures: vec![Figure {
            label: "To mitigate".into(),
            minutes: 105,
            provenance: from(Origin::Timeline),
        }],
        timeline: Some(Timeline {
            from: "2023-08-02T13:45:00Z".into(),
            to: "2023-08-02T15:30:00Z".into(),
            events: vec![
                event(
                    "13:45",
                    Some(Phase::Detection),
                    false,
                    "Monitoring alerts. Response times and error rates jump.",
                ),
                event(
                    "13:50",
                    Some(Phase::Investigation),
                    true,
                    "Engineers suspect the database.",
                ),
                event(
                    "14:00",
                    Some(Phase::FalseLead),
                    true,
                    "The server is short of resources, so they think.",
                ),
                event(
                    "14:15",
                    Some(Phase::FalseLead),
                    true,
                    "A thorough look shows no anomaly.",
                ),
                event(
                    "14:30",
                    Some(Phase::FalseLead),
                    true,
                    "New theory: uneven distribution of traffic.",
                ),
                event(
                    "14:45",
                    Some(Phase::FalseLead),
                    true,
                    "The load balancer is checked, and ruled out.",
                ),
                event(
                    "15:00",
                    Some(Phase::Escalation),
                    false,
                    "Escalated to the database administrators.",
                ),
                event(
                    "15:15",
                    Some(Phase::CauseFound),
                    false,
                    "Far too many connections, traced to the payment code.",
                ),
                event(
                    "15:30",
                    Some(Phase::Resolution),
                    false,
                    "The payment instances are restarted; normal operation returns.",
                ),
            ],
            bands: vec![
                band(BandKind::Response, "13:45", "15:30"),
                band(BandKind::FalseLead, "13:50", "15:00"),
            ],
            wasted: Some(Wasted {
                minutes: 70,
                leads: vec!["database resources".into(), "load balancer".into()],
                provenance: from(Origin::Timeline),
            }),
            unread: 1,
        }),
        contradictions: vec![Contradiction {
            message: "The impact speaks of a 30-minute outage, the timeline lasts 1 h 45 min."
                .into(),
            places: vec![
                link(&format!("{URL}#summary"), "Summary"),
                link(&format!("{URL}#timeline"), "Timeline"),
            ],
        }],
        causes: vec![
            Cause {
                name: "Code defect".into(),
                url: "/lessons/cause/code-defect/".into(),
                evidence: Some(
                    "One path was not handled and finished without closing its connection.".into(),
                ),
                provenance: from(Origin::Inferred),
            },
            Cause {
                name: "Capacity".into(),
                url: "/lessons/cause/capacity/".into(),
                evidence: None,
                provenance: from(Origin::FrontMatter),
            },
        ],
        detection: Some(("Monitoring".into(), from(Origin::Inferred))),
        actions: actions()[..4].to_vec(),
        brief_url: format!("{URL}brief/"),
    }
}

fn actions() -> Vec<Action> {
    let states = [ActionState::Open, ActionState::Unstated, ActionState::Done];
    let texts = [
        "Patch the payment module so that it releases each connection after use.",
        "Alert on open connections by application.",
        "Introduce a pool with a ceiling.",
        "Tests that provoke and catch leaks in continuous integration.",
        "Share the findings with all of engineering.",
        "Document the usual debugging steps of every service.",
    ];
    texts
        .iter()
        .cycle()
        .take(18)
        .enumerate()
        .map(|(at, text)| {
            let state = states[at % 3];
            Action {
                text: (*text).into(),
                state,
                kind: (at % 4 > 0).then(|| ["prevent", "detect", "mitigate"][at % 3].into()),
                owner: (at % 2 == 1).then(|| "data-platform".into()),
                due: "2023-09-30"
                    .parse()
                    .ok()
                    .filter(|_| at % 4 == 1)
                    .map(DueDate::Day),
                tracker: None,
                source: link(
                    &format!("{URL}#action-items"),
                    "Payment outage: leaked database connections",
                ),
                services: vec![link("/services/payments/", "payments")],
                opened: "2023-08-02T13:45:00Z"
                    .parse()
                    .ok()
                    .map(DateOrInstant::Instant),
                closed: "2023-09-12".parse().ok().filter(|_| at % 3 == 1),
                tokens: vec![format!("state:{}", state.name()), "service:payments".into()],
            }
        })
        .collect()
}

fn facet(name: &str, label: &str, options: &[&str]) -> Facet {
    Facet {
        name: name.into(),
        label: label.into(),
        options: options
            .iter()
            .map(|option| FacetOption {
                value: option.to_lowercase(),
                label: (*option).into(),
            })
            .collect(),
    }
}

fn quarters() -> Vec<Quarter> {
    [
        ("2023 Q2", [1, 0, 5]),
        ("2023 Q3", [4, 6, 2]),
        ("2023 Q4", [2, 0, 0]),
    ]
    .into_iter()
    .map(|(name, counts)| Quarter {
        name: name.into(),
        value: name.to_lowercase().replace(' ', "-"),
        closed: counts[1] / 2,
        counts,
    })
    .collect()
}

pub(crate) fn register() -> Register {
    Register {
        actions: actions(),
        facets: vec![
            facet("state", "State", &["Overdue", "Open", "Done"]),
            facet("owner", "Owner", &["Nobody", "data-platform"]),
            facet("service", "Service", &["payments"]),
            facet("type", "Type", &["Prevent", "Detect"]),
            facet("age", "Age", &["30"]),
        ],
        quarters: quarters(),
        csv_url: "/data/actions.csv".into(),
        json_url: "/data/actions.json".into(),
    }
}

fn lessons() -> Vec<Lesson> {
    [
        (
            LessonKind::Lesson,
            "Count connections in the first five minutes. A healthy CPU says nothing about them.",
        ),
        (
            LessonKind::WentWrong,
            "The first theory came from past incidents, not from this one's evidence.",
        ),
        (
            LessonKind::WentWell,
            "The load balancer was cleared by a check, not by opinion, in 15 minutes.",
        ),
        (
            LessonKind::Lucky,
            "The outage ended before the evening peak.",
        ),
    ]
    .into_iter()
    .map(|(kind, text)| Lesson {
        kind,
        text: text.into(),
        source: link(
            &format!("{URL}#lessons-learned"),
            "Payment outage: leaked database connections",
        ),
        date: Some("2023-08-02T13:45:00Z".into()),
    })
    .collect()
}

pub(crate) fn all_lessons() -> Lessons {
    let group = |name: &str| LessonGroup {
        name: name.into(),
        url: Some(format!("/lessons/cause/{}/", name.to_lowercase())),
        total: 9,
        lessons: lessons(),
    };
    let recurring = |what: &str, name: &str, times| Recurring {
        what: what.into(),
        name: name.into(),
        url: None,
        times,
        last: Some("2023-08-02".into()),
        quotes: lessons(),
    };
    Lessons {
        title: "Lessons".into(),
        intro: "What incidents taught, in the words of their postmortems.".into(),
        url: "/lessons/".into(),
        recurring: vec![
            recurring("Measure", "Monitoring and alerts", 7),
            recurring("Cause", "Process", 5),
            recurring("Measure", "Staged rollout", 4),
        ],
        groups: vec![group("Process"), group("Capacity")],
        cuts: vec![
            (
                "By cause".into(),
                vec![(link("/lessons/cause/process/", "Process"), 9)],
            ),
            (
                "By service".into(),
                vec![(link("/lessons/service/payments/", "payments"), 4)],
            ),
        ],
        feed_url: Some("/lessons/feed.xml".into()),
    }
}

pub(crate) fn insights() -> Insights {
    let minutes = [3, 7, 12, 27, 60, 105, 130, 420, 1500];
    let points: Vec<_> = minutes
        .iter()
        .map(|minutes| {
            (
                link(URL, "Payment outage"),
                vec!["cause:capacity".to_owned()],
                *minutes,
            )
        })
        .collect();
    let distribution = |name: &str, title: &str| Distribution {
        name: name.into(),
        title: title.into(),
        meaning: "From the start until it was resolved".into(),
        points: points.clone(),
        of: 12,
    };
    let bar = |label: &str, count| Bar {
        label: link("", label),
        value: label.to_lowercase(),
        count,
    };
    let chart = |name: &str, title: &str, bars| Chart {
        name: name.into(),
        title: title.into(),
        note: None,
        bars,
    };
    let some = || vec![bar("Process", 5), bar("Capacity", 3), bar("Code defect", 1)];
    Insights {
        observations: points
            .iter()
            .map(|(incident, tokens, minutes)| Observation {
                incident: incident.clone(),
                date: Some("2023-08-02".into()),
                severity: None,
                tokens: tokens.clone(),
                minutes: vec![("resolve".into(), *minutes)],
            })
            .collect(),
        facets: vec![facet("cause", "Cause", &["Capacity"])],
        over_time: chart(
            "year",
            "Incidents over time",
            (2017..2025)
                .map(|year| bar(&year.to_string(), (year % 4) as usize))
                .collect(),
        ),
        charts: vec![
            chart("cause", "By cause", some()),
            chart("service", "By service", some()),
            chart("detection", "Noticed by", some()),
        ],
        distributions: vec![
            distribution("detect", "Time to detect"),
            distribution("resolve", "How long it lasted"),
        ],
        false_leads: Distribution {
            points: points[4..7].to_vec(),
            ..distribution("lost", "")
        },
        quarters: quarters(),
    }
}

pub(crate) fn open_actions() -> Vec<Action> {
    actions()[..2].to_vec()
}
