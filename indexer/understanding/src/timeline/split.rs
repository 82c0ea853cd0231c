//! Splits several entries on one line: `- 10:50 AM: checked. - 11:00 AM: rerouted.`

use std::ops::Range;

use crate::time::stamp::{self, Stamp};

/// A time and the words up to the next time.
#[derive(Debug)]
pub(super) struct Piece<'a> {
    pub(super) stamp: Stamp,
    pub(super) text: &'a str,
}

/// The entries of a line that starts with a time; otherwise none.
///
/// No further entry starts within `code`.
pub(super) fn pieces<'a>(text: &'a str, code: &[Range<usize>]) -> Vec<Piece<'a>> {
    let mut out = Vec::new();
    let Some(first) = stamp::parse(text) else {
        return out;
    };
    let mut stamp = first;
    let mut start = stamp.rest;
    let mut at = start;
    while at < text.len() {
        let in_code = |at: usize| code.iter().any(|code| code.contains(&at));
        // A separator may be before code that starts with a time.
        let told = |&(_, _, offset): &(usize, Stamp, usize)| !in_code(at) && !in_code(offset);
        if let Some((end, next, offset)) = boundary(text, at).filter(told) {
            out.push(Piece {
                stamp: std::mem::replace(&mut stamp, next),
                text: text[start..end].trim(),
            });
            start = offset + stamp.rest;
            at = start;
        } else {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    out.push(Piece {
        stamp,
        text: text[start.min(text.len())..].trim(),
    });
    out
}

/// The entry that starts at `at`: the end of the words before it, its time, and the time's offset.
fn boundary(text: &str, at: usize) -> Option<(usize, Stamp, usize)> {
    let rest = &text[at..];
    let marks = [
        " - ",
        " \u{2013} ",
        " \u{2014} ",
        " * ",
        " \u{2022} ",
        "; ",
        ". ",
    ];
    let mark = marks.iter().find(|mark| rest.starts_with(*mark))?;
    let sentence = *mark == ". ";
    let end = if sentence { at + 1 } else { at };
    let offset = at + mark.len();
    let behind = &text[offset..];
    if !behind.starts_with(|c: char| c.is_ascii_digit() || matches!(c, 'A' | '*' | '[')) {
        return None;
    }
    let next = stamp::parse(behind)?;
    let spoken = sentence && behind.starts_with("At ");
    let fits = next.has_time() && next.rest < behind.len() && (next.separated || spoken);
    fits.then_some((end, next, offset))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_that_share_a_line() {
        let texts = |text| -> Vec<String> {
            pieces(text, &[])
                .iter()
                .map(|piece| piece.text.to_owned())
                .collect()
        };
        assert_eq!(
            texts("10:50 AM: checked. - 11:00 AM: rerouted."),
            ["checked.", "rerouted."]
        );
        assert_eq!(texts("10:50 down; 11:00: up"), ["down", "up"]);
        assert_eq!(
            texts("At 10:50 AM, down. At 11:00 AM, up."),
            ["down.", "up."]
        );
        assert_eq!(
            texts("10:50 - deployed v2 - 5 pods down"),
            ["deployed v2 - 5 pods down"]
        );
        assert_eq!(
            texts("10:50: the alert of 10:48 fired"),
            ["the alert of 10:48 fired"]
        );
        assert!(texts("checked at 10:50").is_empty());
        let command = "10:50: ran sleep 5; 11:00: x";
        for (code, count) in [(11..28, 1), (11..14, 2)] {
            assert_eq!(pieces(command, std::slice::from_ref(&code)).len(), count);
        }
        let dash = "10:50: ran - 11:00 - 11:05: x";
        for (code, count) in [(11..29, 1), (7..10, 2)] {
            assert_eq!(pieces(dash, std::slice::from_ref(&code)).len(), count);
        }
    }
}
