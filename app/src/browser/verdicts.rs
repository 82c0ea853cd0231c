//! What a reader found out about suspects, kept in this browser for the incident.
//!
//! One line of storage: the time of the last verdict, then for each suspect its
//! id and a letter. Whoever follows the incident hears of each verdict by an
//! event of the document, `kb:record`.

use gloo::utils::document;
use web_sys::{CustomEvent, CustomEventInit};

use super::dom;

/// Key of what is remembered.
const KEY: &str = "kb-suspects";

/// Milliseconds after which an incident is taken to be over: twelve hours.
const WHILE: f64 = 43_200_000.0;

/// What a reader found out about a suspect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It is not the cause.
    Out,
    /// It is the cause.
    Confirmed,
}

impl Verdict {
    /// What is said of it.
    pub(crate) fn says(self) -> &'static str {
        match self {
            Self::Out => "Ruled out: ",
            Self::Confirmed => "Confirmed: ",
        }
    }

    fn letter(self) -> &'static str {
        match self {
            Self::Out => "x",
            Self::Confirmed => "c",
        }
    }
}

/// The verdict on the suspect called `id`.
pub(crate) fn of(id: &str) -> Option<Verdict> {
    verdict(&load(), id)
}

/// Remembers the verdict on a suspect, or forgets it.
pub(crate) fn set(id: &str, verdict: Option<Verdict>) {
    let time = (js_sys::Date::now() as u64).to_string();
    // Where storage is denied or full, the verdict lasts for the page.
    if let Some(storage) = dom::storage() {
        let _ = storage.set_item(KEY, &changed(&time, &load(), id, verdict));
    }
}

/// Tells the page of a verdict.
pub(crate) fn record(verdict: Verdict, name: &str) {
    let what = match verdict {
        Verdict::Out => "ruled-out",
        Verdict::Confirmed => "confirmed",
    };
    let text = js_sys::JSON::stringify(&name.into()).map(String::from);
    let detail = [
        "{\"what\":\"",
        what,
        "\",\"text\":",
        &text.unwrap_or_default(),
        "}",
    ]
    .concat();
    let init = CustomEventInit::new();
    init.set_detail(&detail.into());
    if let Ok(event) = CustomEvent::new_with_event_init_dict("kb:record", &init) {
        // Fails only for an event that is being sent already.
        let _ = document().dispatch_event(&event);
    }
}

/// What is remembered of this incident.
fn load() -> String {
    let text = dom::storage().and_then(|storage| storage.get_item(KEY).ok().flatten());
    let text = text.unwrap_or_default();
    let time: f64 = text
        .split(' ')
        .next()
        .and_then(|time| time.parse().ok())
        .unwrap_or_default();
    if js_sys::Date::now() - time > WHILE {
        return String::new();
    }
    text
}

/// The verdict that a line of storage holds on a suspect.
fn verdict(line: &str, id: &str) -> Option<Verdict> {
    let known = line
        .split(' ')
        .skip(1)
        .find_map(|entry| entry.strip_prefix(id));
    match known? {
        "x" => Some(Verdict::Out),
        "c" => Some(Verdict::Confirmed),
        _ => None,
    }
}

/// The line with another verdict on a suspect.
fn changed(time: &str, line: &str, id: &str, verdict: Option<Verdict>) -> String {
    let mut text = time.to_owned();
    for entry in line.split(' ').skip(1) {
        if !entry.starts_with(id) {
            text.push(' ');
            text.push_str(entry);
        }
    }
    if let Some(verdict) = verdict {
        text.push(' ');
        text.push_str(id);
        text.push_str(verdict.letter());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verdicts_are_remembered_and_forgotten() {
        let line = changed("7", "", "1a2b3c4d", Some(Verdict::Out));
        assert_eq!(line, "7 1a2b3c4dx");
        let line = changed("8", &line, "00000000", Some(Verdict::Confirmed));
        assert_eq!(line, "8 1a2b3c4dx 00000000c");
        assert_eq!(verdict(&line, "1a2b3c4d"), Some(Verdict::Out));
        assert_eq!(verdict(&line, "00000000"), Some(Verdict::Confirmed));
        assert_eq!(verdict(&line, "ffffffff"), None);
        let line = changed("9", &line, "1a2b3c4d", Some(Verdict::Confirmed));
        assert_eq!(line, "9 00000000c 1a2b3c4dc");
        assert_eq!(changed("10", &line, "00000000", None), "10 1a2b3c4dc");
    }

    #[test]
    fn odd_storage_is_no_verdict() {
        for line in ["", " ", "x", "5 1a2b3c4d", "5 1a2b3c4dz", "1a2b3c4dx"] {
            assert_eq!(verdict(line, "1a2b3c4d"), None, "{line}");
        }
    }
}
