//! Measures ranking: nDCG@10 and MRR@10 on Cranfield and on our own judged queries.

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use super::context::BenchContext;
use super::inputs::{Input, kb_binary, shared};
use super::queries::{Query, json_lines, judged, lines, string};
use super::report::Row;
use super::score::{mean, ndcg, reciprocal_rank};
use super::{run, typo};
use crate::generate::Random;
use crate::job::Job;
use crate::paths;

/// The seed of the typing errors.
const SLIPS: u64 = 7;

/// The rankings of an engine: one list of document ids per query.
type Rankings = Vec<Vec<String>>;

/// Measures both collections.
pub(super) fn measure(context: &BenchContext) -> Result<Vec<Row>> {
    let Some(shared) = shared() else {
        return Ok(Vec::new());
    };
    let tantivy = paths::target().join("release/examples/peer_tantivy");
    if !context.built {
        compile()?;
    }
    let mut rows = cranfield(context, &tantivy, &shared.join("relevance/cranfield"))?;
    rows.extend(own(context, &tantivy)?);
    Ok(rows)
}

/// Writes Cranfield's abstracts as Markdown, and measures its queries, clean and mistyped.
fn cranfield(context: &BenchContext, tantivy: &Path, folder: &Path) -> Result<Vec<Row>> {
    let input = Input::own("cranfield");
    let _ = fs::remove_dir_all(input.content());
    fs::create_dir_all(input.content().join("guides"))?;
    let mut articles = String::new();
    for document in lines(&folder.join("docs.jsonl"))? {
        let (title, text) = (string(&document["title"]), string(&document["text"]));
        let path = format!("guides/{}.md", string(&document["id"]));
        // A JSON string is also a YAML string.
        let markdown = format!("---\ntitle: {}\n---\n\n{text}\n", json!(title));
        fs::write(input.content().join(&path), markdown)?;
        articles += &format!("{}\n", json!({"id": path, "title": title, "text": text}));
    }
    println!("  cranfield: our site");
    input.build()?;
    let docs = input.scratch("docs.jsonl");
    fs::write(&docs, articles)?;

    let clean: Vec<Query> = lines(&folder.join("queries.jsonl"))?
        .iter()
        .map(|line| Query::read(line, |id| format!("guides/{id}.md")))
        .collect();
    let mut random = Random::of(SLIPS, 0);
    let slipped: Vec<Query> = clean
        .iter()
        .map(|query| Query {
            text: typo::slip(&query.text, &mut random),
            category: String::new(),
            grades: query.grades.clone(),
        })
        .collect();
    let mut rows = Vec::new();
    let mut kept = Vec::new();
    for (state, queries) in [("clean", &clean), ("one slip a query", &slipped)] {
        println!("  cranfield: {state}");
        let ranked = rank(context, tantivy, &input, &docs, queries)?;
        let name = format!("Cranfield, {state}");
        rows.push(scored(&name, "nDCG@10", queries, &ranked, ndcg, |_| true));
        rows.push(scored(
            &name,
            "MRR@10",
            queries,
            &ranked,
            reciprocal_rank,
            |_| true,
        ));
        kept.push(rows[rows.len() - 2].values);
    }
    let mut share = Row::new("Cranfield", "share of nDCG kept with a slip");
    for (value, (clean, slipped)) in share.values.iter_mut().zip(kept[0].iter().zip(&kept[1])) {
        *value = clean.zip(*slipped).map(|(clean, slipped)| slipped / clean);
    }
    rows.push(share);
    Ok(rows)
}

