//! Case and accent folding.

use super::case::lower;

/// Base letters of U+00C0 to U+024F (Latin-1, Extended-A and -B), one byte per
/// character; `-` for characters without one. From Unicode NFKD.
const LATIN: &[u8; 400] = b"\
aaaaaa-ceeeeiiiidnooooo-ouuuuy--aaaaaa-ceeeeiiiidnooooo-ouuuuy-y\
aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii--jjkkklllllll\
lllnnnnnnnnnoooooo--rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs\
--------------------------------oo-------------uu---------------\
-------------aaiioouuuuuuuuuu-aaaa----ggkkoooo--j---gg--nnaa----\
aaaaeeeeiiiioooorrrruuuusstt--hh------aaeeooooooooyy------------\
----------------";

/// The same for U+1E00 to U+1EFF (Latin Extended Additional).
const LATIN_ADDITIONAL: &[u8; 256] = b"\
aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm\
mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv\
wwwwwwwwwwxxxxyyzzzzzzhtwy-s----aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee\
eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy------";

/// Full-width forms of the half-width katakana U+FF66 to U+FF9D.
const KATAKANA: &str = "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテト\
    ナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";

/// Folds a text: lower case, without accents, apostrophes and invisible
/// characters, as [`tokenize`](super::tokenize()) folds tokens.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        fold_char(c, &mut folded);
    }
    folded
}

/// Appends the folded form of a character: up to two characters.
pub(super) fn fold_char(c: char, out: &mut String) {
    match c {
        '\'' | '\u{2019}' => {}
        '\0'..='\u{7f}' => out.push(c.to_ascii_lowercase()),
        '\u{2010}' | '\u{2011}' => out.push('-'),
        'Æ' | 'æ' => out.push_str("ae"),
        'Œ' | 'œ' => out.push_str("oe"),
        'Ĳ' | 'ĳ' => out.push_str("ij"),
        'ß' | 'ẞ' => out.push_str("ss"),
        'Þ' | 'þ' => out.push_str("th"),
        '\u{c0}'..='\u{24f}' => push_base(LATIN[c as usize - 0xc0], c, out),
        '\u{1e00}'..='\u{1eff}' => push_base(LATIN_ADDITIONAL[c as usize - 0x1e00], c, out),
        // Full-width forms of ASCII.
        '\u{ff01}'..='\u{ff5e}' => {
            let ascii = char::from_u32(c as u32 - 0xfee0).unwrap_or(c);
            out.push(ascii.to_ascii_lowercase());
        }
        '\u{ff66}'..='\u{ff9d}' => out.extend(KATAKANA.chars().nth(c as usize - 0xff66)),
        '\u{3099}' | '\u{ff9e}' => apply_voicing_mark(1, out),
        '\u{309a}' | '\u{ff9f}' => apply_voicing_mark(2, out),
        c if is_ignorable(c) => {}
        c => push_other(lower(c), out),
    }
}

/// Whether a character is part of a word but not of its term: combining
/// accents, soft hyphens, zero-width joiners, kana voicing marks.
pub(super) fn is_ignorable(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{20d0}'..='\u{20ff}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}' | '\u{feff}'
        | '\u{3099}' | '\u{309a}' | '\u{ff9e}' | '\u{ff9f}')
}

/// Applies a voicing mark to the last kana: か and ゛ are が (1), は and ゜ are ぱ
/// (2). A mark after any other character is dropped.
fn apply_voicing_mark(mark: u32, out: &mut String) {
    let Some(last) = out.chars().next_back() else {
        return;
    };
    let katakana = if last as u32 >= 0x30a1 { 0x60 } else { 0 };
    let step = match (last as u32 - katakana, mark) {
        (0x306f..=0x307b, _) if (last as u32 - katakana).is_multiple_of(3) => mark,
        (at @ 0x304b..=0x3061, 1) if at % 2 == 1 => 1,
        (0x3064 | 0x3066 | 0x3068, 1) => 1,
        (0x3046, 1) => 0x4e,
        _ => return,
    };
    out.pop();
    out.extend(char::from_u32(last as u32 + step));
}

fn push_base(base: u8, c: char, out: &mut String) {
    if base == b'-' {
        out.push(lower(c));
    } else {
        out.push(char::from(base));
    }
}

/// Removes the tonos from Greek letters, breve and diaeresis from Cyrillic
/// ones.
fn push_other(c: char, out: &mut String) {
    out.push(match c {
        'ά' => 'α',
        'έ' => 'ε',
        'ή' => 'η',
        'ί' | 'ϊ' | 'ΐ' => 'ι',
        'ό' => 'ο',
        'ύ' | 'ϋ' | 'ΰ' => 'υ',
        'ώ' => 'ω',
        'ς' => 'σ',
        'ё' => 'е',
        'й' => 'и',
        c if is_ignorable(c) => return,
        c => c,
    });
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn accents_and_case_fold_away() {
        for (text, folded) in [
            ("Ærøskøbing", "aeroskobing"),
            ("naïve Zoë", "naive zoe"),
            ("e\u{301}tat", "etat"),
            ("İstanbul ılık", "istanbul ilik"),
            ("Straße STRASSE", "strasse strasse"),
            ("Łódź Ștefan", "lodz stefan"),
            ("Đặng", "dang"),
            ("Καλημέρα κόσμος", "καλημερα κοσμοσ"),
            ("Ёлка Йод", "елка иод"),
            ("ＨＴＴＰ", "http"),
            ("ｶﾞﾊﾟｳﾞｱﾞ", "ガパヴア"),
            ("か\u{3099}は\u{309a}つ\u{3099}a\u{3099}", "がぱづa"),
            ("don't co\u{ad}op", "dont coop"),
        ] {
            assert_eq!(fold(text), folded, "{text}");
        }
    }
}
