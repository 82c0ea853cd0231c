//! Finds the symptoms that a query names.

use search::analysis::{lowercase, stem, tokenize};

/// Most symptoms suggested for a query.
const MAX_SUGGESTIONS: usize = 2;

/// The symptoms that have pages.
#[derive(Debug, Default)]
pub(crate) struct SymptomNames(Vec<SymptomName>);

#[derive(Debug)]
struct SymptomName {
    name: String,
    /// Path of its page within the site.
    url: String,
    /// Stems of the words of the name.
    words: Vec<String>,
}

impl SymptomNames {
    /// Parses lines of names. After a tab, a line has the slug of the page, if that is
    /// not the name with hyphens.
    pub(crate) fn parse(text: &str) -> Self {
        let names = text.lines().filter(|line| !line.is_empty());
        Self(
            names
                .map(|line| {
                    let (name, slug) = match line.split_once('\t') {
                        Some((name, slug)) => (name, slug.to_owned()),
                        None => (line, lowercase(line).replace(' ', "-")),
                    };
                    SymptomName {
                        name: name.to_owned(),
                        url: ["/symptoms/", &slug, "/"].concat(),
                        words: words(name).0,
                    }
                })
                .collect(),
        )
    }

    /// Names and paths of the symptoms that a query names, best first: all words of
    /// the symptom are in the query, or all words of the query, at least two, are in
    /// the symptom. The last word may be incomplete.
    pub(crate) fn suggest(&self, query: &str) -> Vec<(String, String)> {
        let (query_words, last) = words(query);
        // The best, with the number of words that they share with the query and lack.
        let mut best: Vec<(usize, usize, &SymptomName)> = Vec::new();
        for name in &self.0 {
            let has = |number: usize, word: &String| {
                let begins = number + 1 == query_words.len()
                    && last.len() > 1
                    && name.words.iter().any(|known| known.starts_with(&last));
                begins || name.words.contains(word)
            };
            let shared = query_words
                .iter()
                .enumerate()
                .filter(|(number, word)| has(*number, word))
                .count();
            let whole = name.words.iter().all(|word| query_words.contains(word));
            if whole || (shared > 1 && shared == query_words.len()) {
                let lacks = name.words.len().saturating_sub(shared);
                let at = best.partition_point(|(other, less, _)| {
                    (*other, usize::MAX - *less) >= (shared, usize::MAX - lacks)
                });
                best.insert(at, (shared, lacks, name));
                best.truncate(MAX_SUGGESTIONS);
            }
        }
        best.into_iter()
            .map(|(_, _, name)| (name.name.clone(), name.url.clone()))
            .collect()
    }
}

/// The stems of the words of a text, and its last word as it was typed.
fn words(text: &str) -> (Vec<String>, String) {
    let mut words: Vec<String> = Vec::new();
    let mut position = u32::MAX;
    let mut last = String::new();
    for token in tokenize(text) {
        // An identifier and its first part have one position; the part comes last.
        if token.position == position {
            words.pop();
        }
        position = token.position;
        words.push(stem(&token.text));
        last = token.text;
    }
    (words, last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_name_symptoms() {
        let names = SymptomNames::parse(
            "connection refused\nSlow responses\nslow queries\nhigh CPU\ntoo many connections\nNXDOMAIN\tnx\nОшибка Сети\n",
        );
        let suggest = |query: &str| -> Vec<String> {
            names
                .suggest(query)
                .into_iter()
                .map(|(_, url)| url)
                .collect()
        };
        for (query, urls) in [
            ("connection ref", &["/symptoms/connection-refused/"][..]),
            ("Connection-REFUSED", &["/symptoms/connection-refused/"]),
            (
                "refused connections to redis",
                &["/symptoms/connection-refused/"],
            ),
            ("payment slow response", &["/symptoms/slow-responses/"]),
            ("slow", &[]),
            ("connection", &[]),
            ("slow re", &["/symptoms/slow-responses/"]),
            ("nxdomain", &["/symptoms/nx/"]),
            ("ошибка сети", &["/symptoms/ошибка-сети/"]),
            (
                "high cpu slow queries",
                &["/symptoms/slow-queries/", "/symptoms/high-cpu/"],
            ),
            ("", &[]),
        ] {
            assert_eq!(suggest(query), urls, "{query}");
        }
    }
}
