//! The parser.

use super::flags::{self, CommandLineHint};
use super::quotes::is_quote;
use super::{Clause, ClauseKind, Filter, Key, ParsedQuery, multiline};

/// Parses a query, in time linear in its length.
#[must_use]
pub fn parse(text: &str) -> ParsedQuery {
    let lexemes: Vec<Lexeme<'_>> = Lexer { text, at: 0 }.collect();
    let plain = |lexeme: &Lexeme<'_>| matches!(lexeme.kind, LexemeKind::Bare | LexemeKind::Dashed);
    let words = lexemes.iter().filter(|lexeme| plain(lexeme));
    let line = CommandLineHint::of(words.map(|lexeme| lexeme.of(text)));
    let last_word = lexemes
        .iter()
        .rposition(|lexeme| lexeme.kind == LexemeKind::Bare);
    let exclusions = lexemes.iter().any(|lexeme| match &lexeme.kind {
        LexemeKind::Bare | LexemeKind::Phrase { negated: false, .. } => has_word(lexeme.of(text)),
        LexemeKind::Filter(_) => true,
        _ => false,
    });

    let mut clauses = ClauseBuilder::new(text);
    for (n, lexeme) in lexemes.iter().enumerate() {
        let (start, end) = (lexeme.start, lexeme.end);
        let kind = match &lexeme.kind {
            LexemeKind::Filter(filter) => ClauseKind::Filter(filter.clone()),
            LexemeKind::Phrase { inner, negated } => {
                let phrase = ClauseKind::Phrase((*inner).to_owned());
                match negated {
                    false => phrase,
                    true if exclusions => ClauseKind::Exclude(Box::new(phrase)),
                    true => {
                        clauses.words(start, end);
                        continue;
                    }
                }
            }
            LexemeKind::Dashed if exclusions => {
                let before = n.checked_sub(1).map(|n| &lexemes[n]);
                let before = before.filter(|lexeme| plain(lexeme));
                let last = last_word.is_none_or(|last| last < n);
                if line.is_flag(before.map(|lexeme| lexeme.of(text)), last) {
                    clauses.words(start, end);
                    continue;
                }
                let word = text[start + 1..end].to_owned();
                ClauseKind::Exclude(Box::new(ClauseKind::Words(word)))
            }
            LexemeKind::Dashed | LexemeKind::Bare => {
                clauses.words(start, end);
                continue;
            }
        };
        clauses.push(Clause { start, end, kind });
    }
    let mut clauses = clauses.finish();
    multiline::as_words(text, &mut clauses);
    ParsedQuery { clauses }
}

fn has_word(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

/// The clauses so far, and the range of words that are not a clause yet.
struct ClauseBuilder<'a> {
    text: &'a str,
    found: Vec<Clause>,
    open: Option<(usize, usize)>,
}

impl<'a> ClauseBuilder<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            found: Vec::new(),
            open: None,
        }
    }

    fn words(&mut self, start: usize, end: usize) {
        self.open = Some((self.open.map_or(start, |(start, _)| start), end));
    }

    fn push(&mut self, clause: Clause) {
        self.close();
        self.found.push(clause);
    }

    fn close(&mut self) {
        if let Some((start, end)) = self.open.take() {
            let words = &self.text[start..end];
            if has_word(words) {
                let kind = ClauseKind::Words(words.to_owned());
                self.found.push(Clause { start, end, kind });
            }
        }
    }

    fn finish(mut self) -> Vec<Clause> {
        self.close();
        self.found
    }
}

/// A part of the text without white space, except between quotation marks.
struct Lexeme<'a> {
    start: usize,
    end: usize,
    kind: LexemeKind<'a>,
}

impl Lexeme<'_> {
    fn of<'t>(&self, text: &'t str) -> &'t str {
        &text[self.start..self.end]
    }
}

#[derive(PartialEq)]
enum LexemeKind<'a> {
    /// Words.
    Bare,
    /// A dash and a word.
    Dashed,
    /// A phrase between quotation marks.
    Phrase { inner: &'a str, negated: bool },
    /// A filter.
    Filter(Filter),
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Iterator for Lexer<'a> {
    type Item = Lexeme<'a>;

    fn next(&mut self) -> Option<Lexeme<'a>> {
        let rest = &self.text[self.at..];
        let start = self.text.len() - rest.trim_start().len();
        let rest = &self.text[start..];
        if rest.is_empty() {
            return None;
        }
        let (end, kind) = quoted(rest).unwrap_or_else(|| bare(rest));
        self.at = start + end;
        Some(Lexeme {
            start,
            end: self.at,
            kind,
        })
    }
}

/// A phrase or a filter with a quoted value at the start of a text, and its
/// length.
fn quoted(text: &str) -> Option<(usize, LexemeKind<'_>)> {
    let (negated, rest) = dash(text);
    let (key, rest) = match key(rest) {
        Some((key, rest)) => (Some(key), rest),
        None => (None, rest),
    };
    let rest = rest.strip_prefix(is_quote)?;
    let inner = &rest[..rest.find(is_quote)?];
    let after = rest[inner.len()..].strip_prefix(is_quote)?;
    // `"a"b` and `""` are no phrases.
    if after.starts_with(char::is_alphanumeric) || !has_word(inner) {
        return None;
    }
    let kind = match key {
        Some(key) => LexemeKind::Filter(Filter::parse(key, inner, negated)?),
        None => LexemeKind::Phrase { inner, negated },
    };
    Some((text.len() - after.len(), kind))
}

