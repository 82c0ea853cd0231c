//! Makes a first postmortem from a recorded session.
//!
//! Each entry becomes a line of the timeline, with its time in UTC. A suspect
//! that was ruled out becomes a false lead, a confirmed one becomes the candidate
//! for the cause. Recorded text is escaped or put into code spans, so that it
//! cannot become markup or leave its line.

use std::collections::BTreeMap;

use app::session::{Entry, Session, What, clock, markdown};

use super::templates::{self, KnownFacts};

/// Returns the postmortem of a session; `pages` are URLs with paths below the
/// content root.
pub(super) fn postmortem(title: &str, session: &Session, pages: &[(String, String)]) -> String {
    let pages: BTreeMap<&str, &str> = pages
        .iter()
        .map(|(url, path)| (url.as_str(), path.as_str()))
        .collect();
    let draft = Draft { pages };
    let begins = lead_begins(&session.entries);
    let mut timeline = String::new();
    line(&mut timeline, session.started, "Recording started.");
    for (index, entry) in session.entries.iter().enumerate() {
        let mut text = draft.said(entry);
        if let Some(lead) = begins.get(&index) {
            text.push_str(&format!(" **False lead begins: {}.**", subject(lead)));
        }
        line(&mut timeline, entry.at, &text);
    }
    let last = session
        .entries
        .last()
        .map_or(session.started, |entry| entry.at);
    // The last line ends a lead: a lead lasts until the next entry.
    line(
        &mut timeline,
        session.ended.unwrap_or(last).max(last),
        "Recording ended.",
    );
    let confirmed = session
        .entries
        .iter()
        .filter(|entry| entry.what == What::Confirmed);
    let root_cause = confirmed
        .map(|entry| {
            format!(
                "Candidate, confirmed at {} UTC: {}.\n",
                minute(entry.at),
                subject(&entry.text)
            )
        })
        .collect::<Vec<_>>()
        .join("\n");
    let known = KnownFacts {
        started_at: Some(instant(session.started)),
        ended_at: session.ended.map(instant),
        related: draft.related(&session.entries),
        timeline,
        root_cause,
    };
    templates::postmortem(title, &known)
}

struct Draft<'a> {
    /// Paths of the documents by URL.
    pages: BTreeMap<&'a str, &'a str>,
}

impl Draft<'_> {
    /// Returns the text of an entry.
    fn said(&self, entry: &Entry) -> String {
        let code = || markdown::code(&entry.text);
        let page = |joint: &str| {
            let shown = self.page(entry);
            shown.map_or(String::new(), |page| format!(" {joint} {page}"))
        };
        match entry.what {
            What::Searched => format!("Searched for {}.", code()),
            What::Missed => format!("Searched for {}, found nothing.", code()),
            What::Opened => format!("Opened{}.", page("the page")),
            What::Copied => format!("Copied the command {}{}.", code(), page("from")),
            What::Ticked => format!("Did {}{}.", code(), page("of")),
            What::Restarted => format!("Started over{}.", page("with")),
            What::RuledOut => format!(
                "**False lead: {}.** Ruled out{}.",
                subject(&entry.text),
                page("on")
            ),
            What::Confirmed => format!(
                "**Cause found: {}.** Confirmed{}.",
                subject(&entry.text),
                page("on")
            ),
            What::Noted => prose(&entry.text),
        }
    }

    /// Returns the page of an entry, as a link if the content has this page.
    fn page(&self, entry: &Entry) -> Option<String> {
        let path = self.pages.get(entry.url.as_str());
        let title = match entry.title.trim() {
            "" => entry.url.trim(),
            title => title,
        };
        match path {
            _ if title.is_empty() => None,
            Some(path) => Some(unsplit(&markdown::link(title, &beside(path)))),
            None => Some(prose(title)),
        }
    }

    /// Returns the paths of the documents that were opened.
    fn related(&self, entries: &[Entry]) -> Vec<String> {
        let mut related: Vec<String> = Vec::new();
        for entry in entries.iter().filter(|entry| entry.what == What::Opened) {
            let path = self.pages.get(entry.url.as_str()).map(|path| beside(path));
            related.extend(path.filter(|path| !related.contains(path)));
        }
        related
    }
}

/// Returns a path below the content root relative to a document in `postmortems/`.
fn beside(path: &str) -> String {
    match path.strip_prefix("postmortems/") {
        Some(path) => format!("./{path}"),
        None => format!("../{path}"),
    }
}

/// Returns the entries at which false leads begin, with the subject of each lead.
/// A lead begins where the page is opened on which it is ruled out, unless
/// another suspect was ruled out or confirmed in between.
fn lead_begins(entries: &[Entry]) -> BTreeMap<usize, &str> {
    let mut begins = BTreeMap::new();
    for (index, entry) in entries.iter().enumerate() {
        if entry.what != What::RuledOut || entry.url.is_empty() {
            continue;
        }
        let before = entries[..index].iter().enumerate().rev();
        let opened = before
            .take_while(|(_, entry)| !matches!(entry.what, What::RuledOut | What::Confirmed))
            .find(|(_, before)| before.what == What::Opened && before.url == entry.url);
        if let Some((opened, _)) = opened {
            begins.entry(opened).or_insert(entry.text.as_str());
        }
    }
    begins
}

/// Returns a suspicion as the end of a sentence.
fn subject(text: &str) -> String {
    let text = text.trim().trim_end_matches(['.', '!', '?', ':', ';', ',']);
    if text.trim().is_empty() {
        "not named".to_owned()
    } else {
        prose(text)
    }
}

/// Returns escaped Markdown text.
fn prose(words: &str) -> String {
    unsplit(&markdown::text(words))
}

/// Keeps ` - 10:50` in a text from being read as a new entry, as in timelines
/// that people write on one line.
fn unsplit(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    let mut before = ' ';
    while let Some(c) = chars.next() {
        let joins = matches!(
            before,
            '-' | '\u{2013}' | '\u{2014}' | '*' | '\u{2022}' | ';' | '.'
        );
        let begins = chars
            .peek()
            .is_some_and(|next| next.is_ascii_digit() || matches!(next, 'A' | '\\' | '['));
        out.push(if c == ' ' && joins && begins {
            '\u{a0}'
        } else {
            c
        });
        before = c;
    }
    out
}

fn line(out: &mut String, at: i64, text: &str) {
    out.push_str(&format!("- {} UTC: {text}\n", minute_of_day(at)));
}

/// Formats an instant as `2026-12-01 03:02`.
fn minute_of_day(at: i64) -> String {
    clock::moment(at)[..16].to_owned()
}

/// Formats an instant as `03:02`.
fn minute(at: i64) -> String {
    clock::time(at)[..5].to_owned()
}

/// Formats an instant as `2026-12-01T03:02:11Z`.
fn instant(at: i64) -> String {
    format!("{}Z", clock::moment(at).replace(' ', "T"))
}
