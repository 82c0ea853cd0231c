//! Splits terminal sessions into prompts, commands and output.

use std::ops::Range;

use super::html_sink::{Class, HtmlSink};
use super::shell;

/// Whether a line of `code` starts with an unambiguous prompt.
pub(super) fn has_prompt(code: &str) -> bool {
    code.lines().any(|line| prompt(line, false).is_some())
}

/// The program that reads a typed line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prompt {
    /// A shell.
    Shell,
    /// A database client.
    Database,
}

/// One command with its prompt, or one line of output.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Part {
    /// Range of the whole part.
    range: Range<usize>,
    /// Where the typed text starts, after the prompt; `None` for output.
    typed: Option<usize>,
}

/// Returns the ranges that are typed, without their prompts.
pub fn typed(code: &str) -> Vec<(Range<usize>, Prompt)> {
    let stretch = |part: Part| {
        let start = part.typed?;
        let sign = code[part.range.start..start].trim();
        let is_database = sign == "mysql>" || sign.ends_with("=#") || sign.ends_with("=>");
        let prompt = if is_database {
            Prompt::Database
        } else {
            Prompt::Shell
        };
        Some((start..part.range.end, prompt))
    };
    parts(code).into_iter().filter_map(stretch).collect()
}

/// Splits a session into commands and lines of output.
fn parts(code: &str) -> Vec<Part> {
    let root = !has_prompt(code);
    // Whether an earlier command starts another shell, in which `#` is the prompt.
    let mut inside = false;
    let mut parts = Vec::new();
    let mut lines = code.split_inclusive('\n').peekable();
    let mut at = 0;
    while let Some(line) = lines.next() {
        let start = at;
        at += line.len();
        let length = prompt(line, root).or_else(|| root_command(line).filter(|_| inside));
        if let Some(length) = length {
            inside |= leads_inside(&line[length..]);
            while is_open(&code[start + length..at])
                && let Some(next) = lines.peek()
                && prompt(next, root).is_none()
            {
                at += next.len();
                lines.next();
            }
        }
        parts.push(Part {
            range: start..at,
            typed: length.map(|length| start + length),
        });
    }
    parts
}

/// Highlights a session.
pub(super) fn lex(code: &str, sink: &mut HtmlSink<'_>) {
    for Part { range, typed } in parts(code) {
        if let Some(typed) = typed {
            sink.token(Class::Prompt, &code[range.start..typed]);
            shell::lex(&code[typed..range.end], sink);
            continue;
        }
        let line = &code[range];
        let text = line.trim_end_matches(['\n', '\r']);
        let class = if text.trim_start().starts_with('#') {
            Class::Comment
        } else {
            Class::Output
        };
        sink.token(class, text);
        sink.plain(&line[text.len()..]);
    }
}

/// Whether a command continues on the next line.
fn is_open(command: &str) -> bool {
    if command.trim_end_matches(['\n', '\r']).ends_with('\\') {
        return true;
    }
    if let Some(at) = command.find("<<") {
        let word = command[at + 2..].trim_start_matches(['-', '~', ' ', '\'', '"']);
        let end: String = word
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || *c == '_')
            .collect();
        if !end.is_empty() && command.lines().skip(1).all(|line| line.trim() != end) {
            return true;
        }
    }
    let mut open = None;
    let mut escaped = false;
    for char in command.chars() {
        match (open, char) {
            _ if escaped => escaped = false,
            (None | Some('"'), '\\') => escaped = true,
            (None, '\'' | '"') => open = Some(char),
            (Some(quote), _) if quote == char => open = None,
            _ => {}
        }
    }
    // An apostrophe in the output must not consume the rest of the session.
    open.is_some() && command.lines().count() < 60
}

/// Whether a command starts an interactive shell.
fn leads_inside(command: &str) -> bool {
    let words: Vec<&str> = command.split_whitespace().collect();
    let has = |word: &str| words.contains(&word);
    has("debug")
        || has("rsh")
        || has("chroot")
        || has("su")
        || has("ssh")
        || (has("exec") && words.iter().any(|word| ["-it", "-ti"].contains(word)))
        || (has("sudo") && (has("-i") || has("-s")))
}

