//! The state of a search.

use std::rc::Rc;

use search::engine::{EmptiedBy, Request, Response, Span};

use crate::browser::fetch::FetchError;

use super::completions::Completion;
use super::rows::{self, HitGroup, RowContext};

/// What a search has led to.
#[derive(Debug, Clone, Default)]
pub(crate) enum SearchState {
    /// There is no query.
    #[default]
    Idle,
    /// There are results, be it none.
    Found(Rc<Results>),
    /// An error.
    Failed(FetchError),
}

impl SearchState {
    /// The results, if there are some.
    pub(crate) fn results(&self) -> Option<&Rc<Results>> {
        match self {
            Self::Found(results) => Some(results),
            _ => None,
        }
    }
}

/// The response to a query, as it is shown.
#[derive(Debug, Clone)]
pub(crate) struct Results {
    /// The content of the field. For a paste that is less than the query.
    pub(crate) input: String,
    /// The request.
    pub(crate) request: Request,
    /// The response of the engine.
    pub(crate) response: Response,
    /// Completions of the filter that is being typed, which the arrow keys reach before
    /// the rows; or symptoms, which they reach after them, so that the first key press
    /// selects a hit.
    pub(crate) completions: Vec<Completion>,
    /// The hits.
    pub(crate) groups: Vec<HitGroup>,
    /// If several parts of the query exclude everything, but no single one does: the
    /// query without them, and the number of documents that it finds.
    pub(crate) without_all: Option<(String, usize)>,
}

impl Results {
    /// Lays out a response. Hits that are shown already (`before`) keep their snippets
    /// until new ones are known, so that nothing flickers.
    pub(crate) fn new(
        input: String,
        request: Request,
        response: Response,
        completions: Vec<Completion>,
        before: Option<&Self>,
        context: RowContext<'_>,
    ) -> Self {
        let snippet_before = |url: &str| {
            let mut rows = before
                .into_iter()
                .flat_map(|results| rows::all_rows(&results.groups));
            rows.find(|row| row.url == url)?.snippet.clone()
        };
        let snippets: Vec<_> = response
            .hits
            .iter()
            .map(|hit| snippet_before(&hit.sections.first()?.url))
            .collect();
        Self {
            input,
            without_all: None,
            request,
            groups: rows::group_hits(&response, &snippets, options_before(&completions), context),
            completions,
            response,
        }
    }

    /// The same results with the snippets of their hits.
    pub(crate) fn with_snippets(&self, snippets: Vec<Vec<Span>>, context: RowContext<'_>) -> Self {
        let snippets: Vec<_> = snippets.into_iter().map(Some).collect();
        let first = options_before(&self.completions);
        Self {
            groups: rows::group_hits(&self.response, &snippets, first, context),
            ..self.clone()
        }
    }

    /// Whether these are results of `request`, whatever its limit.
    pub(crate) fn is_for(&self, request: &Request) -> bool {
        let own = &self.request;
        (&own.query, &own.ignored, own.literal)
            == (&request.query, &request.ignored, request.literal)
    }

    /// How many options the arrow keys reach.
    pub(crate) fn option_count(&self) -> usize {
        self.completions.len() + rows::option_count(&self.groups)
    }

    /// The content of the field without parts of the query, which are in their order. A
    /// field that stands for a paste has no parts but filters, before and after it.
    pub(crate) fn without(&self, parts: &[EmptiedBy]) -> String {
        let (input, query) = (&self.input, &self.request.query);
        let mut left = input.clone();
        // From the end, so that the offsets of the others stay valid.
        for part in parts.iter().rev() {
            let text = query.get(part.start..part.end).unwrap_or_default();
            let start = match input == query {
                true => Some(part.start),
                false => left.rfind(text),
            };
            let range = start.map(|start| start..start + text.len());
            if let Some(range) = range.filter(|range| left.get(range.clone()).is_some()) {
                left.replace_range(range, "");
            }
        }
        let words: Vec<&str> = left.split_whitespace().collect();
        words.join(" ")
    }

    /// Whether there are more hits than are shown.
    pub(crate) fn has_more(&self) -> bool {
        self.response.total > self.response.hits.len()
    }

    /// The words to highlight on the page that a hit opens: the terms that were found,
    /// which include corrections and completed words, and the query. It comes last,
    /// where its `-words` are understood.
    pub(crate) fn highlight_words(&self) -> String {
        // An identifier would be split into parts that nobody searched for.
        let is_word = |term: &&String| term.chars().all(char::is_alphanumeric);
        let mut words: Vec<&str> = Vec::new();
        words.extend(
            self.response
                .terms
                .iter()
                .filter(is_word)
                .map(String::as_str),
        );
        words.push(&self.request.query);
        words.join(" ")
    }
}

/// How many completions the arrow keys reach before the hits.
fn options_before(completions: &[Completion]) -> usize {
    let completions = completions.iter();
    completions.filter(|one| !one.query.is_empty()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn results(terms: &[&str], query: &str) -> Results {
        Results {
            input: query.to_owned(),
            without_all: None,
            request: Request {
                query: query.to_owned(),
                ..Request::default()
            },
            completions: Vec::new(),
            response: Response {
                terms: terms.iter().map(|&term| term.to_owned()).collect(),
                ..Response::default()
            },
            groups: Vec::new(),
        }
    }

    #[test]
    fn parts_of_the_query_are_left_out_of_the_field() {
        let part = |query: &str, clause: &str| {
            let start = query.find(clause).unwrap();
            EmptiedBy {
                start,
                end: start + clause.len(),
                ..EmptiedBy::default()
            }
        };
        let query = "disk  \"a b\" -type:guide  full";
        let parts = [part(query, "\"a b\""), part(query, "-type:guide")];
        let typed = results(&[], query);
        assert_eq!(typed.without(&parts[..1]), "disk -type:guide full");
        assert_eq!(typed.without(&parts), "disk full");

        let query = "sev:1 \na much\nlonger text\n type:guide";
        let parts = [part(query, "sev:1"), part(query, "type:guide")];
        let paste = Results {
            input: "sev:1 a text type:guide".to_owned(),
            ..results(&[], query)
        };
        assert_eq!(paste.without(&parts[..1]), "a text type:guide");
        assert_eq!(paste.without(&parts[1..]), "sev:1 a text");
        assert_eq!(paste.without(&parts), "a text");
    }

    #[test]
    fn terms_and_query_are_highlighted() {
        let typo = results(&["connection", "connection-pool"], "conection");
        assert_eq!(typo.highlight_words(), "connection conection");
        assert_eq!(results(&[], "disk full").highlight_words(), "disk full");
    }
}
