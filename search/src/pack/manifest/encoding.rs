//! Encoding of the sections of a manifest.

use super::{FacetLayout, FieldStats, Stats};
use crate::pack::bytes::{Cursor, ReadResult, put_str, put_varint};
use crate::pack::error::malformed;
use crate::pack::terms::MAX_TERM;

pub(super) fn encode_stats(stats: &Stats) -> Vec<u8> {
    let mut out = Vec::new();
    for number in [
        stats.documents,
        stats.sections,
        stats.docs_per_chunk,
        stats.docs_per_summary_chunk,
        stats.low_impact_chunks,
    ] {
        put_varint(&mut out, u64::from(number));
    }
    put_varint(&mut out, stats.fields.len() as u64);
    for field in &stats.fields {
        put_varint(&mut out, field.total_length);
        put_varint(&mut out, u64::from(field.sections));
    }
    out
}

/// Later minor versions may append statistics, so trailing bytes are ignored.
pub(super) fn decode_stats(bytes: &[u8]) -> ReadResult<Stats> {
    let mut cursor = Cursor::new(bytes);
    let mut stats = Stats {
        documents: cursor.varint()?,
        sections: cursor.varint()?,
        docs_per_chunk: cursor.varint()?,
        docs_per_summary_chunk: cursor.varint()?,
        low_impact_chunks: cursor.varint()?,
        ..Stats::default()
    };
    if stats.docs_per_chunk == 0 || stats.docs_per_summary_chunk == 0 {
        return Err(malformed("no documents in a chunk"));
    }
    for n in 0..cursor.count(bytes.len())? {
        let field = FieldStats {
            total_length: cursor.varint64()?,
            sections: cursor.varint()?,
        };
        if let Some(slot) = stats.fields.get_mut(n) {
            *slot = field;
        }
    }
    Ok(stats)
}

/// Appends a term, front-coded against the previous one.
fn put_folded(out: &mut Vec<u8>, last: &str, term: &str) {
    let shared = term
        .bytes()
        .zip(last.bytes())
        .take_while(|(a, b)| a == b)
        .count();
    put_varint(out, shared as u64);
    put_varint(out, (term.len() - shared) as u64);
    out.extend_from_slice(&term.as_bytes()[shared..]);
}

/// Maximum size in bytes of a decoded front-coded list.
const MAX_TEXT: usize = 1 << 26;

fn unfold(cursor: &mut Cursor<'_>, last: &str, total: &mut usize) -> ReadResult<String> {
    let shared = cursor.varint()? as usize;
    let mut term = last
        .as_bytes()
        .get(..shared)
        .ok_or(malformed("term too long"))?
        .to_vec();
    term.extend_from_slice(cursor.stream()?);
    *total += term.len();
    if term.len() > MAX_TERM || *total > MAX_TEXT {
        return Err(malformed("term too long"));
    }
    String::from_utf8(term).map_err(|_| malformed("text is not UTF-8"))
}

pub(super) fn encode_first_terms(terms: &[String]) -> Vec<u8> {
    let mut out = Vec::new();
    put_varint(&mut out, terms.len() as u64);
    let mut last = "";
    for term in terms {
        put_folded(&mut out, last, term);
        last = term;
    }
    out
}

pub(super) fn decode_first_terms(bytes: &[u8]) -> ReadResult<Vec<String>> {
    let mut cursor = Cursor::new(bytes);
    let terms = first_terms(&mut cursor)?;
    cursor.finish()?;
    Ok(terms)
}

/// Encodes the first words of the lists in the order of word starts, and in the
/// order of word ends.
pub(super) fn encode_words(by_start: &[String], by_end: &[String]) -> Vec<u8> {
    let mut out = encode_first_terms(by_start);
    out.extend(encode_first_terms(by_end));
    out
}

pub(super) fn decode_words(bytes: &[u8]) -> ReadResult<(Vec<String>, Vec<String>)> {
    let mut cursor = Cursor::new(bytes);
    Ok((first_terms(&mut cursor)?, first_terms(&mut cursor)?))
}

