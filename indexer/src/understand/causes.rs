//! Categories of causes, by documented rules.
//!
//! Each category has words that show it. A word counts once, by where it stands
//! best: three points in the root cause, the trigger, or front matter's
//! `root_cause`; two in contributing factors, the title, the summary, the
//! resolution and conclusions. A category needs [`ENOUGH`] points; at most [`MOST`] are named,
//! the most evident first. `causes` in front matter overrides all of this.

use super::model::{Canonical, Category, Cause, Origin};
use super::rows::{Kind, Row};
use super::sections::Part;
use super::wording::{find, sentences};
use crate::content::FrontMatter;

const ENOUGH: u32 = 2;
const MOST: usize = 3;

/// The words that show a category, lower case, at a word's beginning.
const RULES: &[(Category, &[&str])] = &[
    (
        Category::Capacity,
        &[
            "out of memory",
            "oom",
            "memory leak",
            "connection leak",
            "resource leak",
            "leaked",
            "exhaust",
            "starvation",
            "disk full",
            "full disk",
            "no space left",
            "ran out of",
            "runs out of",
            "run out of",
            "cluster full",
            "cluster being full",
            "cluster is full",
            "quota",
            "file descriptor",
            "too many open files",
            "ip address starvation",
            "connection limit",
            "connection pool",
            "resource limit",
            "resource request",
            "memory usage",
            "cpu usage",
            "saturat",
            "capacity",
            "overprovision",
            "limitrange",
            "thread pool",
            "pod limit",
            "rate limit",
            "too many connections",
            "ulimit",
            "worker_connections",
            "insufficient",
        ],
    ),
    (
        Category::Configuration,
        &[
            "misconfigur",
            "configuration",
            "wrong setting",
            "setting",
            "misspell",
            "typo",
            "incorrect value",
            "wrong value",
            "malformed",
            "feature flag",
            "annotation",
            "wrong path",
            "config ",
            "config.",
            "env var",
            "environment variable",
            "incorrect rule",
            "hardcoded",
            "default value",
            "parameter",
        ],
    ),
    (
        Category::CodeDefect,
        &[
            "bug",
            "code path",
            "unhandled",
            "null pointer",
            "exception",
            "race condition",
            "regression",
            "off-by-one",
            "deadlock",
            "infinite loop",
            "logic error",
            "memory leak",
            "coding error",
            "defect",
            "code error",
            "leak due to",
            "regular expression",
            "flaw in",
            "failed to handle",
            "code change",
        ],
    ),
    (
        Category::Dependency,
        &[
            "third party",
            "third-party",
            "upstream",
            "vendor",
            "provider",
            "dependency",
            "dependencies",
            "external service",
            "external api",
            "aws outage",
            "cloud provider",
            "library",
            "package",
            "api timeout",
            "docker hub",
            "ubuntu",
            "registry",
            "transitive",
            "supply chain",
            "travis",
            "traefik v2 bug",
            "kubespawner",
        ],
    ),
    (
        Category::Deploy,
        &[
            "deploy",
            "rollout",
            "rolled out",
            "new release",
            "release of",
            "releases",
            "upgrade",
            "migration",
            "version bump",
            "version update",
            "pipeline",
            "maintenance",
            "node rollover",
            "rollover",
            "update to",
            "was pushed",
            "pushed to production",
            "terraform",
            "new version",
        ],
    ),
    (
        Category::Data,
        &[
            "data loss",
            "corrupt",
            "data deleted",
            "deleted the database",
            "schema",
            "bad data",
            "invalid data",
            "data format",
            "replication",
            "backup",
            "migration script",
            "table lock",
            "pvc",
            "persistentvolumeclaim",
            "inconsistent data",
            "database migration",
            "duplicate key",
        ],
    ),
    (
        Category::Network,
        &[
            "dns",
            "network",
            "load balancer",
            "routing",
            "route ",
            "firewall",
            "packet",
            "latency between",
            "alb",
            "bgp",
            "proxy",
            "ingress",
            "target group",
            "subnet",
            "cdn",
            "connectivity",
            "traffic was",
            "nginx",
            "headers",
        ],
    ),
    (
        Category::Security,
        &[
            "certificate",
            "expired",
            "credential",
            "vulnerab",
            "cve-",
            "attack",
            "malicious",
            "permission",
            "privilege",
            "ddos",
            "leaked key",
            "api key",
            "unauthori",
            "token",
            "secret",
            "security",
            "log4",
            "ssl",
            "tls",
        ],
    ),
    (
        Category::Hardware,
        &[
            "hardware",
            "disk failure",
            "disk failed",
            "power outage",
            "power failure",
            "power supply",
            "machine failed",
            "server failed",
            "broken disk",
            "memory module",
            "node failure",
            "bad node",
            "nodes had gone bad",
            "unhealthy node",
            "raid",
            "overheat",
            "switch failed",
        ],
    ),
    (
        Category::Process,
        &[
            "human error",
            "user error",
            "accidental",
            "by mistake",
            "not reviewed",
            "lack of review",
            "no documentation",
            "missing documentation",
            "not documented",
            "lack of testing",
            "not tested",
            "untested",
            "testing in staging",
            "no runbook",
            "communication",
            "not communicated",
            "manual step",
            "manually",
            "procedure",
            "personal account",
            "single team member",
            "using production as",
            "workshop",
            "was missed",
            "lack of train",
            "misunderst",
            "review process",
        ],
    ),
    (
        Category::Observability,
        &[
            "no monitoring",
            "not monitored",
            "lack of monitoring",
            "no alert",
            "missing alert",
            "insufficient monitoring",
            "alert noise",
            "were not alerted",
            "no visibility",
            "unnoticed",
            "nobody noticed",
        ],
    ),
    (
        Category::Load,
        &[
            "traffic spike",
            "spike in traffic",
            "surge",
            "sudden increase",
            "high traffic",
            "traffic peak",
            "heavy load",
            "high load",
            "overload",
            "thundering herd",
            "swamp",
            "went viral",
            "black friday",
            "popular",
            "great deal of traffic",
            "overwhelm",
            "flood",
        ],
    ),
];

