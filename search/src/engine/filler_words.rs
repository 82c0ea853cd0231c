//! Words that a sentence needs but that say little about its subject.

/// Verbs and nouns of questions, sorted.
const FILLERS: &[&str] = &[
    "ago",
    "already",
    "anything",
    "best",
    "better",
    "between",
    "came",
    "caused",
    "causes",
    "come",
    "comes",
    "coming",
    "correct",
    "day",
    "days",
    "difference",
    "different",
    "even",
    "every",
    "everyone",
    "everything",
    "explain",
    "give",
    "go",
    "goes",
    "going",
    "got",
    "happen",
    "happened",
    "happening",
    "happens",
    "hour",
    "hours",
    "keep",
    "keeps",
    "know",
    "lately",
    "like",
    "look",
    "looking",
    "looks",
    "made",
    "make",
    "makes",
    "many",
    "mean",
    "meaning",
    "means",
    "minute",
    "minutes",
    "more",
    "most",
    "much",
    "need",
    "never",
    "now",
    "once",
    "one",
    "only",
    "own",
    "possible",
    "properly",
    "really",
    "reason",
    "reasons",
    "right",
    "said",
    "say",
    "says",
    "see",
    "seems",
    "seen",
    "since",
    "somebody",
    "someone",
    "something",
    "still",
    "sudden",
    "suddenly",
    "take",
    "takes",
    "taking",
    "tell",
    "there",
    "thing",
    "things",
    "today",
    "together",
    "told",
    "took",
    "try",
    "trying",
    "until",
    "use",
    "used",
    "using",
    "want",
    "way",
    "ways",
    "week",
    "went",
    "without",
    "work",
    "working",
    "works",
    "yesterday",
    "yet",
];

/// Whether a normalised term is a filler word. Unlike a stop word it is looked
/// up, with the weight [`FILLER`](crate::scoring::weights::FILLER).
pub(super) fn is_filler(term: &str) -> bool {
    FILLERS.binary_search(&term).is_ok()
}

/// Negations, sorted. What one author "cannot" do "fails" for another.
const NEGATIONS: &[&str] = &["cannot", "cant", "never", "no", "non", "not", "without"];

/// Whether a normalised term is a negation. A document without it still counts
/// as complete.
pub(super) fn is_negation(term: &str) -> bool {
    NEGATIONS.binary_search(&term).is_ok()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_list_is_sorted() {
        assert!(super::FILLERS.is_sorted());
    }
}
