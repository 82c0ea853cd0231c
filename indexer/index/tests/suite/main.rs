//! Tests of the search pack on a judged collection, with native tantivy as the oracle.

mod tantivy_oracle;
mod typos;