/// Names that authors give to categories.
const SYNONYMS: &[(&str, Category)] = &[
    ("config", Category::Configuration),
    ("misconfiguration", Category::Configuration),
    ("bug", Category::CodeDefect),
    ("code", Category::CodeDefect),
    ("software-bug", Category::CodeDefect),
    ("defect", Category::CodeDefect),
    ("unhandled-code-path", Category::CodeDefect),
    ("deployment", Category::Deploy),
    ("release", Category::Deploy),
    ("change", Category::Deploy),
    ("upgrade", Category::Deploy),
    ("third-party", Category::Dependency),
    ("upstream", Category::Dependency),
    ("vendor", Category::Dependency),
    ("dns", Category::Network),
    ("networking", Category::Network),
    ("human-error", Category::Process),
    ("operator-error", Category::Process),
    ("connection-leak", Category::Capacity),
    ("resource-exhaustion", Category::Capacity),
    ("resource-leak", Category::Capacity),
    ("exhaustion", Category::Capacity),
    ("monitoring", Category::Observability),
    ("traffic", Category::Load),
    ("overload", Category::Load),
    ("certificate", Category::Security),
    ("expired-certificate", Category::Security),
];

/// The category that an author's word names.
pub(crate) fn category(word: &str) -> Option<Category> {
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

/// The causes of an incident.
pub(crate) fn find_all(
    front: &FrontMatter,
    title: &str,
    rows: &[Row],
    parts: &[Part],
) -> Vec<Cause> {
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
    for score in &mut scores {
        score.add(title, 2, 1);
        score.add(front.root_cause.as_deref().unwrap_or(""), 3, 0);
    }
    for (number, part) in parts.iter().enumerate() {
        let Some(weight) = weight(part, number) else {
            continue;
        };
        for row in &rows[part.rows.clone()] {
            if row.quoted || matches!(row.kind, Kind::Heading(_) | Kind::Cells { .. }) {
                continue;
            }
            for score in &mut scores {
                score.add(&row.text, weight, row.line);
            }
        }
    }
    scores.sort_by_key(|score| std::cmp::Reverse(score.points));
    let best = scores.first().map_or(0, |score| score.points);
    let evident = scores
        .into_iter()
        .filter(|score| score.points >= ENOUGH && score.points * 3 >= best);
    evident.take(MOST).map(Score::into_cause).collect()
}

/// How much a word counts in a section; nothing where causes are not told.
fn weight(part: &Part, number: usize) -> Option<u32> {
    let heading = part.heading.to_lowercase();
    if part.is(Canonical::RootCause) || part.is(Canonical::Trigger) {
        let mixed = heading.contains("contributing") || part.is(Canonical::Resolution);
        return Some(if mixed { 2 } else { 3 });
    }
    let told = part.is(Canonical::Summary) || part.is(Canonical::Resolution);
    let opens = number == 0 || (part.level == 1 && part.own.is_empty());
    (told || opens || heading.contains("conclusion")).then_some(2)
}

struct Score<'a> {
    category: Category,
    points: u32,
    /// The words that counted most: their weight, the sentence, the line.
    evidence: Option<(u32, &'a str, usize)>,
    /// What was counted: a word that is said twice shows no more.
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

    fn add(&mut self, text: &'a str, weight: u32, line: usize) {
        if text.is_empty() {
            return;
        }
        let words = RULES
            .iter()
            .find(|(category, _)| *category == self.category)
            .map_or(&[][..], |(_, words)| *words);
        let lower = text.to_lowercase();
        for word in words {
            if self.seen.contains(word) || find(&lower, &[word]).is_none() {
                continue;
            }
            self.seen.push(word);
            self.points += weight;
            if self.evidence.is_none_or(|(before, _, _)| weight > before) {
                let sentence = sentences(text)
                    .find(|sentence| sentence.to_lowercase().contains(word))
                    .unwrap_or(text);
                self.evidence = Some((weight, sentence, line));
            }
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