pub(super) fn encode_facets(layout: &FacetLayout) -> Vec<u8> {
    let mut out = Vec::new();
    put_varint(&mut out, u64::from(layout.docs_per_run));
    put_varint(&mut out, u64::from(layout.parts));
    out
}

pub(super) fn decode_facets(bytes: &[u8]) -> ReadResult<FacetLayout> {
    let mut cursor = Cursor::new(bytes);
    let layout = FacetLayout {
        docs_per_run: cursor.varint()?,
        parts: cursor.varint()?,
    };
    if layout.docs_per_run == 0 || layout.parts == 0 {
        return Err(malformed("no documents in a chunk"));
    }
    Ok(layout)
}

fn first_terms(cursor: &mut Cursor<'_>) -> ReadResult<Vec<String>> {
    let count = cursor.count(cursor.left())?;
    let mut terms: Vec<String> = Vec::with_capacity(count);
    let mut total = 0;
    for _ in 0..count {
        let term = unfold(cursor, terms.last().map_or("", String::as_str), &mut total)?;
        if terms.last().is_some_and(|last| *last >= term) {
            return Err(malformed("terms out of order"));
        }
        terms.push(term);
    }
    Ok(terms)
}

pub(super) fn encode_forms(forms: &[(String, String)]) -> Vec<u8> {
    let mut out = Vec::new();
    put_varint(&mut out, forms.len() as u64);
    let mut last = "";
    for (stem, term) in forms {
        put_folded(&mut out, last, stem);
        put_folded(&mut out, stem, term);
        last = stem;
    }
    out
}

pub(super) fn decode_forms(bytes: &[u8]) -> ReadResult<Vec<(String, String)>> {
    let mut cursor = Cursor::new(bytes);
    let count = cursor.count(bytes.len())?;
    let mut forms: Vec<(String, String)> = Vec::with_capacity(count);
    let mut total = 0;
    for _ in 0..count {
        let stem = unfold(
            &mut cursor,
            forms.last().map_or("", |(stem, _)| stem.as_str()),
            &mut total,
        )?;
        let term = unfold(&mut cursor, &stem, &mut total)?;
        if forms
            .last()
            .is_some_and(|last| (&last.0, &last.1) >= (&stem, &term))
        {
            return Err(malformed("forms out of order"));
        }
        forms.push((stem, term));
    }
    cursor.finish()?;
    Ok(forms)
}

pub(super) fn encode_kinds(kinds: &[(u32, String)]) -> Vec<u8> {
    let mut out = Vec::new();
    put_varint(&mut out, kinds.len() as u64);
    for (first, kind) in kinds {
        put_varint(&mut out, u64::from(*first));
        put_str(&mut out, kind);
    }
    out
}

pub(super) fn decode_kinds(bytes: &[u8]) -> ReadResult<Vec<(u32, String)>> {
    let mut cursor = Cursor::new(bytes);
    let count = cursor.count(bytes.len())?;
    let mut kinds: Vec<(u32, String)> = Vec::with_capacity(count);
    for _ in 0..count {
        let first = cursor.varint()?;
        if kinds.last().is_some_and(|&(last, _)| last >= first) {
            return Err(malformed("documents out of order"));
        }
        kinds.push((first, cursor.str()?.to_owned()));
    }
    cursor.finish()?;
    Ok(kinds)
}

pub(super) fn encode_preload(ranges: &[(u8, u32, u32)]) -> Vec<u8> {
    let mut out = Vec::new();
    put_varint(&mut out, ranges.len() as u64);
    for &(kind, first, count) in ranges {
        out.push(kind);
        put_varint(&mut out, u64::from(first));
        put_varint(&mut out, u64::from(count));
    }
    out
}

pub(super) fn decode_preload(bytes: &[u8]) -> ReadResult<Vec<(u8, u32, u32)>> {
    let mut cursor = Cursor::new(bytes);
    let count = cursor.count(bytes.len())?;
    let mut ranges = Vec::with_capacity(count);
    for _ in 0..count {
        ranges.push((cursor.u8()?, cursor.varint()?, cursor.varint()?));
    }
    cursor.finish()?;
    Ok(ranges)
}
