//! Sample data of what is learned from incidents, with all fields set.

use ::model::DateOrInstant;
use ::model::incident::DueDate;
use app::model::{
    Action, ActionState, Band, BandKind, Bar, Cause, Chart, Contradiction, Distribution, Event,
    Facet, FacetOption, Figure, Incident, Insights, Lesson, LessonGroup, LessonKind, Lessons,
    Observation, Phase, Provenance, Quarter, Recurring, Register, Timeline, Wasted,
};
use model::incident::Origin;

use super::link;

const PLACE: &str = "/runbooks/postgres/#meaning";

fn provenance(inferred: bool) -> Provenance {
    Provenance {
        origin: Some(if inferred {
            Origin::Inferred
        } else {
            Origin::Timeline
        }),
        anchor: Some("meaning".into()),
    }
}

/// A sample incident: seven entries, one hour and ten minutes lost to false leads.
pub(crate) fn incident(text: &str) -> Incident {
    let at = |time: &str| format!("2023-08-02T{time}:00Z");
    let event = |time: &str, phase, wasted| Event {
        at: Some(at(time)),
        phase,
        wasted,
        inferred: true,
        text: text.into(),
        ..Event::default()
    };
    let band = |kind, from: &str, to: &str| Band {
        kind,
        from: at(from),
        to: at(to),
    };
    let figure = |label: &str, minutes| Figure {
        label: label.into(),
        minutes,
        provenance: provenance(false),
    };
    Incident {
        total: Some(figure("Lasted", 105)),
        figures: vec![figure("To mitigate", 105)],
        timeline: Some(Timeline {
            from: at("13:45"),
            to: at("15:30"),
            events: vec![
                event("13:45", Some(Phase::Detection), false),
                event("13:50", Some(Phase::Investigation), true),
                event("14:30", Some(Phase::FalseLead), true),
                event("15:00", Some(Phase::Escalation), false),
                event("15:15", Some(Phase::CauseFound), false),
                Event {
                    local: Some("17:30".into()),
                    until: Some(at("15:40")),
                    approximate: true,
                    ..event("15:30", Some(Phase::Resolution), false)
                },
                Event {
                    at: None,
                    local: Some("later".into()),
                    ..event("15:30", None, false)
                },
            ],
            bands: vec![
                band(BandKind::Response, "13:45", "15:30"),
                band(BandKind::FalseLead, "13:50", "15:00"),
            ],
            wasted: Some(Wasted {
                minutes: 70,
                leads: vec![text.into()],
                provenance: provenance(false),
            }),
            unread: 2,
        }),
        contradictions: vec![Contradiction {
            message: text.into(),
            places: vec![link(PLACE, text)],
        }],
        causes: vec![Cause {
            name: text.into(),
            url: "/lessons/cause/capacity/".into(),
            evidence: Some(text.into()),
            provenance: provenance(true),
        }],
        detection: Some((text.into(), provenance(true))),
        actions: actions(text),
        brief_url: "/runbooks/postgres/brief/".into(),
    }
}

/// One item with all fields, and one without any optional field.
pub(crate) fn actions(text: &str) -> Vec<Action> {
    vec![
        Action {
            text: text.into(),
            state: ActionState::Open,
            kind: Some("prevent".into()),
            owner: Some(text.into()),
            due: "2024-01-31".parse().ok().map(DueDate::Day),
            tracker: Some(link("https://git.test/1", text)),
            source: link(PLACE, text),
            services: vec![link("/services/payments/", text), link("", text)],
            opened: "2023-08-02T13:45:00Z"
                .parse()
                .ok()
                .map(DateOrInstant::Instant),
            closed: "2023-09-01".parse().ok(),
            tokens: vec!["state:open".into(), "owner:payments".into()],
        },
        Action {
            text: text.into(),
            source: link(PLACE, text),
            tokens: vec!["state:not-stated".into(), "owner:none".into()],
            ..Action::default()
        },
    ]
}

fn facets(text: &str) -> Vec<Facet> {
    vec![Facet {
        name: "state".into(),
        label: text.into(),
        options: vec![FacetOption {
            value: "open".into(),
            label: text.into(),
        }],
    }]
}

fn quarters() -> Vec<Quarter> {
    vec![Quarter {
        name: "2023 Q3".into(),
        value: "2023-q3".into(),
        counts: [1, 1, 0],
        closed: 1,
    }]
}

pub(crate) fn register(text: &str) -> Register {
    Register {
        actions: actions(text),
        facets: facets(text),
        quarters: quarters(),
        csv_url: "/data/actions.csv".into(),
        json_url: "/data/actions.json".into(),
    }
}

/// Returns one lesson of each kind.
pub(crate) fn lessons(text: &str) -> Vec<Lesson> {
    let lesson = |kind| Lesson {
        kind,
        text: text.into(),
        source: link(PLACE, text),
        date: Some("2023-08-02".into()),
    };
    LessonKind::ALL.into_iter().map(lesson).collect()
}

pub(crate) fn all_lessons(text: &str) -> Lessons {
    Lessons {
        title: text.into(),
        intro: text.into(),
        url: "/lessons/".into(),
        recurring: vec![Recurring {
            what: "Cause".into(),
            name: text.into(),
            url: Some("/lessons/cause/capacity/".into()),
            times: 2,
            last: Some("2023-08-02".into()),
            quotes: lessons(text),
        }],
        groups: vec![LessonGroup {
            name: text.into(),
            url: Some("/lessons/cause/capacity/".into()),
            total: 9,
            lessons: lessons(text),
        }],
        cuts: vec![(text.into(), vec![(link("/lessons/tag/db/", text), 9)])],
        feed_url: Some("/lessons/feed.xml".into()),
    }
}

pub(crate) fn insights(text: &str) -> Insights {
    let tokens = vec!["cause:capacity".to_owned()];
    let points: Vec<_> = [10, 20, 40, 105]
        .into_iter()
        .map(|minutes| (link("/runbooks/postgres/", text), tokens.clone(), minutes))
        .collect();
    let distribution = |name: &str| Distribution {
        name: name.into(),
        title: text.into(),
        meaning: text.into(),
        points: points.clone(),
        of: 5,
    };
    let chart = |name: &str| Chart {
        name: name.into(),
        title: text.into(),
        note: Some(text.into()),
        bars: (1..13)
            .map(|count| Bar {
                label: link("", text),
                value: count.to_string(),
                count,
            })
            .collect(),
    };
    Insights {
        observations: vec![Observation {
            incident: link("/runbooks/postgres/", text),
            date: None,
            severity: None,
            tokens,
            minutes: vec![("resolve".into(), 105)],
        }],
        facets: facets(text),
        over_time: chart("period"),
        charts: vec![chart("cause"), chart("service")],
        distributions: vec![distribution("detect"), distribution("resolve")],
        false_leads: distribution("lost"),
        quarters: quarters(),
    }
}
