//! Finds placeholders in shell commands.
//!
//! The scanner follows the shell's quoting (POSIX, section 2.2) as far as it decides how
//! a value is quoted: bare, in double quotes, in single quotes, in a here document, and
//! in command substitutions within these. Quoted text is also scanned: a string of JSON
//! or SQL has its own quotes, and the argument of `sh -c` is shell code.

use super::placeholder::Placeholder;
use super::placeholder_syntax::{Form, angle, braces, dollar, is_template};
use super::variable_names::VariableNames;

/// Finds the placeholders of `code`, which starts at `base`, inside the layers `outer`.
pub(super) fn placeholders(
    code: &str,
    base: usize,
    outer: &str,
    known: &VariableNames<'_>,
) -> Vec<Placeholder> {
    let mut reader = ShellReader {
        code,
        base,
        outer,
        known,
        at: 0,
        found: Vec::new(),
        words: Vec::new(),
        heredocs: Vec::new(),
    };
    reader.bare(None);
    reader.found
}

struct ShellReader<'a> {
    code: &'a str,
    base: usize,
    outer: &'a str,
    known: &'a VariableNames<'a>,
    at: usize,
    found: Vec<Placeholder>,
    /// The words of the current command so far.
    words: Vec<&'a str>,
    /// Here documents whose bodies start on the next line.
    heredocs: Vec<Heredoc<'a>>,
}

#[derive(Clone, Copy)]
struct Heredoc<'a> {
    end: &'a str,
    /// Whether the delimiter is quoted, so that the shell does not expand the body.
    quoted: bool,
    /// Whether a shell runs the body.
    script: bool,
}

