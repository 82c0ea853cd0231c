//! The `<head>` of a page.

use crate::model::Site;
use model::escape;

use super::address::{Place, absolute};

/// The Content-Security-Policy. It is in every page, because simple hosts send no headers.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
     connect-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
     manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'";

/// The page's background in the light and the dark theme: `--bg` in `style/tokens.css`.
const THEME_COLORS: [(&str, &str); 2] = [("light", "#fcfcfb"), ("dark", "#0f1113")];

/// The metadata of a page for browsers, search engines and chats.
#[derive(Debug, Default)]
pub(super) struct Head<'a> {
    /// The title of the page without that of the site; empty for the home page.
    pub(super) title: &'a str,
    /// The description.
    pub(super) description: &'a str,
    /// The canonical path of the page within the site; `None` on the 404.
    pub(super) canonical: Option<&'a str>,
    /// Whether the page is a document, as opposed to a list or a search.
    pub(super) article: bool,
    /// Whether search engines must not index the page.
    pub(super) noindex: bool,
    /// Whether the page shows timelines, registers or charts.
    pub(super) learning: bool,
    /// The path within the site of a feed of this page.
    pub(super) feed: Option<&'a str>,
    /// Whether the page searches as soon as it is opened.
    pub(super) searches: bool,
    /// The path within the site to redirect to.
    pub(super) refresh: Option<&'a str>,
}

impl Head<'_> {
    /// The elements of the `<head>`.
    pub(super) fn html(&self, site: &Site, place: &Place) -> String {
        let mut out = Elements::default();
        out.raw("<meta charset=\"utf-8\">");
        out.raw(&format!(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">"
        ));
        // On-screen keyboards shrink the page, so that elements at the lower edge stay visible.
        out.raw(
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1, \
             interactive-widget=resizes-content\">",
        );
        if let Some(to) = self.refresh {
            let to = escape::attribute(&place.link(to));
            out.raw(&format!(
                "<meta http-equiv=\"refresh\" content=\"0; url={to}\">"
            ));
        }
        out.raw(&format!(
            "<title>{}</title>",
            escape::attribute(&self.full_title(site))
        ));
        out.meta("name", "description", self.description_or(site));
        if self.noindex {
            out.meta("name", "robots", "noindex");
        }
        self.preview(site, &mut out);
        for (scheme, color) in THEME_COLORS {
            out.raw(&format!(
                "<meta name=\"theme-color\" media=\"(prefers-color-scheme: {scheme})\" content=\"{color}\">"
            ));
        }
        self.assets(site, place, &mut out);
        out.0
    }

    /// The title of the page followed by that of the site.
    fn full_title(&self, site: &Site) -> String {
        if self.title.is_empty() {
            site.title.clone()
        } else {
            format!("{} · {}", self.title, site.title)
        }
    }

    /// The description; every page has one.
    fn description_or<'a>(&'a self, site: &'a Site) -> &'a str {
        [self.description, &site.description, self.title]
            .into_iter()
            .find(|text| !text.trim().is_empty())
            .unwrap_or(&site.title)
    }

    /// Open Graph and similar metadata, with which a chat previews a link to the page.
    fn preview(&self, site: &Site, out: &mut Elements) {
        let title = if self.title.is_empty() {
            &site.title
        } else {
            self.title
        };
        let kind = if self.article { "article" } else { "website" };
        out.meta("property", "og:title", title);
        out.meta("property", "og:description", self.description_or(site));
        out.meta("property", "og:type", kind);
        out.meta("property", "og:site_name", &site.title);
        out.meta("name", "twitter:card", "summary");
        if let Some(url) = self.canonical.and_then(|url| absolute(site, url)) {
            out.meta("property", "og:url", &url);
            out.link("canonical", &url);
        }
    }

    /// Style sheets, icon and scripts; on a page that searches, also the first files of the search.
    ///
    /// Files that do not block rendering come before the theme script, which does. After a
    /// policy, browsers do not look ahead beyond a blocking script, so later files would wait for
    /// a round trip.
    fn assets(&self, site: &Site, place: &Place, out: &mut Elements) {
        let assets = &site.assets;
        let address = |url: &str| escape::attribute(&place.link(url));
        let scripts = self.refresh.is_none();
        let searches = self.searches && !assets.app_wasm.is_empty() && !assets.pack.is_empty();
        if searches {
            // This is by far the largest file, so it is first on the open connection.
            out.preload(&place.link(&assets.app_wasm));
        }
        if !assets.css.is_empty() {
            out.link("stylesheet", &place.link(&assets.css));
        }
        if self.learning && !assets.learning_css.is_empty() {
            out.link("stylesheet", &place.link(&assets.learning_css));
        }
        if scripts && !assets.loader_js.is_empty() {
            // On a page that searches, the loader requests the index before the page is painted.
            let urgent = if searches {
                " fetchpriority=\"high\""
            } else {
                ""
            };
            out.raw(&format!(
                "<script defer{urgent} src=\"{}\" data-app=\"{}\" data-wasm=\"{}\" data-tools=\"{}\" \
                 data-tools-wasm=\"{}\"></script>",
                address(&assets.loader_js),
                address(&assets.app_js),
                address(&assets.app_wasm),
                address(&assets.tools_js),
                address(&assets.tools_wasm),
            ));
            if searches {
                out.link("modulepreload", &place.link(&assets.app_js));
                out.preload(&place.link(&format!("{}manifest.kbp", assets.pack)));
            }
        }
        if scripts && self.article && !assets.reading_js.is_empty() {
            out.raw(&format!(
                "<script defer src=\"{}\"></script>",
                address(&assets.reading_js)
            ));
        }
        // The script waits for the style sheet, which blocks rendering anyway.
        if scripts && !assets.theme_js.is_empty() {
            out.raw(&format!(
                "<script src=\"{}\"></script>",
                address(&assets.theme_js)
            ));
        }
        if let Some(feed) = self.feed {
            out.raw(&format!(
                "<link rel=\"alternate\" type=\"application/atom+xml\" href=\"{}\">",
                address(feed)
            ));
        }
        if !assets.icon.is_empty() {
            out.raw(&format!(
                "<link rel=\"icon\" type=\"image/svg+xml\" href=\"{}\">",
                address(&assets.icon)
            ));
        }
    }
}

