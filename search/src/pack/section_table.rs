//! The frame of the manifest: magic number, version, and a table of tagged
//! sections.

use super::bytes::Cursor;
use super::checksum::crc32;
use super::error::{Malformed, PackError, lazy_message, malformed};

/// Magic number of a manifest.
const MAGIC: [u8; 8] = *b"\x89KBPACK\n";
/// The version that is written. Its major version is the one that can be read.
pub(crate) const VERSION: (u16, u16) = (2, 0);
/// Length in bytes of the header: magic number, two version numbers, pack,
/// number of sections.
const HEADER: usize = 24;
/// Length in bytes of a table entry: tag, offset, length, checksum.
const ENTRY: usize = 16;

/// Encodes the frame and its sections.
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

/// Tag and bytes of a section.
pub(crate) type TaggedSection<'a> = ([u8; 4], &'a [u8]);

/// Verifies the frame. Returns the content hash of the pack and all sections,
/// including those with unknown tags.
pub(crate) fn split(file: &[u8]) -> Result<(u64, Vec<TaggedSection<'_>>), PackError> {
    let corrupt = |what: Malformed| what.within(|| "manifest".to_owned());
    let mut cursor = Cursor::new(file);
    match cursor.bytes(MAGIC.len()) {
        Ok(magic) if *magic == MAGIC => {}
        Ok(_) => {
            return Err(PackError::NotAPack(lazy_message(|| {
                "the first bytes differ".to_owned()
            })));
        }
        Err(_) => {
            return Err(PackError::NotAPack(lazy_message(|| {
                format!("only {} bytes", file.len())
            })));
        }
    }
    let major = cursor.u16().map_err(corrupt)?;
    if major != VERSION.0 {
        return Err(PackError::Version {
            found: major,
            known: VERSION.0,
        });
    }
    let _minor = cursor.u16().map_err(corrupt)?;
    let pack = cursor.u64().map_err(corrupt)?;
    let count = cursor.u32().map_err(corrupt)? as usize;
    let mut table = Cursor::new(cursor.bytes(count.saturating_mul(ENTRY)).map_err(corrupt)?);
    let checked = HEADER + ENTRY * count;
    if cursor.u32().map_err(corrupt)? != crc32(&[&file[..checked]]) {
        return Err(corrupt(malformed("checksum differs")));
    }
    let mut sections = Vec::with_capacity(count);
    for _ in 0..count {
        let tag = table.u32().map_err(corrupt)?.to_le_bytes();
        let [offset, length, checksum] = [(); 3].map(|()| table.u32());
        let start = offset.map_err(corrupt)? as usize;
        let end = start.saturating_add(length.map_err(corrupt)? as usize);
        let part = || format!("manifest section {}", tag.escape_ascii());
        let bytes = file
            .get(start..end)
            .ok_or_else(|| malformed("cut short").within(part))?;
        if checksum.map_err(corrupt)? != crc32(&[bytes]) {
            return Err(malformed("checksum differs").within(part));
        }
        sections.push((tag, bytes));
    }
    Ok((pack, sections))
}
