//! A job reuses terms of earlier requests; results must not depend on that.

use proptest::prelude::*;
use search::engine::Request;

use crate::common::{Reader, config, shop};

/// Words of the shop, prefixes, a misspelled word, an unknown one, a synonym,
/// an identifier and a filter.
const PARTS: [&str; 15] = [
    "pod",
    "port",
    "por",
    "restart",
    "resta",
    "connection",
    "conection",
    "refused",
    "logs",
    "zzz",
    "db",
    "KubePodCrashLooping",
    "idle_in_transaction_session_timeout",
    "service:payments",
    "-oracle",
];

/// The requests of successive key presses. Some are not finished before the
/// next key press.
fn requests() -> impl Strategy<Value = Vec<(Request, bool)>> {
    let query = prop::collection::vec(prop::sample::select(&PARTS[..]), 1..4);
    (query, any::<u64>(), any::<bool>()).prop_map(|(parts, finish, prefix)| {
        let query = parts.join(" ");
        let keys = query.char_indices().enumerate();
        keys.map(|(n, (at, key))| {
            let request = Request {
                query: query[..at + key.len_utf8()].to_owned(),
                limit: 10,
                prefix,
                ..Request::default()
            };
            (request, finish >> (n % 64) & 1 == 1)
        })
        .collect()
    })
}

/// The shop, with a word that is a prefix of others.
fn reader() -> Reader {
    let kb = shop()
        .doc("guide", "Portals")
        .body("The port of the portal is portable.");
    Reader::new(kb.pack())
}

proptest! {
    #![proptest_config(config(40))]

    #[test]
    fn answers_do_not_depend_on_the_queries_before(requests in requests()) {
        let mut used = reader();
        for (request, finish) in requests {
            if !finish {
                // The next key press comes before the result.
                used.engine.search(&request).expect("the pack is sound");
                continue;
            }
            let fresh = reader().ask(&request);
            prop_assert_eq!(used.ask(&request), fresh, "{}", request.query);
        }
    }
}