/// Commands that are typed at root's prompt. A comment starts with `#` too, so other
/// words after `#` are not taken for a command.
const OF_ROOT: &[&str] = &[
    "awk",
    "cat",
    "cd",
    "chroot",
    "crictl",
    "curl",
    "df",
    "dig",
    "dmesg",
    "du",
    "etcdctl",
    "exit",
    "find",
    "free",
    "grep",
    "ip",
    "iptables",
    "journalctl",
    "ls",
    "lsblk",
    "lsof",
    "mdadm",
    "mount",
    "netstat",
    "nslookup",
    "ovn-nbctl",
    "ovn-sbctl",
    "ovs-vsctl",
    "ps",
    "rm",
    "sed",
    "smartctl",
    "ss",
    "stat",
    "sysctl",
    "systemctl",
    "tail",
    "top",
    "umount",
    "uptime",
    "vmstat",
];

/// Returns the length of the prompt of a line such as `# sysctl -a`.
fn root_command(line: &str) -> Option<usize> {
    let indent = line.len() - line.trim_start_matches(' ').len();
    let word = line[indent..]
        .strip_prefix("# ")?
        .split_whitespace()
        .next()?;
    OF_ROOT.contains(&word).then_some(indent + 2)
}

/// Returns the length of the prompt at the start of `line`. If `root`, a bare `#` is a prompt.
fn prompt(line: &str, root: bool) -> Option<usize> {
    let indent = line.len() - line.trim_start_matches(' ').len();
    let rest = &line[indent..];
    for bare in ["$ ", "% ", "❯ ", "➜ ", ">>> "] {
        if rest.starts_with(bare) {
            return Some(indent + bare.len());
        }
    }
    if rest.trim_end() == "$" {
        return Some(indent + 1);
    }
    if root && rest.starts_with("# ") && !rest[2..].starts_with(|c: char| c.is_uppercase()) {
        return Some(indent + 2);
    }
    let (at, _) = rest
        .match_indices(['$', '#', '>'])
        .find(|&(at, _)| rest[at + 1..].starts_with([' ', '\n']) && at > 0 && at < 60)?;
    let head = &rest[..at];
    let bracketed = head.starts_with('[') && head.ends_with(']') && head.contains('@');
    let named = !head.contains(' ')
        && ((head.contains('@') && head.contains([':', '~']))
            || head.starts_with("sh-")
            || head.starts_with("bash-")
            || head == "mysql"
            || head.ends_with("=")
            || head.ends_with("=#"));
    let powershell = head.starts_with("PS ");
    (bracketed || named || powershell)
        .then(|| indent + at + 1 + usize::from(rest[at + 1..].starts_with(' ')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shell_within_a_shell_has_its_own_prompt() {
        let code =
            "$ NODE=a\n# which node\n$ oc debug node/$NODE\n# sysctl -a\nfs.x = 1\n# look at it\n";
        let typed: Vec<&str> = typed(code)
            .into_iter()
            .map(|(range, _)| code[range].trim_end())
            .collect();
        assert_eq!(typed, ["NODE=a", "oc debug node/$NODE", "sysctl -a"]);
    }

    #[test]
    fn prompts_are_recognised() {
        for (line, length) in [
            ("$ ls", 2),
            ("  $ ls", 4),
            ("sh-4.4# ls", 8),
            ("[me@host ~]$ ls", 13),
            ("root@db1:/# ls", 12),
            ("postgres=# select 1", 11),
            ("PS C:\\> dir", 8),
        ] {
            assert_eq!(prompt(line, false), Some(length), "{line}");
        }
        for line in ["ls", "# why", "a > b", "total 5", "$5 each", "x=y"] {
            assert_eq!(prompt(line, false), None, "{line}");
        }
        assert_eq!(prompt("# ls", true), Some(2));
    }
}
