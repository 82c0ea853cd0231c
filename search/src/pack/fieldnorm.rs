//! Field norms: lengths in one byte.
//!
//! The codes are those of tantivy (`fieldnorm::code`), so that scores can be
//! compared. Lengths up to 40 are exact; longer ones are rounded down on a
//! geometric scale with eight steps per octave.

/// Lengths up to this one are their own code.
const IDENTITY: u32 = 24;

/// The code of a length, rounded down.
#[must_use]
pub fn fieldnorm_id(length: u32) -> u8 {
    let (mut low, mut high) = (0_u8, 255_u8);
    while low < high {
        let middle = low + (high - low).div_ceil(2);
        if fieldnorm_length(middle) <= length {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    low
}

/// The length of a code.
#[must_use]
pub fn fieldnorm_length(id: u8) -> u32 {
    let id = u32::from(id);
    let Some(step) = id.checked_sub(IDENTITY) else {
        return id;
    };
    let (mantissa, octave) = (step & 7, step >> 3);
    IDENTITY
        + match octave {
            0 => mantissa,
            _ => (mantissa | 8) << (octave - 1),
        }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_lengths_are_exact() {
        for length in 0..=40 {
            assert_eq!(fieldnorm_length(fieldnorm_id(length)), length);
        }
    }

    #[test]
    fn codes_agree_with_tantivys_table() {
        for (id, length) in [
            (41, 42),
            (48, 56),
            (49, 60),
            (104, 4_120),
            (255, 2_013_265_944),
        ] {
            assert_eq!(fieldnorm_length(id), length);
        }
        for id in 0..=254 {
            let next = fieldnorm_length(id + 1);
            assert_eq!(fieldnorm_id(next), id + 1);
            assert_eq!(fieldnorm_id(next - 1), id);
        }
        assert_eq!(fieldnorm_id(u32::MAX), 255);
    }
}
