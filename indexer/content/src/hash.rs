//! Content hashes for file names.

/// Returns the first eight hex digits of the BLAKE3 hash of `bytes`: enough to
/// distinguish the versions of one file.
#[must_use]
pub fn short(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex()[..8].to_owned()
}

/// Returns `name` with the hash of `bytes` before its extension: `style-1a2b3c4d.css`.
#[must_use]
pub fn file_name(name: &str, bytes: &[u8]) -> String {
    let hash = short(bytes);
    match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() => format!("{stem}-{hash}.{extension}"),
        _ => format!("{name}-{hash}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_stands_before_the_extension() {
        let name = file_name("a.b.png", b"x");
        assert!(name.starts_with("a.b-") && name.ends_with(".png"), "{name}");
        assert_ne!(name, file_name("a.b.png", b"y"));
        assert_eq!(file_name("Makefile", b"").len(), "Makefile-".len() + 8);
    }
}
