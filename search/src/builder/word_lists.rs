//! Division of the words of the dictionary into lists.

use crate::pack::chunk::ChunkId;
use crate::pack::manifest::Manifest;
use crate::pack::word_list::{encode, is_word, level, reversed};

/// Target size of a list in bytes; about half of that compressed.
const LIST_BYTES: usize = 8 << 10;
/// Maximum size in bytes of all words that are listed in one order only; a
/// reader then fetches all lists.
const MAX_ONE_ORDER_BYTES: usize = 3 * LIST_BYTES;

/// Encodes the lists and sets their first words in the manifest. `terms` are
/// the ranked terms, ascending, with their document frequencies.
pub(super) fn write<'a>(
    terms: impl Iterator<Item = (&'a str, u32)>,
    manifest: &mut Manifest,
) -> Vec<(ChunkId, Vec<u8>)> {
    let words: Vec<(&str, u8)> = terms
        .filter(|(term, _)| is_word(term))
        .map(|(term, docs)| (term, level(docs)))
        .collect();
    let (firsts, mut lists) = cut(&words);
    manifest.words_by_start = firsts;
    if lists.iter().map(Vec::len).sum::<usize>() > MAX_ONE_ORDER_BYTES {
        let backwards = words.iter().map(|&(word, level)| (reversed(word), level));
        let mut backwards: Vec<(String, u8)> = backwards.collect();
        backwards.sort_unstable();
        let backwards: Vec<(&str, u8)> = backwards
            .iter()
            .map(|(word, level)| (word.as_str(), *level))
            .collect();
        let (firsts, by_end) = cut(&backwards);
        manifest.words_by_end = firsts;
        lists.extend(by_end);
    }
    let lists = lists.into_iter().enumerate();
    lists
        .map(|(n, list)| (ChunkId::Words(n as u32), list))
        .collect()
}

/// The first word of each list, and the encoded lists.
fn cut(words: &[(&str, u8)]) -> (Vec<String>, Vec<Vec<u8>>) {
    let mut firsts = Vec::new();
    let mut lists = Vec::new();
    let mut rest = words;
    while let Some((first, _)) = rest.first() {
        let mut bytes = 0;
        let mut last = "";
        let count = rest.iter().take_while(|(word, _)| {
            let common = word.bytes().zip(last.bytes());
            bytes += 3 + word.len() - common.take_while(|(a, b)| a == b).count();
            last = word;
            bytes <= LIST_BYTES
        });
        let (list, after) = rest.split_at(count.count().max(1));
        firsts.push((*first).to_owned());
        lists.push(encode(list));
        rest = after;
    }
    (firsts, lists)
}
