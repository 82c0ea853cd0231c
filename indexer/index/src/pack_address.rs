//! Where a search pack stands within its site.
//!
//! Pages name their pack, and most of a build's time goes into pages and pack. So
//! the address is not made of the pack but of all that the pack is made of: the
//! content, the configuration and the code. Then both can be made at once.

use std::sync::Arc;

use content::Content;
use content::config::Config;

/// A hash of the code that makes packs, see `build.rs`.
const CODE: &str = env!("KB_PACK_CODE");

/// Address within the site of the pack of `content`, whose sources are still there;
/// read with `config`.
#[must_use]
pub fn of_pack(content: &Content, config: &Config) -> String {
    use rayon::prelude::*;
    // Each on its own, that threads can share the work.
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
