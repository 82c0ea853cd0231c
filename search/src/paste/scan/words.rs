//! Words and names in running text.

use super::{Scanner, TextSource};
use crate::analysis::fold;
use crate::analysis::stopwords::is_stopword;
use crate::paste::Role;
use crate::paste::names::{self, WordKind};
use crate::paste::noise::{has_time, is_calendar, is_noise};
use crate::paste::word_list::contains_word;

/// Log levels.
const LEVELS: &str = "TRACE DEBUG INFO NOTICE WARN WARNING ERROR ERR FATAL CRITICAL CRIT SEVERE EMERG ALERT LOG \
    Trace Debug Info Notice Warn Warning Error info debug warn trace";
/// Column headings of tables that tools print.
const COLUMNS: &str = "NAME NAMESPACE READY STATUS RESTARTS AGE LAST SEEN TYPE REASON OBJECT MESSAGE NODE IMAGE IMAGES \
    CONTAINERS COMMAND CREATED UPTIME PID USER TIME STATE HOST DB INFO";
/// Words that are in every log.
const PLUMBING: &str = "get post put patch delete head options http https stdout stderr true false null nil none \
    mozilla at in line file thread main caused exception";
/// Words before an HTTP status.
const BEFORE_STATUS: &str =
    "http status code statuscode returned response responded got error upstream";
/// Words after an HTTP status.
const REASON: &[&str] = &[
    "internal server",
    "bad gateway",
    "service unavailable",
    "service temporarily",
    "gateway time",
    "too many requests",
    "forbidden",
    "not found",
    "unauthorized",
    "request timeout",
];

impl Scanner {
    /// Scans a word or name in running text.
    pub(super) fn word(&mut self, source: TextSource<'_>, start: usize, end: usize) {
        let word = &source.text[start..end];
        let span = source.span(start, end);
        let evidence = &mut self.evidence;
        evidence.lexemes += 1;
        evidence.timed |= source.depth == 0 && evidence.lexemes <= 6 && has_time(word);
        evidence.trace |= word == "Traceback" && source.text[end..].starts_with(" (most recent")
            || word == "goroutine"
                && source.text[end..]
                    .bytes()
                    .take(8)
                    .any(|byte| byte.is_ascii_digit())
                && source.text[end..].bytes().take(40).any(|byte| byte == b'[')
            || word == "panicked" && source.text[end..].starts_with(" at ");
        if word == "FIRING" || word.starts_with("FIRING:") || word.starts_with("RESOLVED:") {
            self.firing = true;
            self.aside(source, start, end);
            return;
        }
        let lower = fold(word);
        if std::mem::take(&mut self.firing) && !is_noise(word) {
            self.evidence.alerts += 1;
            let role = if names::is_camel_case(word) || word.contains(['_', '-']) {
                Role::Alert
            } else {
                Role::Identifier
            };
            self.parts.add(role, 4.0, word, span);
        } else if self.is_code_here(word, &source.text[end..]) {
            self.evidence.machine += 1;
            let weight = match (word.len(), word.starts_with('4')) {
                (1, _) => 0.5,
                (_, true) => 1.5,
                _ => 2.0,
            };
            self.parts.add(Role::ErrorCode, weight, word, span);
        } else if is_noise(word) || is_calendar(word) && follows_number(&source.text[end..]) {
            self.aside(source, start, end);
        } else {
            self.named(source, start, end, &lower);
        }
        self.before.rotate_left(1);
        self.before[2] = lower;
    }

    fn named(&mut self, source: TextSource<'_>, start: usize, end: usize, lower: &str) {
        let word = &source.text[start..end];
        let span = source.span(start, end);
        let name = names::name(word);
        self.evidence.machine += usize::from(name != WordKind::Word);
        let mut add = |role, weight, text: &str| self.parts.add(role, weight, text, span);
        match name {
            WordKind::Exception(class) => {
                self.evidence.exceptions += 1;
                add(Role::Exception, 2.0, class);
                if let Some(package) = word.strip_suffix(class) {
                    let package = package.trim_end_matches(['.', ':', '\\', '/', '$']);
                    add(Role::Word, 0.3, package);
                }
            }
            WordKind::Code if source.text[..start].ends_with('$') => {
                add(Role::Identifier, 1.0, word);
            }
            WordKind::Code => add(Role::ErrorCode, 2.0, word),
            WordKind::Instance(stem) => add(Role::Service, 1.5, stem),
            WordKind::Identifier if lower.starts_with("http/") => self.aside(source, start, end),
            WordKind::Identifier if word.contains("%2") => add(Role::Identifier, 0.3, word),
            WordKind::Identifier => match names::without_number(word) {
                Some(file) => add(Role::Identifier, 0.4, file),
                None => add(Role::Identifier, 1.5, word),
            },
            WordKind::Word if is_program(&source.text[end..]) => add(Role::Service, 1.5, word),
            WordKind::Word => {
                let function = is_stopword(lower);
                self.evidence.function_words += usize::from(function);
                let weak = function
                    || word.len() < 2
                    || contains_word(LEVELS, word)
                    || contains_word(COLUMNS, word)
                    || contains_word(PLUMBING, lower);
                add(Role::Word, if weak { 0.2 } else { 1.0 }, word);
            }
        }
    }

    /// Whether the words around a number make it an error code.
    fn is_code_here(&self, word: &str, after: &str) -> bool {
        let [third, second, first] = &self.before;
        let plain = word.bytes().all(|byte| byte.is_ascii_alphanumeric()) && word.len() <= 6;
        if !plain || !word.starts_with(|c: char| c.is_ascii_digit()) {
            return false;
        }
        if first == "sqlstate" || second == "sqlstate" {
            return word.len() == 5;
        }
        let number = word.bytes().all(|byte| byte.is_ascii_digit())
            && !word.trim_start_matches('0').is_empty();
        let exits = [third, second, first]
            .iter()
            .any(|before| before.starts_with("exit"));
        if exits && matches!(&**first, "code" | "status") {
            return number;
        }
        if matches!(&**first, "errno")
            || first == "error" && word.len() == 4
            || first == "code" && second == "error"
        {
            return number;
        }
        let status = number && word.len() == 3 && word.starts_with(['4', '5']);
        let after = after.trim_start_matches([' ', ':', '-', '(']);
        let reason = || {
            let start = after
                .get(..after.len().min(20))
                .unwrap_or_default()
                .to_ascii_lowercase();
            REASON.iter().any(|reason| start.starts_with(reason))
        };
        status && (first.starts_with("http") || contains_word(BEFORE_STATUS, first) || reason())
    }
}

/// Whether a word is the program name in a syslog line: `[2431]` follows.
fn is_program(after: &str) -> bool {
    after.strip_prefix('[').is_some_and(|after| {
        let rest = after.trim_start_matches(|c: char| c.is_ascii_digit());
        rest.len() < after.len() && rest.starts_with(']')
    })
}

fn follows_number(after: &str) -> bool {
    after
        .trim_start_matches([' ', ',', '.'])
        .starts_with(|c: char| c.is_ascii_digit())
}
