//! Finds placeholders in code that is not shell: queries, configuration, plain text.

use super::placeholder::Placeholder;
use super::placeholder_syntax::{angle, braces, dollar, is_template};
use super::shell::odd;
use super::variable_names::VariableNames;

/// Languages in which `<x>` is a type or a tag.
const WITH_ANGLES: &[&str] = &["html", "java", "rust", "c", "js", "go", "diff", "log"];

/// Finds the placeholders in `code`, which is in `language`.
pub(super) fn placeholders(
    language: &str,
    code: &str,
    known: &VariableNames<'_>,
) -> Vec<Placeholder> {
    let mut found = Vec::new();
    let angles = !WITH_ANGLES.contains(&language);
    let template = is_template(code);
    let mut line = 0;
    let mut at = 0;
    while at < code.len() {
        let rest = &code[at..];
        let first = rest.chars().next().unwrap_or(' ');
        if first == '\n' {
            line = at + 1;
        }
        let form = match first {
            '$' => dollar(rest).filter(|form| {
                known.is_literal_variable(form.name) && language != "promql"
                    || known.is_declared(form.name)
            }),
            '<' => angle(rest).filter(|form| {
                if angles {
                    known.is_placeholder(form.name)
                } else {
                    known.is_declared(form.name)
                }
            }),
            '{' if !template => {
                braces(rest).filter(|form| language != "yaml" || known.is_declared(form.name))
            }
            _ => None,
        };
        let Some(form) = form else {
            at += first.len_utf8();
            continue;
        };
        found.push(Placeholder {
            range: at..at + form.length,
            name: form.name.to_owned(),
            quoting: quoting(language, &code[line..at]).to_owned(),
            default: form.default.map(str::to_owned),
        });
        at += form.length;
    }
    found
}

/// Returns the quoting of a value after `before`, the line up to the value.
fn quoting(language: &str, before: &str) -> &'static str {
    let double = odd(before, '"');
    // An apostrophe inside a double-quoted string does not start a string.
    let single = !double && odd(before, '\'');
    match language {
        "sql" if single => "q",
        // A hyphen may start a comment.
        "sql" => "w",
        "text" => "p",
        "yaml" if single => "q",
        _ if double => "j",
        _ => "p",
    }
}
