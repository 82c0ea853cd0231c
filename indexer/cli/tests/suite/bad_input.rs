//! Tests with wrong input: it leads to one clear message and the right exit code,
//! and the previous site is not changed.

use crate::support::Project;

/// A project whose site was built from one valid runbook.
fn published() -> Project {
    let project = Project::new().with("content/runbooks/good.md", "# Good\n\nFirst version.\n");
    project.build(&[]).code(0);
    project
}

/// Asserts that the build fails with `code`, prints `parts`, and changes nothing.
#[track_caller]
fn fails(project: &Project, arguments: &[&str], code: i32, parts: &[&str]) {
    let before = project.site_files();
    project.build(arguments).code(code).says(parts);
    assert!(
        before == project.site_files(),
        "the previous site was touched"
    );
    let unparsed: Vec<_> = std::fs::read_dir(project.path(""))
        .expect("the project")
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.contains("building"))
        .collect();
    assert_eq!(unparsed, Vec::<String>::new());
}

#[test]
fn a_missing_content_folder() {
    fails(
        &published(),
        &["--content", "nowhere"],
        2,
        &["nowhere", "no such folder", "--content"],
    );
}

#[test]
fn a_file_that_is_not_utf8() {
    let project = published().with("content/guides/latin1.md", b"# Caf\xe9\n");
    fails(&project, &[], 1, &["guides/latin1.md", "UTF-8", "1 error"]);
}

#[test]
fn malformed_front_matter_is_an_error_only_under_strict() {
    let project = published().with(
        "content/guides/broken.md",
        "---\ntitle: [unclosed\n---\n\nText stays.\n",
    );
    fails(&project, &["--strict"], 1, &["guides/broken.md:"]);
    project
        .build(&[])
        .code(0)
        .says(&["warning", "guides/broken.md:"]);
    assert!(
        project
            .site("guides/broken/index.html")
            .contains("unclosed"),
        "shown as text"
    );
}

#[test]
fn an_unknown_kind() {
    let project = published().with("content/x.md", "---\nkind: poem\n---\n\nText.\n");
    fails(&project, &[], 1, &["x.md:2", "poem", "runbook"]);
}

#[test]
fn two_documents_that_declare_one_slug() {
    let project = published()
        .with("content/guides/a.md", "---\nslug: same\n---\n\nA.\n")
        .with("content/guides/b.md", "---\nslug: same\n---\n\nB.\n");
    fails(&project, &[], 1, &["guides/a.md", "guides/b.md", "same"]);
}

#[test]
fn an_output_that_cannot_be_written() {
    let project = published().with("a-file", "");
    fails(&project, &["--out", "a-file/dist"], 1, &["a-file", "--out"]);
}

#[test]
fn an_output_that_is_something_else() {
    let project = published().with("thesis/chapter.tex", "years of work");
    fails(
        &project,
        &["--out", "thesis"],
        1,
        &["thesis", "not a site", "--out"],
    );
    assert!(project.path("thesis/chapter.tex").exists());
}

#[test]
fn no_bundled_frontend() {
    let project = published();
    let before = project.site_files();
    let message = ["no bundled frontend", "cargo xtask frontend"];
    project.kb(&["build"]).code(2).says(&message);
    project
        .kb(&["build", "--app", "missing"])
        .code(2)
        .says(&message);
    for (file, what) in [
        ("app-1_bg.wasm", "has no search (app*.wasm)"),
        (
            "tools_bg.wasm",
            "has no islands beside the search (tools*.wasm)",
        ),
    ] {
        let file = project.path(&format!("frontend/{file}"));
        let bytes = std::fs::read(&file).expect("the bundle has it");
        std::fs::remove_file(&file).expect("removed");
        project
            .build(&[])
            .code(2)
            .says(&[what, "cargo xtask frontend"]);
        std::fs::write(&file, bytes).expect("put back");
    }
    assert!(before == project.site_files());
}