/// Measures our own judged queries by category, the open and the frozen ones separately.
fn own(context: &BenchContext, tantivy: &Path) -> Result<Vec<Row>> {
    let Some(input) = Input::corpora()? else {
        return Ok(Vec::new());
    };
    input.ready(context)?;
    let mut rows = Vec::new();
    for part in ["open", "frozen"] {
        println!("  our own queries: {part}");
        let queries = judged(part)?;
        for query in &queries {
            for path in query.grades.keys() {
                let file = input.content().join(path);
                ensure!(
                    file.is_file(),
                    "a judgement names {path}, which is not there"
                );
            }
        }
        let ranked = rank(context, tantivy, &input, &input.articles(), &queries)?;
        let name = format!("ours, {part}");
        rows.push(scored(&name, "nDCG@10", &queries, &ranked, ndcg, |_| true));
        rows.push(scored(
            &name,
            "MRR@10",
            &queries,
            &ranked,
            reciprocal_rank,
            |_| true,
        ));
        let mut categories: Vec<&str> = queries.iter().map(|one| one.category.as_str()).collect();
        categories.dedup();
        for category in categories {
            let what = format!("nDCG@10, {category}");
            rows.push(scored(&name, &what, &queries, &ranked, ndcg, |query| {
                query.category == category
            }));
        }
    }
    Ok(rows)
}

/// A row with one measure, averaged over the queries with a score.
fn scored(
    input: &str,
    what: &str,
    queries: &[Query],
    ranked: &[(&'static str, Rankings)],
    measure: fn(&[String], &HashMap<String, u32>) -> f64,
    counts: impl Fn(&Query) -> bool,
) -> Row {
    ranked
        .iter()
        .fold(Row::new(input, what), |row, (engine, rankings)| {
            let figures: Vec<f64> = queries
                .iter()
                .zip(rankings)
                .filter(|(query, _)| counts(query))
                .map(|(query, ranking)| measure(ranking, &query.grades))
                .collect();
            row.with(engine, mean(&figures))
        })
}

/// Runs the queries and returns the rankings of all engines.
fn rank(
    context: &BenchContext,
    tantivy: &Path,
    input: &Input,
    docs: &Path,
    queries: &[Query],
) -> Result<Vec<(&'static str, Rankings)>> {
    let file = input.scratch("queries.jsonl");
    let asked: Vec<String> = queries
        .iter()
        .map(|query| json!({"q": query.text}).to_string() + "\n")
        .collect();
    fs::write(&file, asked.concat())?;
    let mut ours = Command::new(kb_binary());
    ours.args(["search", "--limit", "10", "--site"])
        .arg(input.site())
        .arg("--queries")
        .arg(&file);
    let found = json_lines(&printed(&mut ours)?)?;
    let path = |hit: &Value| string(&hit["path"]);
    let ours: Rankings = found
        .iter()
        .map(|line| {
            line["hits"]
                .as_array()
                .map_or(Vec::new(), |hits| hits.iter().map(path).collect())
        })
        .collect();
    let native = printed(Command::new(tantivy).args([docs, &file]))?;
    let mini = context.node("rank.mjs", &[docs], Some(&file))?;
    let all = [
        ("ours", ours),
        ("tantivy", ids(&native)?),
        ("MiniSearch", ids(&mini)?),
    ];
    for (engine, rankings) in &all {
        ensure!(
            rankings.len() == queries.len(),
            "{engine} answered {} of {} queries",
            rankings.len(),
            queries.len()
        );
    }
    Ok(all.into())
}

/// Builds the program that ranks with native tantivy.
fn compile() -> Result<()> {
    Job::new("cargo")
        .args([
            "build",
            "--release",
            "--package",
            "index",
            "--example",
            "peer_tantivy",
        ])
        .dir(paths::root())
        .limit(Duration::from_secs(1800))
        .shown()
        .context("building the tantivy peer failed")
}

fn printed(command: &mut Command) -> Result<String> {
    let out = run::output(command.stdin(Stdio::null()))?;
    ensure!(out.status.success(), "ranking ended with {}", out.status);
    Ok(String::from_utf8_lossy(&out.stdout).into_owned())
}

fn ids(text: &str) -> Result<Rankings> {
    let lines = json_lines(text)?;
    Ok(lines
        .iter()
        .map(|line| {
            line.as_array()
                .map_or(Vec::new(), |all| all.iter().map(string).collect())
        })
        .collect())
}
