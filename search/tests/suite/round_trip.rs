//! Packs contain what was added to the builder.

use proptest::prelude::*;
use search::builder::{PackBuilder, PostingLists};
use search::pack::{DocEntry, Field, fieldnorm_id, fieldnorm_length};

use crate::common::{Kb, Reader, config, shop};

/// Compares every posting, document and text of a pack with its source.
fn check(kb: &Kb) {
    let mut reader = Reader::new(kb.pack());
    let places = kb.places();
    for ((field, term), expected) in kb.postings() {
        let found = reader.drive(|engine| engine.postings(&term, field));
        if field == Field::Filter {
            let mut docs: Vec<u32> = expected
                .iter()
                .map(|posting| places[posting.section as usize].0)
                .collect();
            docs.dedup();
            assert_eq!(
                found.iter().map(|of| of.doc).collect::<Vec<_>>(),
                docs,
                "{term}"
            );
            continue;
        }
        let lengths = kb.lengths(field);
        assert_eq!(found.len(), expected.len(), "{term} in {field:?}");
        for (found, expected) in found.iter().zip(expected) {
            let section = expected.section as usize;
            assert_eq!(
                (found.doc, found.section),
                places[section],
                "{term} in {field:?}"
            );
            assert_eq!(found.tf as usize, expected.positions.len());
            assert_eq!(
                found.length,
                fieldnorm_length(fieldnorm_id(lengths[section]))
            );
            assert_eq!(found.positions, expected.positions, "{term} in {field:?}");
        }
    }
    for (n, doc) in kb.docs().iter().enumerate() {
        let found = reader.drive(|engine| engine.document(n as u32));
        assert_eq!(found.as_ref(), Some(doc));
    }
    let stats = *reader.engine.stats();
    assert_eq!(stats.documents as usize, kb.docs().len());
    assert_eq!(stats.sections as usize, places.len());
    for field in Field::RANKED {
        let total: u64 = kb
            .lengths(field)
            .iter()
            .map(|&length| u64::from(length))
            .sum();
        assert_eq!(stats.fields[field as usize].total_length, total);
    }
}

#[test]
fn the_shop_is_read_out() {
    check(&shop());
}

#[test]
fn an_empty_pack_is_a_pack() {
    check(&Kb::default());
    assert!(
        Reader::new(Kb::default().pack())
            .search("etcd")
            .hits
            .is_empty()
    );
}

proptest! {
    #![proptest_config(config(48))]

    #[test]
    fn any_text_is_read_out(
        docs in prop::collection::vec(
            ("[a-e]{1,3}|.{0,12}", prop::collection::vec("([a-f]{1,4}[ _.-]){0,30}.{0,20}", 0..4)),
            0..12,
        )
    ) {
        let mut kb = Kb::default();
        for (title, sections) in &docs {
            kb = kb.doc("guide", title).filter("service:x");
            for text in sections {
                kb = kb.section(title).body(text).index(Field::Code, text);
            }
        }
        check(&kb);
    }
}

#[test]
fn the_order_of_adding_does_not_show() {
    let kb = shop();
    let mut builder = PackBuilder::new(kb.docs().to_vec());
    for field in Field::RANKED.into_iter().rev() {
        builder.set_lengths(field, kb.lengths(field));
    }
    for ((field, term), postings) in kb.postings().into_iter().rev() {
        // In two halves, the second one first.
        let (early, late) = postings.split_at(postings.len() / 2);
        builder.add_postings(&term, field, late.to_vec());
        builder.add_postings(&term, field, early.to_vec());
    }
    let (one, other) = (kb.pack(), builder.finish());
    assert_eq!(one.id, other.id);
    assert_eq!(one.manifest, other.manifest);
    assert_eq!(one.chunks, other.chunks);
}

#[test]
fn lists_gathered_apart_and_texts_that_are_lent_do_not_show() {
    let kb = shop();
    let mut docs = kb.docs().to_vec();
    let sections = docs.iter_mut().flat_map(|doc| &mut doc.sections);
    sections.for_each(|section| section.text.clear());
    let mut builder = PackBuilder::new(docs);
    for field in Field::RANKED {
        builder.set_lengths(field, kb.lengths(field));
    }
    let middle = kb.places().len() as u32 / 2;
    let [mut first, mut second] = [PostingLists::default(), PostingLists::default()];
    for ((field, term), postings) in kb.postings() {
        for lists in [&mut first, &mut second] {
            lists.begin(&term, field);
        }
        for posting in &postings {
            let lists = if posting.section < middle {
                &mut first
            } else {
                &mut second
            };
            lists.push(posting.section, &posting.positions);
        }
    }
    builder.add_lists(first);
    builder.add_lists(second);
    let one = kb.pack();
    let texts = |doc: &DocEntry| -> Vec<String> {
        let sections = doc.sections.iter();
        sections.map(|section| section.text.clone()).collect()
    };
    let bytes = kb.docs().iter().flat_map(texts).map(|text| text.len());
    let other = builder.finish_with(bytes.sum(), |doc| texts(&kb.docs()[doc]));
    assert_eq!(one.id, other.id);
    assert_eq!(one.manifest, other.manifest);
    assert_eq!(one.chunks, other.chunks);
    assert_eq!(one.terms, other.terms);
}

#[test]
fn the_id_tells_builds_apart() {
    let changed = shop().body("One more word.");
    assert_ne!(shop().pack().id, changed.pack().id);
}
