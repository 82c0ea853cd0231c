//! Prints findings and figures.

use std::io::Write;
use std::sync::Arc;

use model::count;
use model::finding::{Diagnostic, Severity};
use site::Summary;

use crate::status;

/// Prints to standard output; a closed pipe is not an error.
pub(crate) fn print(text: &str) -> anyhow::Result<()> {
    match std::io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        other => Ok(other?),
    }
}

/// Prints warnings and errors, and one line about the other findings.
pub(crate) fn findings(diagnostics: &[Diagnostic], sources: &[(String, Arc<str>)]) {
    let shown: Vec<Diagnostic> = diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity > Severity::Notice)
        .cloned()
        .collect();
    if !shown.is_empty() {
        status::say(&findings::render_human(&shown, sources, status::colour()));
    }
    let notices = diagnostics.len() - shown.len();
    if notices > 0 {
        status::say(&format!(
            "{} not shown: `kb check` shows them",
            count(notices, "notice")
        ));
    }
}

/// Returns the number of findings by severity: `1 error, 3 warnings, 2 notices`.
pub(crate) fn tally(diagnostics: &[Diagnostic]) -> String {
    let of = |severity| {
        diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.severity == severity)
            .count()
    };
    [
        count(of(Severity::Error), "error"),
        count(of(Severity::Warning), "warning"),
        count(of(Severity::Notice), "notice"),
    ]
    .join(", ")
}

/// Returns the summary of a build.
pub(crate) fn summary(summary: &Summary) -> String {
    let documents: usize = summary.documents.iter().map(|(_, number)| number).sum();
    let kinds: Vec<String> = summary
        .documents
        .iter()
        .map(|(kind, number)| count(*number, kind))
        .collect();
    let stages: Vec<String> = summary
        .stages
        .all()
        .iter()
        .map(|(name, time)| format!("{name} {}", milliseconds(*time)))
        .collect();
    format!(
        "documents  {documents} ({})\nsections   {}\nterms      {}\npack       {} bytes in {} files\npages      {}\n\
         findings   {}\ntime       {} ({})\n",
        kinds.join(", "),
        summary.sections,
        summary.terms,
        summary.pack_bytes,
        summary.pack_files,
        summary.pages,
        tally(&summary.diagnostics),
        milliseconds(summary.stages.total()),
        stages.join(", "),
    )
}

fn milliseconds(time: std::time::Duration) -> String {
    format!("{} ms", time.as_millis())
}
