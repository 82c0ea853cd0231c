//! All weights of the ranking.
//!
//! The score of a word in a section is BM25F (Robertson, Zaragoza and Taylor,
//! "Simple BM25 extension to multiple weighted fields", CIKM 2004; with a
//! length normalisation for each field as in Zaragoza et al., "Microsoft
//! Cambridge at TREC-13", 2004): frequencies are normalised by their field's
//! length, weighted, added up, and only then saturated.
//!
//! ```text
//! x(word, section) = sum over fields of weight · tf / (1 − b + b · length / average)
//! score            = sum over words of idf · x · (K1 + 1) / (x + K1)
//! ```

use crate::pack::Field;

/// Saturation of repeated words.
pub(crate) const K1: f32 = 1.2;

/// A field's weight and how much its length counts against a match (0 to 1).
#[derive(Debug, Clone, Copy)]
pub(crate) struct FieldWeight {
    /// What one occurrence counts.
    pub(crate) weight: f32,
    /// Share of the length normalisation.
    pub(crate) b: f32,
}

/// The weight of each field, by its number.
pub(crate) const FIELDS: [FieldWeight; 8] = {
    const fn of(weight: f32, b: f32) -> FieldWeight {
        FieldWeight { weight, b }
    }
    let mut fields = [of(0.0, 0.0); 8];
    fields[Field::Title as usize] = of(4.0, 0.4);
    fields[Field::Headings as usize] = of(1.6, 0.5);
    fields[Field::Aliases as usize] = of(3.0, 0.3);
    fields[Field::Symptoms as usize] = of(2.5, 0.4);
    fields[Field::Body as usize] = of(1.0, 0.55);
    fields[Field::Code as usize] = of(0.8, 0.5);
    fields[Field::Tags as usize] = of(1.5, 0.2);
    fields
};

/// How much a document's length counts where its sections are summed up.
pub(crate) const DOCUMENT_B: f32 = 0.8;

/// Saturation of repeated words where a document's sections are summed up:
/// a whole document repeats itself more.
pub(crate) const DOCUMENT_K1: f32 = 1.5;

/// Share of the sections in a document's score; the rest is the document as a
/// whole.
pub(crate) const SECTION_SHARE: f32 = 0.6;

/// What the second best section counts beside the best.
pub(crate) const SECOND_SECTION: f32 = 0.15;

/// What a document's likelihood counts beside the mix of its sections and the
/// whole; see [`likelihood`](super::likelihood).
pub(crate) const LIKELIHOOD: f32 = 0.6;

/// Weight of the words of all documents in the language of one, in documents
/// of average length.
pub(crate) const SMOOTHING: f32 = 0.5;

/// Share of a document's score that no unlikelihood takes.
pub(crate) const LEAST: f32 = 0.3;

/// Another form of the word's stem, against the word as typed.
pub(crate) const FORM: f32 = 0.8;

/// A word that was added because the one typed is rare and spelt alike,
/// against the word as typed; its other forms count [`FORM`] of this.
pub(crate) const CORRECTED: f32 = 0.6;

/// Another word of the same meaning, against the word as typed, times its
/// weight in the table of synonyms: less than any form of a corrected word.
pub(crate) const SYNONYM: f32 = 0.55;

/// A word that starts with what was typed, against the whole word.
pub(crate) const PREFIX: f32 = 0.5;

/// A part of an identifier, where the whole identifier is known too.
pub(crate) const PART: f32 = 0.4;

/// A single character of a script without spaces, where pairs are known too.
pub(crate) const CHARACTER: f32 = 0.1;

/// A function or question word, where the query has others.
pub(crate) const STOPWORD: f32 = 0.1;

/// A word that only carries a sentence ("what is the *difference* …"), where
/// the query has others.
pub(crate) const FILLER: f32 = 0.3;

/// Function words that make a query a sentence.
pub(crate) const SENTENCE: usize = 2;

/// Factor for documents that lack a content word of a sentence. A sentence
/// tells rather than lists, and of three or more words an author may well have
/// used another; a list of words ranks them behind all that have every word.
pub(crate) const INCOMPLETE: f32 = 0.8;

/// Content words from which a sentence is treated so.
pub(crate) const SENTENCE_WORDS: usize = 3;

/// Rarity (idf) at which a word of a paste keeps its weight; see
/// [`roles`](super::roles).
pub(crate) const RARE: f32 = 4.0;

/// Two neighbouring words of the query found next to each other, against the
/// mean idf of the two.
pub(crate) const PROXIMITY: f32 = 0.8;

/// Words further apart than this gain nothing.
pub(crate) const PROXIMITY_WINDOW: u32 = 8;

/// Most content words for which documents that have them all come first.
pub(crate) const ALL_WORDS_LIMIT: usize = 4;

