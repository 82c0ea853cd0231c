//! One minimal page of each kind, with all fields set.

mod learning;

use app::model::{
    Assets, Candidate, Card, Case, Contact, Contacts, Document, Home, IndexEntry, Insights, Kind,
    Lessons, Link, Listing, NewRunbook, Register, Report, ServiceLinks, Site, Source, Suspect,
    Suspects, SymptomIndex, SymptomPage, TocEntry, Trust, Used, Variable, Way,
};
use app::pages::{Page, render};

/// Models for a page of each kind.
pub(crate) struct Samples {
    pub(crate) site: Site,
    pub(crate) home: Home,
    pub(crate) listing: Listing,
    pub(crate) document: Document,
    pub(crate) symptom: SymptomPage,
    pub(crate) symptoms: SymptomIndex,
    pub(crate) lessons: Lessons,
    pub(crate) register: Register,
    pub(crate) insights: Insights,
    title: String,
}

impl Default for Samples {
    fn default() -> Self {
        Self::with("PostgreSQL: connections exhausted")
    }
}

impl Samples {
    /// Creates samples in which every text that authors write is `text`.
    pub(crate) fn with(text: &str) -> Self {
        let card = card(text);
        Self {
            site: site(text),
            home: Home {
                ongoing: vec![card.clone()],
                symptoms: vec![link("/search/?q=slow", text)],
                changed: vec![card.clone()],
                learned: vec![
                    (card.clone(), learning::lessons(text).pop()),
                    (card.clone(), None),
                ],
                start: vec![card.clone()],
                reviews: vec![card.clone()],
            },
            listing: Listing {
                title: text.into(),
                intro: text.into(),
                url: "/runbooks/".into(),
                groups: (0..4).map(|_| (text.into(), vec![card.clone()])).collect(),
                tags: vec![link("/tags/db/", text)],
                indexes: vec![(text.into(), vec![entry(text)])],
            },
            symptom: symptom(card.clone(), text),
            symptoms: SymptomIndex {
                url: "/symptoms/".into(),
                shared: vec![entry(text)],
                single: vec![(
                    card.clone(),
                    vec![link("/symptoms/x/", text), link("", text)],
                )],
            },
            document: document(card, text),
            lessons: learning::all_lessons(text),
            register: learning::register(text),
            insights: learning::insights(text),
            title: text.into(),
        }
    }

    /// Returns the sample of a redirect.
    pub(crate) fn redirect(&self) -> Page<'_> {
        Page::Redirect {
            from: "/old/",
            to: "/runbooks/postgres/",
            title: &self.title,
        }
    }

    /// Renders every sample; returns the pages with their names.
    pub(crate) fn rendered(&self) -> Vec<(&'static str, String)> {
        [
            ("home", Page::Home(&self.home)),
            ("listing", Page::Listing(&self.listing)),
            ("document", Page::Document(&self.document)),
            ("brief", Page::Brief(&self.document)),
            ("lessons", Page::Lessons(&self.lessons)),
            ("actions", Page::Actions(&self.register)),
            ("insights", Page::Insights(&self.insights)),
            ("symptom", Page::Symptom(&self.symptom)),
            ("symptoms", Page::Symptoms(&self.symptoms)),
            ("search", Page::Search),
            ("not found", Page::NotFound),
            ("redirect", self.redirect()),
        ]
        .into_iter()
        .map(|(name, page)| (name, render(&self.site, &page)))
        .collect()
    }
}

pub(crate) fn link(url: &str, text: &str) -> Link {
    Link {
        url: url.into(),
        text: text.into(),
    }
}

fn site(text: &str) -> Site {
    Site {
        title: text.into(),
        description: text.into(),
        base_url: Some("https://x.test/kb/".into()),
        language: "en".into(),
        kinds: vec![(Kind::Runbook, 1)],
        documents: 1,
        assets: Assets {
            css: "/style-1.css".into(),
            learning_css: "/learning-1.css".into(),
            theme_js: "/theme-1.js".into(),
            loader_js: "/loader-1.js".into(),
            reading_js: "/reading-1.js".into(),
            app_js: "/app-1.js".into(),
            app_wasm: "/app-1.wasm".into(),
            tools_js: "/tools-1.js".into(),
            tools_wasm: "/tools-1.wasm".into(),
            pack: "/pack/1/".into(),
            icon: "/icon-1.svg".into(),
        },
        issue_url: Some("https://git.test/issues".into()),
        tags_url: Some("/tags/".into()),
        symptoms_url: Some("/symptoms/".into()),
        learning: vec![
            link("/lessons/", "Lessons"),
            link("/actions/", "Actions"),
            link("/insights/", "Insights"),
        ],
        new_runbook: NewRunbook {
            new_url: Some("https://git.test/new?f=%7Bpath%7D&v=%7Btext%7D".into()),
            ask_url: Some("https://git.test/issues?t=%7Bname%7D".into()),
        },
    }
}

