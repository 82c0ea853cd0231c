//! The search as a program for the browser. What the loader calls is exported by
//! the library; the program itself has nothing to do.

// Links the library, and with it the functions it exports.
use app as _;

fn main() {}
