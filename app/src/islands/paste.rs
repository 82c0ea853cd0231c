//! A pasted text, as the field and the page show it.

use gloo::utils::window;
use search::language::{Clause, ClauseKind, between_filters, parse};
use search::paste::{ParsedPaste, Part, PasteFormat, Role, understand_with};

use crate::browser::paste_reader;
use crate::hooks::{action, id};
use crate::html::HtmlWriter;
use crate::text::plural;

/// Most bytes that the field shows of a paste, and so the URL.
const MAX_SHOWN: usize = 160;

/// Key in session storage of the last paste: a line for each form in which the field
/// showed it, with the parts that were left out of that form; an empty line; the text.
const KEY: &str = crate::contract::PASTE_KEY;

/// Separates the parts that are left out.
const SEPARATOR: char = '\u{1f}';

/// A text that is searched while the field shows a shorter one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Paste {
    /// The text as it was pasted.
    pub(crate) text: String,
    /// Parts that the reader has left out.
    pub(crate) ignored: Vec<String>,
    /// What the field shows for it. Words and filters may be before and after that.
    pub(crate) shown: String,
    /// Whether the reader of pastes is not loaded yet. Until then the field shows the
    /// beginning of the text.
    pub(crate) is_pending: bool,
}

impl Paste {
    /// A text that does not fit into the field: it has several lines, or is long. `None`
    /// for any other.
    pub(crate) fn from_text(text: &str) -> Option<Self> {
        let text = text.trim();
        let is_paste = text.contains('\n') || text.len() > MAX_SHOWN;
        is_paste.then(|| Self {
            text: text.to_owned(),
            ..Self::default()
        })
    }

    /// The text between the filters of a field, as a paste that the field shows whole.
    pub(crate) fn from_field(value: &str) -> Self {
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

    /// What the field and the URL show: the most specific parts first, as far as there
    /// is room; the beginning of a text that is not understood. Searched as words, it
    /// finds nearly the same.
    pub(crate) fn short_form(&self) -> String {
        let pasted = paste_reader::reader().and_then(|reader| understand_with(reader, &self.text));
        let Some(pasted) = pasted else {
            return self.beginning();
        };
        let mut words: Vec<&str> = Vec::new();
        let parts = by_weight(&pasted, &self.text).into_iter();
        let used = parts.filter(|part| !self.ignored.contains(&part.text));
        for word in used.flat_map(|part| part.text.split_whitespace()) {
            if !words.contains(&word) {
                words.push(word);
            }
        }
        join_shortened(words.into_iter())
    }

    /// The beginning of the text.
    pub(crate) fn beginning(&self) -> String {
        join_shortened(self.text.split_whitespace())
    }

    /// The text before and after the paste in the field. `None` if the field does not
    /// show the paste.
    pub(crate) fn surroundings<'a>(&self, value: &'a str) -> Option<(&'a str, &'a str)> {
        let shown = self.shown.as_str();
        let mut places = value.match_indices(shown).map(|(at, _)| at);
        let split = |at: usize| (&value[..at], &value[at + shown.len()..]);
        let is_separate = |&(before, after): &(&str, &str)| {
            (before.is_empty() || before.ends_with(char::is_whitespace))
                && (after.is_empty() || after.starts_with(char::is_whitespace))
        };
        if shown.is_empty() {
            return None;
        }
        places.find_map(|at| Some(split(at)).filter(is_separate))
    }

    /// The query of a field: the pasted text in place of what the field shows for it.
    /// `None` if the field does not show the paste.
    pub(crate) fn query(&self, value: &str) -> Option<String> {
        let (before, after) = self.surroundings(value)?;
        // What surrounds the paste is on lines of its own, as it is no part of it.
        let end = |part: &str| if part.trim().is_empty() { "" } else { "\n" };
        let [first, last] = [filters_outside(before, true), filters_outside(after, false)];
        Some([&first, end(before), &self.text, end(after), &last].concat())
    }
}

/// The text before or after a paste, with its filters at the outer end: elsewhere they
/// would be taken for a part of the paste.
fn filters_outside(part: &str, before: bool) -> String {
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

/// The content of a field that shows a paste with the text before and after it.
pub(crate) fn field_value(before: &str, shown: &str, after: &str) -> String {
    let parts = [before, shown, after].map(str::trim).into_iter();
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}

/// As many words as the field may show.
fn join_shortened<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let mut short = String::new();
    for word in words {
        if short.is_empty() {
            short.push_str(&word[..word.floor_char_boundary(MAX_SHOWN)]);
        } else if short.len() + word.len() < MAX_SHOWN {
            short.push(' ');
            short.push_str(word);
        } else {
            break;
        }
    }
    short
}

