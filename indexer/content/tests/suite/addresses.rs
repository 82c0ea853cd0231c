//! Tests of kinds, titles, URLs and redirects.

#![allow(clippy::unwrap_used)]

use crate::support::{Tree, at, findings};
use content::Content;

fn urls(content: &Content) -> Vec<&str> {
    content
        .documents
        .iter()
        .map(|document| document.url.as_str())
        .collect()
}

#[test]
fn documents_of_one_name_all_gain_their_folders() {
    let content = Tree::new()
        .file("cluster-a/KubeAPIDown.md", "# KubeAPIDown\n\n## Meaning\n")
        .file("cluster-b/KubeAPIDown.md", "# KubeAPIDown\n\n## Meaning\n")
        .file(
            "x/cluster-b/KubeAPIDown.md",
            "# KubeAPIDown\n\n## Meaning\n",
        )
        .file("runbooks/kubeapidown.md", "# Down\n")
        .file("other/Alone.md", "# Alone\n\n## Meaning\n")
        .load();
    assert_eq!(
        urls(&content),
        [
            "/runbooks/cluster-a/kubeapidown/",
            "/runbooks/cluster-b/kubeapidown/",
            "/runbooks/alone/",
            "/runbooks/kubeapidown/",
            "/runbooks/x/cluster-b/kubeapidown/",
        ]
    );
    let notices = findings(&content);
    assert_eq!(notices.len(), 3, "{notices:?}");
    assert!(
        notices
            .iter()
            .all(|notice| notice.starts_with("notice address-derived"))
    );
}

#[test]
fn names_that_differ_only_in_writing_are_numbered() {
    let content = Tree::new().file("a b.md", "x").file("a-b.md", "y").load();
    assert_eq!(urls(&content), ["/guides/a-b/", "/guides/a-b-2/"]);
}

#[test]
fn no_document_takes_the_url_of_a_brief() {
    let content = Tree::new()
        .file("postmortems/pool.md", "# Pool\n")
        .file(
            "postmortems/other.md",
            "---\nslug: pool/brief\n---\n# Other\n",
        )
        .load();
    assert_eq!(
        urls(&content),
        ["/postmortems/pool/brief-2/", "/postmortems/pool/"]
    );
    let found = findings(&content);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("error address-taken"), "{found:?}");

    // Derived: of two documents with one name, both gain their folders.
    let content = Tree::new()
        .file("postmortems/brief.md", "# A\n")
        .file("postmortems/pool.md", "# Pool\n")
        .file("postmortems/pool/brief.md", "# B\n")
        .load();
    assert!(
        !urls(&content).contains(&"/postmortems/pool/brief/"),
        "{:?}",
        urls(&content)
    );
    let found = findings(&content);
    assert!(
        found
            .iter()
            .any(|line| line.starts_with("notice address-derived")
                && line.contains("is the brief of")),
        "{found:?}"
    );
}

#[test]
fn a_derived_address_yields_to_a_declared_one() {
    let content = Tree::new()
        .file("one/disk.md", "x")
        .file("two.md", "---\nslug: disk\n---\n")
        .load();
    assert_eq!(urls(&content), ["/guides/one/disk/", "/guides/disk/"]);
}

#[test]
fn kinds_come_from_front_matter_then_folder_then_headings() {
    let content = Tree::new()
        .file("runbooks/a.md", "---\nkind: postmortem\n---\n")
        .file("team/postmortem/b.md", "# B\n\n## Meaning\n")
        .file("c.md", "# C\n\n## Root Cause(s)\n")
        .file("d.md", "# D\n\n## Diagnosis\n")
        .file("e.md", "# E\n\n## Impact\n")
        .file("KubeDown.md", "# KubeDown [deprecated]\n")
        .load();
    let kinds: Vec<&str> = content
        .documents
        .iter()
        .map(|document| document.kind.name())
        .collect();
    assert_eq!(
        kinds,
        [
            "runbook",
            "postmortem",
            "runbook",
            "guide",
            "postmortem",
            "postmortem"
        ]
    );
}

