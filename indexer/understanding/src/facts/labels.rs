//! The names of labels.

/// The meaning of a label about time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Label {
    /// The day of the incident.
    Date,
    /// The start and end of the incident, or its length.
    Span,
    /// When the incident started.
    Start,
    /// When the incident was detected.
    Detected,
    /// When somebody acknowledged the incident.
    Acknowledged,
    /// When users were no longer affected.
    Mitigated,
    /// When the incident was over.
    End,
    /// The time until detection.
    ToDetect,
    /// The time until acknowledgement.
    ToAcknowledge,
    /// The time until users were no longer affected.
    ToMitigate,
    /// The time until recovery.
    ToRecover,
}

#[rustfmt::skip]
pub(super) const LABELS: &[(Label, &[&str])] = &[
    (
        Label::Date,
        &[
            "date", "incident date", "date of incident", "day", "outage date", "date of outage",
            "date of the incident",
        ],
    ),
    (
        Label::Span,
        &[
            "duration", "outage duration", "incident duration", "total duration",
            "duration of outage", "duration of the outage", "duration of incident",
            "duration of the incident", "downtime", "total downtime", "length", "when", "time",
            "incident window", "outage window", "window", "date and time", "date/time",
            "timeframe", "time frame", "period", "outage period", "incident time", "outage",
            "time of incident", "total outage time",
        ],
    ),
    (
        Label::Start,
        &[
            "start", "started", "start time", "started at", "incident start", "incident started",
            "outage start", "start date", "start of incident", "began", "begin", "time started",
            "incident began", "start of outage", "impact start", "start (utc)", "beginning",
            "incident start time", "outage started", "impact start time", "impact started",
            "when did it start", "when did the incident start", "when did the incident begin",
            "when did it begin", "when did the outage start",
        ],
    ),
    (
        Label::Detected,
        &[
            "detected", "detected at", "time detected", "detection time", "noticed", "noticed at",
            "discovered", "discovered at", "first alert", "when was it detected",
            "when was the incident detected", "when was it noticed", "when was it discovered",
        ],
    ),
    (
        Label::Acknowledged,
        &["acknowledged", "acknowledged at", "time acknowledged"],
    ),
    (
        Label::Mitigated,
        &["mitigated", "mitigated at", "time mitigated", "impact end", "impact end time", "impact ended", "when was it mitigated"],
    ),
    (
        Label::End,
        &[
            "end", "ended", "end time", "ended at", "incident end", "incident ended", "outage end",
            "end date", "resolved", "resolved at", "time resolved", "resolution time",
            "end of incident", "incident resolved", "end of outage", "restored", "restored at",
            "incident end time", "outage ended", "closed", "closed at", "when did it end",
            "when did the incident end", "when was it resolved", "when was the incident resolved",
        ],
    ),
    (
        Label::ToDetect,
        &[
            "time to detection", "time to detect", "ttd", "mttd", "detection delay",
            "time until detection",
        ],
    ),
    (
        Label::ToAcknowledge,
        &[
            "time to acknowledge", "time to acknowledgement", "tta", "mtta", "time to ack",
            "time to engage",
        ],
    ),
    (
        Label::ToMitigate,
        &["time to mitigate", "time to mitigation", "ttm", "mttm"],
    ),
    (
        Label::ToRecover,
        &[
            "time to recovery", "time to recover", "time to resolve", "time to resolution",
            "time to repair", "time to restore", "time to fix", "ttr", "mttr",
            "time to restoration", "recovery time",
        ],
    ),
];
