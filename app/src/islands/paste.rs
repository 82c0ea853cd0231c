//! What was pasted, as the field and the screen show it.

use gloo::utils::window;
use search::paste::{Part, Pasted, Role, Shape, understand};

use super::html::Html;

/// Most bytes that stand in the field, and so in an address.
const SHORT: usize = 160;

/// Key in the tab's storage of the last paste: what the field shows for it on
/// the first line, what is left out on the second, then the text.
const KEY: &str = "kb-paste";

/// Between parts that are left out.
const SEPARATOR: char = '\u{1f}';

/// Text that is searched though the field shows something shorter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Paste {
    /// The text as it was pasted.
    pub(crate) text: String,
    /// Parts that are left out.
    pub(crate) ignored: Vec<String>,
}

impl Paste {
    /// A text that the field does not hold as it is: one of several lines, or
    /// a long one that is no prose.
    pub(crate) fn of(text: &str) -> Option<Self> {
        let text = text.trim();
        let apart = text.contains('\n') || text.len() > SHORT;
        apart.then(|| Self::all(text))
    }

    /// A text with nothing left out.
    pub(crate) fn all(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            ignored: Vec::new(),
        }
    }

    /// What the field and the address hold: the parts that count, else the
    /// beginning. Searched as plain words, it finds much the same.
    pub(crate) fn short(&self) -> String {
        let pasted = understand(&self.text);
        let parts = pasted.iter().flat_map(in_order);
        let counts = parts.filter(|part| !self.ignored.contains(&part.text));
        let mut words: Vec<&str> = Vec::new();
        for word in counts.flat_map(|part| part.text.split_whitespace()) {
            if !words.contains(&word) {
                words.push(word);
            }
        }
        if pasted.is_none() {
            return self.beginning();
        }
        joined(words.into_iter())
    }

    /// The beginning of the text.
    pub(crate) fn beginning(&self) -> String {
        joined(self.text.split_whitespace())
    }
}

/// As many words as may stand in the field.
fn joined<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let mut short = String::new();
    for word in words {
        if !short.is_empty() && short.len() + word.len() >= SHORT {
            break;
        }
        short.push_str(if short.is_empty() { "" } else { " " });
        short.push_str(&word[..word.floor_char_boundary(SHORT)]);
    }
    short
}

/// Keeps a paste for this tab, so that going back, reloading and the way to the
/// search page find it again by what the field shows.
pub(crate) fn remember(short: &str, paste: &Paste) {
    if let Ok(Some(storage)) = window().session_storage() {
        let ignored = paste.ignored.join("\u{1f}");
        // Without storage the short form is searched.
        let _ = storage.set_item(KEY, &[short, &ignored, &paste.text].join("\n"));
    }
}

/// The paste that the field shows `short` for, if it was the last.
pub(crate) fn recall(short: &str) -> Option<Paste> {
    let kept = window().session_storage().ok()??.get_item(KEY).ok()??;
    let mut lines = kept.splitn(3, '\n');
    let known = lines.next()? == short && !short.is_empty();
    let ignored = lines
        .next()?
        .split(SEPARATOR)
        .filter(|part| !part.is_empty());
    let ignored = ignored.map(str::to_owned).collect();
    let text = lines.next()?.to_owned();
    known.then_some(Paste { text, ignored })
}

/// What was understood of a paste: a chip for each part that counts.
pub(crate) fn chips(html: &mut Html, pasted: &Pasted, ignored: &[String]) {
    html.raw("<div class=\"kb-paste\"><p>Read as ")
        .raw(match pasted.shape {
            Shape::Log => "a log",
            Shape::StackTrace => "a stack trace",
            Shape::Alertmanager => "an alert of Alertmanager",
            Shape::PagerDuty => "an incident of PagerDuty",
            Shape::Json => "JSON",
            Shape::Url => "an address",
        })
        .raw(". Press what does not belong.</p><ul class=\"kb-parts\">");
    let mut shown: Vec<&str> = Vec::new();
    let mut words = 0;
    for part in in_order(pasted) {
        words += usize::from(part.role == Role::Word);
        let text = part.text.as_str();
        // Little words are many, and nobody takes one out.
        let worth = part.role != Role::Word || (text.len() > 3 && words <= WORDS);
        if worth && shown.len() < MOST && !shown.contains(&text) {
            shown.push(text);
            let out = ignored.iter().any(|ignored| ignored == text);
            chip(html, role(part.role), text, out);
        }
    }
    html.raw("</ul>");
    let noise = pasted.parts.iter().filter(|part| part.role == Role::Noise);
    let noise = noise.count();
    if noise > 0 {
        html.raw("<p class=\"muted\">Set aside: ")
            .text(&noise.to_string())
            .raw(" dates, ids and numbers.</p>");
    }
    html.raw("</div>");
}

/// What a part is called; plain words go without.
fn role(role: Role) -> &'static str {
    match role {
        Role::Alert => "alert",
        Role::Service => "service",
        Role::Exception => "exception",
        Role::ErrorCode => "error",
        Role::Identifier => "name",
        Role::Word | Role::Noise => "",
    }
}

/// Most chips; the rest counts without one.
const MOST: usize = 12;

/// Words among them that may have a chip.
const WORDS: usize = 8;

/// The parts that count, names first: words are many.
fn in_order(pasted: &Pasted) -> impl Iterator<Item = &Part> {
    let of = |words| {
        let parts = pasted.parts.iter();
        parts.filter(move |part| part.role != Role::Noise && (part.role == Role::Word) == words)
    };
    of(false).chain(of(true))
}

fn chip(html: &mut Html, role: &'static str, text: &str, ignored: bool) {
    html.raw("<li><button type=\"button\" class=\"kb-part\" data-do=\"ignore\" aria-pressed=\"")
        .raw(if ignored { "false" } else { "true" })
        .raw("\" data-part=\"")
        .text(text)
        .raw("\">");
    if !role.is_empty() {
        html.raw("<small>").raw(role).raw("</small> ");
    }
    html.text(text).raw("</button></li>");
}
