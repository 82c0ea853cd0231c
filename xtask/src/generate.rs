//! Generates trees of Markdown of any size for measurements.

mod document;
mod random;
mod words;

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Instant;

use anyhow::{Context, Result, ensure};

use self::document::Head;
pub(crate) use self::random::Random;
use self::words::Words;
use crate::Task;
use crate::args::{Args, Misuse};
use crate::progress::human;

/// The seed of all published figures.
pub(crate) const SEED: u64 = 1;

/// The name of the file that marks a generated folder, which may be replaced.
const MARK: &str = ".generated";

/// The task.
pub(crate) const TASK: Task = Task {
    name: "generate",
    about: "Writes a tree of generated Markdown, for measuring",
    help: HELP,
    run,
};

const HELP: &str = "
Usage: cargo xtask generate --documents N --out DIR [--seed S]

Runbooks, postmortems, guides and service pages with titles, headings, lists,
code and links. Words come as often as in real runbooks, lengths too. The same
N and S give the same bytes; a smaller tree is the beginning of a larger one.
DIR is replaced if this task wrote it, and refused if it holds anything else.
";

fn run(mut args: Args) -> Result<()> {
    let documents = args
        .value("--documents")?
        .ok_or_else(|| Misuse::new("--documents is missing"))?;
    let documents: usize = documents
        .parse()
        .map_err(|_| Misuse::new(format!("--documents `{documents}` is not a number")))?;
    let out: PathBuf = args
        .value("--out")?
        .ok_or_else(|| Misuse::new("--out is missing"))?
        .into();
    let seed = match args.value("--seed")? {
        None => SEED,
        Some(text) => text
            .parse()
            .map_err(|_| Misuse::new(format!("--seed `{text}` is not a number")))?,
    };
    args.done()?;
    let began = Instant::now();
    let bytes = tree(documents, &out, seed)?;
    println!(
        "{documents} documents, {:.1} MB, in {}",
        bytes as f64 / 1e6,
        human(began.elapsed())
    );
    Ok(())
}

/// Writes a tree of `documents` to `out` and returns its size in bytes.
///
/// # Errors
/// When `out` contains files that were not generated, or cannot be written.
pub(crate) fn tree(documents: usize, out: &Path, seed: u64) -> Result<usize> {
    let mark = out.join(MARK);
    if out.exists() {
        let empty = fs::read_dir(out)
            .with_context(|| format!("cannot read {}", out.display()))?
            .next()
            .is_none();
        ensure!(
            empty || mark.is_file(),
            "{} holds something else; name a new folder",
            out.display()
        );
        fs::remove_dir_all(out)?;
    }
    for folder in ["runbooks", "postmortems", "guides", "services"] {
        let dir = out.join(folder);
        fs::create_dir_all(&dir).with_context(|| format!("cannot make {}", dir.display()))?;
    }
    let words = Words::new();
    let next = AtomicUsize::new(0);
    let bytes = AtomicUsize::new(0);
    let threads = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let workers: Vec<_> = (0..threads)
            .map(|_| {
                scope.spawn(|| -> Result<()> {
                    loop {
                        let index = next.fetch_add(1, Ordering::Relaxed);
                        if index >= documents {
                            return Ok(());
                        }
                        let head = Head::of(&words, seed, index);
                        let text = document::write(&words, seed, index, &head);
                        bytes.fetch_add(text.len(), Ordering::Relaxed);
                        let path = out.join(head.path());
                        fs::write(&path, text)
                            .with_context(|| format!("cannot write {}", path.display()))?;
                    }
                })
            })
            .collect();
        for worker in workers {
            worker
                .join()
                .unwrap_or_else(|_| Err(anyhow::anyhow!("a writer panicked")))?;
        }
        Ok::<(), anyhow::Error>(())
    })?;
    fs::write(&mark, format!("{documents} documents, seed {seed}\n"))?;
    Ok(bytes.into_inner())
}

/// Queries of one to four words with the frequencies of a generated tree: seeded, without repeats.
pub(crate) fn queries(count: usize, seed: u64) -> Vec<String> {
    let words = Words::new();
    let mut random = Random::of(seed, u64::MAX);
    let mut seen = HashSet::new();
    let mut queries = Vec::new();
    while queries.len() < count {
        let length = 1 + random.below(4);
        let query: Vec<String> = (0..length)
            .map(|_| {
                loop {
                    let rank = words.rank(&mut random);
                    // Excludes `the` and `of` as well as words that are in no document.
                    if (80..6_000).contains(&rank) {
                        return words.word(rank);
                    }
                }
            })
            .collect();
        let query = query.join(" ");
        if seen.insert(query.clone()) {
            queries.push(query);
        }
    }
    queries
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(seed: u64, documents: usize) -> Vec<(String, String)> {
        let words = Words::new();
        (0..documents)
            .map(|index| {
                let head = Head::of(&words, seed, index);
                (head.path(), document::write(&words, seed, index, &head))
            })
            .collect()
    }

    #[test]
    fn a_smaller_tree_is_the_beginning_of_a_larger_one() {
        let (small, large) = (all(1, 20), all(1, 60));
        assert_eq!(small[..], large[..20]);
        assert_ne!(all(2, 20), small);
    }

    #[test]
    fn links_lead_to_documents_of_the_tree() {
        let pages = all(1, 200);
        let paths: HashSet<&str> = pages.iter().map(|(path, _)| path.as_str()).collect();
        let mut links = 0;
        for (_, text) in &pages {
            for part in text.split("](../").skip(1) {
                let (path, _) = part.split_once(')').expect("a closed link");
                assert!(paths.contains(path), "{path}");
                links += 1;
            }
        }
        assert!(links > 100, "only {links} links");
    }

    #[test]
    fn documents_are_as_long_as_real_ones() {
        let mut lengths: Vec<usize> = all(1, 400)
            .iter()
            .map(|(_, text)| text.split_whitespace().count())
            .collect();
        lengths.sort_unstable();
        // Headings, front matter and code are added to a median of 240 words of text.
        assert!((240..420).contains(&lengths[200]), "{}", lengths[200]);
        assert!(lengths[390] > 3 * lengths[200]);
    }
}