#[test]
fn a_wrong_configuration() {
    let project = published().with("kb.toml", "titel = \"x\"\n");
    fails(&project, &[], 2, &["kb.toml", "titel"]);
    let project = published().with("kb.toml", "time_zone = \"Mars/Olympus\"\n");
    fails(&project, &[], 2, &["kb.toml", "time_zone", "Mars/Olympus"]);
    fails(
        &published(),
        &["--base-url", "kb.example.com"],
        2,
        &["--base-url", "https://"],
    );
}

#[test]
fn a_draft_reaches_no_file_of_the_site() {
    let project = Project::new()
        .with(
            "content/guides/plain.md",
            "---\ntags: [common]\n---\n# Plain\n\nSee [it](secret.md).\n",
        )
        .with(
            "content/guides/secret.md",
            "---\ndraft: true\ntags: [onlydraft]\n---\n# Zanzibar\n\nzanzibar text\n",
        )
        .with(
            "content/guides/other.md",
            "---\naudience: [board]\n---\n# Quixotic\n\nquixotic text\n",
        );
    project.build(&["--audience", "engineers"]).code(0);
    for (path, bytes) in project.site_files() {
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        for word in ["zanzibar", "quixotic", "onlydraft"] {
            assert!(!text.contains(word), "{word} is in {}", path.display());
        }
    }
    for word in ["zanzibar", "quixotic"] {
        let found = project.kb(&["search", "--json", word]);
        assert!(
            found.code(0).stdout.contains("\"hits\":[]"),
            "{}",
            found.stdout
        );
    }
}

#[test]
fn a_typing_error_publishes_no_draft() {
    let project = Project::new()
        .with(
            "content/a.md",
            "---\ntitle: Secret: plan\ndraft: true\n---\n\nzanzibar\n",
        )
        .with(
            "content/b.md",
            "---\ndraft: true\ntitle: never closed\n\nzanzibar\n",
        )
        .with("content/c.md", "---\npublished: false\n---\n\nzanzibar\n")
        .with(
            "content/d.md",
            "---\ntitle: For: some\naudience: [board]\n---\n\nzanzibar\n",
        );
    project
        .build(&["--audience", "engineers"])
        .code(0)
        .says(&["a.md:2", "b.md:1"]);
    for (path, bytes) in project.site_files() {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("zanzibar"), "{}", path.display());
    }
}

#[test]
fn a_damaged_pack_is_told_not_trusted() {
    let project = published();
    let pack: Vec<_> = project
        .site_files()
        .into_iter()
        .filter(|(path, _)| path.starts_with("pack"))
        .collect();
    for (path, bytes) in pack {
        let file = project.path("dist").join(&path);
        for damaged in [&bytes[..bytes.len() / 2], b"", b"\xff\xfe garbage"] {
            std::fs::write(&file, damaged).expect("written");
            let ran = project.kb(&["search", "good first"]);
            assert!(
                ran.code == 0 || ran.code == 1,
                "exit {}: {}",
                ran.code,
                ran.stderr
            );
            assert!(!ran.stderr.contains("panicked"), "{}", ran.stderr);
        }
        std::fs::write(&file, &bytes).expect("restored");
    }
    project
        .kb(&["search", "--site", "content", "x"])
        .code(2)
        .says(&["not a site", "kb build"]);
}

#[test]
fn misuse_is_told_apart_from_findings() {
    let project = published();
    project.kb(&["build", "--nonsense"]).code(2);
    project.kb(&["search"]).code(2);
    project.kb(&["check"]).code(0);
    project.kb(&["check", "--content", "nowhere"]).code(2);
    let help = project.kb(&["--help"]);
    let listed = |command: &str| {
        let start = format!("{command} ");
        let mut lines = help.stdout.lines();
        lines.any(|line| line.trim_start().starts_with(&start))
    };
    assert!(!listed("report"), "`report` is not there yet");
    for command in [
        "build",
        "check",
        "search",
        "serve",
        "commands",
        "new",
        "completions",
    ] {
        assert!(listed(command), "{command}");
        let help = project.kb(&[command, "--help"]);
        assert!(help.code(0).stdout.contains("Examples:"), "{command}");
    }
    for shell in ["bash", "zsh", "fish"] {
        assert!(
            project
                .kb(&["completions", shell])
                .code(0)
                .stdout
                .contains("kb")
        );
    }
}
