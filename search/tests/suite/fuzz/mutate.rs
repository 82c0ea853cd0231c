//! Random mutations.

/// SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number
/// generators", 2014).
#[derive(Debug)]
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x2545_F491_4F6C_DD1D))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `bound`; 0 if that is 0.
    pub(super) fn below(&mut self, bound: usize) -> usize {
        (self.next() % (bound as u64).max(1)) as usize
    }

    pub(super) fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    fn range(&mut self, length: usize) -> std::ops::Range<usize> {
        let start = self.below(length + 1);
        start..start + self.below((length - start).min(64) + 1)
    }
}

/// Mutates a text of a corpus a few times.
pub(super) fn text(random: &mut Random, corpus: &[String], tokens: &[&str]) -> String {
    let mut bytes = random.pick(corpus).clone().into_bytes();
    for _ in 0..random.below(6) {
        let other = random.pick(corpus).as_bytes();
        match random.below(4) {
            0 => {
                let at = random.below(bytes.len() + 1);
                bytes.splice(at..at, random.pick(tokens).bytes());
            }
            1 => {
                let at = random.below(bytes.len() + 1);
                let range = random.range(other.len());
                bytes.splice(at..at, other[range].to_vec());
            }
            _ => change(random, &mut bytes),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Applies one mutation: a flip, a cut, a repetition, or a boundary value of an
/// integer.
pub(super) fn change(random: &mut Random, bytes: &mut Vec<u8>) {
    let at = random.below(bytes.len());
    match random.below(6) {
        0 if !bytes.is_empty() => bytes[at] ^= 1 << random.below(8),
        1 if !bytes.is_empty() => bytes[at] = *random.pick(&[0, 1, 0x7f, 0x80, 0xff]),
        2 => drop(bytes.drain(random.range(bytes.len()))),
        3 => {
            let again = bytes[random.range(bytes.len())].to_vec();
            bytes.splice(at..at, again);
        }
        4 => {
            let number = *random.pick(&[0, 1, 0xffff, 0x7fff_ffff, 0x8000_0000, u32::MAX]);
            let end = (at + 4).min(bytes.len());
            bytes.splice(at..end, number.to_le_bytes());
        }
        _ => bytes.truncate(random.below(bytes.len() + 1)),
    }
}
