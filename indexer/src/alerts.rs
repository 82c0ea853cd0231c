//! Addresses by alert: `/alerts/KubePodCrashLooping/`.

use std::collections::BTreeMap;
use std::sync::Arc;

use app::model::Kind;

use crate::content::Document;
use crate::coverage::alert_key;

/// Folder of the addresses by alert.
pub(crate) const FOLDER: &str = "/alerts/";

/// An alert with the pages that answer it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Alert {
    /// The name as the first of its pages writes it.
    pub(crate) name: String,
    /// Numbers of the documents: runbooks if there are any, else all that name it.
    pub(crate) documents: Vec<usize>,
}

/// All alerts that documents name, by [`alert_key`].
pub(crate) fn all(documents: &[Arc<Document>]) -> BTreeMap<String, Alert> {
    let mut alerts: BTreeMap<String, Alert> = BTreeMap::new();
    for (number, document) in documents.iter().enumerate() {
        for name in &document.alerts {
            let key = alert_key(name);
            if key.is_empty() {
                continue;
            }
            let alert = alerts.entry(key).or_insert_with(|| Alert {
                name: name.clone(),
                documents: Vec::new(),
            });
            if !alert.documents.contains(&number) {
                alert.documents.push(number);
            }
        }
    }
    for alert in alerts.values_mut() {
        let is_runbook = |number: &usize| documents[*number].kind == Kind::Runbook;
        if alert.documents.iter().any(is_runbook) {
            alert.documents.retain(is_runbook);
        }
    }
    alerts
}

impl Alert {
    /// The alert's own address within the site.
    pub(crate) fn url(&self) -> String {
        format!("{FOLDER}{}/", segment(&self.name))
    }

    /// All addresses at which the alert is answered on hosts that tell upper
    /// from lower case; any other spelling is found by the 404 page.
    pub(crate) fn urls(&self) -> Vec<String> {
        let mut names = vec![
            segment(&self.name),
            segment(&self.name).to_lowercase(),
            alert_key(&self.name),
            words(&self.name, '-'),
            words(&self.name, '_'),
        ];
        names.sort();
        names.dedup();
        names
            .into_iter()
            .map(|name| format!("{FOLDER}{name}/"))
            .collect()
    }
}

/// The name as one segment of an address.
fn segment(name: &str) -> String {
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let segment: String = name
        .chars()
        .map(|c| if allowed(c) { c } else { '-' })
        .collect();
    let trimmed = segment.trim_matches(['.', '-']);
    if trimmed.is_empty() {
        // Nothing that an address can hold as it is: its letters in hex.
        return name.bytes().map(|byte| format!("{byte:02x}")).collect();
    }
    trimmed.to_owned()
}

/// `KubeAPIDown` in lower-case words: `kube-api-down`.
fn words(name: &str, separator: char) -> String {
    let chars: Vec<char> = segment(name).chars().collect();
    let mut out = String::new();
    for (at, &c) in chars.iter().enumerate() {
        if !c.is_ascii_alphanumeric() {
            if !out.ends_with(separator) {
                out.push(separator);
            }
            continue;
        }
        let before = at.checked_sub(1).map(|at| chars[at]);
        let next = chars.get(at + 1);
        let starts = c.is_ascii_uppercase()
            && before.is_some_and(|before| {
                before.is_ascii_lowercase()
                    || before.is_ascii_digit()
                    || (before.is_ascii_uppercase() && next.is_some_and(char::is_ascii_lowercase))
            });
        if starts && !out.ends_with(separator) {
            out.push(separator);
        }
        out.push(c.to_ascii_lowercase());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alert(name: &str) -> Alert {
        Alert {
            name: name.to_owned(),
            documents: vec![0],
        }
    }

    #[test]
    fn an_alert_is_answered_under_its_usual_spellings() {
        assert_eq!(
            alert("KubeAPIDown").urls(),
            [
                "/alerts/KubeAPIDown/",
                "/alerts/kube-api-down/",
                "/alerts/kube_api_down/",
                "/alerts/kubeapidown/"
            ]
        );
        assert_eq!(
            alert("Watchdog").urls(),
            ["/alerts/Watchdog/", "/alerts/watchdog/"]
        );
    }

    #[test]
    fn every_name_gives_a_harmless_segment() {
        for (name, url) in [
            ("etcd members down", "/alerts/etcd-members-down/"),
            ("../x", "/alerts/x/"),
            ("a/b?c#d", "/alerts/a-b-c-d/"),
            ("磁盘", "/alerts/e7a381e79b98/"),
        ] {
            assert_eq!(alert(name).url(), url);
        }
    }
}
