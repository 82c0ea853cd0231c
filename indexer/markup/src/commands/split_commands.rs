//! Splits a block into commands, so that a reader can copy a single one.
//!
//! A command may span lines: it continues after a backslash or a pipe, within quotes, in
//! a here document, and up to `done`, `fi` or `esac`.

use std::ops::Range;

use crate::highlight;

/// A command ends after this many lines even if a quote or bracket is open: a stray quote
/// must not make a long block slow to scan.
const MOST_LINES: usize = 200;

/// Returns the commands of a block in order, without prompts, output, and comments on
/// their own lines. Code that is not typed into a shell has no commands.
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

/// Returns the range without surrounding white space; `None` if nothing is left.
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

/// Keywords that open a compound command; [`CLOSES`] has the keywords that close one.
const OPENS: &[&str] = &["if", "case", "for", "while", "until", "select", "{"];
const CLOSES: &[&str] = &["fi", "esac", "done", "}"];
/// Words after which a command starts.
const BEFORE_COMMAND: &[&str] = &["do", "then", "else", "elif", "!", "time"];

/// Whether a command continues on the next line.
fn is_open(text: &str) -> bool {
    let mut scan = ShellState::default();
    for line in text.split_inclusive('\n') {
        scan.line(line.trim_end_matches(['\n', '\r']));
    }
    scan.is_open()
}

#[derive(Default)]
struct ShellState {
    /// Open quotes and brackets.
    stack: Vec<char>,
    /// How many words of [`OPENS`] still need a word of [`CLOSES`].
    depth: usize,
    /// Delimiters of the here documents that follow, and whether tabs may precede them.
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
                    // `name() {` starts a function.
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

    /// Processes the word that just ended.
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

/// Returns the delimiter of the here document that `text` (`<<-'EOF' …`) starts, and
/// whether tabs may precede it.
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

/// Splits SQL into statements at semicolons; a command to the client (`\d`) ends with its line.
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

/// Returns a statement without the comments and blank lines before it.
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

/// Returns `$$` or `$body$` at the start of `text`.
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
