//! The single commands of a block: what is copied when only one is wanted.
//!
//! A command may span lines: it goes on after a backslash, a pipe, within
//! quotes, in a here document, up to `done`, `fi` or `esac`.

use std::ops::Range;

use crate::highlight;

/// A command with more lines than this ends there, whatever is open in it: a
/// stray quote must not make a long block slow to read.
const MOST_LINES: usize = 200;

/// The commands of a block, in order, without prompts, output and remarks
/// on lines of their own; none for what is not typed anywhere.
pub fn split_commands(language: &str, code: &str) -> Vec<Range<usize>> {
    match language {
        "shell" => of_shell(code),
        "console" => highlight::typed(code)
            .into_iter()
            .filter_map(|(range, _)| trimmed(code, range))
            .collect(),
        "sql" => of_sql(code),
        _ => Vec::new(),
    }
}

/// The range without white space around it; nothing if nothing is left.
fn trimmed(code: &str, range: Range<usize>) -> Option<Range<usize>> {
    let text = &code[range.clone()];
    let start = range.start + (text.len() - text.trim_start().len());
    let end = range.start + text.trim_end().len();
    (start < end).then_some(start..end)
}

fn of_shell(code: &str) -> Vec<Range<usize>> {
    let mut commands = Vec::new();
    let mut begun: Option<(usize, usize)> = None;
    let mut at = 0;
    for line in code.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let text = line.trim();
        if begun.is_none() && (text.is_empty() || text.starts_with('#')) {
            continue;
        }
        let (from, lines) = begun.map_or((start, 1), |(from, lines)| (from, lines + 1));
        begun = Some((from, lines));
        if lines >= MOST_LINES || !is_open(&code[from..at]) {
            commands.extend(trimmed(code, from..at));
            begun = None;
        }
    }
    if let Some((from, _)) = begun {
        commands.extend(trimmed(code, from..code.len()));
    }
    commands
}

/// Words that begin something which goes on to its own last word.
const OPENS: &[&str] = &["if", "case", "for", "while", "until", "select", "{"];
const CLOSES: &[&str] = &["fi", "esac", "done", "}"];
/// Words after which a command begins.
const BEFORE_COMMAND: &[&str] = &["do", "then", "else", "elif", "!", "time"];

/// Whether a command goes on in the next line.
fn is_open(text: &str) -> bool {
    let mut scan = ShellState::default();
    for line in text.split_inclusive('\n') {
        scan.line(line.trim_end_matches(['\n', '\r']));
    }
    scan.is_open()
}

#[derive(Default)]
struct ShellState {
    /// What is open: quotes and brackets.
    stack: Vec<char>,
    /// How many words of [`OPENS`] wait for theirs of [`CLOSES`].
    depth: usize,
    /// Ends of here documents to come, and whether tabs may be before them.
    documents: Vec<(String, bool)>,
    /// Whether the last line ends in a backslash, a pipe or a list operator.
    goes_on: bool,
}

impl ShellState {
    fn is_open(&self) -> bool {
        !self.stack.is_empty() || self.depth > 0 || !self.documents.is_empty() || self.goes_on
    }

