//! Measures building: time, memory, size of the index, and a rebuild after one change.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::context::BenchContext;
use super::inputs::{self, Input};
use super::report::Row;
use super::usage::Usage;
use super::wire;
use crate::paths;
use crate::progress::human;
use crate::watchdog::Watchdog;

/// The number of documents in the largest tree.
const LARGE: usize = 100_000;
/// The time after which a rebuild counts as missing.
const PATIENCE: Duration = Duration::from_secs(300);
/// The time above which a rebuild is measured only once.
const LONG: Duration = Duration::from_secs(5);
/// The time to wait after start, because the preview prints its URL before it watches.
const SETTLING: Duration = Duration::from_millis(500);

/// Measures every input.
pub(super) fn measure(context: &BenchContext) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for input in inputs::all(context)? {
        let made = input.make(context)?;
        let name = input.name.as_str();
        rows.push(Row::new(name, "whole site, s").with("ours", Some(made.ours.seconds)));
        rows.push(
            Row::new(name, "index alone, s")
                .with("ours", ours_index(&made.ours))
                .with("Pagefind", Some(made.pagefind.seconds))
                .with("MiniSearch", Some(made.minisearch.seconds)),
        );
        rows.push(
            Row::new(name, "peak memory, MB")
                .with("ours", Some(made.ours.peak))
                .with("Pagefind", Some(made.pagefind.peak))
                .with("MiniSearch", Some(made.minisearch.peak)),
        );
        let kilobytes = |folder: PathBuf| -> Result<Option<f64>> {
            Ok(Some(Input::size(context, &folder)? / 1e3))
        };
        rows.push(
            Row::new(name, "index on disk, KB")
                .with("ours", kilobytes(input.site().join("pack"))?)
                .with("Pagefind", kilobytes(input.peers().join("pagefind"))?)
                .with("MiniSearch", {
                    let index = input.peers().join("minisearch/index.json");
                    Some(gzipped(context, &index)?)
                }),
        );
        rows.push(
            Row::new(name, "rebuild after one change, ms").with("ours", rebuild(context, &input)?),
        );
    }
    if context.large {
        let input = Input::generated(LARGE)?;
        println!("  {}: our site", input.name);
        let usage = input.build()?;
        rows.push(Row::new(&input.name, "whole site, s").with("ours", Some(usage.seconds)));
        rows.push(Row::new(&input.name, "peak memory, MB").with("ours", Some(usage.peak)));
        let kilobytes = wire::cold_kilobytes(context, &input)?;
        rows.push(Row::new(&input.name, "three common words, cold, KB").with("ours", kilobytes));
    }
    Ok(rows)
}

/// Seconds for the index and the pack, as `kb build` prints them.
fn ours_index(usage: &Usage) -> Option<f64> {
    let line = usage
        .printed
        .lines()
        .find(|line| line.starts_with("time"))?;
    let part = |name: &str| -> Option<f64> {
        let after = line.split(&format!("{name} ")).nth(1)?;
        after.split_whitespace().next()?.parse().ok()
    };
    Some((part("index")? + part("pack")?) / 1e3)
}

fn gzipped(context: &BenchContext, file: &Path) -> Result<f64> {
    let folder = file.with_extension("alone");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder)?;
    fs::copy(file, folder.join("index.json"))?;
    let size = Input::size(context, &folder)? / 1e3;
    fs::remove_dir_all(folder)?;
    Ok(size)
}

/// Milliseconds from saving a file until the preview serves the change, including the
/// watcher's pause.
///
/// The result is the median of a few rounds, a single value if a round takes long, and `None`
/// if no change is served.
fn rebuild(context: &BenchContext, input: &Input) -> Result<Option<f64>> {
    println!("  {}: rebuilds", input.name);
    let text = fs::read_to_string(input.site().join("pages.json"))?;
    let pages: Value = serde_json::from_str(&text)?;
    let page = &pages.as_array().context("pages.json")?[0];
    let file = input
        .content()
        .join(page["path"].as_str().context("a page without a path")?);
    let url = page["url"].as_str().context("a page without an address")?;
    let before = fs::read_to_string(&file)?;
    let preview = Preview::start(input.content())?;
    thread::sleep(SETTLING);
    let mut times = Vec::new();
    for round in 0..context.rounds() {
        let mark = format!("changedword{round}x");
        fs::write(&file, format!("{before}\n\n{mark}\n"))?;
        let began = Instant::now();
        while !preview.get(url)?.contains(&mark) && began.elapsed() < PATIENCE {
            thread::sleep(Duration::from_millis(2));
        }
        if began.elapsed() >= PATIENCE {
            eprintln!(
                "  {}: no rebuild of {url} in {}",
                input.name,
                human(PATIENCE)
            );
            break;
        }
        times.push(began.elapsed().as_secs_f64() * 1e3);
        if began.elapsed() >= LONG {
            break;
        }
    }
    drop(preview);
    fs::write(&file, before)?;
    times.sort_by(f64::total_cmp);
    Ok(times.get(times.len() / 2).copied())
}

/// A running `kb serve` that is stopped on drop.
struct Preview {
    child: Child,
    watchdog: Option<Watchdog>,
    host: String,
}

impl Preview {
    fn start(content: &Path) -> Result<Self> {
        let child = Command::new(inputs::kb_binary())
            .args(["serve", "--port", "0", "--app"])
            .arg(paths::frontend())
            .arg("--content")
            .arg(content)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .process_group(0)
            .spawn()
            .context("cannot run kb serve")?;
        let watchdog = Watchdog::over(child.id()).ok();
        let mut preview = Self {
            child,
            watchdog,
            host: String::new(),
        };
        let told = preview.child.stderr.take().context("no output")?;
        let mut lines = BufReader::new(told).lines();
        while preview.host.is_empty() {
            let Some(line) = lines.next() else {
                bail!("kb serve ended before it listened");
            };
            if let Some((_, rest)) = line?.split_once("http://") {
                let end = rest.find(['/', ' ']).unwrap_or(rest.len());
                rest[..end].clone_into(&mut preview.host);
            }
        }
        // `kb serve` would block if the pipe were not read.
        thread::spawn(move || lines.map_while(Result::ok).for_each(drop));
        Ok(preview)
    }

    fn get(&self, path: &str) -> Result<String> {
        let mut stream = TcpStream::connect(&self.host)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
            self.host
        )?;
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        if let Some(watchdog) = self.watchdog.take() {
            watchdog.dismiss();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_of_the_index_is_read_from_what_kb_prints() {
        let usage = |text: &str| Usage {
            seconds: 1.0,
            peak: 1.0,
            printed: text.to_owned(),
        };
        let told =
            "findings  0\ntime       316 ms (read 20 ms, index 168 ms, pack 42 ms, pages 82 ms)";
        assert_eq!(ours_index(&usage(told)), Some(0.21));
        assert_eq!(ours_index(&usage("nothing of the kind")), None);
    }
}
