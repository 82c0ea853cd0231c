//! The command `kb search`.

use std::io::{BufRead, BufReader, Read};
use std::path::PathBuf;

use anyhow::Context;
use clap::Args;
use search::engine::{Explanation, Hit, Request, Span};
use serde_json::{Value, json};
use site::PublishedPack;

use super::explain;
use crate::outcome::Outcome;
use crate::report;

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  kb search connection leak\n  kb search --limit 3 --json KubePodCrashLooping\n  kb search --explain disk full\n  \
                        printf '{\"q\":\"disk full\"}\\n' | kb search --queries -"
)]
pub(crate) struct SearchArgs {
    /// What to search for
    #[arg(
        value_name = "QUERY",
        required_unless_present = "queries",
        conflicts_with = "queries"
    )]
    query: Vec<String>,
    /// Folder of the built site
    #[arg(long, value_name = "DIR", default_value = "dist")]
    site: PathBuf,
    /// Most documents to show for a query
    #[arg(long, value_name = "N", default_value_t = 10)]
    limit: usize,
    /// One JSON line for the query (always so with --queries)
    #[arg(long)]
    json: bool,
    /// Show how each score came about: words, fields, weights, steps
    #[arg(long)]
    explain: bool,
    /// Queries to answer, one JSON object {"q": "…"} a line; `-` for standard input
    #[arg(long, value_name = "FILE")]
    queries: Option<PathBuf>,
}

pub(crate) fn run(args: &SearchArgs) -> anyhow::Result<Outcome> {
    let mut reader = PublishedPack::open(&args.site)?;
    match &args.queries {
        Some(path) => {
            let input: Box<dyn Read> = if path.as_os_str() == "-" {
                Box::new(std::io::stdin())
            } else {
                let file =
                    std::fs::File::open(path).with_context(|| format!("{}", path.display()))?;
                Box::new(file)
            };
            for (number, line) in BufReader::new(input).lines().enumerate() {
                let line =
                    line.with_context(|| format!("{}: line {}", path.display(), number + 1))?;
                if !line.trim().is_empty() {
                    let query = query_of(&line).with_context(|| {
                        format!(
                            "{}: line {}: expected {{\"q\": \"…\"}}",
                            path.display(),
                            number + 1
                        )
                    })?;
                    let answer = answer(&mut reader, &query, args)?.0;
                    report::print(&format!("{answer}\n"))?;
                }
            }
        }
        None => {
            let query = args.query.join(" ");
            let (answer, explanations) = answer(&mut reader, &query, args)?;
            if args.json {
                report::print(&format!("{answer}\n"))?;
            } else {
                report::print(&human(&answer, &explanations))?;
            }
        }
    }
    Ok(Outcome::Done)
}

fn query_of(line: &str) -> anyhow::Result<String> {
    let value: Value = serde_json::from_str(line)?;
    let query = value
        .get("q")
        .and_then(Value::as_str)
        .context("no string `q`")?;
    Ok(query.to_owned())
}

/// Runs one query. Returns its result as a JSON object, and the explanations of
/// its hits if `args.explain`.
fn answer(
    reader: &mut PublishedPack,
    query: &str,
    args: &SearchArgs,
) -> anyhow::Result<(Value, Vec<Explanation>)> {
    let request = Request {
        query: query.to_owned(),
        limit: args.limit,
        prefix: true,
        ..Request::default()
    };
    let response = reader.search(&request)?;
    let explanations = if args.explain {
        reader.resume(|engine| engine.explain(&request))?
    } else {
        Vec::new()
    };
    let snippets = reader.snippets(&response)?;
    let mut hits: Vec<Value> = response
        .hits
        .iter()
        .zip(&snippets)
        .map(|(hit, snippet)| hit_json(hit, snippet))
        .collect();
    for (hit, explanation) in hits.iter_mut().zip(&explanations) {
        hit["explanation"] = explain::to_json(explanation);
    }
    let answer = json!({ "q": query, "total": response.total, "hits": hits });
    Ok((answer, explanations))
}

fn hit_json(hit: &Hit, snippet: &[Span]) -> Value {
    let best = hit.sections.first();
    let sections: Vec<Value> = hit
        .sections
        .iter()
        .skip(1)
        .map(|section| json!({ "heading": section.heading, "url": section.url, "score": section.score }))
        .collect();
    json!({
        "path": hit.path,
        "url": best.map_or(&hit.url, |section| &section.url),
        "kind": hit.kind,
        "title": hit.title,
        "heading": best.map(|section| &section.heading),
        "score": hit.score,
        "snippet": snippet.iter().map(|span| span.text.as_str()).collect::<String>(),
        "sections": sections,
    })
}

/// Returns the result as text for people.
fn human(answer: &Value, explanations: &[Explanation]) -> String {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let hits = answer["hits"].as_array().map_or(&[][..], Vec::as_slice);
    let mut out = String::new();
    for (n, hit) in hits.iter().enumerate() {
        let heading = text(&hit["heading"]);
        let heading = if heading.is_empty() {
            heading
        } else {
            format!(" › {heading}")
        };
        out.push_str(&format!(
            "{}{heading}\n  {} {}\n  {}\n\n",
            text(&hit["title"]),
            text(&hit["kind"]),
            text(&hit["url"]),
            text(&hit["snippet"])
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" "),
        ));
        if let Some(explanation) = explanations.get(n) {
            out.pop();
            out.push_str(&explain::to_text(explanation));
            out.push('\n');
        }
    }
    out.push_str(&format!("{} of {} shown\n", hits.len(), answer["total"]));
    out
}
