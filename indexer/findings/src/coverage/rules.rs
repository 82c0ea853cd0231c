//! Reads Prometheus rule files.
//!
//! A file contains `groups` (Prometheus' own format) or one or several Kubernetes
//! objects of kind `PrometheusRule`, which contain the same under `spec`; a list
//! of such objects is read too. Other objects are ignored.

use std::ops::Range;
use std::path::Path;

use serde::Deserialize;
use serde_saphyr::{Location, Spanned};
use thiserror::Error;

/// The reason why a rule file cannot be used.
#[derive(Debug, Error)]
pub enum RulesError {
    /// The file cannot be read.
    #[error("{path}: cannot be read: {error}")]
    Unreadable {
        /// The file.
        path: String,
        /// The cause.
        error: std::io::Error,
    },
    /// The file is not YAML, or does not have the form of rules.
    #[error("{path}:{line}:{column}: not a file of Prometheus rules: {message}")]
    Syntax {
        /// The file.
        path: String,
        /// Line, from 1.
        line: u64,
        /// Column, from 1.
        column: u64,
        /// What is wrong.
        message: String,
    },
}

/// The alerts of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleFile {
    /// Path as given on the command line.
    pub path: String,
    /// Text of the file.
    pub text: String,
    /// The alerting rules, in the order of the file.
    pub alerts: Vec<AlertRule>,
}

/// An alerting rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlertRule {
    /// The alert's name.
    pub name: String,
    /// Bytes of the name in the file.
    pub span: Range<usize>,
    /// The annotation `runbook_url` and its bytes in the file.
    pub runbook_url: Option<(String, Range<usize>)>,
}

#[derive(Deserialize)]
struct Object {
    groups: Option<Vec<Group>>,
    spec: Option<Box<Self>>,
    items: Option<Vec<Self>>,
}

#[derive(Deserialize)]
struct Group {
    #[serde(default)]
    rules: Option<Vec<Rule>>,
}

#[derive(Deserialize)]
struct Rule {
    alert: Option<Spanned<String>>,
    annotations: Option<Annotations>,
}

#[derive(Deserialize)]
struct Annotations {
    #[serde(alias = "runbook")]
    runbook_url: Option<Spanned<String>>,
}

/// Reads the rule file at `path`.
///
/// # Errors
/// When it cannot be read or is not YAML.
pub fn read(path: &Path) -> Result<RuleFile, RulesError> {
    let shown = path.to_string_lossy().replace('\\', "/");
    let text = std::fs::read_to_string(path).map_err(|error| RulesError::Unreadable {
        path: shown.clone(),
        error,
    })?;
    parse(shown, text)
}

fn parse(path: String, text: String) -> Result<RuleFile, RulesError> {
    let objects: Vec<Object> = serde_saphyr::from_multiple(&text).map_err(|error| {
        let error = error.without_snippet();
        let place = error.location();
        let message = error.to_string();
        RulesError::Syntax {
            path: path.clone(),
            line: place.map_or(1, |place| place.line()),
            column: place.map_or(1, |place| place.column()),
            message: message.lines().next().unwrap_or_default().to_owned(),
        }
    })?;
    let mut alerts = Vec::new();
    for object in objects {
        collect(object, &text, &mut alerts);
    }
    Ok(RuleFile { path, text, alerts })
}

fn collect(object: Object, text: &str, alerts: &mut Vec<AlertRule>) {
    let rules = object
        .groups
        .into_iter()
        .flatten()
        .filter_map(|group| group.rules)
        .flatten();
    for rule in rules {
        let Some(alert) = rule.alert else { continue };
        let url = rule
            .annotations
            .and_then(|annotations| annotations.runbook_url);
        alerts.push(AlertRule {
            span: range(alert.referenced, text),
            name: alert.value,
            runbook_url: url.map(|url| (url.value.trim().to_owned(), range(url.referenced, text))),
        });
    }
    if let Some(spec) = object.spec {
        collect(*spec, text, alerts);
    }
    for item in object.items.into_iter().flatten() {
        collect(item, text, alerts);
    }
}

fn range(location: Location, text: &str) -> Range<usize> {
    let span = location.span();
    let number = |n: Option<u64>| n.and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
    let start = number(span.byte_offset()).min(text.len());
    let end = start
        .saturating_add(number(span.byte_len()))
        .min(text.len());
    text.get(start..end)
        .map_or(0..0, |part| start..start + part.trim_end().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        let file = parse("r.yaml".to_owned(), text.to_owned()).unwrap();
        for rule in &file.alerts {
            assert_eq!(&file.text[rule.span.clone()], rule.name);
        }
        file.alerts.into_iter().map(|rule| rule.name).collect()
    }

    #[test]
    fn every_form_of_a_rule_file_is_read() {
        let groups = "groups:\n- name: g\n  rules:\n  - record: r\n    expr: x\n  - alert: DiskFull\n    expr: '{{ x }}'\n    labels: {severity: page, n: 1}\n";
        assert_eq!(names(groups), ["DiskFull"]);
        let indented = groups.replace('\n', "\n  ");
        let object = format!("kind: PrometheusRule\nspec:\n  {indented}\n");
        assert_eq!(names(&object), ["DiskFull"]);
        assert_eq!(
            names(&format!(
                "{object}---\nkind: Other\nspec:\n  x: [1]\n---\n{groups}"
            )),
            ["DiskFull", "DiskFull"]
        );
        assert_eq!(names("groups: []\n"), Vec::<String>::new());
        assert_eq!(
            names("kind: List\nitems:\n- spec:\n    groups:\n    - rules:\n      - alert: A\n"),
            ["A"]
        );
    }

    #[test]
    fn the_runbook_address_is_kept_with_its_place() {
        let text = "groups:\n- rules:\n  - alert: A\n    annotations:\n      runbook_url: https://x.y/alerts/A\n";
        let file = parse("r.yaml".to_owned(), text.to_owned()).unwrap();
        let (url, span) = file.alerts[0].runbook_url.clone().unwrap();
        assert_eq!(url, "https://x.y/alerts/A");
        assert_eq!(&text[span], url);
    }

    #[test]
    fn what_is_no_yaml_names_its_place() {
        let error = parse("r.yaml".to_owned(), "groups:\n- rules: [\n".to_owned()).unwrap_err();
        assert!(error.to_string().starts_with("r.yaml:"), "{error}");
    }
}
