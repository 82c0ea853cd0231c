//! The browser's side as a program. What the loader calls is exported by the
//! library; the program itself has nothing to do.

// Links the library, and with it the functions it exports.
use app as _;

fn main() {}
