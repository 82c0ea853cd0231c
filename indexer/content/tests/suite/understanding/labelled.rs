//! Compares the parser with what a careful reader found in real documents.

use std::path::Path;

use content::config::Config;
use model::incident::{Origin, Phase, Understood};
use serde_json::Value;

/// How many expected things were found, how many others were found, and how many
/// were missed.
#[derive(Debug, Default, Clone, Copy)]
struct Score {
    hits: usize,
    extra: usize,
    missed: usize,
}

impl Score {
    fn add<T: PartialEq + Clone>(&mut self, expected: &[T], found: &[T]) {
        let mut open = expected.to_vec();
        for one in found {
            if let Some(at) = open.iter().position(|wanted| wanted == one) {
                open.remove(at);
                self.hits += 1;
            } else {
                self.extra += 1;
            }
        }
        self.missed += open.len();
    }

    #[allow(clippy::cast_precision_loss, reason = "a few hundred entries")]
    fn precision(self) -> f64 {
        self.hits as f64 / (self.hits + self.extra).max(1) as f64
    }

    #[allow(clippy::cast_precision_loss, reason = "a few hundred entries")]
    fn recall(self) -> f64 {
        self.hits as f64 / (self.hits + self.missed).max(1) as f64
    }

    fn line(self, name: &str) -> String {
        format!(
            "  {name:<18} precision {:.3}  recall {:.3}  ({} hits, {} extra, {} missed)",
            self.precision(),
            self.recall(),
            self.hits,
            self.extra,
            self.missed
        )
    }
}

fn labels(name: &str) -> Vec<Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/suite/understanding/labels")
        .join(name);
    let text = std::fs::read_to_string(path).expect("labels");
    text.lines()
        .map(|line| serde_json::from_str(line).expect("a label"))
        .collect()
}

fn read(corpora: &Path, file: &str) -> Understood {
    let text = std::fs::read_to_string(corpora.join(file)).expect("a document");
    content::inspect(file, &text, &Config::default()).understood
}

fn numbers(value: &Value) -> Vec<usize> {
    let all = value.as_array().into_iter().flatten();
    all.filter_map(|line| usize::try_from(line.as_u64()?).ok())
        .collect()
}

fn texts(value: &Value) -> Vec<String> {
    value
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|text| Some(text.as_str()?.to_owned()))
        .collect()
}

