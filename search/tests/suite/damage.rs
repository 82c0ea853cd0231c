//! Damaged packs give errors or correct results; nothing panics.

use proptest::prelude::*;
use search::engine::{Engine, Progress, Request, Response};
use search::pack::{ChunkId, Pack, PackError};

use crate::common::{Reader, config, shop, shop_pack};

/// Opens a pack, searches, and requests snippets.
fn run(pack: &Pack) -> Result<Response, PackError> {
    let mut engine = Engine::open(&pack.manifest)?;
    let request = Request {
        query: "connection refused database".to_owned(),
        limit: 10,
        prefix: true,
        ..Request::default()
    };
    let mut response = None;
    loop {
        let needs = match &response {
            None => match engine.search(&request)? {
                Progress::Ready(found) => {
                    response = Some(found);
                    continue;
                }
                Progress::Working => continue,
                Progress::Needs(chunks) => chunks,
            },
            Some(found) => match engine.snippets(found)? {
                Progress::Ready(_) => return Ok(found.clone()),
                Progress::Working => continue,
                Progress::Needs(chunks) => chunks,
            },
        };
        for chunk in needs {
            let found = pack.chunks.iter().find(|(id, _)| *id == chunk);
            let bytes = found.map(|(_, bytes)| bytes.clone()).unwrap_or_default();
            engine.supply(chunk, bytes)?;
        }
    }
}

/// Damages byte `at` of the pack, counted over all files, or truncates the file
/// there.
fn damaged(at: usize, flip: Option<u8>) -> Pack {
    let mut pack = shop_pack();
    let chunks = pack.chunks.iter_mut().map(|(_, bytes)| bytes);
    let mut at = at;
    for file in std::iter::once(&mut pack.manifest).chain(chunks) {
        if at < file.len() {
            match flip {
                Some(bits) => file[at] ^= bits,
                None => file.truncate(at),
            }
            return pack;
        }
        at -= file.len();
    }
    pack
}

fn size() -> usize {
    let pack = shop_pack();
    pack.manifest.len()
        + pack
            .chunks
            .iter()
            .map(|(_, bytes)| bytes.len())
            .sum::<usize>()
}

proptest! {
    #![proptest_config(config(600))]

    #[test]
    fn flips_and_cuts_are_noticed(share in 0.0..1.0_f64, bits in 1..=255_u8, cut: bool) {
        let pack = damaged((share * size() as f64) as usize, (!cut).then_some(bits));
        let sound = run(&shop_pack()).expect("sound");
        if let Ok(response) = run(&pack) {
            prop_assert_eq!(response, sound);
        }
    }
}

#[test]
fn every_cut_and_flip_of_the_manifest_is_noticed() {
    let pack = shop_pack();
    for at in 0..pack.manifest.len() {
        assert!(Engine::open(&pack.manifest[..at]).is_err(), "cut at {at}");
        let mut manifest = pack.manifest.clone();
        manifest[at] ^= 0x10;
        // Any minor version is accepted.
        if let Ok(engine) = Engine::open(&manifest) {
            assert!((10..12).contains(&at), "flip at {at}");
            drop(engine);
        }
    }
}

#[test]
fn errors_say_what_to_do() {
    let message = |bytes: &[u8]| Engine::open(bytes).map(drop).unwrap_err().to_string();
    assert_eq!(
        message(b"<!doctype html>"),
        "not an incident-kb pack: the first bytes differ"
    );
    assert_eq!(message(b""), "not an incident-kb pack: only 0 bytes");
    let manifest = shop_pack().manifest;
    assert_eq!(
        message(&manifest[..manifest.len() - 1]),
        "the pack's manifest section FACE is damaged (cut short): rebuild the site"
    );
}

#[test]
fn a_chunk_of_another_build_is_foreign() {
    let mut reader = Reader::new(shop_pack());
    let other = shop().body("more").pack();
    let (id, bytes) = &other.chunks[0];
    let error = reader.engine.supply(*id, bytes.clone()).unwrap_err();
    assert_eq!(
        error,
        PackError::Foreign {
            chunk: "t0.kbc".to_owned()
        }
    );
    assert_eq!(
        error.to_string(),
        "t0.kbc belongs to another build: reload the page"
    );
}

#[test]
fn a_chunk_under_another_name_is_refused() {
    let mut reader = Reader::new(shop_pack());
    let bytes = reader.pack.chunks[0].1.clone();
    assert!(
        reader
            .engine
            .supply(ChunkId::Docs(0), bytes.clone())
            .is_err()
    );
    assert!(reader.engine.supply(ChunkId::Terms(99), bytes).is_err());
}
