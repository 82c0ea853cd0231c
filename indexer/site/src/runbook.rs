//! Finds the standard sections of a runbook under the headings that authors use.

use model::{RUNBOOK_HEADINGS, Section};

/// The purpose of a section of a runbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// What the alert means.
    Meaning,
    /// How users are affected.
    Impact,
    /// How to find the cause.
    Diagnosis,
    /// How to end the incident.
    Mitigation,
}

impl Part {
    /// All parts in reading order.
    pub const ALL: [Self; 4] = [
        Self::Meaning,
        Self::Impact,
        Self::Diagnosis,
        Self::Mitigation,
    ];

    /// Returns the name that pages show.
    #[must_use]
    pub fn name(self) -> &'static str {
        RUNBOOK_HEADINGS[self as usize]
    }

    /// Returns the headings of such sections, in lower case.
    fn names(self) -> &'static [&'static str] {
        match self {
            Self::Meaning => &[
                "meaning",
                "what it means",
                "what this means",
                "what does it mean",
                "what is happening",
                "alert description",
                "symptoms",
            ],
            Self::Impact => &[
                "impact",
                "impacts",
                "user impact",
                "customer impact",
                "business impact",
                "severity and impact",
            ],
            Self::Diagnosis => &[
                "diagnosis",
                "diagnose",
                "diagnostics",
                "diagnostic steps",
                "possible checks",
                "checks",
                "steps to check",
                "troubleshooting",
                "troubleshooting steps",
                "investigation",
                "investigate",
                "how to diagnose",
                "how to check",
                "debugging",
            ],
            Self::Mitigation => &[
                "mitigation",
                "mitigations",
                "mitigate",
                "mitigation steps",
                "resolution",
                "resolution steps",
                "rollback",
                "procedure",
                "actions",
                "recommended actions",
                "remediation",
                "remediation steps",
                "how to fix",
                "how to fix it",
                "how to resolve",
                "fix",
                "solution",
                "workaround",
                "recovery",
            ],
        }
    }
}

/// Returns the part that a section with this heading is.
#[must_use]
pub fn part(heading: &str) -> Option<Part> {
    let name = heading
        .trim_matches(|c: char| !c.is_alphanumeric())
        .trim_start_matches(|c: char| c.is_ascii_digit() || ". )".contains(c))
        .to_lowercase();
    Part::ALL
        .into_iter()
        .find(|part| part.names().contains(&name.as_str()))
}

/// Returns the parts of a runbook in reading order, each with the anchor of its section.
/// A section with the part's own name is preferred to one with another name, then an
/// outer section to an inner one.
#[must_use]
pub fn parts(sections: &[Section]) -> Vec<(Part, &str)> {
    Part::ALL
        .into_iter()
        .filter_map(|wanted| {
            let section = sections
                .iter()
                .filter(|section| !section.anchor.is_empty())
                .filter(|section| part(&section.heading) == Some(wanted))
                .min_by_key(|section| {
                    let own = section.heading.eq_ignore_ascii_case(wanted.name());
                    (!own, section.level)
                })?;
            Some((wanted, section.anchor.as_str()))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn section(heading: &str, level: u8) -> Section {
        Section {
            heading: heading.to_owned(),
            anchor: format!("{heading}-{level}"),
            level,
            ..Section::default()
        }
    }

    #[test]
    fn sections_are_known_by_their_usual_names() {
        for (heading, expected) in [
            ("Diagnosis", Some(Part::Diagnosis)),
            ("Possible checks:", Some(Part::Diagnosis)),
            ("2. Mitigation", Some(Part::Mitigation)),
            ("ROLLBACK", Some(Part::Mitigation)),
            ("Meaning", Some(Part::Meaning)),
            ("Impact", Some(Part::Impact)),
            ("Impact of a restart", None),
            ("", None),
            ("Slow disk", None),
        ] {
            assert_eq!(part(heading), expected, "{heading}");
        }
    }

    #[test]
    fn a_parts_own_name_counts_first_then_the_outermost() {
        let sections = [
            section("", 0),
            section("Troubleshooting", 2),
            section("Diagnosis", 3),
            section("Procedure", 3),
            section("Resolution", 2),
        ];
        assert_eq!(
            parts(&sections),
            [
                (Part::Diagnosis, "Diagnosis-3"),
                (Part::Mitigation, "Resolution-2")
            ]
        );
    }
}
