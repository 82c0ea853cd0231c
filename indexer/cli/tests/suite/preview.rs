//! Tests that a preview has what a build would publish, after any edit.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::support::Project;
use content::config::Config;
use site::frontend::Frontend;
use site::{Build, BuildError, IncrementalBuilder, PackFiles, SiteSnapshot};

/// An image of one pixel; other bytes after it make a different image.
const PIXEL: &[u8] = &[
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0,
    1, 0, 0, 0, 1, 8, 0, 0, 0, 0,
];

/// Writes runbooks, postmortems, guides and services that refer to each other.
fn tree(project: &Project) {
    for (path, text) in [
        (
            "kb.toml",
            "title = \"Ours\"\nbase_url = \"https://kb.example.com/\"\n",
        ),
        ("content/synonyms.txt", "kraken > order service\n"),
        (
            "content/runbooks/KubeAPIDown.md",
            "---\naliases: [/old/api/]\ntags: [kubernetes]\nservices: [orders]\n\
             symptoms: [slow responses]\nsuspects:\n  - cause: The database is full\n    \
             check: \"See [disks](../guides/disks.md#free-space)\"\n---\n\n# KubeAPIDown\n\n\
             ![graph](graph.png)\n\n1. Look at [disks](../guides/disks.md).\n2. `kubectl get $POD`\n",
        ),
        (
            "content/runbooks/disk.md",
            "---\nalerts: [KubeAPIDown, DiskFull]\nsymptoms: [slow responses, disk full]\n---\n\n\
             # Disk full\n\n[gone](nowhere.md) and [near](../guides/disk.md)\n",
        ),
        (
            "content/guides/disks.md",
            "---\ntags: [Kubernetes, storage]\n---\n\n# Disks\n\n## Free space\n\nWhen responses are slow.\n",
        ),
        (
            "content/services/orders.md",
            "---\ntier: 1\ndepends_on: [database]\n---\n\n# Orders\n",
        ),
        (
            "content/postmortems/2024-leak.md",
            "---\ntitle: Orders leaked\nstarted_at: 2024-03-05T09:00:00Z\n\
             resolved_at: 2024-03-05T11:00:00Z\ncauses: [code-defect]\nservices: [orders]\n\
             symptoms: [slow responses]\ntags: [storage]\n---\n\n## Summary\n\nConnections leaked \
             from the pool.\n\n## Lessons learned\n\n- Alert on open connections.\n\n## Action items\n\n\
             | Action | Owner |\n|---|---|\n| Alert on connections | orders |\n",
        ),
        (
            "content/postmortems/2025-again.md",
            "---\ntitle: Orders leaked again\nstarted_at: 2025-03-05T09:00:00Z\n\
             causes: [code-defect]\nservices: [orders]\nsymptoms: [slow responses suddenly]\n---\n\n\
             ## Summary\n\nConnections leaked from the pool.\n\n## Lessons learned\n\n- Monitor the pool.\n",
        ),
    ] {
        project.write(path, text);
    }
    project.write("content/runbooks/graph.png", PIXEL);
}

/// The files that a build writes, by URL; those of the pack are separate.
type Published = (BTreeMap<String, Vec<u8>>, BTreeMap<String, Vec<u8>>);

fn published(project: &Project) -> Published {
    let (pack, rest): (Vec<_>, Vec<_>) = project
        .site_files()
        .into_iter()
        .map(|(path, bytes)| (format!("/{}", path.display()), bytes))
        .partition(|(path, _)| path.starts_with("/pack/"));
    let url = |path: String| match path.strip_suffix("/index.html") {
        Some(folder) => format!("{folder}/"),
        None => path,
    };
    (
        rest.into_iter()
            .map(|(path, bytes)| (url(path), bytes))
            .collect(),
        pack.into_iter()
            .map(|(path, bytes)| (path.rsplit('/').next().unwrap_or(&path).to_owned(), bytes))
            .collect(),
    )
}

/// Returns the URL of the pack in what was published.
fn pack_url(published: &BTreeMap<String, Vec<u8>>) -> String {
    let marker: serde_json::Value =
        serde_json::from_slice(&published["/build.json"]).expect("JSON");
    marker["pack"].as_str().expect("an address").to_owned()
}

/// Returns `bytes` with the URL of the pack replaced.
fn moved(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.replace(from, to).into_bytes(),
        Err(_) => bytes.to_vec(),
    }
}