/// The text up to the next white space.
fn bare(text: &str) -> (usize, LexemeKind<'_>) {
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    let word = &text[..end];
    let (negated, rest) = dash(word);
    let filter = key(rest).and_then(|(key, value)| Filter::parse(key, value, negated));
    let kind = match filter {
        Some(filter) => LexemeKind::Filter(filter),
        None if negated && flags::is_excludable(rest) => LexemeKind::Dashed,
        None => LexemeKind::Bare,
    };
    (end, kind)
}

fn dash(text: &str) -> (bool, &str) {
    match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    }
}

/// A key at the start of a text, and the text after its colon.
pub(super) fn key(text: &str) -> Option<(Key, &str)> {
    let letters = text.bytes().take(9).take_while(u8::is_ascii_alphabetic);
    let (name, rest) = text.split_at(letters.count());
    Some((Key::from_name(name)?, rest.strip_prefix(':')?))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Formats clauses as `words|"phrase"|-not|key:value`.
    fn show(text: &str) -> String {
        fn one(kind: &ClauseKind) -> String {
            match kind {
                ClauseKind::Words(words) => words.clone(),
                ClauseKind::Phrase(phrase) => format!("\"{phrase}\""),
                ClauseKind::Exclude(kind) => format!("NOT {}", one(kind)),
                ClauseKind::Filter(filter) => format!("<{filter}>"),
            }
        }
        let clauses = parse(text).clauses;
        let shown: Vec<String> = clauses.iter().map(|clause| one(&clause.kind)).collect();
        shown.join(" | ")
    }

    fn cases(cases: &[(&str, &str)]) {
        for (text, expected) in cases {
            assert_eq!(show(text), *expected, "{text}");
        }
    }

    #[test]
    fn every_form_is_understood() {
        cases(&[
            ("", ""),
            ("  kafka   lag ", "kafka   lag"),
            (
                "psql \"connection refused\" now",
                "psql | \"connection refused\" | now",
            ),
            ("kafka lag -zookeeper", "kafka lag | NOT zookeeper"),
            ("kafka -zookeeper lag", "kafka | NOT zookeeper | lag"),
            ("-zookeeper kafka", "NOT zookeeper | kafka"),
            ("etcd -aws", "etcd | NOT aws"),
            (
                "kafka -\"schema registry\"",
                "kafka | NOT \"schema registry\"",
            ),
            ("type:runbook -zookeeper", "<type:runbook> | NOT zookeeper"),
            (
                "Type:Runbooks KIND:post",
                "<type:runbook> | <type:postmortem>",
            ),
            ("-type:guide etcd", "<-type:guide> | etcd"),
            ("service:payments tag:k8s", "<service:payments> | <tag:k8s>"),
            (
                "sev:1 sev:<=2 severity:SEV-1",
                "<sev:1> | <sev:<=2> | <sev:SEV-1>",
            ),
            ("sev:>1 sev:1..2", "<sev:>1> | <sev:1..2>"),
            ("owner:\"data platform\" x", "<owner:\"data platform\"> | x"),
            (
                "after:2023-01 before:2023-06-30",
                "<after:2023-01> | <before:2023-06-30>",
            ),
            ("after:2023", "<after:2023>"),
            (
                "alert:KubeAPIDown title:etcd",
                "<alert:KubeAPIDown> | <title:etcd>",
            ),
            ("title:\"disk full\"", "<title:\"disk full\">"),
            ("\u{201c}exact phrase\u{201d} x", "\"exact phrase\" | x"),
            (
                "owner:\u{201e}data platform\u{201c}",
                "<owner:\"data platform\">",
            ),
            ("\"refused\", then", "\"refused\" | , then"),
            (
                "type:guide\nkafka -zookeeper\n",
                "<type:guide> | kafka | NOT zookeeper",
            ),
            (
                "type:guide kafka -zookeeper\nlag \"x\" sev:1",
                "<type:guide> | kafka -zookeeper\nlag \"x\" | <sev:1>",
            ),
        ]);
    }

    #[test]
    fn what_engineers_paste_is_words() {
        for text in [
            "tar -xvf backup",
            "tar -xvf",
            "kubectl get pods -n payments -wide",
            "java -jar app.jar",
            "java -Xmx2g OutOfMemoryError",
            "what does gcc -Wall do",
            "use rsync with -archive",
            "jets in a stream -dash experiments .",
            "redis-server --port 6379 -foo",
            "find / -name core",
            "/usr/bin/find / -name core",
            "exit code -1",
            "-zookeeper",
            "-\"not alone\"",
            "- item",
            "-bash: kubectl: command not found",
            "http://example.com/x",
            "std::vec",
            "10.0.0.1:5432",
            "ORA-01555: snapshot too old",
            "12:30 foo:bar",
            "service: payments",
            "type:Warning reason:BackOff",
            "sev:<=x sev: sev:<= sev:2..1",
            "after:yesterday after:5432 before:2023-13",
            "tag:/x owner:: title:- service:",
            "msg=\"timed out\" level=error",
            "{\"a\":\"b c\"}",
            "\"open",
            "open\"",
            "5\" disk",
            "say \"\" nothing",
            "owner:\"open end",
            "\"a\"b",
            "ReadTimeout(type:x)",
            "from the \"stable\" repository\nkafka -zookeeper",
            "pods restart\n\"-oracle\" type:guide appears",
            "\"one phrase\nof two lines\"",
            "kafka -zookeeper\r\n\"- \"alpha beta\" gamma\" lag",
        ] {
            assert_eq!(show(text), text);
        }
    }

    #[test]
    fn spans_point_into_the_text() {
        let text = "é  \"a b\" -type:guide";
        let spans: Vec<&str> = parse(text)
            .clauses
            .iter()
            .map(|clause| &text[clause.start..clause.end])
            .collect();
        assert_eq!(spans, ["é", "\"a b\"", "-type:guide"]);
    }
}
