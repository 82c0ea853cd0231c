//! Builds our content and real corpora.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context as _, Result, bail, ensure};

use super::{Blocked, Context};
use crate::fingerprint;
use crate::frontend::{self, Profile};
use crate::job::Job;
use crate::kb;
use crate::paths;
use crate::sizes;

/// The folder in which this suite builds.
pub(super) fn scratch() -> PathBuf {
    paths::target().join("site")
}

/// Bundles the frontend and builds our own site at `out`, as strictly as it is published.
pub(super) fn publish(out: &Path) -> Result<()> {
    frontend::bundle(Profile::Release)?;
    let _ = fs::remove_dir_all(out);
    build(Path::new("content"), out, true).shown()
}

/// Builds and checks our content and real corpora, and compares two builds.
pub(super) fn run(context: &mut Context, _: Duration) -> Result<()> {
    let mut tally = Tally::default();
    let site = context.site();
    if site.as_ref().is_err_and(|error| error.is::<Blocked>()) {
        return site.map(drop);
    }
    let built = site.is_ok();
    tally.note("kb build --strict of content", site.map(drop));
    if built {
        tally.note(
            "kb check --strict of content",
            kb::job(&["check", "--strict"]).shown(),
        );
        tally.note("size budgets of the pages", size_budgets());
        tally.note(
            "the same bytes in another zone, on one thread",
            same_again(),
        );
        for corpus in corpora(context)? {
            let name = corpus
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            let out = scratch().join(&name);
            let _ = fs::remove_dir_all(&out);
            let outcome = build(&corpus, &out, false)
                .shown()
                .and_then(|()| has_pages(&out));
            tally.note(&format!("kb build of {name}"), outcome);
        }
    }
    println!("site: {} passed, {} failed", tally.passed, tally.failed);
    ensure!(
        tally.failed == 0,
        "{} of the site's checks failed",
        tally.failed
    );
    Ok(())
}

/// The number of passed and failed checks.
#[derive(Default)]
struct Tally {
    passed: usize,
    failed: usize,
}

impl Tally {
    fn note(&mut self, what: &str, outcome: Result<()>) {
        match outcome {
            Ok(()) => {
                self.passed += 1;
                println!("  ok      {what}");
            }
            Err(error) => {
                self.failed += 1;
                println!("  FAILED  {what}: {error:#}");
            }
        }
    }
}

fn build(content: &Path, out: &Path, strict: bool) -> Job {
    let job = kb::job(&["build", "--app", "target/frontend"]).args([
        Path::new("--content"),
        content,
        Path::new("--out"),
        out,
    ]);
    if strict { job.args(["--strict"]) } else { job }
}

/// Checks the sizes of what the pages of our site load.
fn size_budgets() -> Result<()> {
    for line in sizes::check_budgets(&scratch().join("content"))?.lines() {
        println!("  {line}");
    }
    Ok(())
}

/// Builds our site again at another time and with one thread, and compares the two builds.
fn same_again() -> Result<()> {
    let (first, second) = (scratch().join("content"), scratch().join("again"));
    let _ = fs::remove_dir_all(&second);
    build(Path::new("content"), &second, true)
        .env("TZ", "Pacific/Chatham")
        .env("LC_ALL", "C")
        .env("RAYON_NUM_THREADS", "1")
        .shown()?;
    let differences = fingerprint::differences(&first, &second, 10)?;
    ensure!(
        differences.is_empty(),
        "two builds differ\n{}",
        differences.join("\n")
    );
    Ok(())
}

/// The folders of Markdown in the shared inputs: `../shared`, or `$KB_SHARED`.
fn corpora(context: &mut Context) -> Result<Vec<PathBuf>> {
    let shared =
        env::var_os("KB_SHARED").map_or_else(|| paths::root().join("../shared"), PathBuf::from);
    let dir = shared.join("corpora");
    if !dir.is_dir() {
        if env::var_os("KB_REQUIRE_CORPORA").is_some_and(|value| value == "1") {
            bail!("KB_REQUIRE_CORPORA=1, but there is no {}", dir.display());
        }
        context.skip_part(format!("real corpora skipped: no folder {}", dir.display()));
        return Ok(Vec::new());
    }
    let mut folders: Vec<PathBuf> = fs::read_dir(&dir)?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| holds_markdown(path))
        .collect();
    folders.sort();
    Ok(folders)
}

fn holds_markdown(dir: &Path) -> bool {
    let Ok(entries) = fs::read_dir(dir) else {
        return false;
    };
    entries.flatten().any(|entry| {
        let path = entry.path();
        path.extension().is_some_and(|end| end == "md") || (path.is_dir() && holds_markdown(&path))
    })
}

fn has_pages(site: &Path) -> Result<()> {
    let pages = site.join("pages.json");
    let text =
        fs::read_to_string(&pages).with_context(|| format!("cannot read {}", pages.display()))?;
    ensure!(
        text.contains("\"url\""),
        "{} names no page",
        pages.display()
    );
    Ok(())
}
