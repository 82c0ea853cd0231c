//! Resolves the links and images of one document.

mod dependencies;
mod destination;
mod report;

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Range;

pub(crate) use self::dependencies::LinkDependencies;
use self::dependencies::{Resolution, ResolvedTarget};
use self::destination::{has_file_extension, scheme, split, squeeze};
use super::assets::Assets;
use super::link_targets::{LinkTarget, LinkTargets};
use super::parse::ParsedDocument;
use super::paths;
use markup::{Image, Link, Resolve};
use model::finding::Findings;
use model::percent;

/// Resolves the links and images of one document.
pub(crate) struct Links<'a> {
    targets: &'a LinkTargets<'a>,
    assets: &'a Assets<'a>,
    findings: Findings<'a>,
    /// Index of the document.
    from: usize,
    /// URL of the document.
    url: &'a str,
    linked: RefCell<BTreeSet<String>>,
    resolutions: RefCell<Vec<ResolvedTarget>>,
}

const BROKEN: &str = "This link leads nowhere";

impl<'a> Links<'a> {
    pub(crate) fn new(
        targets: &'a LinkTargets<'a>,
        assets: &'a Assets<'a>,
        parsed: &'a ParsedDocument,
        from: usize,
        url: &'a str,
    ) -> Self {
        Self {
            targets,
            assets,
            findings: Findings::new(&parsed.source.path, &parsed.source.text),
            from,
            url,
            linked: RefCell::default(),
            resolutions: RefCell::default(),
        }
    }

    /// Returns the URLs of the documents that were linked to.
    pub(crate) fn linked(&self) -> Vec<String> {
        self.linked.borrow().iter().cloned().collect()
    }

    /// Returns the URL of a related document.
    pub(crate) fn related(&self, destination: &str, span: Range<usize>) -> Option<String> {
        let address = self.find_related(destination, span.clone());
        self.record(destination, span, Resolution::Related(address.clone()));
        address
    }

    fn find_related(&self, destination: &str, span: Range<usize>) -> Option<String> {
        let (target, _) = split(destination);
        match self.targets.find(self.from, &percent::decode(target)) {
            LinkTarget::Page(index) => self.targets.addresses[index].clone(),
            found => {
                self.unresolved(destination, span, &found);
                None
            }
        }
    }

    fn internal(&self, destination: &str, span: Range<usize>) -> Link {
        let (target, fragment) = split(destination);
        if target.is_empty() {
            return self.section(self.from, fragment, span);
        }
        match self.targets.find(self.from, &percent::decode(target)) {
            LinkTarget::Page(index) => self.section(index, fragment, span),
            LinkTarget::Generated(url) => {
                let fragment = fragment.map_or(String::new(), |fragment| format!("#{fragment}"));
                Link::Internal(paths::relative(self.url, &format!("{url}{fragment}")))
            }
            LinkTarget::File(candidates) => {
                let target = target.split('?').next().unwrap_or(target);
                let known = candidates
                    .iter()
                    .find_map(|path| self.assets.get(path.split('?').next()?));
                match known {
                    Some(asset) => Link::Internal(paths::relative(self.url, &asset.url)),
                    None if has_file_extension(target) => {
                        self.missing_file(destination, span, "file");
                        Link::Broken(BROKEN.to_owned())
                    }
                    None => {
                        self.unresolved(destination, span, &LinkTarget::File(candidates));
                        Link::Broken(BROKEN.to_owned())
                    }
                }
            }
            found => {
                self.unresolved(destination, span, &found);
                Link::Broken(BROKEN.to_owned())
            }
        }
    }

    /// Returns the link to a section of document `index`.
    fn section(&self, index: usize, fragment: Option<&str>, span: Range<usize>) -> Link {
        let url = self.targets.addresses[index].as_deref().unwrap_or("/");
        let same_page = index == self.from;
        if !same_page {
            self.linked.borrow_mut().insert(url.to_owned());
        }
        let page = || Link::Internal(paths::relative(self.url, url));
        let Some(wanted) = fragment.filter(|fragment| !fragment.is_empty()) else {
            return page();
        };
        let wanted = percent::decode(wanted);
        match self.anchor(index, &wanted) {
            Some(Anchor::Title) if same_page => Link::Internal("#".to_owned()),
            Some(Anchor::Title) => page(),
            Some(Anchor::Id(id)) => {
                Link::Internal(paths::relative(self.url, &format!("{url}#{id}")))
            }
            None => {
                self.no_section(index, &wanted, span);
                if same_page {
                    Link::Broken("This section does not exist".to_owned())
                } else {
                    page()
                }
            }
        }
    }

