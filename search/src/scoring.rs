//! The scoring functions that the builder of packs and the engine share.

pub(crate) mod bm25f;
pub(crate) mod weights;
