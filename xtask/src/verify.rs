//! Tests the commands of our content.
//!
//! Each fence with the mark `verify` runs in the state that its page describes, and its
//! output is compared with the page.
//!
//! Every page runs in its own namespaces (network, processes, mounts), so fixtures may fill
//! disks, block ports and break services without touching the machine. `kb commands` returns
//! the code with the page's variables filled in, so that the code under test is what a reader
//! copies.

mod expect;
mod fixture;
mod own_copy;
mod packages;
mod page;
mod sandbox;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

use self::fixture::Fixture;
use self::own_copy::OwnCopy;
use self::page::{Page, Snippet};
use self::sandbox::{Sandbox, SnippetResult};
use crate::Task;
use crate::args::Args;
use crate::kb;
use crate::paths;
use crate::progress::human;

/// The task.
pub(crate) const TASK: Task = Task {
    name: "verify-content",
    about: "Runs the commands of our content against real services on loopback",
    help: HELP,
    run,
};

const HELP: &str = "
Usage: cargo xtask verify-content [--only SLUG]... [--list] [--keep]

Installs the Debian services that the fixtures need (they are not started on the
machine itself), creates each page's fault, runs every fence marked `verify`, and
compares its output with the fence marked `expect` after it. How to write them:
xtask/verify/README.md.

  --only SLUG   only this page: the file's name without .md (may be repeated)
  --list        count the fences, run nothing
  --keep        keep the scratch folders of pages that fail

Needs root or `sudo -n`, for the namespaces. KB_BIN names a `kb` to use instead of
building one.
";

/// The time limit of a page, for pages that hang; a page takes seconds.
const LIMIT: Duration = Duration::from_secs(480);

/// Counts over all pages.
#[derive(Debug, Default)]
struct Totals {
    pages: usize,
    failed_pages: usize,
    ran: usize,
    compared: usize,
    failed: usize,
    not_run: usize,
    skipped: usize,
}

fn run(mut args: Args) -> Result<()> {
    let only = args.values("--only")?;
    let list = args.flag("--list");
    let keep = args.flag("--keep");
    let fill_dir = args.value("--fill")?;
    args.done()?;
    if let Some(dir) = fill_dir {
        return fill(&only, Path::new(&dir));
    }
    kb::compile()?;
    verify(&only, list, keep).map(drop)
}

/// Writes the fences of a page with the values that its fixture has set (`--fill`).
///
/// The page's own shell calls this when the fixture is ready.
fn fill(only: &[String], dir: &Path) -> Result<()> {
    let values = sandbox::values(dir)?;
    for page in pages(only, &values)? {
        sandbox::fill(&page, dir)?;
    }
    Ok(())
}

/// Runs all pages as a suite; returns how many pages this machine cannot run.
pub(crate) fn suite() -> Result<usize> {
    verify(&[], false, false)
}

/// Checks that this machine can run fixtures; the error contains the reason.
pub(crate) fn possible() -> std::result::Result<(), &'static str> {
    packages::possible()?;
    sandbox::possible()
}

/// Asks for consent to the Debian packages of all fixtures at once.
pub(crate) fn ask() -> Result<()> {
    if possible().is_err() {
        return Ok(());
    }
    let fixtures = Fixture::all()?;
    packages::ask(fixtures.iter().flat_map(|fixture| &fixture.packages))
}

fn verify(only: &[String], list: bool, keep: bool) -> Result<usize> {
    let pages = pages(only, &[])?;
    let mut totals = Totals::default();
    let mut unmarked = Vec::new();
    for page in &pages {
        totals.not_run += page.not_run();
        unmarked.extend(page.unmarked());
    }
    ensure!(
        unmarked.is_empty(),
        "{}\n  help: write `verify` or `norun` after the language (xtask/verify/README.md)",
        unmarked.join("\n")
    );
    let count = |page: &Page| page.snippets.len();
    if list {
        for page in pages.iter().filter(|page| count(page) + page.not_run() > 0) {
            println!(
                "{:<48} {:>3} verify {:>3} norun",
                page.path,
                count(page),
                page.not_run()
            );
        }
        let all: usize = pages.iter().map(count).sum();
        println!("{all} fences to run, {} marked as not run", totals.not_run);
        return Ok(0);
    }
    possible().map_err(anyhow::Error::msg)?;
    let pages: Vec<&Page> = pages.iter().filter(|page| count(page) > 0).collect();
    packages::install(pages.iter().flat_map(|page| &page.fixture.packages))?;
    let began = Instant::now();
    run_all(&pages, keep, &mut totals)?;
    println!(
        "{} of {} pages passed; {} fences ran, {} outputs compared, {} marked as not run, in {}",
        totals.pages - totals.failed_pages,
        totals.pages,
        totals.ran,
        totals.compared,
        totals.not_run,
        human(began.elapsed())
    );
    if totals.skipped > 0 {
        println!(
            "{} pages skipped: this machine cannot run their fixtures",
            totals.skipped
        );
    }
    println!(
        "verify: {} passed, {} failed",
        totals.ran - totals.failed,
        totals.failed
    );
    ensure!(totals.failed == 0, "{} fences failed", totals.failed);
    ensure!(totals.ran > 0, "no fence ran");
    Ok(totals.skipped)
}

