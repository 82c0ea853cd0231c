//! The rules that are checked while content is read.

use super::Severity;

/// A rule: its code, its severity, and an explanation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// Stable kebab-case name.
    pub code: &'static str,
    /// Severity before `--strict`.
    pub severity: Severity,
    /// Explanation in one line.
    pub explanation: &'static str,
}

/// Declares each rule once, as a constant and as a row of the table of all rules.
macro_rules! rules {
    ($($name:ident = $severity:ident $code:literal $explanation:literal)*) => {
        $(
            #[doc = $explanation]
            pub const $name: Rule = Rule {
                code: $code,
                severity: Severity::$severity,
                explanation: $explanation,
            };
        )*
        /// All rules, ordered by severity and code.
        pub const RULES: &[Rule] = &[$($name),*];
    };
}

rules! {
    ADDRESS_TAKEN = Error "address-taken" "Two documents declare the same address, or an alias is another page's address."
    NOT_UTF8 = Error "not-utf8" "The file is not UTF-8 text."
    RESERVED_ADDRESS = Error "reserved-address" "An alias is an address that the site itself uses, or no address at all."
    UNKNOWN_KIND = Error "unknown-kind" "`kind` is none of runbook, postmortem, guide, service."
    UNREADABLE_FILE = Error "unreadable-file" "The file cannot be read."

    ALERT_WITHOUT_RUNBOOK = Warning "alert-without-runbook" "No runbook answers an alert of the rule files."
    CONTRADICTION = Warning "contradiction" "Two statements of a postmortem cannot both be true; the page shows both."
    FRONT_MATTER_SYNTAX = Warning "front-matter-syntax" "The front matter cannot be parsed; it is shown as text."
    FRONT_MATTER_VALUE = Warning "front-matter-value" "A front matter value has the wrong form; it is ignored."
    LINK_SCHEME = Warning "link-scheme" "A link's scheme is not http, https, mailto or tel; the link is dropped."
    MISSING_FILE = Warning "missing-file" "An image or file beside the Markdown does not exist."
    RUNBOOK_URL_UNANSWERED = Warning "runbook-url-unanswered" "A rule's `runbook_url` leads to no page of this site."
    RUNBOOK_WITHOUT_ALERT = Warning "runbook-without-alert" "A page answers an alert that the rule files do not raise."
    SYNONYM_SYNTAX = Warning "synonym-syntax" "A line of `synonyms.txt` cannot be understood; it is ignored."
    UNCLOSED_COMMENT = Warning "unclosed-comment" "An HTML comment is never closed; it is shown as text."
    UNRESOLVED_FRAGMENT = Warning "unresolved-fragment" "A link names a section that its page does not have."
    UNRESOLVED_LINK = Warning "unresolved-link" "A link leads to no page of this site."

    ADDRESS_DERIVED = Notice "address-derived" "Documents of the same name share an address, so their addresses gain their folder."
    FOREIGN_IMAGE = Notice "foreign-image" "An image of another site became a link: published pages ask no other origin."
    REMOVED_HTML = Notice "removed-html" "Raw HTML that a page must not hold was removed; its text is kept."
    TEMPLATE_SYNTAX = Notice "template-syntax" "Another site generator's template syntax was left out or shown as text."
    TIMELINE_ENTRY = Notice "timeline-entry" "An entry of a timeline has no time that can be read; it is kept as text."
    UNKNOWN_KEY = Notice "unknown-key" "A front matter key is not known; it is ignored."
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_kebab_case_and_ordered() {
        for rule in RULES {
            assert!(
                rule.code
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'),
                "{}",
                rule.code
            );
            assert!(rule.explanation.ends_with('.'), "{}", rule.explanation);
        }
        let keys: Vec<_> = RULES
            .iter()
            .map(|rule| (std::cmp::Reverse(rule.severity), rule.code))
            .collect();
        assert!(keys.is_sorted(), "{keys:?}");
    }
}
