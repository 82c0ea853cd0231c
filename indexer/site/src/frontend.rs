//! Loads the frontend that Trunk bundled, and names its files by their content.

use std::path::{Path, PathBuf};

use thiserror::Error;

use content::hash;

mod constants;

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// The files of the bundle, each with its URL within the site.
#[derive(Debug, Clone)]
pub struct Frontend {
    /// URL within the site and content of every file.
    pub files: Vec<(String, Vec<u8>)>,
    /// URLs for the pages; `pack` is empty.
    pub assets: app::model::Assets,
}

/// An error while the frontend is loaded.
#[derive(Debug, Error)]
pub enum FrontendError {
    /// There is no bundled frontend.
    #[error(
        "no bundled frontend: {looked}\n  help: run `cargo xtask frontend` to bundle one into target/frontend, \
         or name its folder with --app"
    )]
    Missing {
        /// The places that were searched.
        looked: String,
    },
    /// The bundle lacks a file.
    #[error(
        "{folder}: the bundled frontend has no {what}\n  help: run `cargo xtask frontend` to bundle it again"
    )]
    Incomplete {
        /// The folder.
        folder: PathBuf,
        /// The missing file.
        what: &'static str,
    },
    /// A script names a constant that does not exist.
    #[error(
        "{file}: there is no constant KB.{name}\n  help: add it to app/src/contract.rs, or run `cargo xtask frontend` \
         to bundle the script again"
    )]
    UnknownConstant {
        /// The script.
        file: PathBuf,
        /// Name of the constant.
        name: String,
    },
    /// A file cannot be read.
    #[error("{path}: cannot be read: {source}")]
    Read {
        /// The file.
        path: PathBuf,
        /// The cause.
        source: std::io::Error,
    },
}

impl Frontend {
    /// Loads the bundle in `folder`, or else the one embedded in this program, or else
    /// the one in `target/frontend`.
    ///
    /// # Errors
    /// When there is none, or it is incomplete or unreadable.
    pub fn load(folder: Option<&Path>) -> Result<Self, FrontendError> {
        if let Some(folder) = folder {
            if !folder.is_dir() {
                return Err(FrontendError::Missing {
                    looked: format!("{} is not a folder", folder.display()),
                });
            }
            return Self::from_folder(folder);
        }
        if !EMBEDDED.is_empty() {
            let files: Vec<_> = EMBEDDED
                .iter()
                .map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec()))
                .collect();
            return Self::from_files(Path::new("(embedded)"), &files);
        }
        let usual = Path::new("target/frontend");
        if usual.is_dir() {
            return Self::from_folder(usual);
        }
        Err(FrontendError::Missing {
            looked: "this program has none embedded and target/frontend does not exist".to_owned(),
        })
    }

    fn from_folder(folder: &Path) -> Result<Self, FrontendError> {
        let read_error = |path: &Path| {
            let path = path.to_owned();
            move |source| FrontendError::Read { path, source }
        };
        let mut files = Vec::new();
        for entry in std::fs::read_dir(folder).map_err(read_error(folder))? {
            let path = entry.map_err(read_error(folder))?.path();
            if let (true, Some(name)) = (
                path.is_file(),
                path.file_name().and_then(|name| name.to_str()),
            ) {
                files.push((
                    name.to_owned(),
                    std::fs::read(&path).map_err(read_error(&path))?,
                ));
            }
        }
        files.sort();
        Self::from_files(folder, &files)
    }

    fn from_files(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<Self, FrontendError> {
        let find = |what: &'static str, matches: &dyn Fn(&str) -> bool| {
            files
                .iter()
                .find(|(name, _)| matches(name))
                .ok_or_else(|| FrontendError::Incomplete {
                    folder: folder.to_owned(),
                    what,
                })
        };
        let index = find("index.html", &|name| name == "index.html")?;
        let index = String::from_utf8_lossy(&index.1);
        let style = bundle_css(files, &index, |name| !is_apart(name));
        if style.is_empty() {
            return Err(FrontendError::Incomplete {
                folder: folder.to_owned(),
                what: "style sheet",
            });
        }
        let bundle = |start: &'static str, what: &'static str| {
            let wasm = find(what, &|name| {
                name.starts_with(start) && name.ends_with(".wasm")
            })?;
            let glue_name = wasm.0.trim_end_matches("_bg.wasm").to_owned() + ".js";
            let glue = find("module beside its WebAssembly", &|name| name == glue_name)?;
            Ok((glue.1.clone(), wasm.1.clone()))
        };
        let search = bundle("app", "search (app*.wasm)")?;
        let tools = bundle("tools", "islands beside the search (tools*.wasm)")?;

        let mut out = Self {
            files: Vec::new(),
            assets: app::model::Assets::default(),
        };
        out.assets.css = out.add("style.css", style.into_bytes());
        let apart = bundle_css(files, &index, is_apart);
        if !apart.is_empty() {
            out.assets.learning_css = out.add("learning.css", apart.into_bytes());
        }
        let script = |what: &'static str| {
            let (name, bytes) = find(what, &|name| name == what)?;
            constants::insert(&String::from_utf8_lossy(bytes)).map_err(|constant| {
                FrontendError::UnknownConstant {
                    file: folder.join(name),
                    name: constant,
                }
            })
        };
        out.assets.theme_js = out.add("theme.js", script("theme.js")?.into_bytes());
        // The scripts are one file, because the loader cannot guess while it waits
        // for a second file.
        let parts = ["names.js", "guess.js", "loader.js"].map(script);
        let parts = parts.into_iter().collect::<Result<Vec<_>, _>>()?;
        out.assets.loader_js = out.add("loader.js", parts.join("\n;\n").into_bytes());
        if files.iter().any(|(name, _)| name == "reading.js") {
            out.assets.reading_js = out.add("reading.js", script("reading.js")?.into_bytes());
        }
        out.assets.icon = out.add(
            "icon.svg",
            find("icon.svg", &|name| name == "icon.svg")?.1.clone(),
        );
        out.assets.app_js = out.add("app.js", search.0);
        out.assets.app_wasm = out.add("app.wasm", search.1);
        out.assets.tools_js = out.add("tools.js", tools.0);
        out.assets.tools_wasm = out.add("tools.wasm", tools.1);
        Ok(out)
    }

    /// Adds a file and returns its URL within the site.
    fn add(&mut self, name: &str, bytes: Vec<u8>) -> String {
        let url = format!("/assets/{}", hash::file_name(name, &bytes));
        self.files.push((url.clone(), bytes));
        url
    }
}

