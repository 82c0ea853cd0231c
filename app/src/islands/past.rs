//! Searches of this browser: recent, pinned, and those that found nothing.
//! They are kept here and go nowhere.

use search::language::{Clause, ClauseKind, CompletionContext, CompletionTarget, complete, parse};

use crate::browser::{dom, record};

use super::address;
use super::html::Html;

/// Key of the entry: a line a search, newest first.
const KEY: &str = "kb-searches";

/// Most searches of a sort.
const MOST: usize = 12;

/// The searches of this browser, newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Past {
    /// Searches with their sort: pinned `*`, recent `+`, found nothing `-`.
    lines: Vec<(char, String)>,
}

/// Pinned by the reader.
const PINNED: char = '*';
/// Led somewhere, or was sent.
const RECENT: char = '+';
/// Found nothing: a page to write.
const MISSED: char = '-';

impl Past {
    /// What this browser keeps.
    pub(crate) fn load() -> Self {
        let kept = dom::storage().and_then(|storage| storage.get_item(KEY).ok()?);
        Self::read(&kept.unwrap_or_default())
    }

    fn read(kept: &str) -> Self {
        let line = |line: &str| {
            let mut chars = line.chars();
            let sort = chars.next()?;
            Some((sort, chars.as_str().to_owned()))
        };
        Self {
            lines: kept.lines().filter_map(line).collect(),
        }
    }

    fn written(&self) -> String {
        let mut kept = String::new();
        for (sort, query) in &self.lines {
            kept.push(*sort);
            kept.push_str(query);
            kept.push('\n');
        }
        kept
    }

    /// Keeps this in the browser, unless it denies that.
    fn save(&self) {
        if let Some(storage) = dom::storage() {
            let _ = storage.set_item(KEY, &self.written());
        }
    }

    /// Puts a search first. One that is pinned stays so, and one that goes on
    /// where the one before stopped takes its place.
    fn add(&mut self, sort: char, query: &str) {
        let query = query.split_whitespace().collect::<Vec<_>>().join(" ");
        let stays = |line: &(char, String)| {
            let same = line.1 == query || (sort == MISSED && query.starts_with(&line.1));
            line.0 == PINNED && sort != PINNED || !(same && (line.0 == sort || sort == PINNED))
        };
        let pinned = |line: &(char, String)| line.0 == PINNED && line.1 == query;
        if query.is_empty() || sort == RECENT && self.lines.iter().any(pinned) {
            return;
        }
        self.lines.retain(stays);
        self.lines.insert(0, (sort, query));
        let mut left = MOST;
        self.lines.retain(|line| {
            let over = line.0 == sort && left == 0;
            left -= usize::from(line.0 == sort && left > 0);
            !over
        });
    }

    /// Takes a search out.
    fn remove(&mut self, sort: char, query: &str) {
        self.lines.retain(|line| line.0 != sort || line.1 != query);
    }

    /// The searches that found nothing, as Markdown: pages to write.
    pub(crate) fn pages_to_write(&self) -> String {
        let mut text = "# Pages to write\n\nSearches that found nothing.\n\n".to_owned();
        for query in self.of(MISSED) {
            // Longer than any run of backticks inside.
            let longest = query.split(|c| c != '`').map(str::len).max();
            let fence = "`".repeat(longest.unwrap_or(0) + 1);
            let pad = if query.contains('`') { " " } else { "" };
            for part in ["- [ ] ", &fence, pad, query, pad, &fence, "\n"] {
                text.push_str(part);
            }
        }
        text
    }

    fn of(&self, sort: char) -> impl Iterator<Item = &str> {
        let of = self.lines.iter().filter(move |line| line.0 == sort);
        of.map(|line| line.1.as_str())
    }

    /// The lists, as HTML; nothing where there is none.
    pub(crate) fn html(&self) -> String {
        let mut html = Html::default();
        if self.lines.is_empty() {
            return String::new();
        }
        self.list(&mut html, PINNED, "Pinned", "unpin", "Unpin");
        self.list(&mut html, RECENT, "Recent", "pin", "Pin");
        self.list(&mut html, MISSED, "Found nothing", "write", "Forget");
        html.raw("<p class=\"kb-past__foot muted\">Kept in this browser only. ");
        if self.of(MISSED).next().is_some() {
            html.raw(
                "<button type=\"button\" data-do=\"export\">\
                 Save “Found nothing” as pages to write</button> ",
            );
        }
        html.raw("<button type=\"button\" data-do=\"clear\">Clear all</button></p>");
        html.into_string()
    }

