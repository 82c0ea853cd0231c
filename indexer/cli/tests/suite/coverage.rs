//! Tests that compare alerts of Prometheus rules with runbooks, through the command.

use std::collections::BTreeSet;

use crate::support::Project;

const RULES: &str = "groups:
- name: disks
  rules:
  - alert: DiskFull
    annotations:
      runbook_url: https://kb.example/alerts/disk-full/
  - alert: DiskAlmostFull
    annotations:
      runbook_url: https://kb.example/runbooks/disk-nearly-full/
  - alert: QueueStuck
    annotations:
      runbook_url: https://elsewhere.example/queue
";

#[test]
fn alerts_without_runbooks_and_addresses_without_pages_are_told() {
    let project = Project::new()
        .with("kb.toml", "base_url = \"https://kb.example/\"\n")
        .with(
            "content/runbooks/disk.md",
            "---\nalerts: [DiskFull, DiskAlmostFul]\n---\n# Disk\n\nText.\n",
        )
        .with("rules.yaml", RULES);
    let ran = project.kb(&["check", "--format", "json", "--alerts", "rules.yaml"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let found: Vec<serde_json::Value> = ran
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    let of = |code: &str| -> Vec<String> {
        let found = found.iter().filter(|found| found["code"] == code);
        found
            .map(|found| format!("{}: {}", found["path"], found["message"]).replace('"', ""))
            .collect()
    };
    assert_eq!(
        of("alert-without-runbook"),
        [
            "rules.yaml: no runbook answers the alert DiskAlmostFull",
            "rules.yaml: no runbook answers the alert QueueStuck"
        ]
    );
    assert_eq!(
        of("runbook-without-alert"),
        ["runbooks/disk.md: no rule raises the alert DiskAlmostFul"]
    );
    assert_eq!(of("runbook-url-unanswered").len(), 2);
    // `DiskAlmostFul` on the page is a near miss of the alert's name and of the
    // name in the URL.
    let helps: Vec<&str> = found
        .iter()
        .filter_map(|found| found["help"].as_str())
        .collect();
    assert!(
        helps.contains(&"runbooks/disk.md answers DiskAlmostFul: if it is meant, add `DiskAlmostFull` to its `alerts`"),
        "{helps:?}"
    );
    assert!(
        helps.contains(&"the rules have DiskAlmostFull: was the alert renamed?"),
        "{helps:?}"
    );
    assert!(
        helps
            .iter()
            .any(|help| help.starts_with("write the runbook, then use https://kb.example/alerts/")),
        "{helps:?}"
    );
    let strict = project.kb(&["check", "--strict", "--alerts", "rules.yaml"]);
    assert_eq!(strict.code, 1, "{}", strict.stderr);
}

#[test]
fn a_file_that_is_no_rules_is_misuse_and_names_the_place() {
    let project = Project::new().with("rules.yaml", "groups:\n- rules: [\n");
    let ran = project.kb(&["check", "--alerts", "rules.yaml"]);
    assert_eq!(ran.code, 2, "{}", ran.stderr);
    assert!(ran.stderr.contains("rules.yaml:"), "{}", ran.stderr);
}

/// The figures are computed a second time without `kb`: names by their lines,
/// documents by their file names, as `indexer/CONTENT.md` does it with grep.
#[test]
fn the_real_rules_are_counted_as_by_hand() {
    let Some(corpora) = testing::corpora() else {
        return;
    };
    let files = files_below(
        &corpora.join("kube-prometheus-rules"),
        "-prometheusRule.yaml",
    );
    let runbooks = corpora.join("prometheus-operator-runbooks");

    let lower = |text: &str| text.trim().trim_matches('"').to_lowercase();
    let (mut alerts, mut urls) = (BTreeSet::new(), Vec::new());
    for file in &files {
        let text = std::fs::read_to_string(file).expect("rules");
        for line in text.lines() {
            if let Some((_, name)) = line.split_once("- alert: ") {
                alerts.insert(lower(name));
            }
            if let Some((_, url)) = line.split_once("runbook_url: ") {
                urls.push(lower(url));
            }
        }
    }
    // A file name of lower-case letters is not an alert's name (`add-runbook.md`).
    let named: BTreeSet<String> = files_below(&runbooks, ".md")
        .iter()
        .filter_map(|path| path.file_stem()?.to_str())
        .filter(|stem| stem.chars().any(char::is_uppercase))
        .map(lower)
        .collect();
    let covered = alerts.intersection(&named).count();
    let gone = named.difference(&alerts).count();
    assert_eq!(
        (alerts.len(), covered, gone, urls.len()),
        (125, 99, 9, 139),
        "the figures of indexer/CONTENT.md"
    );

    let run = |base: &str| {
        let project = Project::new().with("kb.toml", format!("base_url = \"{base}\"\n"));
        let mut args = vec![
            "check",
            "--format",
            "json",
            "--content",
            runbooks.to_str().expect("UTF-8"),
            "--alerts",
        ];
        args.extend(files.iter().map(|path| path.to_str().expect("UTF-8")));
        let found: Vec<serde_json::Value> = project
            .kb(&args)
            .stdout
            .lines()
            .map(|line| serde_json::from_str(line).expect("JSON"))
            .collect();
        let count = |code: &str| found.iter().filter(|found| found["code"] == code).count();
        (
            count("alert-without-runbook"),
            count("runbook-without-alert"),
            count("runbook-url-unanswered"),
        )
    };
    // The URLs of the rules belong to another site, so this one answers none of them.
    assert_eq!(
        run("https://kb.example/"),
        (alerts.len() - covered, gone, urls.len())
    );
}

/// Returns the files below a folder whose paths end in `end`, sorted.
fn files_below(folder: &std::path::Path, end: &str) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files_below(&path, end));
        } else if path.to_string_lossy().ends_with(end) {
            found.push(path);
        }
    }
    found.sort();
    found
}
