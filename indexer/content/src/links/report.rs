//! Reports links that cannot be resolved.

use std::ops::Range;

use super::Links;
use super::destination::split;
use crate::distance;
use crate::link_targets::LinkTarget;
use model::finding::rules;
use model::percent;

impl Links<'_> {
    pub(super) fn no_section(&self, index: usize, wanted: &str, span: Range<usize>) {
        let parsed = &self.targets.documents[index];
        let message = if index == self.from {
            format!("this page has no section `#{wanted}`")
        } else {
            format!("`{}` has no section `#{wanted}`", parsed.source.path)
        };
        let ids = parsed.outline.shown().map(|heading| heading.id.as_str());
        let mut found = self
            .findings
            .at(&rules::UNRESOLVED_FRAGMENT, span, message)
            .label("no such section");
        if let Some(near) = distance::nearest(wanted, ids) {
            found = found.help(format!("did you mean `#{near}`?"));
        }
        self.findings.push(found);
    }

    pub(super) fn unresolved(&self, destination: &str, span: Range<usize>, found: &LinkTarget) {
        let (target, _) = split(destination);
        let (message, help) = match found {
            LinkTarget::LeftOut(why) => (
                format!("`{destination}` is {why}, so it is not in the site"),
                Some("publish it or remove the link".to_owned()),
            ),
            _ if destination.is_empty() => ("this link has no destination".to_owned(), None),
            LinkTarget::Outside => (
                format!("`{destination}` is outside the content folder"),
                None,
            ),
            _ if target.starts_with("www.") => (
                format!("`{destination}` is no page of this site"),
                Some(format!("for another site write `https://{destination}`")),
            ),
            _ => (
                format!("`{destination}` is no page of this site"),
                self.targets
                    .suggestion(self.from, &percent::decode(target))
                    .map(|near| format!("did you mean `{near}`?")),
            ),
        };
        let mut found = self
            .findings
            .at(&rules::UNRESOLVED_LINK, span, message)
            .label("leads nowhere");
        found.help = help;
        self.findings.push(found);
    }

    pub(super) fn missing_file(&self, destination: &str, span: Range<usize>, what: &str) {
        let message = format!("the {what} `{destination}` does not exist");
        let mut found = self
            .findings
            .at(&rules::MISSING_FILE, span, message)
            .label("no such file");
        let name = destination.rsplit('/').next().unwrap_or(destination);
        if let Some(near) = distance::nearest(&percent::decode(name), self.assets.names()) {
            found = found.help(format!("did you mean `{near}`?"));
        }
        self.findings.push(found);
    }

    pub(super) fn refuse(&self, scheme: &str, span: Range<usize>) {
        let message = format!("links of the scheme `{scheme}:` are dropped");
        let text = self.findings.text().get(span.clone()).unwrap_or_default();
        // `link:https://…` is AsciiDoc syntax.
        let inner = text.split_once(':').map_or("", |(_, inner)| inner);
        let help = if inner.starts_with("https://") || inner.starts_with("http://") {
            format!("write `{inner}`")
        } else {
            "pages link to http, https, mailto and tel".to_owned()
        };
        let found = self
            .findings
            .at(&rules::LINK_SCHEME, span, message)
            .label("dropped")
            .help(help);
        self.findings.push(found);
    }

    pub(super) fn foreign(&self, span: Range<usize>) {
        let message = "an image of another site is shown as a link";
        let found = self
            .findings
            .at(&rules::FOREIGN_IMAGE, span, message)
            .label("another site")
            .help("copy the image beside the document to show it");
        self.findings.push(found);
    }
}
