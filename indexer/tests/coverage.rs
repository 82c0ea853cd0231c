//! Alerts of Prometheus rules against runbooks, through the command.

mod content_support;
mod support;

use support::Project;

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

/// Counted independently: `grep -oh 'alert: .*' *.yaml | sort -u` gives the
/// names; one is covered if a Markdown file is called so, in any case.
#[test]
fn the_real_rules_are_counted_as_by_hand() {
    let Some(corpora) = content_support::corpora() else {
        return;
    };
    let project = Project::new();
    let rules = corpora.join("kube-prometheus-rules");
    let mut files: Vec<_> = std::fs::read_dir(&rules)
        .expect("the rules")
        .map(|entry| entry.expect("a file").path())
        .filter(|path| path.to_string_lossy().ends_with("-prometheusRule.yaml"))
        .collect();
    files.sort();
    let runbooks = corpora.join("prometheus-operator-runbooks");
    let mut args = vec![
        "check",
        "--content",
        runbooks.to_str().expect("UTF-8"),
        "--alerts",
    ];
    args.extend(files.iter().map(|path| path.to_str().expect("UTF-8")));
    let ran = project.kb(&args);
    assert!(
        ran.stderr.contains("alerts: 99 of 125 have a runbook"),
        "{}",
        ran.stderr
    );
}
