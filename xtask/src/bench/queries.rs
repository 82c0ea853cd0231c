//! Reads judged queries from files.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::paths;

/// A query and the grades of its documents.
pub(super) struct Query {
    /// The text that is typed or pasted.
    pub(super) text: String,
    /// The category of the query.
    pub(super) category: String,
    /// The grades of the judged documents by document id.
    pub(super) grades: HashMap<String, u32>,
}

impl Query {
    /// Reads the query in `line`; `id` converts a name in `rel` to a document id.
    pub(super) fn read(line: &Value, id: impl Fn(&str) -> String) -> Self {
        let judged = line["rel"].as_object().into_iter().flatten();
        Query {
            text: string(&line["q"]),
            category: string(&line["category"]),
            grades: judged
                .map(|(path, grade)| (id(path), grade.as_u64().unwrap_or(0) as u32))
                .collect(),
        }
    }
}

/// Reads our judged queries; `part` is `open` or `frozen`.
pub(super) fn judged(part: &str) -> Result<Vec<Query>> {
    let path = paths::root().join(format!("xtask/relevance/{part}.jsonl"));
    Ok(lines(&path)?
        .iter()
        .map(|line| Query::read(line, str::to_owned))
        .collect())
}

/// Reads the JSON objects of a file, one per line.
pub(super) fn lines(path: &Path) -> Result<Vec<Value>> {
    let text =
        fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    json_lines(&text).with_context(|| format!("in {}", path.display()))
}

/// Parses the JSON values of a text, one per line.
pub(super) fn json_lines(text: &str) -> Result<Vec<Value>> {
    text.lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| Ok(serde_json::from_str(line)?))
        .collect()
}

/// A string, or a number as text.
pub(super) fn string(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::{BTreeMap, HashSet};

    #[test]
    fn a_third_of_every_category_is_frozen_and_nothing_is_in_both() {
        let (open, frozen) = (judged("open").unwrap(), judged("frozen").unwrap());
        let texts: HashSet<&str> = open
            .iter()
            .chain(&frozen)
            .map(|one| one.text.as_str())
            .collect();
        assert_eq!(texts.len(), open.len() + frozen.len());
        assert!(texts.len() >= 180);
        let count = |queries: &[Query]| {
            let mut counts = BTreeMap::new();
            for query in queries {
                *counts.entry(query.category.clone()).or_insert(0usize) += 1;
            }
            counts
        };
        let (open, frozen) = (count(&open), count(&frozen));
        assert_eq!(open.len(), 10);
        for (category, kept) in &open {
            let set_aside = frozen[category];
            // A third of the queries, rounded to the nearest number, is frozen.
            assert_eq!(set_aside, (kept + set_aside + 1) / 3, "{category}");
        }
    }

    #[test]
    fn grades_are_one_to_three_and_every_query_has_a_three() {
        for query in judged("open")
            .unwrap()
            .iter()
            .chain(&judged("frozen").unwrap())
        {
            assert!(
                query.grades.values().all(|grade| (1..=3).contains(grade)),
                "{}",
                query.text
            );
            assert!(
                query.grades.values().any(|grade| *grade == 3),
                "{}",
                query.text
            );
        }
    }
}