/// Builds HTML with one element per line.
#[derive(Default)]
struct Elements(String);

impl Elements {
    fn raw(&mut self, html: &str) {
        self.0.push_str(html);
        self.0.push('\n');
    }

    fn meta(&mut self, attribute: &str, name: &str, content: &str) {
        let content = escape::attribute(content);
        self.raw(&format!(
            "<meta {attribute}=\"{name}\" content=\"{content}\">"
        ));
    }

    /// Adds a preload of a file that a script fetches.
    fn preload(&mut self, href: &str) {
        let href = escape::attribute(href);
        self.raw(&format!(
            "<link rel=\"preload\" as=\"fetch\" crossorigin=\"anonymous\" href=\"{href}\">"
        ));
    }

    fn link(&mut self, rel: &str, href: &str) {
        let href = escape::attribute(href);
        self.raw(&format!("<link rel=\"{rel}\" href=\"{href}\">"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Assets;

    fn html(head: &Head<'_>) -> String {
        let site = Site {
            assets: Assets {
                css: "/assets/style.css".to_owned(),
                app_js: "/assets/app.js".to_owned(),
                app_wasm: "/assets/app.wasm".to_owned(),
                tools_js: "/assets/tools.js".to_owned(),
                tools_wasm: "/assets/tools.wasm".to_owned(),
                loader_js: "/assets/loader.js".to_owned(),
                theme_js: "/assets/theme.js".to_owned(),
                reading_js: "/assets/reading.js".to_owned(),
                pack: "/pack/1/".to_owned(),
                ..Assets::default()
            },
            ..Site::default()
        };
        head.html(&site, &Place::at("/search/"))
    }

    #[test]
    fn the_blocking_script_is_after_what_does_not_block() {
        for searches in [false, true] {
            let html = html(&Head {
                article: true,
                searches,
                ..Head::default()
            });
            let at = |what: &str| html.find(what).unwrap_or_else(|| panic!("{what}: {html}"));
            let blocking = at("<script src=\"../assets/theme.js\">");
            for ahead in ["style.css", "src=\"../assets/loader.js\"", "reading.js"] {
                assert!(at(ahead) < blocking, "{ahead}: {html}");
            }
            let policy = at("Content-Security-Policy");
            assert!(policy < at("style.css"), "{html}");
            if searches {
                assert!(at("rel=\"preload\"") < blocking, "{html}");
            }
        }
    }

    #[test]
    fn only_a_page_that_searches_fetches_the_search_at_once() {
        let ahead = [
            "<link rel=\"modulepreload\" href=\"../assets/app.js\">",
            "<link rel=\"preload\" as=\"fetch\" crossorigin=\"anonymous\" href=\"../assets/app.wasm\">",
            "<link rel=\"preload\" as=\"fetch\" crossorigin=\"anonymous\" href=\"../pack/1/manifest.kbp\">",
        ];
        for searches in [false, true] {
            let html = html(&Head {
                searches,
                ..Head::default()
            });
            for link in ahead {
                assert_eq!(html.contains(link), searches, "{link}: {html}");
            }
            // Neither waits for the islands of other pages.
            assert!(!html.contains("href=\"../assets/tools"), "{html}");
        }
    }
}
