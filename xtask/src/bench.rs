//! The benchmark: our search and its peers, on the same content and server.

mod build;
mod context;
mod inputs;
mod keys;
mod node;
mod queries;
mod relevance;
mod report;
mod run;
mod score;
mod typo;
mod usage;
mod wire;

use std::env;

use anyhow::Result;

use self::context::BenchContext;
use crate::Task;
use crate::args::{Args, Misuse};
use crate::frontend::{self, Profile};
use crate::kb;
use crate::setup;

/// The task.
pub(crate) const TASK: Task = Task {
    name: "bench",
    about: "Measures search beside Pagefind, MiniSearch and native tantivy",
    help: HELP,
    run,
};

const HELP: &str = "
Usage: cargo xtask bench [build] [wire] [keys] [relevance] [--sizes N,N] [--quick] [--large] [--built]

  build      time, memory and size of sites and indexes; a rebuild after one change
  wire       the first search of a reader: bytes, requests, time on three links
  keys       from a key to results, in Chromium; the longest main-thread task
  relevance  nDCG@10 and MRR@10 on Cranfield, clean and mistyped, and on our own judged queries

Without a part, all of them. Inputs are the shared corpora together with our
content, and generated trees. Figures go to the terminal and to
target/bench/report.md, where parts measured earlier stay. Measure on a quiet
machine. How it is measured: xtask/bench/README.md.

  --sizes 1000,10000   documents of the generated trees [default: 1000,10000,50000]
  --quick              one small tree, few queries, one round: whether it works, not how well
  --large              a tree of 100,000 documents as well: its build, and its first search
  --built              kb, the frontend and the tantivy peer as they stand, none built first
";

/// The parts, in the order in which they are measured.
const PARTS: [(&str, Part); 4] = [
    ("build", build::measure),
    ("wire", wire::measure),
    ("keys", keys::measure),
    ("relevance", relevance::measure),
];

type Part = fn(&BenchContext) -> Result<Vec<report::Row>>;

fn run(mut args: Args) -> Result<()> {
    if let Ok(command) = env::var(usage::COMMAND) {
        return usage::child(&command);
    }
    let quick = args.flag("--quick");
    let large = args.flag("--large");
    let built = args.flag("--built");
    let sizes = match args.value("--sizes")? {
        Some(text) => sizes(&text)?,
        None if quick => vec![200],
        None => vec![1_000, 10_000, 50_000],
    };
    let mut chosen: Vec<_> = PARTS
        .iter()
        .filter(|(name, _)| args.flag(name))
        .copied()
        .collect();
    args.done()?;
    if chosen.is_empty() {
        chosen = PARTS.to_vec();
    }
    if !built {
        frontend::bundle(Profile::Release)?;
        kb::compile()?;
    }
    let context = BenchContext {
        browser: setup::bench()?,
        sizes,
        quick,
        large,
        built,
    };
    for (name, part) in chosen {
        println!("{name}");
        let rows = part(&context)?;
        report::keep(name, &rows)?;
        println!("\n{}", report::table(&rows));
    }
    let path = report::write(&PARTS.map(|(name, _)| name))?;
    println!("all figures: {}", path.display());
    Ok(())
}

fn sizes(text: &str) -> Result<Vec<usize>, Misuse> {
    text.split(',')
        .map(|one| {
            one.trim().parse().map_err(|_| {
                Misuse::new(format!(
                    "--sizes `{text}`: `{one}` is no number of documents"
                ))
            })
        })
        .collect()
}