    fn line(&mut self, line: &str) {
        if let Some((end, tabs)) = self.documents.first() {
            let text = if *tabs {
                line.trim_start_matches('\t')
            } else {
                line
            };
            if text.trim_end() == end {
                self.documents.remove(0);
            }
            self.goes_on = false;
            return;
        }
        let mut word = String::new();
        let mut commands = self.stack.is_empty() && !self.goes_on;
        let mut escaped = false;
        let mut rest = line.char_indices().peekable();
        let mut opened = Vec::new();
        while let Some((at, c)) = rest.next() {
            if std::mem::take(&mut escaped) {
                word.push(c);
                continue;
            }
            match (self.stack.last().copied(), c) {
                (Some('\''), '\'') | (Some('`'), '`') => {
                    self.stack.pop();
                }
                (Some('\''), _) => {}
                (_, '\\') => escaped = true,
                (Some('"'), '"') => {
                    self.stack.pop();
                }
                (_, '$') if rest.peek().is_some_and(|(_, next)| *next == '(') => {
                    rest.next();
                    self.stack.push('(');
                }
                (_, '$') if rest.peek().is_some_and(|(_, next)| *next == '{') => {
                    rest.next();
                    self.stack.push('{');
                }
                (Some('{'), '}') => {
                    self.stack.pop();
                }
                (Some('"'), _) => {}
                (_, '\'' | '"' | '`' | '(') => {
                    self.word(&mut word, &mut commands);
                    commands = false;
                    self.stack.push(c);
                }
                (Some('('), ')') => {
                    self.stack.pop();
                    // `name() {` begins a function.
                    commands = line[..at].ends_with('(');
                }
                (None, '#')
                    if word.is_empty() && line[..at].ends_with([' ', '\t'])
                        || at == 0 && c == '#' =>
                {
                    break;
                }
                (None, '<') if line[at..].starts_with("<<") && !line[..at].ends_with('<') => {
                    opened.extend(document(&line[at..]));
                }
                (None, ';' | '|' | '&') => {
                    self.word(&mut word, &mut commands);
                    commands = true;
                }
                (None, c) if c.is_whitespace() => self.word(&mut word, &mut commands),
                (None, c) => word.push(c),
                _ => {}
            }
        }
        self.word(&mut word, &mut commands);
        self.documents.extend(opened);
        let end = line.trim_end();
        self.goes_on = escaped
            || (self.stack.is_empty() && end.ends_with(['|']))
            || (self.stack.is_empty() && end.ends_with("&&"));
    }

    /// Takes the word that just ended.
    fn word(&mut self, word: &mut String, commands: &mut bool) {
        let taken = std::mem::take(word);
        if taken.is_empty() || !self.stack.is_empty() || !*commands {
            return;
        }
        let taken = taken.as_str();
        if OPENS.contains(&taken) {
            self.depth += 1;
            *commands = matches!(taken, "if" | "while" | "until" | "{");
        } else if CLOSES.contains(&taken) {
            self.depth = self.depth.saturating_sub(1);
            *commands = false;
        } else {
            *commands = BEFORE_COMMAND.contains(&taken);
        }
    }
}

/// The word that ends the here document which `text` (`<<-'EOF' …`) begins.
fn document(text: &str) -> Option<(String, bool)> {
    let rest = text.strip_prefix("<<")?;
    if rest.starts_with('<') {
        return None;
    }
    let (rest, tabs) = match rest.strip_prefix('-') {
        Some(rest) => (rest, true),
        None => (rest, false),
    };
    let rest = rest.trim_start_matches([' ', '\'', '"', '\\']);
    let end: String = rest
        .chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect();
    (!end.is_empty()).then_some((end, tabs))
}

/// Statements up to their semicolons; orders to the client (`\d`) are lines.
fn of_sql(code: &str) -> Vec<Range<usize>> {
    let mut statements = Vec::new();
    let mut start = 0;
    let mut at = 0;
    let is_blank = |range: Range<usize>| {
        code[range]
            .lines()
            .all(|line| line.trim().is_empty() || line.trim_start().starts_with("--"))
    };
    while at < code.len() {
        let rest = &code[at..];
        let skipped = if rest.starts_with("--") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if rest.starts_with(['\'', '"']) {
            let quote = &rest[..1];
            rest[1..].find(quote).map_or(rest.len(), |end| end + 2)
        } else if let Some(tag) = dollar_tag(rest) {
            let body = &rest[tag.len()..];
            body.find(tag).map_or(rest.len(), |end| end + 2 * tag.len())
        } else if rest.starts_with(';') || (rest.starts_with('\\') && is_blank(start..at)) {
            let end = if rest.starts_with(';') {
                1
            } else {
                rest.find('\n').unwrap_or(rest.len())
            };
            statements.extend(statement(code, start..at + end));
            start = at + end;
            end
        } else {
            rest.chars().next().map_or(1, char::len_utf8)
        };
        at += skipped;
    }
    if !is_blank(start..code.len()) {
        statements.extend(statement(code, start..code.len()));
    }
    statements
}

/// A statement without the remarks and blank lines before it.
fn statement(code: &str, range: Range<usize>) -> Option<Range<usize>> {
    let mut start = range.start;
    for line in code[range.clone()].split_inclusive('\n') {
        if !(line.trim().is_empty() || line.trim_start().starts_with("--")) {
            break;
        }
        start += line.len();
    }
    trimmed(code, start.min(range.end)..range.end)
}

