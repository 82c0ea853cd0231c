//! The searches of this browser: recent, pinned, and those without results. They are
//! saved in local storage and never sent.

use search::language::{Clause, ClauseKind, CompletionContext, CompletionTarget, complete, parse};

use crate::browser::{dom, record};

use crate::hooks::action;
use crate::html::HtmlWriter;
use crate::url;

/// Storage key of the entry: a search a line, newest first.
const KEY: &str = crate::contract::SEARCHES_KEY;

/// Most searches of a list.
const MAX_SEARCHES: usize = 12;

/// The searches of this browser, newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct SearchHistory {
    /// Searches with their list: [`PINNED`], [`RECENT`] or [`MISSED`].
    lines: Vec<(char, String)>,
}

/// Pinned by the reader.
const PINNED: char = '*';
/// Submitted, or led to a page.
const RECENT: char = '+';
/// Had no results: a page to write.
const MISSED: char = '-';

impl SearchHistory {
    /// Loads the searches from local storage.
    pub(crate) fn load() -> Self {
        let stored = dom::storage().and_then(|storage| storage.get_item(KEY).ok()?);
        Self::parse(&stored.unwrap_or_default())
    }

    fn parse(stored: &str) -> Self {
        let line = |line: &str| {
            let mut chars = line.chars();
            let list = chars.next()?;
            Some((list, chars.as_str().to_owned()))
        };
        Self {
            lines: stored.lines().filter_map(line).collect(),
        }
    }

    fn serialize(&self) -> String {
        let mut out = String::new();
        for (list, query) in &self.lines {
            out.push(*list);
            out.push_str(query);
            out.push('\n');
        }
        out
    }

    /// Saves the searches, unless the browser denies storage.
    fn save(&self) {
        if let Some(storage) = dom::storage() {
            let _ = storage.set_item(KEY, &self.serialize());
        }
    }

    /// Puts a search first in its list. A pinned search stays pinned. A search without
    /// results replaces the one that it continues.
    fn add(&mut self, list: char, query: &str) {
        let query = query.split_whitespace().collect::<Vec<_>>().join(" ");
        let stays = |line: &(char, String)| {
            let same = line.1 == query || (list == MISSED && query.starts_with(&line.1));
            line.0 == PINNED && list != PINNED || !(same && (line.0 == list || list == PINNED))
        };
        let pinned = |line: &(char, String)| line.0 == PINNED && line.1 == query;
        if query.is_empty() || list == RECENT && self.lines.iter().any(pinned) {
            return;
        }
        self.lines.retain(stays);
        self.lines.insert(0, (list, query));
        let mut left = MAX_SEARCHES;
        self.lines.retain(|line| {
            let over = line.0 == list && left == 0;
            left -= usize::from(line.0 == list && left > 0);
            !over
        });
    }

    /// Removes a search from a list.
    fn remove(&mut self, list: char, query: &str) {
        self.lines.retain(|line| line.0 != list || line.1 != query);
    }

    /// The searches without results as a Markdown list of pages to write.
    pub(crate) fn pages_to_write(&self) -> String {
        let mut text = "# Pages to write\n\nSearches that found nothing.\n\n".to_owned();
        for query in self.list(MISSED) {
            // Longer than any run of backticks in the query.
            let longest = query.split(|c| c != '`').map(str::len).max();
            let fence = "`".repeat(longest.unwrap_or(0) + 1);
            let pad = if query.contains('`') { " " } else { "" };
            for part in ["- [ ] ", &fence, pad, query, pad, &fence, "\n"] {
                text.push_str(part);
            }
        }
        text
    }

    fn list(&self, list: char) -> impl Iterator<Item = &str> {
        let lines = self.lines.iter().filter(move |line| line.0 == list);
        lines.map(|line| line.1.as_str())
    }

    /// The lists as HTML; empty if there are no searches.
    pub(crate) fn html(&self) -> String {
        let mut html = HtmlWriter::default();
        if self.lines.is_empty() {
            return String::new();
        }
        self.write_list(&mut html, PINNED, "Pinned", action::UNPIN, "Unpin");
        self.write_list(&mut html, RECENT, "Recent", action::PIN, "Pin");
        self.write_list(&mut html, MISSED, "No results", action::REMOVE, "Remove");
        html.raw("<p class=\"kb-past__foot muted\">Saved only in this browser. ");
        let mut write_button = |action: &'static str, label: &'static str| {
            html.raw("<button type=\"button\" data-do=\"")
                .raw(action)
                .raw("\">")
                .raw(label)
                .raw("</button> ");
        };
        if self.list(MISSED).next().is_some() {
            write_button(action::EXPORT, "Download “No results” as pages to write");
        }
        write_button(action::CLEAR_HISTORY, "Clear all");
        html.raw("</p>");
        html.into_string()
    }

