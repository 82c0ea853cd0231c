//! Generates a document: front matter, headings, prose, lists, code, links.
//!
//! Document `i` depends only on the seed and `i`, and its links go to documents with lower
//! numbers. The first thousand documents of a larger tree are therefore the tree of a
//! thousand. Lengths are log-normal with the median and deviation of the shared corpora.

use std::fmt::Write as _;

use super::random::Random;
use super::words::{FAVOURITES, TOPICS, Words};

/// Words of body text: median, and standard deviation of the logarithm.
const MEDIAN: f64 = 240.0;
const DEVIATION: f64 = 0.82;
/// The share of words that come from the document's topic.
const TOPICAL: f64 = 0.2;

const RUNBOOK: &[&str] = &["Meaning", "Impact", "Diagnosis", "Mitigation", "Escalation"];
const POSTMORTEM: &[&str] = &[
    "Summary",
    "Impact",
    "Timeline",
    "Root cause",
    "Resolution",
    "Action items",
    "Lessons learned",
];
const GUIDE: &[&str] = &[
    "When to use this",
    "Background",
    "Steps",
    "Check",
    "Pitfalls",
];
const SERVICE: &[&str] = &[
    "What it does",
    "How it fails",
    "First checks",
    "What happened before",
];
const STATES: &[&str] = &[
    "slow",
    "down",
    "failing",
    "stuck",
    "exhausted",
    "unreachable",
    "stale",
];

/// The folder, title and other data of a document, without its text.
pub(crate) struct Head {
    folder: &'static str,
    topic: usize,
    title: String,
    alert: Option<String>,
    name: String,
}

impl Head {
    /// Returns the head of document `index`.
    pub(crate) fn of(words: &Words, seed: u64, index: usize) -> Self {
        let mut random = Random::of(seed, 2 * index as u64);
        let folder = match random.below(20) {
            0..=10 => "runbooks",
            11..=15 => "postmortems",
            16..=18 => "guides",
            _ => "services",
        };
        let topic = random.below(TOPICS);
        let (one, two) = (words.trade(&mut random), words.trade(&mut random));
        let state = random.one(STATES);
        let own = words.word(words.favourite(topic, random.below(8)));
        let title = match folder {
            "runbooks" => format!("{} {one} {two} {state}", capital(&own)),
            "postmortems" => format!("{} {one} {state} after {two} change", capital(&own)),
            "guides" => format!("Find out why the {own} {one} is {state}"),
            _ => format!("{} {one} service", capital(&own)),
        };
        let alert = (folder == "runbooks").then(|| {
            let parts = [own.as_str(), one, two, state].map(capital);
            format!("{}{index}", parts.concat())
        });
        let name = format!("{index:06}-{own}-{one}-{state}.md");
        Self {
            folder,
            topic,
            title,
            alert,
            name,
        }
    }

    /// The path of the document below the folder of the tree.
    pub(crate) fn path(&self) -> String {
        format!("{}/{}", self.folder, self.name)
    }
}

/// Returns the Markdown of document `index`.
pub(crate) fn write(words: &Words, seed: u64, index: usize, head: &Head) -> String {
    let mut page = PageTemplate {
        words,
        random: Random::of(seed, 2 * index as u64 + 1),
        topic: head.topic,
        text: String::with_capacity(4096),
    };
    page.front_matter(head);
    let headings = match head.folder {
        "runbooks" => RUNBOOK,
        "postmortems" => POSTMORTEM,
        "guides" => GUIDE,
        _ => SERVICE,
    };
    let length = MEDIAN * (DEVIATION * page.random.normal()).exp();
    let each = (length.clamp(20.0, 6_000.0) / headings.len() as f64).ceil() as usize;
    for heading in headings {
        page.section(heading, each);
    }
    page.links(seed, index);
    page.text
}

/// A document that is being written.
struct PageTemplate<'a> {
    words: &'a Words,
    random: Random,
    topic: usize,
    text: String,
}

