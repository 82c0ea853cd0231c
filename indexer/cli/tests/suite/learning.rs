//! Tests of the pages about all incidents, with invented postmortems.

use std::collections::BTreeSet;

use crate::support::Project;
use serde_json::Value;

/// A leak of connections, with false leads.
const LEAK: &str = "---
title: Orders stopped: leaked connections
status: final
started_at: 2024-03-05T09:00:00Z
detected_at: 2024-03-05T09:10:00Z
resolved_at: 2024-03-05T11:00:00Z
causes: [code-defect, capacity]
services: [orders, orders-database]
symptoms: [too many clients already, orders time out]
---

## Lessons learned

- Count connections before anything else.

## Summary

Orders failed for two hours because a code path kept its connections.

## Timeline

All times are UTC.

- 09:00: Orders begin to fail.
- 09:10: Monitoring alerts on errors.
- 09:20: False lead: the load balancer is suspected.
- 09:50: False lead: the load balancer is checked and ruled out.
- 10:20: Escalated to the database team.
- 10:40: The leak is found in the order code.
- 11:00: Instances are restarted, service is restored.

## Action items

| Action | Type | Owner | Due | Status |
|---|---|---|---|---|
| Alert on open connections | detect | data-platform | 2024-04-01 | open |
| Close the connection in the error path | prevent | orders | 2024-03-08 | done 2024-04-09 |
| Write a runbook for leaks | document | | | |

## What went well

- The restart worked at once.
";

/// A second leak, in another service.
const SECOND: &str = "---
title: Invoices stopped: connections leaked again
started_at: 2024-09-10T20:00:00Z
resolved_at: 2024-09-10T20:30:00Z
causes: [code-defect]
services: [invoices, orders-database]
symptoms: [too many clients already]
---

## Summary

Invoices failed because a report kept its connections.

## Action items

- [ ] Alert on idle connections.

## Lessons learned

- Alerts on connections would have told us in a minute.
";

/// An unrelated incident.
const OTHER: &str = "---
title: Certificate of the shop expired
started_at: 2023-01-20T07:00:00Z
causes: [process]
services: [shop]
---

## Summary

Browsers refused the shop's certificate.
";

fn project() -> Project {
    Project::new()
        .with(
            "content/postmortems/leak.md",
            LEAK.replace(": leaked", " - leaked"),
        )
        .with(
            "content/postmortems/second.md",
            SECOND.replace(": connections", " - connections"),
        )
        .with("content/postmortems/other.md", OTHER)
        .with(
            "content/services/orders-database.md",
            "---\ntitle: Orders database\nkind: service\ndepends_on: [storage]\n---\n\nText.\n",
        )
        .with(
            "content/services/storage.md",
            "---\ntitle: Storage\nkind: service\n---\n\nText.\n",
        )
}

fn data(project: &Project, name: &str) -> Vec<Value> {
    serde_json::from_str(&project.site(&format!("data/{name}.json"))).expect("a JSON list")
}

