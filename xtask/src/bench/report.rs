//! Writes the table of figures and the report.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::paths;

/// The engines in the order of the columns; ours is first.
pub(super) const ENGINES: [&str; 4] = ["ours", "Pagefind", "MiniSearch", "tantivy"];

/// One line of the table.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    /// The name of the input.
    pub(super) input: String,
    /// The measured quantity, with its unit.
    pub(super) what: String,
    /// A figure for each of [`ENGINES`], if it applies.
    pub(super) values: [Option<f64>; 4],
}

impl Row {
    /// Creates a row without figures.
    pub(super) fn new(input: &str, what: &str) -> Self {
        Self {
            input: input.to_owned(),
            what: what.to_owned(),
            values: [None; 4],
        }
    }

    /// Returns the row with a figure for `engine`, if there is one.
    pub(super) fn with(mut self, engine: &str, value: Option<f64>) -> Self {
        if let Some(at) = ENGINES.iter().position(|name| *name == engine) {
            self.values[at] = value.filter(|value| value.is_finite());
        }
        self
    }
}

/// The folder in which the benchmark works and reports.
pub(super) fn folder() -> PathBuf {
    paths::root().join("target/bench")
}

/// Saves the figures of a part for the report.
pub(super) fn keep(part: &str, rows: &[Row]) -> Result<()> {
    let lines: Vec<Value> = rows
        .iter()
        .map(|row| json!({"input": row.input, "what": row.what, "values": row.values}))
        .collect();
    let path = folder().join(format!("{part}.json"));
    fs::create_dir_all(folder())?;
    fs::write(&path, serde_json::to_string_pretty(&lines)?)
        .with_context(|| format!("cannot write {}", path.display()))
}

/// Writes the report of all parts that were measured so far, and returns its path.
pub(super) fn write(parts: &[&str]) -> Result<PathBuf> {
    let mut text = String::from(
        "# Benchmark\n\n\
         Ratios are ours to the peer's. How it is measured: xtask/bench/README.md.\n",
    );
    for part in parts {
        let Ok(json) = fs::read_to_string(folder().join(format!("{part}.json"))) else {
            continue;
        };
        let rows = read(&json).with_context(|| format!("the kept figures of {part}"))?;
        text += &format!("\n## {part}\n\n{}", table(&rows));
    }
    let path = folder().join("report.md");
    fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
    Ok(path)
}

fn read(json: &str) -> Result<Vec<Row>> {
    let lines: Vec<Value> = serde_json::from_str(json)?;
    Ok(lines
        .iter()
        .map(|line| Row {
            input: line["input"].as_str().unwrap_or_default().to_owned(),
            what: line["what"].as_str().unwrap_or_default().to_owned(),
            values: std::array::from_fn(|at| line["values"][at].as_f64()),
        })
        .collect())
}

/// A Markdown table with aligned columns: the engines, then the ratios.
pub(super) fn table(rows: &[Row]) -> String {
    let present: Vec<usize> = (0..ENGINES.len())
        .filter(|&at| rows.iter().any(|row| row.values[at].is_some()))
        .collect();
    let peers: Vec<usize> = present.iter().copied().filter(|&at| at > 0).collect();
    let mut lines = vec![vec!["input".to_owned(), String::new()]];
    lines[0].extend(present.iter().map(|&at| ENGINES[at].to_owned()));
    lines[0].extend(peers.iter().map(|&at| format!("/ {}", ENGINES[at])));
    for row in rows {
        let mut line = vec![row.input.clone(), row.what.clone()];
        line.extend(
            present
                .iter()
                .map(|&at| row.values[at].map_or_else(dash, figure)),
        );
        line.extend(
            peers
                .iter()
                .map(|&at| match (row.values[0], row.values[at]) {
                    (Some(ours), Some(peer)) if peer > 0.0 => format!("{:.2}", ours / peer),
                    _ => dash(),
                }),
        );
        lines.push(line);
    }
    let wide: Vec<usize> = (0..lines[0].len())
        .map(|column| {
            lines
                .iter()
                .map(|line| line[column].chars().count())
                .max()
                .unwrap_or(0)
        })
        .collect();
    let mut text = String::new();
    for (number, line) in lines.iter().enumerate() {
        for (column, (cell, wide)) in line.iter().zip(&wide).enumerate() {
            text += &match column {
                0 | 1 => format!("| {cell:<wide$} "),
                _ => format!("| {cell:>wide$} "),
            };
        }
        text += "|\n";
        if number == 0 {
            for (column, wide) in wide.iter().enumerate() {
                let end = if column > 1 { ":" } else { "-" };
                text += &format!("|{}{end}", "-".repeat(wide + 1));
            }
            text += "|\n";
        }
    }
    text
}

fn dash() -> String {
    "-".to_owned()
}

/// Formats a figure with three digits, or with all digits before the point.
fn figure(value: f64) -> String {
    match value.abs() {
        0.0 => "0".to_owned(),
        size if size < 1.0 => format!("{value:.3}"),
        size if size < 10.0 => format!("{value:.2}"),
        size if size < 100.0 => format!("{value:.1}"),
        _ => format!("{value:.0}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows() -> Vec<Row> {
        vec![
            Row::new("1,000", "cold, KB")
                .with("ours", Some(90.0))
                .with("Pagefind", Some(180.0)),
            Row::new("1,000", "rebuild, ms").with("ours", Some(f64::NAN)),
        ]
    }

    #[test]
    fn the_table_has_ratios_to_each_peer_that_was_measured() {
        let want = "\
| input |             | ours | Pagefind | / Pagefind |
|-------|-------------|-----:|---------:|-----------:|
| 1,000 | cold, KB    | 90.0 |      180 |       0.50 |
| 1,000 | rebuild, ms |    - |        - |          - |
";
        assert_eq!(table(&rows()), want);
    }

    #[test]
    fn rows_survive_being_kept() {
        let lines: Vec<Value> = rows()
            .iter()
            .map(|row| json!({"input": row.input, "what": row.what, "values": row.values}))
            .collect();
        assert_eq!(read(&json!(lines).to_string()).unwrap(), rows());
    }

    #[test]
    fn figures_keep_three_digits() {
        let shown = |value| figure(value);
        assert_eq!(
            [0.3304, 4.567, 45.67, 1234.5].map(shown),
            ["0.330", "4.57", "45.7", "1234"]
        );
    }
}