    /// A list with a heading and a button for each search; nothing for an empty list.
    fn write_list(
        &self,
        html: &mut HtmlWriter,
        list: char,
        title: &'static str,
        action: &'static str,
        label: &'static str,
    ) {
        for (n, query) in self.list(list).enumerate() {
            if n == 0 {
                html.raw("<section><h2>").raw(title).raw("</h2><ul>");
            }
            html.raw("<li><a href=\"")
                .text(&url::search_query(query))
                .raw("\" data-ask=\"")
                .text(query)
                .raw("\">")
                .text(query)
                .raw("</a><button type=\"button\" data-do=\"")
                .raw(action)
                .raw("\" data-part=\"")
                .text(query)
                .raw("\" aria-label=\"")
                .raw(label)
                .raw(": ")
                .text(query)
                .raw("\">")
                .raw(label)
                .raw("</button></li>");
        }
        if self.list(list).next().is_some() {
            html.raw("</ul></section>");
        }
    }
}

/// Whether a search without results may be for a page that does not exist yet: it has a
/// word, and does not end in a filter, which may be incomplete.
pub(crate) fn may_be_missed(query: &str) -> bool {
    let query = query.trim_end();
    let is_value = |one: &CompletionContext| matches!(one.subject, CompletionTarget::Value { .. });
    let word =
        |clause: &Clause| matches!(clause.kind, ClauseKind::Words(_) | ClauseKind::Phrase(_));
    parse(query).clauses.iter().any(word)
        && !complete(query, query.len()).as_ref().is_some_and(is_value)
}

/// Adds a search that was submitted or led to a page.
pub(crate) fn add_recent(query: &str) {
    record::record("searched", query);
    update(|history| history.add(RECENT, query));
}

/// Adds a search without results.
pub(crate) fn add_missed(query: &str) {
    record::record("missed", query);
    update(|history| history.add(MISSED, query));
}

/// Pins a search.
pub(crate) fn pin(query: &str) {
    update(|history| {
        history.remove(RECENT, query);
        history.add(PINNED, query);
    });
}

/// Unpins a search.
pub(crate) fn unpin(query: &str) {
    update(|history| {
        history.remove(PINNED, query);
        history.add(RECENT, query);
    });
}

/// Removes a search without results.
pub(crate) fn remove_missed(query: &str) {
    update(|history| history.remove(MISSED, query));
}

/// Removes all searches.
pub(crate) fn clear() {
    update(|history| history.lines.clear());
}

/// Loads the searches, changes and saves them.
fn update(change: impl FnOnce(&mut SearchHistory)) {
    let mut history = SearchHistory::load();
    change(&mut history);
    history.save();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn history(searches: &[(char, &str)]) -> SearchHistory {
        let mut history = SearchHistory::default();
        for (list, query) in searches {
            history.add(*list, query);
        }
        history
    }

    #[test]
    fn the_newest_search_is_first_and_once() {
        let history = history(&[(RECENT, "a"), (RECENT, "b"), (RECENT, " a "), (RECENT, "")]);
        assert_eq!(history.serialize(), "+a\n+b\n");
        assert_eq!(SearchHistory::parse(&history.serialize()), history);
    }

    #[test]
    fn a_pinned_search_is_not_recent() {
        let history = history(&[(PINNED, "a"), (RECENT, "a"), (RECENT, "b")]);
        assert_eq!(history.serialize(), "+b\n*a\n");
    }

    #[test]
    fn typing_on_is_one_search_without_results() {
        let history = history(&[(MISSED, "etc"), (MISSED, "etcdx"), (RECENT, "etcd")]);
        assert_eq!(history.serialize(), "+etcd\n-etcdx\n");
    }

    #[test]
    fn a_list_is_limited() {
        let many: Vec<String> = (0..30).map(|n| format!("q{n}")).collect();
        let searches: Vec<_> = many.iter().map(|q| (RECENT, q.as_str())).collect();
        let mut history = history(&searches);
        history.add(PINNED, "p");
        assert_eq!(history.list(RECENT).count(), MAX_SEARCHES);
        assert_eq!(history.list(RECENT).next(), Some("q29"));
        assert_eq!(history.list(PINNED).count(), 1);
    }

    #[test]
    fn without_a_word_or_incomplete_no_page_is_missed() {
        for (query, may) in [
            ("etcdx", true),
            ("\"no such words\"", true),
            ("type:runbook etcdx", true),
            ("", false),
            ("-", false),
            ("\"\"", false),
            ("...", false),
            ("title:resto", false),
            ("etcdx title:resto", false),
            ("etcdx service:", false),
            ("type:runbook -sev:1", false),
        ] {
            assert_eq!(may_be_missed(query), may, "{query}");
        }
    }

    #[test]
    fn pages_to_write_are_a_list_of_tasks() {
        let history = history(&[(MISSED, "a `b`"), (MISSED, "zk lag")]);
        let text = history.pages_to_write();
        assert!(
            text.ends_with("\n\n- [ ] `zk lag`\n- [ ] `` a `b` ``\n"),
            "{text}"
        );
    }
}
