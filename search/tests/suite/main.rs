//! Tests of the public API, one module per topic.

mod common;
mod damage;
mod frozen;
mod fuzz;
mod history;
mod identifiers;
mod language;
mod matching;
mod parse_once;
mod paste;
mod queries;
mod ranking;
mod robust;
mod round_trip;
mod tiers;
mod typing;
mod versions;
mod words;