impl<'a> ShellReader<'a> {
    fn rest(&self) -> &'a str {
        &self.code[self.at..]
    }

    /// Scans commands up to `close` (`)` or a back-quote) or the end.
    fn bare(&mut self, close: Option<char>) {
        let mut depth = 0_usize;
        let mut word_start = true;
        // A value inside back-quotes would need one more layer, so only plain values are allowed.
        let layer = if close == Some('`') { "p" } else { "b" };
        while let Some(first) = self.rest().chars().next() {
            let start = self.at;
            match first {
                ')' if close == Some(')') && depth == 0 => {
                    self.at += 1;
                    return;
                }
                '`' if close == Some('`') => {
                    self.at += 1;
                    return;
                }
                '`' => {
                    self.at += 1;
                    self.nested('`');
                }
                '(' => {
                    depth += 1;
                    self.at += 1;
                    self.words.clear();
                }
                ')' => {
                    depth = depth.saturating_sub(1);
                    self.at += 1;
                }
                '\\' => self.skip_escaped(),
                '#' if word_start => self.at += until(self.rest(), '\n'),
                '\'' => self.single(),
                '"' => self.double(),
                '\n' => {
                    self.at += 1;
                    self.words.clear();
                    self.heredoc_bodies();
                }
                ';' | '|' | '&' => {
                    self.at += 1;
                    self.words.clear();
                }
                '$' if self.rest().starts_with("$'") => {
                    let quoted = ansi(&self.rest()[1..]);
                    self.at += 1 + quoted;
                }
                '$' if self.rest().starts_with("$(") => {
                    self.at += 2;
                    self.nested(')');
                }
                '$' | '{' => self.form(layer, true),
                '<' if self.rest().starts_with("<<<") => self.at += 3,
                '<' if self.rest().starts_with("<<") => self.heredoc(),
                '<' => self.form(layer, true),
                c if c.is_whitespace() => self.at += c.len_utf8(),
                _ => self.word(),
            }
            word_start = first.is_whitespace() || matches!(first, ';' | '|' | '&' | '(');
            if self.at == start {
                self.at += first.len_utf8();
            }
        }
    }

    /// Scans a command substitution as separate commands.
    fn nested(&mut self, close: char) {
        let words = std::mem::take(&mut self.words);
        self.bare(Some(close));
        self.words = words;
    }

    fn word(&mut self) {
        let stop = |c: char| {
            c.is_whitespace()
                || matches!(
                    c,
                    '\'' | '"' | '$' | '<' | '|' | '&' | ';' | '(' | ')' | '`' | '\\' | '{'
                )
        };
        let length = self.rest().find(stop).unwrap_or(self.rest().len());
        let word = &self.rest()[..length];
        if !word.is_empty() {
            self.words.push(word);
        }
        self.at += length;
    }

    fn skip_escaped(&mut self) {
        self.at += 1;
        self.at += self.rest().chars().next().map_or(0, char::len_utf8);
    }

    /// Scans a placeholder at the current position, or else skips one character.
    fn form(&mut self, layers: &str, expands: bool) {
        let rest = self.rest();
        let form = match rest.as_bytes().first() {
            Some(b'$') => dollar(rest).filter(|form| {
                if expands {
                    self.known.is_variable(form.name)
                } else {
                    self.known.is_literal_variable(form.name)
                }
            }),
            Some(b'<') => angle(rest).filter(|form| self.known.is_placeholder(form.name)),
            _ => braces(rest),
        };
        match form {
            Some(form) => self.placeholder(&form, layers),
            None => self.at += rest.chars().next().map_or(0, char::len_utf8),
        }
    }

    fn placeholder(&mut self, form: &Form<'_>, layers: &str) {
        let mut quoting = layers.to_owned();
        if layers == "b" && self.is_inside_json(self.at) {
            quoting.insert(0, 'j');
        }
        quoting.push_str(self.outer);
        let start = self.base + self.at;
        self.found.push(Placeholder {
            range: start..start + form.length,
            name: form.name.to_owned(),
            quoting,
            default: form.default.map(str::to_owned),
        });
        self.at += form.length;
    }

    /// Whether a value at `start` is inside a JSON string, as in `'{"ns": "'$NS'"}'`: the shell
    /// sees it outside the quotes, but the program that parses the JSON sees it in a string.
    fn is_inside_json(&self, start: usize) -> bool {
        self.code[..start].ends_with("\"'")
    }

    /// Scans a single-quoted string.
    fn single(&mut self) {
        let inner = &self.rest()[1..];
        let length = until(inner, '\'');
        let text = &inner[..length];
        if self.is_script() {
            let outer = format!("s{}", self.outer);
            let base = self.base + self.at + 1;
            self.found
                .extend(placeholders(text, base, &outer, self.known));
            self.at += 2 + length;
            self.at = self.at.min(self.code.len());
            return;
        }
        let (start, end) = (self.at + 1, self.at + 1 + length);
        self.at = start;
        let template = is_template(text);
        while self.at < end {
            let rest = self.rest();
            let inside = odd(&self.code[start..self.at], '"');
            match rest.as_bytes().first() {
                Some(b'{') if template => self.at += 1,
                Some(b'$' | b'<' | b'{') => self.form(if inside { "js" } else { "s" }, false),
                _ => self.at += rest.chars().next().map_or(1, char::len_utf8),
            }
        }
        self.at = (end + 1).min(self.code.len());
    }

    /// Scans a double-quoted string.
    fn double(&mut self) {
        self.at += 1;
        let start = self.at;
        let template = is_template(&self.rest()[..closing(self.rest())]);
        let script = self.is_script();
        while let Some(first) = self.rest().chars().next() {
            match first {
                '"' => {
                    self.at += 1;
                    return;
                }
                '\\' => self.skip_escaped(),
                '`' => {
                    self.at += 1;
                    self.nested('`');
                }
                '$' if self.rest().starts_with("$(") => {
                    self.at += 2;
                    self.nested(')');
                }
                '{' if template => self.at += 1,
                '$' | '<' | '{' => {
                    let before = &self.code[start..self.at];
                    let layers = if script {
                        "p"
                    } else if odd_escaped(before) || self.is_inside_json(start - 1) {
                        "jd"
                    } else if odd(before, '\'') {
                        "qd"
                    } else {
                        "d"
                    };
                    self.form(layers, true);
                }
                _ => self.at += first.len_utf8(),
            }
        }
    }

    /// Whether a shell runs the next argument: `sh -c`, `ssh`, `eval`.
    fn is_script(&self) -> bool {
        let shell = |word: &&str| is_shell(word);
        let last = self.words.last().copied().unwrap_or_default();
        let ends_in_c = last.starts_with('-') && !last.starts_with("--") && last.ends_with('c');
        (ends_in_c && self.words.iter().any(|word| shell(word) || *word == "su"))
            || self
                .words
                .iter()
                .any(|word| matches!(*word, "ssh" | "eval" | "watch" | "pdsh"))
    }

    fn heredoc(&mut self) {
        let rest = &self.rest()[2..];
        let word = rest
            .trim_start_matches(['-', '~'])
            .trim_start_matches([' ', '\t']);
        let quoted = word.starts_with(['\'', '"', '\\']);
        let word = word.trim_start_matches(['\'', '"', '\\']);
        let length = word
            .find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '.')))
            .unwrap_or(word.len());
        if length > 0 {
            let command = self.words.first().copied().unwrap_or_default();
            self.heredocs.push(Heredoc {
                end: &word[..length],
                quoted,
                script: is_shell(command) || self.words.contains(&"ssh"),
            });
        }
        let read = self.code.len() - self.at - word.len() + length;
        self.at += read;
        if quoted && self.rest().starts_with(['\'', '"']) {
            self.at += 1;
        }
    }

    fn heredoc_bodies(&mut self) {
        for heredoc in std::mem::take(&mut self.heredocs) {
            let body_end = body(self.rest(), heredoc.end);
            let end = self.at + body_end;
            if heredoc.script {
                let layer = if heredoc.quoted { "r" } else { "h" };
                let outer = format!("{layer}{}", self.outer);
                let text = &self.code[self.at..end];
                self.found
                    .extend(placeholders(text, self.base + self.at, &outer, self.known));
                self.at = end;
            } else {
                self.heredoc_text(heredoc, end);
            }
            // Skip the line with the delimiter.
            self.at += (until(self.rest(), '\n') + 1).min(self.rest().len());
        }
    }

    fn heredoc_text(&mut self, heredoc: Heredoc<'_>, end: usize) {
        let template = is_template(&self.code[self.at..end]);
        while self.at < end {
            let line = self.code[..self.at].rfind('\n').map_or(0, |at| at + 1);
            let before = &self.code[line..self.at];
            let rest = self.rest();
            match rest.as_bytes().first() {
                Some(b'\\') if !heredoc.quoted => self.skip_escaped(),
                Some(b'$') if !heredoc.quoted && rest.starts_with("$(") => {
                    self.at += 2;
                    self.nested(')');
                }
                Some(b'{') if template => self.at += 1,
                Some(b'$' | b'<' | b'{') => {
                    let inner = if odd(before, '"') {
                        "j"
                    } else if odd(before, '\'') {
                        "q"
                    } else {
                        ""
                    };
                    let layer = if heredoc.quoted { "r" } else { "h" };
                    let alone = if before.trim().is_empty() { "l" } else { "" };
                    let layers = format!("{alone}{inner}{layer}");
                    self.form(&layers, !heredoc.quoted);
                }
                _ => self.at += rest.chars().next().map_or(1, char::len_utf8),
            }
        }
        self.at = self.at.max(end);
    }
}

