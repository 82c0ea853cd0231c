//! Editing and formatting of queries.

use std::fmt;

use super::{Clause, ClauseKind, Filter, ParsedQuery};

/// Removes a clause from a query. The other clauses keep their meaning.
#[must_use]
pub fn remove_clause(text: &str, clause: &Clause) -> String {
    let before = text.get(..clause.start).unwrap_or(text).trim_end();
    let after = text.get(clause.end..).unwrap_or_default().trim_start();
    join(before, after)
}

/// Appends a filter to a query.
#[must_use]
pub fn add_filter(text: &str, filter: &Filter) -> String {
    join(text.trim_end(), &filter.to_string())
}

fn join(before: &str, after: &str) -> String {
    let mut joined = before.to_owned();
    if !before.is_empty() && !after.is_empty() {
        joined.push(' ');
    }
    joined.push_str(after);
    joined
}

/// Formats the query in its own syntax. Parsing the result gives the same
/// query, unless words contain an unmatched quotation mark.
impl fmt::Display for ParsedQuery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, clause) in self.clauses.iter().enumerate() {
            f.write_str(if n > 0 { " " } else { "" })?;
            clause.kind.fmt(f)?;
        }
        Ok(())
    }
}

impl fmt::Display for ClauseKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Words(words) => f.write_str(words),
            Self::Phrase(phrase) => {
                f.write_str("\"")?;
                f.write_str(phrase)?;
                f.write_str("\"")
            }
            Self::Exclude(kind) => {
                f.write_str("-")?;
                kind.fmt(f)
            }
            Self::Filter(filter) => filter.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Key, parse};
    use super::*;

    #[test]
    fn a_clause_is_taken_out() {
        let text = "kafka  -zookeeper  type:runbook lag";
        let clauses = parse(text).clauses;
        let left: Vec<String> = clauses
            .iter()
            .map(|clause| remove_clause(text, clause))
            .collect();
        assert_eq!(
            left,
            [
                "-zookeeper  type:runbook lag",
                "kafka type:runbook lag",
                "kafka  -zookeeper lag",
                "kafka  -zookeeper  type:runbook",
            ]
        );
    }

    #[test]
    fn a_filter_is_added() {
        let filter = Filter::parse(Key::Owner, "data platform", false).unwrap();
        assert_eq!(add_filter("etcd ", &filter), "etcd owner:\"data platform\"");
        assert_eq!(add_filter("", &filter), "owner:\"data platform\"");
    }
}
