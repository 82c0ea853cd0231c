//! URLs in prose.

/// A stretch of prose.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// Text without a URL.
    Text(&'a str),
    /// A URL, as written.
    Url(&'a str),
}

/// Splits `text` at its web URLs, by the rules of GitHub's
/// extended autolinks. `open_end`: a placeholder follows, so a URL that
/// reaches the end is not whole.
pub(super) fn split(text: &str, open_end: bool) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut done = 0;
    let mut from = 0;
    while let Some(at) = text[from..].find("://").map(|at| from + at) {
        from = at + 3;
        let Some(start) = scheme_start(text, at) else {
            continue;
        };
        let end = url_end(text, start);
        let host = &text[at + 3..end.max(at + 3)];
        // Punctuation before the placeholder would belong to the URL.
        let whole = !(open_end && text[end..].chars().all(|c| c.is_ascii_punctuation()));
        if !whole || !host.starts_with(|c: char| c.is_ascii_alphanumeric()) || start < done {
            continue;
        }
        if done < start {
            pieces.push(Piece::Text(&text[done..start]));
        }
        pieces.push(Piece::Url(&text[start..end]));
        (done, from) = (end, end);
    }
    if done < text.len() {
        pieces.push(Piece::Text(&text[done..]));
    }
    pieces
}

/// Where the scheme before `://` begins, if it is one that we link and a word of its own.
fn scheme_start(text: &str, colon: usize) -> Option<usize> {
    let start = ["https", "http"]
        .iter()
        .find(|scheme| text[..colon].ends_with(*scheme))
        .map(|scheme| colon - scheme.len())?;
    let before = text[..start].chars().next_back();
    before
        .is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '/' | '=' | '-' | '.' | '+' | '_'))
        .then_some(start)
}

fn url_end(text: &str, start: usize) -> usize {
    let url = &text[start..];
    let stop = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '`');
    let mut end = url.find(stop).unwrap_or(url.len());
    loop {
        let head = &url[..end];
        let Some(last) = head.chars().next_back() else {
            break;
        };
        let trailing = match last {
            '?' | '!' | '.' | ',' | ':' | ';' | '*' | '_' | '~' | '\'' | '|' => true,
            ')' => head.matches(')').count() > head.matches('(').count(),
            ']' => head.matches(']').count() > head.matches('[').count(),
            _ => false,
        };
        if !trailing {
            break;
        }
        end -= last.len_utf8();
    }
    start + end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn urls(text: &str) -> Vec<&str> {
        split(text, false)
            .into_iter()
            .filter_map(|piece| match piece {
                Piece::Url(url) => Some(url),
                Piece::Text(_) => None,
            })
            .collect()
    }

    #[test]
    fn addresses_end_before_punctuation() {
        assert_eq!(
            urls("see https://a.b/c, and (http://x/y_(z))."),
            ["https://a.b/c", "http://x/y_(z)"]
        );
        assert_eq!(urls("https://"), Vec::<&str>::new());
        assert_eq!(urls("foo=https://a ftp://b xhttps://c"), Vec::<&str>::new());
    }

    #[test]
    fn half_an_address_is_text() {
        assert_eq!(
            split("at https://api.", true),
            [Piece::Text("at https://api.")]
        );
    }
}
