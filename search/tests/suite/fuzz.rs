//! Fuzzing of the query parser, the paste parser and the pack decoder.
//!
//! Inputs from a corpus are mutated with knowledge of their structure: texts
//! with the tokens that the parsers look for, packs with correct checksums.
//! Seed and number of runs are fixed, so `cargo test` is bounded and
//! reproducible. To run it longer:
//!
//! ```text
//! KB_FUZZ_RUNS=1000000 KB_FUZZ_SEED=7 cargo test --release -p search --test suite fuzz
//! ```
//!
//! A failure prints the input; add it to `tests/corpus/` when it is fixed.
//! Coverage-guided fuzzing (cargo-fuzz) needs a nightly compiler, but this
//! project uses a stable one.

mod mutate;
mod pack;
mod paste;
mod query;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use mutate::Random;

/// A number from the environment.
fn setting(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|value| {
        value
            .parse()
            .unwrap_or_else(|_| panic!("{name}={value} is not a number"))
    })
}

/// Runs `check` on inputs that `make` generates.
fn fuzz<T: std::fmt::Debug>(runs: u64, mut make: impl FnMut(&mut Random) -> T, check: impl Fn(&T)) {
    let runs = setting("KB_FUZZ_RUNS").unwrap_or(runs);
    let seed = setting("KB_FUZZ_SEED").unwrap_or(20_230_802);
    for run in 0..runs {
        let input = make(&mut Random::new(seed.wrapping_add(run)));
        if let Err(panic) = catch_unwind(AssertUnwindSafe(|| check(&input))) {
            eprintln!(
                "KB_FUZZ_SEED={} KB_FUZZ_RUNS=1 fails on {input:?}",
                seed.wrapping_add(run)
            );
            std::panic::resume_unwind(panic);
        }
    }
}

/// The texts of a corpus, ordered by file name.
fn corpus(name: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/corpus")
        .join(name);
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("a corpus")
        .map(|entry| entry.expect("a file").path())
        .collect();
    files.sort();
    let texts: Vec<String> = files
        .iter()
        .map(|file| std::fs::read_to_string(file).expect("a text"))
        .collect();
    assert!(!texts.is_empty());
    texts
}
