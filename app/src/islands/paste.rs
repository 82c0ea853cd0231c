//! What was pasted, as the field and the screen show it.

use gloo::utils::window;
use search::language::{Clause, ClauseKind, between_filters, parse};
use search::paste::{ParsedPaste, Part, PasteFormat, Role, understand_with};

use super::html::Html;
use crate::browser::pastes;

/// Most bytes that stand in the field, and so in an address.
const SHORT: usize = 160;

/// Key in the tab's storage of the last paste: a line for each form that the
/// field showed it in, with the parts left out of that; an empty line; the text.
const KEY: &str = "kb-paste";

/// Before each part that is left out.
const SEPARATOR: char = '\u{1f}';

/// Text that is searched though the field shows something shorter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Paste {
    /// The text as it was pasted.
    pub(crate) text: String,
    /// Parts that are left out.
    pub(crate) ignored: Vec<String>,
    /// What the field shows for it. Words and filters may stand around that.
    pub(crate) shown: String,
    /// Whether it waits for the reader of pastes: until then its beginning is shown.
    pub(crate) waits: bool,
}

impl Paste {
    /// A text that the field does not hold as it is: one of several lines, or
    /// a long one that is no prose.
    pub(crate) fn of(text: &str) -> Option<Self> {
        let text = text.trim();
        let apart = text.contains('\n') || text.len() > SHORT;
        apart.then(|| Self {
            text: text.to_owned(),
            ..Self::default()
        })
    }

    /// What stands between the filters of a field, as a paste that is shown whole.
    pub(crate) fn within(value: &str) -> Self {
        let clauses = parse(value).clauses;
        let inner = between_filters(&clauses);
        let before = inner.start.checked_sub(1).map(|last| &clauses[last]);
        let start = before.map_or(0, |clause| clause.end);
        let end = clauses
            .get(inner.end)
            .map_or(value.len(), |clause| clause.start);
        let text = if inner.is_empty() {
            value
        } else {
            &value[start..end]
        };
        let text = text.trim();
        Self {
            text: text.to_owned(),
            shown: text.to_owned(),
            ..Self::default()
        }
    }

    /// What the field and the address hold: what says most first, as far as
    /// there is room; of a text that is not understood, its beginning. Searched
    /// as plain words, it finds much the same.
    pub(crate) fn short(&self) -> String {
        let pasted = pastes::reader().and_then(|reader| understand_with(reader, &self.text));
        let Some(pasted) = pasted else {
            return self.beginning();
        };
        let mut words: Vec<&str> = Vec::new();
        let parts = in_order(&pasted, &self.text).into_iter();
        let counts = parts.filter(|part| !self.ignored.contains(&part.text));
        for word in counts.flat_map(|part| part.text.split_whitespace()) {
            if !words.contains(&word) {
                words.push(word);
            }
        }
        joined(words.into_iter())
    }

    /// The beginning of the text.
    pub(crate) fn beginning(&self) -> String {
        joined(self.text.split_whitespace())
    }

    /// What stands in a field before and behind the paste, if it is there.
    pub(crate) fn around<'a>(&self, value: &'a str) -> Option<(&'a str, &'a str)> {
        let shown = self.shown.as_str();
        let mut places = value.match_indices(shown).map(|(at, _)| at);
        let split = |at: usize| (&value[..at], &value[at + shown.len()..]);
        let is_apart = |&(before, behind): &(&str, &str)| {
            (before.is_empty() || before.ends_with(char::is_whitespace))
                && (behind.is_empty() || behind.starts_with(char::is_whitespace))
        };
        if shown.is_empty() {
            return None;
        }
        places.find_map(|at| Some(split(at)).filter(is_apart))
    }

    /// What is searched for a field: the text in the place of what is shown for it.
    pub(crate) fn query(&self, value: &str) -> Option<String> {
        let (before, behind) = self.around(value)?;
        // On lines of their own, as they are none of the text.
        let end = |part: &str| if part.trim().is_empty() { "" } else { "\n" };
        let [first, last] = [outwards(before, true), outwards(behind, false)];
        Some([&first, end(before), &self.text, end(behind), &last].concat())
    }
}

