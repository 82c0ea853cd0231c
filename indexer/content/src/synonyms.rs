//! Reads the content's own synonyms from `synonyms.txt` at its root.

use std::sync::Arc;

use search::synonyms::{SynonymError, SynonymErrorKind, Synonyms};

use super::parse::{self, Source};
use super::walk::Tree;
use model::finding::{Diagnostic, rules};

/// Name of the file.
const FILE: &str = "synonyms.txt";

/// The result of reading the synonyms.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// The built-in synonyms and those of the content.
    pub(super) synonyms: Synonyms,
    /// Findings about the content's synonyms.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// The content's file.
    pub(super) source: Option<Arc<Source>>,
}

/// Reads the file at the root of `tree`, if there is one, and adds its synonyms
/// to the built-in ones.
pub(super) fn read(tree: &Tree) -> Table {
    let mut table = Table {
        synonyms: Synonyms::builtin(),
        ..Table::default()
    };
    let Some(file) = tree.others.iter().find(|file| file.path == FILE) else {
        return table;
    };
    match parse::source(file, None) {
        Ok(source) => {
            // A byte order mark is not a part of a term. Three spaces keep the
            // byte offsets.
            let plain = source.text.replacen('\u{feff}', "   ", 1);
            let (own, errors) = Synonyms::parse(&plain);
            table.synonyms.merge(own);
            let found = errors.iter().map(|error| diagnostic(&source.text, error));
            table.diagnostics.extend(found);
            table.source = Some(source);
        }
        Err(problem) => table.diagnostics.push(*problem),
    }
    table
}

fn diagnostic(text: &str, error: &SynonymError) -> Diagnostic {
    let help = match error.kind {
        SynonymErrorKind::NoSign => "write `=` for the same, `~` for related, `>` for one way",
        SynonymErrorKind::Mixed => "write each relation on a line of its own",
        SynonymErrorKind::Missing => {
            "write a term on either side of the sign, or take the sign out"
        }
        SynonymErrorKind::Long => "choose the words that people search for",
        SynonymErrorKind::Same => "take the repetition out: endings do not matter",
    };
    Diagnostic::new(&rules::SYNONYM_SYNTAX, FILE, error.kind.to_string())
        .at(
            text,
            error.start..error.end.min(text.len()).max(error.start),
        )
        .label("not understood")
        .help(help)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::walk;

    fn table(text: &[u8]) -> Table {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(FILE), text).unwrap();
        read(&walk::walk(folder.path()).unwrap())
    }

    #[test]
    fn the_contents_table_joins_the_trades() {
        let read = table("\u{feff}kraken > order service\n".as_bytes());
        assert_eq!(read.diagnostics, []);
        assert_eq!(read.synonyms.expansions_of("kraken").count(), 1);
        assert_eq!(read.synonyms.expansions_of("k8s").count(), 1);
    }

    #[test]
    fn a_broken_table_leaves_the_trades() {
        let read = table(b"kraken > \xff");
        assert_eq!(read.diagnostics[0].code, "not-utf8");
        assert_eq!(read.synonyms, Synonyms::builtin());
    }
}
