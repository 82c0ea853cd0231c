//! Explains scores, for `kb search --explain`.

use std::fmt::Write;

use search::engine::{
    Explanation, FieldContribution, FormContribution, ScoreStep, TermContribution,
};
use serde_json::{Value, json};

/// Returns the explanation of a hit as a JSON object.
pub(crate) fn to_json(explanation: &Explanation) -> Value {
    let (near_in_section, near_in_document) = explanation.proximity;
    json!({
        "words": explanation.terms.iter().map(word_json).collect::<Vec<_>>(),
        "near": { "section": near_in_section, "document": near_in_document },
        "steps": explanation.steps.iter().map(step_json).collect::<Vec<_>>(),
    })
}

fn word_json(share: &TermContribution) -> Value {
    json!({
        "word": share.term,
        "weight": share.weight,
        "idf": share.idf,
        "section": share.in_section,
        "document": share.in_document,
        "forms": share.forms.iter().map(form_json).collect::<Vec<_>>(),
    })
}

fn form_json(form: &FormContribution) -> Value {
    json!({
        "term": form.term,
        "match": form.how.name(),
        "factor": form.factor,
        "fields": form.fields.iter().map(field_json).collect::<Vec<_>>(),
    })
}

fn field_json(field: &FieldContribution) -> Value {
    json!({
        "section": field.section,
        "field": field_name(field),
        "tf": field.tf,
        "length": field.length,
        "weight": field.weight,
        "counts": field.counts,
    })
}

fn step_json(step: &ScoreStep) -> Value {
    let change = if step.reason.is_factor() {
        "times"
    } else {
        "plus"
    };
    json!({ "reason": step.reason.name(), change: step.value, "score": step.score })
}

fn field_name(field: &FieldContribution) -> String {
    format!("{:?}", field.field).to_lowercase()
}

/// Returns the explanation of a hit as text, to be printed below its title.
pub(crate) fn to_text(explanation: &Explanation) -> String {
    let mut out = String::new();
    let mut line = |text: std::fmt::Arguments<'_>| {
        // Writing to a string does not fail.
        let _ = out.write_fmt(text);
        out.push('\n');
    };
    line(format_args!(
        "  {:<32} weight    idf  section  document",
        "word"
    ));
    for share in &explanation.terms {
        line(format_args!(
            "  {:<32} {:>6.2} {:>6.2} {:>8.2} {:>9.2}",
            share.term, share.weight, share.idf, share.in_section, share.in_document
        ));
        for form in &share.forms {
            line(format_args!(
                "    {:<9} {} ×{:.2}: {}",
                form.how.name(),
                form.term,
                form.factor,
                places(form)
            ));
        }
    }
    let (section, document) = explanation.proximity;
    if section > 0.0 || document > 0.0 {
        let label = "words close to each other";
        line(format_args!(
            "  {label:<32} {:>6} {:>6} {section:>8.2} {document:>9.2}",
            "", ""
        ));
    }
    line(format_args!("  {:<32} change     score", "step"));
    for step in &explanation.steps {
        let sign = if step.reason.is_factor() { '×' } else { '+' };
        line(format_args!(
            "  {:<32} {sign}{:>6.2} {:>8.2}",
            step.reason.name(),
            step.value,
            step.score
        ));
    }
    out
}

/// Returns the fields that contain a term: those with the largest share, and the
/// number of the others.
fn places(form: &FormContribution) -> String {
    const SHOWN: usize = 4;
    if form.fields.is_empty() {
        return "very frequent, only its impact is known".to_owned();
    }
    let mut fields: Vec<&FieldContribution> = form.fields.iter().collect();
    fields.sort_by(|a, b| {
        b.counts
            .total_cmp(&a.counts)
            .then(a.section.cmp(&b.section))
    });
    let place = |of: &&FieldContribution| {
        format!(
            "{} §{} {}× of {} → {:.2}",
            field_name(of),
            of.section,
            of.tf,
            of.length,
            of.counts
        )
    };
    let mut places: Vec<String> = fields.iter().take(SHOWN).map(place).collect();
    if fields.len() > SHOWN {
        places.push(format!("{} more", fields.len() - SHOWN));
    }
    places.join(", ")
}