/// What stands before or behind a paste, with its filters at the outer end: only
/// there are they none of the text.
fn outwards(part: &str, before: bool) -> String {
    let clauses = parse(part).clauses;
    let (filters, words): (Vec<&Clause>, Vec<&Clause>) = clauses.iter().partition(is_filter);
    if filters.is_empty() || words.is_empty() {
        return part.to_owned();
    }
    let (first, last) = if before {
        (filters, words)
    } else {
        (words, filters)
    };
    let clauses = first.into_iter().chain(last);
    let texts: Vec<&str> = clauses
        .map(|clause| &part[clause.start..clause.end])
        .collect();
    texts.join(" ")
}

fn is_filter(clause: &&Clause) -> bool {
    matches!(clause.kind, ClauseKind::Filter(_))
}

/// A field with something between what stands around it.
pub(crate) fn between(before: &str, shown: &str, behind: &str) -> String {
    let parts = [before, shown, behind].map(str::trim).into_iter();
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}

/// As many words as may stand in the field.
fn joined<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let mut short = String::new();
    for word in words {
        if short.is_empty() {
            short.push_str(&word[..word.floor_char_boundary(SHORT)]);
        } else if short.len() + word.len() < SHORT {
            short.push(' ');
            short.push_str(word);
        } else {
            break;
        }
    }
    short
}

/// Keeps a paste for this tab, so that going back, reloading and the way to the
/// search page find it again by what the field shows.
pub(crate) fn remember(paste: &Paste) {
    if let Ok(Some(storage)) = window().session_storage() {
        let kept = storage.get_item(KEY).ok().flatten().unwrap_or_default();
        // Without storage the short form is searched.
        let _ = storage.set_item(KEY, &remembered(&kept, paste));
    }
}

/// The paste that the field shows something for, if it was the last.
pub(crate) fn recall(value: &str) -> Option<Paste> {
    let storage = window().session_storage().ok()??;
    recalled(&storage.get_item(KEY).ok()??, value)
}

/// What is kept with a paste added to it: of the same text, all that was ever
/// shown for it, as Back may lead to any.
fn remembered(kept: &str, paste: &Paste) -> String {
    let (forms, text) = kept.split_once("\n\n").unwrap_or_default();
    let mut form = paste.shown.clone();
    for ignored in &paste.ignored {
        form.push(SEPARATOR);
        form.push_str(ignored);
    }
    let other = |form: &&str| form.split(SEPARATOR).next() != Some(paste.shown.as_str());
    let others = forms.lines().filter(|_| text == paste.text).filter(other);
    for other in others {
        form.push('\n');
        form.push_str(other);
    }
    form + "\n\n" + &paste.text
}

/// Words of a form from which on it is no chance that they stand among others.
const TELLING: usize = 3;

/// Whether there is more than filters in a text.
fn has_words(text: &str) -> bool {
    let clauses = parse(text).clauses;
    clauses.iter().any(|clause| !is_filter(&clause))
}

/// The paste that a field shows something for, by the most that it shows.
fn recalled(kept: &str, value: &str) -> Option<Paste> {
    let (forms, text) = kept.split_once("\n\n")?;
    let form = |form: &str| {
        let mut parts = form.split(SEPARATOR).map(str::to_owned);
        let paste = Paste {
            shown: parts.next()?,
            ignored: parts.collect(),
            text: text.to_owned(),
            waits: false,
        };
        let (before, behind) = paste.around(value)?;
        let words = [before, behind].into_iter().any(has_words);
        (!words || paste.shown.split_whitespace().count() >= TELLING).then_some(paste)
    };
    let forms = forms.lines().filter_map(form);
    forms.max_by_key(|paste| paste.shown.len())
}

