//! Parsing a request and looking up its terms: the first stage of search,
//! facets and explanations.

use std::ops::Range;
use std::rc::Rc;

use super::conditions::ConditionResults;
use super::model::{Correction, Request, UnknownWord};
use super::query::{Alternative, Condition, Constraint, MAX_TERMS, Query, truncated};
use super::resolve::ResolvedTerm;
use super::store::{ChunkStore, MissingChunks};
use super::synonym_expansion;
use super::typos::{self, CorrectedQuery};
use crate::language::{self, Clause, ClauseKind};
use crate::paste::{self, ParsedPaste, PasteReader};
use crate::scoring::weights;

/// Maximum number of blocks of a pack in which all terms of a long query are
/// looked up, to keep those with the highest idf. In a larger pack the longest
/// terms are kept.
const MAX_SMALL_BLOCKS: usize = 512;

/// A request that was parsed and whose terms were looked up.
#[derive(Debug)]
pub(crate) struct PreparedQuery<'a> {
    /// The query after pruning, synonym expansion and spelling correction.
    pub(crate) query: Rc<Query>,
    /// Dictionary entries of each of its terms, in the order of `query.terms`.
    pub(crate) resolved: Vec<ResolvedTerm<'a>>,
    /// The documents that each of its conditions allows.
    pub(crate) conditions: Rc<ConditionResults>,
    /// Spelling corrections.
    pub(crate) corrections: Vec<Correction>,
    /// Words without a match and without a correction.
    pub(crate) unknown: Vec<UnknownWord>,
    /// The parsed paste, if the query contains one.
    pub(crate) paste: Option<ParsedPaste>,
}

/// What earlier calls for the same request computed. It holds nothing that
/// borrows from the chunks, which may be supplied between two calls.
#[derive(Debug, Default)]
pub(crate) struct Preparation {
    typed: StagedQuery,
    paste: Option<ParsedPaste>,
    conditions: Option<Rc<ConditionResults>>,
    spelling: Option<CorrectedQuery>,
    corrected: StagedQuery,
    /// Whether this call scanned word lists, which is enough work for one call.
    pub(crate) scanned_word_lists: bool,
}

/// A query that is parsed once, then pruned as soon as the chunks for that are
/// there.
#[derive(Debug, Default)]
struct StagedQuery {
    parsed: Option<Query>,
    finished: Option<Rc<Query>>,
}

impl StagedQuery {
    /// The finished query; `None` after recording missing chunks.
    fn get(
        &mut self,
        store: &ChunkStore,
        missing: &mut MissingChunks,
        parse: &mut dyn FnMut() -> Query,
        finish: &dyn Fn(&mut Query),
    ) -> Option<Rc<Query>> {
        if let Some(finished) = &self.finished {
            return Some(Rc::clone(finished));
        }
        let query = self.parsed.get_or_insert_with(parse);
        prune(store, query, missing);
        if !missing.is_empty() {
            return None;
        }
        let mut query = std::mem::take(query);
        synonym_expansion::expand(&mut query, &store.manifest.synonyms);
        finish(&mut query);
        let finished = Rc::new(query);
        self.finished = Some(Rc::clone(&finished));
        Some(finished)
    }
}

/// Prepares a request; `None` after recording missing chunks.
pub(crate) fn prepare<'a>(
    store: &'a ChunkStore,
    reader: Option<PasteReader>,
    request: &Request,
    state: &mut Preparation,
    missing: &mut MissingChunks,
) -> Option<PreparedQuery<'a>> {
    let paste = &mut state.paste;
    let mut parse = || {
        let (query, found) = parse_request(request, reader);
        *paste = found;
        query
    };
    let typed = state.typed.get(store, missing, &mut parse, &|_| ())?;
    let resolved = resolve(store, &typed, missing);
    let conditions = match &state.conditions {
        Some(conditions) => Rc::clone(conditions),
        None => Rc::new(store.conditions(&typed, missing)),
    };
    if typed.wants_neighbours() {
        store.want_neighbours(missing);
    }
    if !missing.is_empty() {
        return None;
    }
    state.conditions = Some(Rc::clone(&conditions));
    if state.spelling.is_none() {
        let spelling = if state.paste.is_some() {
            // Machines make no typing errors.
            CorrectedQuery::default()
        } else {
            let text = &request.query;
            typos::correct(store, text, &typed, &resolved, request.literal, missing)
        };
        if !missing.is_empty() {
            return None;
        }
        state.scanned_word_lists |= spelling.scanned_word_lists(store);
        state.spelling = Some(spelling);
    }
    let spelling = state.spelling.clone().unwrap_or_default();
    let mut prepared = PreparedQuery {
        query: Rc::clone(&typed),
        resolved,
        conditions,
        corrections: spelling.corrections,
        unknown: spelling.unknown,
        paste: state.paste.clone(),
    };
    let (text, added) = (spelling.text, spelling.added);
    if text.is_none() && added.is_empty() {
        return Some(prepared);
    }
    let mut parse = || match &text {
        Some(text) => Query {
            // The conditions and their byte ranges are those of the query as typed.
            constraints: typed.constraints.clone(),
            ..Query::parse(text, request.prefix)
        },
        None => Query::clone(&typed),
    };
    let finish = |query: &mut Query| {
        for (slot, word) in &added {
            let rare = &typed.terms[*slot].text;
            if let Some(term) = query.terms.iter_mut().find(|term| term.text == *rare) {
                term.alternatives.push(Alternative::corrected(word.clone()));
            }
        }
    };
    prepared.query = state.corrected.get(store, missing, &mut parse, &finish)?;
    prepared.resolved = resolve(store, &prepared.query, missing);
    missing.is_empty().then_some(prepared)
}

