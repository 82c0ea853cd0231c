//! Checks the structure of the workspace, which ARCHITECTURE.md shows.
//!
//! Crates depend only on lower crates, and the files of a crate do not import each other in a
//! circle.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The crates of the workspace, from the lowest up, each with its folder. A crate may depend
/// only on those before it.
const FLOORS: &[(&str, &str)] = &[
    ("model", "model"),
    ("search", "search"),
    ("app", "app"),
    ("markup", "indexer/markup"),
    ("understanding", "indexer/understanding"),
    ("content", "indexer/content"),
    ("findings", "indexer/findings"),
    ("index", "indexer/index"),
    ("site", "indexer/site"),
    ("kb", "indexer/cli"),
];

/// Crates that must not be linked into the tests of a crate, which have to build in seconds.
const HEAVY: &[(&str, &[&str])] = &[
    ("model", &["app", "tantivy", "axum", "leptos"]),
    ("markup", &["app", "tantivy", "axum", "leptos"]),
    ("understanding", &["app", "tantivy", "axum", "leptos"]),
    ("content", &["app", "tantivy", "axum", "leptos"]),
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The names in a manifest's `[dependencies]`.
fn dependencies(folder: &Path) -> BTreeSet<String> {
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).expect("a manifest");
    let lines = manifest
        .lines()
        .skip_while(|line| *line != "[dependencies]");
    let own = lines
        .skip(1)
        .take_while(|line| !line.starts_with("[dev-") && !line.starts_with("[lints"));
    own.filter(|line| line.contains('='))
        .filter_map(|line| line.split(['.', '=', ' ']).next())
        .map(str::to_owned)
        .collect()
}

#[test]
fn crates_depend_downward_only() {
    let root = root();
    let names: Vec<&str> = FLOORS.iter().map(|(name, _)| *name).collect();
    for (floor, (name, folder)) in FLOORS.iter().enumerate() {
        for needed in dependencies(&root.join(folder)) {
            if let Some(other) = names.iter().position(|name| *name == needed) {
                assert!(
                    other < floor,
                    "{name} depends on {needed}, which is above it"
                );
            }
        }
    }
}

#[test]
fn every_crate_has_a_floor() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).expect("a manifest");
    let members = manifest
        .split("members = [")
        .nth(1)
        .and_then(|rest| rest.split(']').next());
    let members = members.expect("the members of the workspace");
    let folders: BTreeSet<&str> = FLOORS.iter().map(|(_, folder)| *folder).collect();
    for member in members.split(',').map(|part| part.trim().trim_matches('"')) {
        let is_tool = matches!(member, "" | "xtask" | "indexer/testing");
        assert!(is_tool || folders.contains(member), "{member} has no floor");
    }
}

#[test]
fn the_lower_stages_build_without_heavy_crates() {
    let root = root();
    let folders: BTreeMap<&str, &str> = FLOORS.iter().copied().collect();
    for (name, heavy) in HEAVY {
        let mut waiting = vec![(*name).to_owned()];
        let mut seen = BTreeSet::new();
        while let Some(next) = waiting.pop() {
            assert!(!heavy.contains(&next.as_str()), "{name} needs {next}");
            if let Some(folder) = folders.get(next.as_str())
                && seen.insert(next.clone())
            {
                waiting.extend(dependencies(&root.join(folder)));
            }
        }
    }
}

#[test]
fn files_of_a_crate_import_each_other_in_no_circle() {
    let root = root();
    let mut circles = Vec::new();
    for folder in FLOORS
        .iter()
        .map(|(_, folder)| *folder)
        .chain(["xtask", "indexer/testing"])
    {
        let src = root.join(folder).join("src");
        let tree = Tree::read(&src);
        circles.extend(
            tree.circles()
                .into_iter()
                .map(|circle| format!("{folder}: {}", circle.join(" -> "))),
        );
    }
    assert!(
        circles.is_empty(),
        "{} circles\n{}",
        circles.len(),
        circles.join("\n")
    );
}

/// The modules of a crate by path (`""`, `a`, `a::b`), each with its source text.
#[derive(Default)]
struct Tree(BTreeMap<String, String>);