/// Returns the text of the main part of a page, without markup and with single spaces.
fn text(html: &str) -> String {
    let main = html.split("<main").nth(1).unwrap_or(html);
    let main = main.split("</main>").next().unwrap_or(main);
    let mut out = String::new();
    let mut inside = true;
    for c in main.chars() {
        match c {
            '<' => inside = true,
            '>' if inside => {
                inside = false;
                out.push(' ');
            }
            c if !inside => out.push(c),
            _ => {}
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_postmortem_is_shown_with_what_was_understood() {
    let project = project();
    project.build(&["--strict"]).code(0);
    let html = project.site("postmortems/leak/index.html");
    let page = text(&html);
    for part in [
        "Lasted 2 h",
        "Lost to false leads 1 h",
        "Timeline as a list: 7 entries",
        "Action items in the register 3",
        "Similar incidents",
        "Invoices stopped - connections leaked again",
        "same cause: code defect",
        "same service: orders database",
    ] {
        assert!(page.contains(part), "no `{part}` in:\n{page}");
    }
    let like = page.split("Similar incidents").nth(1).unwrap_or_default();
    let like = like.split("Previous").next().unwrap_or_default();
    assert!(!like.contains("Certificate"), "{like}");
    for instant in [
        "2024-03-05T09:00:00Z",
        "2024-03-05T10:20:00Z",
        "2024-03-05T11:00:00Z",
    ] {
        assert!(
            html.contains(&format!("datetime=\"{instant}\"")),
            "{instant}"
        );
    }
    let order: Vec<usize> = [
        "summary",
        "timeline",
        "action-items",
        "lessons-learned",
        "what-went-well",
    ]
    .iter()
    .map(|id| html.find(&format!("id=\"{id}\"")).expect(id))
    .collect();
    assert!(
        order.is_sorted(),
        "sections stand in a steady order: {order:?}"
    );
}

#[test]
fn the_register_has_every_item_once_the_dated_first() {
    let project = project();
    project.build(&[]).code(0);
    let actions = data(&project, "actions");
    let texts: Vec<&str> = actions
        .iter()
        .map(|action| action["text"].as_str().expect("a text"))
        .collect();
    assert_eq!(
        texts,
        [
            "Alert on open connections",
            "Alert on idle connections.",
            "Write a runbook for leaks",
            "Close the connection in the error path",
        ]
    );
    assert_eq!(actions[2]["owner"], Value::Null);
    assert_eq!(actions[3]["state"], "done");
    let csv = project.site("data/actions.csv");
    assert_eq!(csv.lines().count(), 1 + actions.len());
    assert!(csv.starts_with("state,type,owner,due,action,"), "{csv}");
    assert!(
        csv.contains("open,detect,data-platform,2024-04-01,Alert on open connections,"),
        "{csv}"
    );

    let html = project.site("actions/index.html");
    assert_eq!(html.matches("<tr data-row").count(), actions.len());
    let service = text(&project.site("services/orders-database/index.html"));
    assert!(service.contains("Open actions 3"), "{service}");
    assert!(
        !service.contains("error path"),
        "what is done is not open: {service}"
    );
}

#[test]
fn lessons_are_quoted_with_their_place_and_what_recurs_comes_first() {
    let project = project();
    project.build(&[]).code(0);
    let html = project.site("lessons/index.html");
    let page = text(&html);
    let recurring = page
        .split("Recurring causes and lessons")
        .nth(1)
        .expect("something recurs");
    for part in [
        "Cause Code defect 2 incidents , last 2024-09-10",
        "Measure Monitoring and alerts 2 incidents",
    ] {
        assert!(recurring.contains(part), "no `{part}` in:\n{page}");
    }
    assert!(html.contains("href=\"../postmortems/leak/#lessons-learned\""));
    let cause = text(&project.site("lessons/cause/code-defect/index.html"));
    assert!(
        cause.contains("Count connections before anything else."),
        "{cause}"
    );
    let service = text(&project.site("lessons/service/invoices/index.html"));
    assert!(!service.contains("Count connections"), "{service}");
    let home = text(&project.site("index.html"));
    assert!(home.contains("Recent lessons"), "{home}");
    assert!(
        home.contains("Alerts on connections would have told us"),
        "{home}"
    );
}

#[test]
fn insights_count_every_incident() {
    let project = project();
    project.build(&[]).code(0);
    let html = project.site("insights/index.html");
    assert_eq!(html.matches("<tr data-row").count(), 3);
    let page = text(&html);
    for part in [
        "Code defect 2",
        "Known for 2 of 3",
        "Orders database 2",
        "1 h in total. Known for 1 of 3",
    ] {
        assert!(page.contains(part), "no `{part}` in:\n{page}");
    }
}

#[test]
fn feeds_are_dated_by_their_content() {
    let project = project();
    project
        .build(&["--base-url", "https://kb.example.com/"])
        .code(0);
    let feed = project.site("feed.xml");
    assert_eq!(feed.matches("<entry>").count(), 3);
    assert!(
        feed.contains("<updated>2024-09-10T20:00:00Z</updated>"),
        "{feed}"
    );
    assert!(
        feed.contains("href=\"https://kb.example.com/postmortems/second/\""),
        "{feed}"
    );
    let lessons = project.site("lessons/feed.xml");
    assert!(
        lessons.contains("<summary>Count connections before anything else.</summary>"),
        "{lessons}"
    );
}

#[test]
fn the_data_is_what_the_schema_says() {
    let project = project();
    project.build(&[]).code(0);
    let schema: Value = serde_json::from_str(&project.site("data/schema.json")).expect("JSON");
    for (file, what) in [
        ("documents", "document"),
        ("incidents", "incident"),
        ("actions", "action"),
        ("lessons", "lesson"),
        ("services", "service"),
    ] {
        let values = data(&project, file);
        assert!(!values.is_empty(), "{file}");
        for value in &values {
            fits(&schema, &schema["$defs"][what], value, file);
        }
    }
}

/// Asserts that `value` matches a part of the schema. Supports only the keywords
/// that our schema uses, and allows no additional keys.
fn fits(root: &Value, schema: &Value, value: &Value, at: &str) {
    if let Some(to) = schema["$ref"].as_str() {
        let part = root
            .pointer(to.trim_start_matches('#'))
            .expect("a reference");
        return fits(root, part, value, at);
    }
    if let Some(choices) = schema["anyOf"].as_array() {
        let null = choices.iter().any(|choice| choice["type"] == "null");
        if value.is_null() {
            assert!(null, "{at}: null");
            return;
        }
        let other = choices.iter().find(|choice| choice["type"] != "null");
        return fits(root, other.expect("a choice"), value, at);
    }
    if let Some(values) = schema["enum"].as_array() {
        assert!(
            values.contains(value),
            "{at}: {value} is none of {values:?}"
        );
        return;
    }
    let name = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let types = match &schema["type"] {
        Value::Array(types) => types.clone(),
        one => vec![one.clone()],
    };
    assert!(
        types.contains(&Value::from(name)),
        "{at}: {value} is no {types:?}"
    );
    for (index, item) in value.as_array().into_iter().flatten().enumerate() {
        fits(root, &schema["items"], item, &format!("{at}[{index}]"));
    }
    if let (Some(object), Some(known)) = (value.as_object(), schema["properties"].as_object()) {
        let keys: BTreeSet<_> = object.keys().collect();
        assert_eq!(keys, known.keys().collect(), "{at}: the keys");
        for (key, value) in object {
            fits(root, &known[key], value, &format!("{at}.{key}"));
        }
    }
}

#[test]
fn without_postmortems_there_is_nothing_to_learn_from() {
    let project = Project::new().with("content/a.md", "# A\n\nText.\n");
    project.build(&["--strict"]).code(0);
    for file in [
        "lessons/index.html",
        "actions/index.html",
        "insights/index.html",
    ] {
        assert!(!project.path("dist").join(file).exists(), "{file}");
    }
    assert!(
        !project.site("index.html").contains("lessons/"),
        "no link leads there"
    );
}

/// The text of the pages about incidents is compared with a snapshot.
#[test]
fn pages_in_words() {
    let project = project();
    project.build(&[]).code(0);
    for page in [
        "postmortems/leak",
        "postmortems/leak/brief",
        "lessons",
        "lessons/cause/code-defect",
        "actions",
        "insights",
        "services/orders-database",
    ] {
        let html = project.site(&format!("{page}/index.html"));
        // Each list item, row, paragraph and heading is on a line of its own, so
        // that differences are small.
        let lines = html
            .replace("</li>", "\n")
            .replace("</tr>", "\n")
            .replace("</p>", "\n");
        let lines = lines.replace("</h2>", "\n").replace("</summary>", "\n");
        let main = lines.split("<main").nth(1).expect("a main part");
        let (_, main) = main.split_once('>').expect("its tag");
        let words: Vec<String> = main
            .split("</main>")
            .next()
            .unwrap_or_default()
            .split('\n')
            .map(|line| text(&format!("<main>{line}")))
            .filter(|line| !line.is_empty())
            .collect();
        insta::assert_snapshot!(page.replace('/', "-"), words.join("\n"));
    }
}

/// Authors name a cause in their own words, so incidents share only its category.
#[test]
fn incidents_whose_causes_have_other_names_are_alike_by_category() {
    let project = project().with(
        "content/postmortems/vault.md",
        "---\ntitle: Vault sealed itself\nstarted_at: 2025-02-02T02:00:00Z\n\
         causes: [connection-leak, unhandled-code-path]\n---\n\nNothing else is known.\n",
    );
    project.build(&[]).code(0);
    let likes = |of: &str, other: &str| -> Option<String> {
        let incidents = data(&project, "incidents");
        let incident = incidents
            .iter()
            .find(|incident| incident["url"].as_str().is_some_and(|url| url.contains(of)))?;
        let similar = incident["similar"].as_array()?;
        let like = similar
            .iter()
            .find(|like| like["url"].as_str().is_some_and(|url| url.contains(other)))?;
        Some(like["reason"].as_str()?.to_owned())
    };
    for (of, other) in [("vault", "leak"), ("leak", "vault")] {
        let reason = likes(of, other).unwrap_or_default();
        assert!(reason.contains("capacity"), "{of}: {reason}");
        assert!(reason.contains("code defect"), "{of}: {reason}");
    }
    assert_eq!(likes("vault", "other"), None);
}

#[test]
fn an_incident_is_like_others_never_like_itself_and_always_for_a_reason() {
    let Some(shared) = testing::shared() else {
        return;
    };
    let project = Project::new();
    project
        .build_from(&shared.join("corpora/mybinder-incident-reports"))
        .code(0);
    let incidents = data(&project, "incidents");
    let mut some = 0;
    for incident in &incidents {
        for like in incident["similar"].as_array().expect("a list") {
            some += 1;
            assert_ne!(like["url"], incident["url"]);
            let reason = like["reason"].as_str().unwrap_or_default();
            assert!(reason.starts_with("same "), "{}: {reason}", incident["url"]);
        }
    }
    assert!(some > incidents.len(), "{some} of {}", incidents.len());
    for name in ["actions", "lessons"] {
        let number = data(&project, name).len();
        assert!(number > incidents.len(), "{number} {name}");
    }
}
