//! Filters.

use std::fmt;

use super::comparison::Op;
use super::quotes::is_quote;
use super::{date, severity};
use crate::analysis::fold;

/// A condition on a document: `key:value`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// The property that it compares.
    pub key: Key,
    /// The comparison.
    pub op: Op,
    /// The value without operator and quotation marks. The kind of document has
    /// its full name; other values are as typed.
    pub value: String,
    /// Whether matching documents are excluded (`-type:guide`).
    pub negated: bool,
}

/// The property that a filter compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// Kind of the document: `type:` or `kind:`.
    Type,
    /// Affected service: `service:`.
    Service,
    /// Tag: `tag:`.
    Tag,
    /// Severity: `sev:` or `severity:`.
    Severity,
    /// Owner: `owner:`.
    Owner,
    /// Lower bound of the date, inclusive: `after:`.
    After,
    /// Upper bound of the date, exclusive: `before:`.
    Before,
    /// Alert that the document handles: `alert:`.
    Alert,
    /// Words of the title: `title:`.
    Title,
}

/// The kinds of documents.
const KINDS: [&str; 4] = ["runbook", "postmortem", "guide", "service"];

impl Key {
    /// All keys.
    pub const ALL: [Self; 9] = [
        Self::Type,
        Self::Service,
        Self::Tag,
        Self::Severity,
        Self::Owner,
        Self::After,
        Self::Before,
        Self::Alert,
        Self::Title,
    ];

    /// The name in the query language and in filter terms of a pack.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Type => "type",
            Self::Service => "service",
            Self::Tag => "tag",
            Self::Severity => "sev",
            Self::Owner => "owner",
            Self::After => "after",
            Self::Before => "before",
            Self::Alert => "alert",
            Self::Title => "title",
        }
    }

    /// The key with a name, in any case; `kind` and `severity` are accepted,
    /// too.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        if name.eq_ignore_ascii_case("kind") {
            return Some(Self::Type);
        }
        if name.eq_ignore_ascii_case("severity") {
            return Some(Self::Severity);
        }
        let is = |key: &Self| name.eq_ignore_ascii_case(key.name());
        Self::ALL.into_iter().find(is)
    }
}

impl Filter {
    /// Parses the text after `key:`, without quotation marks. `None` if it is
    /// no valid value for the key, so that the text is words.
    #[must_use]
    pub fn parse(key: Key, text: &str, negated: bool) -> Option<Self> {
        let (op, value) = match key {
            Key::Severity => severity::read(text)?,
            _ => (Op::Is, text),
        };
        let value = match key {
            Key::Type => kind(value)?.to_owned(),
            Key::After | Key::Before => date::is_date(value).then(|| value.to_owned())?,
            Key::Severity => value.to_owned(),
            Key::Service | Key::Tag | Key::Owner | Key::Alert | Key::Title => {
                let starts = !value.starts_with(['/', ':']);
                let says = value.chars().any(char::is_alphanumeric);
                let quoted = value.contains(is_quote);
                (starts && says && !quoted).then(|| value.trim().to_owned())?
            }
        };
        Some(Self {
            key,
            op,
            value,
            negated,
        })
    }

    /// The filter term in a pack, e.g. `service:payments`.
    #[must_use]
    pub fn term(&self) -> String {
        let mut term = self.key.name().to_owned();
        term.push(':');
        term.push_str(&fold(&self.value));
        term
    }

    /// Whether a document with this severity matches, ignoring negation. Only
    /// for filters with [`Key::Severity`].
    #[must_use]
    pub fn matches_severity(&self, stated: &str) -> bool {
        severity::matches(self.op, &self.value, stated)
    }

    /// Whether a document with this ISO 8601 date matches, ignoring negation:
    /// for `after:` from the first day of the year, month or day on, for
    /// `before:` up to the previous day.
    #[must_use]
    pub fn matches_date(&self, date: &str) -> bool {
        match self.key {
            Key::After => date >= self.value.as_str(),
            Key::Before => date < self.value.as_str(),
            _ => true,
        }
    }
}

/// The kind with a name, in singular, plural or abbreviated.
fn kind(text: &str) -> Option<&'static str> {
    let text = fold(text);
    let plural = text.strip_suffix('s').unwrap_or(&text);
    let is = |kind: &&str| *kind == plural || text.len() >= 3 && kind.starts_with(&*text);
    KINDS.into_iter().find(is)
}

impl fmt::Display for Op {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Is | Self::Within => "",
            Self::AtMost => "<=",
            Self::AtLeast => ">=",
            Self::Below => "<",
            Self::Above => ">",
        })
    }
}

/// Formats the filter in the syntax of a query.
impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.negated { "-" } else { "" })?;
        f.write_str(self.key.name())?;
        f.write_str(":")?;
        if self.value.contains(char::is_whitespace) {
            write!(f, "\"{}{}\"", self.op, self.value)
        } else {
            write!(f, "{}{}", self.op, self.value)
        }
    }
}
