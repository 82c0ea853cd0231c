//! Scores of a ranking.

use std::collections::HashMap;

/// The number of ranks that count.
const DEPTH: usize = 10;

/// nDCG@10 with the gain 2^grade − 1 (Järvelin and Kekäläinen 2002; Burges et al. 2005).
///
/// The ideal ranking is over all judged documents.
pub(super) fn ndcg(ranking: &[String], grades: &HashMap<String, u32>) -> f64 {
    let gain = |grade: u32| f64::from(2u32.saturating_pow(grade)) - 1.0;
    let discounted = |gains: &mut dyn Iterator<Item = f64>| -> f64 {
        gains
            .take(DEPTH)
            .enumerate()
            .map(|(place, gain)| gain / (place as f64 + 2.0).log2())
            .sum()
    };
    let mut ideal: Vec<u32> = grades.values().copied().collect();
    ideal.sort_unstable_by(|a, b| b.cmp(a));
    let best = discounted(&mut ideal.into_iter().map(gain));
    if best == 0.0 {
        return 0.0;
    }
    let got = ranking
        .iter()
        .map(|id| gain(grades.get(id).copied().unwrap_or(0)));
    discounted(&mut { got }) / best
}

/// The reciprocal rank of the first document of grade 1 or more; 0 after rank ten.
pub(super) fn reciprocal_rank(ranking: &[String], grades: &HashMap<String, u32>) -> f64 {
    ranking
        .iter()
        .take(DEPTH)
        .position(|id| grades.get(id).is_some_and(|grade| *grade > 0))
        .map_or(0.0, |place| 1.0 / (place as f64 + 1.0))
}

/// The mean of `figures`; `None` if there are none.
pub(super) fn mean(figures: &[f64]) -> Option<f64> {
    (!figures.is_empty()).then(|| figures.iter().sum::<f64>() / figures.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(text: &str) -> Vec<String> {
        text.split_whitespace().map(str::to_owned).collect()
    }

    fn grades() -> HashMap<String, u32> {
        [("a", 3), ("b", 2), ("c", 0)]
            .map(|(id, grade)| (id.to_owned(), grade))
            .into()
    }

    #[test]
    fn the_ideal_ranking_scores_one() {
        assert_eq!(ndcg(&ids("a b c"), &grades()), 1.0);
        assert_eq!(ndcg(&ids("x y"), &grades()), 0.0);
        assert_eq!(ndcg(&[], &HashMap::new()), 0.0);
    }

    #[test]
    fn gains_grow_with_two_to_the_grade() {
        // (3/1 + 7/log2(3)) / (7/1 + 3/log2(3))
        let want = (3.0 + 7.0 / 3f64.log2()) / (7.0 + 3.0 / 3f64.log2());
        assert!((ndcg(&ids("b a"), &grades()) - want).abs() < 1e-12);
    }

    #[test]
    fn only_ten_places_count() {
        let late = ids("x x x x x x x x x x a");
        assert_eq!(ndcg(&late, &grades()), 0.0);
        assert_eq!(reciprocal_rank(&late, &grades()), 0.0);
        assert_eq!(reciprocal_rank(&ids("c x b"), &grades()), 1.0 / 3.0);
    }
}
