//! The footer of every page.

use leptos::prelude::*;

use crate::islands::Incident;
use crate::model::Site;
use crate::text::plural;

use super::address::{Place, absolute};
use super::links::{anchor, link};

/// The number of documents, links, and keyboard shortcuts.
pub(super) fn footer(site: &Site, place: &Place, canonical: Option<&str>) -> impl IntoView + use<> {
    let count = plural(site.documents, "document", "documents");
    let report = site
        .issue_url
        .as_deref()
        .map(|url| view! { <li>{anchor(place, url, "Report a problem")}</li> });
    let tags = site
        .tags_url
        .as_deref()
        .map(|url| view! { <li>{anchor(place, url, "Tags")}</li> });
    let symptoms = site
        .symptoms_url
        .as_deref()
        .map(|url| view! { <li>{anchor(place, url, "Symptoms")}</li> });
    let learning: Vec<_> = site
        .learning
        .iter()
        .map(|to| view! { <li>{link(place, to)}</li> })
        .collect();
    let feed = (!site.learning.is_empty())
        .then(|| view! { <li>{anchor(place, "/feed.xml", "Feed")}</li> });
    // Printed pages show their URL.
    let source = canonical
        .and_then(|url| absolute(site, url))
        .map(|url| view! { <li class="print-only">{url}</li> });
    view! {
        <footer class="site-footer">
            <Incident />
            <ul>
                <li>{count}</li>
                {symptoms}
                {learning}
                {tags}
                {feed}
                {report}
                {source}
                <li class="js-only keys-hint">
                    <kbd>"/"</kbd>
                    " search "
                    <kbd>"?"</kbd>
                    " keys"
                </li>
            </ul>
        </footer>
    }
}
