//! Conditions on documents.

use std::fmt;

use super::parse::is_quote;
use super::{date, severity};
use crate::analysis::fold;

/// A condition on a document: `key:value`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// What it looks at.
    pub key: Key,
    /// How it compares.
    pub op: Op,
    /// The value without operator and quotation marks; the kind of document
    /// in its full name, all else as typed.
    pub value: String,
    /// Whether it leaves documents out instead (`-type:guide`).
    pub negated: bool,
}

/// What a filter looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// The kind of document: `type:` or `kind:`.
    Type,
    /// A service concerned: `service:`.
    Service,
    /// A tag: `tag:`.
    Tag,
    /// The severity: `sev:` or `severity:`.
    Severity,
    /// The owner: `owner:`.
    Owner,
    /// Dated on this day or later: `after:`.
    After,
    /// Dated before this day: `before:`.
    Before,
    /// An alert it answers: `alert:`.
    Alert,
    /// Words of its title: `title:`.
    Title,
}

/// How a filter compares. All but [`Op::Is`] are for severities.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Op {
    /// Equal to the value (`sev:1`), or what the key itself says (`after:`).
    Is,
    /// `sev:<=2`
    AtMost,
    /// `sev:>=2`
    AtLeast,
    /// `sev:<2`
    Below,
    /// `sev:>2`
    Above,
    /// `sev:1..2`, both included; the value is the whole range.
    Within,
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

    /// The name to type before the colon, which is also that of the pack's
    /// filter terms.
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

    /// The key of a name, in any case; `kind` and `severity` are understood.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
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
    /// Reads what stands behind `key:`, without quotation marks; `None` when
    /// it is no value for the key, so that the text is words.
    #[must_use]
    pub fn read(key: Key, text: &str, negated: bool) -> Option<Self> {
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

    /// The pack's filter term, e.g. `service:payments`.
    #[must_use]
    pub fn term(&self) -> String {
        let mut term = self.key.name().to_owned();
        term.push(':');
        term.push_str(&fold(&self.value));
        term
    }

    /// Whether a document of this severity fits, negation left aside. For
    /// filters with [`Key::Severity`].
    #[must_use]
    pub fn fits_severity(&self, stated: &str) -> bool {
        severity::fits(self.op, &self.value, stated)
    }

    /// Whether a document of this ISO 8601 date fits, negation left aside:
    /// `after:` from the first day of its year, month or day on, `before:`
    /// up to the day before.
    #[must_use]
    pub fn fits_date(&self, date: &str) -> bool {
        match self.key {
            Key::After => date >= self.value.as_str(),
            Key::Before => date < self.value.as_str(),
            _ => true,
        }
    }
}

/// The name of a kind, given in the plural or by its first letters.
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

/// As it is typed.
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
