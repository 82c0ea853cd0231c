//! Distinction between exclusions and command-line flags.
//!
//! `kafka lag -zookeeper` excludes documents; `tar -xvf`, `java -jar app.jar`
//! and "what does gcc -Wall do" contain flags. A wrong exclusion hides the
//! right document, while a wrong flag only adds a word, so ambiguous words are
//! flags.

use crate::analysis::fold;
use crate::analysis::stopwords::is_stopword;

/// Commands with single-dash flags: after one of them nothing is excluded.
const COMMANDS: &str = " awk cat chmod chown clang cp crictl cqlsh curl dd df dig du egrep etcdctl \
    fgrep find g++ gcc grep ifconfig iostat ip iptables jmap journalctl jstack keytool kubectl \
    ldapsearch ls lsof mongodump mongosh mount mtr mv mysqldump nc netstat ngrep nodetool nslookup \
    openssl perf perl pg_basebackup pg_ctl pg_dump pg_restore pgbench ping pkill ps psql rm rsync \
    sar scp sed ss ssh strace sudo sysctl systemctl tail tar tcpdump traceroute umount unzip vmstat \
    wget xargs zcat zgrep zip ";

/// Tools whose name is also a search topic: only directly after one of them a
/// word is a flag.
const TOOLS: &str = " ansible aws az bash bazel cargo docker dotnet elasticsearch gcloud git go \
    gradle helm java javac kafka-topics.sh maven mvn mysql nginx node npm php podman python python3 \
    redis-cli redis-server ruby sh terraform vault consul nomad ";

/// Whether a list, separated by white space, contains a word; of a path, the
/// file name.
fn contains_word(list: &str, word: &str) -> bool {
    let word = word.rsplit('/').next().unwrap_or(word);
    list.split_ascii_whitespace().any(|entry| entry == word)
}

/// Whether a word after a dash can be excluded: it starts with a letter, is at
/// least three bytes long, and contains only characters of words.
pub(super) fn is_excludable(word: &str) -> bool {
    let inner = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | '+');
    word.starts_with(char::is_alphabetic)
        && word.ends_with(|c: char| c.is_alphanumeric() || c == '+')
        && word.chars().all(inner)
        && word.len() >= 3
}

/// Whether a text looks like a command line.
#[derive(Debug, Default)]
pub(super) struct CommandLineHint {
    /// Whether it contains a command or an unambiguous flag.
    command: bool,
    /// Number of stop words.
    function_words: usize,
    /// Whether it ends like a sentence.
    sentence: bool,
}

impl CommandLineHint {
    /// Examines the words of a text.
    pub(super) fn of<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        let mut line = Self::default();
        for word in words {
            let flag = word.strip_prefix("--").unwrap_or_default();
            let letter = word.strip_prefix('-').unwrap_or_default();
            line.command |= flag.starts_with(|c: char| c.is_ascii_alphabetic())
                || letter.len() == 1 && letter.as_bytes()[0].is_ascii_alphanumeric()
                || contains_word(COMMANDS, word);
            line.sentence = word.ends_with(['.', '?']);
            line.function_words += usize::from(is_stopword(&fold(word)));
        }
        line
    }

    /// Whether `-word` after the word `before` is a flag; `last` means that no
    /// other word follows.
    pub(super) fn is_flag(&self, before: Option<&str>, last: bool) -> bool {
        let before = before.unwrap_or_default();
        self.command
            || contains_word(TOOLS, before)
            || is_stopword(&fold(before))
            || !last && (self.sentence || self.function_words > 1)
    }
}
