//! Takes values out of front matter, key by key.

use std::ops::Range;

use jiff::tz::TimeZone;
use model::DateOrInstant;

use super::located::Located;
use super::value::{Data, Value};
use super::{dates, foreign_keys};
use model::finding::{Findings, Rule, rules};

/// The entries of front matter that are not taken yet.
pub(super) struct Fields<'a> {
    entries: Vec<(Located, Value)>,
    zone: &'a TimeZone,
    findings: &'a Findings<'a>,
    known: Vec<&'static str>,
}

impl<'a> Fields<'a> {
    pub(super) fn new(
        entries: Vec<(Located, Value)>,
        zone: &'a TimeZone,
        findings: &'a Findings<'a>,
    ) -> Self {
        Self {
            entries,
            zone,
            findings,
            known: Vec::new(),
        }
    }

    /// Takes the value of the first of `names` that has one.
    pub(super) fn take(&mut self, names: &[&'static str]) -> Option<Value> {
        self.known.extend(names);
        let mut found = None;
        for name in names {
            while let Some(index) = self
                .entries
                .iter()
                .position(|(key, _)| same(&key.text, name))
            {
                let (_, value) = self.entries.remove(index);
                if value.data != Data::Nothing && found.is_none() {
                    found = Some(value);
                }
            }
        }
        found
    }

    /// Reports a finding about a value.
    pub(super) fn report(
        &self,
        rule: &Rule,
        span: Range<usize>,
        message: String,
        label: &str,
        help: String,
    ) {
        let found = self.findings.at(rule, span, message);
        self.findings.push(found.label(label).help(help));
    }

    /// Reports that the value of `name` has the wrong form.
    pub(super) fn wrong(&self, name: &str, value: &Value, accepted: &str) {
        let message = format!("`{name}` cannot be {}", self.shown(value));
        self.report(
            &rules::FRONT_MATTER_VALUE,
            value.span.clone(),
            message,
            "ignored",
            format!("write {accepted}"),
        );
    }

    /// Reports that an entry of the list `name` has the wrong form.
    pub(super) fn wrong_entry(&self, name: &str, entry: &Value, accepted: &str) {
        self.report(
            &rules::FRONT_MATTER_VALUE,
            entry.span.clone(),
            format!("this entry of `{name}` is not understood"),
            "ignored",
            format!("write {accepted}"),
        );
    }

    fn shown(&self, value: &Value) -> String {
        match &value.data {
            Data::Text(text) if text.len() < 80 => format!("`{}`", text.trim()),
            _ => value.describe().to_owned(),
        }
    }

    pub(super) fn located(&mut self, names: &[&'static str]) -> Option<Located> {
        let value = self.take(names)?;
        match value.data {
            Data::Text(text) if !text.trim().is_empty() => Some(Located {
                text: text.trim().to_owned(),
                span: value.span,
            }),
            Data::Text(_) => None,
            _ => {
                self.wrong(names[0], &value, "a text");
                None
            }
        }
    }

    pub(super) fn string(&mut self, names: &[&'static str]) -> Option<String> {
        self.located(names).map(|located| located.text)
    }

    /// Takes a text without reporting other values: tools use this key for
    /// different things.
    pub(super) fn quiet_string(&mut self, name: &'static str) -> Option<String> {
        match self.take(&[name])?.data {
            Data::Text(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
            _ => None,
        }
    }

    pub(super) fn located_list(&mut self, names: &[&'static str]) -> Vec<Located> {
        let mut all = Vec::new();
        // The values of `aliases` and `old_paths` are joined.
        for name in names {
            let Some(value) = self.take(&[name]) else {
                continue;
            };
            for item in items(value) {
                match item.data {
                    Data::Text(text) if !text.trim().is_empty() => all.push(Located {
                        text: text.trim().to_owned(),
                        span: item.span,
                    }),
                    Data::Text(_) | Data::Nothing => {}
                    _ => self.wrong(name, &item, "a text or a list of texts"),
                }
            }
        }
        all
    }

    pub(super) fn strings(&mut self, names: &[&'static str]) -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        for located in self.located_list(names) {
            if !all.contains(&located.text) {
                all.push(located.text);
            }
        }
        all
    }

    /// Takes words: a list, or one text with commas.
    pub(super) fn words(&mut self, names: &[&'static str]) -> Vec<String> {
        let mut words: Vec<String> = Vec::new();
        for located in self.located_list(names) {
            for word in located.text.split(',').map(str::trim) {
                if !word.is_empty() && !words.iter().any(|known| known == word) {
                    words.push(word.to_owned());
                }
            }
        }
        words
    }

    /// Whether one of `names` is present with a value.
    pub(super) fn has(&self, names: &[&'static str]) -> bool {
        self.entries.iter().any(|(key, value)| {
            value.data != Data::Nothing && names.iter().any(|name| same(&key.text, name))
        })
    }

    /// Takes a truth value. A value that cannot be read counts as true: a typing
    /// error must not publish a draft.
    pub(super) fn flag(&mut self, name: &'static str) -> bool {
        let Some(value) = self.take(&[name]) else {
            return false;
        };
        let text = match &value.data {
            Data::Text(text) => text.to_ascii_lowercase(),
            _ => String::new(),
        };
        match text.as_str() {
            "true" | "yes" | "on" => true,
            "false" | "no" | "off" => false,
            _ => {
                self.wrong(
                    name,
                    &value,
                    "`true` or `false`; until then it counts as `true`",
                );
                true
            }
        }
    }

    /// Whether Jekyll's `published` is false. Other tools store a date under this key.
    pub(super) fn is_unpublished(&mut self) -> bool {
        self.quiet_string("published").is_some_and(|text| {
            matches!(text.to_ascii_lowercase().as_str(), "false" | "no" | "off")
        })
    }

    pub(super) fn choice(&mut self, name: &'static str, choices: &[&str]) -> Option<String> {
        let value = self.take(&[name])?;
        let found = match &value.data {
            Data::Text(text) => choices
                .iter()
                .find(|choice| choice.eq_ignore_ascii_case(text.trim())),
            _ => None,
        };
        if found.is_none() {
            self.wrong(name, &value, &format!("one of {}", choices.join(", ")));
        }
        found.map(|choice| (*choice).to_owned())
    }

    pub(super) fn instant(&mut self, name: &'static str) -> Option<DateOrInstant> {
        self.parsed(
            &[name],
            "an ISO 8601 time such as `2023-08-02T13:45:00Z`, or a date",
            dates::instant,
        )
    }

    pub(super) fn web_address(&mut self, name: &'static str) -> Option<String> {
        self.parsed(
            &[name],
            "an address that begins with https://",
            |text, _| {
                let web = text.starts_with("https://") || text.starts_with("http://");
                (web && !text.contains(char::is_whitespace)).then(|| text.to_owned())
            },
        )
    }

    /// Takes a text that `parse` must accept.
    pub(super) fn parsed<T>(
        &mut self,
        names: &[&'static str],
        accepted: &str,
        parse: impl Fn(&str, &TimeZone) -> Option<T>,
    ) -> Option<T> {
        let value = self.take(names)?;
        let parsed = match &value.data {
            Data::Text(text) => parse(text.trim(), self.zone),
            _ => None,
        };
        if parsed.is_none() {
            self.wrong(names[0], &value, accepted);
        }
        parsed
    }

    /// Reports the keys that were not taken.
    pub(super) fn note_unknown(self) {
        for (key, _) in &self.entries {
            let lower = key.text.to_ascii_lowercase();
            if foreign_keys::QUIET.contains(&lower.as_str()) {
                continue;
            }
            let message = format!("`{}` is not a key that we know", key.text);
            let mut found = self
                .findings
                .at(&rules::UNKNOWN_KEY, key.span.clone(), message)
                .label("ignored");
            let near = crate::distance::nearest(&key.text, self.known.iter().copied());
            if let Some(near) = near {
                found = found.help(format!("did you mean `{near}`?"));
            }
            self.findings.push(found);
        }
    }
}

/// Returns the items of a list; any other value is a list of one item.
pub(super) fn items(value: Value) -> Vec<Value> {
    match value.data {
        Data::List(items) => items,
        _ => vec![value],
    }
}

/// Whether `key` is a spelling of `name`, as `lastReviewed`, `last-reviewed` and
/// `Last_Reviewed` are.
fn same(key: &str, name: &str) -> bool {
    let squeeze = |text: &str| -> String {
        text.chars()
            .filter(|c| !matches!(c, '_' | '-' | ' '))
            .map(|c| c.to_ascii_lowercase())
            .collect()
    };
    key == name || (key.len() >= name.len() / 2 && squeeze(key) == squeeze(name))
}
