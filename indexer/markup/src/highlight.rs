//! Highlights code at build time.
//!
//! Measured on 457 real runbooks and postmortems (138 KB of code): syntect with
//! two-face's grammars needs 220 ms, most of it in every build, and the budget is one
//! second with the search index included. These lexers are less exact and need about a
//! hundredth of that time. They mark what matters during an incident: the command, its
//! flags, the placeholders to replace, and the output.

mod console;
mod data;
mod fence;
mod generic;
mod grammars;
mod html_sink;
mod shell;
mod text;

pub use console::{Prompt, typed};
pub use fence::{Fence, Output, Proof};
use html_sink::HtmlSink;
pub use html_sink::{Mark, Wrap};

/// Appends `code` in `language` (a canonical name of [`Fence`]) as HTML. Each of the
/// `marks` becomes an element; each of the `wraps` becomes an element around tokens and
/// marks. Both lists are in order and do not overlap.
pub fn push(out: &mut String, language: &str, code: &str, marks: &[Mark], wraps: &[Wrap]) {
    let mut sink = HtmlSink::new(out, code, marks, wraps);
    match language {
        "console" => console::lex(code, &mut sink),
        "shell" => shell::lex(code, &mut sink),
        "yaml" => data::yaml(code, &mut sink),
        "json" => data::json(code, &mut sink),
        "toml" => data::toml(code, &mut sink),
        "log" => text::log(code, &mut sink),
        "diff" => text::diff(code, &mut sink),
        _ => match grammars::find(language) {
            Some(grammar) => generic::lex(code, grammar, &mut sink),
            None => sink.plain(code),
        },
    }
    sink.finish();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(language: &str, code: &str) -> String {
        let mut out = String::new();
        push(&mut out, language, code, &[], &[]);
        out
    }

    #[test]
    fn no_lexer_changes_the_code() {
        let samples = [
            "",
            "\n",
            "a",
            "'",
            "\"",
            "`",
            "#",
            "$",
            "${",
            "$(",
            "<",
            "<a b>",
            "<<EOF\nx",
            "--- a\n+b",
            "\"\\",
            "/*",
            "--",
            "{{ $x }}",
            "a: |\n  b\nc: 'é'",
            "$ ls \\\n  -a\nout",
            "[x]\ny = 1 ; z",
            "2023-08-02T13:45:00Z ERROR \"x\" k=v",
            "sum(rate(x{a=\"b\"}[5m])) > 0.5 # c",
            "ä = \"ö\"",
        ];
        for language in fence::LANGUAGES {
            for sample in samples {
                let html = html(language, sample);
                let mut text = String::new();
                let mut rest = html.as_str();
                while let Some(at) = rest.find('<') {
                    text.push_str(&rest[..at]);
                    rest = &rest[at + rest[at..].find('>').unwrap() + 1..];
                }
                text.push_str(rest);
                assert_eq!(crate::entities::decode(&text), sample, "{language}: {html}");
            }
        }
    }

    #[test]
    fn commands_flags_placeholders_and_output_differ() {
        insta::assert_snapshot!(
            html("console", "$ oc get pods -n <namespace> | grep \"$NAME\" # all\nNAME  READY\n"),
            @r##"
<span class="tok-p">$ </span><span class="tok-f">oc</span> get pods <span class="tok-o">-n</span> <span class="tok-v">&lt;namespace&gt;</span> <span class="tok-o">|</span> <span class="tok-f">grep</span> <span class="tok-s">"</span><span class="tok-v">$NAME</span><span class="tok-s">"</span> <span class="tok-c"># all</span>
<span class="out">NAME  READY</span>
"##
        );
        insta::assert_snapshot!(
            html("promql", "sum by (job) (rate(http_requests_total{code=~\"5..\"}[5m])) > 0.1"),
            @r##"
<span class="tok-k">sum</span> <span class="tok-k">by</span> (job) (<span class="tok-f">rate</span>(http_requests_total{code<span class="tok-o">=</span><span class="tok-o">~</span><span class="tok-s">"5.."</span>}[<span class="tok-n">5m</span>])) <span class="tok-o">&gt;</span> <span class="tok-n">0.1</span>
"##
        );
        insta::assert_snapshot!(
            html("yaml", "groups:\n  - name: \"x\" # why\n    for: 10m\n    on: true\n"),
            @r##"
<span class="tok-k">groups</span>:
  <span class="tok-o">-</span> <span class="tok-k">name</span>: <span class="tok-s">"x"</span> <span class="tok-c"># why</span>
    <span class="tok-k">for</span>: <span class="tok-n">10m</span>
    <span class="tok-k">on</span>: <span class="tok-n">true</span>
"##
        );
        insta::assert_snapshot!(
            html("sql", "SELECT count(*) FROM t WHERE a = 'b' -- why"),
            @r##"
<span class="tok-k">SELECT</span> <span class="tok-f">count</span>(<span class="tok-o">*</span>) <span class="tok-k">FROM</span> t <span class="tok-k">WHERE</span> a <span class="tok-o">=</span> <span class="tok-s">'b'</span> <span class="tok-c">-- why</span>
"##
        );
    }
}
