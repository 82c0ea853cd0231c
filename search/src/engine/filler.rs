//! Words that carry a sentence rather than its matter.

/// Verbs and nouns of questions, sorted.
const FILLERS: &[&str] = &[
    "anything",
    "best",
    "better",
    "between",
    "caused",
    "causes",
    "correct",
    "difference",
    "different",
    "everything",
    "explain",
    "give",
    "happen",
    "happened",
    "happening",
    "happens",
    "know",
    "like",
    "made",
    "make",
    "makes",
    "many",
    "mean",
    "meaning",
    "means",
    "much",
    "need",
    "possible",
    "properly",
    "reason",
    "reasons",
    "something",
    "tell",
    "thing",
    "things",
    "try",
    "trying",
    "use",
    "used",
    "using",
    "want",
    "way",
    "ways",
    "without",
    "work",
    "working",
    "works",
];

/// Whether a normalised term says little in a sentence. Unlike a function word
/// it is looked up, and weighs [`FILLER`](super::weights::FILLER).
pub(super) fn is_filler(term: &str) -> bool {
    FILLERS.binary_search(&term).is_ok()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_list_is_sorted() {
        assert!(super::FILLERS.is_sorted());
    }
}
