//! Lists the pages of a site.

use app::pages::{self, Page};
use model::{Kind, address};

use crate::view::{LessonsOf, SymptomPart, Tagged, Views};
use content::Content;
use content::alerts::Alert;

/// A page to render. It has only the key of the page; the data is collected when the page
/// is rendered. So large sites never hold the data of all pages at once, and a preview
/// collects only the data of pages that are viewed.
#[derive(Debug)]
pub(super) enum PageData {
    Home,
    Kind(Kind),
    Tags,
    Tag(Tagged),
    Document(usize),
    Brief(usize),
    Lessons(LessonsOf),
    Actions,
    Insights,
    /// A document's page at another URL.
    DocumentAt(usize, String),
    Symptom(SymptomPart),
    Symptoms,
    Alerts,
    /// A choice of pages for an alert that several documents answer.
    AlertChoice(Alert),
    Search,
    NotFound,
    Redirect {
        from: String,
        to: String,
        title: String,
    },
}

impl PageData {
    /// Whether this is the page of an alert.
    pub(super) fn is_of_an_alert(&self) -> bool {
        matches!(self, Self::DocumentAt(..) | Self::AlertChoice(_))
    }

    /// Renders the page as HTML.
    pub(super) fn render(&self, views: &Views) -> String {
        let render = |page: &Page<'_>| pages::render(&views.site, page);
        match self {
            Self::Home => render(&Page::Home(&views.home())),
            Self::Kind(kind) => render(&Page::Listing(&views.kind_index(*kind))),
            Self::Tags => render(&Page::Listing(&views.tag_index())),
            Self::Tag(tagged) => render(&Page::Listing(&views.tag_page(tagged))),
            Self::Document(number) => render(&Page::Document(&views.document(*number))),
            Self::Brief(number) => render(&Page::Brief(&views.document(*number))),
            Self::Lessons(of) => render(&Page::Lessons(&views.lesson_page(of))),
            Self::Actions => render(&Page::Actions(&views.register())),
            Self::Insights => render(&Page::Insights(&views.insights())),
            Self::DocumentAt(number, url) => {
                render(&Page::Document(&views.document_at(*number, url)))
            }
            Self::Symptom(part) => render(&Page::Symptom(&views.symptom_page(part))),
            Self::Symptoms => render(&Page::Symptoms(&views.symptom_index())),
            Self::Alerts => render(&Page::Listing(&views.alert_index())),
            Self::AlertChoice(alert) => render(&Page::Listing(&views.alert_choice(alert))),
            Self::Search => render(&Page::Search),
            Self::NotFound => render(&Page::NotFound),
            Self::Redirect { from, to, title } => render(&Page::Redirect { from, to, title }),
        }
    }
}

/// A page with all its URLs within the site.
pub(super) type Placed = (Vec<String>, PageData);

/// Returns all pages.
pub(super) fn all(views: &Views, content: &Content) -> Vec<Placed> {
    let at = |url: &str, page: PageData| (vec![url.to_owned()], page);
    let mut all = vec![
        at(address::HOME, PageData::Home),
        at(address::SEARCH, PageData::Search),
        at(address::NOT_FOUND, PageData::NotFound),
    ];
    let kinds = views.site.kinds.iter();
    all.extend(kinds.map(|(kind, _)| (vec![address::kind_url(*kind)], PageData::Kind(*kind))));
    let tags = views.tags();
    if !tags.is_empty() {
        all.push(at(address::TAGS, PageData::Tags));
    }
    let tags = tags.into_iter();
    all.extend(tags.map(|tagged| (vec![tagged.url.clone()], PageData::Tag(tagged))));
    if views.has_learning() {
        let lessons = views.lessons_of_all().into_iter();
        all.extend(lessons.map(|of| (vec![of.url()], PageData::Lessons(of))));
        all.push(at(address::ACTIONS, PageData::Actions));
        all.push(at(address::INSIGHTS, PageData::Insights));
    }
    for (number, document) in content.documents.iter().enumerate() {
        all.push(at(&document.url, PageData::Document(number)));
        let brief = (document.kind == Kind::Postmortem).then(|| views.brief_url(number));
        all.extend(
            brief
                .flatten()
                .map(|url| (vec![url], PageData::Brief(number))),
        );
    }
    if let Some(url) = &views.site.symptoms_url {
        all.push(at(url, PageData::Symptoms));
    }
    let symptoms = views.symptom_parts().into_iter();
    all.extend(symptoms.map(|part| (vec![part.url.clone()], PageData::Symptom(part))));
    all.extend(alerts(views));
    all.extend(content.redirects.iter().map(|redirect| {
        let page = PageData::Redirect {
            from: redirect.from.clone(),
            to: redirect.to.clone(),
            title: redirect.title.clone(),
        };
        at(&redirect.from, page)
    }));
    all
}

/// Returns the pages of alerts: the runbook itself if only one document answers the
/// alert, or else a choice.
fn alerts(views: &Views) -> Vec<Placed> {
    if views.alerts().is_empty() {
        return Vec::new();
    }
    let index = (vec![address::ALERTS.to_owned()], PageData::Alerts);
    let each = views.alerts().values().map(|alert| {
        let page = match alert.documents.as_slice() {
            [number] => PageData::DocumentAt(*number, alert.url()),
            _ => PageData::AlertChoice(alert.clone()),
        };
        (alert.urls(), page)
    });
    std::iter::once(index).chain(each).collect()
}