fn card(text: &str) -> Card {
    Card {
        url: "/runbooks/postgres/".into(),
        title: text.into(),
        kind: Some(Kind::Runbook),
        summary: Some(text.into()),
        services: vec![link("/services/payments/", text), link("", text)],
        tags: vec![link("/tags/db/", text)],
        incident_date: Some("2023-08-02T13:45:00Z".into()),
        reviewed: Some("2024-11-02".into()),
        review_due: Some("2025-05-02".into()),
        changed: Some("2025-01-12T08:00:00Z".into()),
        severity: Some(text.into()),
        status: Some("final".into()),
        owner: Some(text.into()),
        reason: Some(text.into()),
    }
}

fn suspects(text: &str) -> Suspects {
    let case = Case {
        incident: link("/postmortems/x/", text),
        date: Some("2023-08-02".into()),
        words: text.into(),
        minutes: Some(70),
    };
    let one = |id: &str, source| Candidate {
        id: id.into(),
        name: text.into(),
        suspect: Suspect {
            cause: "a leak".into(),
            check: "<code>count</code>".into(),
            confirms: "it grows".into(),
            rules_out: "it does not".into(),
            then: "restart".into(),
        },
        source,
        from: Some(link("/runbooks/redis/", text)),
        cases: vec![case.clone()],
        misled: vec![case.clone()],
    };
    Suspects {
        list: vec![
            one("1a2b3c4d", Source::Page),
            one("2a2b3c4d", Source::Past),
            one("3a2b3c4d", Source::FalseLead),
        ],
        incidents: 2,
        scope: text.into(),
        more: 3,
    }
}

fn symptom(card: Card, text: &str) -> SymptomPage {
    SymptomPage {
        name: text.into(),
        url: "/symptoms/slow/payments/".into(),
        whole: Some("/symptoms/slow/".into()),
        index: "/symptoms/".into(),
        services: vec![
            (link("/symptoms/slow/", text), 2),
            (link("/symptoms/slow/payments/", text), 1),
        ],
        suspects: suspects(text),
        pages: vec![(text.into(), vec![card])],
        past: suspects(text).list.swap_remove(0).cases,
        related: vec![link("/symptoms/slow-queries/", text)],
    }
}

fn entry(text: &str) -> IndexEntry {
    IndexEntry {
        name: link("/symptoms/slow/", text),
        note: text.into(),
        pages: vec![link("/runbooks/redis/#a", text)],
    }
}

fn document(card: Card, text: &str) -> Document {
    Document {
        steps: 2,
        card: card.clone(),
        description: text.into(),
        html: "<h2 id=\"meaning\">Meaning</h2><p>Words.</p>".into(),
        toc: (2..6)
            .map(|level| TocEntry {
                level: level.min(3),
                anchor: "meaning".into(),
                text: text.into(),
            })
            .collect(),
        alerts: vec![text.into()],
        variables: vec![Variable {
            key: "namespace".into(),
            name: text.into(),
            description: Some(text.into()),
            default: None,
            pattern: Some("[a-z]+".into()),
            example: Some(text.into()),
        }],
        at: None,
        suspects: suspects(text),
        symptoms: vec![link("/symptoms/slow/", text), link("", text)],
        incident: Some(learning::incident(text)),
        lessons: learning::lessons(text),
        similar: vec![card.clone()],
        facts: vec![(
            text.into(),
            vec![link("https://x.test/", text), link("/guides/a/", text)],
        )],
        related: vec![card.clone()],
        backlinks: vec![card.clone()],
        previous: Some(link("/runbooks/redis/", text)),
        next: Some(link("/runbooks/kafka/", text)),
        edit_url: Some("https://git.test/edit".into()),
        trust: trust(text),
        service: Some(ServiceLinks {
            documents: vec![(Kind::Runbook, vec![card])],
            depends_on: vec![link("", text)],
            dependents: vec![link("/services/checkout/", text)],
            open_actions: learning::actions(text),
            actions_url: "/actions/?service=payments".into(),
        }),
    }
}

fn trust(text: &str) -> Trust {
    let way = |way, url: &str, number: Option<&str>| Contact {
        way,
        text: text.into(),
        url: url.into(),
        number: number.map(Into::into),
    };
    Trust {
        used: Some(Used {
            incidents: 2,
            last: link("/postmortems/a/", text),
            date: Some("2023-08-02T13:45:00Z".into()),
        }),
        escalation: Some(text.into()),
        contacts: vec![Contacts {
            of: link("/services/payments/", text),
            ways: vec![
                way(Way::Phone, "tel:+15550100", Some("+1 555 0100")),
                way(Way::Chat, "https://chat.test/c/1", None),
                way(Way::Mail, "mailto:a@x.test", None),
                way(Way::Page, "", None),
            ],
        }],
        report: Some(Report {
            url: "https://git.test/issues?b=page".into(),
            section_url: "https://git.test/issues?b=%7Bsection%7D".into(),
        }),
        parts: vec![link("#meaning", "Meaning"), link("#meaning", "Impact")],
    }
}
