//! Tiered posting lists.

use search::engine::Request;
use search::pack::{ChunkId, Field};

use crate::common::{Kb, Reader};

/// Documents with two frequent words. Every hundredth has them adjacent and
/// repeated, every thousandth also in its title.
fn kb() -> Kb {
    let mut kb = Kb::default();
    for n in 0..6000 {
        let title = if n % 1000 == 0 {
            format!("Disk full {n}")
        } else {
            format!("Case {n}")
        };
        let text = match n % 100 {
            0 => "disk full disk full disk full",
            _ => {
                "the disk of the node was slow and the queue was full of what nobody reads any more"
            }
        };
        kb = kb.doc("guide", &title).section("What").body(text);
    }
    kb
}

#[test]
fn the_best_come_first_without_low_impact_postings() {
    let mut reader = Reader::new(kb().pack());
    assert!(
        reader
            .pack
            .chunks
            .iter()
            .any(|(id, _)| matches!(id, ChunkId::LowImpactPostings(_)))
    );
    let request = Request {
        query: "disk full".to_owned(),
        limit: 60,
        prefix: false,
        ..Request::default()
    };
    let response = reader.ask(&request);
    assert_eq!(response.total, 6000);
    let docs: Vec<u32> = response.hits.iter().map(|hit| hit.doc).collect();
    assert!(docs[..6].iter().all(|doc| doc % 1000 == 0), "{docs:?}");
    assert!(docs.iter().all(|doc| doc % 100 == 0), "{docs:?}");
    let fetched = reader.fetched.concat();
    assert!(
        !fetched
            .iter()
            .any(|id| matches!(id, ChunkId::LowImpactPostings(_))),
        "{fetched:?}"
    );
}

#[test]
fn low_impact_chunks_hold_all_other_postings() {
    let kb = kb();
    let mut reader = Reader::new(kb.pack());
    let places = kb.places();
    let postings = kb.postings();
    for term in ["disk", "full", "the"] {
        let expected = &postings[&(Field::Body, term.to_owned())];
        let found = reader.drive(|engine| engine.postings(term, Field::Body));
        assert_eq!(found.len(), expected.len());
        for (found, expected) in found.iter().zip(expected) {
            assert_eq!(
                (found.doc, found.section),
                places[expected.section as usize]
            );
            assert_eq!(found.positions, expected.positions);
        }
    }
}

#[test]
fn a_rare_word_beside_a_frequent_one_is_found() {
    let kb = kb()
        .doc("guide", "The one")
        .body("a disk with a zebra on it");
    let mut reader = Reader::new(kb.pack());
    assert_eq!(reader.titles("disk zebra")[0], "The one");
}

#[test]
fn phrases_are_found_in_low_impact_postings() {
    let kb = kb()
        .doc("guide", "The one")
        .body("slow and steady full and slow disk");
    let mut reader = Reader::new(kb.pack());
    assert_eq!(reader.titles("\"steady full and slow disk\""), ["The one"]);
    assert_eq!(reader.search("\"disk of the node\"").total, 5940);
}
