//! Packs of every released version of the current format stay readable and give
//! the same results. Packs of older formats are refused with a message that says
//! what to do.
//!
//! `frozen/vX.Y/` contains the files of the pack of [`shop`](crate::common::shop)
//! at the release of the version, not compressed. The tests only read them; the
//! example `freeze` writes those of a new version.

use std::fs;
use std::path::{Path, PathBuf};

use search::engine::{Engine, Request};
use search::pack::{ChunkId, Pack, PackError};

use crate::common::{Reader, marked};

fn folder(version: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/frozen")
        .join(version)
}

/// Opens a frozen pack and supplies its bundles.
fn thaw(version: &str) -> Reader {
    let folder = folder(version);
    let manifest = fs::read(folder.join("manifest.kbp")).expect("a frozen manifest");
    let engine = Engine::open(&manifest).expect("a readable manifest");
    // A small pack prefetches all of its chunks, in bundles.
    let read = |id: ChunkId| {
        let bytes = fs::read(folder.join(id.file_name())).expect("a frozen chunk");
        (id, bytes)
    };
    let pack = Pack {
        id: engine.pack_id(),
        manifest,
        chunks: engine.preload().into_iter().map(read).collect(),
        ..Pack::default()
    };
    let mut reader = Reader::new(pack);
    for (id, bytes) in reader.pack.chunks.clone() {
        if matches!(id, ChunkId::Bundle(_)) {
            reader.engine.supply(id, bytes).expect("a sound bundle");
        }
    }
    reader
}

#[test]
fn v1_is_refused_with_advice() {
    for version in ["v1.0", "v1.1", "v1.2"] {
        let manifest = fs::read(folder(version).join("manifest.kbp")).expect("a frozen manifest");
        let error = Engine::open(&manifest).map(drop).unwrap_err();
        assert_eq!(error, PackError::Version { found: 1, known: 2 });
        assert_eq!(
            error.to_string(),
            "the pack has format 1, this reader knows 2: rebuild the site, or update the reader"
        );
    }
}

#[test]
fn v2_0_answers_from_its_bundles_alone() {
    let mut reader = thaw("v2.0");
    assert_answers(&mut reader);
    assert_corrections_and_facets(&mut reader);
    assert!(reader.fetched.is_empty(), "{:?}", reader.fetched);
}

fn assert_corrections_and_facets(reader: &mut Reader) {
    assert_eq!(
        reader.search("conection refussed").corrections.len(),
        2,
        "words are listed"
    );
    let request = Request {
        query: "restart".to_owned(),
        ..Request::default()
    };
    let facets = reader.drive(|engine| engine.facets(&request).expect("the pack is sound"));
    let kinds = &facets.groups[0].values;
    let kinds: Vec<(&str, u32)> = kinds.iter().map(|of| (&*of.value, of.count)).collect();
    assert_eq!(kinds, [("postmortem", 1), ("runbook", 2)]);
}

fn assert_answers(reader: &mut Reader) {
    assert_eq!(reader.engine.stats().documents, 5);
    for (query, title) in [
        ("kubepodcrashlooping", "KubePodCrashLooping"),
        ("pg_stat_activity", "Restart PostgreSQL safely"),
        ("hope", "How to write a runbook"),
        ("数据库", "How to write a runbook"),
        (
            "restart type:postmortem",
            "Payments outage after KubePodCrashLooping storm",
        ),
        ("\"connection refused\"", "KubePodCrashLooping"),
    ] {
        assert_eq!(reader.titles(query)[0], title, "{query}");
    }
    let response = reader.search("connection refused database");
    let snippets = reader.snippets(&response);
    assert_eq!(
        marked(&snippets[0]),
        "Look at the logs of the crashed container: [connection] [refused] means the [database] is away."
    );
}
