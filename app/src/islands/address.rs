//! Addresses of hits and of searches.

/// `url`, which is absolute within the site, as this page writes it.
pub(crate) fn on_page(root: &str, url: &str) -> String {
    format!("{root}{}", url.trim_start_matches('/'))
}

/// The query part of a search's address: `?q=pool+exhausted`, or nothing.
pub(crate) fn query_part(query: &str) -> String {
    if query.is_empty() {
        return String::new();
    }
    let mut out = String::from("?q=");
    encode(&mut out, query, "+");
    out
}

/// A text as an address of its own.
pub(crate) fn data(text: &str) -> String {
    let mut out = String::from("data:text/markdown;charset=utf-8,");
    encode(&mut out, text, "%20");
    out
}

fn encode(out: &mut String, text: &str, space: &str) {
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'*' => {
                out.push(char::from(byte));
            }
            b' ' => out.push_str(space),
            _ => {
                out.push('%');
                out.push(char::from(HEX[usize::from(byte >> 4)]));
                out.push(char::from(HEX[usize::from(byte & 15)]));
            }
        }
    }
}

const HEX: [u8; 16] = *b"0123456789ABCDEF";

/// The query in the query part of an address, if there is one.
pub(crate) fn query_of(part: &str) -> Option<String> {
    let value = part
        .trim_start_matches('?')
        .split('&')
        .find_map(|pair| pair.strip_prefix("q="))?;
    let mut bytes = value.bytes();
    let mut out = Vec::with_capacity(value.len());
    while let Some(byte) = bytes.next() {
        out.push(match byte {
            b'+' => b' ',
            b'%' => {
                let mut ahead = bytes.clone();
                match (ahead.next().and_then(digit), ahead.next().and_then(digit)) {
                    (Some(high), Some(low)) => {
                        bytes = ahead;
                        high << 4 | low
                    }
                    _ => b'%',
                }
            }
            other => other,
        });
    }
    Some(String::from_utf8_lossy(&out).into_owned())
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte)
        .to_digit(16)
        .and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_begin_at_the_root_of_the_page() {
        assert_eq!(on_page("../../", "/runbooks/x/#y"), "../../runbooks/x/#y");
        assert_eq!(on_page("./", "/"), "./");
        assert_eq!(on_page("/kb/", "/search/"), "/kb/search/");
    }

    #[test]
    fn queries_survive_the_address() {
        for query in [
            "pool exhausted",
            "a+b & c=d # 100%",
            "größer ⌕",
            "%2",
            "panic: runtime error\n\tgoroutine 1",
        ] {
            assert_eq!(query_of(&query_part(query)).as_deref(), Some(query));
        }
        assert_eq!(query_part(""), "");
        assert_eq!(data("- a\n"), "data:text/markdown;charset=utf-8,-%20a%0A");
    }

    #[test]
    fn the_query_is_found_among_others_and_read_leniently() {
        assert_eq!(query_of("?a=1&q=x%20y&b=2").as_deref(), Some("x y"));
        assert_eq!(query_of("?q=100%").as_deref(), Some("100%"));
        assert_eq!(query_of("?q=%zz%ff").as_deref(), Some("%zz\u{fffd}"));
        assert_eq!(query_of("?q=").as_deref(), Some(""));
        assert_eq!(query_of("?sq=x"), None);
        assert_eq!(query_of(""), None);
    }
}
