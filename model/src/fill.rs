//! Quotes a reader's value for a placeholder in a command.
//!
//! A placeholder names the layers of quoting around it, from the inside out, one
//! letter each. Each layer is applied to the result of the one before:
//!
//! | letter | the placeholder is | a value is |
//! |---|---|---|
//! | `b` | bare in a shell | as it is if plain, else in single quotes |
//! | `d` | in double quotes of a shell | escaped, `!` in single quotes of its own |
//! | `s` | in single quotes of a shell | as it is, `'` outside the quotes |
//! | `h` | in a here document that the shell expands | escaped |
//! | `r` | in text that no program parses | as it is |
//! | `l` | at the start of a line of a here document | refused if it might end it: `EOF` |
//! | `j` | in a string with `"` and backslashes (JSON, PromQL, jq) | escaped |
//! | `q` | in a string of SQL or YAML with `'` | `'` doubled |
//! | `p` | somewhere without any quoting | as it is if plain, else refused |
//! | `w` | as `p`, for a word alone | as it is if letters, digits, `_`, `.`, `,` |
//!
//! Quoting of shells follows POSIX, Shell Command Language, section 2.2, and
//! bash's history expansion, which happens within double quotes as well.

/// Longest value in bytes.
const LONGEST: usize = 1000;

/// The reason why a value cannot be written into a placeholder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// It contains control characters or is longer than 1000 bytes.
    NotALine,
    /// The placeholder has no quoting for it.
    NeedsQuotes,
}

/// Returns the text that `value` becomes in a placeholder with these layers.
///
/// # Errors
/// When the text could be read as anything but one value there.
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

/// Whether a shell reads the value as a part of a word and nothing else.
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

/// A backslash before `!` would remain in the text, so `!` gets single quotes of its own.
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
    fn values_are_quoted_by_layer() {
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
    fn values_that_cannot_be_quoted_are_refused() {
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
