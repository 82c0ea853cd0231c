//! The reader of pastes of a program that has none itself.

use std::cell::Cell;

use super::Pasted;

/// What a text that is no plain query is understood as.
type Reader = fn(&str) -> Option<Pasted>;

thread_local! {
    static READER: Cell<Option<Reader>> = const { Cell::new(None) };
}

/// Has pastes read by `reader` from now on; before, none is recognised. A program
/// that has the reader itself (feature `paste`) goes on to use that.
pub fn read_by(reader: Reader) {
    READER.set(Some(reader));
}

/// Reads a text that is no plain query.
#[cfg(not(feature = "paste"))]
pub(super) fn read(text: &str) -> Option<Pasted> {
    // It is copied to get there, each time.
    READER.get()?(&text[..text.floor_char_boundary(super::MAX_BYTES)])
}