/// Runs the pages, as many at a time as the machine has cores, but at most four.
///
/// Pages mostly wait. Those whose fixture must not share the machine run last, one by one.
fn run_all(pages: &[&Page], keep: bool, totals: &mut Totals) -> Result<()> {
    let workers = std::thread::available_parallelism().map_or(1, |cores| cores.get().min(4));
    // Before the threads: a file that is open for writing when another thread starts
    // a process cannot be executed.
    let copy = OwnCopy::new()?;
    let xtask = copy.path();
    let (alone, together): (Vec<&Page>, Vec<&Page>) =
        pages.iter().partition(|page| page.fixture.alone);
    for (pages, workers) in [(together, workers), (alone, 1)] {
        let next = AtomicUsize::new(0);
        let (sender, results) = mpsc::channel();
        std::thread::scope(|scope| {
            for _ in 0..workers {
                let (sender, next, pages) = (sender.clone(), &next, &pages);
                scope.spawn(move || {
                    while let Some(page) = pages.get(next.fetch_add(1, Ordering::Relaxed)) {
                        if sender.send(PageResult::of(page, xtask, keep)).is_err() {
                            break;
                        }
                    }
                });
            }
            drop(sender);
            for result in results {
                let result = result?;
                result.print();
                result.count(totals);
            }
            anyhow::Ok(())
        })?;
    }
    Ok(())
}

/// The result of a page.
struct PageResult<'a> {
    page: &'a Page,
    problems: Vec<String>,
    failed: usize,
    skipped: Option<String>,
    time: Duration,
    kept: Option<PathBuf>,
}

impl<'a> PageResult<'a> {
    /// Runs `page`.
    fn of(page: &'a Page, xtask: &Path, keep: bool) -> Result<Self> {
        let began = Instant::now();
        let sandbox = Sandbox::new(page, xtask)?;
        let run = sandbox.run(LIMIT)?;
        // In continuous integration a skipped page is an error; a contributor's machine may lack
        // something that the page needs.
        let may_skip = std::env::var_os("CI").is_none();
        let skipped = run.skipped.clone().filter(|_| may_skip);
        let mut problems = Vec::new();
        let mut failed = 0;
        if skipped.is_some() {
            // The page was skipped, so there are no results to check.
        } else if let Some(why) = run.skipped.as_ref().or(run.fixture_error.as_ref()) {
            let file = page.fixture.file.display();
            problems.push(format!("{file}: the fixture failed\n{why}"));
            failed = page.snippets.len();
        } else {
            for (snippet, result) in page.snippets.iter().zip(&run.results) {
                if let Some(problem) = check(snippet, result.as_ref()) {
                    failed += 1;
                    problems.push(format!("{}:{}: {problem}", page.path, snippet.line));
                }
            }
        }
        let keep = keep && !problems.is_empty();
        Ok(Self {
            page,
            problems,
            failed,
            skipped,
            time: began.elapsed(),
            kept: keep.then(|| sandbox.keep().to_owned()),
        })
    }

    /// Prints a line for the page, and its problems.
    fn print(&self) {
        let (path, time) = (&self.page.path, human(self.time));
        if let Some(why) = &self.skipped {
            println!("  skipped {path}: {}", why.trim_end());
        } else if self.problems.is_empty() {
            println!(
                "  ok      {path} ({} fences, {time})",
                self.page.snippets.len()
            );
        } else {
            println!("  FAILED  {path} ({time})");
            for problem in &self.problems {
                println!("    {}", problem.trim_end().replace('\n', "\n    "));
            }
            if let Some(kept) = &self.kept {
                println!("    kept: {}", kept.display());
            }
        }
    }

    /// Adds the page to `totals`.
    fn count(&self, totals: &mut Totals) {
        if self.skipped.is_some() {
            totals.skipped += 1;
            return;
        }
        let snippets = &self.page.snippets;
        totals.pages += 1;
        totals.failed_pages += usize::from(!self.problems.is_empty());
        totals.ran += snippets.len();
        totals.compared += snippets
            .iter()
            .filter(|snippet| snippet.expected.is_some())
            .count();
        totals.failed += self.failed;
    }
}

/// The problem with the result of a fence, if there is one.
fn check(snippet: &Snippet, result: Option<&SnippetResult>) -> Option<String> {
    let Some(result) = result else {
        return Some("did not start, or did not end".to_owned());
    };
    if result.code != snippet.exit {
        return Some(format!(
            "exit code {}, expected {}; the output is\n{}",
            result.code, snippet.exit, result.output
        ));
    }
    let expected = snippet.expected.as_ref()?;
    let missing = expect::missing(&expected.text, &result.output, expected.exact)?;
    Some(format!(
        "line {}: `{missing}` is expected and not printed; the output is\n{}",
        expected.line, result.output
    ))
}

/// Returns the pages of our content with their fixtures; `values` override those that
/// the fixtures declare.
fn pages(only: &[String], values: &[(String, String)]) -> Result<Vec<Page>> {
    let mut files = Vec::new();
    markdown(&paths::root().join("content"), &mut files)?;
    files.sort();
    let slug = |file: &Path| {
        let stem = file.file_stem().unwrap_or_default();
        stem.to_string_lossy().into_owned()
    };
    for name in only {
        if !files.iter().any(|file| slug(file) == *name) {
            bail!("there is no page {name}.md below content/");
        }
    }
    let chosen = files
        .iter()
        .filter(|file| only.is_empty() || only.contains(&slug(file)));
    chosen
        .map(|file| {
            let mut fixture = Fixture::of(&slug(file))?;
            fixture.values.extend_from_slice(values);
            Page::read(file, fixture).with_context(|| file.display().to_string())
        })
        .collect()
}

fn markdown(dir: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    let entries =
        std::fs::read_dir(dir).with_context(|| format!("cannot list {}", dir.display()))?;
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            markdown(&path, files)?;
        } else if path.extension().is_some_and(|end| end == "md") {
            files.push(path);
        }
    }
    Ok(())
}
