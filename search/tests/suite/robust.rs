//! No input causes a panic.

use proptest::prelude::*;
use search::analysis::{MAX_CHARS, fold, stem, tokenize};
use search::engine::{Highlighter, Request};

use crate::common::{Reader, config, shop_pack};

proptest! {
    #![proptest_config(config(512))]

    #[test]
    fn tokens_lie_in_order_on_character_boundaries(text in "\\PC{0,80}|[a-zA-Z0-9_./:%'+# -]{0,80}|.{0,80}") {
        let tokens = tokenize(&text);
        for token in &tokens {
            prop_assert!(text.get(token.start..token.end).is_some_and(|text| !text.is_empty()));
            prop_assert!(!token.text.is_empty());
            prop_assert!(token.text.chars().count() <= MAX_CHARS);
            prop_assert_eq!(&fold(&token.text), &token.text, "folding twice changes nothing");
            prop_assert!(!stem(&token.text).is_empty());
        }
        prop_assert!(tokens.is_sorted_by(|a, b| (a.start, a.position) <= (b.start, b.position)));
        for pair in tokens.windows(2) {
            prop_assert!(pair[1].position - pair[0].position <= 1, "no position is left out");
        }
    }

    #[test]
    fn a_term_is_found_by_itself(text in "[a-zA-Z0-9_./:-]{1,40}") {
        // A part of an identifier is a token when it is searched on its own.
        for token in tokenize(&text).iter().filter(|token| token.text.chars().all(|c| c.is_ascii_lowercase())) {
            prop_assert_eq!(&tokenize(&token.text)[0].text, &token.text);
        }
    }

    #[test]
    fn any_query_has_an_answer(query in "\\PC{0,60}|[a-z\":_ -]{0,60}", prefix: bool) {
        let mut reader = Reader::new(shop_pack());
        let request = Request { query: query.clone(), limit: 5, prefix, ..Request::default() };
        let response = reader.ask(&request);
        prop_assert!(response.hits.len() <= 5.min(response.total));
        prop_assert!(response.hits.is_sorted_by(|a, b| a.score >= b.score));
        for hit in &response.hits {
            prop_assert!(hit.score.is_finite());
            prop_assert!((1..=4).contains(&hit.sections.len()));
        }
        let snippets = reader.snippets(&response);
        prop_assert_eq!(snippets.len(), response.hits.len());
        let ranges = Highlighter::new(&query, prefix).ranges(&query);
        prop_assert!(ranges.windows(2).all(|pair| pair[0].end <= pair[1].start));
    }
}

#[test]
fn long_queries_are_bounded() {
    let mut reader = Reader::new(shop_pack());
    for query in [
        "restart ".repeat(10_000),
        "x".repeat(100_000),
        "\"".repeat(5000),
        "é".repeat(3000),
    ] {
        reader.search(&query);
    }
    let stack_trace: String = (0..2000)
        .map(|n| format!("at com.shop.Frame{n} "))
        .collect();
    reader.search(&format!("{stack_trace} connection refused"));
    assert_eq!(reader.titles(&format!("etcd {stack_trace}"))[0], "etcd");
}
