//! Tests of the `kb` command on invented and on real trees.

mod bad_input;
mod corpora;
mod coverage;
mod inspect;
mod learning;
mod pages;
mod preview;
mod runbooks_real;
mod sessions;
mod support;
mod symptoms;
