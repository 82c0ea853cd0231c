//! A result depends on the query, not on earlier queries.

use crate::common::{Kb, Reader};

#[test]
fn chunks_of_earlier_queries_change_no_answer() {
    let pack = Kb::default()
        .doc("runbook", "Limits")
        .section("Far")
        .body("max of all the many things that we count here are connections")
        .section("Near")
        .body("max connections and then some more words to make it long")
        .doc("guide", "Other")
        .section("Whole")
        .body("max_connections is a setting, max connections")
        .pack();
    let queries = [
        "max_connections",
        "max connections",
        "connections max",
        "maxConnections",
        "setting",
    ];
    let mut used = Reader::new(pack.clone());
    for _ in 0..2 {
        for query in queries {
            let fresh = Reader::new(pack.clone()).search(query);
            assert_eq!(used.search(query), fresh, "{query}");
        }
    }
}
