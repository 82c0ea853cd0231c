//! A WebAssembly module taken apart into sections, as far as shrinking needs.

use std::collections::BTreeMap;
use std::ops::Range;

use anyhow::{Context, Result, bail};

/// Numbers of the sections that are looked into.
const CUSTOM: u8 = 0;
const IMPORTS: u8 = 2;
const EXPORTS: u8 = 7;
const CODE: u8 = 10;
const DATA: u8 = 11;

/// A body that traps: no locals, `unreachable`, `end`.
const TRAP: [u8; 3] = [0, 0, 0x0b];

/// A module.
pub(super) struct Module<'a> {
    head: &'a [u8],
    sections: Vec<(u8, Vec<u8>)>,
}

impl<'a> Module<'a> {
    /// Takes a module apart.
    pub(super) fn read(bytes: &'a [u8]) -> Result<Self> {
        let Some(head) = bytes.get(..8).filter(|head| head.starts_with(b"\0asm")) else {
            bail!("not a WebAssembly module");
        };
        let mut rest = Reader(&bytes[8..]);
        let mut sections = Vec::new();
        while !rest.0.is_empty() {
            let number = rest.byte()?;
            sections.push((number, rest.counted()?.to_vec()));
        }
        Ok(Self { head, sections })
    }

    /// Puts it together again.
    pub(super) fn write(&self) -> Vec<u8> {
        let mut out = self.head.to_vec();
        for (number, body) in &self.sections {
            out.push(*number);
            put_counted(&mut out, body);
        }
        out
    }

    /// Makes every function whose name `is_chosen` trap at once, instead of
    /// whatever it did; says how many there were.
    pub(super) fn trap(&mut self, is_chosen: impl Fn(&str) -> bool) -> Result<usize> {
        let imported = self.imported_functions()?;
        let names = self.function_names()?;
        let Some((_, code)) = self.sections.iter_mut().find(|of| of.0 == CODE) else {
            return Ok(0);
        };
        let mut reader = Reader(code);
        let count = reader.number()?;
        let mut out = Vec::with_capacity(code.len());
        put_number(&mut out, count);
        let mut trapped = 0;
        for function in 0..count {
            let body = reader.counted()?;
            let name = names.get(&(function + imported));
            if name.is_some_and(|name| is_chosen(name)) {
                put_counted(&mut out, &TRAP);
                trapped += 1;
            } else {
                put_counted(&mut out, body);
            }
        }
        *code = out;
        Ok(trapped)
    }

    /// Drops the exports that `is_chosen`, so that what only they lead to can go.
    pub(super) fn hide(&mut self, is_chosen: impl Fn(&str) -> bool) -> Result<usize> {
        let Some((_, exports)) = self.sections.iter_mut().find(|of| of.0 == EXPORTS) else {
            return Ok(0);
        };
        let mut reader = Reader(exports);
        let mut kept = Vec::new();
        let (mut count, mut hidden) = (0, 0);
        for _ in 0..reader.number()? {
            let name = reader.text()?;
            let kind = reader.byte()?;
            let index = reader.number()?;
            if is_chosen(name) {
                hidden += 1;
                continue;
            }
            count += 1;
            put_counted(&mut kept, name.as_bytes());
            kept.push(kind);
            put_number(&mut kept, index);
        }
        exports.clear();
        put_number(exports, count);
        exports.extend(kept);
        Ok(hidden)
    }

    /// How many functions are imported: those of the module are counted on.
    fn imported_functions(&self) -> Result<u32> {
        let mut functions = 0;
        self.imports(|import| functions += u32::from(import.kind == 0))?;
        Ok(functions)
    }