#[test]
fn titles_come_from_front_matter_then_heading_then_name() {
    let content = Tree::new()
        .config(|config| config.title = "Our site".to_owned())
        .file("README.md", "text")
        .file(
            "a.md",
            "---\ntitle: Declared\n---\n\n# Heading\n\n## Part\n",
        )
        .file("b.md", "# `Code` and *emphasis* & <name>\n\ntext\n")
        .file("c.md", "Underlined\n----------\n\ntext\n")
        .file("some-file_name.md", "text")
        .file("guides/nodes/_index.md", "text")
        .load();
    let titles: Vec<&str> = content
        .documents
        .iter()
        .map(|document| document.title.as_str())
        .collect();
    assert_eq!(
        titles,
        [
            "Our site",
            "Declared",
            "Code and emphasis & <name>",
            "Underlined",
            "Nodes",
            "Some file name"
        ]
    );
    assert_eq!(at(&content, "b.md").html, "<p>text</p>\n");
    assert_eq!(at(&content, "c.md").html, "<p>text</p>\n");
    assert!(
        at(&content, "a.md")
            .html
            .starts_with("<p class=\"subtitle\">Heading</p>")
    );
    assert_eq!(at(&content, "guides/nodes/_index.md").url, "/guides/nodes/");
}

#[test]
fn a_page_has_no_second_first_level_heading() {
    let content = Tree::new()
        .file("a.md", "# A\n\n### x\n\n# B\n\n### y\n\n##### z\n")
        .load();
    let sections = &content.documents[0].sections;
    let levels: Vec<(u8, &str)> = sections
        .iter()
        .map(|s| (s.level, s.heading.as_str()))
        .collect();
    assert_eq!(levels, [(0, ""), (2, "x"), (2, "B"), (3, "y"), (4, "z")]);
    assert!(!content.documents[0].html.contains("<h1"));
}

#[test]
fn aliases_become_redirects() {
    let content = Tree::new()
        .file("a.md", "---\naliases: [/old/a, 'https://x.org/b/c.html?q#f', /guides/a/]\nold_paths: d e\n---\n# A\n")
        .load();
    let redirects: Vec<(&str, &str, &str)> = content
        .redirects
        .iter()
        .map(|redirect| {
            (
                redirect.from.as_str(),
                redirect.to.as_str(),
                redirect.title.as_str(),
            )
        })
        .collect();
    assert_eq!(
        redirects,
        [
            ("/b/c.html/", "/guides/a/", "A"),
            ("/d e/", "/guides/a/", "A"),
            ("/old/a/", "/guides/a/", "A"),
        ]
    );
    assert_eq!(findings(&content), Vec::<String>::new());
}

#[test]
fn runbooks_answer_the_alerts_they_are_named_after() {
    let content = Tree::new()
        .file(
            "runbooks/KubeAPIDown.md",
            "---\ntitle: API down\nalerts: [Other, KubeAPIDown]\n---\n",
        )
        .file("runbooks/restart.md", "# TargetDown\n")
        .file("guides/KubeAPIGone.md", "---\nalerts: Declared\n---\n")
        .load();
    assert_eq!(
        at(&content, "runbooks/KubeAPIDown.md").alerts,
        ["Other", "KubeAPIDown"]
    );
    assert_eq!(at(&content, "runbooks/restart.md").alerts, ["TargetDown"]);
    assert_eq!(at(&content, "guides/KubeAPIGone.md").alerts, ["Declared"]);
}

