//! Reads contacts, dashboards and repositories: labels with a URL or another way
//! to reach them.

use super::fields::{Fields, items};
use super::value::{Data, Value};

const NAMES: &[&str] = &["name", "label", "title", "role", "team"];
const ADDRESSES: &[&str] = &[
    "url", "link", "href", "address", "value", "email", "mail", "phone", "slack",
];

/// Takes pairs of a label (or an empty text) and a text or URL. Accepts a list of
/// texts, a list of maps with name and URL, or a map from names to URLs.
pub(super) fn pairs(fields: &mut Fields<'_>, names: &[&'static str]) -> Vec<(String, String)> {
    let Some(value) = fields.take(names) else {
        return Vec::new();
    };
    let mut pairs = Vec::new();
    for item in items(value) {
        match pair(&item) {
            Some(found) if found.iter().all(|(_, text)| is_safe(text)) => pairs.extend(found),
            _ => fields.wrong_entry(
                names[0],
                &item,
                "a list of texts or addresses, or of maps with `name` and `url`",
            ),
        }
    }
    pairs
}

fn pair(item: &Value) -> Option<Vec<(String, String)>> {
    match &item.data {
        Data::Nothing => Some(Vec::new()),
        Data::Text(text) => Some(vec![(String::new(), text.trim().to_owned())]),
        Data::List(_) => None,
        Data::Map(entries) => {
            let mut texts = Vec::new();
            for (key, value) in entries {
                match &value.data {
                    Data::Text(text) => texts.push((key.text.clone(), text.trim().to_owned())),
                    Data::Nothing => {}
                    _ => return None,
                }
            }
            let find = |names: &[&str]| {
                let mut all = texts.iter();
                all.find(|(key, _)| names.contains(&key.to_ascii_lowercase().as_str()))
            };
            match (find(NAMES), find(ADDRESSES)) {
                (Some((_, name)), Some((_, address))) => {
                    Some(vec![(name.clone(), address.clone())])
                }
                (None, Some((_, address))) if texts.len() == 1 => {
                    Some(vec![(String::new(), address.clone())])
                }
                (Some((_, name)), None) if texts.len() == 1 => {
                    Some(vec![(String::new(), name.clone())])
                }
                _ => Some(texts),
            }
        }
    }
}

/// Whether a page may link to `text` if it is a URL.
fn is_safe(text: &str) -> bool {
    let lower = text.trim().to_ascii_lowercase();
    !["javascript:", "data:", "vbscript:", "file:"]
        .iter()
        .any(|scheme| lower.starts_with(scheme))
}
