//! The weights of the ranking.
//!
//! The score of a term in a section is BM25F (Robertson, Zaragoza and Taylor,
//! "Simple BM25 extension to multiple weighted fields", CIKM 2004), with a
//! length normalisation for each field (Zaragoza et al., "Microsoft Cambridge
//! at TREC-13", 2004): term frequencies are normalised by the length of their
//! field, weighted and summed up; the sum is saturated.
//!
//! ```text
//! x(term, section) = sum over fields of weight · tf / (1 − b + b · length / average)
//! score            = sum over terms of idf · x · (K1 + 1) / (x + K1)
//! ```

use crate::pack::Field;

/// Saturation of term frequencies in a section.
pub(crate) const K1: f32 = 1.2;

/// Weight of a field.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FieldWeight {
    /// Factor of its term frequencies.
    pub(crate) weight: f32,
    /// Strength of its length normalisation, from 0 to 1.
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

/// Strength of the length normalisation of a document as a whole.
pub(crate) const DOCUMENT_B: f32 = 0.8;

/// Saturation of term frequencies in a document as a whole, which repeats
/// itself more than a section.
pub(crate) const DOCUMENT_K1: f32 = 1.5;

/// Share of the sections in the score of a document; the rest is the score of
/// the document as a whole.
pub(crate) const SECTION_SHARE: f32 = 0.6;

/// Factor of the second best section, relative to the best.
pub(crate) const SECOND_SECTION: f32 = 0.15;

/// Factor of the query likelihood, see [`likelihood`](crate::engine).
pub(crate) const LIKELIHOOD: f32 = 0.6;

/// Dirichlet prior μ, in average document lengths.
pub(crate) const DIRICHLET_PRIOR: f32 = 0.5;

/// Minimum share of a score that remains after adding the query likelihood.
pub(crate) const MIN_REMAINING_SHARE: f32 = 0.3;

/// Factor for another inflection, relative to the term as typed.
pub(crate) const INFLECTION: f32 = 0.8;

/// Factor for a correction that is searched in addition to a rare term; its
/// inflections have [`INFLECTION`] of that.
pub(crate) const CORRECTED: f32 = 0.6;

/// Factor for a synonym, times its weight in the table. Lower than that of any
/// inflection of a correction.
pub(crate) const SYNONYM: f32 = 0.55;

/// Factor for a prefix match, relative to the whole word.
pub(crate) const PREFIX: f32 = 0.5;

/// Weight of a part of an identifier if the whole is known.
pub(crate) const PART: f32 = 0.4;

/// Weight of a single character in a script without spaces, if pairs are known.
pub(crate) const CHARACTER: f32 = 0.1;

/// Weight of a stop word in a query with other words.
pub(crate) const STOPWORD: f32 = 0.1;

/// Weight of a filler word of a sentence ("what is the *difference* …") in a
/// query with other words.
pub(crate) const FILLER: f32 = 0.3;

/// Minimum number of stop words in a sentence.
pub(crate) const MIN_SENTENCE_STOPWORDS: usize = 2;

/// Factor for documents that lack a content word of a sentence: the author may
/// have used another word. In a list of keywords, such documents are ranked
/// last.
pub(crate) const INCOMPLETE_SENTENCE: f32 = 0.8;

/// Minimum number of content words of a sentence for [`INCOMPLETE_SENTENCE`].
pub(crate) const MIN_SENTENCE_WORDS: usize = 3;

/// The idf at which a term of a paste keeps its weight, which is scaled by the
/// square root of idf / `PASTE_IDF`.
pub(crate) const PASTE_IDF: f32 = 4.0;

/// Bonus for two adjacent query terms that are adjacent in the text, relative
/// to their mean idf.
pub(crate) const PROXIMITY: f32 = 0.8;

/// Maximum gap between two terms with a proximity bonus.
pub(crate) const PROXIMITY_WINDOW: u32 = 8;

/// Maximum number of content words for which documents that contain all of them
/// are ranked first.
pub(crate) const ALL_WORDS_LIMIT: usize = 4;

/// Bonus factor for a title that the query covers, times the share of the query
/// in the title.
pub(crate) const TITLE_COVERED: f32 = 0.35;

/// Factor for runbooks if the query names an alert or a symptom.
pub(crate) const RUNBOOK: f32 = 1.2;

/// Bonus for a document that the query names, in units of the highest score:
/// more than all other features together. The first of its aliases has up to
/// one more.
pub(crate) const NAMED: f32 = 3.0;

/// Additional bonus if it is a runbook: more than the rank among aliases can
/// give.
pub(crate) const NAMED_RUNBOOK: f32 = 1.0;

/// Share of the scores of similar documents in the score of a document (Diaz,
/// "Regularizing ad hoc retrieval scores", CIKM 2005).
pub(crate) const NEIGHBOUR_SHARE: f32 = 0.4;

/// Minimum number of words of a query for smoothing by similar documents.
/// Relevant documents rarely contain exactly the words of a long query.
pub(crate) const MIN_NEIGHBOUR_WORDS: usize = 3;

/// Factor for runbooks whose symptoms contain most of the query.
pub(crate) const SYMPTOM: f32 = 1.25;

/// Maximum relative difference of the scores of tied postmortems.
pub(crate) const TIE: f32 = 0.01;

/// Number of days that outweigh one level of severity in a tie.
pub(crate) const DAYS_PER_LEVEL: i32 = 365;

/// Assumed share of a section in a document of which only the impact is known.
pub(crate) const COARSE_SECTION: f32 = 0.6;

/// Number of impact levels.
const IMPACT_LEVELS: f32 = 16.0;

/// Saturation in a section, from 0 to [`K1`] + 1.
pub(crate) fn saturate(x: f32) -> f32 {
    x * (K1 + 1.0) / (x + K1)
}

/// Saturation in a document as a whole, from 0 to [`DOCUMENT_K1`] + 1.
pub(crate) fn saturate_document(x: f32) -> f32 {
    x * (DOCUMENT_K1 + 1.0) / (x + DOCUMENT_K1)
}

/// Quantises a weighted frequency to an impact level from 0 to 15.
pub(crate) fn impact_level(x: f32) -> u8 {
    (IMPACT_LEVELS * x / (x + K1)).min(IMPACT_LEVELS - 1.0) as u8
}

/// The weighted frequency in the middle of an impact level.
pub(crate) fn impact_of_level(impact_level: u8) -> f32 {
    let middle = (f32::from(impact_level.min(IMPACT_LEVELS as u8 - 1)) + 0.5) / IMPACT_LEVELS;
    K1 * middle / (1.0 - middle)
}

/// Length normalisation; 1 for a field without an average.
pub(crate) fn normalise(b: f32, length: f32, average: f32) -> f32 {
    if average > 0.0 {
        1.0 - b + b * length / average
    } else {
        1.0
    }
}

/// Inverse document frequency as defined by tantivy and Lucene; never negative.
pub(crate) fn idf(documents_with: u32, documents: u32) -> f32 {
    let with = f64::from(documents_with);
    let without = f64::from(documents.saturating_sub(documents_with));
    ln(1.0 + (without + 0.5) / (with + 0.5)) as f32
}

/// Logarithm to the base 2, identical on all platforms; 0 for numbers that have
/// none.
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

/// Natural logarithm of a number of at least 1, computed with exactly rounded
/// operations only. That of the standard library differs between platforms in
/// the last bit, and `kb search` and the browser must rank identically.
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
            assert_eq!(impact_level(impact_of_level(n)), n);
        }
        assert_eq!(impact_level(1e9), 15);
        assert_eq!(impact_level(0.0), 0);
    }
}