/// What was understood of a pasted text: a chip for each part that counts.
pub(crate) fn chips(html: &mut Html, pasted: &ParsedPaste, text: &str, ignored: &[String]) {
    html.raw("<div class=\"kb-paste\"><p>Read as ")
        .raw(match pasted.format {
            PasteFormat::Log => "a log",
            PasteFormat::StackTrace => "a stack trace",
            PasteFormat::Alertmanager => "an alert of Alertmanager",
            PasteFormat::PagerDuty => "an incident of PagerDuty",
            PasteFormat::Json => "JSON",
            PasteFormat::Url => "an address",
        })
        .raw(". Press what does not belong.</p><ul class=\"kb-parts\">");
    let mut shown: Vec<&str> = Vec::new();
    let mut words = 0;
    for part in in_order(pasted, text) {
        words += usize::from(part.role == Role::Word);
        let text = part.text.as_str();
        // Little words are many, and nobody takes one out.
        let worth = part.role != Role::Word || (text.len() > 3 && words <= WORDS);
        if worth && shown.len() < MOST && !shown.contains(&text) {
            let out = ignored.iter().any(|ignored| ignored == text);
            chip(html, shown.len(), role(part.role), text, out);
            shown.push(text);
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

/// The parts that count, what says most first.
fn in_order<'a>(pasted: &'a ParsedPaste, text: &str) -> Vec<&'a Part> {
    let root = root_cause(text);
    let weight = |part: &Part| {
        let path = part.role == Role::Identifier && part.text.contains('/');
        match root.contains(part.text.as_str()) {
            // Many, and seldom those of the documents.
            _ if path => part.weight * 0.1,
            true => part.weight * ROOT,
            false => part.weight,
        }
    };
    let mut ordered: Vec<&Part> = Vec::new();
    for part in &pasted.parts {
        if part.role != Role::Noise {
            let lighter = |other: &&Part| weight(other) < weight(part);
            let place = ordered.iter().position(lighter);
            ordered.insert(place.unwrap_or(ordered.len()), part);
        }
    }
    ordered
}

/// How much more the line of the root cause says: its names come before the
/// exceptions that were wrapped around it, and behind the name of an alert.
const ROOT: f32 = 1.9;

/// The line of the exception that all others were wrapped around, if one is told.
fn root_cause(text: &str) -> &str {
    let cause = text.rfind("Caused by: ").map(|start| &text[start..]);
    cause
        .and_then(|cause| cause.lines().next())
        .unwrap_or_default()
}

/// Begins the id of every chip; a number follows.
pub(crate) const CHIP: &str = "kb-part-";

fn chip(html: &mut Html, number: usize, role: &'static str, text: &str, ignored: bool) {
    html.raw("<li><button type=\"button\" class=\"kb-part\" id=\"")
        .raw(CHIP)
        .text(&number.to_string())
        .raw("\" data-do=\"ignore\" aria-pressed=\"")
        .raw(if ignored { "false" } else { "true" })
        .raw("\" data-part=\"")
        .text(text)
        .raw("\">");
    if !role.is_empty() {
        html.raw("<small>").raw(role).raw("</small> ");
    }
    html.text(text).raw("</button></li>");
}

#[cfg(test)]
mod tests {
    use super::*;

    const TRACE: &str = "2024-03-12 08:15:02.113 ERROR 1 --- [nio-8080-exec-7] o.a.c.c.C.[.[.[/].[dispatcherServlet] : Servlet.service() for servlet [dispatcherServlet] in context with path [] threw exception
org.springframework.dao.DataAccessResourceFailureException: Unable to acquire JDBC Connection
\tat org.springframework.orm.jpa.vendor.HibernateJpaDialect.convertHibernateAccessException(HibernateJpaDialect.java:277)
\tat com.shop.orders.OrderService.place(OrderService.java:88)
Caused by: org.hibernate.exception.JDBCConnectionException: Unable to acquire JDBC Connection
\tat org.hibernate.exception.internal.SQLExceptionTypeDelegate.convert(SQLExceptionTypeDelegate.java:48)
Caused by: java.sql.SQLTransientConnectionException: HikariPool-1 - Connection is not available, request timed out after 30000ms.
\tat com.zaxxer.hikari.pool.HikariPool.createTimeoutException(HikariPool.java:696)
\t... 90 more";

    fn pasted(text: &str) -> Paste {
        let mut paste = Paste::of(text).unwrap();
        paste.shown = paste.short();
        paste
    }

    #[test]
    fn what_says_most_is_shown_first() {
        let shown = |text: &str| pasted(text).shown;
        let trace = shown(TRACE);
        assert!(
            trace.starts_with("SQLTransientConnectionException HikariPool-1 "),
            "the root cause comes first: {trace}"
        );
        assert!(trace.contains(" DataAccessResourceFailureException "));
        assert!(
            trace.contains(" timed out") && trace.len() <= SHORT,
            "{trace}"
        );
        let alert = shown(
            "GET /var/lib/x/y/z failed\n{\"labels\": {\"service\": \"till\", \"alertname\": \"TillDown\"}}",
        );
        assert!(alert.starts_with("TillDown till "), "{alert}");
        let prose = "Two lines\nof prose.";
        assert_eq!(shown(prose), "Two lines of prose.");
    }

    #[test]
    fn words_and_filters_may_stand_around_a_paste() {
        let paste = Paste {
            text: "a\nb c".to_owned(),
            shown: "b a".to_owned(),
            ..Paste::default()
        };
        for (value, query) in [
            ("b a", Some("a\nb c")),
            ("b a type:guide", Some("a\nb c\n type:guide")),
            ("order b a ", Some("order \na\nb c ")),
            (
                "b a slow type:guide old",
                Some("a\nb c\nslow old type:guide"),
            ),
            ("x sev:1 b a", Some("sev:1 x\na\nb c")),
            ("sub b a", Some("sub \na\nb c")),
            ("b ax", None),
            ("xb a", None),
            ("b", None),
            ("", None),
        ] {
            assert_eq!(paste.query(value).as_deref(), query, "{value}");
        }
        assert_eq!(between("type:guide ", "b a", " "), "type:guide b a");
        assert_eq!(between("", "", ""), "");
    }

    #[test]
    fn filters_around_are_no_part_of_a_paste() {
        for (value, text) in [
            ("ORA-01555: too old", "ORA-01555: too old"),
            (
                "sev:1 ORA-01555: too old type:guide sev:2",
                "ORA-01555: too old",
            ),
        ] {
            assert_eq!(Paste::within(value).text, text, "{value}");
        }
    }

    #[test]
    fn every_form_of_the_last_paste_is_recalled() {
        let form = |shown: &str, ignored: &[&str], text: &str| Paste {
            text: text.to_owned(),
            shown: shown.to_owned(),
            ignored: ignored.iter().map(|&part| part.to_owned()).collect(),
            waits: false,
        };
        let (all, less) = (form("a b", &[], "b\n\na"), form("a", &["b"], "b\n\na"));
        let kept = remembered(&remembered("", &all), &less);
        assert_eq!(recalled(&kept, "a b type:guide"), Some(all));
        assert_eq!(recalled(&kept, "sev:1 a"), Some(less));
        assert_eq!(recalled(&kept, "b"), None);
        assert_eq!(recalled(&kept, "a restart"), None, "a word of its own");
        let long = form("a b c", &[], "c\nb\na");
        let kept_long = remembered("", &long);
        assert_eq!(recalled(&kept_long, "slow a b c"), Some(long));
        let other = form("x", &[], "x\ny");
        let kept = remembered(&kept, &other);
        assert_eq!(recalled(&kept, "a b"), None);
        assert_eq!(recalled(&kept, "x"), Some(other));
    }
}
