//! The search as a program for the browser. The library exports the functions that the
//! loader calls; the program itself does nothing.

// Links the library, and with it the functions it exports.
use app as _;

fn main() {}
