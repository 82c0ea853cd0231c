//! Measures the files that pages load.

mod budgets;

use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

use crate::paths;

pub(crate) use budgets::check as check_budgets;

/// The sizes of a file in bytes.
struct SizeRow {
    name: String,
    raw: usize,
    gzip: Option<usize>,
    brotli: usize,
}

/// A table of the frontend's files: raw, gzip (if `gzip` is installed), brotli.
pub(crate) fn table() -> Result<String> {
    let dir = paths::frontend();
    let mut rows = Vec::new();
    for entry in fs::read_dir(&dir).with_context(|| format!("cannot read {}", dir.display()))? {
        let path = entry?.path();
        let end = path
            .extension()
            .and_then(|end| end.to_str())
            .unwrap_or_default();
        if matches!(end, "wasm" | "js" | "css") {
            rows.push(measure(&path)?);
        }
    }
    rows.sort_by_key(|row| std::cmp::Reverse(row.raw));
    rows.push(SizeRow {
        name: "all".to_owned(),
        raw: rows.iter().map(|row| row.raw).sum(),
        gzip: rows.iter().map(|row| row.gzip).sum(),
        brotli: rows.iter().map(|row| row.brotli).sum(),
    });
    Ok(render(&rows))
}

fn measure(path: &Path) -> Result<SizeRow> {
    let bytes = fs::read(path)?;
    let name = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    Ok(SizeRow {
        name,
        raw: bytes.len(),
        gzip: gzipped(path),
        brotli: brotli(&bytes)?,
    })
}

/// The size in bytes after brotli at its best quality.
fn brotli(mut bytes: &[u8]) -> Result<usize> {
    let mut compressed = Vec::new();
    let best = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        ..Default::default()
    };
    brotli::BrotliCompress(&mut bytes, &mut compressed, &best)?;
    Ok(compressed.len())
}

/// The size in bytes after `gzip -9`.
fn gzipped(path: &Path) -> Option<usize> {
    let file = File::open(path).ok()?;
    let out = Command::new("gzip")
        .arg("-9")
        .stdin(file)
        .stderr(Stdio::null())
        .output()
        .ok()?;
    out.status.success().then_some(out.stdout.len())
}

fn render(rows: &[SizeRow]) -> String {
    let wide = rows
        .iter()
        .map(|row| row.name.len())
        .max()
        .unwrap_or_default();
    let mut text = format!(
        "{:wide$}  {:>9}  {:>9}  {:>9}\n",
        "", "raw", "gzip", "brotli"
    );
    for row in rows {
        let gzip = row.gzip.map_or_else(|| "-".to_owned(), kilobytes);
        let (raw, brotli) = (kilobytes(row.raw), kilobytes(row.brotli));
        text += &format!("{:wide$}  {raw:>9}  {gzip:>9}  {brotli:>9}\n", row.name);
    }
    text
}

fn kilobytes(bytes: usize) -> String {
    format!("{}.{} KB", bytes / 1000, bytes % 1000 / 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_lines_up() {
        let row = |name: &str, raw, gzip, brotli| SizeRow {
            name: name.to_owned(),
            raw,
            gzip,
            brotli,
        };
        let text = render(&[
            row("app_bg.wasm", 412_345, Some(170_900), 150_000),
            row("a.js", 999, None, 12),
        ]);
        let want = "                   raw       gzip     brotli\n\
                    app_bg.wasm   412.3 KB   170.9 KB   150.0 KB\n\
                    a.js            0.9 KB          -     0.0 KB\n";
        assert_eq!(text, want);
    }
}