/// Stores a paste for this tab. After a reload, on the search page and after Back it is
/// found again by what the field shows.
pub(crate) fn store(paste: &Paste) {
    if let Ok(Some(storage)) = window().session_storage() {
        let stored = storage.get_item(KEY).ok().flatten().unwrap_or_default();
        // Without storage the short form is searched.
        let _ = storage.set_item(KEY, &with_form(&stored, paste));
    }
}

/// The stored paste, if the field shows a form of it.
pub(crate) fn restore(value: &str) -> Option<Paste> {
    let storage = window().session_storage().ok()??;
    find_form(&storage.get_item(KEY).ok()??, value)
}

/// The stored entry with another form of a paste. All forms of one text are kept, as Back
/// may lead to any of them.
fn with_form(stored: &str, paste: &Paste) -> String {
    let (forms, text) = stored.split_once("\n\n").unwrap_or_default();
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

/// A form of at least this many words is recognised among other words; a shorter one
/// may be there by chance.
const DISTINCTIVE_WORDS: usize = 3;

/// Whether a text has anything but filters.
fn has_words(text: &str) -> bool {
    let clauses = parse(text).clauses;
    clauses.iter().any(|clause| !is_filter(&clause))
}

/// The stored paste in the longest form that the field shows.
fn find_form(stored: &str, value: &str) -> Option<Paste> {
    let (forms, text) = stored.split_once("\n\n")?;
    let form = |form: &str| {
        let mut parts = form.split(SEPARATOR).map(str::to_owned);
        let paste = Paste {
            shown: parts.next()?,
            ignored: parts.collect(),
            text: text.to_owned(),
            is_pending: false,
        };
        let (before, after) = paste.surroundings(value)?;
        let among_words = [before, after].into_iter().any(has_words);
        (!among_words || paste.shown.split_whitespace().count() >= DISTINCTIVE_WORDS)
            .then_some(paste)
    };
    let forms = forms.lines().filter_map(form);
    forms.max_by_key(|paste| paste.shown.len())
}

/// What was understood of a paste: a button for each part that is searched, which leaves
/// the part out or takes it in again.
pub(crate) fn write_parts(
    html: &mut HtmlWriter,
    pasted: &ParsedPaste,
    text: &str,
    ignored: &[String],
) {
    html.raw("<div class=\"kb-paste\"><p>")
        .raw(match pasted.format {
            PasteFormat::Log => "Log",
            PasteFormat::StackTrace => "Stack trace",
            PasteFormat::Alertmanager => "Alertmanager alert",
            PasteFormat::PagerDuty => "PagerDuty incident",
            PasteFormat::Json => "JSON",
            PasteFormat::Url => "URL",
        })
        .raw(". Tap a part to leave it out.</p><ul class=\"kb-parts\">");
    let mut shown: Vec<&str> = Vec::new();
    let mut words = 0;
    for part in by_weight(pasted, text) {
        words += usize::from(part.role == Role::Word);
        let text = part.text.as_str();
        // Short words are many, and nobody leaves one out.
        let has_button = part.role != Role::Word || (text.len() > 3 && words <= MAX_WORDS);
        if has_button && shown.len() < MAX_PARTS && !shown.contains(&text) {
            let is_ignored = ignored.iter().any(|ignored| ignored == text);
            write_part(html, shown.len(), role(part.role), text, is_ignored);
            shown.push(text);
        }
    }
    html.raw("</ul>");
    let noise = pasted.parts.iter().filter(|part| part.role == Role::Noise);
    let noise = noise.count();
    if noise > 0 {
        html.raw("<p class=\"muted\">Ignored ")
            .text(&plural(
                noise,
                "date, ID or number",
                "dates, IDs and numbers",
            ))
            .raw(".</p>");
    }
    html.raw("</div>");
}

/// Label of a part; words have none.
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

/// Most parts with a button. The others are searched too.
const MAX_PARTS: usize = 12;

/// Most words among the parts with a button.
const MAX_WORDS: usize = 8;

/// The parts that are searched, the most specific first.
fn by_weight<'a>(pasted: &'a ParsedPaste, text: &str) -> Vec<&'a Part> {
    let root = root_cause(text);
    let weight = |part: &Part| {
        let path = part.role == Role::Identifier && part.text.contains('/');
        match root.contains(part.text.as_str()) {
            // Paths are many, and seldom those in documents.
            _ if path => part.weight * 0.1,
            true => part.weight * ROOT_CAUSE,
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

/// Factor for the parts of the root cause: they come before the exceptions that wrap it,
/// and after the name of an alert.
const ROOT_CAUSE: f32 = 1.9;

/// The line of the innermost exception of a stack trace; empty if there is none.
fn root_cause(text: &str) -> &str {
    let cause = text.rfind("Caused by: ").map(|start| &text[start..]);
    cause
        .and_then(|cause| cause.lines().next())
        .unwrap_or_default()
}

fn write_part(
    html: &mut HtmlWriter,
    number: usize,
    role: &'static str,
    text: &str,
    is_ignored: bool,
) {
    html.raw("<li><button type=\"button\" class=\"kb-part\" id=\"")
        .raw(id::PASTE_PART)
        .text(&number.to_string())
        .raw("\" data-do=\"")
        .raw(action::IGNORE)
        .raw("\" aria-pressed=\"")
        .raw(if is_ignored { "false" } else { "true" })
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
        let mut paste = Paste::from_text(text).unwrap();
        paste.shown = paste.short_form();
        paste
    }

    #[test]
    fn the_most_specific_parts_are_shown_first() {
        let shown = |text: &str| pasted(text).shown;
        let trace = shown(TRACE);
        assert!(
            trace.starts_with("SQLTransientConnectionException HikariPool-1 "),
            "the root cause comes first: {trace}"
        );
        assert!(trace.contains(" DataAccessResourceFailureException "));
        assert!(
            trace.contains(" timed out") && trace.len() <= MAX_SHOWN,
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
    fn every_part_of_a_paste_has_a_button() {
        let text = "{\"startsAt\": \"2024-03-12T08:15:02Z\", \"labels\": {\"alertname\": \"TillDown\", \"service\": \"till\"}, \"generatorURL\": \"http://x/\"}";
        let pasted = search::paste::understand(text).unwrap();
        let mut html = HtmlWriter::default();
        write_parts(&mut html, &pasted, text, &["till".to_owned()]);
        let html = html.into_string();
        for part in [
            "<p>Alertmanager alert. Tap a part to leave it out.</p>",
            "aria-pressed=\"true\" data-part=\"TillDown\"><small>alert</small> TillDown</button>",
            "aria-pressed=\"false\" data-part=\"till\"><small>service</small> till</button>",
            "<p class=\"muted\">Ignored ",
        ] {
            assert!(html.contains(part), "{part} in {html}");
        }
    }

    #[test]
    fn words_and_filters_may_surround_a_paste() {
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
        assert_eq!(field_value("type:guide ", "b a", " "), "type:guide b a");
        assert_eq!(field_value("", "", ""), "");
    }

    #[test]
    fn surrounding_filters_are_no_part_of_a_paste() {
        for (value, text) in [
            ("ORA-01555: too old", "ORA-01555: too old"),
            (
                "sev:1 ORA-01555: too old type:guide sev:2",
                "ORA-01555: too old",
            ),
        ] {
            assert_eq!(Paste::from_field(value).text, text, "{value}");
        }
    }

    #[test]
    fn every_form_of_the_last_paste_is_found_again() {
        let form = |shown: &str, ignored: &[&str], text: &str| Paste {
            text: text.to_owned(),
            shown: shown.to_owned(),
            ignored: ignored.iter().map(|&part| part.to_owned()).collect(),
            is_pending: false,
        };
        let (all, less) = (form("a b", &[], "b\n\na"), form("a", &["b"], "b\n\na"));
        let stored = with_form(&with_form("", &all), &less);
        assert_eq!(find_form(&stored, "a b type:guide"), Some(all));
        assert_eq!(find_form(&stored, "sev:1 a"), Some(less));
        assert_eq!(find_form(&stored, "b"), None);
        assert_eq!(find_form(&stored, "a restart"), None, "a word of its own");
        let long = form("a b c", &[], "c\nb\na");
        let stored_long = with_form("", &long);
        assert_eq!(find_form(&stored_long, "slow a b c"), Some(long));
        let other = form("x", &[], "x\ny");
        let stored = with_form(&stored, &other);
        assert_eq!(find_form(&stored, "a b"), None);
        assert_eq!(find_form(&stored, "x"), Some(other));
    }
}
