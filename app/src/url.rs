//! URLs of hits, of searches and of texts to save.

/// `path`, which is absolute within the site, as a page writes it whose URL of the
/// site's root is `root`.
pub(crate) fn from_root(root: &str, path: &str) -> String {
    [root, path.trim_start_matches('/')].concat()
}

/// The query string of a search: `?q=pool+exhausted`, or nothing for no query.
pub(crate) fn search_query(query: &str) -> String {
    match query {
        "" => String::new(),
        query => ["?q=", &encode(query).replace("%20", "+")].concat(),
    }
}

/// URL of the search page for a query. `root` is the URL of the site's root.
pub(crate) fn search_page(root: &str, query: &str) -> String {
    [&from_root(root, "/search/"), search_query(query).as_str()].concat()
}

/// The search in a query string, if there is one. Malformed escapes are kept as
/// they are.
pub(crate) fn parse_search_query(query_string: &str) -> Option<String> {
    decode_parameter(query_string, "q")
}

/// A `data:` URL of a Markdown text.
pub(crate) fn markdown_data_url(text: &str) -> String {
    ["data:text/markdown;charset=utf-8,", &encode(text)].concat()
}

// The browser brings an encoder, so its bundles carry none.
#[cfg(target_arch = "wasm32")]
fn encode(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}

#[cfg(target_arch = "wasm32")]
fn decode_parameter(query_string: &str, name: &str) -> Option<String> {
    let parameters = web_sys::UrlSearchParams::new_with_str(query_string).ok()?;
    parameters.get(name)
}

#[cfg(not(target_arch = "wasm32"))]
fn encode(text: &str) -> String {
    model::percent::like_a_browser(text)
}

/// As `URLSearchParams` in a browser, for names without escapes.
#[cfg(not(target_arch = "wasm32"))]
fn decode_parameter(query_string: &str, name: &str) -> Option<String> {
    let pairs = query_string.trim_start_matches('?').split('&');
    let mut values = pairs.filter_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
    let value = values.next()?.replace('+', " ");
    Some(model::percent::decode_lossy(&value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_begin_at_the_root_of_the_page() {
        assert_eq!(from_root("../../", "/runbooks/x/#y"), "../../runbooks/x/#y");
        assert_eq!(from_root("./", "/"), "./");
        assert_eq!(from_root("/kb/", "/search/"), "/kb/search/");
        assert_eq!(search_page("../", "a b"), "../search/?q=a+b");
    }

    #[test]
    fn queries_survive_a_url() {
        for query in [
            "pool exhausted",
            "a+b & c=d # 100%",
            "größer ⌕",
            "%2",
            "(it's) ~80%!",
            "panic: runtime error\n\tgoroutine 1",
        ] {
            let url = search_query(query);
            assert!(
                url.bytes().all(|b| b.is_ascii_graphic() && b != b'"'),
                "{url}"
            );
            assert_eq!(parse_search_query(&url).as_deref(), Some(query));
        }
        assert_eq!(search_query(""), "");
        assert_eq!(
            markdown_data_url("- a\n"),
            "data:text/markdown;charset=utf-8,-%20a%0A"
        );
    }

    #[test]
    fn the_query_is_found_among_others_and_read_leniently() {
        let parse = |text| parse_search_query(text);
        assert_eq!(parse("?a=1&q=x%20y&b=2").as_deref(), Some("x y"));
        assert_eq!(parse("?q=100%").as_deref(), Some("100%"));
        assert_eq!(parse("?q=%zz%ff").as_deref(), Some("%zz\u{fffd}"));
        assert_eq!(parse("?q=").as_deref(), Some(""));
        assert_eq!(parse("?sq=x"), None);
        assert_eq!(parse(""), None);
    }
}
