//! How an incident was detected, inferred from wording.

use super::rows::Row;
use super::sections::Part;
use super::wording::{find, sentences};
use model::incident::{Detection, DetectionSource, Event, Phase, SectionKind};

/// The words that indicate a source. If several sources match, the first one in the text
/// decides: for `user reports, later confirmed by an alert` the source is users.
const RULES: &[(DetectionSource, &[&str])] = &[
    (
        DetectionSource::External,
        &[
            "warning from aws",
            "email from",
            "received an email",
            "warning from letsencrypt",
            "letsencrypt",
            "researcher",
            "social media",
            "was published",
            "provider informed",
            "github issue",
        ],
    ),
    (
        DetectionSource::Users,
        &[
            "user",
            "customer",
            "client",
            "developer",
            "support ticket",
            "people reaching out",
            "reported by others",
            "tweet",
            "reports of",
            "hear reports",
            "reported on",
            "complain",
            "end-user",
        ],
    ),
    (
        DetectionSource::Monitoring,
        &[
            "alert",
            "alarm",
            "monitoring",
            "pagerduty",
            "stackdriver",
            "cloudwatch",
            "prometheus",
            "grafana alert",
            "dashboard showed",
            "synthetic",
            "health check",
            "datadog",
            "pingdom",
            "nagios",
            "new relic",
            "newrelic",
            "sentry",
            "uptime",
        ],
    ),
    (
        DetectionSource::Staff,
        &[
            "we noticed",
            "noticed by",
            "engineer noticed",
            "team noticed",
            "noticed that",
            "we realized",
            "we notice",
            "we discovered",
            "team member",
            "happened to",
            "noticed at",
            "dip in",
            "notice",
        ],
    ),
];

/// Returns how the incident was detected, if the wording shows it.
pub(crate) fn find_source(rows: &[Row], parts: &[Part], events: &[Event]) -> Option<Detection> {
    let named = parts
        .iter()
        .filter(|part| part.own.contains(&SectionKind::Detection));
    let section = named
        .flat_map(|part| &rows[part.rows.clone()])
        .find_map(|row| source(&row.text, row.line));
    let event = || {
        let noticed = events
            .iter()
            .filter(|event| matches!(event.phase, Some(Phase::Detection)));
        noticed
            .take(3)
            .find_map(|event| source(&event.text, event.line))
    };
    let told = || {
        let summary = parts.iter().filter(|part| part.is(SectionKind::Summary));
        let words = [
            "detect", "notic", "alert", "report", "notified", "aware", "warning",
        ];
        summary
            .flat_map(|part| &rows[part.rows.clone()])
            .find_map(|row| {
                sentences(&row.text).find_map(|sentence| {
                    find(&sentence.to_lowercase(), &words)?;
                    source(sentence, row.line)
                })
            })
    };
    section.or_else(event).or_else(told)
}

fn source(text: &str, line: usize) -> Option<Detection> {
    sentences(text).take(3).find_map(|sentence| {
        let lower = sentence.to_lowercase();
        let found = RULES
            .iter()
            .filter_map(|(source, words)| Some((find(&lower, words)?, *source)));
        let (_, source) = found.min_by_key(|(at, _)| *at)?;
        Some(Detection {
            source,
            evidence: sentence.to_owned(),
            line,
        })
    })
}