impl Tree {
    fn read(src: &Path) -> Self {
        let mut tree = Self::default();
        tree.add(src, "");
        tree
    }

    fn add(&mut self, folder: &Path, prefix: &str) {
        let Ok(entries) = fs::read_dir(folder) else {
            return;
        };
        for path in entries.map(|entry| entry.expect("an entry").path()) {
            let stem = path
                .file_stem()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            let module = match (prefix, stem.as_str()) {
                ("", "lib" | "main") => String::new(),
                ("", stem) => stem.to_owned(),
                (prefix, stem) => format!("{prefix}::{stem}"),
            };
            if path.is_dir() {
                self.add(&path, &module);
            } else if path.extension().is_some_and(|end| end == "rs") && stem != "tests" {
                let text = fs::read_to_string(&path).expect("a source file");
                // `main.rs` next to `lib.rs` is a separate program.
                if stem == "main" && folder.join("lib.rs").is_file() {
                    continue;
                }
                self.0.insert(module, without_tests(&text));
            }
        }
    }

    /// The names that a module re-exports, with the paths that they refer to.
    fn aliases(&self, module: &str) -> BTreeMap<String, String> {
        let mut aliases = BTreeMap::new();
        for (public, path) in uses(&self.0[module]) {
            if public && let Some(full) = self.absolute(module, &path) {
                let name = full.rsplit("::").next().unwrap_or_default().to_owned();
                aliases.insert(name, full);
            }
        }
        aliases
    }

    /// The path from the root of the crate, if `path` in `module` belongs to the crate.
    fn absolute(&self, module: &str, path: &str) -> Option<String> {
        let mut base: Vec<&str> = module.split("::").filter(|part| !part.is_empty()).collect();
        let mut parts: Vec<&str> = path.split("::").collect();
        match parts.first()? {
            &"crate" => base.clear(),
            &"self" => {}
            &"super" => {
                base.pop();
            }
            first => {
                let child = [base.as_slice(), &[*first]].concat().join("::");
                if !self.0.contains_key(&child) {
                    return None;
                }
                parts.insert(0, "self");
            }
        }
        parts.remove(0);
        while parts.first() == Some(&"super") {
            parts.remove(0);
            base.pop();
        }
        Some([base, parts].concat().join("::"))
    }

    /// The module that defines what `path` names, following re-exports.
    fn defining(&self, path: &str, depth: usize) -> Option<String> {
        let parts: Vec<&str> = path.split("::").filter(|part| !part.is_empty()).collect();
        let known = (0..=parts.len())
            .rev()
            .find(|end| self.0.contains_key(&parts[..*end].join("::")))?;
        let module = parts[..known].join("::");
        if let Some(name) = parts.get(known)
            && depth < 8
            && let Some(target) = self.aliases(&module).get(*name)
            && target != path
        {
            return self.defining(target, depth + 1);
        }
        Some(module)
    }

    fn imports(&self) -> BTreeMap<&str, BTreeSet<String>> {
        let imports = |module: &str, text: &str| {
            let named = uses(text)
                .into_iter()
                .filter(|(public, _)| !public)
                .map(|(_, path)| path);
            named
                .chain(inline_paths(text))
                .filter_map(|path| self.defining(&self.absolute(module, &path)?, 0))
                .filter(|target| target != module)
                .collect()
        };
        self.0
            .iter()
            .map(|(module, text)| (module.as_str(), imports(module, text)))
            .collect()
    }

    /// The groups of modules that import each other in a circle.
    fn circles(&self) -> Vec<Vec<String>> {
        let imports = self.imports();
        let reach = |from: &str| {
            let mut seen = BTreeSet::new();
            let mut waiting = vec![from.to_owned()];
            while let Some(next) = waiting.pop() {
                for target in imports.get(next.as_str()).into_iter().flatten() {
                    if seen.insert(target.clone()) {
                        waiting.push(target.clone());
                    }
                }
            }
            seen
        };
        let all: BTreeMap<&str, BTreeSet<String>> = imports
            .keys()
            .map(|module| (*module, reach(module)))
            .collect();
        let mut circles: Vec<Vec<String>> = Vec::new();
        for (module, reached) in &all {
            if reached.contains(*module) && !circles.iter().flatten().any(|name| name == module) {
                let same = reached
                    .iter()
                    .filter(|other| all[other.as_str()].contains(*module));
                circles.push(same.cloned().collect());
            }
        }
        circles
    }
}

