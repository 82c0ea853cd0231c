//! Tests that contradictions are found where they exist, and nowhere else.

use super::understood;

fn found(text: &str) -> Vec<(String, Vec<usize>)> {
    let all = understood(text).contradictions;
    let lines =
        |figures: &[model::incident::Figure]| figures.iter().map(|figure| figure.line).collect();
    all.into_iter()
        .map(|found| (found.message, lines(&found.figures)))
        .collect()
}

const TIMELINE: &str = "## Timeline\n\n- 13:45: alert\n- 15:30: service restored\n";

#[test]
fn each_kind_is_found_with_both_places() {
    for (text, words, lines) in [
        (
            format!("# 2021-05-04 x\n\nDuration: May 4, 2021, 13:45 - May 4, 2021, 15:30 (UTC)\nImpact: A 30-minute outage.\n\n{TIMELINE}"),
            &["30", "1 h 45 min"][..],
            vec![4, 3],
        ),
        (
            format!("# 2021-05-04 x\n\n## Summary\n\nThe outage lasted 30 minutes.\n\n{TIMELINE}"),
            &["30 minutes", "1 h 45 min"],
            vec![5, 9, 10],
        ),
        (
            "# 2021-05-04 x\n\n## Summary\n\nA 2-hour outage; customers saw an outage of 20 minutes.\n".to_owned(),
            &["2-hour", "20 minutes"],
            vec![5, 5],
        ),
        (
            "---\nstarted_at: 2021-05-04T15:30Z\nresolved_at: 2021-05-04T13:45Z\n---\n# x\n\n## Timeline\n".to_owned(),
            &["ends before it starts", "15:30", "13:45"],
            vec![0, 0],
        ),
        (
            "# x\n\nStart: 2021-05-04 15:30\n\nEnd: 2021-05-04 13:45\n\n## Timeline\n".to_owned(),
            &["ends before it starts"],
            vec![3, 5],
        ),
        (
            "# x\n\nStart: 2021-05-04 13:45\n\nEnd: 2021-05-04 15:30\n\n## Timeline\n\n- 13:45: alert\n- 16:10: service restored\n".to_owned(),
            &["16:10", "15:30", "after the stated end"],
            vec![10, 5],
        ),
        (
            "# x\n\nStart: 2021-05-04 13:45\n\nEnd: 2021-05-04 15:30\n\n## Timeline\n\n- 13:15: alert fired\n- 15:30: service restored\n".to_owned(),
            &["13:15", "13:45", "before the stated start"],
            vec![9, 3],
        ),
        (
            "# x\n\n## Timeline\n\n- 2021-02-30 10:00: alert\n".to_owned(),
            &["2021-02-30", "not a date"],
            vec![5],
        ),
        (
            "# 2021-01-27 x\n\n## Timeline\n\n- 2021-06-02 10:00: alert\n- 11:00: resolved\n".to_owned(),
            &["2021-01-27", "2021-06-02"],
            vec![1, 5],
        ),
        (
            "# x\n\n## Resolution\n\nThe billing worker leaked file handles while exporting invoices. We fixed the leak of file handles.\n\n## Tasks\n\n- Patch the billing worker to \
             close file handles after exporting invoices\n"
                .to_owned(),
            &["fixed the leak", "Patch the billing worker"],
            vec![5, 9],
        ),
    ] {
        let all = found(&text);
        assert_eq!(all.len(), 1, "{text}\n{all:?}");
        let (message, places) = &all[0];
        for word in words {
            assert!(message.contains(word), "{word} in {message}");
        }
        assert_eq!(*places, lines, "{message}");
    }
}

#[test]
fn what_agrees_is_left_alone() {
    for text in [
        format!("# 2021-05-04 x\n\nThe outage lasted 1 hour 45 minutes.\n\n{TIMELINE}"),
        format!("# 2021-05-04 x\n\nThe outage lasted about two hours.\n\n{TIMELINE}"),
        format!("# 2021-05-04 x\n\n## Summary\n\nIt took 5 minutes to detect; a restart took 30 minutes.\n\n{TIMELINE}"),
        // No end is stated, so the timeline gives no duration.
        "# 2021-05-04 x\n\nA 30-minute outage.\n\n## Timeline\n\n- 10:00: alert\n- 15:00: lunch\n".to_owned(),
        // The deploy before the start and the permanent fix after the end do not
        // change the duration.
        "# x\n\nStart: 2021-05-04 13:45\n\nEnd: 2021-05-04 15:30\n\n## Timeline\n\n- 13:00: deployed v2\n- 13:45: alert\n- 15:30: service restored\n- 18:00: fix for v2 written\n"
            .to_owned(),
        "# x\n\n## Resolution\n\nWe restarted the billing worker.\n\n## Tasks\n\n- Fix the leak in the billing worker\n".to_owned(),
        "# x\n\n## Resolution\n\nThe leak of file handles in the billing worker was fixed.\n\n## Tasks\n\n- [x] Fix the leak of file handles in the billing worker\n".to_owned(),
        "# x\n\nDate: 2021-05-04\n\nStart: 22:15\n\nEnd: 01:05\n\n## Timeline\n\n- 22:15: alert\n- 01:05: resolved\n".to_owned(),
        // An hour that includes midnight is an hour.
        "# x\n\nDuration: 23:30 - 00:30 on 2021-05-04\n\nA one-hour outage.\n\n## Timeline\n\n- 23:30: alert\n- 00:30: resolved\n".to_owned(),
    ] {
        assert_eq!(found(&text), [], "{text}");
    }
}

#[test]
fn a_contradiction_is_a_warning_that_names_both_lines() {
    let text =
        format!("# 2021-05-04 x\n\n## Summary\n\nThe outage lasted 30 minutes.\n\n{TIMELINE}");
    let read = content::inspect(
        "postmortems/a.md",
        &text,
        &content::config::Config::default(),
    );
    let warning = read
        .diagnostics
        .iter()
        .find(|found| found.code == "contradiction")
        .unwrap();
    assert_eq!(
        (warning.line, warning.label.as_str()),
        (5, "here, and lines 9, 10")
    );
    assert_eq!(warning.severity, model::finding::Severity::Warning);
}
