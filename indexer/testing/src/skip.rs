//! Reports tests that skip themselves.

use std::io::Write;

/// Prints that the running test is skipped, and appends the reason to the file that
/// `KB_SKIPPED_TESTS` names.
///
/// The file is needed because the test harness hides the output of passing tests;
/// `cargo xtask test` shows it.
///
/// # Panics
/// When the file cannot be written.
pub fn skip(why: &str) {
    eprintln!("skipped: {why}");
    let Some(file) = std::env::var_os("KB_SKIPPED_TESTS") else {
        return;
    };
    let thread = std::thread::current();
    let test = thread.name().unwrap_or("an unnamed test");
    let file = std::fs::OpenOptions::new().append(true).open(file);
    file.and_then(|mut file| file.write_all(format!("{test}\t{why}\n").as_bytes()))
        .expect("the file of KB_SKIPPED_TESTS can be written");
}
