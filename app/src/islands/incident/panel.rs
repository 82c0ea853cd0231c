//! What the control shows, as HTML.

use crate::html::HtmlWriter;
use crate::session::{Entry, Session, What, clock};

/// Id of the field for a session's name.
pub(super) const NAME: &str = "kb-session-name";
/// Id of the field for a note.
pub(super) const NOTE: &str = "kb-session-note";

/// How many entries are shown, the latest first.
const SHOWN: usize = 8;

/// What stands in every page.
#[cfg_attr(not(feature = "ssr"), allow(dead_code))]
pub(super) fn resting() -> String {
    let mut html = HtmlWriter::default();
    html.raw("<summary>")
        .raw(REST)
        .raw("</summary><div class=\"session__body\">")
        .raw(BEGIN)
        .raw("</div>");
    html.into_string()
}

const REST: &str = "Record this incident";

const BEGIN: &str = "<p>Saves searches, pages, copied commands and ticks as a draft timeline. Only in this browser.</p>\
    <p class=\"session__row\"><label for=\"kb-session-name\">Name</label>\
    <input id=\"kb-session-name\" maxlength=\"120\" autocomplete=\"off\" placeholder=\"payments slow\">\
    <button type=\"button\" data-act=\"start\">Start</button></p>";

const DENIED: &str = "<p class=\"session__denied\">Can't save here (storage full or blocked). The recording is lost when you close the page. Export it first.</p>";

/// The line that is always in sight.
pub(super) fn summary(current: Option<&Session>, now: i64, denied: bool) -> String {
    let mut html = HtmlWriter::default();
    let Some(session) = current else {
        return REST.to_owned();
    };
    html.raw("<span class=\"session__dot\" aria-hidden=\"true\">●</span><span class=\"visually-hidden\">Recording </span>\
              <b>")
        .text(&session.name)
        .raw("</b> <span class=\"session__time\">")
        .text(&clock::elapsed(now - session.started))
        .raw("</span> <span class=\"session__count\">")
        .text(&crate::text::plural(session.entries.len(), "entry", "entries"))
        .raw("</span>");
    if denied {
        html.raw(" <span class=\"session__denied\">not saved</span>");
    }
    html.into_string()
}

/// What the control folds out.
pub(super) fn body(
    current: Option<&Session>,
    others: &[(String, Session)],
    denied: bool,
) -> String {
    let mut html = HtmlWriter::default();
    if denied {
        html.raw(DENIED);
    }
    match current {
        None => {
            html.raw(BEGIN);
        }
        Some(session) => recorded(&mut html, session),
    }
    if !others.is_empty() {
        html.raw("<h2>Past recordings</h2><ul class=\"session__others\">");
        for (id, session) in others {
            other(&mut html, id, session);
        }
        html.raw("</ul>");
    }
    html.into_string()
}

fn recorded(html: &mut HtmlWriter, session: &Session) {
    html.raw("<p class=\"session__row\"><label for=\"kb-session-name\">Name</label>\
              <input id=\"kb-session-name\" maxlength=\"120\" autocomplete=\"off\" value=\"")
        .text(&session.name)
        .raw("\"><button type=\"button\" data-act=\"end\">End</button></p>\
              <p class=\"session__row\"><label for=\"kb-session-note\">Note</label>\
              <input id=\"kb-session-note\" maxlength=\"1000\" autocomplete=\"off\" placeholder=\"called the database team\">\
              <button type=\"button\" data-act=\"note\">Add</button></p>");
    if !session.entries.is_empty() {
        html.raw("<ol class=\"session__log\">");
        for one in session.entries.iter().rev().take(SHOWN) {
            entry(html, one);
        }
        html.raw("</ol>");
    }
    html.raw("<p class=\"session__row\">");
    exports(html, "");
    html.raw("</p>");
}

fn entry(html: &mut HtmlWriter, entry: &Entry) {
    html.raw("<li><span class=\"session__when\">")
        .text(&clock::time(entry.at))
        .raw(" UTC");
    if entry.offset != 0 {
        html.raw(" · ")
            .text(&clock::time(entry.at + entry.offset * 60))
            .raw(" here");
    }
    html.raw("</span> ").raw(entry.what.verb()).raw(" ");
    if matches!(entry.what, What::Opened | What::Restarted) {
        html.text(&entry.title);
    } else {
        html.raw("<code>").text(&entry.text).raw("</code>");
    }
    if entry.what == What::Missed {
        html.raw(", no results");
    }
    html.raw("</li>");
}

fn other(html: &mut HtmlWriter, id: &str, session: &Session) {
    html.raw("<li><span><b>")
        .text(&session.name)
        .raw("</b> <span class=\"count\">")
        .text(&clock::moment(session.started)[..16])
        .raw(" UTC, ")
        .text(&crate::text::plural(
            session.entries.len(),
            "entry",
            "entries",
        ))
        .raw("</span></span><span class=\"session__row\">");
    button(html, id, "reopen", "Resume");
    exports(html, id);
    button(html, id, "delete", "Delete");
    html.raw("</span></li>");
}

fn exports(html: &mut HtmlWriter, id: &str) {
    button(html, id, "copy", "Copy as Markdown");
    button(html, id, "save", "Download");
}

fn button(html: &mut HtmlWriter, id: &str, act: &'static str, label: &'static str) {
    html.raw("<button type=\"button\" data-act=\"").raw(act);
    if !id.is_empty() {
        html.raw("\" data-id=\"").text(id);
    }
    html.raw("\">").raw(label).raw("</button>");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn session() -> Session {
        let mut session = Session {
            name: "<pay>".to_owned(),
            started: 1_796_094_000,
            ..Session::default()
        };
        for what in [What::Opened, What::Copied, What::Missed] {
            session.add(Entry {
                at: 1_796_094_060,
                offset: 60,
                what,
                url: "/x/".to_owned(),
                title: "<X>".to_owned(),
                text: if what == What::Opened { "" } else { "a<b>" }.to_owned(),
            });
        }
        session
    }

    #[test]
    fn words_of_readers_and_pages_are_text() {
        let session = session();
        let others = [("1\"".to_owned(), session.clone())];
        let html = body(Some(&session), &others, true) + &summary(Some(&session), 0, true);
        for bad in ["<pay>", "<X>", "a<b>", "1\"\""] {
            assert!(!html.contains(bad), "{bad} in {html}");
        }
        assert!(html.contains("03:01:00 UTC · 04:01:00 here"), "{html}");
        assert!(
            html.contains("<code>a&lt;b&gt;</code>, no results"),
            "{html}"
        );
    }

    #[test]
    fn the_page_holds_what_a_browser_shows_at_rest() {
        let resting = resting();
        assert!(resting.contains(&body(None, &[], false)));
        assert!(resting.contains(&summary(None, 0, false)));
        // The latest entries, newest first.
        let html = body(Some(&session()), &[], false);
        let (missed, copied) = (html.find("no results"), html.find("Copied"));
        assert!(missed.is_some() && missed < copied, "{html}");
    }
}
