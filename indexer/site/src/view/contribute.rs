//! Addresses at which a page is mended: edited, reported, begun.

use app::model::{NewRunbook, Report};

use content::config::Config;
use model::percent;

/// What a report is about.
pub(super) struct About<'a> {
    pub(super) title: &'a str,
    /// Path of the source below the content root.
    pub(super) path: &'a str,
    /// The page's address, as absolute as it is known.
    pub(super) url: &'a str,
}

/// Where the source at `path` is edited.
pub(super) fn edit(config: &Config, path: &str) -> Option<String> {
    let template = config.edit_url.as_ref()?;
    Some(template.replace("{path}", &percent::path(path)))
}

/// Where a problem is reported: filled in, or the editor where there is no such place.
pub(super) fn report(config: &Config, about: &About<'_>) -> Option<Report> {
    let Some(template) = &config.issue_url else {
        let url = edit(config, about.path)?;
        return Some(Report {
            section_url: url.clone(),
            url,
        });
    };
    let with = |section: &str| {
        let text = format!(
            "Page: {}\nSource: {}\nAddress: {}\nSection: {section}\n\nWhat is wrong, and what is right:\n",
            about.title, about.path, about.url
        );
        let values = [
            ("title", about.title),
            ("path", about.path),
            ("url", about.url),
            ("section", section),
        ];
        issue(
            template,
            &values,
            &format!("Problem with “{}”", about.title),
            &text,
        )
    };
    Some(Report {
        url: with("the whole page"),
        section_url: with("{section}"),
    })
}

/// How a runbook for an alert without one is begun. `{name}`, `{path}` and
/// `{text}` stay, encoded as any other text, for a script to replace.
pub(super) fn new_runbook(config: &Config) -> NewRunbook {
    let ask = |template: &String| {
        let title = "Runbook for the alert {name}";
        let text = "No page answers the alert {name} yet.\n\nWhat it means, how to check it, and what ends it:\n";
        let values = [
            ("title", title),
            ("path", "{path}"),
            ("url", ""),
            ("section", ""),
        ];
        issue(template, &values, title, text)
    };
    NewRunbook {
        new_url: config.new_url.as_ref().map(|template| {
            template
                .replace("{path}", "%7Bpath%7D")
                .replace("{text}", "%7Btext%7D")
        }),
        ask_url: config.issue_url.as_ref().map(ask),
    }
}

/// The place of reports as such, about nothing in particular.
pub(super) fn reports(config: &Config) -> Option<String> {
    let template = config.issue_url.as_ref()?;
    let values = [("title", ""), ("path", ""), ("url", ""), ("section", "")];
    Some(filled(template, &values))
}

/// A report's address. A template that has no places gets title and text in
/// the way of the many trackers that read them from a query.
fn issue(template: &str, values: &[(&str, &str)], title: &str, text: &str) -> String {
    if template.contains('{') {
        return filled(template, values);
    }
    let (subject, body) = if template.starts_with("mailto:") {
        ("subject", "body")
    } else if template.contains("gitlab") {
        ("issue%5Btitle%5D", "issue%5Bdescription%5D")
    } else {
        ("title", "body")
    };
    let joint = if template.contains('?') { '&' } else { '?' };
    format!(
        "{template}{joint}{subject}={}&{body}={}",
        percent::component(title),
        percent::component(text)
    )
}

fn filled(template: &str, values: &[(&str, &str)]) -> String {
    let mut out = template.to_owned();
    for (name, value) in values {
        // An encoded value has no braces, so that nothing in it is filled again.
        out = out.replace(&format!("{{{name}}}"), &percent::component(value));
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn config(issue_url: &str) -> Config {
        Config {
            issue_url: Some(issue_url.to_owned()),
            edit_url: Some("https://x.test/edit/main/{path}".to_owned()),
            new_url: Some("https://x.test/new?filename={path}&value={text}".to_owned()),
            ..Config::default()
        }
    }

    fn about(title: &str) -> About<'_> {
        About {
            title,
            path: "runbooks/a b#1.md",
            url: "https://kb.test/runbooks/a/",
        }
    }

    #[test]
    fn reports_are_filled_in_and_encoded() {
        let report =
            report(&config("https://x.test/issues/new"), &about("50% & more?")).expect("a report");
        assert!(
            report.url.starts_with(
                "https://x.test/issues/new?title=Problem%20with%20%E2%80%9C50%25%20%26%20more%3F%E2%80%9D&body=Page%3A%20"
            ),
            "{}",
            report.url
        );
        assert!(
            report
                .url
                .contains("Source%3A%20runbooks%2Fa%20b%231.md%0A")
        );
        assert!(report.url.contains("Section%3A%20the%20whole%20page"));
        assert!(report.section_url.contains("Section%3A%20%7Bsection%7D"));
    }

    #[test]
    fn templates_decide_where_what_stands() {
        for (template, url) in [
            (
                "https://x.test/new?summary={title}&labels=kb&at={section}",
                "https://x.test/new?summary=A&labels=kb&at=the%20whole%20page",
            ),
            (
                "mailto:kb@x.test?subject={title}",
                "mailto:kb@x.test?subject=A",
            ),
        ] {
            let report = report(&config(template), &about("A")).expect("a report");
            assert_eq!(report.url, url);
        }
        for (plain, begins) in [
            ("mailto:kb@x.test", "mailto:kb@x.test?subject=Problem"),
            (
                "https://gitlab.x.test/kb/issues/new",
                "https://gitlab.x.test/kb/issues/new?issue%5Btitle%5D=Problem",
            ),
            (
                "https://x.test/new?t=1",
                "https://x.test/new?t=1&title=Problem",
            ),
        ] {
            let report = report(&config(plain), &about("A")).expect("a report");
            assert!(report.url.starts_with(begins), "{}", report.url);
        }
    }

    #[test]
    fn without_a_tracker_the_editor_is_the_place() {
        let config = Config {
            issue_url: None,
            ..config("")
        };
        let report = report(&config, &about("A")).expect("a report");
        assert_eq!(report.url, "https://x.test/edit/main/runbooks/a%20b%231.md");
        assert_eq!(reports(&config), None);
        assert_eq!(super::report(&Config::default(), &about("A")), None);
    }

    #[test]
    fn what_an_unknown_alert_needs_stays_to_be_filled_in() {
        let new = new_runbook(&config("https://x.test/issues/new"));
        assert_eq!(
            new.new_url.as_deref(),
            Some("https://x.test/new?filename=%7Bpath%7D&value=%7Btext%7D")
        );
        let ask = new.ask_url.expect("an address");
        assert!(
            ask.contains("title=Runbook%20for%20the%20alert%20%7Bname%7D"),
            "{ask}"
        );
        assert_eq!(
            reports(&config("https://x.test/new?t={title}")).as_deref(),
            Some("https://x.test/new?t=")
        );
    }

    proptest! {
        #[test]
        fn nothing_in_a_title_ends_its_place(title in "\\PC{0,40}") {
            let report = report(&config("https://x.test/new?a={title}&b=1"), &about(&title)).expect("a report");
            let inner = report.url.strip_prefix("https://x.test/new?a=").and_then(|rest| rest.strip_suffix("&b=1"));
            prop_assert!(inner.is_some_and(|inner| inner.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~%".contains(&b))));
        }
    }
}