impl PageTemplate<'_> {
    fn front_matter(&mut self, head: &Head) {
        let (year, month, day) = (
            2015 + self.random.below(11),
            1 + self.random.below(12),
            1 + self.random.below(28),
        );
        let service = format!("service-{:03}", head.topic % 120);
        let own = self.words.word(self.words.favourite(head.topic, 0));
        let _ = write!(
            self.text,
            "---\ntitle: \"{}\"\nservices: [{service}]\ntags: [{own}]\n",
            head.title
        );
        if let Some(alert) = &head.alert {
            let _ = writeln!(self.text, "alerts: [{alert}]");
        }
        let _ = match head.folder {
            "postmortems" => {
                let severity = 1 + self.random.below(4);
                write!(
                    self.text,
                    "severity: SEV{severity}\nstarted_at: {year}-{month:02}-{day:02}T03:15:00Z\n---\n\n"
                )
            }
            _ => write!(
                self.text,
                "last_reviewed: {year}-{month:02}-{day:02}\n---\n\n"
            ),
        };
    }

    fn section(&mut self, heading: &str, length: usize) {
        let _ = write!(self.text, "## {heading}\n\n");
        let mut left = length;
        while left > 0 {
            let sentences = 1 + self.random.below(4);
            let list = self.random.chance(0.3);
            for _ in 0..sentences {
                let words = (4 + self.random.below(16)).min(left.max(4));
                if list {
                    self.text.push_str("- ");
                }
                self.sentence(words);
                self.text.push(if list { '\n' } else { ' ' });
                left = left.saturating_sub(words);
            }
            self.text.push_str("\n\n");
        }
        if self.random.chance(0.25) {
            self.code();
        }
    }

    fn sentence(&mut self, length: usize) {
        for at in 0..length {
            let start = self.text.len();
            if self.random.chance(0.02) {
                self.identifier();
            } else {
                let rank = self.rank();
                self.words.push(rank, &mut self.text);
            }
            if at == 0
                && let Some(first) = self.text.get_mut(start..start + 1)
            {
                first.make_ascii_uppercase();
            }
            self.text.push(if at + 1 == length { '.' } else { ' ' });
        }
    }

    fn rank(&mut self) -> usize {
        if self.random.chance(TOPICAL) {
            // The frequency of a topic's favourites falls off as well, so a
            // square prefers the first ones.
            let u = self.random.unit();
            let which = (u * u * FAVOURITES as f64) as usize;
            return self.words.favourite(self.topic, which);
        }
        self.words.rank(&mut self.random)
    }

    /// Writes a name, a code or a number in backticks.
    fn identifier(&mut self) {
        let (one, two) = (
            self.words.trade(&mut self.random),
            self.words.trade(&mut self.random),
        );
        let number = self.random.below(100_000);
        let _ = match self.random.below(6) {
            0 => write!(self.text, "`{one}_{two}_total`"),
            1 => write!(self.text, "`{}{}`", capital(one), capital(two)),
            2 => write!(self.text, "`--{one}-{two}`"),
            3 => write!(
                self.text,
                "`10.{}.{}.{}`",
                number % 250,
                number % 199,
                number % 31
            ),
            4 => write!(self.text, "`E{number:05}`"),
            _ => write!(self.text, "`/var/lib/{one}/{two}`"),
        };
    }

    fn code(&mut self) {
        self.text.push_str("```shell\n");
        for _ in 0..1 + self.random.below(4) {
            let (one, two) = (
                self.words.trade(&mut self.random),
                self.words.trade(&mut self.random),
            );
            let number = self.random.below(9_000);
            let _ = writeln!(
                self.text,
                "kubectl -n {one} get {two} -o wide --limit={number} | grep {two}"
            );
        }
        self.text.push_str("```\n\n");
    }

    /// Writes up to three links to documents of lower numbers; low numbers are the most frequent.
    fn links(&mut self, seed: u64, index: usize) {
        if index == 0 {
            return;
        }
        let count = self.random.below(4);
        if count > 0 {
            self.text.push_str("See also:\n\n");
        }
        for _ in 0..count {
            let u = self.random.unit();
            let other = Head::of(self.words, seed, (u * u * u * index as f64) as usize);
            let _ = writeln!(self.text, "- [{}](../{})", other.title, other.path());
        }
    }
}

fn capital(word: &str) -> String {
    let mut word = word.to_owned();
    if let Some(first) = word.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    word
}
