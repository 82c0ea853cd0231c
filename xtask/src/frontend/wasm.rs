//! Edits a WebAssembly module where wasm-opt has no pass.
//!
//! It replaces functions by stubs, removes exports, and shortens the names of imports and
//! exports.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;

use anyhow::{Context, Result};
use wasm_encoder::reencode::{self, Reencode, RoundtripReencoder};
use wasm_encoder::{CodeSection, ExportSection, Function, ImportSection, Module};
use wasmparser::{Export, FunctionBody, Imports, KnownCustom, Name, Parser, Payload, TypeRef};

/// The names of imports, exports and functions in a module.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Names {
    /// Imported functions, in order: function `n` of the module is import `n`.
    pub(super) imports: Vec<String>,
    /// The names of all exports, in order.
    pub(super) exports: Vec<String>,
    /// The names of functions by index, from the custom section `name`; empty without it.
    pub(super) functions: BTreeMap<u32, String>,
}

impl Names {
    /// Reads the names of a module.
    ///
    /// # Errors
    /// When `bytes` are not a module.
    pub(super) fn read(bytes: &[u8]) -> Result<Self> {
        let mut names = Self::default();
        for payload in Parser::new(0).parse_all(bytes) {
            match payload.context("not a WebAssembly module")? {
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        let import = import?;
                        if matches!(import.ty, TypeRef::Func(_) | TypeRef::FuncExact(_)) {
                            names.imports.push(import.name.to_owned());
                        }
                    }
                }
                Payload::ExportSection(section) => {
                    for export in section {
                        names.exports.push(export?.name.to_owned());
                    }
                }
                Payload::CustomSection(section) => {
                    let KnownCustom::Name(subsections) = section.as_known() else {
                        continue;
                    };
                    for subsection in subsections {
                        let Name::Function(functions) = subsection? else {
                            continue;
                        };
                        for function in functions {
                            let function = function?;
                            names
                                .functions
                                .insert(function.index, function.name.to_owned());
                        }
                    }
                }
                _ => {}
            }
        }
        Ok(names)
    }
}

/// Replaces the bodies of the functions with these indices by `unreachable`, and removes these
/// exports.
///
/// # Errors
/// When `bytes` are not a module.
pub(super) fn stub(
    bytes: &[u8],
    functions: &BTreeSet<u32>,
    exports: &BTreeSet<&str>,
) -> Result<Vec<u8>> {
    let imported = Names::read(bytes)?.imports.len();
    rewrite(
        bytes,
        &mut Stub {
            functions,
            exports,
            index: u32::try_from(imported)?,
        },
    )
}

/// Renames the imports and exports that `names` contains.
///
/// # Errors
/// When `bytes` are not a module.
pub(super) fn rename(bytes: &[u8], names: &BTreeMap<String, String>) -> Result<Vec<u8>> {
    rewrite(bytes, &mut Rename { names })
}

fn rewrite<R: Reencode<Error = Infallible>>(bytes: &[u8], edit: &mut R) -> Result<Vec<u8>> {
    let mut module = Module::new();
    edit.parse_core_module(&mut module, Parser::new(0), bytes)
        .context("not a WebAssembly module")?;
    Ok(module.finish())
}

type EditResult = Result<(), reencode::Error>;

struct Stub<'a> {
    functions: &'a BTreeSet<u32>,
    exports: &'a BTreeSet<&'a str>,
    /// The index of the next function body.
    index: u32,
}

impl Reencode for Stub<'_> {
    type Error = Infallible;

    fn parse_function_body(
        &mut self,
        code: &mut CodeSection,
        body: FunctionBody<'_>,
    ) -> EditResult {
        let index = self.index;
        self.index += 1;
        if !self.functions.contains(&index) {
            return reencode::utils::parse_function_body(self, code, body);
        }
        let mut trap = Function::new([]);
        trap.instructions().unreachable().end();
        code.function(&trap);
        Ok(())
    }

    fn parse_export(&mut self, section: &mut ExportSection, export: Export<'_>) -> EditResult {
        if self.exports.contains(export.name) {
            return Ok(());
        }
        reencode::utils::parse_export(self, section, export)
    }
}

struct Rename<'a> {
    names: &'a BTreeMap<String, String>,
}

impl Rename<'_> {
    fn name<'n>(&'n self, name: &'n str) -> &'n str {
        self.names.get(name).map_or(name, String::as_str)
    }
}

impl Reencode for Rename<'_> {
    type Error = Infallible;

    fn parse_imports(&mut self, section: &mut ImportSection, imports: Imports<'_>) -> EditResult {
        for import in imports {
            let (_, import) = import?;
            let kind = self.entity_type(import.ty)?;
            section.import(import.module, self.name(import.name), kind);
        }
        Ok(())
    }

    fn parse_export(&mut self, section: &mut ExportSection, export: Export<'_>) -> EditResult {
        let name = self.name(export.name);
        section.export(
            name,
            RoundtripReencoder.export_kind(export.kind)?,
            export.index,
        );
        Ok(())
    }
}

