//! Tests that a postmortem made from a recorded session is understood.

use app::session::{Entry, Session, What, markdown, read};
use content::config::Config;
use jiff::civil::Date;
use kb::new::{self, Wanted};
use model::Kind;
use model::incident::Understood;
use proptest::prelude::*;

use crate::support::Project;

/// 2026-12-01 03:00:00 UTC, in seconds.
const START: i64 = 1_796_094_000;

fn entry(minute: i64, what: What, url: &str, text: &str) -> Entry {
    Entry {
        at: START + minute * 60,
        offset: 60,
        what,
        url: url.to_owned(),
        title: if url.is_empty() { "" } else { "Connections" }.to_owned(),
        text: text.to_owned(),
    }
}

fn session(entries: Vec<Entry>) -> Session {
    Session {
        name: "Payments slow".to_owned(),
        started: START,
        ended: Some(START + 60 * 60),
        entries,
    }
}

/// Exports a session, makes a postmortem of it, and returns its text with what is
/// understood of it.
fn drafted(session: &Session, pages: &[(String, String)]) -> (String, Understood) {
    let exported = read::read(&markdown::session(session));
    assert_eq!(exported.left, Vec::<usize>::new());
    let new = new::document(&Wanted {
        kind: Kind::Postmortem,
        title: &exported.session.name,
        today: Date::constant(2026, 12, 2),
        session: Some(&exported),
        pages,
    });
    assert_eq!(new.path, "postmortems/2026-12-01-payments-slow.md");
    let found = content::inspect(&new.path, &new.text, &Config::default());
    let bad: Vec<_> = found
        .diagnostics
        .iter()
        .map(|found| &found.message)
        .collect();
    assert!(bad.is_empty(), "{bad:?}\n{}", new.text);
    (new.text, found.understood)
}

#[test]
fn every_entry_and_both_leads_are_found() {
    let page = "/runbooks/connections/";
    let session = session(vec![
        entry(1, What::Searched, "", "payments slow"),
        entry(2, What::Missed, "", "etcdx"),
        entry(3, What::Opened, page, ""),
        entry(
            4,
            What::Copied,
            page,
            "psql -c 'select 1'\nsleep 5; 10:50: restarted",
        ),
        entry(5, What::Ticked, page, "1. Connect. 10:50: here"),
        entry(20, What::RuledOut, page, "the database's resources."),
        entry(24, What::RuledOut, page, "Uneven traffic"),
        entry(30, What::Restarted, page, ""),
        entry(
            40,
            What::Confirmed,
            page,
            "A path that keeps its connection",
        ),
        entry(
            50,
            What::Noted,
            page,
            "Restarted the instances - 11:00: well again",
        ),
    ]);
    let pages = [(page.to_owned(), "runbooks/connections.md".to_owned())];
    let (text, found) = drafted(&session, &pages);
    let minutes: Vec<i64> = found
        .timeline
        .iter()
        .map(|event| (event.start.at.expect("an instant").as_second() - START) / 60)
        .collect();
    assert_eq!(
        minutes,
        [0, 1, 2, 3, 4, 5, 20, 24, 30, 40, 50, 60],
        "{text}"
    );
    assert!(found.unparsed.is_empty(), "{:?}", found.unparsed);
    let leads: Vec<_> = found
        .false_leads
        .iter()
        .map(|lead| (lead.subject.as_str(), lead.minutes))
        .collect();
    assert_eq!(
        leads,
        [
            ("database's resources", Some(21)),
            ("Uneven traffic", Some(6))
        ],
        "{text}"
    );
    let cause = model::incident::Phase::CauseFound;
    assert_eq!(found.timeline[9].phase, Some(cause));
    assert!(
        text.contains("Candidate, confirmed at 03:40 UTC: A path that keeps its connection.\n"),
        "{text}"
    );
    assert!(
        text.contains("[Connections](../runbooks/connections.md)"),
        "{text}"
    );
    assert!(
        text.contains("\nstarted_at: 2026-12-01T03:00:00Z "),
        "{text}"
    );
    assert!(
        text.contains("`psql -c 'select 1'` ⏎ `sleep 5; 10:50: restarted`"),
        "{text}"
    );
}