    fn list(
        &self,
        html: &mut Html,
        sort: char,
        title: &'static str,
        act: &'static str,
        label: &'static str,
    ) {
        for (n, query) in self.of(sort).enumerate() {
            if n == 0 {
                html.raw("<section><h2>").raw(title).raw("</h2><ul>");
            }
            html.raw("<li><a href=\"")
                .text(&address::query_part(query))
                .raw("\" data-ask=\"")
                .text(query)
                .raw("\">")
                .text(query)
                .raw("</a><button type=\"button\" data-do=\"")
                .raw(act)
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
        if self.of(sort).next().is_some() {
            html.raw("</ul></section>");
        }
    }
}

/// Whether a search that found nothing may be for a page that is not written yet:
/// it has a word, and does not end in a filter, which may be half typed.
pub(crate) fn may_be_missed(query: &str) -> bool {
    let query = query.trim_end();
    let is_typed = |of: &CompletionContext| matches!(of.subject, CompletionTarget::Value { .. });
    let word =
        |clause: &Clause| matches!(clause.kind, ClauseKind::Words(_) | ClauseKind::Phrase(_));
    parse(query).clauses.iter().any(word)
        && !complete(query, query.len()).as_ref().is_some_and(is_typed)
}

/// Changes what this browser keeps.
pub(crate) fn change(act: &str, query: &str) {
    let mut past = Past::load();
    match act {
        "recent" => record::record("searched", query),
        "missed" => record::record(act, query),
        _ => {}
    }
    match act {
        "recent" => past.add(RECENT, query),
        "missed" => past.add(MISSED, query),
        "pin" => {
            past.remove(RECENT, query);
            past.add(PINNED, query);
        }
        "unpin" => {
            past.remove(PINNED, query);
            past.add(RECENT, query);
        }
        "write" => past.remove(MISSED, query),
        _ => past = Past::default(),
    }
    past.save();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn past(acts: &[(char, &str)]) -> Past {
        let mut past = Past::default();
        for (sort, query) in acts {
            past.add(*sort, query);
        }
        past
    }

    #[test]
    fn the_newest_comes_first_and_once() {
        let past = past(&[(RECENT, "a"), (RECENT, "b"), (RECENT, " a "), (RECENT, "")]);
        assert_eq!(past.written(), "+a\n+b\n");
        assert_eq!(Past::read(&past.written()), past);
    }

    #[test]
    fn what_is_pinned_is_not_recent() {
        let past = past(&[(PINNED, "a"), (RECENT, "a"), (RECENT, "b")]);
        assert_eq!(past.written(), "+b\n*a\n");
    }

    #[test]
    fn typing_on_is_one_search_that_found_nothing() {
        let past = past(&[(MISSED, "etc"), (MISSED, "etcdx"), (RECENT, "etcd")]);
        assert_eq!(past.written(), "+etcd\n-etcdx\n");
    }

    #[test]
    fn a_sort_has_an_end() {
        let many: Vec<String> = (0..30).map(|n| format!("q{n}")).collect();
        let acts: Vec<_> = many.iter().map(|q| (RECENT, q.as_str())).collect();
        let mut past = past(&acts);
        past.add(PINNED, "p");
        assert_eq!(past.of(RECENT).count(), MOST);
        assert_eq!(past.of(RECENT).next(), Some("q29"));
        assert_eq!(past.of(PINNED).count(), 1);
    }

    #[test]
    fn what_has_no_word_or_is_half_typed_is_no_page() {
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
        let past = past(&[(MISSED, "a `b`"), (MISSED, "zk lag")]);
        let text = past.pages_to_write();
        assert!(
            text.ends_with("\n\n- [ ] `zk lag`\n- [ ] `` a `b` ``\n"),
            "{text}"
        );
    }
}
