//! Makes slugs: the parts of URLs that are derived from names.

/// Returns the part of a URL for `name`: lower case, ASCII where a letter has a
/// common ASCII form, words joined by `-`.
#[must_use]
pub fn slug(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for char in name.chars() {
        if char.is_ascii_alphanumeric() {
            out.push(char.to_ascii_lowercase());
        } else if let Some(folded) = fold(char) {
            out.push_str(folded);
        } else if char.is_alphanumeric() {
            out.extend(char.to_lowercase());
        } else if !matches!(char, '\'' | '’') && !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    if out.is_empty() {
        out.push_str("page");
    }
    out
}

/// Returns the part of a URL for a tag. The characters that distinguish `C++`,
/// `C#` and `c` are spelled out.
#[must_use]
pub fn tag(name: &str) -> String {
    slug(&name.replace("++", " plus plus").replace('#', " sharp"))
}

/// ASCII forms of Latin letters, each with the letters that have it. The scripts of
/// pages use the same table.
pub const FOLDS: &[(&str, &str)] = &[
    ("a", "àáâãäåÀÁÂÃÄÅāĀăĂąĄ"),
    ("ae", "æÆ"),
    ("c", "çÇćĆčČ"),
    ("d", "ďĎđĐðÐ"),
    ("e", "èéêëÈÉÊËēĒėĖęĘěĚ"),
    ("g", "ğĞ"),
    ("i", "ìíîïÌÍÎÏīĪįĮıİ"),
    ("l", "łŁľĽ"),
    ("n", "ñÑńŃňŇ"),
    ("o", "òóôõöÒÓÔÕÖøØōŌőŐ"),
    ("oe", "œŒ"),
    ("r", "řŘ"),
    ("s", "śŚšŠşŞșȘ"),
    ("ss", "ß"),
    ("t", "ťŤţŢțȚ"),
    ("th", "þÞ"),
    ("u", "ùúûüÙÚÛÜūŪůŮűŰ"),
    ("y", "ýÝÿŸ"),
    ("z", "źŹżŻžŽ"),
];

/// Returns the ASCII form of a Latin letter.
fn fold(char: char) -> Option<&'static str> {
    let folded = FOLDS.iter().find(|(_, letters)| letters.contains(char))?;
    Some(folded.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_lowercase_ascii_words() {
        assert_eq!(slug("KubeAPIDown"), "kubeapidown");
        assert_eq!(
            slug("PM2020-002 - KIAM isn't up_"),
            "pm2020-002-kiam-isnt-up"
        );
        assert_eq!(slug("Größe (ÅNGSTRÖM)"), "grosse-angstrom");
        assert_eq!(slug("手順"), "手順");
        assert_eq!(slug("!"), "page");
    }

    // The scenario `names-are-spelled-alike-in-scripts` reads the same file.
    #[test]
    fn names_have_the_keys_and_slugs_that_scripts_give_them() {
        let cases = include_str!("../tests/names.tsv");
        let mut count = 0;
        for line in cases.lines().filter(|line| !line.starts_with('#')) {
            let [name, key, expected] = line.split('\t').collect::<Vec<_>>()[..] else {
                panic!("not three columns: {line}");
            };
            assert_eq!(crate::alert_key(name), key, "key of {name}");
            assert_eq!(slug(name), expected, "slug of {name}");
            count += 1;
        }
        assert!(count >= 10);
    }
}
