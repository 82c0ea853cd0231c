//! Percent-encoding of URLs (RFC 3986, section 2.1).

use percent_encoding::{
    AsciiSet, NON_ALPHANUMERIC, percent_decode_str, percent_encode, utf8_percent_encode,
};

/// All but the characters that RFC 3986 calls unreserved.
const COMPONENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// As [`COMPONENT`], but slashes separate the parts of a path.
const PATH: &AsciiSet = &COMPONENT.remove(b'/');

/// All but the characters that a form writes as they are, and the space, which it
/// writes as `+` (application/x-www-form-urlencoded).
const FORM: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'*')
    .remove(b' ');

/// As `encodeURIComponent` in a browser.
const SCRIPT: &AsciiSet = &COMPONENT
    .remove(b'!')
    .remove(b'*')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')');

/// Encodes `text` as a part of a URL that ends no other part.
#[must_use]
pub fn component(text: &str) -> String {
    utf8_percent_encode(text, COMPONENT).to_string()
}

/// Encodes the path of a file, or of a URL, whose slashes stay.
#[must_use]
pub fn path(text: &str) -> String {
    path_bytes(text.as_bytes())
}

/// As [`path`], for a path that need not be UTF-8.
#[must_use]
pub fn path_bytes(bytes: &[u8]) -> String {
    percent_encode(bytes, PATH).to_string()
}

/// Encodes a value of a query string as a form does.
#[must_use]
pub fn form_value(text: &str) -> String {
    utf8_percent_encode(text, FORM)
        .to_string()
        .replace(' ', "+")
}

/// Encodes `text` as `encodeURIComponent` in a browser does.
#[must_use]
pub fn like_a_browser(text: &str) -> String {
    utf8_percent_encode(text, SCRIPT).to_string()
}

/// Decodes the escapes in `text`. Malformed escapes are kept, and so is the whole
/// text where the bytes are not UTF-8.
#[must_use]
pub fn decode(text: &str) -> String {
    percent_decode_str(text)
        .decode_utf8()
        .map_or_else(|_| text.to_owned(), std::borrow::Cow::into_owned)
}

/// As [`decode`], but bytes that are not UTF-8 become U+FFFD, as in the query
/// strings of a browser.
#[must_use]
pub fn decode_lossy(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_component_ends_no_other_part_of_a_url() {
        assert_eq!(
            component("a b/ü?&#%{}'~"),
            "a%20b%2F%C3%BC%3F%26%23%25%7B%7D%27~"
        );
        assert_eq!(path("a b/ü?c"), "a%20b/%C3%BC%3Fc");
        assert_eq!(like_a_browser("a b/(c)'*!"), "a%20b%2F(c)'*!");
    }

    #[test]
    fn values_of_a_form_have_plus_for_space() {
        assert_eq!(form_value("a b&c=ü+#"), "a+b%26c%3D%C3%BC%2B%23");
    }

    #[test]
    fn malformed_escapes_are_kept() {
        assert_eq!(decode("a%20b%C3%A9%zz%"), "a bé%zz%");
        assert_eq!(decode("%ff"), "%ff");
        assert_eq!(decode_lossy("%ff"), "\u{fffd}");
    }
}
