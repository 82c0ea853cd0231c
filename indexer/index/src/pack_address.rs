//! Computes the URL of a search pack within its site.
//!
//! Every page contains the URL of the pack, and most of a build's time is spent
//! on pages and pack. So the URL is not derived from the pack but from everything
//! that the pack is made of: the content, the configuration and the code. This
//! way pages and pack can be made at the same time.

use std::sync::Arc;

use content::Content;
use content::config::Config;

/// A hash of the code that makes packs; see `build.rs`.
const CODE: &str = env!("KB_PACK_CODE");

/// Returns the URL within the site of the pack of `content`, which was read with
/// `config` and still has its sources.
#[must_use]
pub fn of_pack(content: &Content, config: &Config) -> String {
    use rayon::prelude::*;
    // Each source is hashed separately, so that threads can share the work.
    let sources = content.sources.par_iter();
    let sources: Vec<blake3::Hash> = sources.map(|(path, text)| source(path, text)).collect();
    let mut hasher = blake3::Hasher::new();
    hasher.update(CODE.as_bytes());
    hasher.update(format!("{config:?}").as_bytes());
    for asset in &content.assets {
        hasher.update(asset.url.as_bytes());
    }
    for source in sources {
        hasher.update(source.as_bytes());
    }
    format!("/pack/{}/", &hasher.finalize().to_hex()[..16])
}

fn source(path: &str, text: &Arc<str>) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&(path.len() as u64).to_le_bytes());
    hasher.update(path.as_bytes());
    hasher.update(text.as_bytes());
    hasher.finalize()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(sources: &[(&str, &str)]) -> Content {
        let sources = sources.iter();
        Content {
            sources: sources
                .map(|(path, text)| ((*path).to_owned(), Arc::from(*text)))
                .collect(),
            ..Content::default()
        }
    }

    #[test]
    fn whatever_a_pack_is_made_of_moves_it() {
        let config = Config::default();
        let other = Config {
            time_zone: "Asia/Tokyo".to_owned(),
            ..Config::default()
        };
        let known = [("a.md", "A"), ("b.md", "B")];
        let all = [
            of_pack(&content(&known), &config),
            of_pack(&content(&known), &other),
            of_pack(&content(&[]), &config),
            of_pack(&content(&known[..1]), &config),
            of_pack(&content(&[("a.md", "A"), ("b.md", "C")]), &config),
            of_pack(&content(&[("a.md", "A"), ("c.md", "B")]), &config),
            of_pack(&content(&[("a.m", "dA"), ("b.md", "B")]), &config),
            of_pack(&content(&[("a.md", "Ab"), (".md", "B")]), &config),
        ];
        for (at, address) in all.iter().enumerate() {
            assert_eq!(address.len(), "/pack/0123456789abcdef/".len());
            assert!(!all[..at].contains(address), "{at}");
        }
        assert_eq!(all[0], of_pack(&content(&known), &config));
    }
}