    fn anchor(&self, index: usize, wanted: &str) -> Option<Anchor> {
        let outline = &self.targets.documents[index].outline;
        if outline.title_id() == Some(wanted) {
            return Some(Anchor::Title);
        }
        if outline.has_id(wanted) {
            return Some(Anchor::Id(wanted.to_owned()));
        }
        // Site generators disagree about punctuation in ids, and authors about case.
        let squeezed = squeeze(wanted);
        let mut same = outline
            .headings
            .iter()
            .filter(|heading| squeeze(&heading.id) == squeezed);
        match (same.next(), same.next()) {
            (Some(heading), None) if heading.level == 0 => Some(Anchor::Title),
            (Some(heading), None) => Some(Anchor::Id(heading.id.clone())),
            _ => None,
        }
    }
}

impl Links<'_> {
    fn record(&self, destination: &str, span: Range<usize>, resolution: Resolution) {
        self.resolutions.borrow_mut().push(ResolvedTarget {
            destination: destination.to_owned(),
            span,
            resolution,
        });
    }

    /// Resolves the same destinations again. Returns whether they all resolve as `before`.
    pub(crate) fn still_valid(&self, before: &LinkDependencies) -> bool {
        before.resolutions.iter().all(|known| {
            let (destination, span) = (known.destination.as_str(), known.span.clone());
            let resolution = match known.resolution {
                Resolution::Link(_) => Resolution::Link(self.find_link(destination, span.clone())),
                Resolution::Image(_) => {
                    Resolution::Image(self.find_image(destination, span.clone()))
                }
                Resolution::Related(_) => {
                    Resolution::Related(self.find_related(destination, span.clone()))
                }
            };
            let same = resolution == known.resolution;
            self.record(destination, span, resolution);
            same
        })
    }

    /// Returns the destinations resolved so far, with their findings.
    pub(crate) fn into_dependencies(self) -> LinkDependencies {
        LinkDependencies {
            resolutions: self.resolutions.into_inner(),
            findings: self.findings.into_vec(),
        }
    }
}

impl Resolve for Links<'_> {
    fn link(&self, destination: &str, span: Range<usize>) -> Link {
        let link = self.find_link(destination, span.clone());
        self.record(destination, span, Resolution::Link(link.clone()));
        link
    }

    fn image(&self, source: &str, span: Range<usize>) -> Image {
        let image = self.find_image(source, span.clone());
        self.record(source, span, Resolution::Image(image.clone()));
        image
    }
}

impl Links<'_> {
    fn find_link(&self, destination: &str, span: Range<usize>) -> Link {
        let destination = destination.trim();
        if destination.is_empty() {
            self.unresolved(destination, span, &LinkTarget::Outside);
            return Link::Broken(BROKEN.to_owned());
        }
        if let Some(base) = self.targets.base_url
            && let Some(within) = destination.strip_prefix(base)
        {
            let (target, _) = split(within);
            if let LinkTarget::Page(_) = self.targets.find(self.from, &format!("/{target}")) {
                return self.internal(&format!("/{within}"), span);
            }
        }
        if destination.starts_with("//") {
            return Link::External(format!("https:{destination}"));
        }
        match scheme(destination) {
            None => self.internal(destination, span),
            Some(scheme) if matches!(scheme.as_str(), "http" | "https" | "mailto" | "tel") => {
                Link::External(destination.to_owned())
            }
            Some(scheme) => {
                self.refuse(&scheme, span);
                Link::Broken("Links of this kind are not published".to_owned())
            }
        }
    }

    fn find_image(&self, source: &str, span: Range<usize>) -> Image {
        let source = source.trim();
        let foreign = source.starts_with("//");
        match scheme(source) {
            Some(scheme) if matches!(scheme.as_str(), "http" | "https") => {
                self.foreign(span);
                Image::Foreign(source.to_owned())
            }
            Some(scheme) => {
                self.refuse(&scheme, span);
                Image::Broken("This image cannot be published".to_owned())
            }
            None if foreign => {
                self.foreign(span);
                Image::Foreign(format!("https:{source}"))
            }
            None => {
                let target = source.split(['?', '#']).next().unwrap_or(source);
                let decoded = percent::decode(target);
                let mut candidates = match self.targets.find(self.from, &decoded) {
                    LinkTarget::File(candidates) => candidates,
                    _ => Vec::new(),
                };
                // Hugo serves the files in `static/` from the root.
                if decoded.starts_with('/') {
                    candidates.push(format!("static{decoded}"));
                }
                let known = candidates.iter().find_map(|path| self.assets.get(path));
                match known {
                    Some(asset) => Image::File(paths::relative(self.url, &asset.url), asset.size),
                    None => {
                        self.missing_file(source, span, "image");
                        Image::Broken("This image does not exist".to_owned())
                    }
                }
            }
        }
    }
}

enum Anchor {
    /// The page's title, at the top of the page.
    Title,
    Id(String),
}
