//! Tests of `kb inspect` on files outside a content folder.

use serde_json::Value;

use crate::support::Project;

const TEXT: &str = "# Outage\n\n## Summary\n\nDuration: May 4, 2021, 13:45 - 15:30 (UTC)\n\n## Timeline\n\n- 13:45: alert fired\n- 15:30: resolved\n\n## Action items\n\n- Fix it\n";

#[test]
fn json_has_the_keys_that_others_rely_on() {
    let project = Project::new()
        .with("anywhere/out.md", TEXT)
        .with("two.md", "# Nothing\n");
    let ran = project.kb(&["inspect", "--json", "anywhere/out.md", "two.md"]);
    let lines: Vec<Value> = ran
        .code(0)
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    let [first, second] = lines.as_slice() else {
        panic!("a line for each file")
    };
    assert_eq!(first["path"], "anywhere/out.md");
    assert_eq!(first["kind"], "postmortem");
    assert_eq!(first["title"], "Outage");
    assert_eq!(first["sections"][2]["canonical"], "Timeline");
    assert_eq!(first["sections"][2]["line"], 7);
    assert_eq!(first["window"]["start"], "2021-05-04T13:45:00Z");
    assert_eq!(first["window"]["end"], "2021-05-04T15:30:00Z");
    assert_eq!(first["timeline"][0]["local"], "2021-05-04T13:45");
    assert_eq!(first["timeline"][0]["at"], "2021-05-04T13:45:00Z");
    assert_eq!(first["timeline"][0]["approximate"], false);
    assert_eq!(first["timeline"][0]["text"], "alert fired");
    assert_eq!(first["durations"]["stated_min"], Value::Null);
    assert_eq!(first["durations"]["timeline_min"], 105);
    let action = &first["actions"][0];
    assert_eq!(
        (
            &action["text"],
            &action["owner"],
            &action["due"],
            &action["state"],
            &action["line"]
        ),
        (
            &"Fix it".into(),
            &Value::Null,
            &Value::Null,
            &Value::Null,
            &14.into()
        )
    );
    assert!(first["causes"].is_array() && first["contradictions"].is_array());
    assert_eq!(second["window"]["start"], Value::Null);
    assert_eq!(second["timeline"], Value::Array(Vec::new()));
}

#[test]
fn people_read_it_as_text() {
    let project = Project::new().with("out.md", TEXT);
    let ran = project.kb(&["inspect", "out.md"]);
    let shown = &ran.code(0).stdout;
    for part in [
        "Outage",
        "13:45",
        "1 h 45 min",
        "Timeline (2 entries)",
        "Action items (1)",
        "no owner",
        "(inferred)",
    ] {
        assert!(shown.contains(part), "{part} in\n{shown}");
    }
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_is_shown() {
    let project = Project::new()
        .with("out.md", TEXT)
        .with("bad.md", b"\xff\xfe");
    let ran = project.kb(&["inspect", "--json", "gone.md", "bad.md", ".", "out.md"]);
    ran.code(1).says(&[
        "gone.md: there is no such file",
        "bad.md: byte 0",
        ".: is a folder",
    ]);
    assert_eq!(ran.stdout.lines().count(), 1);
    project.kb(&["inspect"]).code(2);
    let help = project.kb(&["inspect", "--help"]);
    assert!(help.code(0).stdout.contains("Examples:"));
}

#[test]
fn the_nearest_configuration_gives_the_zone() {
    let project = Project::new()
        .with("kb.toml", "time_zone = \"Asia/Tokyo\"\n")
        .with(
            "notes/out.md",
            "# 2021-05-04 x\n\n## Timeline\n\n- 09:00: alert\n",
        );
    let ran = project.kb(&["inspect", "--json", "notes/out.md"]);
    let line: Value = serde_json::from_str(&ran.code(0).stdout).expect("JSON");
    assert_eq!(line["timeline"][0]["at"], "2021-05-04T00:00:00Z");
    assert_eq!(line["zone"], Value::Null);
}
