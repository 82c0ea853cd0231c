//! Parses the forms of a placeholder.

/// A form at the start of a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Form<'a> {
    /// Length in bytes.
    pub(super) length: usize,
    /// The name in the form.
    pub(super) name: &'a str,
    /// The default of `${NAME:-default}`.
    pub(super) default: Option<&'a str>,
}

/// Parses `$NAME`, `${NAME}`, `${NAME:-default}` and `${NAME:?message}`.
pub(super) fn dollar(text: &str) -> Option<Form<'_>> {
    let rest = text.strip_prefix('$')?;
    if let Some(inner) = rest.strip_prefix('{') {
        let name = identifier(inner)?;
        let behind = &inner[name.len()..];
        if behind.starts_with('}') {
            return Some(Form {
                length: name.len() + 3,
                name,
                default: None,
            });
        }
        let operand = [":-", ":?", ":="].iter().find_map(|operator| {
            let operand = behind.strip_prefix(operator)?;
            Some((*operator, operand))
        });
        let (operator, operand) = operand?;
        let end = operand.find(['}', '\n', '$', '`', '"', '\''])?;
        if !operand[end..].starts_with('}') {
            return None;
        }
        return Some(Form {
            length: name.len() + 2 + operator.len() + end + 1,
            name,
            default: (operator == ":-" && end > 0).then(|| &operand[..end]),
        });
    }
    let name = identifier(rest)?;
    Some(Form {
        length: name.len() + 1,
        name,
        default: None,
    })
}

/// Parses `<pod name>`.
pub(super) fn angle(text: &str) -> Option<Form<'_>> {
    let inner = text.strip_prefix('<')?;
    let end = inner.find(['<', '>', '\n', '|', '&', ';', '"', '$', '`', '('])?;
    (inner[end..].starts_with('>') && end > 0 && end <= 60).then(|| Form {
        length: end + 2,
        name: &inner[..end],
        default: None,
    })
}

/// Parses `{{ cluster }}`, a single name; an action of a template is not a placeholder.
pub(super) fn braces(text: &str) -> Option<Form<'_>> {
    let inner = text.strip_prefix("{{")?;
    let end = inner.find("}}").filter(|&end| end <= 60)?;
    let name = inner[..end].trim();
    let plain = identifier(name.split('-').next()?).is_some()
        && name
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'));
    (plain && !ACTIONS.contains(&name)).then_some(Form {
        length: end + 4,
        name,
        default: None,
    })
}

/// Keywords of Go's template language.
const ACTIONS: &[&str] = &[
    "end", "else", "range", "if", "with", "define", "template", "block", "break", "continue",
    "nil", "true", "false", "not", "and", "or", "len", "println", "print",
];

/// Returns the shell identifier at the start of `text`.
pub(super) fn identifier(text: &str) -> Option<&str> {
    let end = text
        .find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
        .unwrap_or(text.len());
    let name = &text[..end];
    (name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') && name != "_").then_some(name)
}

/// Whether `text` contains template actions, as in `kubectl -o go-template`.
pub(super) fn is_template(text: &str) -> bool {
    text.match_indices("{{").any(|(at, _)| {
        let inner = text[at + 2..].trim_start_matches(['-', ' ']);
        inner.starts_with(['.', '$', '"', '/', '#'])
            || ACTIONS.iter().any(|action| {
                inner
                    .strip_prefix(action)
                    .is_some_and(|rest| rest.starts_with([' ', '}', '-']))
            })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_read() {
        let of = |form: Option<Form<'_>>| form.map(|form| (form.length, form.name.to_owned()));
        let some = |length, name: &str| Some((length, name.to_owned()));
        assert_eq!(of(dollar("$NS/x")), some(3, "NS"));
        assert_eq!(of(dollar("${NS}x")), some(5, "NS"));
        assert_eq!(of(dollar("${NS:-prod} x")), some(11, "NS"));
        assert_eq!(dollar("${NS:-prod}").unwrap().default, Some("prod"));
        for none in [
            "$1",
            "$?",
            "$",
            "${NS%x}",
            "${#NS}",
            "${NS:-$X}",
            "$(x)",
            "${",
            "$_",
        ] {
            assert_eq!(dollar(none), None, "{none}");
        }
        assert_eq!(of(angle("<pod name> x")), some(10, "pod name"));
        for none in ["<", "<a", "<a\n>", "<<EOF", "<(x)>", "<>"] {
            assert_eq!(angle(none), None, "{none}");
        }
        assert_eq!(of(braces("{{ cluster }}")), some(13, "cluster"));
        assert_eq!(of(braces("{{cluster-name}}")), some(16, "cluster-name"));
        for none in [
            "{{ .Name }}",
            "{{ $x }}",
            "{{end}}",
            "{{ range .x }}",
            "{{ a b }}",
            "{{",
        ] {
            assert_eq!(braces(none), None, "{none}");
        }
        assert!(is_template("{{range .items}}{{.x}}{{end}}"));
        assert!(!is_template("{{ cluster }}"));
    }
}
