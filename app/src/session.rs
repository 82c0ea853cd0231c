//! The record of an incident: the entries of a session, how a browser stores them,
//! and the Markdown that they are exported as and parsed from.
//!
//! Times are seconds since 1970; each entry also has the reader's UTC offset in
//! minutes. What a reader typed, and what pages contain, is plain text: it never
//! becomes Markdown or HTML.

pub mod clock;
pub mod markdown;
pub mod read;

/// The kind of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A search that led the reader to a page, or that the reader submitted.
    Searched,
    /// A search without results.
    Missed,
    /// A page was opened.
    Opened,
    /// A command was copied, with the reader's values.
    Copied,
    /// A step was ticked.
    Ticked,
    /// All ticks of a page were removed.
    Restarted,
    /// A suspected cause was ruled out.
    RuledOut,
    /// A suspected cause was confirmed.
    Confirmed,
    /// A note of the reader.
    Noted,
}

impl What {
    /// All kinds of entries.
    pub const ALL: [Self; 9] = [
        Self::Searched,
        Self::Missed,
        Self::Opened,
        Self::Copied,
        Self::Ticked,
        Self::Restarted,
        Self::RuledOut,
        Self::Confirmed,
        Self::Noted,
    ];

    /// Returns the name in storage and in events: `ruled-out`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Searched => "searched",
            Self::Missed => "missed",
            Self::Opened => "opened",
            Self::Copied => "copied",
            Self::Ticked => "ticked",
            Self::Restarted => "restarted",
            Self::RuledOut => "ruled-out",
            Self::Confirmed => "confirmed",
            Self::Noted => "noted",
        }
    }

    /// Returns the kind with this [`name`](Self::name).
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|what| what.name() == name)
    }

    /// Returns the first word or words of an entry: `Copied`.
    #[must_use]
    pub fn verb(self) -> &'static str {
        match self {
            Self::Searched | Self::Missed => "Searched for",
            Self::Opened => "Opened",
            Self::Copied => "Copied",
            Self::Ticked => "Did",
            Self::Restarted => "Started over with",
            Self::RuledOut => "Ruled out",
            Self::Confirmed => "Confirmed",
            Self::Noted => "Noted",
        }
    }
}

/// One action of a reader during an incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Time of the action in seconds since 1970.
    pub at: i64,
    /// The reader's UTC offset in minutes, positive east of Greenwich.
    pub offset: i64,
    /// Kind of the entry.
    pub what: What,
    /// URL within the site of the page it happened on; may be empty.
    pub url: String,
    /// Title of that page.
    pub title: String,
    /// A query, a command, a step, a cause or a note. Empty for pages.
    pub text: String,
}

/// A recorded incident.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Session {
    /// The name that the reader gave it.
    pub name: String,
    /// When recording started, in seconds since 1970.
    pub started: i64,
    /// When it ended, in seconds since 1970; none while it is recorded.
    pub ended: Option<i64>,
    /// The entries, oldest first.
    pub entries: Vec<Entry>,
}

/// Limit on the text of an entry in bytes: longer scripts belong on a page.
const LONGEST: usize = 4000;

impl Session {
    /// Adds an entry, unless it repeats the one before.
    pub fn add(&mut self, mut entry: Entry) {
        if entry.text.len() > LONGEST {
            let end = (0..=LONGEST)
                .rev()
                .find(|at| entry.text.is_char_boundary(*at));
            entry.text.truncate(end.unwrap_or(0));
            entry.text.push('…');
        }
        let before = match entry.what {
            // Reloading a page does not open it again.
            What::Opened => self
                .entries
                .iter()
                .rfind(|before| before.what == What::Opened),
            What::Searched | What::Missed => self.entries.last(),
            _ => None,
        };
        let again = before.is_some_and(|before| {
            before.what == entry.what && before.url == entry.url && before.text == entry.text
        });
        if !again {
            self.entries.push(entry);
        }
    }

    /// Removes the latest entry with this kind, URL and text.
    pub fn take_back(&mut self, what: What, url: &str, text: &str) {
        let found = self
            .entries
            .iter()
            .rposition(|entry| entry.what == what && entry.url == url && entry.text == text);
        if let Some(at) = found {
            self.entries.remove(at);
        }
    }