/// The clauses and the bytes between the filters at both ends of a query;
/// `None` if there are none.
fn between_filters(text: &str, clauses: &[Clause]) -> Option<(Range<usize>, Range<usize>)> {
    let inner = language::between_filters(clauses);
    let (first, last) = (
        clauses[inner.clone()].first()?,
        clauses[inner.clone()].last()?,
    );
    // Brackets and other punctuation around the words are in no clause.
    let start = inner
        .start
        .checked_sub(1)
        .map_or(0, |n| clauses[n].end)
        .min(first.start);
    let end = clauses.get(inner.end).map_or(text.len(), |of| of.start);
    Some((inner, start..end.max(last.end)))
}

/// Whether a query may contain a paste.
pub(super) fn may_be_pasted(text: &str) -> bool {
    let inner = between_filters(text, &language::parse(text).clauses);
    inner.is_some_and(|(_, bytes)| !paste::is_plain(&text[bytes]))
}

/// Parses a query: words, or a paste between filters.
fn parse_request(request: &Request, reader: Option<PasteReader>) -> (Query, Option<ParsedPaste>) {
    let text = &request.query;
    let clauses = language::parse(text).clauses;
    let inner = between_filters(text, &clauses);
    let pasted = inner.and_then(|(inner, bytes)| {
        let start = bytes.start;
        Some((inner, start, paste::understand_with(reader?, &text[bytes])?))
    });
    let Some((inner, start, mut pasted)) = pasted else {
        let query = if truncated(text).len() == text.len() {
            Query::from_clauses(text, clauses, request.prefix)
        } else {
            Query::parse(text, request.prefix)
        };
        return (query, None);
    };
    for part in &mut pasted.parts {
        part.start += start;
        part.end += start;
    }
    let filters = clauses[..inner.start].iter().chain(&clauses[inner.end..]);
    let constraints = filters.filter_map(|clause| match &clause.kind {
        ClauseKind::Filter(filter) => Some(Constraint {
            start: clause.start,
            end: clause.end,
            kind: Condition::Filter(filter.clone()),
        }),
        _ => None,
    });
    let parts = pasted.ignoring(&request.ignored).parts;
    (
        Query::from_parts(&parts, constraints.collect()),
        Some(pasted),
    )
}

/// Looks up all terms of a query.
fn resolve<'a>(
    store: &'a ChunkStore,
    query: &Query,
    missing: &mut MissingChunks,
) -> Vec<ResolvedTerm<'a>> {
    let terms = query.terms.iter();
    terms.map(|term| store.resolve(term, missing)).collect()
}

/// Prunes a long query: in a small pack the terms with the highest idf are
/// kept, in a large one, where looking up all terms is too expensive, the
/// longest.
fn prune(store: &ChunkStore, query: &mut Query, missing: &mut MissingChunks) {
    if query.terms.len() <= MAX_TERMS {
        return;
    }
    let documents = store.manifest.stats.documents;
    let worth: Vec<f32> = query
        .terms
        .iter()
        .map(|term| {
            if store.manifest.first_terms.len() > MAX_SMALL_BLOCKS {
                return term.text.chars().count() as f32;
            }
            let found = store.term(&term.text, missing);
            found.map_or(0.0, |found| weights::idf(found.term.all_docs(), documents))
        })
        .collect();
    if missing.is_empty() {
        query.prune(|slot| worth[slot]);
    }
}
