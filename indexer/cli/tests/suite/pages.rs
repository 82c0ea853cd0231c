//! Tests of the files of a built site.

use crate::support::Project;
use serde_json::Value;

#[test]
fn an_ongoing_incident_is_pinned_to_the_home_page() {
    let incident = |status: &str| {
        format!(
            "---\ntitle: Payments are down\nstatus: {status}\nstarted_at: 2026-01-02T03:04Z\n---\n\n## Timeline\n\n- 03:04 alert\n"
        )
    };
    let project = Project::new().with("content/postmortems/now.md", incident("ongoing"));
    project.build(&[]).code(0);
    let before_list = |html: &str| {
        html[..html
            .find("Recently updated")
            .or(html.find("Recent lessons"))
            .unwrap_or(html.len())]
            .to_owned()
    };
    let home = before_list(&project.site("index.html"));
    assert!(home.contains("Payments are down"), "{home}");

    project.write("content/postmortems/now.md", incident("final"));
    project.build(&[]).code(0);
    let home = before_list(&project.site("index.html"));
    assert!(!home.contains("Payments are down"), "{home}");
}

#[test]
fn old_addresses_lead_to_the_document() {
    let project = Project::new().with(
        "content/runbooks/new-name.md",
        "---\naliases: [/wiki/old-name/, old/other]\n---\n# New name\n\nText.\n",
    );
    project
        .build(&["--base-url", "https://kb.example.com/sub"])
        .code(0);
    for (path, target) in [
        ("wiki/old-name/index.html", "../../runbooks/new-name/"),
        ("old/other/index.html", "../../runbooks/new-name/"),
    ] {
        let html = project.site(path);
        assert!(html.contains(&format!("url={target}")), "{html}");
        assert!(
            html.contains("https://kb.example.com/sub/runbooks/new-name/"),
            "canonical: {html}"
        );
    }
}

#[test]
fn a_link_unfurls_with_title_and_description() {
    let project = Project::new()
        .with(
            "kb.toml",
            "edit_url = \"https://git.example.com/edit/{path}\"\n",
        )
        .with(
            "content/runbooks/disk full.md",
            "---\nsummary: When \"df\" shows 100 % & more.\n---\n# Disk <full>\n\nText.\n",
        );
    project
        .build(&["--base-url", "https://kb.example.com/"])
        .code(0);
    let html = project.site("runbooks/disk-full/index.html");
    for part in [
        "<title>Disk &lt;full&gt;",
        "property=\"og:title\" content=\"Disk &lt;full&gt;\"",
        "property=\"og:url\" content=\"https://kb.example.com/runbooks/disk-full/\"",
        "When &quot;df&quot; shows 100 % &amp; more.",
        "https://git.example.com/edit/runbooks/disk%20full.md",
    ] {
        assert!(html.contains(part), "no `{part}` in:\n{html}");
    }
}

#[test]
fn files_beside_the_markdown_are_published_under_their_hash() {
    let project = Project::new()
        .with(
            "content/guides/img/a graph.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"5\"/>",
        )
        .with("content/guides/unused.png", b"\x89PNG")
        .with(
            "content/guides/x.md",
            "# X\n\n![the graph](img/a%20graph.svg)\n",
        );
    project.build(&[]).code(0);
    let media: Vec<_> = project
        .site_files()
        .into_iter()
        .map(|(path, _)| path.to_string_lossy().into_owned())
        .filter(|path| path.starts_with("media/"))
        .collect();
    assert_eq!(media.len(), 1, "{media:?}");
    assert!(
        media[0].starts_with("media/a-graph-") && media[0].ends_with(".svg"),
        "{media:?}"
    );
    let html = project.site("guides/x/index.html");
    assert!(
        html.contains(&format!("src=\"../../{}\"", media[0])),
        "{html}"
    );
}

#[test]
fn every_document_is_listed_for_other_programs() {
    let project = Project::new()
        .with("content/a.md", "# A\n")
        .with("content/services/payments.md", "# Payments\n");
    project.build(&[]).code(0);
    let pages: Value = serde_json::from_str(&project.site("pages.json")).expect("JSON");
    let expected = serde_json::json!([
        { "path": "a.md", "url": "/guides/a/", "kind": "guide", "title": "A" },
        { "path": "services/payments.md", "url": "/services/payments/", "kind": "service", "title": "Payments" },
    ]);
    assert_eq!(pages, expected);
}

#[test]
fn an_empty_content_is_a_site_too() {
    let project = Project::new();
    project.build(&["--strict"]).code(0);
    assert!(project.site("index.html").contains("</html>"));
    let found = project.kb(&["search", "--json", "anything"]);
    assert!(found.code(0).stdout.contains("\"hits\":[]"));
}

#[test]
fn many_queries_are_answered_a_line_each() {
    let project = Project::new()
        .with(
            "content/runbooks/a.md",
            "# Disk full\n\n## Find big files\n\nUse du to find what fills the disk.\n",
        )
        .with(
            "queries.jsonl",
            "{\"q\": \"disk\"}\n\n{\"q\": \"\"}\n{\"q\": \"find du\"}\n",
        );
    project.build(&[]).code(0);
    let ran = project.kb(&["search", "--queries", "queries.jsonl"]);
    let lines: Vec<Value> = ran
        .code(0)
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[1]["hits"], serde_json::json!([]));
    let hit = &lines[2]["hits"][0];
    assert_eq!(hit["path"], "runbooks/a.md");
    assert_eq!(hit["url"], "/runbooks/a/#find-big-files");
    assert_eq!(hit["kind"], "runbook");
    assert_eq!(hit["heading"], "Find big files");
    assert!(
        hit["snippet"]
            .as_str()
            .is_some_and(|text| text.contains("fills the disk")),
        "{hit}"
    );

    project.write("queries.jsonl", "not json\n");
    project
        .kb(&["search", "--queries", "queries.jsonl"])
        .code(2)
        .says(&["queries.jsonl: line 1"]);
}

#[test]
fn a_score_is_explained_in_words_and_in_json() {
    let project = Project::new().with(
        "content/runbooks/a.md",
        "# Disk full\n\n## Find big files\n\nUse du to find what fills the disk.\n",
    );
    project.build(&[]).code(0);
    let ran = project.kb(&["search", "--explain", "disk", "fill"]);
    let text = &ran.code(0).stdout;
    for part in [
        "literal   disk",
        "stem      fills",
        "title §0 1×",
        "best section",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let ran = project.kb(&["search", "--explain", "--json", "disk", "fill"]);
    let answer: Value = serde_json::from_str(&ran.code(0).stdout).expect("JSON");
    let hit = &answer["hits"][0];
    let steps = hit["explanation"]["steps"].as_array().expect("steps");
    assert_eq!(steps.last().expect("a step")["score"], hit["score"]);
    let word = &hit["explanation"]["words"][0];
    assert_eq!(word["word"], "disk");
    assert_eq!(word["forms"][0]["fields"][0]["field"], "title");
}
