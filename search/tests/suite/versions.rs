//! Later minor versions are read, later major versions are refused.

use search::engine::Engine;
use search::pack::{Pack, PackError};

use crate::common::{Reader, shop};

const HEADER: usize = 24;
const ENTRY: usize = 16;

/// Rewrites a manifest with another version and an additional section.
fn with_section(pack: &mut Pack, version: (u16, u16), tag: [u8; 4], bytes: &[u8]) {
    let old = &pack.manifest;
    let number = |at: usize| u32::from_le_bytes(old[at..at + 4].try_into().expect("four bytes"));
    let count = number(20) as usize;
    let table = HEADER..HEADER + ENTRY * count;
    let mut new = old[..8].to_vec();
    new.extend_from_slice(&version.0.to_le_bytes());
    new.extend_from_slice(&version.1.to_le_bytes());
    new.extend_from_slice(&old[12..20]);
    new.extend_from_slice(&(count as u32 + 1).to_le_bytes());
    // The entry of the new section is first, its bytes are last.
    new.extend_from_slice(&tag);
    new.extend_from_slice(&((old.len() + ENTRY) as u32).to_le_bytes());
    new.extend_from_slice(&(bytes.len() as u32).to_le_bytes());
    new.extend_from_slice(&crc32fast::hash(bytes).to_le_bytes());
    for entry in table.clone().step_by(ENTRY) {
        new.extend_from_slice(&old[entry..entry + 4]);
        new.extend_from_slice(&(number(entry + 4) + ENTRY as u32).to_le_bytes());
        new.extend_from_slice(&old[entry + 8..entry + ENTRY]);
    }
    new.extend_from_slice(&crc32fast::hash(&new).to_le_bytes());
    new.extend_from_slice(&old[table.end + 4..]);
    new.extend_from_slice(bytes);
    pack.manifest = new;
}

#[test]
fn a_later_minor_version_with_an_unknown_section_is_read() {
    let mut pack = shop().pack();
    with_section(&mut pack, (2, 7), *b"TYPO", b"what may come");
    let mut reader = Reader::new(pack);
    assert_eq!(reader.titles("etcd")[0], "etcd");
}

#[test]
fn a_later_major_version_is_refused() {
    let mut pack = shop().pack();
    with_section(&mut pack, (3, 0), *b"NEWS", b"");
    let error = Engine::open(&pack.manifest).map(drop).unwrap_err();
    assert_eq!(error, PackError::Version { found: 3, known: 2 });
    assert_eq!(
        error.to_string(),
        "the pack has format 3, this reader knows 2: rebuild the site, or update the reader"
    );
}
