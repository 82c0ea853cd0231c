//! Tests that real trees of Markdown, written by others, are built completely.

use std::path::Path;

use crate::support::Project;
use serde_json::Value;

/// The corpora, each with queries and a word that the path of the best hit must contain.
const CORPORA: [(&str, &[(&str, &str)]); 4] = [
    (
        "prometheus-operator-runbooks",
        &[
            ("KubePodCrashLooping", "kubepodcrashlooping"),
            ("kubepodcrashlooping", "kubepodcrashlooping"),
            ("etcd members down", "etcdmembersdown"),
        ],
    ),
    (
        "openshift-runbooks",
        &[
            ("etcd members down", "etcd"),
            ("KubeAPIDown", "kubeapidown"),
        ],
    ),
    ("dfds-postmortems", &[("inotify watches", "inotify")]),
    ("mybinder-incident-reports", &[]),
];

fn markdown_files(folder: &Path) -> usize {
    let entries = std::fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path());
    entries
        .map(
            |path| match path.extension().and_then(|extension| extension.to_str()) {
                _ if path.is_dir() => markdown_files(&path),
                Some("md") => 1,
                _ => 0,
            },
        )
        .sum()
}

fn pages(project: &Project) -> Vec<Value> {
    serde_json::from_str(&project.site("pages.json")).expect("pages.json is JSON")
}

fn first_path(project: &Project, query: &str) -> String {
    let ran = project.kb(&["search", "--json", "--limit", "3", query]);
    let answer: Value = serde_json::from_str(&ran.code(0).stdout).expect("a JSON line");
    answer["hits"][0]["path"]
        .as_str()
        .unwrap_or_default()
        .to_lowercase()
}

#[test]
fn every_corpus_becomes_a_site_twice_the_same_that_finds_what_words_name() {
    let Some(shared) = testing::shared() else {
        return;
    };
    for (corpus, queries) in CORPORA {
        let content = shared.join("corpora").join(corpus);
        let project = Project::new();
        project.build_from(&content).code(0);
        let pages = pages(&project);
        assert_eq!(
            pages.len(),
            markdown_files(&content),
            "{corpus}: a page for every file"
        );
        for page in &pages {
            let url = page["url"].as_str().expect("a url");
            let html = project.site(&format!("{}index.html", url.trim_start_matches('/')));
            assert!(
                html.ends_with("</html>\n") || html.ends_with("</html>"),
                "{corpus}: {url} is whole"
            );
        }
        for (query, expected) in queries {
            let path = first_path(&project, query);
            assert!(path.contains(expected), "{corpus}: `{query}` found {path}");
        }
        let first = project.site_files();
        project.build_from(&content).code(0);
        assert!(
            first == project.site_files(),
            "{corpus}: two builds are the same"
        );
    }
}

#[test]
fn the_seed_incident_alone_is_a_site() {
    let Some(shared) = testing::shared() else {
        return;
    };
    let seed = std::fs::read(shared.join("corpora/seed-postmortem.md")).expect("the seed");
    let project = Project::new().with("content/postmortems/seed.md", seed);
    project.build(&[]).code(0);
    assert_eq!(pages(&project).len(), 1);
    assert!(first_path(&project, "connection leak").contains("seed"));
}

#[test]
fn threads_and_time_zones_do_not_show() {
    let Some(shared) = testing::shared() else {
        return;
    };
    let content = shared.join("corpora/mybinder-incident-reports");
    let project = Project::new();
    let mut sites = Vec::new();
    for (threads, zone) in [("1", "UTC"), ("4", "Pacific/Kiritimati")] {
        let mut kb = crate::support::kb();
        kb.args(["build", "--app", "frontend", "--content"])
            .arg(&content);
        kb.current_dir(project.path(""))
            .env("RAYON_NUM_THREADS", threads)
            .env("TZ", zone);
        crate::support::run(&mut kb).code(0);
        sites.push(project.site_files());
    }
    assert!(sites[0] == sites[1]);
}
