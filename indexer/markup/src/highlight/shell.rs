//! Highlights shell commands.

use super::html_sink::{Class, HtmlSink, placeholder, quoted, run};

const KEYWORDS: &[&str] = &[
    "case", "do", "done", "elif", "else", "esac", "export", "fi", "for", "function", "if", "in",
    "local", "return", "select", "then", "time", "until", "while",
];

/// Keywords after which a command follows.
const BEFORE_COMMAND: &[&str] = &[
    "do", "elif", "else", "if", "sudo", "then", "time", "until", "while", "xargs", "exec", "watch",
];

/// Highlights shell commands.
pub(super) fn lex(code: &str, sink: &mut HtmlSink<'_>) {
    let mut lexer = Lexer {
        code,
        at: 0,
        command: true,
        word_start: true,
        heredoc: None,
    };
    while lexer.at < code.len() {
        lexer.step(sink);
    }
}

struct Lexer<'a> {
    code: &'a str,
    at: usize,
    /// Whether the next word is a command.
    command: bool,
    /// Whether a word may begin here.
    word_start: bool,
    /// The delimiter of the here document that starts on the next line.
    heredoc: Option<&'a str>,
}

impl<'a> Lexer<'a> {
    fn step(&mut self, sink: &mut HtmlSink<'_>) {
        let rest = &self.code[self.at..];
        let Some(first) = rest.chars().next() else {
            return;
        };
        match first {
            '\n' => {
                let continued = self.code[..self.at].ends_with('\\');
                self.plain(sink, 1);
                self.word_start = true;
                self.command = !continued;
                self.heredoc_body(sink);
            }
            ' ' | '\t' | '\r' => {
                self.plain(sink, run(rest, |c| matches!(c, ' ' | '\t' | '\r')));
                self.word_start = true;
            }
            '#' if self.word_start => self.token(sink, Class::Comment, run(rest, |c| c != '\n')),
            '\'' => self.token(sink, Class::Text, quoted(rest, '\'', false, true)),
            '"' => self.double_quoted(sink),
            '$' => self.variable(sink),
            '<' => match placeholder(rest) {
                Some(length) => self.token(sink, Class::Variable, length),
                None => self.redirect(sink),
            },
            '|' | '&' | ';' | '(' | '{' | '`' | '!' if first != '!' || self.word_start => {
                self.token(sink, Class::Operator, first.len_utf8());
                (self.command, self.word_start) = (true, true);
            }
            '>' | ')' | '}' | '\\' => self.token(sink, Class::Operator, 1),
            '-' if self.word_start => {
                let length = run(rest, |c| {
                    c.is_ascii_alphanumeric() || matches!(c, '-' | '_')
                });
                self.token(sink, Class::Operator, length);
            }
            _ => self.word(sink),
        }
    }

    fn plain(&mut self, sink: &mut HtmlSink<'_>, length: usize) {
        sink.plain(&self.code[self.at..self.at + length]);
        self.at += length;
    }

    fn token(&mut self, sink: &mut HtmlSink<'_>, class: Class, length: usize) {
        sink.token(class, &self.code[self.at..self.at + length]);
        self.at += length;
        self.word_start = false;
    }

    fn word(&mut self, sink: &mut HtmlSink<'_>) {
        let rest = &self.code[self.at..];
        let stop = |c: char| {
            c.is_whitespace()
                || matches!(
                    c,
                    '\'' | '"'
                        | '$'
                        | '<'
                        | '>'
                        | '|'
                        | '&'
                        | ';'
                        | '('
                        | ')'
                        | '`'
                        | '{'
                        | '}'
                        | '\\'
                )
        };
        let length = run(rest, |c| !stop(c)).max(rest.chars().next().map_or(1, char::len_utf8));
        let word = &rest[..length];
        let assignment = word.find('=').filter(|&at| self.word_start && at > 0);
        if !self.word_start {
            self.plain(sink, length);
        } else if KEYWORDS.contains(&word) && self.command {
            self.token(sink, Class::Keyword, length);
            self.command = BEFORE_COMMAND.contains(&word);
        } else if self.command && assignment.is_some() {
            // In `NAME=value command`, the command follows later.
            let at = assignment.unwrap_or_default();
            self.token(sink, Class::Variable, at);
            self.token(sink, Class::Operator, 1);
            self.plain(sink, length - at - 1);
        } else if self.command {
            self.token(sink, Class::Function, length);
            self.command = BEFORE_COMMAND.contains(&word);
        } else if word.bytes().all(|b| b.is_ascii_digit()) {
            self.token(sink, Class::Number, length);
        } else {
            self.plain(sink, length);
        }
        self.word_start = false;
    }

