//! Proves the commands of our content: runs each fence marked `verify` in the
//! scene that its page describes, and compares what it prints.
//!
//! Every page runs by itself in namespaces of its own (network, processes,
//! mounts), so scenes may fill disks, block ports and break services without
//! touching the machine. `kb commands` gives the code with the page's
//! variables filled in: what runs is what a reader copies.

mod expect;
mod packages;
mod page;
mod scene;
mod stage;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

use self::page::{Act, Page};
use self::scene::Scene;
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

Installs the Debian services that the scenes need (they are not started on the
machine itself), puts each page's fault in place, runs every fence marked
`verify`, and compares the fence marked `expect` behind it. How to write them:
xtask/verify/README.md.

  --only SLUG   only this page: the file's name without .md (may be repeated)
  --list        count the fences, run nothing
  --keep        keep the scratch folders of pages that fail

Needs root or `sudo -n`, for the namespaces. KB_BIN names a `kb` to use instead of
building one.
";

/// A page is ended after this long.
const LIMIT: Duration = Duration::from_secs(240);

/// What all pages came to.
#[derive(Debug, Default)]
struct Tally {
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
    let fill = args.value("--fill")?;
    args.done()?;
    if let Some(dir) = fill {
        return filled(&only, Path::new(&dir));
    }
    kb::compile()?;
    verify(&only, list, keep).map(drop)
}

/// What a page's own shell asks for once its scene stands (`--fill`): its fences,
/// with the values that the scene has set.
fn filled(only: &[String], dir: &Path) -> Result<()> {
    let values = stage::values(dir)?;
    for page in pages(only, &values)? {
        stage::fill(&page, dir)?;
    }
    Ok(())
}

/// The suite: all pages. Returns how many pages this machine cannot run.
pub(crate) fn suite() -> Result<usize> {
    verify(&[], false, false)
}

/// Whether this machine can run scenes; else why not.
pub(crate) fn possible() -> std::result::Result<(), &'static str> {
    packages::possible()?;
    stage::possible()
}

fn verify(only: &[String], list: bool, keep: bool) -> Result<usize> {
    let pages = pages(only, &[])?;
    let mut tally = Tally::default();
    let mut unmarked = Vec::new();
    for page in &pages {
        tally.not_run += page.not_run();
        unmarked.extend(page.unmarked());
    }
    ensure!(
        unmarked.is_empty(),
        "{}\n  help: write `verify` or `norun` behind the language (xtask/verify/README.md)",
        unmarked.join("\n")
    );
    let acts = |page: &Page| page.acts.len();
    if list {
        for page in pages.iter().filter(|page| acts(page) + page.not_run() > 0) {
            println!(
                "{:<48} {:>3} verify {:>3} norun",
                page.path,
                acts(page),
                page.not_run()
            );
        }
        let all: usize = pages.iter().map(acts).sum();
        println!("{all} fences to run, {} marked as not run", tally.not_run);
        return Ok(0);
    }
    possible().map_err(anyhow::Error::msg)?;
    let pages: Vec<&Page> = pages.iter().filter(|page| acts(page) > 0).collect();
    packages::install(pages.iter().flat_map(|page| &page.scene.packages))?;
    let began = Instant::now();
    play_all(&pages, keep, &mut tally)?;
    println!(
        "{} of {} pages as they say; {} fences ran, {} outputs compared, {} marked as not run, in {}",
        tally.pages - tally.failed_pages,
        tally.pages,
        tally.ran,
        tally.compared,
        tally.not_run,
        human(began.elapsed())
    );
    if tally.skipped > 0 {
        println!(
            "{} pages skipped: this machine cannot hold their scenes",
            tally.skipped
        );
    }
    println!(
        "verify: {} passed, {} failed",
        tally.ran - tally.failed,
        tally.failed
    );
    ensure!(tally.failed == 0, "{} fences failed", tally.failed);
    ensure!(tally.ran > 0, "no fence ran");
    Ok(tally.skipped)
}

