//! Tests with broken inputs, each in a folder with the name of the rule that it breaks.

#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};

use content::config::Config;
use model::finding::{RULES, Severity};

fn folders() -> Vec<PathBuf> {
    let all = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/invalid");
    let mut folders: Vec<PathBuf> = std::fs::read_dir(all)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    folders.sort();
    folders
}

fn name(folder: &Path) -> &str {
    folder.file_name().unwrap().to_str().unwrap()
}

#[test]
fn each_is_reported_under_its_rule_with_the_right_words() {
    for folder in folders() {
        let name = name(&folder);
        let content = content::load(&folder, &Config::default()).unwrap();
        let found = &content.diagnostics;
        assert!(
            found
                .iter()
                .any(|found| found.severity >= Severity::Warning && name.starts_with(found.code)),
            "{name}: {found:#?}"
        );
        for found in found {
            assert!(found.line > 0 && found.column > 0, "{name}: {found:?}");
        }
        let shown = findings::render_human(found, &content.sources, false);
        insta::assert_snapshot!(name, shown);
    }
}

#[test]
fn no_rule_that_can_fail_a_build_goes_untested() {
    let folders = folders();
    for rule in RULES {
        // An unreadable file cannot be committed. The rules about alerts need
        // rule files; they are tested in `coverage.rs`.
        let elsewhere = ["unreadable-file", "alert-without-runbook"]
            .into_iter()
            .chain(["runbook-without-alert", "runbook-url-unanswered"]);
        if rule.severity == Severity::Notice || elsewhere.into_iter().any(|code| code == rule.code)
        {
            continue;
        }
        assert!(
            folders
                .iter()
                .any(|folder| name(folder).starts_with(rule.code)),
            "no folder for {}",
            rule.code
        );
    }
}
