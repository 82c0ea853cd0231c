//! Which symptom a search names.

use search::analysis::{lowercase, stem, tokenize};

/// Most symptoms suggested.
const MOST: usize = 2;

/// The symptoms that can be suggested.
#[derive(Debug, Default)]
pub(crate) struct Names(Vec<Name>);

#[derive(Debug)]
struct Name {
    name: String,
    url: String,
    words: Vec<String>,
}

impl Names {
    /// Reads one name per line. After a tab follows the last segment of the URL
    /// where that is not the name in lower case with hyphens for spaces.
    pub(crate) fn read(text: &str) -> Self {
        let names = text.lines().filter(|line| !line.is_empty());
        Self(
            names
                .map(|line| {
                    let (name, slug) = match line.split_once('\t') {
                        Some((name, slug)) => (name, slug.to_owned()),
                        None => (line, lowercase(line).replace(' ', "-")),
                    };
                    Name {
                        name: name.to_owned(),
                        url: ["/symptoms/", &slug, "/"].concat(),
                        words: words(name).0,
                    }
                })
                .collect(),
        )
    }

    /// Names and addresses of the symptoms that a query names: all of a
    /// symptom's words stand in the query, or all of the query's words, at least
    /// two, in the symptom. The last word need not be finished.
    pub(crate) fn suggest(&self, query: &str) -> Vec<(String, String)> {
        let (asked, last) = words(query);
        // The best, with the number of words that they share and lack.
        let mut best: Vec<(usize, usize, &Name)> = Vec::new();
        for name in &self.0 {
            let has = |number: usize, word: &String| {
                let begins = number + 1 == asked.len()
                    && last.len() > 1
                    && name.words.iter().any(|known| known.starts_with(&last));
                begins || name.words.contains(word)
            };
            let shared = asked
                .iter()
                .enumerate()
                .filter(|(number, word)| has(*number, word))
                .count();
            let whole = name.words.iter().all(|word| asked.contains(word));
            if whole || (shared > 1 && shared == asked.len()) {
                let lacks = name.words.len().saturating_sub(shared);
                let at = best.partition_point(|(other, less, _)| {
                    (*other, usize::MAX - *less) >= (shared, usize::MAX - lacks)
                });
                best.insert(at, (shared, lacks, name));
                best.truncate(MOST);
            }
        }
        best.into_iter()
            .map(|(_, _, name)| (name.name.clone(), name.url.clone()))
            .collect()
    }
}

/// The words of a text as search knows them, and the last one as it was typed.
fn words(text: &str) -> (Vec<String>, String) {
    let mut words: Vec<String> = Vec::new();
    let mut position = u32::MAX;
    let mut last = String::new();
    for token in tokenize(text) {
        // Of an identifier and its first part, the part comes last.
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
        let names = Names::read(
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
