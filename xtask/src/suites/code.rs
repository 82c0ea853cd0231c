//! Suites that check only the code.

use std::time::Duration;

use anyhow::{Context as _, Result, bail};

use super::{Context, cargo, skipped, web};
use crate::setup;

/// Checks that the code is formatted.
pub(super) fn fmt(_: &mut Context, limit: Duration) -> Result<()> {
    cargo(
        &["fmt", "--all", "--check", "--", "--files-with-diff"],
        limit,
    )
    .shown()
    .context("some code is not formatted: run cargo fmt")?;
    let web = web::format(limit)?;
    println!("fmt: {} passed, 0 failed", 1 + web);
    Ok(())
}

/// Checks that there are no warnings: in the workspace natively, in the app for the browser.
pub(super) fn clippy(_: &mut Context, limit: Duration) -> Result<()> {
    cargo(
        &[
            "clippy",
            "--workspace",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ],
        limit,
    )
    .shown()?;
    let toolchain = setup::wasm_toolchain()?;
    let app = [
        "--package",
        "app",
        "--lib",
        "--features",
        "find,tools",
        "--target",
        setup::TARGET,
    ];
    let mut args = if toolchain.has_clippy() {
        vec!["clippy"]
    } else {
        // Debian's compiler has no clippy; the warnings of rustc are checked instead.
        vec!["rustc", "--profile", "check"]
    };
    args.extend(app);
    args.extend(["--", "-D", "warnings"]);
    let job = crate::job::Job::new(toolchain.cargo())
        .args(&args)
        .dir(crate::paths::root())
        .limit(limit);
    toolchain.apply(job, &[])?.shown().context("for wasm")?;
    let web = web::lint(limit)?;
    println!("clippy: {} passed, 0 failed", 2 + web);
    Ok(())
}

/// Runs `cargo test` for everything.
pub(super) fn unit(context: &mut Context, limit: Duration) -> Result<()> {
    let mut passed = 0;
    let skips = skipped::file()?;
    let tests = cargo(&["test", "--workspace", "--no-fail-fast"], limit)
        .env(skipped::VARIABLE, &skips)
        .shown_by_line(|line| passed += passes(line));
    for line in skipped::read(&skips)? {
        println!("{line}");
        context.skip_part(line);
    }
    tests?;
    if passed == 0 {
        bail!("no test ran");
    }
    Ok(())
}

/// The number of passed tests in a closing line of cargo.
pub(super) fn passes(line: &str) -> usize {
    let Some(rest) = line.strip_prefix("test result: ok. ") else {
        return 0;
    };
    rest.split(' ')
        .next()
        .and_then(|number| number.parse().ok())
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passes_are_counted() {
        assert_eq!(
            passes("test result: ok. 12 passed; 0 failed; 0 ignored"),
            12
        );
        assert_eq!(passes("test result: FAILED. 12 passed; 1 failed"), 0);
        assert_eq!(passes("test a ... ok"), 0);
    }
}