/// Whether `word` is the name or the path of a shell.
fn is_shell(word: &str) -> bool {
    let name = word.rsplit('/').next().unwrap_or(word);
    matches!(name, "sh" | "bash" | "zsh" | "dash" | "ksh" | "ash")
}

/// Returns the length up to `stop`, or to the end.
fn until(text: &str, stop: char) -> usize {
    text.find(stop).unwrap_or(text.len())
}

/// Returns the length of a here document's body, up to the line that is `end`.
fn body(text: &str, end: &str) -> usize {
    let mut length = 0;
    for line in text.split_inclusive('\n') {
        if line.trim() == end {
            return length;
        }
        length += line.len();
    }
    length
}

/// Returns the length up to the closing double quote.
fn closing(text: &str) -> usize {
    let mut escaped = false;
    for (at, char) in text.char_indices() {
        match char {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at,
            _ => {}
        }
    }
    text.len()
}

/// Returns the length of an ANSI-C string (`'…'` after `$`), in which nothing is filled in.
fn ansi(text: &str) -> usize {
    let mut escaped = false;
    for (at, char) in text.char_indices().skip(1) {
        match char {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '\'' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// Whether `text` contains an odd number of `quote`s, not counting escaped ones.
pub(super) fn odd(text: &str, quote: char) -> bool {
    let mut inside = false;
    let mut escaped = false;
    for char in text.chars() {
        match char {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == quote => inside = !inside,
            _ => {}
        }
    }
    inside
}

/// Whether `text` contains an odd number of `\"`.
fn odd_escaped(text: &str) -> bool {
    text.matches("\\\"").count() % 2 == 1
}
