use std::process::Command;

use model::fill::quote;
use proptest::prelude::*;

use super::*;

/// Returns the names of the placeholders, each with its quoting.
fn found(language: &str, code: &str) -> String {
    let placeholders = Commands::new(["ticket"]).placeholders(language, code);
    let shown = placeholders.iter().map(|placeholder| {
        assert!(
            code.is_char_boundary(placeholder.range.start)
                && code.is_char_boundary(placeholder.range.end)
        );
        format!("{}:{}", key(&placeholder.name), placeholder.quoting)
    });
    shown.collect::<Vec<_>>().join(" ")
}

#[test]
fn every_form_of_a_variable_is_found_with_its_quoting() {
    for (code, expected) in [
        ("kubectl -n $NAMESPACE get po ${POD}", "namespace:b pod:b"),
        (
            "kubectl -n <namespace> logs <pod-name>",
            "namespace:b pod_name:b",
        ),
        ("ping {{ cluster }}", "cluster:b"),
        ("echo \"in $NS\"", "ns:d"),
        ("echo 'in <ns>'", "ns:s"),
        ("echo \"$(kubectl get po $POD)\"", "pod:b"),
        ("echo `date -d <day>`", "day:p"),
        ("curl -d '{\"ns\": \"<ns>\"}' $URL", "ns:js url:b"),
        ("curl -d \"{\\\"ns\\\": \\\"$NS\\\"}\" x", "ns:jd"),
        ("curl -d '{\"ns\": \"'$NS'\"}'", "ns:jb"),
        ("curl -d '{\"ns\": \"'\"$NS\"'\"}'", "ns:jd"),
        ("psql -c \"select * from t where n = '$NAME'\"", "name:qd"),
        ("sh -c 'echo <ns>'", "ns:bs"),
        ("sh -c \"echo <ns>\"", "ns:p"),
        ("ssh <host> 'tail \"<file>\"'", "host:b file:ds"),
        (
            "cat <<EOF\nns: $NS\n$NS\nEOF\necho $POD",
            "ns:h ns:lh pod:b",
        ),
        ("cat <<'EOF' > f\nns: <ns>\nEOF\necho <pod>", "ns:r pod:b"),
        (
            "cat <<EOF | kubectl apply -f -\n{\"a\": \"$NS\"}\nEOF",
            "ns:jh",
        ),
        ("bash <<EOF\necho <ns>\nEOF", "ns:bh"),
        ("ls ${NS:-prod}/x", "ns:b"),
        ("a=1; for i in $LIST; do echo $i $a; done", "list:b"),
        (
            "kubectl get po -o jsonpath='{.items[?(@.metadata.name==\"<pod>\")]}'",
            "pod:js",
        ),
    ] {
        assert_eq!(found("shell", code), expected, "{code}");
    }
}

#[test]
fn what_programs_and_the_shell_own_is_no_variable() {
    for code in [
        "echo $1 $? $$ $@ $HOME $PATH ${#X} ${X%y} $(date) $((1 + 2))",
        "NS=x; kubectl -n $NS get po",
        "read -r NS < f && echo $NS",
        "while read -r ns pod; do oc logs -n $ns $pod; done",
        "awk '{print $1, $NF, $NAME}' f | sort",
        "awk '{ print $NF }'",
        "jq '.[] | select(.a == $x)'",
        "kubectl get po -o go-template='{{range .items}}{{.metadata.name}}{{end}}'",
        "kubectl get po --template '{{ .x }}{{ end }}'",
        "echo \\$NS '$x'",
        "grep '<none>' f",
        "diff <(a b) <(c d)",
        "sort <in.txt >out.txt",
        "# see <docs>",
        "cat <<'EOF'\n$x\nEOF",
    ] {
        let found = found("shell", code);
        let found = found.replace("name:s", "");
        assert_eq!(found.trim(), "", "{code}");
    }
    assert_eq!(
        found("promql", "rate(x{ns=\"$NS\"}[$__rate_interval]) * $labels"),
        ""
    );
    assert_eq!(found("html", "<div><b>"), "");
    assert_eq!(found("yaml", "a: {{ .Values.x }}\nb: {{ x }}"), "");
}

#[test]
fn data_has_its_own_quoting() {
    for (language, code, expected) in [
        ("sql", "select '<name>', <column>", "name:q column:w"),
        (
            "json",
            "{\"a\": \"<name>\", \"b\": <count>}",
            "name:j count:p",
        ),
        ("promql", "up{ns=\"<ns>\"}", "ns:j"),
        (
            "yaml",
            "a: <ns>\nb: \"<ns>\"\nc: 'x <ns>'",
            "ns:p ns:j ns:q",
        ),
        ("promql", "x{t=\"$TICKET\"}", "ticket:j"),
        ("console", "$ oc get po -n <ns>\nNAME <ns>\n", "ns:b"),
        ("console", "postgres=# select '<name>';\n <x>\n", "name:q"),
    ] {
        assert_eq!(found(language, code), expected, "{code}");
    }
}

