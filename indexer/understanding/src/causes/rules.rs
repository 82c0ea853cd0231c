//! The words that indicate a category of causes, and the names that authors give to categories.

use model::incident::Category;

/// The words that indicate a category, in lower case; each matches the start of a word.
#[rustfmt::skip]
pub(super) const RULES: &[(Category, &[&str])] = &[
    (
        Category::Capacity,
        &[
            "out of memory", "oom", "memory leak", "connection leak", "resource leak", "leaked",
            "exhaust", "starvation", "disk full", "full disk", "no space left", "ran out of",
            "runs out of", "run out of", "cluster full", "cluster being full", "cluster is full",
            "quota", "file descriptor", "too many open files", "ip address starvation",
            "connection limit", "connection pool", "resource limit", "resource request",
            "memory usage", "cpu usage", "saturat", "capacity", "overprovision", "limitrange",
            "thread pool", "pod limit", "rate limit", "too many connections", "ulimit",
            "worker_connections", "insufficient memory", "insufficient cpu",
            "insufficient resource", "insufficient disk", "insufficient capacity",
            "no memory left", "resource starvation", "node full",
        ],
    ),
    (
        Category::Configuration,
        &[
            "misconfigur", "configuration", "wrong setting", "setting", "misspell", "typo",
            "incorrect value", "wrong value", "malformed", "feature flag", "annotation",
            "wrong path", "config ", "config.", "env var", "environment variable",
            "incorrect rule", "hardcoded", "default value", "parameter",
        ],
    ),
    (
        Category::CodeDefect,
        &[
            "bug", "code path", "unhandled", "null pointer", "exception", "race condition",
            "regression", "off-by-one", "deadlock", "infinite loop", "logic error", "memory leak",
            "coding error", "defect", "code error", "leak due to", "regular expression", "flaw in",
            "failed to handle", "code change",
        ],
    ),
    (
        Category::Dependency,
        &[
            "third party", "third-party", "upstream", "vendor", "provider", "external service",
            "external api", "aws outage", "cloud provider", "api timeout", "docker hub",
            "transitive", "supply chain", "traefik v2 bug", "kubespawner",
        ],
    ),
    (
        Category::Deploy,
        &[
            "deploy", "rollout", "rolled out", "new release", "release of", "releases", "upgrade",
            "version bump", "version update", "maintenance", "node rollover", "update to",
            "was pushed", "pushed to production", "terraform", "new version",
        ],
    ),
    (
        Category::Data,
        &[
            "data loss", "corrupt", "data deleted", "deleted the database", "schema", "bad data",
            "invalid data", "data format", "replication", "backup", "migration script",
            "table lock", "pvc", "persistentvolumeclaim", "inconsistent data",
            "database migration", "duplicate key",
        ],
    ),
    (
        Category::Network,
        &[
            "network", "load balancer", "routing", "firewall", "packet", "latency between", "bgp",
            "ingress", "target group", "subnet", "cdn", "connectivity", "traffic was",
        ],
    ),
    (
        Category::Security,
        &[
            "certificate", "expired", "credential", "vulnerab", "cve-", "attack", "malicious",
            "permission", "privilege", "ddos", "leaked key", "api key", "unauthori", "token",
            "secret", "security", "log4", "ssl", "tls",
        ],
    ),
    (
        Category::Hardware,
        &[
            "hardware", "disk failure", "disk failed", "power outage", "power failure",
            "power supply", "machine failed", "server failed", "broken disk", "memory module",
            "nodes had gone bad", "raid", "overheat", "switch failed",
        ],
    ),
    (
        Category::Process,
        &[
            "human error", "user error", "accidental", "by mistake", "not reviewed",
            "lack of review", "no documentation", "missing documentation", "not documented",
            "lack of testing", "not tested", "untested", "testing in staging", "no runbook",
            "not communicated", "manual step", "personal account", "single team member",
            "using production as", "lack of train", "misunderst", "review process",
        ],
    ),
    (
        Category::Observability,
        &[
            "no monitoring", "not monitored", "lack of monitoring", "no alert", "missing alert",
            "insufficient monitoring", "alert noise", "were not alerted", "no visibility",
            "nobody noticed",
        ],
    ),
    (
        Category::Load,
        &[
            "traffic spike", "spike in traffic", "surge", "sudden increase", "high traffic",
            "traffic peak", "heavy load", "high load", "overload", "thundering herd", "swamp",
            "went viral", "black friday", "popular", "great deal of traffic", "overwhelm", "flood",
            "many users", "many people", "a lot of users", "simultaneous", "announcement",
        ],
    ),
];

/// Words that name a part of a system and not its fault, or that are in many texts for
/// other reasons. Each counts one point less.
#[rustfmt::skip]
pub(super) const WEAK: &[(Category, &[&str])] = &[
    (Category::Network, &["alb", "proxy", "nginx", "headers", "route ", "dns"]),
    (Category::Deploy, &["pipeline", "rollover", "migration"]),
    (Category::Process, &["communication", "workshop", "procedure", "was missed"]),
    (Category::Dependency, &["ubuntu", "registry", "package", "library", "travis", "dependency", "dependencies"]),
    (Category::Hardware, &["node failure", "bad node"]),
    (Category::Observability, &["unnoticed"]),
];

/// Names that authors give to categories.
#[rustfmt::skip]
pub(super) const SYNONYMS: &[(&str, Category)] = &[
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
