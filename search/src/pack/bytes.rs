//! Encoding of integers and strings. All integers are little-endian; *varint*
//! is LEB128 (seven bits per byte, lowest first, high bit set in all bytes but
//! the last).

use super::error::{Malformed, malformed};

/// The result of decoding.
pub(crate) type ReadResult<T> = Result<T, Malformed>;

/// Appends a varint.
pub(crate) fn put_varint(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// Length of a varint in bytes.
pub(crate) fn varint_len(value: u64) -> usize {
    (u64::BITS - (value | 1).leading_zeros()).div_ceil(7) as usize
}

/// Appends a string: length in bytes (varint), bytes.
pub(crate) fn put_str(out: &mut Vec<u8>, text: &str) {
    put_varint(out, text.len() as u64);
    out.extend_from_slice(text.as_bytes());
}

/// Appends a stream: length in bytes (varint), bytes.
pub(crate) fn put_bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    put_varint(out, bytes.len() as u64);
    out.extend_from_slice(bytes);
}

/// A cursor over untrusted bytes.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Cursor<'a> {
    rest: &'a [u8],
}

impl<'a> Cursor<'a> {
    /// A cursor at the first byte.
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// Number of remaining bytes.
    pub(crate) fn left(&self) -> usize {
        self.rest.len()
    }

    /// Fails if bytes remain.
    pub(crate) fn finish(self) -> ReadResult<()> {
        if self.rest.is_empty() {
            Ok(())
        } else {
            Err(malformed("bytes left over"))
        }
    }

    /// Reads `n` bytes.
    pub(crate) fn bytes(&mut self, n: usize) -> ReadResult<&'a [u8]> {
        let (head, rest) = self
            .rest
            .split_at_checked(n)
            .ok_or(malformed("cut short"))?;
        self.rest = rest;
        Ok(head)
    }

    fn array<const N: usize>(&mut self) -> ReadResult<[u8; N]> {
        let (head, rest) = self
            .rest
            .split_first_chunk()
            .ok_or(malformed("cut short"))?;
        self.rest = rest;
        Ok(*head)
    }

    /// Reads a `u8`.
    pub(crate) fn u8(&mut self) -> ReadResult<u8> {
        self.array::<1>().map(|[byte]| byte)
    }

    /// Reads a `u16`.
    pub(crate) fn u16(&mut self) -> ReadResult<u16> {
        self.array().map(u16::from_le_bytes)
    }

    /// Reads a `u32`.
    pub(crate) fn u32(&mut self) -> ReadResult<u32> {
        self.array().map(u32::from_le_bytes)
    }

    /// Reads a `u64`.
    pub(crate) fn u64(&mut self) -> ReadResult<u64> {
        self.array().map(u64::from_le_bytes)
    }

    /// Reads a varint of up to 64 bits.
    pub(crate) fn varint64(&mut self) -> ReadResult<u64> {
        let mut value = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = self.u8()?;
            let bits = u64::from(byte & 0x7f);
            if bits << shift >> shift != bits {
                break;
            }
            value |= bits << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(malformed("number too large"))
    }

    /// Reads a varint of up to 32 bits.
    pub(crate) fn varint(&mut self) -> ReadResult<u32> {
        if let [byte, rest @ ..] = self.rest
            && *byte < 0x80
        {
            self.rest = rest;
            return Ok(u32::from(*byte));
        }
        u32::try_from(self.varint64()?).map_err(|_| malformed("number too large"))
    }

    /// Reads the number of items that follow. Each takes at least one of the
    /// remaining `of` bytes, so a damaged count cannot allocate more memory
    /// than was supplied.
    pub(crate) fn count(&mut self, of: usize) -> ReadResult<usize> {
        let count = self.varint()? as usize;
        if count > of {
            return Err(malformed("count beyond the data"));
        }
        Ok(count)
    }

    /// Reads a stream: length, bytes.
    pub(crate) fn stream(&mut self) -> ReadResult<&'a [u8]> {
        let length = self.varint()? as usize;
        self.bytes(length)
    }

    /// Reads a string: length, UTF-8.
    pub(crate) fn str(&mut self) -> ReadResult<&'a str> {
        std::str::from_utf8(self.stream()?).map_err(|_| malformed("text is not UTF-8"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn varints_round_trip() {
        for value in [0, 1, 127, 128, 300, u64::from(u32::MAX), u64::MAX] {
            let mut bytes = Vec::new();
            put_varint(&mut bytes, value);
            assert_eq!(bytes.len(), varint_len(value), "{value}");
            assert_eq!(Cursor::new(&bytes).varint64(), Ok(value));
            assert_eq!(
                Cursor::new(&bytes).varint().ok(),
                u32::try_from(value).ok(),
                "{value}"
            );
        }
    }

    #[test]
    fn overlong_numbers_are_refused() {
        assert!(Cursor::new(&[0xff; 11]).varint64().is_err());
        assert!(Cursor::new(&[0x80]).varint64().is_err());
    }
}
