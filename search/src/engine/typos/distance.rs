//! Weighted edit distance.
//!
//! Optimal string alignment, a restricted Damerau–Levenshtein distance:
//! insertions, deletions, substitutions, and transpositions of adjacent
//! letters, which count once (Damerau, "A technique for computer detection and
//! correction of spelling errors", CACM 1964).

/// Maximum length of a compared word in characters.
pub(super) const MAX_COMPARED_CHARS: usize = 34;

/// Cost of an edit.
pub(super) const EDIT_COST: u32 = 10;
/// Cost of a transposition, or of a letter that is doubled or not.
const SLIP_COST: u32 = 6;
/// Cost of a substitution by an adjacent key.
const NEAR_KEY_COST: u32 = 7;
/// Additional cost of an edit of the first letter, which is rarely wrong.
const FIRST_LETTER_COST: u32 = 5;

/// The characters of a word.
#[derive(Debug, Default, Clone)]
pub(super) struct WordChars {
    chars: Vec<char>,
}

impl WordChars {
    /// Sets the word, reusing the memory.
    pub(super) fn set(&mut self, word: &str) {
        self.chars.clear();
        self.chars.extend(word.chars().take(MAX_COMPARED_CHARS));
    }

    /// The characters.
    pub(super) fn chars(&self) -> &[char] {
        &self.chars
    }
}

/// Number of edits and their cost between the typed word and a known one (with
/// `prefix`, its nearest prefix); `None` if there are more than `most` edits.
pub(super) fn distance(
    typed: &WordChars,
    known: &WordChars,
    prefix: bool,
    most: u32,
) -> Option<(u32, u32)> {
    let (a, b) = (typed.chars(), known.chars());
    let most = most as usize;
    if b.len() + most < a.len() || (!prefix && a.len() + most < b.len()) {
        return None;
    }
    let b = &b[..b.len().min(a.len() + most)];
    // Rows of the dynamic programme with cells (edits, cost). Only a band
    // around the diagonal is computed. The minimum has the fewest edits, then
    // the lowest cost.
    const UNREACHABLE: (u32, u32) = (u32::MAX / 2, u32::MAX / 2);
    let mut rows = [[UNREACHABLE; MAX_COMPARED_CHARS + 2]; 3];
    for (j, cell) in rows[0].iter_mut().enumerate().take(b.len().min(most) + 1) {
        *cell = (
            j as u32,
            j as u32 * EDIT_COST + if j > 0 { FIRST_LETTER_COST } else { 0 },
        );
    }
    let mut least_before = 0;
    for i in 1..=a.len() {
        let (now, before, earlier) = (i % 3, (i + 2) % 3, (i + 1) % 3);
        let (from, to) = (i.saturating_sub(most).max(1), (i + most).min(b.len()));
        rows[now][from - 1] = UNREACHABLE;
        if i <= most {
            rows[now][0] = (i as u32, i as u32 * EDIT_COST + FIRST_LETTER_COST);
        }
        let mut least = rows[now][from - 1].0;
        for j in from..=to {
            let (x, y) = (a[i - 1], b[j - 1]);
            let first = if i == 1 || j == 1 {
                FIRST_LETTER_COST
            } else {
                0
            };
            let step = |(edits, cost): (u32, u32), by: u32| (edits + 1, cost + by + first);
            let mut best = if x == y {
                rows[before][j - 1]
            } else {
                step(
                    rows[before][j - 1],
                    if are_near(x, y) {
                        NEAR_KEY_COST
                    } else {
                        EDIT_COST
                    },
                )
            };
            let doubled = i > 1 && x == a[i - 2];
            best = best.min(step(
                rows[before][j],
                if doubled { SLIP_COST } else { EDIT_COST },
            ));
            let doubled = j > 1 && y == b[j - 2];
            best = best.min(step(
                rows[now][j - 1],
                if doubled { SLIP_COST } else { EDIT_COST },
            ));
            if i > 1 && j > 1 && x == b[j - 2] && y == a[i - 2] {
                best = best.min(step(rows[earlier][j - 2], SLIP_COST));
            }
            rows[now][j] = best;
            least = least.min(best.0);
        }
        rows[now][to + 1] = UNREACHABLE;
        // A transposition refers to the row before the previous one.
        if least as usize > most && least_before as usize >= most {
            return None;
        }
        least_before = least;
    }
    let last = &rows[a.len() % 3];
    let found = if prefix {
        last[a.len().saturating_sub(most)..=b.len()]
            .iter()
            .copied()
            .min()?
    } else {
        last[b.len()]
    };
    (found.0 as usize <= most).then_some(found)
}

