//! Words and their frequencies: two power laws, as in the shared corpora.
//!
//! Counted over the 457 Markdown files of the shared corpora (144,000 words),
//! the frequency of the word of rank r falls like 1/(r + 2.7) (Zipf 1949,
//! Mandelbrot 1953) up to a rank of about 1,500, and like r^-1.9 beyond: the two
//! regimes of Ferrer i Cancho and Solé (2001). The tail has no end, so the
//! vocabulary of n words grows like n^(1/1.9), which is Heaps' law (1978).

use super::random::Random;

/// Mandelbrot's shift.
const SHIFT: f64 = 2.7;
/// The rank at which the second regime starts.
const KINK: usize = 1_500;
/// The exponent of the second regime.
const TAIL: f64 = 1.9;
/// The number of topics, and the number of words that each prefers.
pub(crate) const TOPICS: usize = 400;
pub(crate) const FAVOURITES: usize = 60;
/// The number of steps in the table that inverts the distribution of the first regime.
const STEPS: usize = 1 << 14;
/// The number of words that are spelled once and kept.
const KEPT: usize = 1 << 16;

/// Common words. They and the words of the trade have the first ranks, before made-up words.
const COMMON: &str = "the to and of a in is for on it that this with are be as was not or from by \
an if at can when which we all have will has one no after but any more only then its until there \
were before out each than into so they because other do what up new between does how also same \
first while where some every over most few under still again two now off here both";

/// The number of words of [`COMMON`] that are ranked before those of the trade.
const COMMON_WORDS: usize = 78;

const TRADE: &str = "service pod node cluster error alert database connection time request server \
check version namespace deployment log metrics config user memory storage status failed container \
run network query instance timeout restart team data host replica traffic health state pool \
latency volume disk api update client load name value step command impact dashboard change deploy \
cpu queue limit rate session cache certificate endpoint release process operator policy lock leader \
token monitoring rollout transaction balancer upgrade backend image secret retry shard partition \
primary index kernel proxy registry ingress resource table migration backup scheduler controller \
webhook quota consumer message topic broker thread heap socket port address route gateway zone \
region bucket object block replication lag failover quorum member snapshot restore write read \
commit rollback branch pipeline build job task schedule worker scale capacity threshold budget \
burn severity incident outage symptom cause timeline escalation owner runbook mitigation diagnosis \
verify drain cordon evict taint label selector annotation manifest chart revision canary flag \
feature payment order customer account checkout billing invoice search catalog inventory shipping \
email notification login password identity role permission audit vault key rotation expiry tls \
handshake cipher dns resolver record lookup cname firewall packet drop interface bandwidth \
throughput saturation contention deadlock starvation leak overflow crash panic fault segfault core \
dump trace span sample stack exception handler callback buffer stream batch chunk page segment \
column schema constraint trigger vacuum checkpoint journal fsync inode mount filesystem directory \
permission descriptor handle signal exit code probe readiness liveness startup hook sidecar mesh \
tunnel peer cluster election lease heartbeat watchdog clock skew drift jitter backoff circuit \
breaker fallback degraded healthy unhealthy pending running terminating stuck slow stale missing \
invalid expired exhausted refused denied unreachable unavailable inconsistent corrupted duplicate";

const ONSETS: &[&str] = &[
    "b", "br", "c", "ch", "cl", "d", "dr", "f", "fl", "g", "gr", "h", "j", "k", "l", "m", "n", "p",
    "pl", "pr", "r", "s", "sc", "sh", "sp", "st", "t", "tr", "v", "w", "z", "",
];
const RHYMES: &[&str] = &[
    "a", "e", "i", "o", "u", "an", "en", "in", "on", "ar", "er", "or", "al", "el", "il", "as",
    "es", "is", "at", "et", "it", "ai", "ea", "io", "ou", "am", "em", "ac", "ec", "ic", "ul", "un",
];
const ENDINGS: &[&str] = &["", "", "", "s", "ed", "ing", "er", "ion"];

/// All words by rank, and a way to draw them by their frequency.
pub(crate) struct Words {
    kept: Vec<String>,
    /// The first rank of each step of the cumulated frequency of the head.
    steps: Vec<u32>,
    cumulated: Vec<f64>,
    /// The share of all words that belongs to the first regime.
    head: f64,
    /// The favourites of all topics, one topic after the other.
    favourites: Vec<usize>,
}

