//! Ways to reach people, as front matter writes them.

use app::model::{Contact, Contacts, Kind, Link, Way};

use super::catalog::{Catalog, unlinked};
use content::config::Config;
use model::percent;

/// Addresses that a page may link to, and what kind of way each is.
const SCHEMES: &[(&str, Way)] = &[
    ("tel:", Way::Phone),
    ("sms:", Way::Phone),
    ("mailto:", Way::Mail),
    ("slack:", Way::Chat),
    ("msteams:", Way::Chat),
    ("xmpp:", Way::Chat),
    ("matrix:", Way::Chat),
    ("irc:", Way::Chat),
    ("https://", Way::Page),
    ("http://", Way::Page),
];

/// Words in a label or a host that tell a chat.
const CHATS: &[&str] = &[
    "chat",
    "channel",
    "slack",
    "teams",
    "mattermost",
    "zulip",
    "discord",
    "matrix",
];

/// Reads one contact: `payments on-call: tel:+15550100`, `channel #payments`,
/// `+1 555 0100`, or an address with a label of its own.
pub(super) fn contact(config: &Config, label: &str, text: &str) -> Contact {
    let text = text.trim();
    if label.is_empty()
        && way(text).is_none()
        && let Some((before, rest)) = text.split_once(": ")
        && way(rest.trim()).is_some()
    {
        return contact(config, before.trim(), rest);
    }
    let named = |own: String| {
        if label.is_empty() {
            own
        } else {
            label.to_owned()
        }
    };
    match way(text) {
        Some(Way::Phone) => {
            let bare = text.trim_start_matches("tel:").trim_start_matches("sms:");
            let digits: String = bare
                .chars()
                .filter(|c| c.is_ascii_digit() || *c == '+')
                .collect();
            let scheme = if text.starts_with("sms:") {
                "sms:"
            } else {
                "tel:"
            };
            Contact {
                way: Way::Phone,
                text: named(bare.to_owned()),
                url: format!("{scheme}{digits}"),
                number: (!label.is_empty()).then(|| bare.to_owned()),
            }
        }
        Some(Way::Mail) => Contact {
            way: Way::Mail,
            text: named(text.trim_start_matches("mailto:").to_owned()),
            url: if text.starts_with("mailto:") {
                text.to_owned()
            } else {
                format!("mailto:{text}")
            },
            number: None,
        },
        Some(found) => {
            let lower = format!("{label} {text}").to_lowercase();
            let chat = found == Way::Chat || CHATS.iter().any(|word| lower.contains(word));
            Contact {
                way: if chat { Way::Chat } else { Way::Page },
                text: named(text.to_owned()),
                url: text.to_owned(),
                number: None,
            }
        }
        None => channel(config, label, text),
    }
}

/// What is no address: perhaps it names a channel (`#payments-oncall`).
fn channel(config: &Config, label: &str, text: &str) -> Contact {
    let name = text
        .split([' ', ',', ';'])
        .find_map(|word| word.strip_prefix('#'))
        .map(|name| name.trim_end_matches(['.', ')', ':']))
        .filter(|name| !name.is_empty());
    let shown = if label.is_empty() {
        text.to_owned()
    } else {
        format!("{label}: {text}")
    };
    let url = name
        .zip(config.chat_url.as_ref())
        .map(|(name, template)| template.replace("{channel}", &percent::component(name)));
    Contact {
        way: if name.is_some() { Way::Chat } else { Way::Page },
        text: shown,
        url: url.unwrap_or_default(),
        number: None,
    }
}

/// The kind of way that an address is; nothing for text.
fn way(text: &str) -> Option<Way> {
    if let Some((_, way)) = SCHEMES.iter().find(|(scheme, _)| text.starts_with(scheme)) {
        let is_address = *way == Way::Phone || !text.contains(' ');
        return is_address.then_some(*way);
    }
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let dialled = text
        .chars()
        .all(|c| c.is_ascii_digit() || " +()-./".contains(c));
    if text.starts_with('+') && dialled && digits >= 6 {
        return Some(Way::Phone);
    }
    let (name, host) = text.split_once('@')?;
    let plain = |part: &str| !part.is_empty() && !part.contains([' ', '@', ':', '/']);
    (plain(name) && plain(host) && host.contains('.')).then_some(Way::Mail)
}

