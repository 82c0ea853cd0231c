//! The pack decoder, with correct checksums.
//!
//! Checksums detect random damage, which `damage.rs` tests. Here the checksums
//! are recomputed after each mutation, so that the decoders see bytes that no
//! builder would write.

use std::fmt;

use search::engine::{Engine, Progress, Request};
use search::pack::{ChunkId, Pack, PackError};

use super::{fuzz, mutate};
use crate::common::shop_pack;

/// Length in bytes of the header of a manifest, and of an entry of its table.
const HEADER: usize = 24;
const ENTRY: usize = 16;
/// Offset in a chunk of its checksum, and of its payload.
const CHECKSUM: usize = 20;
const PAYLOAD: usize = 24;
/// Maximum number of calls for one request; more would be an endless loop.
const ROUNDS: usize = 40;

/// A mutated pack; it is printed as the bytes that differ.
struct Broken(Pack);

impl fmt::Debug for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sound = shop_pack();
        if self.0.manifest != sound.manifest {
            writeln!(f, "manifest {}", self.0.manifest.escape_ascii())?;
        }
        for ((id, bytes), (_, before)) in self.0.chunks.iter().zip(&sound.chunks) {
            if bytes != before {
                writeln!(f, "{} {}", id.file_name(), bytes.escape_ascii())?;
            }
        }
        Ok(())
    }
}

/// The sections of a manifest: tags and bytes.
fn sections(manifest: &[u8]) -> Vec<([u8; 4], Vec<u8>)> {
    let number = |at: usize| {
        u32::from_le_bytes(manifest[at..at + 4].try_into().expect("four bytes")) as usize
    };
    let entries = (0..number(HEADER - 4)).map(|n| HEADER + ENTRY * n);
    let section = |entry: usize| {
        let tag = manifest[entry..entry + 4].try_into().expect("four bytes");
        let start = number(entry + 4);
        (tag, manifest[start..start + number(entry + 8)].to_vec())
    };
    entries.map(section).collect()
}

/// A manifest of sections, with the header of another manifest.
fn manifest(head: &[u8], sections: &[([u8; 4], Vec<u8>)]) -> Vec<u8> {
    let mut manifest = head[..HEADER - 4].to_vec();
    manifest.extend_from_slice(&(sections.len() as u32).to_le_bytes());
    let mut offset = HEADER + ENTRY * sections.len() + 4;
    for (tag, bytes) in sections {
        manifest.extend_from_slice(tag);
        for number in [offset as u32, bytes.len() as u32, crc32fast::hash(bytes)] {
            manifest.extend_from_slice(&number.to_le_bytes());
        }
        offset += bytes.len();
    }
    manifest.extend_from_slice(&crc32fast::hash(&manifest).to_le_bytes());
    sections
        .iter()
        .for_each(|(_, bytes)| manifest.extend_from_slice(bytes));
    manifest
}

/// Mutates sections and payloads and corrects the checksums.
fn break_it(random: &mut mutate::Random) -> Broken {
    let mut pack = shop_pack();
    for _ in 0..=random.below(3) {
        let which = random.below(pack.chunks.len() + 2);
        if let Some((_, bytes)) = pack.chunks.get_mut(which) {
            let mut payload = bytes.split_off(PAYLOAD);
            mutate::change(random, &mut payload);
            bytes.truncate(CHECKSUM);
            let mut hasher = crc32fast::Hasher::new();
            hasher.update(bytes);
            hasher.update(&payload);
            bytes.extend_from_slice(&hasher.finalize().to_le_bytes());
            bytes.append(&mut payload);
        } else {
            let mut sections = sections(&pack.manifest);
            let which = random.below(sections.len());
            mutate::change(random, &mut sections[which].1);
            pack.manifest = manifest(&pack.manifest, &sections);
        }
    }
    Broken(pack)
}

/// Supplies chunks until a call is ready.
fn drive<T>(
    engine: &mut Engine,
    pack: &Pack,
    call: impl Fn(&Engine) -> Result<Progress<T>, PackError>,
) -> Result<Option<T>, PackError> {
    for _ in 0..ROUNDS {
        let chunks: Vec<ChunkId> = match call(engine)? {
            Progress::Ready(answer) => return Ok(Some(answer)),
            Progress::Working => continue,
            Progress::Needs(chunks) => chunks,
        };
        for id in chunks {
            // A browser would find no such file, and the search would end.
            let Some((_, bytes)) = pack.chunks.iter().find(|(known, _)| *known == id) else {
                return Ok(None);
            };
            engine.supply(id, bytes.clone())?;
        }
    }
    panic!("the engine asks for ever");
}

fn search(pack: &Pack, query: &str) -> Result<(), PackError> {
    let mut engine = Engine::open(&pack.manifest)?;
    let request = Request {
        query: query.to_owned(),
        limit: 5,
        ..Request::default()
    };
    let response = drive(&mut engine, pack, |engine| engine.search(&request))?;
    if let Some(response) = response {
        assert!(response.hits.len() <= 5);
        drive(&mut engine, pack, |engine| engine.snippets(&response))?;
    }
    assert!(
        engine.preload().len() <= 1 << 20,
        "a manifest promises too much"
    );
    drive(&mut engine, pack, |engine| Ok(engine.document(1)))?;
    Ok(())
}

#[test]
fn the_changed_manifest_is_else_the_same() {
    let pack = shop_pack();
    assert_eq!(
        manifest(&pack.manifest, &sections(&pack.manifest)),
        pack.manifest
    );
}

#[test]
fn the_pack_reader() {
    let queries = [
        "connection refused database",
        "\"connection refused\" -outage type:runbook",
        "KubePodCrashLoping restart",
        "数据库",
    ];
    fuzz(1500, break_it, |Broken(pack)| {
        for query in queries {
            // Errors are correct results; panics and endless loops are not.
            let _ = search(pack, query);
        }
    });
}