/// Whether two letters are adjacent on a QWERTY keyboard.
fn are_near(a: char, b: char) -> bool {
    const ROWS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];
    let place = |c: char| {
        let mut rows = ROWS.iter().enumerate();
        // Each row of keys is shifted by half a key.
        rows.find_map(|(row, keys)| {
            keys.find(c)
                .map(|at| (row as i32, 2 * at as i32 + row as i32))
        })
    };
    match (place(a), place(b)) {
        (Some(a), Some(b)) => (a.0 - b.0).abs() <= 1 && (a.1 - b.1).abs() <= 2,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edits(typed: &str, known: &str, prefix: bool) -> Option<u32> {
        let (mut a, mut b) = (WordChars::default(), WordChars::default());
        a.set(typed);
        b.set(known);
        distance(&a, &b, prefix, 2).map(|(edits, _)| edits)
    }

    fn cost(typed: &str, known: &str) -> u32 {
        let (mut a, mut b) = (WordChars::default(), WordChars::default());
        a.set(typed);
        b.set(known);
        distance(&a, &b, false, 2).expect("near").1
    }

    #[test]
    fn edits_are_counted() {
        for (typed, known, expected) in [
            ("kubernetes", "kubernetes", Some(0)),
            ("kuberentes", "kubernetes", Some(1)),
            ("kubernets", "kubernetes", Some(1)),
            ("kuberneetes", "kubernetes", Some(1)),
            ("kubernates", "kubernetes", Some(1)),
            ("ukbernetse", "kubernetes", Some(2)),
            ("kbernets", "kubernetes", Some(2)),
            ("kbrnets", "kubernetes", None),
            ("ca", "abc", None),
            ("restart", "latency", None),
        ] {
            assert_eq!(edits(typed, known, false), expected, "{typed} {known}");
        }
    }

    #[test]
    fn starts_are_compared_while_typing() {
        assert_eq!(edits("kubren", "kubernetes", true), Some(1));
        assert_eq!(edits("kuern", "kubernetes", true), Some(1));
        assert_eq!(edits("kubren", "kubernetes", false), None);
        assert_eq!(edits("kubernetess", "kubernetes", true), Some(1));
    }

    #[test]
    fn likely_slips_cost_less() {
        assert!(cost("restrat", "restart") < cost("resturt", "restart"));
        assert!(cost("conection", "connection") < cost("connecton", "connection"));
        assert!(cost("databade", "database") < cost("databape", "database"));
        assert!(cost("datobase", "database") < cost("tatabase", "database"));
    }

    /// The recursive definition.
    fn naive(a: &[char], b: &[char]) -> u32 {
        let (n, m) = (a.len(), b.len());
        if n == 0 || m == 0 {
            return (n + m) as u32;
        }
        let same = u32::from(a[n - 1] != b[m - 1]);
        let mut best = naive(&a[..n - 1], &b[..m - 1]) + same;
        best = best
            .min(naive(&a[..n - 1], b) + 1)
            .min(naive(a, &b[..m - 1]) + 1);
        if n > 1 && m > 1 && a[n - 1] == b[m - 2] && a[n - 2] == b[m - 1] {
            best = best.min(naive(&a[..n - 2], &b[..m - 2]) + 1);
        }
        best
    }

    proptest::proptest! {
        #![proptest_config(proptest::test_runner::Config {
            cases: 300,
            failure_persistence: None,
            ..Default::default()
        })]

        #[test]
        fn the_shortcuts_change_nothing(a in "[abc]{0,6}", b in "[abcd]{0,6}") {
            let chars = |text: &str| text.chars().collect::<Vec<char>>();
            let (x, y) = (chars(&a), chars(&b));
            let full = naive(&x, &y);
            proptest::prop_assert_eq!(edits(&a, &b, false), (full <= 2).then_some(full));
            let start = (0..=y.len()).map(|n| naive(&x, &y[..n])).min().expect("some");
            proptest::prop_assert_eq!(edits(&a, &b, true), (start <= 2).then_some(start));
        }
    }
}
