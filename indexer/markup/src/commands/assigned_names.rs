//! Finds the names that a block assigns itself.

use std::collections::BTreeSet;

use super::placeholder_syntax::identifier;

/// Returns the names that `code` assigns, reads or loops over.
pub(super) fn find(code: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let starts = |c: char| matches!(c, ';' | '(' | '{' | '|' | '&' | '`' | '\n');
    for command in code.split(starts) {
        let words: Vec<&str> = command
            .split(|c: char| c.is_whitespace() || c == ')')
            .filter(|word| !word.is_empty())
            .skip_while(|word| BEFORE_COMMAND.contains(word))
            .collect();
        let at = |index: usize| words.get(index).copied();
        match at(0) {
            Some("for" | "select") => names.extend(at(1).and_then(identifier).map(str::to_owned)),
            Some("read" | "mapfile" | "readarray") => {
                names.extend(operands(&words[1..], "adinNptu"));
            }
            Some("getopts") => names.extend(at(2).map(str::to_owned)),
            Some("printf") if at(1) == Some("-v") => names.extend(at(2).map(str::to_owned)),
            Some("export" | "local" | "declare" | "readonly" | "typeset") => {
                names.extend(
                    words
                        .iter()
                        .filter_map(|word| assigned(word))
                        .map(str::to_owned),
                );
            }
            _ => {
                let leading = words.iter().map_while(|word| assigned(word));
                names.extend(leading.map(str::to_owned));
            }
        }
    }
    names
}

/// Words after which a command may follow; the first three are prompts.
const BEFORE_COMMAND: &[&str] = &[
    "$", "#", "%", "do", "then", "else", "if", "elif", "while", "until", "!", "time", "sudo",
];

/// Returns `NAME` of `NAME=value` or `NAME+=value`.
fn assigned(word: &str) -> Option<&str> {
    let name = identifier(word)?;
    let rest = &word[name.len()..];
    (rest.starts_with('=') || rest.starts_with("+=")).then_some(name)
}

/// Returns the words after the options; options in `with_value` also skip the next word.
fn operands<'a>(words: &'a [&str], with_value: &'a str) -> impl Iterator<Item = String> + 'a {
    let mut skip = false;
    words
        .iter()
        .take_while(|word| !word.starts_with('<'))
        .filter_map(move |word| {
            if std::mem::take(&mut skip) {
                return None;
            }
            if let Some(option) = word.strip_prefix('-') {
                skip = option.len() == 1 && with_value.contains(option);
                return None;
            }
            identifier(word)
                .filter(|name| name.len() == word.len())
                .map(str::to_owned)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_block_sets_is_its_own() {
        let of = |code: &str| find(code).into_iter().collect::<Vec<_>>().join(" ");
        assert_eq!(of("NS=x kubectl get po -n $NS"), "NS");
        assert_eq!(of("export A=1 B=2; C+=3"), "A B C");
        assert_eq!(
            of("for pod in $(kubectl get po); do echo $pod; done"),
            "pod"
        );
        assert_eq!(of("while read -r ns name; do x; done < f"), "name ns");
        assert_eq!(of("read -p prompt ANSWER"), "ANSWER");
        assert_eq!(of("$ POD=$(oc get po -l app=x)"), "POD");
        assert_eq!(of("printf -v OUT '%s' x"), "OUT");
        assert_eq!(of("kubectl get po -n $NS --sort-by=.x"), "");
    }
}