/// Whom to reach about document `number`: its own chat, then the contacts of
/// its services, else those of the services that its owner keeps.
pub(super) fn contacts(catalog: &Catalog, config: &Config, number: usize) -> Vec<Contacts> {
    let front = &catalog.documents[number].front;
    let mut all = Vec::new();
    if let Some(chat) = &front.owner_slack {
        all.push(Contacts {
            of: unlinked(front.owner.as_deref().unwrap_or("Owner")),
            ways: vec![contact(config, "", chat)],
        });
    }
    for service in services(catalog, number) {
        let page = &catalog.documents[service];
        let mut ways: Vec<Contact> = page
            .front
            .contacts
            .iter()
            .map(|(label, text)| contact(config, label, text))
            .collect();
        let chat = page.front.owner_slack.iter();
        ways.extend(chat.map(|chat| contact(config, "", chat)));
        ways.retain(|way| !all.iter().any(|known: &Contacts| known.ways.contains(way)));
        if !ways.is_empty() {
            all.push(Contacts {
                of: Link {
                    url: page.url.clone(),
                    text: page.title.clone(),
                },
                ways,
            });
        }
    }
    all
}

/// Pages of the services that can help with document `number`.
fn services(catalog: &Catalog, number: usize) -> Vec<usize> {
    let front = &catalog.documents[number].front;
    let mut named: Vec<usize> = Vec::new();
    for service in &front.services {
        if let Some(page) = catalog.relations.service_page(service)
            && !named.contains(&page)
        {
            named.push(page);
        }
    }
    if !named.is_empty() || front.owner.is_none() {
        return named;
    }
    let pages = catalog.relations.of_kind(Kind::Service).iter().copied();
    pages
        .filter(|page| catalog.documents[*page].front.owner == front.owner)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contacts_are_read_as_people_write_them() {
        let config = Config {
            chat_url: Some("https://chat.example/c/{channel}".to_owned()),
            ..Config::default()
        };
        for (label, text, way, shown, url, number) in [
            (
                "",
                "payments on-call: tel:+15550100",
                Way::Phone,
                "payments on-call",
                "tel:+15550100",
                Some("+15550100"),
            ),
            (
                "",
                "on-call: +1 (555) 010-0",
                Way::Phone,
                "on-call",
                "tel:+15550100",
                Some("+1 (555) 010-0"),
            ),
            (
                "",
                "tel:+15550100",
                Way::Phone,
                "+15550100",
                "tel:+15550100",
                None,
            ),
            (
                "Rota",
                "https://x.example/",
                Way::Page,
                "Rota",
                "https://x.example/",
                None,
            ),
            (
                "",
                "pager: https://x.example/oncall",
                Way::Page,
                "pager",
                "https://x.example/oncall",
                None,
            ),
            (
                "",
                "chat: https://x.example/c/1",
                Way::Chat,
                "chat",
                "https://x.example/c/1",
                None,
            ),
            (
                "",
                "channel #edge-oncall",
                Way::Chat,
                "channel #edge-oncall",
                "https://chat.example/c/edge-oncall",
                None,
            ),
            (
                "",
                "#a&b",
                Way::Chat,
                "#a&b",
                "https://chat.example/c/a%26b",
                None,
            ),
            (
                "Chat",
                "#edge",
                Way::Chat,
                "Chat: #edge",
                "https://chat.example/c/edge",
                None,
            ),
            (
                "",
                "slack://channel?id=1",
                Way::Chat,
                "slack://channel?id=1",
                "slack://channel?id=1",
                None,
            ),
            (
                "",
                "team@x.example",
                Way::Mail,
                "team@x.example",
                "mailto:team@x.example",
                None,
            ),
            (
                "",
                "mailto:a@x.example",
                Way::Mail,
                "a@x.example",
                "mailto:a@x.example",
                None,
            ),
            (
                "",
                "ask at the desk: first floor",
                Way::Page,
                "ask at the desk: first floor",
                "",
                None,
            ),
            (
                "",
                "javascript:alert(1)",
                Way::Page,
                "javascript:alert(1)",
                "",
                None,
            ),
        ] {
            let found = contact(&config, label, text);
            assert_eq!(
                (
                    found.way,
                    found.text.as_str(),
                    found.url.as_str(),
                    found.number.as_deref()
                ),
                (way, shown, url, number),
                "{label} {text}"
            );
        }
    }

    #[test]
    fn without_an_address_of_the_chat_a_channel_is_text() {
        let found = contact(&Config::default(), "", "#edge");
        assert_eq!((found.way, found.url.as_str()), (Way::Chat, ""));
    }
}
