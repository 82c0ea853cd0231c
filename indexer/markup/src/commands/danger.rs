//! Finds commands that destroy data or interrupt a service.
//!
//! A rule lists words that occur in this order in one command. The list is short on
//! purpose: readers would ignore a warning on every second block.

use std::collections::HashSet;
use std::sync::LazyLock;

/// How many words at the start are searched for the name of the command.
const COMMAND: usize = 4;

/// An effect of a command that cannot be undone, or that users notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Danger {
    /// Data or objects are deleted.
    Deletes,
    /// A safeguard is overridden.
    Forces,
    /// Something stops or restarts; requests in flight may fail.
    Restarts,
    /// Traffic, work or leadership moves.
    Moves,
}

impl Danger {
    /// Returns the effect in words, as pages show it.
    pub fn says(self) -> &'static str {
        match self {
            Self::Deletes => "deletes",
            Self::Forces => "overrides a safeguard",
            Self::Restarts => "stops or restarts",
            Self::Moves => "moves work or traffic",
        }
    }
}

struct Rule {
    danger: Danger,
    /// Words of a command in this order, with any words between. A word that starts with `-`
    /// matches any option that contains its letters; a word that starts with `--` matches itself.
    words: &'static [&'static str],
}

const fn rule(danger: Danger, words: &'static [&'static str]) -> Rule {
    Rule { danger, words }
}

const RULES: &[Rule] = &[
    rule(Danger::Deletes, &["rm", "-rf"]),
    rule(Danger::Deletes, &["rm", "-r"]),
    rule(Danger::Deletes, &["find", "-delete"]),
    rule(Danger::Deletes, &["shred"]),
    rule(Danger::Deletes, &["mkfs"]),
    rule(Danger::Deletes, &["wipefs"]),
    rule(Danger::Deletes, &["truncate", "-s"]),
    rule(Danger::Deletes, &["kubectl|oc", "delete"]),
    rule(Danger::Deletes, &["helm", "uninstall|delete"]),
    rule(Danger::Deletes, &["terraform", "destroy"]),
    rule(Danger::Deletes, &["docker|podman|crictl", "rm|rmi|prune"]),
    rule(Danger::Deletes, &["etcdctl", "del"]),
    rule(
        Danger::Deletes,
        &["rabbitmqctl", "purge_queue|delete_queue|reset|force_reset"],
    ),
    rule(
        Danger::Deletes,
        &[
            "kafka-topics.sh|kafka-topics|kafka-consumer-groups.sh|kafka-consumer-groups",
            "--delete",
        ],
    ),
    rule(
        Danger::Deletes,
        &["journalctl", "--vacuum-size|--vacuum-time"],
    ),
    rule(Danger::Deletes, &["pg_resetwal"]),
    rule(Danger::Deletes, &["git", "clean|reset", "-f|--hard"]),
    rule(Danger::Deletes, &["conntrack", "-F|-D"]),
    rule(Danger::Deletes, &["iptables|nft", "-F|flush"]),
    rule(Danger::Forces, &["--force"]),
    rule(Danger::Forces, &["--force-with-lease"]),
    rule(Danger::Forces, &["--grace-period=0"]),
    rule(Danger::Forces, &["kill|pkill|killall", "-9|-KILL|-SIGKILL"]),
    rule(
        Danger::Restarts,
        &["systemctl|service", "restart|stop|kill"],
    ),
    rule(Danger::Restarts, &["kubectl|oc", "rollout", "restart|undo"]),
    rule(Danger::Restarts, &["docker|podman", "restart|stop|kill"]),
    rule(Danger::Restarts, &["pg_ctl", "restart|stop"]),
    rule(Danger::Restarts, &["reboot"]),
    rule(Danger::Restarts, &["shutdown"]),
    rule(Danger::Restarts, &["kill|pkill|killall"]),
    rule(Danger::Moves, &["kubectl|oc", "drain"]),
    rule(Danger::Moves, &["kubectl|oc", "scale", "--replicas=0"]),
    rule(
        Danger::Moves,
        &["pg_ctl|patronictl", "promote|failover|switchover"],
    ),
    rule(Danger::Moves, &["etcdctl", "move-leader"]),
];

/// Phrases of SQL and of other database languages, in any position.
const STATEMENTS: &[(&str, Danger)] = &[
    ("drop table", Danger::Deletes),
    ("drop database", Danger::Deletes),
    ("drop schema", Danger::Deletes),
    ("drop index", Danger::Deletes),
    ("drop user", Danger::Deletes),
    ("drop role", Danger::Deletes),
    ("truncate table", Danger::Deletes),
    ("delete from", Danger::Deletes),
    ("flushall", Danger::Deletes),
    ("flushdb", Danger::Deletes),
    ("pg_drop_replication_slot", Danger::Deletes),
    ("purge binary logs", Danger::Deletes),
    ("pg_terminate_backend", Danger::Restarts),
    ("client kill", Danger::Restarts),
    ("pg_promote(", Danger::Moves),
];

