//! Tests of the crate from outside, one module a concern.

mod common;
mod damage;
mod frozen;
mod fuzz;
mod history;
mod identifiers;
mod language;
mod matching;
mod paste;
mod queries;
mod ranking;
mod robust;
mod round_trip;
mod tiers;
mod typing;
mod versions;
mod words;
