//! All islands but the search as a program for the browser: variables, steps,
//! suspects, recorded incidents, filters of registers.

// Links the library, and with it the functions it exports.
use app as _;

fn main() {}
