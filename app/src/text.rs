//! Small texts that pages and islands both write.

/// Returns a count with its noun: `1 result`, `7 results`, `0 results`.
pub(crate) fn plural(count: usize, one: &str, many: &str) -> String {
    let noun = if count == 1 { one } else { many };
    [&count.to_string(), " ", noun].concat()
}

/// Returns how often something happened: `once`, `twice`, `7 times`.
#[cfg(feature = "ssr")]
pub(crate) fn times(count: usize) -> String {
    match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        count => plural(count, "time", "times"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_numbers_of_times_are_words() {
        let words: Vec<String> = (1..4).map(times).collect();
        assert_eq!(words, ["once", "twice", "3 times"]);
    }

    #[test]
    fn nouns_agree_with_their_counts() {
        assert_eq!(plural(0, "entry", "entries"), "0 entries");
        assert_eq!(plural(1, "entry", "entries"), "1 entry");
        assert_eq!(plural(7, "entry", "entries"), "7 entries");
    }
}
