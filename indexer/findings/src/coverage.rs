//! Compares the alerts of Prometheus rule files with the runbooks of the content.

mod rules;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use model::{Document, Kind, alert_key};

pub use rules::{AlertRule, RuleFile, read};

use content::{Content, nearest};
use model::finding::rules::{ALERT_WITHOUT_RUNBOOK, RUNBOOK_URL_UNANSWERED, RUNBOOK_WITHOUT_ALERT};
use model::finding::{self, Diagnostic};

/// The result of comparing alerts with runbooks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Number of different alerts in the rule files.
    pub alerts: usize,
    /// Number of these alerts that a document answers.
    pub covered: usize,
    /// Number of rules with a `runbook_url`.
    pub urls: usize,
    /// Number of these rules whose URL the site answers.
    pub answered: usize,
    /// Findings: alerts without a runbook, runbooks without an alert, URLs that
    /// this site does not answer.
    pub findings: Vec<Diagnostic>,
}

/// Compares the alerts of `files` with the runbooks of `content`; `base_url` is
/// the URL at which the site is published.
#[must_use]
pub fn compare(files: &[RuleFile], content: &Content, base_url: Option<&str>) -> Coverage {
    let runbooks = answered_alerts(&content.documents);
    let addresses = addresses(content);
    let mut coverage = Coverage::default();
    let mut seen = BTreeSet::new();
    for file in files {
        for rule in &file.alerts {
            let key = alert_key(&rule.name);
            let runbook = runbooks.get(&key).copied();
            if seen.insert(key) {
                coverage.alerts += 1;
                match runbook {
                    Some(_) => coverage.covered += 1,
                    None => coverage
                        .findings
                        .push(without_runbook(file, rule, &runbooks)),
                }
            }
            if let Some((url, span)) = &rule.runbook_url {
                coverage.urls += 1;
                if is_answered(url, base_url, &addresses, &runbooks) {
                    coverage.answered += 1;
                } else {
                    let near = nearest_page(url, base_url, &addresses, &runbooks);
                    let found = unanswered(file, url, span.clone(), base_url, runbook, near);
                    coverage.findings.push(found);
                }
            }
        }
    }
    coverage
        .findings
        .extend(without_alert(content, &seen, files));
    finding::sort(&mut coverage.findings);
    coverage
}

/// Returns the documents by the alerts that they answer. A runbook takes
/// precedence over other kinds.
fn answered_alerts(documents: &[Arc<Document>]) -> BTreeMap<String, (&str, &Document)> {
    let mut by_alert: BTreeMap<String, (&str, &Document)> = BTreeMap::new();
    for document in documents {
        for alert in &document.alerts {
            let key = alert_key(alert);
            let better = by_alert.get(&key).is_none_or(|(_, known)| {
                known.kind != Kind::Runbook && document.kind == Kind::Runbook
            });
            if better {
                by_alert.insert(key, (alert.as_str(), document));
            }
        }
    }
    by_alert
}

/// Returns all URLs at which the site has a document or a redirect, without
/// leading and trailing slashes.
fn addresses(content: &Content) -> BTreeSet<&str> {
    let documents = content
        .documents
        .iter()
        .map(|document| document.url.as_str());
    let redirects = content
        .redirects
        .iter()
        .map(|redirect| redirect.from.as_str());
    documents
        .chain(redirects)
        .map(|url| url.trim_matches('/'))
        .collect()
}

/// Whether the site has a page at `url`.
fn is_answered(
    url: &str,
    base_url: Option<&str>,
    addresses: &BTreeSet<&str>,
    runbooks: &BTreeMap<String, (&str, &Document)>,
) -> bool {
    let Some(path) = path_on_site(url, base_url) else {
        return false;
    };
    let path = path
        .split(['?', '#'])
        .next()
        .unwrap_or_default()
        .trim_matches('/');
    let path = path
        .strip_suffix("index.html")
        .unwrap_or(path)
        .trim_matches('/');
    match path.strip_prefix("alerts/") {
        Some(name) => runbooks.contains_key(&alert_key(name)),
        None => addresses.contains(path),
    }
}

/// Returns the part of `url` after the site's base URL. Without a configured base
/// URL, any host is taken as the site's.
fn path_on_site<'a>(url: &'a str, base_url: Option<&str>) -> Option<&'a str> {
    let bare = |url: &'a str| {
        url.strip_prefix("https://")
            .or_else(|| url.strip_prefix("http://"))
    };
    let rest = bare(url)?;
    match base_url {
        None => Some(rest.split_once('/').map_or("", |(_, path)| path)),
        Some(base) => {
            let base = base.split_once("://").map_or(base, |(_, rest)| rest);
            let base = base.trim_end_matches('/');
            let path = rest.strip_prefix(base)?;
            (path.is_empty() || path.starts_with('/')).then_some(path)
        }
    }
}