/// Runs the pages, as many at a time as the machine has cores: they mostly wait.
fn play_all(pages: &[&Page], keep: bool, tally: &mut Tally) -> Result<()> {
    let workers = std::thread::available_parallelism().map_or(1, |cores| cores.get().min(4));
    let next = AtomicUsize::new(0);
    let mut again = Vec::new();
    let (sender, reports) = mpsc::channel();
    std::thread::scope(|scope| {
        for _ in 0..workers {
            let (sender, next) = (sender.clone(), &next);
            scope.spawn(move || {
                while let Some(page) = pages.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if sender.send(Report::of(page, keep)).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        for report in reports {
            let report = report?;
            if report.problems.is_empty() {
                report.tell(tally);
            } else {
                again.push(report);
            }
        }
        anyhow::Ok(())
    })?;
    // Real services beside each other are slow at times. What fails is shown, and
    // counts by how it goes alone.
    for first in again {
        println!(
            "  again   {}, alone, for it failed beside others:",
            first.page.path
        );
        first.show();
        Report::of(first.page, keep)?.tell(tally);
    }
    Ok(())
}

/// How one page went.
struct Report<'a> {
    page: &'a Page,
    problems: Vec<String>,
    failed: usize,
    skipped: Option<String>,
    time: Duration,
    kept: Option<PathBuf>,
}

impl<'a> Report<'a> {
    /// Runs `page`.
    fn of(page: &'a Page, keep: bool) -> Result<Self> {
        let began = Instant::now();
        let stage = stage::Stage::set(page)?;
        let played = stage.play(LIMIT)?;
        // What a contributor's machine may lack, continuous integration has.
        let may_skip = std::env::var_os("CI").is_none();
        let skipped = played.skipped.clone().filter(|_| may_skip);
        let mut problems = Vec::new();
        let mut failed = 0;
        if skipped.is_some() {
            // Nothing ran.
        } else if let Some(why) = played.skipped.as_ref().or(played.scene_failed.as_ref()) {
            let file = page.scene.file.display();
            problems.push(format!("{file}: the scene failed\n{why}"));
            failed = page.acts.len();
        } else {
            for (act, outcome) in page.acts.iter().zip(&played.outcomes) {
                if let Some(problem) = judge(act, outcome.as_ref()) {
                    failed += 1;
                    problems.push(format!("{}:{}: {problem}", page.path, act.line));
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
            kept: keep.then(|| stage.keep().to_owned()),
        })
    }

    /// Shows what went wrong.
    fn show(&self) {
        for problem in &self.problems {
            println!("    {}", problem.trim_end().replace('\n', "\n    "));
        }
    }

    /// Says how it went, and counts it.
    fn tell(&self, tally: &mut Tally) {
        let acts = &self.page.acts;
        if let Some(why) = &self.skipped {
            tally.skipped += 1;
            println!("  skipped {}: {}", self.page.path, why.trim_end());
            return;
        }
        tally.pages += 1;
        tally.ran += acts.len();
        tally.compared += acts.iter().filter(|act| act.expected.is_some()).count();
        tally.failed += self.failed;
        let (path, time) = (&self.page.path, human(self.time));
        if self.problems.is_empty() {
            println!("  ok      {path} ({} fences, {time})", acts.len());
            return;
        }
        tally.failed_pages += 1;
        println!("  FAILED  {path} ({time})");
        self.show();
        if let Some(kept) = &self.kept {
            println!("    kept: {}", kept.display());
        }
    }
}

/// What is wrong with how a fence went.
fn judge(act: &Act, outcome: Option<&stage::Outcome>) -> Option<String> {
    let Some(outcome) = outcome else {
        return Some("was not reached, or did not end".to_owned());
    };
    if outcome.code != act.exit {
        return Some(format!(
            "ended with {}, not {}; it printed\n{}",
            outcome.code, act.exit, outcome.printed
        ));
    }
    let expected = act.expected.as_ref()?;
    let missing = expect::missing(&expected.text, &outcome.printed, expected.exact)?;
    Some(format!(
        "line {}: `{missing}` is expected and not printed; printed was\n{}",
        expected.line, outcome.printed
    ))
}

/// The pages of our content with their scenes; `values` count before what the
/// scenes' heads say.
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
            let mut scene = Scene::of(&slug(file))?;
            scene.values.extend_from_slice(values);
            Page::read(file, scene).with_context(|| file.display().to_string())
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
