//! Levels of headings.

/// Maps the written `levels` of headings to shown levels (2 to 6). The only level 1 of a
/// page is its title, and no level is skipped on the way down.
pub(crate) fn shown(levels: impl Iterator<Item = u8>) -> Vec<u8> {
    let mut open: Vec<(u8, u8)> = Vec::new();
    levels
        .map(|written| {
            while open.last().is_some_and(|&(above, _)| above >= written) {
                open.pop();
            }
            let level = open.last().map_or(2, |&(_, above)| (above + 1).min(6));
            open.push((written, level));
            level
        })
        .collect()
}

/// Returns the `{…}` at the end of a heading. The caller has checked that it is not only
/// ids and classes: it is text that looks like attributes, as in `## Rate of {instance}`.
pub(crate) fn braces(heading: &str) -> Option<&str> {
    let line = heading
        .trim_end()
        .trim_end_matches(['=', '-', '\n', '\r', '#']);
    let line = line.trim_end();
    let braces = &line[line.rfind('{')?..];
    braces.ends_with('}').then_some(braces)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_start_at_two_and_never_skip() {
        let shown = |levels: &[u8]| shown(levels.iter().copied());
        assert_eq!(shown(&[2, 3, 3, 2]), [2, 3, 3, 2]);
        assert_eq!(shown(&[3, 1, 3, 3, 5, 4]), [2, 2, 3, 3, 4, 4]);
        assert_eq!(shown(&[4, 6, 4]), [2, 3, 2]);
        assert_eq!(shown(&[1, 2, 3, 4, 5, 6]), [2, 3, 4, 5, 6, 6]);
    }

    #[test]
    fn braces_are_found_before_underlines_and_closing_marks() {
        assert_eq!(braces("## Rate of {instance} ##\n"), Some("{instance}"));
        assert_eq!(braces("Rate {a b}\n====\n"), Some("{a b}"));
        assert_eq!(braces("## Rate"), None);
    }
}
