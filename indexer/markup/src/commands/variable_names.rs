//! Decides which names are variables that a reader fills in.

use std::collections::BTreeSet;

/// The known names at the place where a placeholder may be.
pub(super) struct VariableNames<'a> {
    /// Keys of variables that the page declares.
    pub(super) declared: &'a BTreeSet<String>,
    /// Names that this block assigns, reads or loops over.
    pub(super) own: &'a BTreeSet<String>,
    /// Names that earlier blocks assign.
    pub(super) before: &'a BTreeSet<String>,
}

impl VariableNames<'_> {
    /// Whether a reader fills in `$name` where the shell would expand it.
    pub(super) fn is_variable(&self, name: &str) -> bool {
        if self.own.contains(name) {
            return false;
        }
        self.is_declared(name) || !(self.before.contains(name) || is_environment(name))
    }

    /// Whether a reader fills in `$name` where the shell does not expand it: in
    /// single quotes, in data.
    pub(super) fn is_literal_variable(&self, name: &str) -> bool {
        let loud = name.len() > 2
            && name.bytes().any(|b| b.is_ascii_uppercase())
            && !name.bytes().any(|b| b.is_ascii_lowercase());
        self.is_variable(name) && (self.is_declared(name) || (loud && !OF_AWK.contains(&name)))
    }

    /// Whether the page declares a variable of this name.
    pub(super) fn is_declared(&self, name: &str) -> bool {
        self.declared.contains(&key(name))
    }

    /// Whether a reader fills in `<inner>`.
    pub(super) fn is_placeholder(&self, inner: &str) -> bool {
        if self.is_declared(inner) {
            return true;
        }
        let plain =
            |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.' | '/' | '\'');
        let trimmed = inner.trim();
        trimmed == inner
            && inner.starts_with(char::is_alphabetic)
            && inner.chars().all(plain)
            && inner.split(' ').count() <= 6
            && !NOT_PLACEHOLDERS.contains(&inner.to_ascii_lowercase().as_str())
    }
}

/// Returns the key that all spellings of one variable share: `$POD_NAME` and `<pod-name>`
/// both have `pod_name`.
pub fn key(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for char in name.chars() {
        if char.is_alphanumeric() {
            out.extend(char.to_lowercase());
        } else if !out.is_empty() && !out.ends_with('_') {
            out.push('_');
        }
    }
    let trimmed = out.trim_end_matches('_');
    // "value of instance label from alert" is the `instance` label of the alert.
    if let Some(label) = trimmed.strip_suffix("_label_from_alert") {
        return label.trim_start_matches("value_of_").to_owned();
    }
    let bare = ["your_", "the_", "my_"]
        .iter()
        .find_map(|prefix| trimmed.strip_prefix(prefix))
        .filter(|rest| !rest.is_empty());
    bare.unwrap_or(trimmed).to_owned()
}

/// Words that programs print in angle brackets.
const NOT_PLACEHOLDERS: &[&str] = &[
    "none", "nil", "null", "unknown", "pending", "unset", "invalid", "defunct", "stdin", "stdout",
    "stderr", "eof", "br", "p", "div", "span", "html", "body", "head", "a", "b", "i", "code",
    "pre", "li", "ul", "ol", "table", "tr", "td", "th", "redacted", "snip", "no value", "error",
    "nodes",
];

/// Variables of awk.
const OF_AWK: &[&str] = &[
    "NF", "NR", "FNR", "FS", "OFS", "RS", "ORS", "FILENAME", "ENVIRON", "RSTART", "RLENGTH",
    "SUBSEP", "ARGC", "ARGV", "CONVFMT", "OFMT",
];

/// Variables that a shell or its environment sets.
const ENVIRONMENT: &[&str] = &[
    "HOME",
    "PATH",
    "USER",
    "PWD",
    "SHELL",
    "TERM",
    "RANDOM",
    "HOSTNAME",
    "HOSTTYPE",
    "OLDPWD",
    "IFS",
    "LANG",
    "EDITOR",
    "VISUAL",
    "PAGER",
    "UID",
    "EUID",
    "GID",
    "GROUPS",
    "PPID",
    "SECONDS",
    "EPOCHSECONDS",
    "LINENO",
    "TMPDIR",
    "LOGNAME",
    "MAIL",
    "DISPLAY",
    "KUBECONFIG",
    "REPLY",
    "OPTARG",
    "OPTIND",
    "PIPESTATUS",
    "COLUMNS",
    "LINES",
    "OSTYPE",
    "MACHTYPE",
    "SHLVL",
    "FUNCNAME",
    "DIRSTACK",
    "COMP_WORDS",
    "GOPATH",
    "JAVA_HOME",
    "VIRTUAL_ENV",
];

fn is_environment(name: &str) -> bool {
    ENVIRONMENT.contains(&name)
        || ["BASH_", "LC_", "XDG_", "SSH_", "SUDO_", "PS"]
            .iter()
            .any(|prefix| {
                name.strip_prefix(prefix).is_some_and(|rest| {
                    *prefix != "PS" || (rest.len() == 1 && rest.bytes().all(|b| b.is_ascii_digit()))
                })
            })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_variable_share_a_key() {
        for name in [
            "NAMESPACE",
            "namespace",
            "Namespace",
            "your-namespace",
            "my namespace",
        ] {
            assert_eq!(key(name), "namespace", "{name}");
        }
        assert_eq!(key("POD_NAME"), key("pod-name"));
        assert_eq!(key("value of instance label from alert"), "instance");
        assert_eq!(key("the"), "the");
        assert_eq!(key("_x_"), "x");
    }
}
