//! Formats findings as SARIF 2.1.0, which code hosts show beside the lines of a change.

use serde_json::{Value, json};

use model::finding::{Diagnostic, RULES, Severity};
use model::percent;

/// Returns a SARIF 2.1.0 log with one run.
///
/// `prefix` is the content root as seen from the repository (`content/`, or
/// empty).
#[must_use]
pub fn to_sarif(diagnostics: &[Diagnostic], prefix: &str) -> String {
    // `RULES` has only the rules of reading content; other checks report rules of
    // their own. Each rule is listed once.
    let mut codes: Vec<(&str, Option<&str>)> = RULES
        .iter()
        .map(|rule| (rule.code, Some(rule.explanation)))
        .collect();
    for found in diagnostics {
        if !codes.iter().any(|(code, _)| *code == found.code) {
            codes.push((found.code, None));
        }
    }
    let results: Vec<Value> = diagnostics
        .iter()
        .map(|found| {
            let index = codes.iter().position(|(code, _)| *code == found.code);
            json!({
                "ruleId": found.code,
                "ruleIndex": index,
                "level": level(found.severity),
                "message": { "text": text(found) },
                "locations": [location(found, prefix)],
            })
        })
        .collect();
    let rules: Vec<Value> = codes
        .iter()
        .map(|(code, explanation)| match explanation {
            Some(explanation) => json!({ "id": code, "shortDescription": { "text": explanation } }),
            None => json!({ "id": code }),
        })
        .collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "kb",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Notice => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

fn text(found: &Diagnostic) -> String {
    match &found.help {
        Some(help) => format!("{}. {help}", found.message),
        None => found.message.clone(),
    }
}

fn location(found: &Diagnostic, prefix: &str) -> Value {
    let mut physical = json!({
        "artifactLocation": { "uri": percent::path(&format!("{prefix}{}", found.path)) },
    });
    if found.line > 0 {
        let mut region = json!({ "startLine": found.line, "startColumn": found.column.max(1) });
        if let Some(span) = &found.span {
            region["byteOffset"] = json!(span.start);
            region["byteLength"] = json!(span.len());
        }
        physical["region"] = region;
    }
    json!({ "physicalLocation": physical })
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::finding::rules;

    #[test]
    fn the_log_has_what_the_schema_requires() {
        let found = Diagnostic::new(&rules::UNRESOLVED_LINK, "a b.md", "lost")
            .at("x [y](z)", 6..7)
            .help("find it");
        let log: Value = serde_json::from_str(&to_sarif(&[found], "content/")).unwrap();
        assert_eq!(log["version"], "2.1.0");
        let run = &log["runs"][0];
        let result = &run["results"][0];
        assert_eq!(result["level"], "warning");
        assert_eq!(result["message"]["text"], "lost. find it");
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(
            run["tool"]["driver"]["rules"][index]["id"],
            "unresolved-link"
        );
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "content/a%20b.md");
        assert_eq!(place["region"]["startColumn"], 7);
    }
}