fn without_runbook(
    file: &RuleFile,
    rule: &AlertRule,
    runbooks: &BTreeMap<String, (&str, &Document)>,
) -> Diagnostic {
    let message = format!("no runbook answers the alert {}", rule.name);
    let near = nearest(&rule.name, runbooks.values().map(|(name, _)| *name));
    let help = match near.and_then(|name| runbooks.get(&alert_key(name))) {
        Some((name, document)) => format!(
            "{} answers {name}: if it is meant, add `{}` to its `alerts`",
            document.path, rule.name
        ),
        None => format!(
            "add `{}` to the `alerts` of a runbook, or write one: kb new runbook \"{}\"",
            rule.name, rule.name
        ),
    };
    Diagnostic::new(&ALERT_WITHOUT_RUNBOOK, &file.path, message)
        .at(&file.text, rule.span.clone())
        .label("no runbook")
        .help(help)
}

fn unanswered(
    file: &RuleFile,
    url: &str,
    span: std::ops::Range<usize>,
    base_url: Option<&str>,
    runbook: Option<(&str, &Document)>,
    near: Option<String>,
) -> Diagnostic {
    let base = base_url
        .unwrap_or("https://<this site>/")
        .trim_end_matches('/');
    let message = format!("this site has no page at {url}");
    let help = match (runbook, near) {
        (Some((name, _)), _) => format!("use {base}/alerts/{name}/"),
        (None, Some(near)) => format!("did you mean {base}{near}?"),
        (None, None) => format!(
            "write the runbook, then use {base}/alerts/<alert name>/ (in a template: {base}/alerts/{{{{ $labels.alertname }}}}/)"
        ),
    };
    Diagnostic::new(&RUNBOOK_URL_UNANSWERED, &file.path, message)
        .at(&file.text, span)
        .label("not answered")
        .help(help)
}

/// Returns the page whose name is nearest to the last part of a URL on this site.
fn nearest_page(
    url: &str,
    base_url: Option<&str>,
    addresses: &BTreeSet<&str>,
    runbooks: &BTreeMap<String, (&str, &Document)>,
) -> Option<String> {
    let path = path_on_site(url, base_url)?;
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let path = path.trim_matches('/').trim_end_matches(".html");
    let wanted = path.rsplit('/').next().filter(|name| !name.is_empty())?;
    if path.starts_with("alerts/") {
        let name = nearest(wanted, runbooks.values().map(|(name, _)| *name))?;
        return Some(format!("/alerts/{name}/"));
    }
    fn last<'a>(address: &&'a str) -> &'a str {
        address.rsplit('/').next().unwrap_or(address)
    }
    let name = nearest(wanted, addresses.iter().map(last))?;
    let address = addresses.iter().find(|address| last(address) == name)?;
    Some(format!("/{address}/"))
}

/// Returns findings about alert names in documents that none of the rule files contains.
fn without_alert(
    content: &Content,
    seen: &BTreeSet<String>,
    files: &[RuleFile],
) -> Vec<Diagnostic> {
    let names: Vec<&str> = files
        .iter()
        .flat_map(|file| &file.alerts)
        .map(|rule| rule.name.as_str())
        .collect();
    let mut found = Vec::new();
    for document in &content.documents {
        for alert in &document.alerts {
            if seen.contains(&alert_key(alert)) {
                continue;
            }
            let help = match nearest(alert, names.iter().copied()) {
                Some(near) => format!("the rules have {near}: was the alert renamed?"),
                None => "if the alert is gone, drop it from the page; if it lives in other rules, pass these too".to_owned(),
            };
            let message = format!("no rule raises the alert {alert}");
            let source = content
                .sources
                .iter()
                .find(|(path, _)| *path == document.path);
            let place = source.and_then(|(_, text)| Some((text, text.find(alert.as_str())?)));
            let mut diagnostic =
                Diagnostic::new(&RUNBOOK_WITHOUT_ALERT, &document.path, message).help(help);
            if let Some((text, at)) = place {
                diagnostic = diagnostic
                    .at(text, at..at + alert.len())
                    .label("raised by no rule");
            }
            found.push(diagnostic);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_page_is_suggested() {
        let addresses = BTreeSet::from(["runbooks/disk-full", "guides/read-logs"]);
        let near = |url| nearest_page(url, Some("https://a.b/kb/"), &addresses, &BTreeMap::new());
        for (url, expected) in [
            (
                "https://a.b/kb/runbooks/disk-ful/",
                Some("/runbooks/disk-full/"),
            ),
            (
                "https://a.b/kb/wiki/disk_full.html?x",
                Some("/runbooks/disk-full/"),
            ),
            ("https://a.b/kb/runbooks/queue/", None),
            ("https://c.d/kb/runbooks/disk-ful/", None),
            ("https://a.b/kb/", None),
        ] {
            assert_eq!(near(url).as_deref(), expected, "{url}");
        }
    }

    #[test]
    fn addresses_are_compared_below_the_base() {
        let of = |url, base| path_on_site(url, base);
        assert_eq!(
            of("https://a.b/kb/alerts/X", Some("https://a.b/kb/")),
            Some("/alerts/X")
        );
        assert_eq!(
            of("http://a.b/kb/alerts/X", Some("https://a.b/kb/")),
            Some("/alerts/X")
        );
        assert_eq!(of("https://a.b/kbx", Some("https://a.b/kb/")), None);
        assert_eq!(of("https://c.d/kb/x", Some("https://a.b/kb/")), None);
        assert_eq!(of("https://c.d/x", None), Some("x"));
        assert_eq!(of("mailto:x", None), None);
    }
}