    /// Shows all imports in order.
    fn imports(&self, mut see: impl FnMut(Import<'_>)) -> Result<()> {
        let found = self.sections.iter().find(|of| of.0 == IMPORTS);
        let Some(mut reader) = found.map(|(_, body)| Reader(body)) else {
            return Ok(());
        };
        for _ in 0..reader.number()? {
            let (module, name) = (reader.text()?, reader.text()?);
            let kind = reader.byte()?;
            let before = reader.0;
            match kind {
                0 => {
                    reader.number()?;
                }
                1 => {
                    reader.byte()?;
                    reader.limits()?;
                }
                2 => reader.limits()?,
                3 => {
                    reader.byte()?;
                    reader.byte()?;
                }
                other => bail!("an import of kind {other}, which is not known here"),
            }
            let what = &before[..before.len() - reader.0.len()];
            see(Import {
                module,
                name,
                kind,
                what,
            });
        }
        Ok(())
    }

    /// Gives every imported function another name; returns the old names with
    /// the new ones.
    pub(super) fn rename_imports(
        &mut self,
        mut name: impl FnMut(usize) -> String,
    ) -> Result<BTreeMap<String, String>> {
        let mut names = BTreeMap::new();
        let mut out = Vec::new();
        let mut count = 0;
        self.imports(|import| {
            count += 1;
            put_counted(&mut out, import.module.as_bytes());
            if import.kind == 0 {
                let new = name(names.len());
                put_counted(&mut out, new.as_bytes());
                names.insert(import.name.to_owned(), new);
            } else {
                put_counted(&mut out, import.name.as_bytes());
            }
            out.push(import.kind);
            out.extend_from_slice(import.what);
        })?;
        if let Some((_, imports)) = self.sections.iter_mut().find(|of| of.0 == IMPORTS) {
            imports.clear();
            put_number(imports, count);
            imports.extend(out);
        }
        Ok(names)
    }

    /// Blanks what the data says of places in source files, which only messages
    /// of panics tell; says how many places there were.
    pub(super) fn blank_places(&mut self) -> Result<usize> {
        let Some((_, data)) = self.sections.iter_mut().find(|of| of.0 == DATA) else {
            return Ok(0);
        };
        let mut places = 0;
        let mut ranges = Vec::new();
        let mut reader = Reader(data);
        for _ in 0..reader.number()? {
            // Only segments that lie at a fixed address: `i32.const n end`.
            if reader.number()? != 0 || reader.byte()? != 0x41 {
                return Ok(0);
            }
            let address = reader.number()?;
            reader.byte()?;
            let bytes = reader.counted()?;
            let start = data.len() - reader.0.len() - bytes.len();
            let found = places_in(bytes, address);
            places += found.iter().filter(|range| range.len() == PLACE).count();
            ranges.extend(found.into_iter().map(|of| start + of.start..start + of.end));
        }
        for range in ranges {
            data[range].fill(0);
        }
        Ok(places)
    }

    /// The functions' names, by number, from the section `name`.
    fn function_names(&self) -> Result<BTreeMap<u32, String>> {
        let mut names = BTreeMap::new();
        for (_, body) in self.sections.iter().filter(|of| of.0 == CUSTOM) {
            let mut reader = Reader(body);
            if reader.text()? != "name" {
                continue;
            }
            while !reader.0.is_empty() {
                let part = reader.byte()?;
                let mut inner = Reader(reader.counted()?);
                if part != 1 {
                    continue;
                }
                for _ in 0..inner.number()? {
                    let number = inner.number()?;
                    names.insert(number, inner.text()?.to_owned());
                }
            }
        }
        Ok(names)
    }
}

/// An import.
struct Import<'a> {
    module: &'a str,
    name: &'a str,
    kind: u8,
    /// What stands behind its kind.
    what: &'a [u8],
}

/// Bytes of a place in a source file: address and length of its name, line, column.
const PLACE: usize = 16;

/// Ranges of the places in a segment of data, and of the names of their files.
fn places_in(bytes: &[u8], address: u32) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    for (at, place) in bytes.windows(PLACE).enumerate().step_by(4) {
        let word = |n: usize| {
            let word = place[4 * n..4 * n + 4].try_into();
            word.map_or(0, u32::from_le_bytes)
        };
        let [name, length, line, column] = [word(0), word(1), word(2), word(3)];
        let Some(start) = name.checked_sub(address) else {
            continue;
        };
        let file = start as usize..start as usize + length as usize;
        let is_file = bytes
            .get(file.clone())
            .is_some_and(|of| of.ends_with(b".rs"));
        if is_file && (4..300).contains(&length) && line < 100_000 && (1..1000).contains(&column) {
            ranges.push(at..at + PLACE);
            ranges.push(file);
        }
    }
    ranges
}