/// Compares the documents of a set of labels, and prints the differences. Returns
/// the scores by name.
fn compare(corpora: &Path, set: &str) -> [(&'static str, Score); 5] {
    let (mut timeline, mut actions, mut causes, mut ends, mut lengths) = Default::default();
    let score: &mut Score = &mut timeline;
    let (actions, causes, ends, lengths): (&mut Score, &mut Score, &mut Score, &mut Score) =
        (&mut actions, &mut causes, &mut ends, &mut lengths);
    println!("{set}");
    for label in labels(set) {
        let file = label["file"].as_str().expect("a file");
        let found = read(corpora, file);
        let miss = |what: &str, expected: &dyn std::fmt::Debug, got: &dyn std::fmt::Debug| {
            println!("    {file}: {what}: expected {expected:?}, found {got:?}");
        };

        let entry = |pair: &Value| {
            (
                pair[0].as_u64().unwrap_or(0),
                pair[1].as_str().unwrap_or("").to_owned(),
            )
        };
        let expected: Vec<(u64, String)> = label["timeline"]
            .as_array()
            .into_iter()
            .flatten()
            .map(entry)
            .collect();
        let entries = found
            .timeline
            .iter()
            .map(|event| (event.line as u64, event.start.text().unwrap_or_default()));
        let entries: Vec<(u64, String)> = entries.collect();
        score.add(&expected, &entries);
        if expected != entries {
            let gone: Vec<_> = expected
                .iter()
                .filter(|entry| !entries.contains(entry))
                .collect();
            let new: Vec<_> = entries
                .iter()
                .filter(|entry| !expected.contains(entry))
                .collect();
            miss("timeline", &gone, &new);
        }

        let lines: Vec<usize> = found.actions.iter().map(|action| action.line).collect();
        actions.add(&numbers(&label["actions"]), &lines);
        if numbers(&label["actions"]) != lines {
            miss("actions", &numbers(&label["actions"]), &lines);
        }

        let names: Vec<String> = found
            .causes
            .iter()
            .map(|cause| cause.name.clone())
            .collect();
        causes.add(&texts(&label["causes"]), &names);
        for (key, phase) in [("start", Phase::Start), ("end", Phase::Resolution)] {
            let accepted = texts(&label[key]);
            let mark = found
                .phases
                .iter()
                .find(|mark| mark.phase == phase)
                .and_then(|mark| mark.moment.text());
            if !accepted.is_empty() {
                let right = mark.as_ref().is_some_and(|mark| accepted.contains(mark));
                if right {
                    ends.hits += 1;
                } else {
                    ends.missed += 1;
                    ends.extra += usize::from(mark.is_some());
                    miss(key, &accepted, &mark);
                }
            }
        }
        let known = &found.durations;
        for (key, duration) in [
            ("detect_min", &known.detect),
            ("recover_min", &known.resolve),
            ("stated_min", &known.stated),
        ] {
            if let Some(expected) = label[key].as_i64() {
                let got = duration.as_ref().map(|duration| duration.minutes);
                lengths.add(&[expected], &got.into_iter().collect::<Vec<_>>());
                if got != Some(expected) {
                    miss(key, &expected, &got);
                }
            }
        }
    }
    let scores = [
        ("timeline entries", *score),
        ("action items", *actions),
        ("start and end", *ends),
        ("durations", *lengths),
        ("causes", *causes),
    ];
    for (name, score) in scores {
        println!("{}", score.line(name));
    }
    scores
}

/// The minimal precision and recall of each score, in the order of [`compare`].
const FLOORS: [f64; 5] = [0.95, 0.9, 0.96, 0.95, 0.62];

fn corpora() -> Option<std::path::PathBuf> {
    testing::shared().map(|shared| shared.join("corpora"))
}

#[test]
fn incidents_are_understood_as_a_reader_understands_them() {
    let Some(corpora) = corpora() else {
        return;
    };
    for set in ["read-first.jsonl", "set-aside.jsonl"] {
        let scores = compare(&corpora, set);
        for ((name, score), least) in scores.into_iter().zip(FLOORS) {
            assert!(
                score.precision() >= least && score.recall() >= least,
                "{set}: {}",
                score.line(name)
            );
        }
    }
}

/// The true contradictions: how many each of these documents contains. All others
/// contain none.
const TRUE: [(&str, usize); 4] = [
    // The stated duration, and a fix that is still listed as a task.
    ("seed-postmortem.md", 2),
    // Years with five digits.
    ("PM2020-003", 1),
    // 30 minutes in the title, 39 in the timeline, 40 in the summary.
    ("2019-04-03", 1),
    // A title with a date in January, and a timeline in June.
    ("2022-06-02", 1),
];

#[test]
fn no_author_is_accused_falsely() {
    let Some(corpora) = corpora() else {
        return;
    };
    let mut files = vec!["seed-postmortem.md".to_owned()];
    for folder in ["dfds-postmortems", "mybinder-incident-reports"] {
        let entries = std::fs::read_dir(corpora.join(folder)).expect("a folder");
        let names = entries.map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        });
        files.extend(
            names
                .filter(|name| name.ends_with(".md"))
                .map(|name| format!("{folder}/{name}")),
        );
    }
    files.sort();
    assert_eq!(files.len(), 66);
    let mut wrong = 0;
    for file in &files {
        let found = read(&corpora, file);
        let expected = TRUE
            .iter()
            .find(|(name, _)| file.contains(name))
            .map_or(0, |(_, number)| *number);
        for contradiction in &found.contradictions {
            println!("{file}: {}", contradiction.message);
        }
        wrong += found.contradictions.len().abs_diff(expected);
    }
    println!(
        "{} documents, {wrong} false or missed contradictions",
        files.len()
    );
    assert_eq!(wrong, 0);
}

#[test]
fn the_seed_is_understood_whole() {
    let Some(corpora) = corpora() else {
        return;
    };
    let found = read(&corpora, "seed-postmortem.md");
    let total = found.durations.total.as_ref().expect("a length");
    assert_eq!((total.minutes, total.origin), (105, Origin::Stated));
    assert_eq!(
        found.durations.stated.as_ref().map(|stated| stated.minutes),
        Some(30)
    );
    assert_eq!(
        found
            .durations
            .timeline
            .as_ref()
            .map(|timeline| timeline.minutes),
        Some(105)
    );
    let message = &found.contradictions[0].message;
    assert!(
        message.contains("30") && message.contains("1 h 45 min"),
        "{message}"
    );
    assert_eq!(
        found
            .false_leads
            .iter()
            .filter_map(|lead| lead.minutes)
            .sum::<i64>(),
        70
    );
    let ends = (found.false_leads[0].first, found.false_leads[1].until);
    let times = (
        found.timeline[ends.0].start.text(),
        found.timeline[ends.1].start.text(),
    );
    assert_eq!(
        times,
        (
            Some("2023-08-02T13:50".to_owned()),
            Some("2023-08-02T15:00".to_owned())
        )
    );
    assert_eq!(found.actions.len(), 11);
}
