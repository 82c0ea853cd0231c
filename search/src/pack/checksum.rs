//! CRC-32 as in gzip and zlib (ITU-T V.42: reflected, polynomial 0xEDB88320).
//!
//! In WebAssembly it processes four bits at a time with a table of 64 bytes:
//! `crc32fast` has tables of tens of kilobytes, which every browser would
//! download.

/// The checksum of the concatenated `parts`.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn crc32(parts: &[&[u8]]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    parts.iter().for_each(|part| hasher.update(part));
    hasher.finalize()
}

#[cfg(target_arch = "wasm32")]
pub(crate) use small as crc32;

#[cfg(any(target_arch = "wasm32", test))]
const TABLE: [u32; 16] = {
    let mut table = [0; 16];
    let mut n = 0;
    while n < 16 {
        let mut value = n as u32;
        let mut bit = 0;
        while bit < 4 {
            value = if value & 1 == 1 {
                0xEDB8_8320 ^ (value >> 1)
            } else {
                value >> 1
            };
            bit += 1;
        }
        table[n] = value;
        n += 1;
    }
    table
};

/// The checksum of the concatenated `parts`, in little code.
#[cfg(any(target_arch = "wasm32", test))]
pub(crate) fn small(parts: &[&[u8]]) -> u32 {
    let half = |value: u32| TABLE[(value & 15) as usize] ^ (value >> 4);
    let step = |value: u32, byte: &u8| half(half(value ^ u32::from(*byte)));
    !parts.iter().flat_map(|part| part.iter()).fold(!0, step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_checksum_that_everybody_knows() {
        for checksum in [crc32, small] {
            assert_eq!(checksum(&[b"123456789"]), 0xCBF4_3926);
            assert_eq!(checksum(&[]), 0);
        }
        let bytes: Vec<u8> = (0..1000_u32).map(|n| (n * n / 7) as u8).collect();
        for cut in [0, 1, 500, 1000] {
            let (a, b) = bytes.split_at(cut);
            assert_eq!(small(&[a, b]), crc32(&[&bytes]));
            assert_eq!(crc32(&[a, b]), crc32(&[&bytes]));
        }
    }
}
