//! Reads the front matter of documents.

mod block;
mod dates;
mod declared;
mod fields;
mod foreign_keys;
mod guard;
mod located;
mod people;
mod review;
mod runbook;
mod toml;
mod value;
mod yaml;

use jiff::tz::TimeZone;
use model::Kind;

use self::fields::Fields;
use self::value::Value;
use super::kind;
use model::finding::{Findings, rules};

pub(crate) use block::Format;
pub(crate) use declared::Front;
pub(crate) use located::{Located, RawSuspect};

/// Reads the front matter of `text`; times without a zone are in `zone`.
pub(crate) fn read(text: &str, zone: &TimeZone, findings: &Findings<'_>) -> Front {
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let Some(block) = block::find(text, start) else {
        return unclosed(text, start, findings);
    };
    let inner = &text[block.inner.clone()];
    let parsed = match block.format {
        Format::Yaml => yaml::parse(inner, block.inner.start),
        Format::Toml => toml::parse(inner, block.inner.start),
    };
    let mut front = match parsed.and_then(Value::into_map) {
        Ok(entries) => understand(Fields::new(entries, zone, findings)),
        Err(error) => {
            let message = format!("this front matter is not valid {}", block.format.name());
            findings.push(
                findings
                    .at(&rules::FRONT_MATTER_SYNTAX, error.span, message)
                    .label(error.message)
                    .help("correct it; until then the page shows it as text"),
            );
            Front {
                unread: Some((block.format, block.whole.clone())),
                ..guard::of(inner)
            }
        }
    };
    front.body = block.whole.end;
    front
}

/// Returns the front matter of a text without a closed block. A block that is
/// opened and never closed is shown as text, but still decides who may see the
/// document.
fn unclosed(text: &str, start: usize, findings: &Findings<'_>) -> Front {
    let mut front = Front::default();
    if let Some(inner) = block::unclosed(text, start) {
        front = guard::of(&text[inner.clone()]);
        findings.push(
            findings
                .at(
                    &rules::FRONT_MATTER_SYNTAX,
                    start..inner.start,
                    "this front matter is never closed".to_owned(),
                )
                .label("opened here")
                .help("close it with the same line; until then the page shows it as text"),
        );
    }
    front.body = start;
    front
}

fn understand(mut fields: Fields<'_>) -> Front {
    let mut front = Front {
        title: fields.string(&["title"]),
        kind: read_kind(&mut fields),
        slug: fields.located(&["slug"]),
        aliases: fields.located_list(&["aliases", "old_paths", "alias"]),
        draft: fields.flag("draft") | fields.is_unpublished(),
        alerts: fields.words(&["alerts", "alert"]),
        related: fields.located_list(&["related"]),
        suspects: runbook::suspects(&mut fields),
        ..Front::default()
    };
    let public = &mut front.public;
    public.summary = fields.string(&["summary"]);
    // Hugo's name for the summary. Other tools use it for other values, so a
    // value of the wrong form is not reported.
    let description = fields.quiet_string("description");
    public.summary = public.summary.take().or(description);
    public.tags = fields.words(&["tags", "tag"]);
    public.services = fields.words(&["services", "service"]);
    public.owner = fields.string(&["owner"]);
    public.owner_slack = fields.string(&["owner_slack"]);
    let has_audience = fields.has(&["audience", "audiences"]);
    public.audience = fields.words(&["audience", "audiences"]);
    front.hidden_audience = has_audience && public.audience.is_empty();
    public.symptoms = fields.strings(&["symptoms", "symptom"]);
    review::review(&mut fields, public);
    public.severity = fields.string(&["severity"]);
    public.status = fields.choice("status", &["ongoing", "draft", "review", "final"]);
    public.started_at = fields.instant("started_at");
    public.detected_at = fields.instant("detected_at");
    public.acknowledged_at = fields.instant("acknowledged_at");
    public.mitigated_at = fields.instant("mitigated_at");
    public.resolved_at = fields.instant("resolved_at");
    public.impact = fields.string(&["impact"]);
    public.root_cause = fields.string(&["root_cause"]);
    public.causes = fields.words(&["causes", "cause"]);
    public.authors = fields.strings(&["authors", "author"]);
    public.source = fields.web_address("source");
    public.variables = runbook::variables(&mut fields);
    public.escalation = fields.string(&["escalation"]);
    public.tier = fields.string(&["tier"]);
    public.contacts = people::pairs(&mut fields, &["contacts", "contact"]);
    public.dashboards = people::pairs(&mut fields, &["dashboards", "dashboard"]);
    public.repositories = people::pairs(&mut fields, &["repositories", "repository"]);
    public.depends_on = fields.words(&["depends_on"]);
    fields.note_unknown();
    front
}

fn read_kind(fields: &mut Fields<'_>) -> Option<Kind> {
    let written = fields.located(&["kind"])?;
    let kind = kind::from_name(&written.text);
    if kind.is_none() {
        let names: Vec<&str> = Kind::ALL.into_iter().map(Kind::name).collect();
        let message = format!("`{}` is not a kind of document", written.text);
        fields.report(
            &rules::UNKNOWN_KIND,
            written.span,
            message,
            "unknown kind",
            format!("write one of {}", names.join(", ")),
        );
    }
    kind
}
