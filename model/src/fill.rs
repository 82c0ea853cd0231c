//! Writing a reader's value where a command has a place for it.
//!
//! A place in a command names the layers of quoting around it, from the inside
//! out, a letter each; every layer is applied to what the one before gives:
//!
//! | letter | the place is | a value is |
//! |---|---|---|
//! | `b` | bare in a shell | as it is if plain, else in single quotes |
//! | `d` | in double quotes of a shell | escaped, `!` in single quotes of its own |
//! | `s` | in single quotes of a shell | as it is, `'` outside the quotes |
//! | `h` | in a here document that the shell expands | escaped |
//! | `r` | in text that nothing reads as code | as it is |
//! | `l` | at the start of a line of a here document | refused if it might end it: `EOF` |
//! | `j` | in a string with `"` and backslashes (JSON, PromQL, jq) | escaped |
//! | `q` | in a string of SQL or YAML with `'` | `'` doubled |
//! | `p` | somewhere that knows no quoting | as it is if plain, else refused |
//! | `w` | as `p`, for a word alone | as it is if letters, digits, `_`, `.`, `,` |
//!
//! Quoting of shells follows POSIX, Shell Command Language, section 2.2, and
//! bash's history expansion, which happens within double quotes as well.

/// Longest value in bytes.
const LONGEST: usize = 1000;

/// Why a value cannot be put into a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// It holds control characters or is too long.
    NotALine,
    /// The place knows no quoting that would hold it.
    NeedsQuotes,
}

/// The text that puts `value` into a place with these layers.
///
/// # Errors
/// When nothing would keep the value together there.
pub fn quote(layers: &str, value: &str) -> Result<String, Refused> {
    if value.len() > LONGEST || value.chars().any(char::is_control) {
        return Err(Refused::NotALine);
    }
    let mut text = value.to_owned();
    for layer in layers.bytes() {
        text = match layer {
            b'b' if is_plain(&text) => text,
            b'b' => single_quoted(&text),
            b'd' => in_double_quotes(&text),
            b's' => text.replace('\'', "'\\''"),
            b'h' => escaped(&text, "\\$`"),
            b'j' => escaped(&text, "\\\""),
            b'q' => text.replace('\\', "\\\\").replace('\'', "''"),
            b'l' if ends_document(&text) => return Err(Refused::NeedsQuotes),
            b'l' | b'r' => text,
            b'w' if is_word(&text) => text,
            b'p' if is_plain(&text) => text,
            _ => return Err(Refused::NeedsQuotes),
        };
    }
    Ok(text)
}

/// Whether no shell sees anything in the value but a part of a word.
fn is_plain(text: &str) -> bool {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"_.:/@%+,-".contains(&b);
    !text.is_empty() && text.bytes().all(plain)
}

/// Whether the text might be the line that ends a here document.
fn ends_document(text: &str) -> bool {
    text.bytes()
        .all(|b| b.is_ascii_uppercase() || b == b'_' || b == b'-')
        || text.eq_ignore_ascii_case("eof")
        || text.eq_ignore_ascii_case("end")
}

fn is_word(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"_.,".contains(&b))
}

fn single_quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('\'');
    out.push_str(&text.replace('\'', "'\\''"));
    out.push('\'');
    out
}

/// A backslash before `!` would stay in the text, so it gets quotes of its own.
fn in_double_quotes(text: &str) -> String {
    escaped(text, "\\\"$`").replace('!', "\"'!'\"")
}

fn escaped(text: &str, special: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        if special.contains(char) {
            out.push('\\');
        }
        out.push(char);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_written_as_their_places_need() {
        for (layers, value, expected) in [
            ("b", "prod", "prod"),
            ("b", "a b", "'a b'"),
            ("b", "it's", "'it'\\''s'"),
            ("b", "", "''"),
            ("b", "~root", "'~root'"),
            ("d", "a \"b\" $c `d` \\", "a \\\"b\\\" \\$c \\`d\\` \\\\"),
            ("d", "hey!", "hey\"'!'\""),
            ("s", "it's", "it'\\''s"),
            ("js", "say \"it's\"", "say \\\"it'\\''s\\\""),
            ("jd", "\"", "\\\\\\\""),
            ("qd", "o'brien", "o''brien"),
            ("h", "$HOME `x`", "\\$HOME \\`x\\`"),
            ("r", "$HOME", "$HOME"),
            ("bs", "a b", "'\\''a b'\\''"),
            ("p", "a-b", "a-b"),
            ("w", "a_b", "a_b"),
        ] {
            assert_eq!(
                quote(layers, value).as_deref(),
                Ok(expected),
                "{layers} {value}"
            );
        }
    }

    #[test]
    fn what_no_quoting_holds_is_refused() {
        assert_eq!(quote("p", "a b"), Err(Refused::NeedsQuotes));
        assert_eq!(quote("w", "1--"), Err(Refused::NeedsQuotes));
        assert_eq!(quote("p", ""), Err(Refused::NeedsQuotes));
        assert_eq!(quote("x", "a"), Err(Refused::NeedsQuotes));
        for value in ["a\nb", "a\rb", "\0", "\u{1b}[2J"] {
            assert_eq!(quote("s", value), Err(Refused::NotALine));
        }
        assert_eq!(quote("s", &"a".repeat(1001)), Err(Refused::NotALine));
    }
}