/// `$$` or `$body$` at the start of `text`.
fn dollar_tag(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('$')?;
    let end = inner.find('$')?;
    let is_tag = inner[..end]
        .chars()
        .all(|c| c.is_alphanumeric() || c == '_');
    (is_tag && !inner.starts_with(|c: char| c.is_ascii_digit())).then(|| &text[..end + 2])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of<'a>(language: &str, code: &'a str) -> Vec<&'a str> {
        let commands = split_commands(language, code);
        commands.into_iter().map(|range| &code[range]).collect()
    }

    #[test]
    fn commands_of_a_shell_are_told_apart() {
        for (code, expected) in [
            ("ls\n# why\n\nps aux\n", vec!["ls", "ps aux"]),
            ("a \\\n  b\nc\n", vec!["a \\\n  b", "c"]),
            ("a |\n  b\nc &&\n  d\n", vec!["a |\n  b", "c &&\n  d"]),
            ("echo 'a\nb' # it's\nc\n", vec!["echo 'a\nb' # it's", "c"]),
            (
                "cat <<'EOF' | x\n# a\nEOF\nc\n",
                vec!["cat <<'EOF' | x\n# a\nEOF", "c"],
            ),
            (
                "cat <<-EOF\n\ta\n\tEOF\nc\n",
                vec!["cat <<-EOF\n\ta\n\tEOF", "c"],
            ),
            ("cat <<<x\nc\n", vec!["cat <<<x", "c"]),
            (
                "for p in $(ls); do\n  echo $p\ndone\nc\n",
                vec!["for p in $(ls); do\n  echo $p\ndone", "c"],
            ),
            (
                "if a; then\n  b\nelse\n  c\nfi\nd\n",
                vec!["if a; then\n  b\nelse\n  c\nfi", "d"],
            ),
            (
                "while read -r x; do if a; then b; fi\ndone < f\nd\n",
                vec!["while read -r x; do if a; then b; fi\ndone < f", "d"],
            ),
            ("f() {\n  a\n}\nf\n", vec!["f() {\n  a\n}", "f"]),
            (
                "x=$(a \\\n  b)\necho \"$(c \"d\")\"\n",
                vec!["x=$(a \\\n  b)", "echo \"$(c \"d\")\""],
            ),
            ("echo done for if\nb\n", vec!["echo done for if", "b"]),
            ("echo ${x:-a b}\nb#c\n", vec!["echo ${x:-a b}", "b#c"]),
            (
                "case $x in\n  a) b ;;\nesac\nc\n",
                vec!["case $x in\n  a) b ;;\nesac", "c"],
            ),
            ("a 'unclosed\nb\n", vec!["a 'unclosed\nb"]),
            ("# only a remark\n", vec![]),
        ] {
            assert_eq!(of("shell", code), expected, "{code}");
        }
    }

    #[test]
    fn sessions_give_what_is_typed() {
        assert_eq!(
            of("console", "$ ls -l\ntotal 5\n$ cat x \\\n  y\nz\n"),
            ["ls -l", "cat x \\\n  y"]
        );
    }

    #[test]
    fn statements_end_at_their_semicolons() {
        assert_eq!(
            of(
                "sql",
                "-- why; not\nselect ';' as a;\n\\d t\nselect $$;$$, $b$;$b$, \"x;y\" /* ; */\n  from t;\nselect 2\n"
            ),
            [
                "select ';' as a;",
                "\\d t",
                "select $$;$$, $b$;$b$, \"x;y\" /* ; */\n  from t;",
                "select 2"
            ]
        );
        assert_eq!(of("sql", "-- nothing\n"), Vec::<&str>::new());
        assert_eq!(of("yaml", "a: 1\nb: 2\n"), Vec::<&str>::new());
    }

    proptest! {
        #[test]
        fn commands_lie_apart_in_order_on_whole_characters(code in "([a-z'\"`$(){}|&;#\\\\< \n;äöé-]|EOF|done|for ){0,60}") {
            for language in ["shell", "console", "sql"] {
                let mut end = 0;
                for range in split_commands(language, &code) {
                    prop_assert!(range.start >= end && range.end > range.start);
                    prop_assert!(code.get(range.clone()).is_some_and(|text| text.trim() == text));
                    end = range.end;
                }
            }
        }
    }
}
