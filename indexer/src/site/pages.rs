//! Which pages a site has.

use app::model::{Home, Insights, Kind, Lessons, Listing, Register, SymptomIndex, SymptomPage};
use app::pages::{self, Page};

use crate::content::Content;
use crate::view::Views;

/// A page to render. A document is named by number: its view is made when it is
/// rendered, so that large sites never hold all of them at once.
#[derive(Debug)]
pub(super) enum PageData {
    Home(Box<Home>),
    Listing(Box<Listing>),
    Document(usize),
    Brief(usize),
    Lessons(Box<Lessons>),
    Actions(Box<Register>),
    Insights(Box<Insights>),
    /// A document's page as it stands at another address.
    DocumentAt(usize, String),
    Symptom(Box<SymptomPage>),
    Symptoms(Box<SymptomIndex>),
    Search,
    NotFound,
    Redirect {
        from: String,
        to: String,
        title: String,
    },
}

impl PageData {
    /// The page as HTML.
    pub(super) fn render(&self, views: &Views<'_>) -> String {
        let document;
        let page = match self {
            Self::Home(home) => Page::Home(home),
            Self::Listing(listing) => Page::Listing(listing),
            Self::Document(number) => {
                document = views.document(*number);
                Page::Document(&document)
            }
            Self::Brief(number) => {
                document = views.document(*number);
                Page::Brief(&document)
            }
            Self::Lessons(lessons) => Page::Lessons(lessons),
            Self::Actions(register) => Page::Actions(register),
            Self::Insights(insights) => Page::Insights(insights),
            Self::DocumentAt(number, url) => {
                document = views.document_at(*number, url);
                Page::Document(&document)
            }
            Self::Symptom(symptom) => Page::Symptom(symptom),
            Self::Symptoms(index) => Page::Symptoms(index),
            Self::Search => Page::Search,
            Self::NotFound => Page::NotFound,
            Self::Redirect { from, to, title } => Page::Redirect { from, to, title },
        };
        pages::render(&views.site, &page)
    }
}

/// Every page with its address within the site.
pub(super) fn all(views: &Views<'_>, content: &Content) -> Vec<(String, PageData)> {
    let mut all = vec![
        ("/".to_owned(), PageData::Home(Box::new(views.home()))),
        ("/search/".to_owned(), PageData::Search),
        ("/404.html".to_owned(), PageData::NotFound),
    ];
    let listings = Kind::ALL
        .into_iter()
        .filter_map(|kind| views.kind_index(kind))
        .chain(views.tag_pages());
    all.extend(listings.map(|listing| (listing.url.clone(), PageData::Listing(Box::new(listing)))));
    let lessons = views.lesson_pages().into_iter();
    all.extend(lessons.map(|page| (page.url.clone(), PageData::Lessons(Box::new(page)))));
    all.extend(views.register().map(|register| {
        (
            "/actions/".to_owned(),
            PageData::Actions(Box::new(register)),
        )
    }));
    all.extend(views.insights().map(|insights| {
        (
            "/insights/".to_owned(),
            PageData::Insights(Box::new(insights)),
        )
    }));
    let postmortems = content.documents.iter().enumerate();
    all.extend(
        postmortems
            .filter(|(_, document)| document.kind == Kind::Postmortem)
            .filter_map(|(number, _)| Some((views.brief_url(number)?, PageData::Brief(number)))),
    );
    let documents = content.documents.iter().enumerate();
    all.extend(
        documents.map(|(number, document)| (document.url.clone(), PageData::Document(number))),
    );
    let symptoms = views.symptom_index();
    all.extend(symptoms.map(|index| (index.url.clone(), PageData::Symptoms(Box::new(index)))));
    let symptoms = views.symptom_pages().into_iter();
    all.extend(symptoms.map(|page| (page.url.clone(), PageData::Symptom(Box::new(page)))));
    all.extend(alerts(views));
    all.extend(content.redirects.iter().map(|redirect| {
        let page = PageData::Redirect {
            from: redirect.from.clone(),
            to: redirect.to.clone(),
            title: redirect.title.clone(),
        };
        (redirect.from.clone(), page)
    }));
    all
}

/// The pages by alert: the runbook itself where there is one, else a choice.
fn alerts(views: &Views<'_>) -> Vec<(String, PageData)> {
    let mut all: Vec<(String, PageData)> = Vec::new();
    all.extend(
        views
            .alert_index()
            .map(|listing| (listing.url.clone(), PageData::Listing(Box::new(listing)))),
    );
    let mut taken = std::collections::BTreeSet::new();
    for alert in views.alerts.values() {
        // Two alerts whose names share a spelling: the first keeps it.
        let urls = alert
            .urls()
            .into_iter()
            .filter(|url| taken.insert(url.clone()));
        all.extend(urls.map(|url| {
            let page = match alert.documents.as_slice() {
                [number] => PageData::DocumentAt(*number, alert.url()),
                _ => PageData::Listing(Box::new(views.alert_choice(alert))),
            };
            (url, page)
        }));
    }
    all
}
