//! Values of keys, and URLs.

use super::{MAX_DEPTH, Scanner, TextSource};
use crate::paste::keys::KeyMeaning;
use crate::paste::names::{self, WordKind};
use crate::paste::noise::is_noise;
use crate::paste::{Role, url};

impl Scanner {
    /// Scans the value of a key.
    pub(super) fn value(
        &mut self,
        source: TextSource<'_>,
        start: usize,
        end: usize,
        meaning: KeyMeaning,
    ) {
        let text = &source.text[start..end];
        let span = source.span(start, end);
        let short = text.len() <= 80;
        self.evidence.lexemes += 1;
        self.evidence.machine += 1;
        let mut add = |role, weight, text: &str| self.parts.add(role, weight, text, span);
        match meaning {
            KeyMeaning::Alert if short => {
                self.evidence.alerts += 1;
                add(Role::Alert, 4.0, text);
            }
            KeyMeaning::Service if short && !is_noise(text) => {
                add(Role::Service, 2.0, names::pod(text).unwrap_or(text));
            }
            KeyMeaning::Place if short && !is_noise(text) => add(Role::Identifier, 1.0, text),
            KeyMeaning::Exception if short => {
                self.evidence.exceptions += 1;
                add(
                    Role::Exception,
                    2.0,
                    text.rsplit(['.', ':', '\\']).next().unwrap_or(text),
                );
            }
            KeyMeaning::Level if short => add(Role::Word, 0.2, text),
            KeyMeaning::Code if short => self.code(source, start, end),
            KeyMeaning::Host if short => {
                let pod = names::pod(text);
                match pod.unwrap_or_else(|| names::host(text)) {
                    "" => self.aside(source, start, end),
                    stem if pod.is_some() => add(Role::Service, 1.5, stem),
                    stem => add(Role::Word, 0.5, stem),
                }
            }
            KeyMeaning::Noise => self.aside(source, start, end),
            _ if source.depth < MAX_DEPTH => self.source(source.inner(start, end)),
            _ => {}
        }
    }

    /// Scans the value of `status`, `code`, `errno` and the like.
    fn code(&mut self, source: TextSource<'_>, start: usize, end: usize) {
        let text = &source.text[start..end];
        let span = source.span(start, end);
        let number = text.bytes().all(|byte| byte.is_ascii_digit());
        let key = &self.before[2];
        let counts = match (number, text.len()) {
            (true, 3) => {
                text.starts_with(['4', '5']) || key.contains("exit") || key.contains("err")
            }
            (true, _) => !text.trim_start_matches('0').is_empty() && !key.contains("status"),
            (false, _) => {
                key.contains("state") || !is_noise(text) && names::name(text) != WordKind::Word
            }
        };
        if counts {
            let weight = if text.starts_with('4') { 1.5 } else { 2.0 };
            self.parts.add(Role::ErrorCode, weight, text, span);
        } else if number || is_noise(text) {
            self.aside(source, start, end);
        } else {
            self.parts.add(Role::Word, 0.3, text, span);
        }
    }

    pub(super) fn address(&mut self, source: TextSource<'_>, start: usize, end: usize) {
        let address = &source.text[start..end];
        let alone = source.depth == 0 && source.text.trim().len() == address.len();
        self.evidence.lexemes += 1;
        self.evidence.machine += 1;
        let span = source.span(start, end);
        for piece in url::parts(address, alone) {
            match piece.role {
                Some(Role::Noise) => {}
                Some(role) => self.parts.add(role, piece.weight, &piece.text, span),
                None if source.depth < MAX_DEPTH => self.source(TextSource {
                    text: &piece.text,
                    from: 0,
                    whole: Some(span),
                    escapes: false,
                    depth: source.depth + 1,
                }),
                None => {}
            }
        }
    }
}
