//! Describes a document in one or two sentences.

use model::SectionText;

/// Maximal length of a description in characters.
const MOST: usize = 200;

/// Returns the first prose of a document, cut between words. `heading` is left
/// out where the page shows it as a line above the text.
pub(crate) fn from_texts(texts: &[SectionText], heading: Option<&str>) -> String {
    let without_heading = |prose| {
        let rest = heading.and_then(|heading| str::strip_prefix(prose, heading));
        rest.filter(|rest| rest.is_empty() || rest.starts_with('\n'))
            .unwrap_or(prose)
    };
    let prose = texts
        .iter()
        .map(|text| without_heading(text.prose.as_str()))
        .find(|prose| prose.split_whitespace().count() > 2)
        .unwrap_or_default();
    let words = prose.split_whitespace().collect::<Vec<_>>().join(" ");
    cut(&words)
}

fn cut(text: &str) -> String {
    let Some((limit, _)) = text.char_indices().nth(MOST) else {
        return text.to_owned();
    };
    let head = &text[..limit];
    // A whole sentence is preferred to a longer text that ends within a sentence.
    let sentence = head
        .rmatch_indices(". ")
        .map(|(at, _)| at + 1)
        .find(|&end| end >= MOST / 2);
    if let Some(end) = sentence {
        return head[..end].to_owned();
    }
    let (short, _) = text.char_indices().nth(MOST - 1).unwrap_or((limit, ' '));
    let head = &text[..short];
    let words = head.rfind(' ').map_or(head, |at| &head[..at]);
    format!("{}…", words.trim_end_matches([',', ';', ':', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn descriptions_end_with_sentences_or_words() {
        assert_eq!(cut("short"), "short");
        let sentence = format!("{}. {}", "a".repeat(120), "b ".repeat(80));
        assert_eq!(cut(&sentence), format!("{}.", "a".repeat(120)));
        let words = "word ".repeat(80);
        let short = cut(&words);
        assert!(short.ends_with("word…") && short.chars().count() <= MOST);
        assert!(cut(&"é".repeat(300)).chars().count() <= MOST);
    }
}
