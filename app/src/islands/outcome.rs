//! What a search came to.

use std::rc::Rc;

use search::engine::{EmptiedBy, Request, Response, Span};

use crate::browser::client::Trouble;

use super::offers::Offer;
use super::rows::{self, Group, Page};

/// What there is to show.
#[derive(Debug, Clone, Default)]
pub(crate) enum Outcome {
    /// Nothing was asked.
    #[default]
    Idle,
    /// An answer.
    Found(Rc<Found>),
    /// No answer, and why.
    Failed(Trouble),
}

impl Outcome {
    /// The answer, if there is one.
    pub(crate) fn found(&self) -> Option<&Rc<Found>> {
        match self {
            Self::Found(found) => Some(found),
            _ => None,
        }
    }
}

/// An answer, laid out.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    /// What stood in the field. Of a paste, that is less than was asked.
    pub(crate) field: String,
    /// What was asked.
    pub(crate) request: Request,
    /// The engine's answer.
    pub(crate) response: Response,
    /// Ways to finish what is being typed, which the arrow keys reach before the
    /// rows; or pages that are named, behind them: the first key leads to a hit.
    pub(crate) offers: Vec<Offer>,
    /// The rows.
    pub(crate) groups: Vec<Group>,
    /// If nothing was found, and no part of the query alone is why: the query
    /// without those that are together, and how many documents that finds.
    pub(crate) rest: Option<(String, usize)>,
    /// How long it took, in milliseconds.
    pub(crate) millis: u32,
}

impl Found {
    /// Whether it answers `request`, be it with fewer documents.
    pub(crate) fn answers(&self, request: &Request) -> bool {
        let own = &self.request;
        (&own.query, &own.ignored, own.literal)
            == (&request.query, &request.ignored, request.literal)
    }

    /// Lays an answer out. Rows that were there `before` keep their snippets
    /// until the new ones come, so that nothing flickers.
    pub(crate) fn new(
        field: String,
        request: Request,
        response: Response,
        offers: Vec<Offer>,
        before: Option<&Self>,
        millis: u32,
        page: Page<'_>,
    ) -> Self {
        let old = |url: &str| {
            let mut rows = before
                .into_iter()
                .flat_map(|found| rows::all(&found.groups));
            rows.find(|row| row.url == url)?.snippet.clone()
        };
        let snippets: Vec<_> = response
            .hits
            .iter()
            .map(|hit| hit.sections.first().and_then(|section| old(&section.url)))
            .collect();
        Self {
            field,
            rest: None,
            request,
            groups: rows::rows(&response, &snippets, ways(&offers), page),
            offers,
            response,
            millis,
        }
    }

    /// The same answer with its snippets.
    pub(crate) fn with_snippets(&self, snippets: Vec<Vec<Span>>, page: Page<'_>) -> Self {
        let snippets: Vec<_> = snippets.into_iter().map(Some).collect();
        Self {
            groups: rows::rows(&self.response, &snippets, ways(&self.offers), page),
            ..self.clone()
        }
    }

    /// How many offers and rows the arrow keys reach.
    pub(crate) fn reach(&self) -> usize {
        self.offers.len() + rows::reach(&self.groups)
    }

    /// The field without parts of what was asked, in their order. Only filters
    /// have a place in a field that stands for a paste: before or behind it.
    pub(crate) fn without(&self, parts: &[EmptiedBy]) -> String {
        let (field, query) = (&self.field, &self.request.query);
        let mut left = field.clone();
        // From behind, so that the places of the others stay.
        for part in parts.iter().rev() {
            let text = query.get(part.start..part.end).unwrap_or_default();
            let start = match field == query {
                true => Some(part.start),
                false => left.rfind(text),
            };
            let place = start.map(|start| start..start + text.len());
            if let Some(place) = place.filter(|place| left.get(place.clone()).is_some()) {
                left.replace_range(place, "");
            }
        }
        let words: Vec<&str> = left.split_whitespace().collect();
        words.join(" ")
    }

    /// Whether there is more than is shown.
    pub(crate) fn has_more(&self) -> bool {
        self.response.total > self.response.hits.len()
    }

    /// The words to mark on the page that a hit leads to: what was found,
    /// which knows of typing errors and of words that were not finished, and
    /// what was asked. The query stands last, where its `-words` count.
    pub(crate) fn words(&self) -> String {
        // Found identifiers would be cut into parts that nobody asked for.
        let plain = |term: &&String| term.chars().all(char::is_alphanumeric);
        let mut words: Vec<&str> = Vec::new();
        words.extend(self.response.terms.iter().filter(plain).map(String::as_str));
        words.push(&self.request.query);
        words.join(" ")
    }
}

/// How many offers the arrow keys reach before the rows.
fn ways(offers: &[Offer]) -> usize {
    let offers = offers.iter();
    offers.filter(|offer| !offer.query.is_empty()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(terms: &[&str], query: &str) -> Found {
        Found {
            field: query.to_owned(),
            rest: None,
            request: Request {
                query: query.to_owned(),
                ..Request::default()
            },
            offers: Vec::new(),
            response: Response {
                terms: terms.iter().map(|&term| term.to_owned()).collect(),
                ..Response::default()
            },
            groups: Vec::new(),
            millis: 0,
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
        let typed = found(&[], query);
        assert_eq!(typed.without(&parts[..1]), "disk -type:guide full");
        assert_eq!(typed.without(&parts), "disk full");

        let query = "sev:1 \na much\nlonger text\n type:guide";
        let parts = [part(query, "sev:1"), part(query, "type:guide")];
        let paste = Found {
            field: "sev:1 a text type:guide".to_owned(),
            ..found(&[], query)
        };
        assert_eq!(paste.without(&parts[..1]), "a text type:guide");
        assert_eq!(paste.without(&parts[1..]), "sev:1 a text");
        assert_eq!(paste.without(&parts), "a text");
    }

    #[test]
    fn words_to_mark_are_those_found_and_asked_for() {
        let typo = found(&["connection", "connection-pool"], "conection");
        assert_eq!(typo.words(), "connection conection");
        assert_eq!(found(&[], "disk full").words(), "disk full");
    }
}