#[cfg(test)]
pub(super) mod tests {
    use wasm_encoder::{
        EntityType, ExportKind, FunctionSection, GlobalType, NameMap, NameSection, TypeSection,
        ValType,
    };
    use wasmparser::Operator;

    use super::*;

    /// Builds a module with a global and a name section for tests.
    ///
    /// It imports `imports`, exports functions called `exports`, and has functions called `inner`.
    /// The body of each function calls function 0.
    pub(in super::super) fn module(imports: &[&str], exports: &[&str], inner: &[&str]) -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut import_section = ImportSection::new();
        let global = GlobalType {
            val_type: ValType::I32,
            mutable: false,
            shared: false,
        };
        import_section.import("env", "global", EntityType::Global(global));
        let mut function_section = FunctionSection::new();
        let mut export_section = ExportSection::new();
        let mut code = CodeSection::new();
        let mut names = NameMap::new();
        let all = imports.iter().chain(exports).chain(inner);
        for (number, name) in all.enumerate() {
            let index = u32::try_from(number).unwrap();
            names.append(index, name);
            if number < imports.len() {
                import_section.import("env", name, EntityType::Function(0));
                continue;
            }
            function_section.function(0);
            if number < imports.len() + exports.len() {
                export_section.export(name, ExportKind::Func, index);
            }
            let mut body = Function::new([(1, ValType::I64)]);
            body.instructions().call(0).end();
            code.function(&body);
        }
        let mut name_section = NameSection::new();
        name_section.functions(&names);
        let mut module = Module::new();
        module
            .section(&types)
            .section(&import_section)
            .section(&function_section)
            .section(&export_section)
            .section(&code)
            .section(&name_section);
        module.finish()
    }

    /// For each function with a body, whether it only traps.
    fn traps(bytes: &[u8]) -> Vec<bool> {
        let payloads = Parser::new(0).parse_all(bytes);
        let bodies = payloads.filter_map(|payload| match payload.unwrap() {
            Payload::CodeSectionEntry(body) => Some(body),
            _ => None,
        });
        bodies
            .map(|body| {
                let operators = body.get_operators_reader().unwrap();
                let operators: Vec<_> = operators.into_iter().map(Result::unwrap).collect();
                matches!(operators[..], [Operator::Unreachable, Operator::End])
            })
            .collect()
    }

    #[test]
    fn modules_without_an_edit_are_unchanged() {
        let bytes = module(&["f"], &["run"], &["inner"]);
        let stubbed = stub(&bytes, &BTreeSet::new(), &BTreeSet::new()).unwrap();
        assert_eq!(stubbed, bytes);
        assert_eq!(rename(&bytes, &BTreeMap::new()).unwrap(), bytes);
    }

    #[test]
    fn damaged_modules_are_errors() {
        let bytes = module(&["f"], &["run"], &[]);
        for damaged in [&bytes[..bytes.len() - 1], b"\0asm", b"<html>"] {
            assert!(Names::read(damaged).is_err());
            assert!(stub(damaged, &BTreeSet::new(), &BTreeSet::new()).is_err());
            assert!(rename(damaged, &BTreeMap::new()).is_err());
        }
    }

    #[test]
    fn indices_of_functions_count_imported_functions_and_no_other_imports() {
        let bytes = module(&["f", "g"], &["run"], &["core::panicking::panic_fmt"]);
        let names = Names::read(&bytes).unwrap();
        assert_eq!(names.imports, ["f", "g"]);
        assert_eq!(names.exports, ["run"]);
        assert_eq!(names.functions[&2], "run");
        let stubbed = stub(&bytes, &[3].into(), &BTreeSet::new()).unwrap();
        assert_eq!(traps(&bytes), [false, false]);
        assert_eq!(traps(&stubbed), [false, true]);
        assert_eq!(Names::read(&stubbed).unwrap(), names);
    }

    #[test]
    fn only_the_listed_exports_are_removed() {
        let bytes = module(&[], &["run", "free"], &[]);
        let stubbed = stub(&bytes, &BTreeSet::new(), &["free"].into()).unwrap();
        assert_eq!(Names::read(&stubbed).unwrap().exports, ["run"]);
        assert_eq!(traps(&stubbed), [false, false]);
    }

    #[test]
    fn imports_and_exports_are_renamed() {
        let bytes = module(&["__wbg_f_0123", "g"], &["__wbindgen_free", "run"], &[]);
        let names = [("__wbg_f_0123", "a"), ("__wbindgen_free", "b")];
        let names = names.map(|(old, new)| (old.to_owned(), new.to_owned()));
        let renamed = rename(&bytes, &names.into()).unwrap();
        let names = Names::read(&renamed).unwrap();
        assert_eq!(names.imports, ["a", "g"]);
        assert_eq!(names.exports, ["b", "run"]);
        assert_eq!(traps(&renamed), [false, false]);
    }
}