    fn variable(&mut self, sink: &mut HtmlSink<'_>) {
        let length = variable(&self.code[self.at..]);
        if length == 2 && self.code[self.at..].starts_with("$(") {
            self.token(sink, Class::Operator, 2);
            (self.command, self.word_start) = (true, true);
        } else if length > 1 {
            self.token(sink, Class::Variable, length);
            self.command = false;
        } else {
            self.plain(sink, 1);
            self.word_start = false;
        }
    }

    /// Highlights a double-quoted string, with the variables and placeholders in it.
    fn double_quoted(&mut self, sink: &mut HtmlSink<'_>) {
        let text = &self.code[self.at..];
        let text = &text[..quoted(text, '"', true, true)];
        let mut done = 0;
        let mut at = 1;
        while at < text.len() {
            let rest = &text[at..];
            let inner = match rest.as_bytes()[0] {
                b'$' => Some(variable(rest)).filter(|&length| length > 2),
                b'<' => placeholder(rest),
                b'\\' => {
                    at += 1 + rest.chars().nth(1).map_or(0, char::len_utf8);
                    continue;
                }
                _ => None,
            };
            match inner {
                Some(length) => {
                    sink.token(Class::Text, &text[done..at]);
                    sink.token(Class::Variable, &rest[..length]);
                    at += length;
                    done = at;
                }
                None => at += rest.chars().next().map_or(1, char::len_utf8),
            }
        }
        sink.token(Class::Text, &text[done..]);
        self.at += text.len();
        self.word_start = false;
    }

    fn redirect(&mut self, sink: &mut HtmlSink<'_>) {
        let rest = &self.code[self.at..];
        let heredoc = rest
            .strip_prefix("<<")
            .filter(|rest| !rest.starts_with('<'));
        if let Some(word) = heredoc {
            let word = word.trim_start_matches(['-', '~', ' ', '\'', '"']);
            let length = run(word, |c| c.is_ascii_alphanumeric() || c == '_');
            self.heredoc = (length > 0).then(|| &word[..length]);
        }
        self.token(sink, Class::Operator, run(rest, |c| c == '<'));
    }

    fn heredoc_body(&mut self, sink: &mut HtmlSink<'_>) {
        let Some(end) = self.heredoc.take() else {
            return;
        };
        let rest = &self.code[self.at..];
        let mut length = 0;
        for line in rest.split_inclusive('\n') {
            length += line.len();
            if line.trim() == end {
                length -= line.len() - line.trim_end().len();
                break;
            }
        }
        self.token(sink, Class::Text, length);
        self.word_start = true;
    }
}

/// Returns the length of the variable (or `$(`) at the start of `text`.
fn variable(text: &str) -> usize {
    let rest = &text[1..];
    match rest.chars().next() {
        Some('{') => rest.find(['}', '\n']).map_or(1, |end| {
            if rest.as_bytes()[end] == b'}' {
                end + 2
            } else {
                1
            }
        }),
        Some('(' | '?' | '#' | '@' | '*' | '!' | '$') => 2,
        Some(c) if c.is_ascii_alphanumeric() || c == '_' => {
            1 + run(rest, |c| c.is_ascii_alphanumeric() || c == '_')
        }
        _ => 1,
    }
}
