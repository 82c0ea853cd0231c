//! Holds the inputs of the search index, and frees them as early as possible.
//!
//! A large tree must fit into memory once, not twice. Therefore the search text has one
//! owner, so that indexing frees it step by step, and data that only pages show is freed
//! once the pages are written.

use std::collections::HashSet;
use std::sync::Arc;

use content::Content;
use index::similar::Similar;
use index::{BuiltIndex, IndexError};
use model::{Document, SearchText, Understood};
use search::synonyms::Synonyms;

/// The inputs of the index.
///
/// Invariant: after [`IndexInputs::take`] the content holds no search text and no
/// synonyms, and the index reads neither [`Document::html`] nor
/// [`Document::understood`].
#[derive(Debug)]
pub(crate) struct IndexInputs {
    documents: Vec<Arc<Document>>,
    texts: Vec<Arc<SearchText>>,
    synonyms: Synonyms,
}

impl IndexInputs {
    /// Moves the search text and the synonyms out of `content`. The documents are shared with it.
    pub(crate) fn take(content: &mut Content) -> Self {
        Self {
            documents: content.documents.clone(),
            texts: std::mem::take(&mut content.texts),
            synonyms: std::mem::take(&mut content.synonyms),
        }
    }

    /// Returns the size of the search text in bytes.
    pub(crate) fn text_bytes(&self) -> usize {
        let sections = self.texts.iter().flat_map(|text| text.iter());
        sections
            .map(|section| section.prose.len() + section.code.len() + section.text.len())
            .sum()
    }

    /// Prepares the comparison of incidents.
    pub(crate) fn similar(&self) -> Similar {
        Similar::new(&self.documents, &self.texts)
    }

    /// Drops the data that only pages show. Documents with another owner are not changed.
    /// Returns their number: 0 once the content is dropped.
    pub(crate) fn drop_page_data(&mut self) -> usize {
        let mut shared = 0;
        for document in &mut self.documents {
            match Arc::get_mut(document) {
                Some(document) => {
                    document.html = String::new();
                    document.understood = Understood::default();
                }
                None => shared += 1,
            }
        }
        shared
    }

    /// Builds the index and frees the search text step by step.
    ///
    /// # Errors
    /// When tantivy fails.
    pub(crate) fn build(self) -> Result<BuiltIndex, IndexError> {
        index::build(&self.documents, self.texts, &self.synonyms)
    }
}

/// Drops the sources that no finding shows.
pub(crate) fn drop_unshown_sources(content: &mut Content) {
    let found = content.diagnostics.iter();
    let shown: HashSet<&str> = found.map(|found| found.path.as_str()).collect();
    content.sources.retain(|(path, _)| shown.contains(&**path));
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn content() -> Content {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(
            dir.path().join("disk.md"),
            "# Disk full\n\nNo space left on device.\n\n```sh\ndf -h\n```\n",
        )
        .unwrap();
        std::fs::write(dir.path().join("other.md"), "# Other\n\n[x](gone.md)\n").unwrap();
        content::load(dir.path(), &content::config::Config::default()).unwrap()
    }

    #[test]
    fn search_text_has_one_owner() {
        let mut content = content();
        let inputs = IndexInputs::take(&mut content);
        assert!(content.texts.is_empty());
        assert!(inputs.text_bytes() > 0);
        assert!(inputs.texts.iter().all(|text| Arc::strong_count(text) == 1));
    }

    #[test]
    fn page_data_is_dropped_only_when_no_page_needs_it() {
        let mut content = content();
        let mut inputs = IndexInputs::take(&mut content);
        assert_eq!(inputs.drop_page_data(), 2);
        assert!(
            content
                .documents
                .iter()
                .all(|document| !document.html.is_empty())
        );
        drop(content);
        assert_eq!(inputs.drop_page_data(), 0);
        assert!(
            inputs
                .documents
                .iter()
                .all(|document| document.html.is_empty())
        );
    }

    #[test]
    fn the_index_is_the_same_without_page_data() {
        let (mut whole, mut lean) = (content(), content());
        let whole_inputs = IndexInputs::take(&mut whole);
        let mut lean_inputs = IndexInputs::take(&mut lean);
        drop(lean);
        lean_inputs.drop_page_data();
        let built = [whole_inputs, lean_inputs].map(|inputs| {
            let pack = crate::PackFiles::new(inputs.build().unwrap().pack);
            let files = std::sync::Mutex::new(Vec::new());
            let write = |name: &str, bytes: &[u8]| {
                files
                    .lock()
                    .unwrap()
                    .push((name.to_owned(), bytes.to_vec()));
                Ok(())
            };
            pack.each(write).unwrap();
            let mut files = files.into_inner().unwrap();
            files.sort();
            files
        });
        assert_eq!(built[0], built[1]);
    }

    #[test]
    fn only_sources_with_findings_are_kept() {
        let mut content = content();
        drop_unshown_sources(&mut content);
        let paths: Vec<&str> = content
            .sources
            .iter()
            .map(|(path, _)| path.as_str())
            .collect();
        assert_eq!(paths, ["other.md"]);
    }
}
