//! All islands but the search as a program for the browser: variables, checklist,
//! suspects, recorded incidents, the filter of registers; and the reader of pastes.

// Links the library, and with it the functions it exports.
use app as _;

fn main() {}