fn build(project: &Project, frontend: &Arc<Frontend>) -> Result<(), BuildError> {
    site::build(&Build {
        content: &project.path("content"),
        out: &project.path("dist"),
        config: config(project),
        frontend: Arc::clone(frontend),
        strict: false,
    })
    .map(drop)
}

fn config(project: &Project) -> Arc<Config> {
    Arc::new(Config::load(&project.path("kb.toml")).expect("a configuration"))
}

/// Asserts that the snapshot has the same files as the last build, and no others.
#[track_caller]
fn assert_same(snapshot: &SiteSnapshot, project: &Project, what: &str) {
    let (published, pack) = published(project);
    let (own, other) = (snapshot.pack_url().trim_matches('/'), pack_url(&published));
    let other = other.trim_matches('/');
    let mut addresses: Vec<&str> = snapshot.addresses().collect();
    addresses.sort_unstable();
    assert_eq!(addresses, published.keys().collect::<Vec<_>>(), "{what}");
    for (url, bytes) in &published {
        let got = snapshot.get(url).expect("made").expect("there");
        let got = moved(&got, own, other);
        assert_eq!(
            String::from_utf8_lossy(&got),
            String::from_utf8_lossy(bytes),
            "{url} after {what}"
        );
    }
    let content = snapshot.content();
    let built = index::build(&content.documents, content.texts.clone(), &content.synonyms)
        .expect("an index");
    let files = PackFiles::new(built.pack);
    let mut names: Vec<&str> = files.names().collect();
    names.sort_unstable();
    assert_eq!(names, pack.keys().collect::<Vec<_>>(), "{what}");
    for (name, bytes) in &pack {
        let got = files.get(name).expect("deflated").expect("there");
        assert!(got == *bytes, "{name} after {what}");
    }
    let fresh = content::load(&project.path("content"), &config(project)).expect("content");
    assert_eq!(content.diagnostics, fresh.diagnostics, "{what}");
    assert_eq!(content.sources, fresh.sources, "{what}");
}

#[test]
fn a_large_site_is_made_in_turns_and_is_the_same() {
    let project = Project::new();
    tree(&project);
    let frontend = Frontend::load(Some(&project.path("frontend"))).expect("a frontend");
    let frontend = Arc::new(frontend);
    let made = |most_beside: usize| {
        let job = Build {
            content: &project.path("content"),
            out: &project.path("dist"),
            config: config(&project),
            frontend: Arc::clone(&frontend),
            strict: false,
        };
        let summary = site::build_within(&job, most_beside).expect("a site");
        let figures = (summary.pages, summary.sections, summary.documents);
        let mut files = project.site_files();
        files.sort();
        (files, figures)
    };
    let (beside, in_turns) = (made(usize::MAX), made(0));
    assert!(beside.0.len() > 20);
    assert!(beside == in_turns);
}

