//! The command `kb alert`.

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::Context;
use clap::Args;
use model::{alert_key, percent};
use serde::{Deserialize, Serialize};

use crate::outcome::Outcome;
use crate::{report, status};

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  kb alert KubePodCrashLooping\n  kb alert kube-pod-crash-looping --json\n  \
                  kb alert KubePodCrashLooping namespace=prod pod=api-7f   # labels fill the page's variables\n\n\
                  Exit codes: 0 found, 1 no page answers the alert, 2 misuse."
)]
pub(crate) struct AlertArgs {
    /// The alert's name, in any case, with or without separators
    name: String,
    /// Labels of the alert, which fill the page's variables
    #[arg(value_name = "LABEL=VALUE", value_parser = label)]
    labels: Vec<(String, String)>,
    /// Folder of the published site
    #[arg(long, value_name = "DIR", default_value = "dist")]
    site: PathBuf,
    /// Print one JSON object
    #[arg(long)]
    json: bool,
}

fn label(text: &str) -> Result<(String, String), String> {
    let (name, value) = text
        .split_once('=')
        .filter(|(name, _)| !name.is_empty())
        .ok_or("write it as label=value")?;
    Ok((name.to_owned(), value.to_owned()))
}

#[derive(Debug, Deserialize, Serialize)]
struct AlertEntry {
    name: String,
    url: String,
    pages: Vec<PageOf>,
}

#[derive(Debug, Deserialize, Serialize)]
struct PageOf {
    path: String,
    url: String,
    title: String,
}

pub(crate) fn run(args: &AlertArgs) -> anyhow::Result<Outcome> {
    let file = args.site.join("alerts.json");
    let text = std::fs::read_to_string(&file).with_context(|| {
        format!(
            "{}: is not a site written by kb\n  help: build one with `kb build`, or name its folder with --site",
            args.site.display()
        )
    })?;
    let mut known: BTreeMap<String, AlertEntry> =
        serde_json::from_str(&text).with_context(|| {
            format!(
                "{}: is damaged\n  help: build the site again with `kb build`",
                file.display()
            )
        })?;
    let Some(mut alert) = known.remove(&alert_key(&args.name)) else {
        let near = content::nearest(&args.name, known.values().map(|alert| alert.name.as_str()));
        let near = near.map_or(String::new(), |near| {
            format!("\n  help: {near} is the nearest that has one")
        });
        status::error(&format!("no page answers the alert {}{near}", args.name));
        return Ok(Outcome::Failed);
    };
    alert.url.push_str(&query(&args.labels));
    if args.json {
        report::print(&format!("{}\n", serde_json::to_string(&alert)?))?;
        return Ok(Outcome::Done);
    }
    let mut out = format!("{}  {}\n", alert.name, alert.url);
    for page in &alert.pages {
        out.push_str(&format!("  {}  {}  {}\n", page.title, page.url, page.path));
    }
    report::print(&out)?;
    Ok(Outcome::Done)
}

/// Returns the labels as the fragment of a URL, with `#`. A browser does not send
/// the fragment to a server.
fn query(labels: &[(String, String)]) -> String {
    let mut out = String::new();
    for (name, value) in labels {
        out.push(if out.is_empty() { '#' } else { '&' });
        out.push_str(&percent::component(name));
        out.push('=');
        out.push_str(&percent::component(value));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_follow_the_address() {
        assert_eq!(label("a=b=c").unwrap(), ("a".to_owned(), "b=c".to_owned()));
        assert!(label("=x").is_err() && label("x").is_err());
        let labels = [label("ns=a b").unwrap(), label("pod=x&y").unwrap()];
        assert_eq!(query(&labels), "#ns=a%20b&pod=x%26y");
        assert_eq!(query(&[]), "");
    }
}