/// Returns the effects of the commands in `code`, the most serious first, each with the
/// words that show it.
pub fn find(code: &str) -> Vec<(Danger, String)> {
    let mut found: Vec<(Danger, String)> = Vec::new();
    let mut add = |danger: Danger, words: String| {
        if !found.iter().any(|(_, known)| *known == words) {
            found.push((danger, words));
        }
    };
    // A command may continue on the next line.
    let joined = code.replace("\\\n", " ");
    for command in joined.split(['\n', ';', '|', '&', '(', '`']) {
        let command = command.trim_start();
        if command.starts_with('#') || command.starts_with("--") {
            continue;
        }
        let words: Vec<&str> = command
            .split(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ')'))
            .filter(|word| !word.is_empty())
            .collect();
        if !is_known(&words) {
            continue;
        }
        // The first rule that matches is the most specific one.
        if let Some((rule, shown)) = RULES
            .iter()
            .find_map(|rule| Some((rule, rule.fits(&words)?)))
        {
            add(rule.danger, shown);
        }
    }
    let folded = code
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_ascii_lowercase();
    for (statement, danger) in STATEMENTS {
        if folded.contains(statement) {
            add(*danger, statement.trim_end_matches('(').to_uppercase());
        }
    }
    found.sort();
    found
}

/// First words of the rules: names of commands, and options.
static BEGINNINGS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let firsts = RULES.iter().map(|rule| rule.words[0]);
    firsts.flat_map(|wanted| wanted.split('|')).collect()
});

/// Whether a rule may match a command: a quick check that excludes most commands.
fn is_known(words: &[&str]) -> bool {
    let mut commands = words.iter().take(COMMAND);
    commands.any(|word| BEGINNINGS.contains(base_name(word)))
        || words
            .iter()
            .any(|word| word.starts_with('-') && BEGINNINGS.contains(word))
}

/// Returns the name of a command without its path.
fn base_name(word: &str) -> &str {
    word.rsplit_once('/').map_or(word, |(_, name)| name)
}

impl Rule {
    /// Returns the words of a command that match the rule; `None` if it does not match.
    fn fits(&self, words: &[&str]) -> Option<String> {
        let mut shown = Vec::new();
        let mut rest = words.iter();
        for (index, wanted) in self.words.iter().enumerate() {
            let is_wanted = |word: &str| wanted.split('|').any(|wanted| is_word(wanted, word));
            let word = if index == 0 && !wanted.starts_with('-') {
                // The name of the command may follow `sudo` or a prompt and may have a path.
                rest.by_ref()
                    .take(COMMAND)
                    .find(|word| is_wanted(base_name(word)))?
            } else {
                rest.by_ref().find(|word| is_wanted(word))?
            };
            shown.push(*word);
        }
        Some(shown.join(" "))
    }
}

/// Whether `word` matches `wanted`: `-rf` matches any option with r and f.
fn is_word(wanted: &str, word: &str) -> bool {
    let letters = wanted.strip_prefix('-').filter(|letters| {
        letters.len() <= 2 && letters.bytes().all(|byte| byte.is_ascii_lowercase())
    });
    match letters {
        Some(wanted) => {
            let option = word.strip_prefix('-').filter(|word| !word.starts_with('-'));
            option.is_some_and(|option| {
                option.len() <= 5
                    && wanted
                        .bytes()
                        .all(|letter| option.bytes().any(|own| own.to_ascii_lowercase() == letter))
            })
        }
        None => word == wanted,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dangers(code: &str) -> Vec<Danger> {
        let mut found: Vec<Danger> = find(code).into_iter().map(|(danger, _)| danger).collect();
        found.dedup();
        found
    }

    #[test]
    fn what_loses_or_interrupts_is_told() {
        for (code, danger) in [
            ("rm -rf /var/lib/x", Danger::Deletes),
            ("sudo rm -fr x", Danger::Deletes),
            ("$ kubectl -n <ns> delete pod x", Danger::Deletes),
            ("psql -c 'DROP TABLE x'", Danger::Deletes),
            ("DELETE\nFROM x", Danger::Deletes),
            ("redis-cli FLUSHALL", Danger::Deletes),
            ("git push --force", Danger::Forces),
            ("kill -9 12", Danger::Forces),
            ("sudo systemctl restart nginx", Danger::Restarts),
            ("kubectl rollout restart deploy/x", Danger::Restarts),
            ("select pg_terminate_backend(1)", Danger::Restarts),
            ("kubectl drain node-1", Danger::Moves),
            ("a | xargs kubectl delete pod", Danger::Deletes),
            ("kubectl -n x \\\n  delete pod y", Danger::Deletes),
        ] {
            assert_eq!(dangers(code), [danger], "{code}");
        }
    }

    #[test]
    fn looking_is_not_dangerous() {
        for code in [
            "kubectl get pods",
            "systemctl status nginx",
            "# rm -rf x",
            "grep -rn delete .",
            "docker ps",
            "kubectl logs --previous pod",
            "select * from pg_stat_activity",
            "ls -rf",
            "git log -- delete",
            "journalctl -u x --since -1h",
        ] {
            assert!(dangers(code).is_empty(), "{code}: {:?}", find(code));
        }
    }

    #[test]
    fn rules_begin_with_commands_or_whole_options() {
        // `is_known` skips commands with none of these words.
        for first in BEGINNINGS.iter() {
            assert!(
                !first.starts_with('-') || first.starts_with("--"),
                "{first}"
            );
        }
    }

    #[test]
    fn the_words_are_shown() {
        assert_eq!(
            find("sudo rm -rf x; systemctl restart y"),
            [
                (Danger::Deletes, "rm -rf".to_owned()),
                (Danger::Restarts, "systemctl restart".to_owned())
            ]
        );
    }
}