/// Edits in order; each starts from the result of those before.
const EDITS: &[(&str, &[(&str, Edit)])] = &[
    ("nothing", &[]),
    (
        "a changed word",
        &[("content/guides/disks.md", Edit::Append("\nAnother word.\n"))],
    ),
    (
        "a new heading, which a near miss is suggested for",
        &[(
            "content/guides/disks.md",
            Edit::Append("\n## Used space\n\nSlow responses.\n"),
        )],
    ),
    (
        "a link to a section that is not there, then is",
        &[(
            "content/runbooks/disk.md",
            Edit::Append("\n[later](../guides/disks.md#later)\n"),
        )],
    ),
    (
        "the section",
        &[("content/guides/disks.md", Edit::Append("\n## Later\n"))],
    ),
    (
        "the section under another name",
        &[(
            "content/guides/disks.md",
            Edit::Replace("## Later", "## Latest"),
        )],
    ),
    (
        "a document that a link led nowhere without",
        &[("content/runbooks/nowhere.md", Edit::Write("# Nowhere\n"))],
    ),
    (
        "a document of a name that there is",
        &[(
            "content/runbooks/more/disk.md",
            Edit::Write("# Other disk\n"),
        )],
    ),
    (
        "a document gone",
        &[("content/runbooks/more/disk.md", Edit::Remove)],
    ),
    (
        "a document renamed",
        &[(
            "content/runbooks/nowhere.md",
            Edit::Rename("content/runbooks/somewhere.md"),
        )],
    ),
    (
        "a declared address",
        &[(
            "content/runbooks/somewhere.md",
            Edit::Write(
                "---\nslug: elsewhere\naliases: [/runbooks/nowhere/]\n---\n\n# Somewhere\n",
            ),
        )],
    ),
    (
        "another image, as long",
        &[("content/runbooks/graph.png", Edit::Pixel(1))],
    ),
    (
        "and another",
        &[("content/runbooks/graph.png", Edit::Pixel(2))],
    ),
    (
        "broken front matter",
        &[(
            "content/guides/disks.md",
            Edit::Write("---\nkind: poem\n---\n\n# Disks\n"),
        )],
    ),
    (
        "a change elsewhere while it is broken",
        &[("content/services/orders.md", Edit::Append("\nChanged.\n"))],
    ),
    (
        "repaired front matter",
        &[(
            "content/guides/disks.md",
            Edit::Write(
                "---\ntags: [storage]\nsymptoms: [disk full]\n---\n\n# Disks\n\n## Free space\n",
            ),
        )],
    ),
    (
        "a broken alias",
        &[(
            "content/runbooks/disk.md",
            Edit::Replace("alerts:", "aliases: [/old/api/]\nalerts:"),
        )],
    ),
    (
        "the alias repaired",
        &[(
            "content/runbooks/disk.md",
            Edit::Replace("aliases: [/old/api/]", "aliases: [/old/disk/]"),
        )],
    ),
    (
        "other synonyms",
        &[("content/synonyms.txt", Edit::Write("kraken = invoices\n"))],
    ),
    ("no synonyms", &[("content/synonyms.txt", Edit::Remove)]),
    (
        "another title, zone and address of the site",
        &[(
            "kb.toml",
            Edit::Write("title = \"Theirs\"\ntime_zone = \"Europe/Berlin\"\n"),
        )],
    ),
    (
        "another lesson of an incident",
        &[(
            "content/postmortems/2024-leak.md",
            Edit::Replace("- Alert on", "- Rehearse rollbacks.\n- Alert on"),
        )],
    ),
    (
        "an incident that is like no other",
        &[(
            "content/postmortems/2025-again.md",
            Edit::Write("# Power cut\n\n## Summary\n\nThe lights went out.\n"),
        )],
    ),
    (
        "incidents before all others",
        &[
            (
                "content/a/postmortems/1.md",
                Edit::Write(
                    "---\ntitle: A pool leaked\nservices: [orders]\ncauses: [code-defect]\n---\n\n## Summary\n\nConnections leaked.\n",
                ),
            ),
            ("content/postmortems/2025-again.md", Edit::Remove),
        ],
    ),
    (
        "a draft",
        &[(
            "content/services/orders.md",
            Edit::Replace("tier: 1", "draft: true"),
        )],
    ),
    (
        "bytes that are no text",
        &[("content/guides/latin.md", Edit::Bytes(b"# Caf\xe9\n"))],
    ),
    ("them gone", &[("content/guides/latin.md", Edit::Remove)]),
    ("no image", &[("content/runbooks/graph.png", Edit::Remove)]),
    (
        "a folder gone",
        &[
            ("content/postmortems", Edit::Remove),
            ("content/a", Edit::Remove),
        ],
    ),
];

