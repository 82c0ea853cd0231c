//! Reports what was understood as findings.

use model::finding::{Findings, rules};
use model::incident::Understood;

/// Reports contradictions and timeline entries without a time.
pub fn report(understood: &Understood, findings: &Findings<'_>) {
    for contradiction in &understood.contradictions {
        let place = contradiction
            .figures
            .iter()
            .find(|figure| figure.line > 0 && !figure.span.is_empty());
        let span = place.map_or(0..0, |figure| figure.span.clone());
        let others: Vec<String> = contradiction
            .figures
            .iter()
            .filter(|figure| figure.line > 0 && place.is_none_or(|place| place.line != figure.line))
            .map(|figure| figure.line.to_string())
            .collect();
        let label = match others.as_slice() {
            [] => "here".to_owned(),
            [line] => format!("here, and line {line}"),
            lines => format!("here, and lines {}", lines.join(", ")),
        };
        let found = findings.at(&rules::CONTRADICTION, span, contradiction.message.clone());
        findings.push(
            found
                .label(label)
                .help("correct one of the places; until then the page shows both"),
        );
    }
    for left in understood.unparsed.iter().filter(|left| left.entry) {
        let found = findings.at(
            &rules::TIMELINE_ENTRY,
            left.span.clone(),
            "no time can be read in this entry of the timeline",
        );
        findings.push(
            found
                .label("kept as text")
                .help("begin it with a time such as `13:45` or `2023-08-02 13:45 UTC`"),
        );
    }
}