impl Words {
    /// Creates the vocabulary, which is the same for every seed.
    pub(crate) fn new() -> Self {
        let mut sum = 0.0;
        let mut cumulated = Vec::with_capacity(KINK);
        for rank in 1..=KINK {
            sum += 1.0 / (rank as f64 + SHIFT);
            cumulated.push(sum);
        }
        // This is the integral of the tail, which continues the head without a jump.
        let tail = KINK as f64 / ((KINK as f64 + SHIFT) * (TAIL - 1.0));
        for value in &mut cumulated {
            *value /= sum;
        }
        let mut steps = Vec::with_capacity(STEPS);
        let mut rank = 0;
        for step in 0..STEPS {
            while cumulated[rank] < step as f64 / STEPS as f64 {
                rank += 1;
            }
            steps.push(rank as u32);
        }
        let mut kept: Vec<String> = Vec::with_capacity(KEPT);
        let mut seen = std::collections::HashSet::new();
        for word in COMMON.split_whitespace().chain(TRADE.split_whitespace()) {
            if seen.insert(word) {
                kept.push(word.to_owned());
            }
        }
        while kept.len() < KEPT {
            kept.push(spelled(kept.len()));
        }
        let mut words = Self {
            kept,
            steps,
            cumulated,
            head: sum / (sum + tail),
            favourites: Vec::new(),
        };
        let mut random = Random::of(0x0074_6f70_6963, 0);
        words.favourites = (0..TOPICS * FAVOURITES)
            .map(|_| {
                loop {
                    let rank = words.rank(&mut random);
                    // Ranks below 80 are common words.
                    if (80..60_000).contains(&rank) {
                        break rank;
                    }
                }
            })
            .collect();
        words
    }

    /// The rank of a word that documents of `topic` prefer.
    pub(crate) fn favourite(&self, topic: usize, which: usize) -> usize {
        self.favourites[topic * FAVOURITES + which]
    }

    /// Draws a rank, counted from 0, by its frequency.
    pub(crate) fn rank(&self, random: &mut Random) -> usize {
        if random.chance(self.head) {
            return self.head_rank(random);
        }
        // This is the inverse of the tail's distribution; ranks above 10^12 are cut off.
        let u = 1.0 - random.unit();
        (KINK as f64 * u.powf(-1.0 / (TAIL - 1.0))).min(1e12) as usize
    }

    fn head_rank(&self, random: &mut Random) -> usize {
        let u = random.unit();
        let mut rank = self.steps[(u * STEPS as f64) as usize] as usize;
        while self.cumulated[rank] < u {
            rank += 1;
        }
        rank
    }

    /// Appends the word of `rank` to `text`.
    pub(crate) fn push(&self, rank: usize, text: &mut String) {
        match self.kept.get(rank) {
            Some(word) => text.push_str(word),
            None => text.push_str(&spelled(rank)),
        }
    }

    /// The word of `rank`.
    pub(crate) fn word(&self, rank: usize) -> String {
        let mut text = String::new();
        self.push(rank, &mut text);
        text
    }

    /// Draws a word of the trade, for the name of a service, an alert or a title.
    pub(crate) fn trade(&self, random: &mut Random) -> &str {
        &self.kept[COMMON_WORDS + random.below(200)]
    }
}

/// The made-up word of a rank: its digits as syllables; no two stems are the same.
fn spelled(rank: usize) -> String {
    let ending = ENDINGS[(rank.wrapping_mul(0x9e37_79b1) >> 7) % ENDINGS.len()];
    let mut word = String::with_capacity(16);
    // An odd factor permutes the numbers below 2^20, so that neighbours look different.
    let mut number = if rank < 1 << 20 {
        rank.wrapping_mul(0x9e375) & ((1 << 20) - 1)
    } else {
        rank
    };
    let mut turn = 7;
    loop {
        word.push_str(ONSETS[(number + turn) % ONSETS.len()]);
        number /= ONSETS.len();
        word.push_str(RHYMES[(number + turn) % RHYMES.len()]);
        number /= RHYMES.len();
        turn = turn * 5 + 3;
        if number == 0 {
            break;
        }
    }
    if word.len() < 4 {
        word.push_str("ta");
    }
    word.push_str(ending);
    word
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    fn drawn(n: usize) -> HashMap<usize, usize> {
        let words = Words::new();
        let mut random = Random::of(3, 0);
        let mut counts = HashMap::new();
        for _ in 0..n {
            *counts.entry(words.rank(&mut random)).or_insert(0) += 1;
        }
        counts
    }

    #[test]
    fn frequencies_fall_as_the_two_power_laws_say() {
        let counts = drawn(400_000);
        let band = |from: usize, to: usize| {
            let sum: usize = (from..to).filter_map(|rank| counts.get(&rank)).sum();
            sum as f64 / (to - from) as f64
        };
        // By 1/(r + 2.7), ten times the rank has about a tenth of the frequency.
        let head = band(95, 105) / band(950, 1050);
        assert!((8.0..12.5).contains(&head), "{head}");
        // By r^-1.9, ten times the rank has 1/79 of the frequency.
        let tail = band(2000, 2200) / band(20_000, 22_000);
        assert!((50.0..120.0).contains(&tail), "{tail}");
    }

    #[test]
    fn the_vocabulary_grows_by_heaps_law() {
        let (few, many) = (drawn(40_000).len() as f64, drawn(640_000).len() as f64);
        let exponent = (many / few).ln() / 16f64.ln();
        assert!((0.4..0.7).contains(&exponent), "{exponent}");
    }

    #[test]
    fn made_up_words_are_words() {
        for rank in [400, 5_000, 70_000, 1 << 33] {
            let word = spelled(rank);
            assert!(word.chars().all(|c| c.is_ascii_lowercase()), "{word}");
            assert!((4..=24).contains(&word.len()), "{word}");
        }
    }
}