/// Share of the title's words that a document gains when the query covers
/// its whole title.
pub(crate) const TITLE: f32 = 0.35;

/// Factor for runbooks when the query names an alert or a symptom.
pub(crate) const RUNBOOK: f32 = 1.2;

/// What a document gains that the query names, in scores of the best one: more
/// than all else can give it. That it is declared for the name before others counts
/// up to one more.
pub(crate) const NAMED: f32 = 3.0;

/// What it gains as well if it is a runbook: more than any place among names.
pub(crate) const NAMED_RUNBOOK: f32 = 1.0;

/// Share of a document's score that its neighbours, the documents most like
/// it, have in it (Diaz, "Regularizing ad hoc retrieval scores", CIKM 2005).
pub(crate) const NEIGHBOURS: f32 = 0.4;

/// Words from which a query is long enough for neighbours to help: what it
/// asks for is rarely put in just these words.
pub(crate) const NEIGHBOURS_WORDS: usize = 3;

/// Factor for runbooks of which most of the query's words are symptoms.
pub(crate) const SYMPTOM: f32 = 1.25;

/// Postmortems whose scores differ by no more than this share are a tie, which
/// recency and severity break.
pub(crate) const TIE: f32 = 0.01;

/// Days that weigh as much as one level of severity in a tie.
pub(crate) const DAYS_A_LEVEL: i32 = 365;

/// What a section is assumed to hold of a document of which only the impact
/// is known.
pub(crate) const COARSE_SECTION: f32 = 0.6;

/// Number of impact levels in packs.
const LEVELS: f32 = 16.0;

/// Saturation in a section, from 0 to K1 + 1.
pub(crate) fn saturate(x: f32) -> f32 {
    x * (K1 + 1.0) / (x + K1)
}

/// Saturation in a whole document, from 0 to [`DOCUMENT_K1`] + 1.
pub(crate) fn saturate_whole(x: f32) -> f32 {
    x * (DOCUMENT_K1 + 1.0) / (x + DOCUMENT_K1)
}

/// The impact level of a weighted frequency, 0 to 15.
pub(crate) fn level(x: f32) -> u8 {
    (LEVELS * x / (x + K1)).min(LEVELS - 1.0) as u8
}

/// The weighted frequency in the middle of a level.
pub(crate) fn of_level(level: u8) -> f32 {
    let middle = (f32::from(level.min(LEVELS as u8 - 1)) + 0.5) / LEVELS;
    K1 * middle / (1.0 - middle)
}

/// Length normalisation; a field without an average does not normalise.
pub(crate) fn normalise(b: f32, length: f32, average: f32) -> f32 {
    if average > 0.0 {
        1.0 - b + b * length / average
    } else {
        1.0
    }
}

/// Inverse document frequency, as tantivy and Lucene define it; never negative.
pub(crate) fn idf(documents_with: u32, documents: u32) -> f32 {
    let with = f64::from(documents_with);
    let without = f64::from(documents.saturating_sub(documents_with));
    ln(1.0 + (without + 0.5) / (with + 0.5)) as f32
}

/// Logarithm to the base 2, likewise exact; 0 for what has none.
pub(crate) fn log2(value: f32) -> f32 {
    let value = f64::from(value);
    let natural = if value >= 1.0 {
        ln(value)
    } else if value > 0.0 {
        -ln(1.0 / value)
    } else {
        0.0
    };
    (natural / std::f64::consts::LN_2) as f32
}

/// Natural logarithm of a number of at least 1, from exact operations alone:
/// the standard library's differs in the last bit between platforms, and the
/// terminal and the browser shall order alike.
pub(crate) fn ln(value: f64) -> f64 {
    let mut mantissa = value;
    let mut halvings = 0.0;
    while mantissa > 1.5 {
        mantissa *= 0.5;
        halvings += 1.0;
    }
    // ln m = 2 artanh((m − 1) / (m + 1)); the ratio is below 1/5.
    let ratio = (mantissa - 1.0) / (mantissa + 1.0);
    let square = ratio * ratio;
    let mut power = ratio;
    let mut sum = 0.0;
    for n in 0..12 {
        sum += power / f64::from(2 * n + 1);
        power *= square;
    }
    2.0 * sum + halvings * std::f64::consts::LN_2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logarithms_are_right() {
        for value in [1.0, 1.2, 1.5, 1.6, 2.0, 10.0, 1e6, 4e9] {
            assert!((ln(value) - f64::ln(value)).abs() < 1e-12, "{value}");
        }
    }

    #[test]
    fn levels_keep_their_order() {
        for n in 0..16 {
            assert_eq!(level(of_level(n)), n);
        }
        assert_eq!(level(1e9), 15);
        assert_eq!(level(0.0), 0);
    }
}