#[test]
fn a_name_that_an_earlier_block_sets_is_not_asked_for() {
    let mut commands = Commands::new(["ticket"]);
    assert_eq!(
        commands
            .placeholders("shell", "POD=$(oc get po -n $NS)")
            .len(),
        1
    );
    assert!(commands.placeholders("shell", "oc logs $POD").is_empty());
    assert!(
        commands
            .placeholders("shell", "TICKET=x; echo $TICKET")
            .is_empty()
    );
    assert_eq!(
        commands.placeholders("shell", "echo $TICKET").len(),
        1,
        "declared"
    );
}

/// Returns the code with `value` in each of its placeholders; `None` if the value is rejected.
fn filled(language: &str, code: &str, value: &str) -> Option<String> {
    let mut out = String::new();
    let mut done = 0;
    for placeholder in Commands::default().placeholders(language, code) {
        out.push_str(&code[done..placeholder.range.start]);
        out.push_str(&quote(&placeholder.quoting, value).ok()?);
        done = placeholder.range.end;
    }
    assert!(done > 0, "no placeholder in {code}");
    out.push_str(&code[done..]);
    Some(out)
}

fn run(shell: &str, code: &str) -> String {
    let output = Command::new(shell)
        .args(["-c", code])
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .output()
        .unwrap();
    assert!(
        output.stderr.is_empty(),
        "{code}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

const HOSTILE: &[&str] = &[
    "prod",
    "two words",
    "it's",
    "'; echo broken; '",
    "\"; echo broken; \"",
    "$(echo broken)",
    "`echo broken`",
    "${HOME}",
    "a\\",
    "\\'",
    "\\\"",
    "!!",
    "a!b",
    "* ?",
    "~",
    "-n",
    "#x",
    "EOF",
    "a; rm -rf x & b | c > d < e",
    "<script>alert(1)</script>",
    "ünïcödé ✓",
    "%s%n",
    "",
    "{a,b}",
    "=ls",
];

/// Commands that print the value of the placeholder, directly or through another shell.
const PRINTED: &[&str] = &[
    "printf '%s' <v>",
    "printf '%s' \"$V\"",
    "printf '%s' '<v>'",
    "printf '%s' \"$(printf '%s' \"$V\")\"",
    "printf '%s' \"$(printf '%s' <v>)\"",
    "sh -c 'printf \"%s\" <v>'",
    "sh -c 'printf \"%s\" \"$V\"'",
    "printf '%s' `printf '%s' <v>`",
    "sh -c \"printf '%s' <v>\"",
];

#[test]
fn a_real_shell_sees_the_value_and_nothing_else() {
    let mut checked = 0;
    for shell in ["sh", "bash"] {
        for code in PRINTED {
            for value in HOSTILE {
                if let Some(command) = filled("shell", code, value) {
                    assert_eq!(run(shell, &command), *value, "{command}");
                    checked += 1;
                }
            }
        }
        for code in [
            "cat <<EOF\nx $V y\n$V\nEOF",
            "cat <<'EOF'\nx <v> y\n<v>\nEOF",
        ] {
            for value in HOSTILE {
                if let Some(command) = filled("shell", code, value) {
                    assert_eq!(
                        run(shell, &command),
                        format!("x {value} y\n{value}\n"),
                        "{command}"
                    );
                    checked += 1;
                }
            }
        }
        for code in [
            "printf '%s' '{\"a\": \"<v>\"}'",
            "printf '%s' \"{\\\"a\\\": \\\"$V\\\"}\"",
            "printf '%s' '{\"a\": \"'$V'\"}'",
            "printf '%s' '{\"a\": \"'\"$V\"'\"}'",
            "cat <<EOF\n{\"a\": \"$V\"}\nEOF",
        ] {
            for value in HOSTILE {
                if let Some(command) = filled("shell", code, value) {
                    let printed: serde_json::Value =
                        serde_json::from_str(&run(shell, &command)).unwrap();
                    assert_eq!(printed["a"], *value, "{command}");
                    checked += 1;
                }
            }
        }
    }
    assert!(checked > 500, "{checked} commands ran");
}

proptest! {
    #[test]
    fn finding_places_never_panics_and_loses_nothing(code in "[a-zA-Z$<>{}()'\"`\\\\ \n;|&#=_é-]{0,120}") {
        for language in ["shell", "console", "sql", "json", "yaml", "text"] {
            let mut end = 0;
            for placeholder in Commands::new(["a"]).placeholders(language, &code) {
                prop_assert!(placeholder.range.start >= end && placeholder.range.end > placeholder.range.start);
                prop_assert!(code.get(placeholder.range.clone()).is_some());
                end = placeholder.range.end;
            }
        }
    }
}
