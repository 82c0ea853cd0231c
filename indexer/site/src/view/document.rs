//! The page of a document.

use app::model::{Document, Kind, Link, ServiceLinks, Suspects, TocEntry};

use super::catalog::Catalog;
use super::lesson_index::Learned;
use super::rebase::rebase;
use super::{actions, contacts, contribute, freshness, incident, order, suspects, symptoms};
use crate::suspects::Profiles;
use content::config::Config;
use content::symptoms::Symptoms;
use index::similar::Similar;
use markup::commands;
use model::{FrontMatter, Section, Variable};

/// Headings deeper than this are left out of the table of contents.
const TOC_LEVELS: std::ops::RangeInclusive<u8> = 2..=3;

/// What the page of a document is made of.
#[derive(Debug, Clone, Copy)]
pub(super) struct DocumentInputs<'a> {
    pub(super) catalog: &'a Catalog,
    pub(super) learned: &'a Learned,
    pub(super) symptoms: &'a Symptoms,
    pub(super) profiles: &'a Profiles,
    pub(super) similar: &'a Similar,
    pub(super) config: &'a Config,
}

impl DocumentInputs<'_> {
    /// The candidate causes that document `number` names.
    fn suspects(&self, number: usize) -> Suspects {
        suspects::of_page(self.catalog, self.symptoms, self.profiles, number)
    }
}

/// The page of document `number`.
pub(super) fn page(inputs: &DocumentInputs<'_>, number: usize) -> Document {
    let DocumentInputs {
        catalog,
        learned,
        config,
        ..
    } = *inputs;
    let document = &catalog.documents[number];
    let front = &document.front;
    let (previous, next) = catalog.relations.neighbours(number);
    let postmortem = document.kind == Kind::Postmortem;
    let (html, sections) = if postmortem {
        order::ordered(document)
    } else {
        (document.html.clone(), document.sections.iter().collect())
    };
    Document {
        card: catalog.card(number),
        description: document.description.clone(),
        html,
        toc: toc(sections),
        alerts: document.alerts.clone(),
        variables: document.variables.iter().map(variable).collect(),
        suspects: without_source(inputs.suspects(number)),
        symptoms: symptoms::links(inputs.symptoms, document),
        steps: document.steps,
        facts: facts(front, document.kind, config),
        related: catalog
            .relations
            .related(&catalog.documents, number)
            .into_iter()
            .filter(|(related, _)| !inputs.similar.is_like(number, *related))
            .map(|(related, reason)| app::model::Card {
                reason: Some(reason),
                ..catalog.card(related)
            })
            .collect(),
        backlinks: catalog.cards(catalog.relations.backlinks(number).iter().copied()),
        previous: previous.map(|number| catalog.link(number)),
        next: next.map(|number| catalog.link(number)),
        edit_url: contribute::edit(config, &document.path),
        trust: freshness::trust(catalog, config, number),
        at: None,
        service: (document.kind == Kind::Service).then(|| service(catalog, number)),
        incident: postmortem.then(|| incident::incident(catalog, learned, number)),
        lessons: learned.of(number).to_vec(),
        similar: incident::similar(catalog, inputs.similar, number),
    }
}

/// The same page as it stands at another address.
pub(super) fn page_at(inputs: &DocumentInputs<'_>, number: usize, url: &str) -> Document {
    let mut document = page(inputs, number);
    let own = document.card.url.clone();
    let moved = |html: &mut String| *html = rebase(html, &own, url);
    moved(&mut document.html);
    document.suspects = without_source(suspects::moved(inputs.suspects(number), url));
    document.at = Some(url.to_owned());
    document
}

/// What belongs to the service of document `number`.
pub(super) fn service(catalog: &Catalog, number: usize) -> ServiceLinks {
    let document = &catalog.documents[number];
    let kinds = [Kind::Runbook, Kind::Guide, Kind::Postmortem];
    let documents = kinds.into_iter().map(|kind| {
        let numbers = catalog.relations.of_service(number).iter().copied();
        (
            kind,
            catalog.cards(numbers.filter(|other| catalog.documents[*other].kind == kind)),
        )
    });
    ServiceLinks {
        documents: documents.filter(|(_, cards)| !cards.is_empty()).collect(),
        depends_on: document
            .front
            .depends_on
            .iter()
            .map(|name| catalog.service_link(name))
            .collect(),
        dependents: catalog
            .relations
            .dependents(number)
            .iter()
            .map(|other| catalog.link(*other))
            .collect(),
        open_actions: actions::open_of_service(catalog, number),
        actions_url: actions::url_of_service(catalog, number),
    }
}

/// Suspects of the very page that shows them: where they come from is no news.
fn without_source(mut suspects: Suspects) -> Suspects {
    for candidate in &mut suspects.list {
        candidate.from = None;
    }
    suspects
}

fn variable(variable: &Variable) -> app::model::Variable {
    app::model::Variable {
        key: commands::key(&variable.name),
        name: variable.name.clone(),
        description: variable.description.clone(),
        default: variable.default.clone(),
        pattern: variable.pattern.as_deref().map(pattern),
        example: variable.example.clone(),
    }
}