    /// Returns the stored form: a line for the session, then a line for each entry.
    #[must_use]
    pub fn to_kept(&self) -> String {
        let mut out = String::new();
        fields(
            &mut out,
            &[
                &self.name,
                &self.started.to_string(),
                &self.ended.map_or(String::new(), |at| at.to_string()),
            ],
        );
        for entry in &self.entries {
            fields(
                &mut out,
                &[
                    &entry.at.to_string(),
                    &entry.offset.to_string(),
                    entry.what.name(),
                    &entry.url,
                    &entry.title,
                    &entry.text,
                ],
            );
        }
        out
    }

    /// Parses the stored form. Lines of another version are skipped.
    #[must_use]
    pub fn from_kept(kept: &str) -> Option<Self> {
        let mut lines = kept.lines().map(split);
        let head = lines.next()?;
        let [name, started, ended] = head.as_slice() else {
            return None;
        };
        let entry = |fields: Vec<String>| {
            let [at, offset, what, url, title, text] = fields.try_into().ok()?;
            Some(Entry {
                at: at.parse().ok()?,
                offset: offset.parse().ok()?,
                what: What::from_name(&what)?,
                url,
                title,
                text,
            })
        };
        Some(Self {
            name: name.clone(),
            started: started.parse().ok()?,
            ended: ended.parse().ok(),
            entries: lines.filter_map(entry).collect(),
        })
    }
}

/// Appends a line of escaped fields, separated by tabs.
pub(crate) fn fields(out: &mut String, fields: &[&str]) {
    for (index, field) in fields.iter().enumerate() {
        if index > 0 {
            out.push('\t');
        }
        for c in field.chars() {
            match c {
                '\\' => out.push_str("\\\\"),
                '\n' => out.push_str("\\n"),
                '\t' => out.push_str("\\t"),
                '\r' => {}
                _ => out.push(c),
            }
        }
    }
    out.push('\n');
}

/// Splits a line that [`fields`] wrote into its fields.
pub(crate) fn split(line: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        let c = match c {
            '\t' => {
                fields.push(String::new());
                continue;
            }
            '\\' => match chars.next() {
                Some('n') => '\n',
                Some('t') => '\t',
                Some(other) => other,
                None => break,
            },
            other => other,
        };
        if let Some(field) = fields.last_mut() {
            field.push(c);
        }
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(crate) fn entry(what: What, text: &str) -> Entry {
        Entry {
            at: 1_796_093_331,
            offset: 60,
            what,
            url: "/runbooks/x/".to_owned(),
            title: "X".to_owned(),
            text: text.to_owned(),
        }
    }

    #[test]
    fn what_is_kept_is_read_back() {
        let mut session = Session {
            name: "pay\tments\\ \n".to_owned(),
            started: 5,
            ended: None,
            entries: Vec::new(),
        };
        for (what, text) in [
            (What::Copied, "a \\\n\tb\\n"),
            (What::Searched, "\\"),
            (What::Opened, ""),
            (What::RuledOut, "`|<b>"),
        ] {
            session.add(entry(what, text));
        }
        assert_eq!(
            Session::from_kept(&session.to_kept()),
            Some(session.clone())
        );
        session.ended = Some(9);
        assert_eq!(
            Session::from_kept(&session.to_kept()),
            Some(session.clone())
        );
        let newer = session.to_kept() + "1\t2\tflown\t\t\t\nnonsense\n";
        assert_eq!(Session::from_kept(&newer), Some(session));
        assert_eq!(Session::from_kept(""), None);
    }

    #[test]
    fn what_says_the_same_again_is_left_out() {
        let mut session = Session::default();
        for (what, text, count) in [
            (What::Opened, "", 1),
            (What::Copied, "ls", 2),
            (What::Copied, "ls", 3),
            (What::Opened, "", 3),
            (What::Searched, "a", 4),
            (What::Searched, "a", 4),
        ] {
            session.add(entry(what, text));
            assert_eq!(session.entries.len(), count, "{what:?}");
        }
        session.take_back(What::Copied, "/runbooks/x/", "ls");
        session.take_back(What::Copied, "/runbooks/x/", "other");
        assert_eq!(session.entries.len(), 3);
        let mut other = entry(What::Opened, "");
        other.url = "/y/".to_owned();
        session.add(other);
        session.add(entry(What::Opened, ""));
        assert_eq!(session.entries.len(), 5, "back again");
    }

    #[test]
    fn long_texts_are_cut_between_letters() {
        let mut session = Session::default();
        session.add(entry(What::Copied, &"é".repeat(3000)));
        assert_eq!(session.entries[0].text, "é".repeat(2000) + "…");
    }

    #[test]
    fn names_name_one_thing_each() {
        for what in What::ALL {
            assert_eq!(What::from_name(what.name()), Some(what));
        }
    }
}
