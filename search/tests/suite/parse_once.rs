//! A request is parsed in its first call only.

use std::sync::atomic::{AtomicUsize, Ordering};

use search::engine::Request;
use search::paste::{ParsedPaste, understand};

use crate::common::{Reader, shop_pack};

static PARSED: AtomicUsize = AtomicUsize::new(0);

fn counting_reader(text: &str) -> Option<ParsedPaste> {
    PARSED.fetch_add(1, Ordering::Relaxed);
    understand(text)
}

#[test]
fn a_request_is_parsed_once() {
    let mut reader = Reader::new(shop_pack());
    reader.engine.set_paste_reader(counting_reader);
    let request = Request {
        query: "2024-03-12T08:15:02Z ERROR [payments] connection refused by the database"
            .to_owned(),
        limit: 10,
        ..Request::default()
    };
    let response = reader.ask(&request);
    assert!(response.paste.is_some());
    assert!(!response.hits.is_empty());
    assert!(
        reader.fetched.len() > 1,
        "the search takes several calls: {:?}",
        reader.fetched
    );
    reader.drive(|engine| engine.facets(&request).expect("the pack is sound"));
    reader.drive(|engine| engine.explain(&request).expect("the pack is sound"));
    assert_eq!(PARSED.load(Ordering::Relaxed), 1);
    let other = Request {
        limit: 1,
        ..request
    };
    reader.ask(&other);
    assert_eq!(PARSED.load(Ordering::Relaxed), 2);
}
