//! Old addresses.

use std::collections::HashMap;
use std::sync::Arc;

use super::paths;
use super::read::Draft;
use super::{Redirect, front::Located};
use crate::diagnostics::{Diagnostic, rules};

/// First parts of addresses that the site itself uses.
const RESERVED: &[&str] = &[
    ".nojekyll",
    "404",
    "404.html",
    "actions",
    "alerts",
    "alerts.json",
    "assets",
    "build.json",
    "data",
    "feed.xml",
    "index.html",
    "insights",
    "lessons",
    "media",
    "pack",
    "pages.json",
    "robots.txt",
    "search",
    "sitemap.xml",
    "sw.js",
    "tags",
];

/// Addresses that the site itself uses, but not what stands below them.
const RESERVED_WHOLE: &[&str] = &["/", "/guides/", "/postmortems/", "/runbooks/", "/services/"];

/// Whether the site keeps `url` for itself, now or later.
fn is_reserved(url: &str) -> bool {
    let first = url.trim_start_matches('/').split('/').next();
    RESERVED_WHOLE.contains(&url)
        || first.is_some_and(|first| RESERVED.contains(&first.to_ascii_lowercase().as_str()))
}

/// The redirects that documents declare, ordered by old address.
pub(crate) fn collect(
    drafts: &[Arc<Draft>],
    addresses: &[Option<String>],
) -> (Vec<Redirect>, Vec<Diagnostic>) {
    let pages: HashMap<&str, usize> = addresses
        .iter()
        .enumerate()
        .filter_map(|(index, url)| Some((url.as_deref()?, index)))
        .collect();
    let mut taken: HashMap<String, usize> = HashMap::new();
    let mut redirects = Vec::new();
    let mut diagnostics = Vec::new();
    for (index, draft) in drafts.iter().enumerate() {
        let Some(to) = &addresses[index] else {
            continue;
        };
        for alias in &draft.front.aliases {
            let mut complain = |rule, message: String, help: &str| {
                diagnostics.push(
                    Diagnostic::new(rule, &draft.source.path, message)
                        .at(&draft.source.text, alias.span.clone())
                        .label("declared here")
                        .help(help),
                );
            };
            let Some(from) = normalise(alias) else {
                let message = format!("`{}` is not an address within the site", alias.text);
                complain(
                    &rules::RESERVED_ADDRESS,
                    message,
                    "write it as `/old/address/`",
                );
                continue;
            };
            if is_reserved(&from) {
                let message = format!("the site itself uses `{from}`");
                complain(&rules::RESERVED_ADDRESS, message, "choose another alias");
                continue;
            }
            let page = pages.get(from.as_str()).copied();
            if page == Some(index) || taken.get(&from) == Some(&index) {
                continue;
            }
            if let Some(other) = page.or_else(|| taken.get(&from).copied()) {
                let what = if page.is_some() { "is" } else { "declares" };
                let message = format!(
                    "`{}` {what} `{from}`, which this document declares as its alias",
                    drafts[other].source.path
                );
                complain(
                    &rules::ADDRESS_TAKEN,
                    message,
                    "remove the alias from one of the two",
                );
                continue;
            }
            taken.insert(from.clone(), index);
            redirects.push(Redirect {
                from,
                to: to.clone(),
                title: draft.title.clone(),
            });
        }
    }
    redirects.sort_by(|a, b| a.from.cmp(&b.from));
    (redirects, diagnostics)
}

/// An alias as an address within the site: `/old/address/`.
fn normalise(alias: &Located) -> Option<String> {
    let text = alias.text.as_str();
    let path = match text.split_once("://") {
        Some((_, rest)) => rest.split_once('/')?.1,
        None => text,
    };
    let path = path.split(['?', '#']).next()?;
    let path = paths::decode(path);
    if path.contains(['\\', '\0', '\n']) {
        return None;
    }
    let mut url = String::from("/");
    for part in path.split('/').filter(|part| !part.is_empty()) {
        if part == "." || part == ".." {
            return None;
        }
        url.push_str(part);
        url.push('/');
    }
    Some(url)
}
