//! Telling an exclusion from a flag.
//!
//! `kafka lag -zookeeper` leaves documents out; `tar -xvf`, `java -jar app.jar`
//! and "what does gcc -Wall do" name flags. A wrong exclusion hides the answer,
//! a wrong flag only adds a word, so doubt makes a flag.

use crate::analysis::fold;
use crate::analysis::stopwords::is_stopword;

/// Commands with flags of one dash: behind one of them nothing is excluded.
const COMMANDS: &str = " awk cat chmod chown clang cp crictl cqlsh curl dd df dig du egrep etcdctl \
    fgrep find g++ gcc grep ifconfig iostat ip iptables jmap journalctl jstack keytool kubectl \
    ldapsearch ls lsof mongodump mongosh mount mtr mv mysqldump nc netstat ngrep nodetool nslookup \
    openssl perf perl pg_basebackup pg_ctl pg_dump pg_restore pgbench ping pkill ps psql rm rsync \
    sar scp sed ss ssh strace sudo sysctl systemctl tail tar tcpdump traceroute umount unzip vmstat \
    wget xargs zcat zgrep zip ";

/// Tools whose name is also that of a topic: only a flag that follows at once
/// is theirs.
const TOOLS: &str = " ansible aws az bash bazel cargo docker dotnet elasticsearch gcloud git go \
    gradle helm java javac kafka-topics.sh maven mvn mysql nginx node npm php podman python python3 \
    redis-cli redis-server ruby sh terraform vault consul nomad ";

/// Whether a word is in a list between spaces.
fn listed(list: &str, word: &str) -> bool {
    let word = word.rsplit('/').next().unwrap_or(word);
    list.split_ascii_whitespace().any(|entry| entry == word)
}

/// Whether `word`, found behind a dash, can be excluded at all: it starts with
/// a letter, has three characters or is not of ASCII, and holds nothing that
/// words do not.
pub(super) fn is_word(word: &str) -> bool {
    let inner = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | '+');
    word.starts_with(char::is_alphabetic)
        && word.ends_with(|c: char| c.is_alphanumeric() || c == '+')
        && word.chars().all(inner)
        && word.len() >= 3
}

/// A text in which a dash may mark a flag.
#[derive(Debug, Default)]
pub(super) struct Line {
    /// Whether it reads as a command line as far as it was seen.
    command: bool,
    /// Words of English that carry little.
    function_words: usize,
    /// Whether it ends as sentences do.
    sentence: bool,
}

impl Line {
    /// What the words of a text say.
    pub(super) fn of<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        let mut line = Self::default();
        for word in words {
            let flag = word.strip_prefix("--").unwrap_or_default();
            let letter = word.strip_prefix('-').unwrap_or_default();
            line.command |= flag.starts_with(|c: char| c.is_ascii_alphabetic())
                || letter.len() == 1 && letter.as_bytes()[0].is_ascii_alphanumeric()
                || listed(COMMANDS, word);
            line.sentence = word.ends_with(['.', '?']);
            line.function_words += usize::from(is_stopword(&fold(word)));
        }
        line
    }

    /// Whether `-word` behind `before` is a flag; `last` tells whether no
    /// other word follows.
    pub(super) fn is_flag(&self, before: Option<&str>, last: bool) -> bool {
        let before = before.unwrap_or_default();
        self.command
            || listed(TOOLS, before)
            || is_stopword(&fold(before))
            || !last && (self.sentence || self.function_words > 1)
    }
}
