//! Collection of the parts of a paste, without duplicates.

use std::ops::Range;

use super::names::is_camel_case;
use super::{Part, PasteFormat, Role};
use crate::sort;

/// Maximum number of parts to search for, and of ranges of noise.
const MAX_PARTS: usize = 300;
const MAX_NOISE: usize = 60;

/// The parts so far.
#[derive(Debug, Default)]
pub(super) struct PartCollector {
    found: Vec<Part>,
    noise: Vec<Part>,
}

impl PartCollector {
    /// Adds a part; if it exists, with the greater weight.
    pub(super) fn add(
        &mut self,
        role: Role,
        weight: f32,
        text: &str,
        (start, end): (usize, usize),
    ) {
        let text = text.trim();
        if !text.contains(char::is_alphanumeric) {
            return;
        }
        let same = |part: &&mut Part| part.text.eq_ignore_ascii_case(text);
        if let Some(part) = self.found.iter_mut().find(same) {
            if weight > part.weight {
                (part.role, part.weight) = (role, weight);
            }
            return;
        }
        if self.found.len() >= MAX_PARTS {
            // When full, a part with a higher weight replaces the one with the
            // lowest.
            let weakest = self
                .found
                .iter()
                .enumerate()
                .min_by(|a, b| a.1.weight.total_cmp(&b.1.weight));
            match weakest.map(|(n, part)| (n, part.weight)) {
                Some((n, least)) if least < weight => drop(self.found.remove(n)),
                _ => return,
            }
        }
        self.found.push(Part {
            role,
            text: text.to_owned(),
            weight,
            start,
            end,
        });
    }

    /// Adds a byte range of the paste as noise, merged with a range directly
    /// before it. `text` is the scanned text, which starts at byte `from` of
    /// the paste.
    pub(super) fn set_aside(&mut self, text: &str, from: usize, (start, end): (usize, usize)) {
        if let Some(last) = self.noise.last_mut() {
            let gap = start.checked_sub(last.end).filter(|&gap| gap < 8);
            let between =
                gap.and_then(|_| text.get(last.end.checked_sub(from)?..start.checked_sub(from)?));
            if between.is_some_and(|between| {
                !between.contains(|c: char| c.is_alphanumeric() || c == '\n')
            }) {
                last.end = end;
                return;
            }
        }
        if self.noise.len() < MAX_NOISE {
            self.noise.push(Part {
                role: Role::Noise,
                text: String::new(),
                weight: 0.0,
                start,
                end,
            });
        }
    }

    /// All parts of `paste`, in the order of the text.
    pub(super) fn finish(mut self, paste: &str, format: PasteFormat) -> Vec<Part> {
        if format == PasteFormat::Alertmanager {
            // The state of an alert, which every alert has.
            let states = ["firing", "resolved", "suppressed", "active"];
            let is_state = |part: &Part| {
                states
                    .iter()
                    .any(|state| part.text.eq_ignore_ascii_case(state))
            };
            self.found.retain(|part| !is_state(part));
        }
        // PagerDuty has no key for the name of an alert; it is in the title.
        let is_alert = |part: &Part| part.role == Role::Alert;
        if format == PasteFormat::PagerDuty && !self.found.iter().any(is_alert) {
            let titles: Vec<Range<usize>> = titles(paste).collect();
            let mut names = self.found.iter_mut();
            let name = names.find(|part| {
                let in_title = titles.iter().any(|title| title.contains(&part.start));
                in_title && part.role == Role::Identifier && is_alert_like(&part.text)
            });
            if let Some(name) = name {
                (name.role, name.weight) = (Role::Alert, 4.0);
            }
        }
        for part in &mut self.noise {
            paste
                .get(part.start..part.end)
                .unwrap_or_default()
                .clone_into(&mut part.text);
        }
        self.found.extend(self.noise);
        sort::by_key(&mut self.found, |part| (part.start, part.end));
        self.found
    }
}

/// Whether a name looks like that of an alert: camel case with at least three
/// words.
fn is_alert_like(name: &str) -> bool {
    let words = name.bytes().filter(u8::is_ascii_uppercase).count();
    is_camel_case(name) && words >= 3
}

/// Byte ranges of titles and summaries in a payload.
fn titles(payload: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let keys = ["\"title\"", "\"summary\""];
    keys.into_iter().flat_map(move |key| {
        payload.match_indices(key).filter_map(move |(at, _)| {
            let after = at + key.len();
            let value = payload[after..].trim_start().strip_prefix(':')?;
            let value = value.trim_start().strip_prefix('"')?;
            let start = payload.len() - value.len();
            let end = start + value.find('"').unwrap_or(value.len());
            Some(start..end)
        })
    })
}
