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

/// Returns the ASCII form of a Latin letter.
fn fold(char: char) -> Option<&'static str> {
    Some(match char {
        'à'..='å' | 'À'..='Å' | 'ā' | 'Ā' | 'ă' | 'Ă' | 'ą' | 'Ą' => "a",
        'æ' | 'Æ' => "ae",
        'ç' | 'Ç' | 'ć' | 'Ć' | 'č' | 'Č' => "c",
        'ď' | 'Ď' | 'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'è'..='ë' | 'È'..='Ë' | 'ē' | 'Ē' | 'ė' | 'Ė' | 'ę' | 'Ę' | 'ě' | 'Ě' => "e",
        'ğ' | 'Ğ' => "g",
        'ì'..='ï' | 'Ì'..='Ï' | 'ī' | 'Ī' | 'į' | 'Į' | 'ı' | 'İ' => "i",
        'ł' | 'Ł' | 'ľ' | 'Ľ' => "l",
        'ñ' | 'Ñ' | 'ń' | 'Ń' | 'ň' | 'Ň' => "n",
        'ò'..='ö' | 'Ò'..='Ö' | 'ø' | 'Ø' | 'ō' | 'Ō' | 'ő' | 'Ő' => "o",
        'œ' | 'Œ' => "oe",
        'ř' | 'Ř' => "r",
        'ś' | 'Ś' | 'š' | 'Š' | 'ş' | 'Ş' | 'ș' | 'Ș' => "s",
        'ß' => "ss",
        'ť' | 'Ť' | 'ţ' | 'Ţ' | 'ț' | 'Ț' => "t",
        'þ' | 'Þ' => "th",
        'ù'..='ü' | 'Ù'..='Ü' | 'ū' | 'Ū' | 'ů' | 'Ů' | 'ű' | 'Ű' => "u",
        'ý' | 'Ý' | 'ÿ' | 'Ÿ' => "y",
        'ź' | 'Ź' | 'ż' | 'Ż' | 'ž' | 'Ž' => "z",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::slug;

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
}
