//! Finds the categories of causes with documented rules.
//!
//! Each category has words that indicate it. A word counts once, with the weight of the
//! first place where it is found: three points in the root cause, the trigger, or front
//! matter's `root_cause`; two points in contributing factors, the title, the summary, the
//! resolution and conclusions. A word that names a part of a system and not a fault (`dns`,
//! `migration`) counts one point less.
//!
//! A category needs [`ENOUGH`] points and a third of the points of the best category. At
//! most [`MOST`] are returned, the one with the most points first. `causes` in front matter
//! overrides all of this.

mod rules;

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use self::rules::{RULES, SYNONYMS, WEAK};
use super::rows::{Kind, Row};
use super::sections::Part;
use super::wording::sentences;
use model::FrontMatter;
use model::incident::{Category, Cause, Origin, SectionKind};

const ENOUGH: u32 = 2;
const MOST: usize = 3;

/// The category that an author's word names.
pub fn category(word: &str) -> Option<Category> {
    let name = word.trim().to_lowercase().replace([' ', '_'], "-");
    let own = Category::ALL
        .into_iter()
        .find(|category| category.name() == name);
    own.or_else(|| {
        SYNONYMS
            .iter()
            .find(|(synonym, _)| *synonym == name)
            .map(|(_, category)| *category)
    })
}

/// The categories for which `text` contains a word that names a fault.
pub fn categories(text: &str) -> std::collections::BTreeSet<Category> {
    let shown = WORDS.shown(&text.to_lowercase());
    let strong = shown.filter(|word| word.strong);
    strong.map(|word| word.category).collect()
}

/// A word that indicates a category.
struct Word {
    category: Category,
    text: &'static str,
    /// Whether the word names a fault and not a part of a system.
    strong: bool,
}

/// The words of all categories, which one pass over a text finds.
struct Words {
    all: Vec<Word>,
    finder: AhoCorasick,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let of = |rules: &'static [(Category, &'static [&'static str])], strong| {
        rules.iter().flat_map(move |&(category, words)| {
            words.iter().map(move |&text| Word {
                category,
                text,
                strong,
            })
        })
    };
    let all: Vec<Word> = of(RULES, true).chain(of(WEAK, false)).collect();
    let finder = AhoCorasick::new(all.iter().map(|word| word.text));
    Words {
        // Building fails only if there are more patterns than fit into memory.
        finder: finder.expect("a few hundred short words"),
        all,
    }
});

impl Words {
    /// The words that start a word of `text` (in lower case), in the order of the rules.
    fn shown<'w>(&'w self, text: &str) -> impl Iterator<Item = &'w Word> + use<'w> {
        let mut shown = vec![false; self.all.len()];
        for found in self.finder.find_overlapping_iter(text) {
            let word = &mut shown[found.pattern().as_usize()];
            *word = *word || !text[..found.start()].ends_with(char::is_alphanumeric);
        }
        let words = self.all.iter().zip(shown);
        words.filter_map(|(word, shown)| shown.then_some(word))
    }
}

/// Returns the causes of an incident.
pub fn find_all(front: &FrontMatter, title: &str, rows: &[Row], parts: &[Part]) -> Vec<Cause> {
    if !front.causes.is_empty() {
        let stated = front.causes.iter().map(|word| Cause {
            name: word.clone(),
            category: category(word),
            origin: Origin::FrontMatter,
            evidence: String::new(),
            line: 0,
        });
        return stated.collect();
    }
    let mut scores: Vec<Score<'_>> = RULES
        .iter()
        .map(|(category, _)| Score::new(*category))
        .collect();
    let root = front.root_cause.as_deref().unwrap_or("");
    let mut add = |text, weight, line| {
        for word in WORDS.shown(&str::to_lowercase(text)) {
            if let Some(score) = scores.iter_mut().find(|of| of.category == word.category) {
                score.add(word, text, weight, line);
            }
        }
    };
    add(title, 2, 1);
    add(root, 3, 0);
    for (number, part) in parts.iter().enumerate() {
        let Some(weight) = weight(part, number) else {
            continue;
        };
        for row in &rows[part.rows.clone()] {
            if row.quoted || matches!(row.kind, Kind::Heading(_) | Kind::Cells { .. }) {
                continue;
            }
            add(&row.text, weight, row.line);
        }
    }
    scores.sort_by_key(|score| std::cmp::Reverse(score.points));
    let best = scores.first().map_or(0, |score| score.points);
    let evident = scores
        .into_iter()
        .filter(|score| score.points >= ENOUGH && score.points * 3 >= best);
    evident.take(MOST).map(Score::into_cause).collect()
}

/// The points of a word in a section; `None` if the section does not describe causes.
fn weight(part: &Part, number: usize) -> Option<u32> {
    let heading = part.heading.to_lowercase();
    if part.is(SectionKind::RootCause) || part.is(SectionKind::Trigger) {
        let mixed = heading.contains("contributing") || part.is(SectionKind::Resolution);
        return Some(if mixed { 2 } else { 3 });
    }
    let told = part.is(SectionKind::Summary) || part.is(SectionKind::Resolution);
    let opens = number == 0 || (part.level == 1 && part.own.is_empty());
    (told || opens || heading.contains("conclusion")).then_some(2)
}

struct Score<'a> {
    category: Category,
    points: u32,
    /// The match with the highest weight: its weight, sentence and line.
    evidence: Option<(u32, &'a str, usize)>,
    /// The words that were counted; a repeated word adds nothing.
    seen: Vec<&'static str>,
}

impl<'a> Score<'a> {
    fn new(category: Category) -> Self {
        Self {
            category,
            points: 0,
            evidence: None,
            seen: Vec::new(),
        }
    }

    /// Counts a word that was found in a text of this weight.
    fn add(&mut self, word: &Word, text: &'a str, weight: u32, line: usize) {
        if self.seen.contains(&word.text) {
            return;
        }
        let weight = if word.strong { weight } else { weight - 1 };
        self.seen.push(word.text);
        self.points += weight;
        if self.evidence.is_none_or(|(before, _, _)| weight > before) {
            let sentence = sentences(text)
                .find(|sentence| sentence.to_lowercase().contains(word.text))
                .unwrap_or(text);
            self.evidence = Some((weight, sentence, line));
        }
    }

    fn into_cause(self) -> Cause {
        let (_, evidence, line) = self.evidence.unwrap_or((0, "", 0));
        Cause {
            name: self.category.name().to_owned(),
            category: Some(self.category),
            origin: Origin::Inferred,
            evidence: evidence.to_owned(),
            line,
        }
    }
}
