//! The content hash of a pack.

/// FNV-1a, 64 bits (<http://www.isthe.com/chongo/tech/comp/fnv/>). It tells
/// builds apart; it is not cryptographic, since an attacker who can replace a
/// chunk can replace the whole site.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fnv(u64);

impl Fnv {
    /// The hash of no bytes.
    pub(crate) fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    /// Adds bytes.
    pub(crate) fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3);
        }
    }

    /// The hash value.
    pub(crate) fn finish(self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn known_values() {
        let mut hash = super::Fnv::new();
        hash.write(b"foobar");
        assert_eq!(hash.finish(), 0x85944171f73967e8);
    }
}