/// Whether a style sheet is separate from the main one. Only pages about incidents load
/// it, so that the first bytes of a runbook contain only what it needs.
fn is_apart(name: &str) -> bool {
    name.starts_with("learning")
}

/// Concatenates the style sheets of a bundle in the order in which `index` links them.
fn bundle_css(files: &[(String, Vec<u8>)], index: &str, belongs: impl Fn(&str) -> bool) -> String {
    let mut style = String::new();
    for link in index.split("<link").skip(1) {
        let link = link.split('>').next().unwrap_or_default();
        let Some(href) = attribute(link, "href").filter(|_| link.contains("stylesheet")) else {
            continue;
        };
        let name = href.rsplit('/').next().unwrap_or(href);
        if !belongs(name) {
            continue;
        }
        if let Some((_, bytes)) = files.iter().find(|(file, _)| file == name) {
            style.push_str(&minify_css(&String::from_utf8_lossy(bytes)));
        }
    }
    style
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let rest = tag.split_once(&format!("{name}="))?.1;
    let rest = rest.trim_start_matches(['"', '\'']);
    rest.split(['"', '\'', ' ']).next()
}

/// Removes comments, blank lines, and white space at the start and end of lines: the
/// minification that cannot change a meaning.
fn minify_css(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(start) = rest.find("/*") {
        out.push_str(&rest[..start]);
        rest = rest[start..]
            .split_once("*/")
            .map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    let lines: Vec<&str> = out
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    lines.join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_are_bundled_in_link_order_without_comments() {
        let files = vec![
            ("a-1.css".to_owned(), b"/* x */\na { b: c }\n\n".to_vec()),
            ("b-2.css".to_owned(), b"d { e: f }".to_vec()),
            ("learning-3.css".to_owned(), b"g { h: i }".to_vec()),
        ];
        let index = r#"<link rel="stylesheet" href="/b-2.css"/><link rel="icon" href="x"><link rel=stylesheet href=a-1.css><link rel=stylesheet href=learning-3.css>"#;
        let bundle = |apart| bundle_css(&files, index, |name| is_apart(name) == apart);
        assert_eq!(bundle(false), "d { e: f }\na { b: c }\n");
        assert_eq!(bundle(true), "g { h: i }\n");
    }

    #[test]
    fn a_missing_folder_names_the_remedy() {
        let error =
            Frontend::load(Some(Path::new("/nonexistent-frontend"))).expect_err("no such folder");
        assert!(
            error.to_string().contains("cargo xtask frontend"),
            "{error}"
        );
    }
}
