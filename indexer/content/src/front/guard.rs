//! Reads the draft flag and the audience from front matter that cannot be parsed:
//! a typing error must never publish a draft.

use super::declared::Front;

/// Returns front matter with only the draft flag and the audience, read line by line.
pub(super) fn of(block: &str) -> Front {
    let mut front = Front::default();
    for line in block.lines() {
        let Some((key, value)) = line.split_once([':', '=']) else {
            continue;
        };
        let key = key.trim().trim_matches(['"', '\'']).to_ascii_lowercase();
        let value = value
            .split('#')
            .next()
            .unwrap_or_default()
            .trim()
            .to_ascii_lowercase();
        let value = value.trim_matches(['"', '\'']);
        let denied = matches!(value, "false" | "no" | "off");
        match key.as_str() {
            "draft" => front.draft |= !denied && !value.is_empty(),
            "published" => front.draft |= denied,
            "audience" | "audiences" => front.hidden_audience = true,
            _ => {}
        }
    }
    front
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drafts_and_audiences_are_seen_in_broken_blocks() {
        for (block, draft, hidden) in [
            ("title: a: b\ndraft: true\n", true, false),
            ("draft: maybe # later\n", true, false),
            ("draft: false\npublished: no", true, false),
            ("\"draft\" = true", true, false),
            ("draft: false\naudience: [board]\n", false, true),
            ("title: [open\n", false, false),
        ] {
            let front = of(block);
            assert_eq!(
                (front.draft, front.hidden_audience),
                (draft, hidden),
                "{block}"
            );
        }
    }
}