/// The text before the tests at the end of a file, without comments.
fn without_tests(text: &str) -> String {
    let end = text.find("#[cfg(test)]\nmod ").unwrap_or(text.len());
    let lines = text[..end].lines();
    lines
        .map(|line| line.split_once("//").map_or(line, |(code, _)| code))
        .collect::<Vec<_>>()
        .join("\n")
}

/// The paths of `use` declarations, each with whether it is a re-export.
fn uses(text: &str) -> Vec<(bool, String)> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find("use ") {
        let before = &rest[..at];
        let line = before.rsplit('\n').next().unwrap_or_default().trim();
        let public = line.starts_with("pub");
        rest = &rest[at + 4..];
        let Some(end) = rest
            .find(';')
            .filter(|_| line.is_empty() || (public && line.len() < 20))
        else {
            continue;
        };
        expand("", &rest[..end], &mut |path| found.push((public, path)));
        rest = &rest[end..];
    }
    found
}

/// Expands the tree of a `use` declaration into single paths.
fn expand(prefix: &str, tree: &str, add: &mut impl FnMut(String)) {
    let mut depth = 0_usize;
    let mut start = 0;
    let mut parts = Vec::new();
    for (at, c) in tree.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                parts.push(&tree[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&tree[start..]);
    for part in parts
        .into_iter()
        .map(str::trim)
        .filter(|part| !part.is_empty())
    {
        match part.split_once('{') {
            Some((head, inner)) => {
                let inner = inner.rsplit_once('}').map_or(inner, |(inner, _)| inner);
                expand(&[prefix, head.trim()].concat(), inner, add);
            }
            None => {
                let path = part.split(" as ").next().unwrap_or(part).trim();
                let path = if path == "self" {
                    prefix.trim_end_matches("::").to_owned()
                } else {
                    [prefix, path].concat()
                };
                add(path);
            }
        }
    }
}

/// The paths that start with `crate::` or `super::` outside `use` declarations.
fn inline_paths(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for start in ["crate::", "super::"] {
        for (at, _) in text.match_indices(start) {
            let before = text[..at].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | ':' | '$')) {
                continue;
            }
            let path = text[at..]
                .split(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | ':')))
                .next();
            let path = path.unwrap_or_default().trim_end_matches(':');
            // `pub(in crate::x)` imports nothing, and `use` declarations are read elsewhere.
            let line = text[..at].rsplit('\n').next().unwrap_or_default();
            if !line.contains("use ") && !line.ends_with("(in ") {
                found.push(path.to_owned());
            }
        }
    }
    found
}

#[cfg(test)]
mod invented {
    use super::*;

    fn tree(files: &[(&str, &str)]) -> Tree {
        let files = files
            .iter()
            .map(|(name, text)| ((*name).to_owned(), without_tests(text)));
        Tree(files.collect())
    }

    #[test]
    fn circles_are_found_through_groups_parents_and_reexports() {
        let circle = tree(&[
            ("", "mod a;\nmod b;\npub use a::X;\n"),
            ("a", "use crate::b::{self, Y};\n"),
            ("b", "use super::X;\n"),
        ]);
        assert_eq!(circle.circles(), [["a", "b"]]);
        let parent = tree(&[
            ("", "mod a;"),
            ("a", "mod c;\nuse c::C;\nstruct A;"),
            ("a::c", "fn c() { super::A; }"),
        ]);
        assert_eq!(parent.circles(), [["a", "a::c"]]);
    }

    #[test]
    fn what_runs_one_way_is_no_circle() {
        let one_way = tree(&[
            ("", "mod a;\nmod b;\npub use a::X;\n"),
            ("a", "use std::fs;\nuse crate::b::Y;\n"),
            (
                "b",
                "// use super::X;\n#[cfg(test)]\nmod tests {\n    use super::super::a::X;\n}",
            ),
        ]);
        assert!(one_way.circles().is_empty());
    }
}