/// A change of a file.
enum Edit {
    Write(&'static str),
    Bytes(&'static [u8]),
    Append(&'static str),
    Replace(&'static str, &'static str),
    Rename(&'static str),
    Pixel(u8),
    Remove,
}

impl Edit {
    fn apply(&self, project: &Project, path: &str) {
        let file = project.path(path);
        let text = || std::fs::read_to_string(&file).expect("a text");
        match self {
            Self::Write(text) => project.write(path, text),
            Self::Bytes(bytes) => project.write(path, bytes),
            Self::Append(more) => project.write(path, text() + more),
            Self::Replace(from, to) => {
                assert!(text().contains(from), "{path} has no {from}");
                project.write(path, text().replacen(from, to, 1));
            }
            Self::Rename(to) => std::fs::rename(&file, project.path(to)).expect("renamed"),
            Self::Pixel(byte) => {
                project.write(path, [PIXEL, &[*byte]].concat());
            }
            Self::Remove if file.is_dir() => std::fs::remove_dir_all(&file).expect("removed"),
            Self::Remove => std::fs::remove_file(&file).expect("removed"),
        }
    }
}

/// Applies the edits one by one. After each, a builder that saw all edits and a
/// build from scratch must agree, also in their findings. Returns the number of
/// failed builds.
fn compare_after_each(project: &Project, edits: &[(&str, &[(&str, Edit)])]) -> usize {
    let frontend = Frontend::load(Some(&project.path("frontend"))).expect("a frontend");
    let frontend = Arc::new(frontend);
    let mut builder = IncrementalBuilder::new(&project.path("content"), Arc::clone(&frontend));
    let mut failures = 0;
    for (what, edits) in edits {
        for (path, edit) in *edits {
            edit.apply(project, path);
        }
        let built = build(project, &frontend);
        match (builder.snapshot(&config(project)), built) {
            (Ok(snapshot), Ok(())) => assert_same(&snapshot, project, what),
            (Err(error), Err(expected)) => {
                failures += 1;
                assert_eq!(error.to_string(), expected.to_string(), "{what}");
            }
            (snapshot, built) => panic!("{what}: {:?} but {built:?}", snapshot.err()),
        }
    }
    failures
}

#[test]
fn a_snapshot_is_what_a_build_publishes_after_any_edits() {
    let project = Project::new();
    tree(&project);
    let failures = compare_after_each(&project, EDITS);
    assert_eq!(
        failures, 4,
        "broken front matter twice, an alias, and bytes"
    );
}

/// Paths that random edits write to.
const PLACES: [&str; 7] = [
    "content/runbooks/disk.md",
    "content/runbooks/a/disk.md",
    "content/guides/disk.md",
    "content/guides/b.md",
    "content/postmortems/b.md",
    "content/postmortems/c.md",
    "content/guides/_index.md",
];

/// Texts that random edits write.
const TEXTS: [&str; 9] = [
    "# Disk\n\n[b](../guides/b.md#free) [c](../postmortems/c.md)\n",
    "---\ntags: [x]\nalerts: [DiskFull]\n---\n\n## Free\n\n![i](i.png)\n",
    "# I\n\n[i](../guides/i.png) [full](disk.md#full) [own](#free)\n",
    "---\nowner: ops\nsymptoms: [disk full]\n---\n\n# B\n\n[disk](disk.md)\n",
    "---\ntags: [X, y]\nservices: [orders]\nalerts: [DiskFull]\n---\n\n# Free\n\n## Free\n",
    "---\nstarted_at: 2024-01-02\nservices: [orders]\nsymptoms: [disk full at night]\n---\n\n# C\n\n## Lessons learned\n\n- Monitor disks.\n",
    "---\ndraft: true\n---\n\n# Hidden\n",
    "# B\n\n## Full\n\n[c](../postmortems/c.md#lessons-learned)\n",
    "# Disk full\n\nAs in [b](/guides/b/) and [near](dsik.md).\n",
];

/// A text that makes a build fail.
const BROKEN: &str = "---\nkind: poem\n---\n";

#[test]
fn random_edits_leave_what_a_build_publishes() {
    for mut seed in 1..=3_usize {
        let mut next = |below: usize| {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) % below
        };
        let project = Project::new();
        tree(&project);
        let steps: Vec<[(&str, Edit); 3]> = (0..24)
            .map(|step| {
                let [one, other] = [(); 2].map(|()| match next(5) {
                    0 => ("content/guides/i.png", Edit::Pixel(next(3) as u8)),
                    _ => (
                        PLACES[next(PLACES.len())],
                        Edit::Write(TEXTS[next(TEXTS.len())]),
                    ),
                });
                // In some steps the content is broken.
                let broken = if step % 6 == 4 { BROKEN } else { "# Sound\n" };
                [one, other, ("content/broken.md", Edit::Write(broken))]
            })
            .collect();
        let steps: Vec<(&str, &[(&str, Edit)])> = steps
            .iter()
            .map(|edits| ("random edits", edits.as_slice()))
            .collect();
        let failures = compare_after_each(&project, &steps);
        assert_eq!(failures, 4, "as often as it is broken");
    }
}

#[test]
fn a_commit_changes_the_dates() {
    let project = Project::new();
    tree(&project);
    let git = |arguments: &[&str]| {
        let done = Command::new("git")
            .current_dir(project.path("."))
            .args(["-c", "user.name=a", "-c", "user.email=a@example.com"])
            .args(arguments)
            .env("GIT_COMMITTER_DATE", "2024-02-03T04:05:06Z")
            .output()
            .expect("git");
        assert!(
            done.status.success(),
            "{}",
            String::from_utf8_lossy(&done.stderr)
        );
    };
    let frontend = Arc::new(Frontend::load(Some(&project.path("frontend"))).expect("a frontend"));
    let mut builder = IncrementalBuilder::new(&project.path("content"), Arc::clone(&frontend));
    let mut dates = |project: &Project, what: &str| {
        let snapshot = builder.snapshot(&config(project)).expect("a snapshot");
        build(project, &frontend).expect("built");
        assert_same(&snapshot, project, what);
        let data = snapshot.get("/data/documents.json").expect("made");
        let text = String::from_utf8_lossy(&data.expect("there")).into_owned();
        text.matches("2024-02-03T04:05:06Z").count()
    };
    assert_eq!(dates(&project, "no repository"), 0);
    git(&["init", "--quiet"]);
    assert_eq!(dates(&project, "no commit"), 0);
    git(&["add", "content/guides"]);
    git(&["commit", "--quiet", "-m", "guides"]);
    assert_eq!(dates(&project, "a commit"), 1);
    git(&["add", "content"]);
    assert_eq!(dates(&project, "what is only added"), 1);
    git(&["commit", "--quiet", "-m", "all"]);
    assert_eq!(dates(&project, "another commit"), 6);
}

#[test]
fn real_documents_are_previewed_as_they_are_built() {
    let Some(shared) = testing::shared() else {
        return;
    };
    let project = Project::new();
    for name in ["openshift-runbooks", "dfds-postmortems"] {
        copy(
            &shared.join("corpora").join(name),
            &project.path(&format!("content/{name}")),
        );
    }
    project.write("content/runbooks/own.md", "# Own\n");
    let edits: &[(&str, &[(&str, Edit)])] = &[
        ("nothing", &[]),
        (
            "a new section",
            &[(
                "content/runbooks/own.md",
                Edit::Append("\n## More\n\nalerts\n"),
            )],
        ),
    ];
    compare_after_each(&project, edits);
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let name = entry.file_name();
        match entry.file_type().expect("a type") {
            kind if kind.is_dir() && name == ".git" => {}
            kind if kind.is_dir() => copy(&entry.path(), &to.join(name)),
            kind if kind.is_file() => {
                std::fs::copy(entry.path(), to.join(name)).expect("copied");
            }
            _ => {}
        }
    }
}

/// A running `kb serve`, which is ended when it is dropped.
struct Serve {
    child: Child,
    host: String,
}

impl Serve {
    fn start(project: &Project) -> Self {
        let mut child = crate::support::kb()
            .current_dir(project.path("."))
            .args(["serve", "--app", "frontend", "--port", "0"])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("kb starts");
        let told = child.stderr.take().expect("its output");
        let mut lines = BufReader::new(told).lines().map_while(Result::ok);
        let host = lines.find_map(|line| {
            let (_, rest) = line.split_once("http://")?;
            Some(rest.split_once('/')?.0.to_owned())
        });
        // The rest of the output is read, since the server would block on a full pipe.
        std::thread::spawn(move || lines.for_each(drop));
        Self {
            child,
            host: host.expect("an address"),
        }
    }

    fn ask(&self, url: &str) -> TcpStream {
        let mut stream = TcpStream::connect(&self.host).expect("a connection");
        let patience = Duration::from_secs(60);
        stream.set_read_timeout(Some(patience)).expect("a timeout");
        let host = &self.host;
        let request = format!("GET {url} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).expect("asked");
        stream
    }

    /// Returns status, head and body of a response, without the reload script.
    fn get(&self, url: &str) -> (u16, String, Vec<u8>) {
        let mut bytes = Vec::new();
        self.ask(url).read_to_end(&mut bytes).expect("an answer");
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n");
        let body = bytes.split_off(end.expect("a head") + 4);
        let head = String::from_utf8_lossy(&bytes).into_owned();
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok());
        let body = match std::str::from_utf8(&body) {
            Ok(text) if head.contains("text/html") => match text.split_once("<script src=\"/__kb/")
            {
                Some((before, after)) => {
                    let after = after.split_once("</script>").expect("a script").1;
                    format!("{before}{after}").into_bytes()
                }
                None => body,
            },
            _ => body,
        };
        (status.expect("a status"), head, body)
    }

    /// Waits until the page at `url` holds `text`.
    #[track_caller]
    fn wait(&self, url: &str, text: &str) {
        let began = Instant::now();
        loop {
            let (_, _, body) = self.get(url);
            if String::from_utf8_lossy(&body).contains(text) {
                return;
            }
            assert!(
                began.elapsed() < Duration::from_secs(60),
                "{url} has no {text}"
            );
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Waits until open pages receive the failure of the build, with the reason.
    #[track_caller]
    fn told_of_failure(&self, why: &str) {
        let lines = BufReader::new(self.ask("/__kb/events")).lines();
        let mut failed = false;
        for line in lines.map_while(Result::ok) {
            failed |= line.contains("event: failed");
            if failed && line.contains(why) {
                return;
            }
        }
        panic!("never told of {why}");
    }

    /// Asserts that every URL returns what `kb build` writes for it.
    #[track_caller]
    fn assert_same(&self, project: &Project) {
        project.build(&[]).code(0);
        let (published, pack) = published(project);
        let (_, _, marker) = self.get("/build.json");
        let own = pack_url(&BTreeMap::from([("/build.json".to_owned(), marker)]));
        let other = pack_url(&published);
        for (url, bytes) in &published {
            let (status, _, body) = self.get(url);
            assert_eq!(status, 200, "{url}");
            let body = moved(&body, own.trim_matches('/'), other.trim_matches('/'));
            assert_eq!(
                String::from_utf8_lossy(&body),
                String::from_utf8_lossy(bytes),
                "{url}"
            );
        }
        for (name, bytes) in &pack {
            let (status, _, body) = self.get(&format!("/{own}{name}"));
            assert_eq!((status, body == *bytes), (200, true), "{name}");
        }
        let (status, _, body) = self.get("/no/such/page/");
        assert_eq!(status, 404);
        assert!(published["/404.html"].len().abs_diff(body.len()) < 4096);
    }
}

impl Drop for Serve {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn every_address_is_served_as_it_is_published() {
    let project = Project::new();
    tree(&project);
    let serve = Serve::start(&project);
    serve.assert_same(&project);

    // The server redirects as static hosts do.
    let (status, head, _) = serve.get("/guides/disks");
    assert_eq!(status, 301, "{head}");
    assert!(head.contains("location: /guides/disks/\r\n"), "{head}");
    assert_eq!(serve.get("/guides/disks/index.html").0, 200);
    assert_eq!(serve.get("/../kb.toml").0, 400);
    let (_, _, marker) = serve.get("/build.json");
    let passed = pack_url(&BTreeMap::from([("/build.json".to_owned(), marker)]));

    project.write("content/guides/disks.md", "# Disks\n\nChangedword.\n");
    serve.wait("/guides/disks/", "Changedword");
    assert_eq!(
        serve.get(&format!("/{passed}manifest.kbp")).0,
        404,
        "builds never mix"
    );
    serve.assert_same(&project);

    // A broken edit is reported, and the previous snapshot is still served.
    project.write("content/guides/disks.md", "---\nkind: poem\n---\n");
    serve.told_of_failure("1 error");
    serve.wait("/guides/disks/", "Changedword");

    std::fs::remove_file(project.path("content/guides/disks.md")).expect("removed");
    project.write("content/guides/other.md", "# Other\n\nNewword.\n");
    serve.wait("/guides/other/", "Newword");
    assert_eq!(serve.get("/guides/disks/").0, 404);
    serve.assert_same(&project);

    project.write("kb.toml", "title = \"Renamed\"\n");
    serve.wait("/", "Renamed");
    serve.assert_same(&project);
    project.write("kb.toml", "nonsense\n");
    serve.told_of_failure("kb.toml");
    project.write("kb.toml", "title = \"Again\"\n");
    serve.wait("/", "Again");
    serve.assert_same(&project);
}

#[test]
fn a_preview_of_broken_content_says_so_and_recovers() {
    let project = Project::new().with("content/a.md", "---\nkind: poem\n---\n");
    let serve = Serve::start(&project);
    assert_eq!(serve.get("/").0, 503);
    serve.told_of_failure("1 error");
    project.write("content/a.md", "# Repaired\n");
    serve.wait("/guides/a/", "Repaired");
}
