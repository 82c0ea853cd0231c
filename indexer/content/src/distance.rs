//! Finds near misses of a name.

/// Returns the candidate nearest to `wanted`, if it is near enough to be a likely
/// typing error.
#[must_use]
pub fn nearest<'a>(wanted: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let wanted: Vec<char> = wanted.to_lowercase().chars().collect();
    let most = (wanted.len() / 3).clamp(1, 5);
    candidates
        .filter_map(|candidate| {
            let other: Vec<char> = candidate.to_lowercase().chars().collect();
            let distance = distance(&wanted, &other, most)?;
            Some((distance, candidate))
        })
        // Ties are decided by name, so that messages do not depend on the order
        // of candidates.
        .min()
        .map(|(_, candidate)| candidate)
}

/// Returns the number of insertions, deletions, replacements and swaps of
/// neighbours between `a` and `b`; `None` if it exceeds `most`.
fn distance(a: &[char], b: &[char], most: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let mut before = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let same = a[i - 1] == b[j - 1];
            let mut best = (last[j - 1] + usize::from(!same))
                .min(last[j] + 1)
                .min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                let swapped: &[usize] = &before;
                best = best.min(swapped[j - 2] + 1);
            }
            row[j] = best;
        }
        if row.iter().all(|&cost| cost > most) {
            return None;
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().filter(|&distance| distance <= most)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn only_near_misses_are_suggested() {
        let all = ["kube-api-down", "kube-api-up", "disk-full"];
        assert_eq!(
            nearest("kube-api-dwon", all.into_iter()),
            Some("kube-api-down")
        );
        assert_eq!(nearest("Disk-Ful", all.into_iter()), Some("disk-full"));
        assert_eq!(
            nearest("titel", ["title", "tier"].into_iter()),
            Some("title")
        );
        assert_eq!(nearest("memory", all.into_iter()), None);
    }
}
