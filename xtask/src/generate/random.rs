//! A seeded random number generator that is the same on every machine.

/// SplitMix64 (Steele, Lea and Flood 2014): one addition and three mixes per number.
pub(crate) struct Random(u64);

impl Random {
    /// Creates stream number `stream` of `seed`; streams are independent of each other.
    pub(crate) fn of(seed: u64, stream: u64) -> Self {
        let mut first = Self(seed ^ 0x6b62_2d67_656e);
        let mixed = first.next() ^ stream.wrapping_mul(0xd6e8_feb8_6659_fd93);
        let mut second = Self(mixed);
        Self(second.next())
    }

    /// Returns the next 64 bits.
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Returns a number from 0 to 1, excluding 1.
    pub(crate) fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// Returns a number below `end`, which must not be 0.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        ((u128::from(self.next()) * end as u128) >> 64) as usize
    }

    /// Returns one of `choices`, which must not be empty.
    pub(crate) fn one<'a, T: ?Sized>(&mut self, choices: &[&'a T]) -> &'a T {
        choices[self.below(choices.len())]
    }

    /// Returns `true` with this probability.
    pub(crate) fn chance(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    /// Returns a number of the normal distribution (Box and Muller 1958).
    pub(crate) fn normal(&mut self) -> f64 {
        let radius = (-2.0 * (1.0 - self.unit()).ln()).sqrt();
        radius * (std::f64::consts::TAU * self.unit()).cos()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streams_repeat_and_differ() {
        let take = |seed, stream| {
            let mut random = Random::of(seed, stream);
            [random.next(), random.next()]
        };
        assert_eq!(take(1, 7), take(1, 7));
        assert_ne!(take(1, 7), take(1, 8));
        assert_ne!(take(1, 7), take(2, 7));
    }

    #[test]
    fn numbers_stay_in_range_and_have_the_right_mean() {
        let mut random = Random::of(1, 1);
        let n = 20_000;
        let mut unit = 0.0;
        let mut normal = 0.0;
        for _ in 0..n {
            let u = random.unit();
            assert!((0.0..1.0).contains(&u));
            unit += u;
            normal += random.normal();
            assert!(random.below(3) < 3);
        }
        assert!((unit / f64::from(n) - 0.5).abs() < 0.02);
        assert!((normal / f64::from(n)).abs() < 0.05);
    }
}
