//! Titles of documents that declare none.

use super::paths;

/// Returns a title made from the name of the file or, for an index, of its folder.
pub(crate) fn from_path(path: &str, site_title: &str) -> String {
    if paths::is_index(path) {
        let folder = paths::folder(path);
        if folder.is_empty() {
            return site_title.to_owned();
        }
        return readable(folder.rsplit('/').next().unwrap_or(folder));
    }
    readable(paths::stem(path))
}

/// Returns a file name as people would write it in prose.
fn readable(name: &str) -> String {
    let name = if name.contains(' ') {
        name.to_owned()
    } else {
        spaced(name)
    };
    let name = name.trim();
    let mut chars = name.chars();
    match chars.next() {
        // `etcdNoLeader` is a name whose case is significant.
        Some(first) if !name.split(' ').next().is_some_and(is_camel) => {
            first.to_uppercase().chain(chars).collect()
        }
        _ => name.to_owned(),
    }
}

/// Replaces `-` and `_` by spaces, except for `-` within dates.
fn spaced(name: &str) -> String {
    let bytes = name.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    name.char_indices()
        .map(|(at, char)| match char {
            '-' if at > 0 && digit(at - 1) && digit(at + 1) => '-',
            '-' | '_' => ' ',
            char => char,
        })
        .collect()
}

fn is_camel(word: &str) -> bool {
    word.chars().skip(1).any(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::from_path;

    #[test]
    fn names_become_titles() {
        let title = |path| from_path(path, "Our site");
        assert_eq!(title("a/restart-the-database.md"), "Restart the database");
        assert_eq!(title("PM2020-002 - KIAM down.md"), "PM2020-002 - KIAM down");
        assert_eq!(title("2017-09-27-hub-403.md"), "2017-09-27 hub 403");
        assert_eq!(title("etcdNoLeader.md"), "etcdNoLeader");
        assert_eq!(title("runbooks/node_pool/_index.md"), "Node pool");
        assert_eq!(title("README.md"), "Our site");
    }
}
