//! Measures the first search of a new reader: bytes, requests, time.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::context::BenchContext;
use super::inputs::{self, Input};
use super::report::{ENGINES, Row};

/// The queries for the corpora; every engine has results for them.
const REAL: [&str; 5] = [
    "crash looping pod",
    "etcd leader",
    "certificate expired",
    "node disk full",
    "connection refused",
];
/// The queries for the generated trees.
const GENERATED: [&str; 5] = [
    "database connection",
    "alert error service",
    "timeout queue",
    "node memory storage",
    "cluster version",
];
/// The links, fastest first; the bytes are counted on the first one.
const LINKS: [&str; 3] = ["none", "slow 4G", "fast 3G"];

/// Measures every input on every link.
pub(super) fn measure(context: &BenchContext) -> Result<Vec<Row>> {
    let links = if context.quick {
        &LINKS[..2]
    } else {
        &LINKS[..]
    };
    let mut rows = Vec::new();
    for input in inputs::all(context)? {
        input.ready(context)?;
        println!("  {}: first searches", input.name);
        let queries = if input.generated { GENERATED } else { REAL };
        let queries = if context.quick {
            &queries[..2]
        } else {
            &queries[..]
        };
        let report = context.json(
            "wire.mjs",
            &json!({
                "engines": engines(&input),
                "queries": queries,
                "links": links,
                "repeats": context.rounds(),
            }),
        )?;
        rows.extend(table(&input.name, links, &report));
    }
    Ok(rows)
}

fn table(input: &str, links: &[&str], report: &Value) -> Vec<Row> {
    let row = |what: &str, figure: &dyn Fn(&Value) -> Option<f64>| {
        ENGINES.iter().fold(Row::new(input, what), |row, engine| {
            row.with(engine, figure(&report[*engine]))
        })
    };
    let mut rows = vec![
        row("cold first search, KB", &|one| {
            Some(one["bytes"].as_f64()? / 1e3)
        }),
        row("requests", &|one| one["requests"].as_f64()),
    ];
    for link in links {
        let what = format!("opening to results, {}, ms", called(link));
        rows.push(row(&what, &|one| one["times"][*link].as_f64()));
    }
    for link in links {
        let what = format!("key to results after idling, {}, ms", called(link));
        rows.push(row(&what, &|one| one["preloaded"][*link].as_f64()));
    }
    let missed = row("searches without results", &|one| {
        one["missed"].as_f64().filter(|missed| *missed > 0.0)
    });
    if missed.values.iter().any(Option::is_some) {
        rows.push(missed);
    }
    rows
}

fn called(link: &str) -> &str {
    if link == "none" { "unthrottled" } else { link }
}

/// The pages of all engines for one input.
pub(super) fn engines(input: &Input) -> Value {
    let live = "html[data-ready]";
    let (site, peers) = (input.site(), input.peers());
    json!([
        {"name": "ours", "root": site, "search": "/search/?q=QUERY", "home": "/search/", "live": live},
        {"name": "Pagefind", "root": peers, "search": "/pagefind.html?q=QUERY", "home": "/pagefind.html", "live": live},
        {"name": "MiniSearch", "root": peers, "search": "/minisearch.html?q=QUERY", "home": "/minisearch.html", "live": live},
    ])
}

/// Kilobytes of our first search for three common words, on an input without peers.
pub(super) fn cold_kilobytes(context: &BenchContext, input: &Input) -> Result<Option<f64>> {
    let engines = engines(input);
    let ours = engines.get(0).context("ours is the first engine")?;
    let report = context.json(
        "wire.mjs",
        &json!({
            "engines": [ours],
            "queries": ["service database error"],
            "links": ["none"],
            "repeats": 1,
        }),
    )?;
    Ok(report["ours"]["bytes"].as_f64().map(|bytes| bytes / 1e3))
}