/// A pattern as browsers read it: they use the `v` flag, under which a class
/// must escape what looks like syntax, as the hyphen of `[a-z-]` does.
fn pattern(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 4);
    let mut chars = text.chars().peekable();
    let mut in_class = false;
    // Whether the next character is the first of its class.
    let mut first = false;
    while let Some(c) = chars.next() {
        let was_first = std::mem::take(&mut first);
        match c {
            '\\' => {
                out.push(c);
                out.extend(chars.next());
                continue;
            }
            '[' if !in_class => (in_class, first) = (true, true),
            '^' if was_first => first = true,
            ']' if in_class && !was_first => in_class = false,
            '-' if in_class && (was_first || chars.peek() == Some(&']')) => out.push('\\'),
            '(' | ')' | '[' | '{' | '}' | '/' | '|' if in_class => out.push('\\'),
            _ => {}
        }
        out.push(c);
    }
    out
}

fn toc(sections: Vec<&Section>) -> Vec<TocEntry> {
    sections
        .into_iter()
        .filter(|section| TOC_LEVELS.contains(&section.level) && !section.anchor.is_empty())
        .map(|section| TocEntry {
            level: section.level,
            anchor: section.anchor.clone(),
            text: section.heading.clone(),
        })
        .collect()
}

fn facts(front: &FrontMatter, kind: Kind, config: &Config) -> Vec<(String, Vec<Link>)> {
    // A runbook's ways to reach people stand at its top.
    let helps = matches!(kind, Kind::Runbook | Kind::Guide);
    let plain = |text: &String| Link {
        url: String::new(),
        text: text.clone(),
    };
    let one = |text: &Option<String>| text.iter().map(plain).collect::<Vec<_>>();
    let many = |texts: &[String]| texts.iter().map(plain).collect::<Vec<_>>();
    let named = |entries: &[(String, String)]| {
        entries
            .iter()
            .map(|(label, text)| link(label, text))
            .collect()
    };
    let facts = [
        ("Tier", one(&front.tier)),
        (
            "Contacts",
            front
                .contacts
                .iter()
                .map(|(label, text)| reach(config, label, text))
                .collect(),
        ),
        ("Dashboards", named(&front.dashboards)),
        ("Repositories", named(&front.repositories)),
        (
            "Chat",
            front
                .owner_slack
                .iter()
                .filter(|_| !helps)
                .map(|chat| reach(config, "", chat))
                .collect(),
        ),
        ("Impact", one(&front.impact)),
        ("Root cause", one(&front.root_cause)),
        ("Authors", many(&front.authors)),
        (
            "Public report",
            front.source.iter().map(|url| link("", url)).collect(),
        ),
        (
            "Escalation",
            one(&front.escalation.clone().filter(|_| !helps)),
        ),
    ];
    facts
        .into_iter()
        .filter(|(_, links)| !links.is_empty())
        .map(|(label, links)| (label.to_owned(), links))
        .collect()
}

/// A way to reach people, with its number to dial elsewhere.
fn reach(config: &Config, label: &str, text: &str) -> Link {
    let contact = contacts::contact(config, label, text);
    Link {
        url: contact.url,
        text: match contact.number {
            Some(number) => format!("{} {number}", contact.text),
            None => contact.text,
        },
    }
}

/// A labelled text, linked where it is an address. `on-call: https://…` is one
/// text with its label in front.
fn link(label: &str, text: &str) -> Link {
    if let (true, Some((before, address))) = (label.is_empty(), text.split_once(": "))
        && is_address(address)
        && !is_address(text)
    {
        return link(before, address);
    }
    let is_address = is_address(text);
    let shown = match (label.is_empty(), is_address) {
        (false, true) => label.to_owned(),
        (false, false) => format!("{label}: {text}"),
        (true, _) => text.to_owned(),
    };
    Link {
        url: if is_address {
            text.to_owned()
        } else {
            String::new()
        },
        text: shown,
    }
}

fn is_address(text: &str) -> bool {
    let schemes = ["https://", "http://", "mailto:", "tel:"];
    schemes.iter().any(|scheme| text.starts_with(scheme)) && !text.contains(' ')
}

#[cfg(test)]
mod tests {
    use super::{link, pattern};

    #[test]
    fn patterns_are_written_as_browsers_read_them() {
        for (written, read) in [
            ("^[A-Za-z0-9.-]+$", "^[A-Za-z0-9.\\-]+$"),
            ("[-a]|[^-a]", "[\\-a]|[^\\-a]"),
            ("[A-Za-z0-9./_=,-]+", "[A-Za-z0-9.\\/_=,\\-]+"),
            ("[0-9]{2,5}(a|b)", "[0-9]{2,5}(a|b)"),
            ("[\\]\\-x]", "[\\]\\-x]"),
        ] {
            assert_eq!(pattern(written), read);
        }
    }

    #[test]
    fn addresses_are_linked_by_their_label() {
        for (label, text, url, shown) in [
            (
                "",
                "https://x.example/",
                "https://x.example/",
                "https://x.example/",
            ),
            ("Board", "https://x.example/", "https://x.example/", "Board"),
            (
                "",
                "edge on-call: https://x.example/",
                "https://x.example/",
                "edge on-call",
            ),
            ("", "chat: #edge", "", "chat: #edge"),
            ("Chat", "#edge", "", "Chat: #edge"),
        ] {
            let found = link(label, text);
            assert_eq!((found.url.as_str(), found.text.as_str()), (url, shown));
        }
    }
}