/// Reads from the start of some bytes.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn byte(&mut self) -> Result<u8> {
        let (&byte, rest) = self.0.split_first().context("the module is cut short")?;
        self.0 = rest;
        Ok(byte)
    }

    /// An unsigned LEB128.
    fn number(&mut self) -> Result<u32> {
        let mut number = 0;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.byte()?;
            number |= u32::from(byte & 127) << shift;
            if byte < 128 {
                return Ok(number);
            }
        }
        bail!("a number of the module is too long");
    }

    /// Bytes behind their count.
    fn counted(&mut self) -> Result<&'a [u8]> {
        let count = self.number()? as usize;
        let (bytes, rest) = self
            .0
            .split_at_checked(count)
            .context("the module is cut short")?;
        self.0 = rest;
        Ok(bytes)
    }

    fn text(&mut self) -> Result<&'a str> {
        std::str::from_utf8(self.counted()?).context("a name of the module is not UTF-8")
    }

    fn limits(&mut self) -> Result<()> {
        let has_most = self.byte()? & 1 == 1;
        self.number()?;
        if has_most {
            self.number()?;
        }
        Ok(())
    }
}

fn put_number(out: &mut Vec<u8>, mut number: u32) {
    while number > 127 {
        out.push(number as u8 | 128);
        number >>= 7;
    }
    out.push(number as u8);
}

fn put_counted(out: &mut Vec<u8>, bytes: &[u8]) {
    put_number(out, bytes.len() as u32);
    out.extend_from_slice(bytes);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One import, two functions called `work` and `core::panicking::panic_fmt`,
    /// both exported.
    fn module() -> Vec<u8> {
        let mut out = b"\0asm\x01\0\0\0".to_vec();
        for (number, body) in [
            (1, &b"\x01\x60\0\0"[..]),
            (IMPORTS, b"\x01\x01m\x01f\0\0"),
            (3, b"\x02\0\0"),
            (EXPORTS, b"\x02\x04work\0\x01\x05panic\0\x02"),
            (CODE, b"\x02\x04\0\x10\0\x0b\x05\0\x10\0\x01\x0b"),
            (
                CUSTOM,
                b"\x04name\x01\x23\x02\x01\x04work\x02\x1acore::panicking::panic_fmt",
            ),
        ] {
            out.push(number);
            put_counted(&mut out, body);
        }
        out
    }

    #[test]
    fn untouched_modules_stay_as_they_are() {
        let bytes = module();
        assert_eq!(Module::read(&bytes).unwrap().write(), bytes);
        assert!(Module::read(b"\0asm").is_err());
        assert!(Module::read(&bytes[..bytes.len() - 1]).is_err());
    }

    #[test]
    fn functions_are_found_by_name_behind_the_imports() {
        let bytes = module();
        let mut module = Module::read(&bytes).unwrap();
        assert_eq!(module.trap(|name| name.contains("panicking")).unwrap(), 1);
        let code = &module.sections[4].1;
        assert_eq!(code, b"\x02\x04\0\x10\0\x0b\x03\0\0\x0b");
    }

    #[test]
    fn imports_get_short_names() {
        let bytes = module();
        let mut module = Module::read(&bytes).unwrap();
        let names = module.rename_imports(|n| format!("i{n}")).unwrap();
        assert_eq!(
            names.into_iter().collect::<Vec<_>>(),
            [("f".to_owned(), "i0".to_owned())]
        );
        assert_eq!(module.sections[1].1, b"\x01\x01m\x02i0\0\0");
    }

    #[test]
    fn places_in_source_files_are_blanked_and_nothing_else() {
        let mut data = b"text src/a.rs.. ".to_vec();
        for word in [1029_u32, 8, 12, 5, 1024, 4, 12, 5] {
            data.extend(word.to_le_bytes());
        }
        let ranges = places_in(&data, 1024);
        assert_eq!(ranges, [16..32, 5..13]);
        assert!(places_in(&data, 0).is_empty());
    }

    #[test]
    fn exports_are_hidden() {
        let bytes = module();
        let mut module = Module::read(&bytes).unwrap();
        assert_eq!(module.hide(|name| name == "panic").unwrap(), 1);
        assert_eq!(module.sections[3].1, b"\x01\x04work\0\x01");
    }
}
