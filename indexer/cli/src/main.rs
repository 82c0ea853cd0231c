//! The `kb` command.

use std::process::ExitCode;

/// A build allocates millions of small strings on several threads.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    kb::run()
}
