//! Packs of every released version of the present format stay readable and
//! answer alike; those of older formats are refused, and it is said what to do.
//!
//! `frozen/vX.Y/` holds the files of a pack as [`shop`] was then, not
//! deflated. To freeze a new version, and only then, run the tests with
//! `FREEZE=1`: it writes the folder of the version unless it exists.

use std::fs;
use std::path::{Path, PathBuf};

use search::engine::{Engine, Request};
use search::pack::{ChunkId, Pack, PackError};

use crate::common::{Reader, marked, shop};

fn folder(version: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/frozen")
        .join(version)
}

#[test]
fn freeze() {
    let folder = folder("v2.0");
    if std::env::var_os("FREEZE").is_none() || folder.exists() {
        return;
    }
    let pack = shop().pack();
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("manifest.kbp"), &pack.manifest).unwrap();
    for (id, bytes) in &pack.chunks {
        fs::write(folder.join(id.file_name()), bytes).unwrap();
    }
}

/// Reads a frozen pack; chunks come from files as they are needed.
fn thaw(version: &str) -> Reader {
    let folder = folder(version);
    let manifest = fs::read(folder.join("manifest.kbp")).expect("a frozen manifest");
    let engine = Engine::open(&manifest).expect("a readable manifest");
    // A small pack preloads all kinds of chunks, in bundles that hold them all.
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
fn v1_is_refused_with_a_word_on_what_to_do() {
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
    answers(&mut reader);
    corrects_and_counts(&mut reader);
    assert!(reader.fetched.is_empty(), "{:?}", reader.fetched);
}

fn corrects_and_counts(reader: &mut Reader) {
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

fn answers(reader: &mut Reader) {
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
