//! Measures the time from a key press to results, in Chromium.

use anyhow::Result;
use serde_json::json;

use super::context::BenchContext;
use super::inputs::{self, Input};
use super::queries;
use super::report::{ENGINES, Row};
use super::wire;
use crate::generate;

/// The number of queries that are typed, key by key.
const QUERIES: usize = 20;
/// The length in characters above which a query would be pasted and not typed.
const LONGEST: usize = 40;

/// Measures every input.
pub(super) fn measure(context: &BenchContext) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for input in inputs::all(context)? {
        input.ready(context)?;
        println!("  {}: keys", input.name);
        let wanted = if context.quick { 3 } else { QUERIES };
        let queries = queries(&input, wanted)?;
        let report = context.json(
            "keys.mjs",
            &json!({
                "engines": wire::engines(&input),
                "queries": queries,
                "traced": wanted.min(5),
            }),
        )?;
        for (what, key) in [
            ("key to results, p50, ms", "p50"),
            ("key to results, p99, ms", "p99"),
            ("typed again, p50, ms", "again50"),
            ("typed again, p99, ms", "again99"),
            ("longest main-thread task, ms", "task"),
            ("keys measured", "keys"),
        ] {
            rows.push(
                ENGINES
                    .iter()
                    .fold(Row::new(&input.name, what), |row, engine| {
                        row.with(engine, report[*engine][key].as_f64())
                    }),
            );
        }
    }
    Ok(rows)
}

/// The queries to type: our judged queries for the corpora, otherwise generated ones.
fn queries(input: &Input, wanted: usize) -> Result<Vec<String>> {
    if input.generated {
        return Ok(generate::queries(wanted, generate::SEED));
    }
    let all: Vec<String> = queries::judged("open")?
        .into_iter()
        .map(|query| query.text)
        .filter(|text| text.len() <= LONGEST && !text.contains('\n'))
        .collect();
    let step = (all.len() / wanted).max(1);
    Ok(all.into_iter().step_by(step).take(wanted).collect())
}