#[test]
fn drafts_and_other_audiences_are_left_out_everywhere() {
    let tree = || {
        Tree::new()
            .file("a.md", "[b](b.md) [c](c.md) [d](d.md) ![x](x.png)")
            .file("b.md", "---\ndraft: true\naliases: /old/\n---\n[x](x.png)")
            .file("c.md", "---\naudience: [sre]\n---\n")
            .file("d.md", "---\ndraft: perhaps\n---\n")
            .file("x.png", "x")
    };
    let content = tree()
        .config(|config| config.audiences = vec!["support".to_owned()])
        .load();
    assert_eq!(urls(&content), ["/guides/a/"]);
    assert!(content.redirects.is_empty());
    let found = findings(&content).join("\n");
    assert!(found.contains("`b.md` is a draft"), "{found}");
    assert!(found.contains("`c.md` is for another audience"), "{found}");
    assert!(found.contains("`d.md` is a draft"), "{found}");
    let content = tree()
        .config(|config| config.audiences = vec!["SRE".to_owned()])
        .load();
    assert_eq!(urls(&content), ["/guides/a/", "/guides/c/"]);
    assert_eq!(urls(&tree().load()), ["/guides/a/", "/guides/c/"]);
}

#[test]
fn the_result_does_not_depend_on_threads() {
    let mut tree = Tree::new();
    for number in 0..60 {
        let text = format!(
            "# Same\n\n## Meaning\n\n[next](../{}/same.md#meaning) <x>\n",
            (number + 1) % 60
        );
        tree = tree.file(&format!("{number}/same.md"), text);
    }
    let debug = |threads| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        pool.install(|| format!("{:?}", tree.load()))
    };
    assert_eq!(debug(1), debug(4));
}

#[test]
fn an_alias_of_a_generated_page_is_a_finding() {
    let content = Tree::new()
        .file("postmortems/a.md", "# A\n\n## Timeline\n")
        .file(
            "runbooks/b.md",
            "---\naliases: [/symptoms/disk-full/, /postmortems/a/brief/, /old/]\n---\n# B\n",
        )
        .load();
    let found = findings(&content);
    assert_eq!(
        found,
        [
            "error reserved-address runbooks/b.md:2:11 the site itself uses `/symptoms/disk-full/`",
            "error address-taken runbooks/b.md:2:33 `/postmortems/a/brief/` is the printable brief of `postmortems/a.md`",
        ]
    );
    let redirects: Vec<&str> = content
        .redirects
        .iter()
        .map(|one| one.from.as_str())
        .collect();
    assert_eq!(redirects, ["/old/"]);
}

#[test]
fn links_to_generated_pages_lead_where_the_page_exists() {
    let links = [
        "/lessons/",
        "/actions/",
        "/insights/",
        "/feed.xml",
        "/lessons/feed.xml",
        "/alerts/",
        "/alerts/DiskFull/",
        "/alerts/disk-full/",
        "/symptoms/",
        "/symptoms/disk-full/",
        "/tags/x/",
        "/postmortems/a/brief/",
        "/lessons/tag/x/",
        "/data/index.json",
        "/pages.json",
        "/search/?q=x",
    ];
    let dead = [
        "/alerts/Other/",
        "/symptoms/other/",
        "/lessons/tag/y/",
        "/sitemap.xml",
    ];
    let list =
        |urls: &[&str]| -> String { urls.iter().map(|url| format!("- [x]({url})\n")).collect() };
    let content = Tree::new()
        .file(
            "postmortems/a.md",
            "---\ntags: [x]\nsymptoms: [disk full]\n---\n# A\n\n## Lessons learned\n\n- Watch disks\n",
        )
        .file(
            "runbooks/b.md",
            format!(
                "---\nalerts: [DiskFull]\nsymptoms: [Disk full]\n---\n# B\n\n{}{}",
                list(&links),
                list(&dead)
            ),
        )
        .load();
    let found = findings(&content);
    let unresolved: Vec<&str> = found
        .iter()
        .filter_map(|one| one.split('`').nth(1))
        .collect();
    assert_eq!(unresolved, dead, "{found:?}");
}
