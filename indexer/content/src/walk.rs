//! Lists the files of a content root.

use std::io;
use std::path::{Path, PathBuf};

use model::finding::{Diagnostic, rules};

/// The files below a content root; each list is ordered by path.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    /// Markdown files.
    pub(crate) markdown: Vec<File>,
    /// All other files.
    pub(crate) others: Vec<File>,
    /// Findings about folders that cannot be listed.
    pub(crate) problems: Vec<Diagnostic>,
}

/// A file below the content root.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct File {
    /// Path relative to the root, with `/`.
    pub(crate) path: String,
    /// Path in the file system.
    pub(crate) location: PathBuf,
}

/// Lists the files below `root`. Hidden files and folders and `node_modules` are
/// left out; a symbolic link is followed only to a file within the root.
pub(crate) fn walk(root: &Path) -> io::Result<Tree> {
    let canonical = root.canonicalize()?;
    let mut tree = Tree::default();
    let mut folders = vec![(root.to_owned(), String::new())];
    while let Some((folder, prefix)) = folders.pop() {
        let entries = match std::fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) if prefix.is_empty() => return Err(error),
            Err(error) => {
                tree.problems.push(unlistable(&prefix, &error));
                continue;
            }
        };
        for entry in entries {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    tree.problems.push(unlistable(&prefix, &error));
                    continue;
                }
            };
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with('.') || name == "node_modules" {
                continue;
            }
            let path = format!("{prefix}{name}");
            let location = entry.path();
            let kind = entry.file_type()?;
            if kind.is_dir() {
                folders.push((location, format!("{path}/")));
            } else if kind.is_file() || leads_to_file_within(&location, &canonical) {
                let file = File { path, location };
                if is_markdown(&file.path) {
                    tree.markdown.push(file);
                } else {
                    tree.others.push(file);
                }
            }
        }
    }
    tree.markdown.sort();
    tree.others.sort();
    Ok(tree)
}

/// Whether `path` names a Markdown file.
pub(crate) fn is_markdown(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(stem, extension)| {
        !stem.is_empty()
            && !stem.ends_with('/')
            && (extension.eq_ignore_ascii_case("md") || extension.eq_ignore_ascii_case("markdown"))
    })
}

/// Whether a symbolic link points to a file within `root`. A link to a folder is
/// not followed: it may point to a folder above it.
fn leads_to_file_within(location: &Path, root: &Path) -> bool {
    location
        .canonicalize()
        .is_ok_and(|target| target.is_file() && target.starts_with(root))
}

fn unlistable(folder: &str, error: &io::Error) -> Diagnostic {
    let folder = folder.trim_end_matches('/');
    Diagnostic::new(
        &rules::UNREADABLE_FILE,
        folder,
        format!("the folder cannot be listed: {error}"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(files: &[File]) -> Vec<&str> {
        files.iter().map(|file| file.path.as_str()).collect()
    }

    #[test]
    fn markdown_is_found_and_what_is_hidden_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        for path in [
            "b/x y.md",
            "a.MARKDOWN",
            ".git/z.md",
            "node_modules/p/README.md",
            "b/img.png",
            ".md",
        ] {
            let path = root.join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "x").unwrap();
        }
        let tree = walk(root).unwrap();
        assert_eq!(paths(&tree.markdown), ["a.MARKDOWN", "b/x y.md"]);
        assert_eq!(paths(&tree.others), ["b/img.png"]);
        assert!(walk(&root.join("nowhere")).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn links_do_not_lead_out_of_the_root() {
        let outside = tempfile::tempdir().unwrap();
        std::fs::write(outside.path().join("secret.md"), "x").unwrap();
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        std::fs::write(root.join("real.md"), "x").unwrap();
        let link = std::os::unix::fs::symlink::<PathBuf, PathBuf>;
        link(outside.path().join("secret.md"), root.join("secret.md")).unwrap();
        link(outside.path().to_owned(), root.join("folder")).unwrap();
        link(root.to_owned(), root.join("loop")).unwrap();
        link(root.join("real.md"), root.join("same.md")).unwrap();
        assert_eq!(paths(&walk(root).unwrap().markdown), ["real.md", "same.md"]);
    }
}
