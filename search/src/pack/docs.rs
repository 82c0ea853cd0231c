//! Chunks of documents and of document summaries.

use super::bytes::{Cursor, ReadResult, put_str, put_varint, varint_len};
use super::error::malformed;
use super::model::{DocEntry, SectionEntry};

/// Encodes documents with the texts of their sections, column by column.
pub(crate) fn encode_docs(docs: &[DocEntry], texts: &[String]) -> Vec<u8> {
    let mut out = encode_summaries(docs);
    // Texts are most of a pack, so the memory is reserved exactly.
    let lengths = texts.iter().map(String::len);
    out.reserve_exact(lengths.map(|len| varint_len(len as u64) + len).sum());
    texts.iter().for_each(|text| put_str(&mut out, text));
    out
}

/// Encodes documents without text.
pub(crate) fn encode_summaries(docs: &[DocEntry]) -> Vec<u8> {
    let mut out = Vec::new();
    put_varint(&mut out, docs.len() as u64);
    let texts: [fn(&DocEntry) -> &String; 4] = [
        |doc| &doc.path,
        |doc| &doc.url,
        |doc| &doc.kind,
        |doc| &doc.title,
    ];
    let options: [fn(&DocEntry) -> &Option<String>; 3] =
        [|doc| &doc.date, |doc| &doc.severity, |doc| &doc.owner];
    let lists: [fn(&DocEntry) -> &Vec<String>; 2] = [|doc| &doc.services, |doc| &doc.tags];
    for text in texts {
        docs.iter().for_each(|doc| put_str(&mut out, text(doc)));
    }
    for text in options {
        docs.iter()
            .for_each(|doc| put_option(&mut out, text(doc).as_deref()));
    }
    for list in lists {
        for doc in docs {
            put_varint(&mut out, list(doc).len() as u64);
            list(doc).iter().for_each(|text| put_str(&mut out, text));
        }
    }
    for doc in docs {
        put_varint(&mut out, doc.sections.len() as u64);
    }
    let sections = || docs.iter().flat_map(|doc| &doc.sections);
    sections().for_each(|section| put_str(&mut out, &section.heading));
    sections().for_each(|section| put_str(&mut out, &section.anchor));
    out
}

fn put_option(out: &mut Vec<u8>, text: Option<&str>) {
    match text {
        None => out.push(0),
        Some(text) => {
            put_varint(out, text.len() as u64 + 1);
            out.extend_from_slice(text.as_bytes());
        }
    }
}

/// Decodes documents with text.
pub(crate) fn decode_docs(payload: &[u8]) -> ReadResult<Vec<DocEntry>> {
    let mut cursor = Cursor::new(payload);
    let mut docs = summaries(&mut cursor)?;
    for section in docs.iter_mut().flat_map(|doc| &mut doc.sections) {
        cursor.str()?.clone_into(&mut section.text);
    }
    Ok(docs)
}

/// Decodes documents without text.
pub(crate) fn decode_summaries(payload: &[u8]) -> ReadResult<Vec<DocEntry>> {
    summaries(&mut Cursor::new(payload))
}

fn summaries(cursor: &mut Cursor<'_>) -> ReadResult<Vec<DocEntry>> {
    let bytes = cursor.left();
    let count = cursor.count(cursor.left())?;
    let mut docs = vec![DocEntry::default(); count];
    let texts: [fn(&mut DocEntry) -> &mut String; 4] = [
        |doc| &mut doc.path,
        |doc| &mut doc.url,
        |doc| &mut doc.kind,
        |doc| &mut doc.title,
    ];
    let options: [fn(&mut DocEntry) -> &mut Option<String>; 3] = [
        |doc| &mut doc.date,
        |doc| &mut doc.severity,
        |doc| &mut doc.owner,
    ];
    let lists: [fn(&mut DocEntry) -> &mut Vec<String>; 2] =
        [|doc| &mut doc.services, |doc| &mut doc.tags];
    for slot in texts {
        for doc in &mut docs {
            cursor.str()?.clone_into(slot(doc));
        }
    }
    for slot in options {
        for doc in &mut docs {
            *slot(doc) = option(cursor)?;
        }
    }
    for slot in lists {
        for doc in &mut docs {
            for _ in 0..cursor.count(cursor.left())? {
                slot(doc).push(cursor.str()?.to_owned());
            }
        }
    }
    let mut total = 0;
    for doc in &mut docs {
        let sections = cursor.count(bytes - total)?;
        total += sections;
        doc.sections = vec![SectionEntry::default(); sections];
    }
    for section in docs.iter_mut().flat_map(|doc| &mut doc.sections) {
        cursor.str()?.clone_into(&mut section.heading);
    }
    for section in docs.iter_mut().flat_map(|doc| &mut doc.sections) {
        cursor.str()?.clone_into(&mut section.anchor);
    }
    Ok(docs)
}

fn option(cursor: &mut Cursor<'_>) -> ReadResult<Option<String>> {
    let Some(length) = cursor.varint()?.checked_sub(1) else {
        return Ok(None);
    };
    let text = std::str::from_utf8(cursor.bytes(length as usize)?);
    text.map(|text| Some(text.to_owned()))
        .map_err(|_| malformed("text is not UTF-8"))
}
