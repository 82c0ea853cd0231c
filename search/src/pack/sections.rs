//! The manifest's frame: magic, version, and a table of tagged sections.

use super::bytes::Cursor;
use super::checksum::crc32;
use super::error::{Malformed, PackError, malformed, told};

/// First bytes of a manifest.
const MAGIC: [u8; 8] = *b"\x89KBPACK\n";
/// Version written, and the major version that is read.
pub(crate) const VERSION: (u16, u16) = (2, 0);
/// Bytes before the table: magic, two version numbers, pack, section count.
const HEADER: usize = 24;
/// Bytes of a table entry: tag, offset, length, checksum.
const ENTRY: usize = 16;

/// Puts sections behind a table.
pub(crate) fn join(pack: u64, sections: &[([u8; 4], Vec<u8>)]) -> Vec<u8> {
    let mut out = Vec::new();
    out.extend_from_slice(&MAGIC);
    out.extend_from_slice(&VERSION.0.to_le_bytes());
    out.extend_from_slice(&VERSION.1.to_le_bytes());
    out.extend_from_slice(&pack.to_le_bytes());
    out.extend_from_slice(&(sections.len() as u32).to_le_bytes());
    let mut offset = HEADER + ENTRY * sections.len() + 4;
    for (tag, bytes) in sections {
        out.extend_from_slice(tag);
        out.extend_from_slice(&(offset as u32).to_le_bytes());
        out.extend_from_slice(&(bytes.len() as u32).to_le_bytes());
        out.extend_from_slice(&crc32(&[bytes]).to_le_bytes());
        offset += bytes.len();
    }
    out.extend_from_slice(&crc32(&[&out]).to_le_bytes());
    for (_, bytes) in sections {
        out.extend_from_slice(bytes);
    }
    out
}

/// A section's tag and bytes.
pub(crate) type Section<'a> = ([u8; 4], &'a [u8]);

/// Checks the frame; gives the pack's content hash and its sections, known
/// and unknown.
pub(crate) fn split(file: &[u8]) -> Result<(u64, Vec<Section<'_>>), PackError> {
    let broken = |what: Malformed| what.within(|| "manifest".to_owned());
    let mut cursor = Cursor::new(file);
    match cursor.bytes(MAGIC.len()) {
        Ok(magic) if *magic == MAGIC => {}
        Ok(_) => {
            return Err(PackError::NotAPack(told(|| {
                "the first bytes differ".to_owned()
            })));
        }
        Err(_) => {
            return Err(PackError::NotAPack(told(|| {
                format!("only {} bytes", file.len())
            })));
        }
    }
    let major = cursor.u16().map_err(broken)?;
    if major != VERSION.0 {
        return Err(PackError::Version {
            found: major,
            known: VERSION.0,
        });
    }
    let _minor = cursor.u16().map_err(broken)?;
    let pack = cursor.u64().map_err(broken)?;
    let count = cursor.u32().map_err(broken)? as usize;
    let mut table = Cursor::new(cursor.bytes(count.saturating_mul(ENTRY)).map_err(broken)?);
    let checked = HEADER + ENTRY * count;
    if cursor.u32().map_err(broken)? != crc32(&[&file[..checked]]) {
        return Err(broken(malformed("checksum differs")));
    }
    let mut sections = Vec::with_capacity(count);
    for _ in 0..count {
        let tag = table.u32().map_err(broken)?.to_le_bytes();
        let [offset, length, checksum] = [(); 3].map(|()| table.u32());
        let start = offset.map_err(broken)? as usize;
        let end = start.saturating_add(length.map_err(broken)? as usize);
        let part = || format!("manifest section {}", tag.escape_ascii());
        let bytes = file
            .get(start..end)
            .ok_or_else(|| malformed("cut short").within(part))?;
        if checksum.map_err(broken)? != crc32(&[bytes]) {
            return Err(malformed("checksum differs").within(part));
        }
        sections.push((tag, bytes));
    }
    Ok((pack, sections))
}
