//! Formats findings as JSON.

use serde_json::json;

use model::finding::Diagnostic;

/// Formats each finding as one JSON object a line, as every other command of `kb`
/// does: `{"severity", "code", "path", "span": [start, end] | null, "line",
/// "column", "message", "label", "help"}`.
///
/// `span` counts bytes of the file; `line` and `column` are `null` when the
/// finding has no position.
#[must_use]
pub fn to_json(diagnostics: &[Diagnostic]) -> String {
    let place = |number: usize| (number > 0).then_some(number);
    diagnostics
        .iter()
        .map(|found| {
            let line = json!({
                "severity": found.severity.name(),
                "code": found.code,
                "path": found.path,
                "span": found.span.as_ref().map(|span| [span.start, span.end]),
                "line": place(found.line),
                "column": place(found.column),
                "message": found.message,
                "label": found.label,
                "help": found.help,
            });
            format!("{line}\n")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::finding::rules;

    #[test]
    fn each_line_is_an_object() {
        let found = [
            Diagnostic::new(&rules::NOT_UTF8, "a.md", "no \"text\""),
            Diagnostic::new(&rules::UNKNOWN_KEY, "b.md", "key").at("key: 1", 0..3),
        ];
        let text = to_json(&found);
        let lines: Vec<serde_json::Value> = text
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!(lines.len(), 2);
        assert_eq!(lines[0]["line"], serde_json::Value::Null);
        assert_eq!(lines[1]["span"], json!([0, 3]));
        assert_eq!(lines[1]["column"], 1);
    }
}
