//! Redirects from old URLs.

use std::collections::HashMap;
use std::sync::Arc;

use super::addresses::briefs;
use super::front::Located;
use super::parse::ParsedDocument;
use model::finding::{Diagnostic, rules};
use model::{Redirect, address, percent};

/// Returns the redirects that documents declare, ordered by old URL.
pub(crate) fn collect(
    documents: &[Arc<ParsedDocument>],
    addresses: &[Option<String>],
) -> (Vec<Redirect>, Vec<Diagnostic>) {
    let pages: HashMap<&str, usize> = addresses
        .iter()
        .enumerate()
        .filter_map(|(index, url)| Some((url.as_deref()?, index)))
        .collect();
    let briefs = briefs(documents, addresses);
    let mut taken: HashMap<String, usize> = HashMap::new();
    let mut redirects = Vec::new();
    let mut diagnostics = Vec::new();
    for (index, document) in documents.iter().enumerate() {
        let Some(to) = &addresses[index] else {
            continue;
        };
        for alias in &document.front.aliases {
            let mut complain = |rule, message: String, help: &str| {
                diagnostics.push(
                    Diagnostic::new(rule, &document.source.path, message)
                        .at(&document.source.text, alias.span.clone())
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
            if address::is_reserved(&from) {
                let message = format!("the site itself uses `{from}`");
                complain(&rules::RESERVED_ADDRESS, message, "choose another alias");
                continue;
            }
            if let Some(&other) = briefs.get(&from) {
                let message = format!(
                    "`{from}` is the printable brief of `{}`",
                    documents[other].source.path
                );
                complain(&rules::ADDRESS_TAKEN, message, "choose another alias");
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
                    documents[other].source.path
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
                title: document.title.clone(),
            });
        }
    }
    redirects.sort_by(|a, b| a.from.cmp(&b.from));
    (redirects, diagnostics)
}

/// Returns an alias as a URL within the site: `/old/address/`.
fn normalise(alias: &Located) -> Option<String> {
    let text = alias.text.as_str();
    let path = match text.split_once("://") {
        Some((_, rest)) => rest.split_once('/')?.1,
        None => text,
    };
    let path = path.split(['?', '#']).next()?;
    let path = percent::decode(path);
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