fn words() -> impl Strategy<Value = String> {
    let nasty = prop::sample::select(vec![
        "`",
        "``",
        "|",
        "<script>",
        "<!--",
        "-->",
        "]",
        "](",
        "[x](y)",
        "\n",
        "\n- ",
        "\n\n# ",
        "\r",
        "\t",
        "\\",
        "*",
        "_",
        "{{<",
        "{{ x }}",
        "&lt;",
        "$",
        "---",
        "; 10:50: x",
        " - 11:00: y",
        ". At 10:50, z",
        "2026-12-01",
        "10:50",
        " (03:00:00 local)",
        "UTC:",
        " ⏎ ",
        "\u{2028}",
        "\u{0}",
        "- [ ] a",
        "ruled out",
        "a",
        " ",
        "é",
        "# ",
        "!",
        "![i](u)",
        "[^1]",
        "~~~",
        "```",
        "<b",
        "http://x.y",
        "\"",
        "'",
        ":",
        "<!",
        "</li>",
        "<details>",
        "[TOC]",
        "<%",
        "%}",
    ]);
    prop::collection::vec(nasty, 1..8).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 256,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn whatever_was_recorded_stays_in_its_line(
        recorded in prop::collection::vec((0..What::ALL.len(), words(), words()), 1..6),
    ) {
        let mut session = session(Vec::new());
        for (index, (what, text, title)) in recorded.iter().enumerate() {
            let mut entry = entry(5 * index as i64 + 1, What::ALL[*what], "/a/", text);
            entry.title = title.clone();
            session.entries.push(entry);
        }
        // A browser records no entry without text, except for opened and restarted pages.
        session.entries.retain(|entry| {
            matches!(entry.what, What::Opened | What::Restarted) || !entry.text.trim().is_empty()
        });
        let (text, found) = drafted(&session, &[("/a/".to_owned(), "guides/a (b).md".to_owned())]);
        let at: Vec<_> = found.timeline.iter().filter_map(|event| event.start.at).collect();
        prop_assert_eq!(at.len(), session.entries.len() + 2, "{}\n{:?}", text, found.timeline);
        prop_assert!(found.sections.len() == 10, "{}", text);
    }

    #[test]
    fn no_file_breaks_the_draft(lines in prop::collection::vec(words(), 0..8)) {
        let file: String = lines
            .iter()
            .enumerate()
            .map(|(index, words)| {
                let head = ["- 2026-12-01 03:00 UTC: ", "- 2026-12-01 03:00:01 UTC: Copied ", "# ", ""];
                format!("{}{words}\n", head[index % head.len()])
            })
            .collect();
        let read = read::read(&file);
        let new = new::document(&Wanted {
            kind: Kind::Postmortem,
            title: "x",
            today: Date::constant(2026, 12, 2),
            session: Some(&read),
            pages: &[],
        });
        let found = content::inspect(&new.path, &new.text, &Config::default());
        prop_assert!(found.diagnostics.is_empty(), "{:?}\n{}", found.diagnostics, new.text);
        prop_assert_eq!(found.understood.timeline.len(), read.session.entries.len() + 2, "{}", new.text);
    }
}

#[test]
fn new_documents_are_clean_and_nothing_is_written_over() {
    let project = Project::new();
    for kind in ["postmortem", "runbook", "guide", "service"] {
        let title = format!("A \"new\" {kind}: with <b> & #signs");
        let ran = project.kb(&["new", kind, &title]);
        let path = ran.code(0).stdout.trim().to_owned();
        let text = std::fs::read_to_string(project.path(&path)).expect("the new file");
        assert!(text.contains(&format!("kind: {kind}\n")), "{text}");
        std::fs::write(project.path(&path), text.clone() + "mine\n").expect("a file");
        project
            .kb(&["new", kind, &title])
            .code(1)
            .says(&["exists already", "help:"]);
        let kept = std::fs::read_to_string(project.path(&path)).expect("the file");
        assert_eq!(kept, text + "mine\n");
    }
    // The content of a hostile session stays text. Otherwise a page would report
    // that it removed something.
    let hostile =
        "<script>alert(1)</script> <img src=x onerror=y> ` ](javascript:x) <!-- {{< x >}} <% %>";
    let session = session(
        What::ALL
            .into_iter()
            .map(|what| entry(1, what, "/a/", hostile))
            .collect(),
    );
    project.write("session.md", markdown::session(&session));
    project
        .kb(&["new", "postmortem", hostile, "--from", "session.md"])
        .code(0);
    let checked = project.kb(&["check", "--strict", "--format", "json"]);
    assert_eq!(checked.code(0).stdout, "");
}

#[test]
fn what_cannot_be_made_says_why() {
    let project = Project::new()
        .with("empty.md", "# Nothing\n\nWords.\n")
        .with("latin.md", b"- 2026-12-01 03:00 UTC: caf\xe9\n".as_slice())
        .with(
            "mixed.md",
            "# By hand\n\n- 2026-12-01 03:00 UTC: Called the DBA\n\nWords.\n",
        );
    for (arguments, says) in [
        (&["new", "runbook"][..], "a title is missing"),
        (&["new", "runbook", " "], "a title is missing"),
        (&["new", "novel", "X"], "novel"),
        (
            &["new", "guide", "X", "--from", "mixed.md"],
            "only a postmortem",
        ),
        (&["new", "postmortem", "--from", "none.md"], "none.md"),
        (&["new", "postmortem", "--from", "empty.md"], "no entry"),
        (&["new", "postmortem", "--from", "latin.md"], "byte 27"),
    ] {
        project.kb(arguments).code(2).says(&[says]);
    }
    let ran = project.kb(&["new", "postmortem", "--from", "mixed.md"]);
    ran.code(0).says(&["mixed.md:5: is no entry"]);
    assert_eq!(ran.stdout, "content/postmortems/2026-12-01-by-hand.md\n");
}
