//! Tests of timelines in the forms in which people write them.

use model::ActionState;

use super::understood;

/// Returns the entries as `local text`, with `~` before approximate times and
/// `..` between the ends of a range.
fn entries(text: &str) -> Vec<String> {
    let found = understood(text);
    let shown = found.timeline.iter().map(|event| {
        let about = if event.approximate { "~" } else { "" };
        let end = event
            .end
            .and_then(|end| end.text())
            .map_or(String::new(), |end| format!("..{end}"));
        let start = event.start.text().unwrap_or_default();
        format!("{about}{start}{end} {}", event.text.replace('\n', "/"))
    });
    shown.collect()
}

const TWO: [&str; 2] = ["2021-05-04T13:45 Down", "2021-05-04T14:10 Up"];

#[test]
fn every_form_gives_the_same_two_entries() {
    for body in [
        "* 13:45: Down\n* 14:10: Up\n",
        "- **13:45** - Down\n- **14:10** - Up\n",
        "- **13:45:** Down\n- **14:10:** Up\n",
        "- 1:45 PM: Down\n- 2:10 PM: Up\n",
        "- `13:45` Down\n- `14:10` Up\n",
        "- [13:45] Down\n- [14:10] Up\n",
        "- (13:45) Down\n- (14:10) Up\n",
        "- 13:45 — Down\n- 14:10 – Up\n",
        "- 13:45 | Down\n- 14:10 | Up\n",
        "1. 13:45 Down\n2. 14:10 Up\n",
        "13:45: Down\n14:10: Up\n",
        "13:45 Down\n\n14:10 Up\n",
        "13:45: Down  \n14:10: Up\n",
        "13:45 - Down<br>\n14:10 - Up\n",
        "**13:45**\nDown\n\n**14:10**\nUp\n",
        "13:45\n\nDown\n\n14:10\n\nUp\n",
        "### 13:45\n\nDown\n\n### 14:10\n\nUp\n",
        "### 13:45 - Down\n\n### 14:10 - Up\n",
        "| Time | Event |\n|---|---|\n| 13:45 | Down |\n| 14:10 | Up |\n",
        "| Time | Event |\n|---|---|\n| 13:45 | Down\n| 14:10 | Up\n",
        "| Event | Time (UTC) |\n|---|---|\n| Down | 13:45 |\n| Up | 14:10 |\n",
        "| Date | Time | What |\n|---|---|---|\n| 2021-05-04 | 13:45 | Down |\n| 2021-05-04 | 14:10 | Up |\n",
        "| 13:45 | Down |\n| 14:10 | Up |\n",
        "<ul><li>13:45: Down</li><li>14:10: Up</li></ul>\n",
        "<li><strong>13:45:</strong> Down</li>\n<li><strong>14:10:</strong> Up</li>\n",
        "<table><tr><th>Time</th><th>Event</th></tr>\n<tr><td>13:45</td><td>Down</td></tr>\n<tr><td>14:10</td><td>Up</td></tr></table>\n",
        "<p>13:45 - Down</p>\n<p>14:10 - Up</p>\n",
        "- 13:45: Down - 14:10: Up\n",
        "* 2021-05-04 13:45: Down\n* 2021-05-04 14:10: Up\n",
        "* 2021-05-04T13:45:00Z Down\n* 2021-05-04T14:10:00Z Up\n",
        "* May 4, 2021, 1:45 PM: Down\n* 2:10 PM: Up\n",
        "* Tuesday, 4th of May 2021, 13:45: Down\n* 14:10: Up\n",
        "* 13:45 UTC 4 May 2021 - Down\n* 14:10 UTC 4 May 2021 - Up\n",
        "**May 4th, 2021, 1:45 PM:** Down\n\n**May 4th, 2021, 2:10 PM:** Up\n",
        "#### 2021-05-04\n\n- 13:45: Down\n- 14:10: Up\n",
        "**2021-05-04**\n\n- 13:45: Down\n- 14:10: Up\n",
        "- 2021-05-04\n  - 13:45: Down\n  - 14:10: Up\n",
        "- May 4:\n  - 13:45: Down\n  - 14:10: Up\n",
        "- 13:45 Down\n  ```\n  12:00:01 ERROR boom\n  ```\n- 14:10 Up\n",
        "13:45\n: Down\n\n14:10\n: Up\n",
        "- 1345 UTC: Down\n- 1410 UTC: Up\n",
        "- At 13:45, Down\n- At 14:10, Up\n",
        "- 13:45:00 Down\n- 14:10:00 Up\n",
        "- 13h45: Down\n- 14h10: Up\n",
        "2021-05-04\n13:45 Down\n14:10 Up\n",
        "🔴 13:45 – Down\n✅ 14:10 – Up\n",
        "- 🔴 13:45 – Down\n- ✅ **14:10** – Up\n",
        "• 13:45 Down\n• 14:10 Up\n",
        "- 145 PM: Down\n- 0210pm: Up\n",
        "- May 4 2021, 13:45 -- Down\n- 14:10 -- Up\n",
        "| Date | Time | TZ | What |\n|---|---|---|---|\n| 2021-05-04 | 13:45 | UTC | Down |\n| | 14:10 | UTC | Up |\n",
    ] {
        let text = format!("# Outage of 2021-05-04\n\n## Timeline\n\n{body}");
        assert_eq!(entries(&text), TWO, "{text}");
    }
}

#[test]
fn headings_of_every_kind_begin_a_timeline() {
    for heading in [
        "## Timeline",
        "## Timeline (all times UTC)",
        "Timeline\n--------",
        "**Timeline**",
        "**Timeline:**",
        "__Timeline__:",
        "Timeline:",
        "## Chain of events",
        "## 3. Incident Timeline",
        "## ⏰ Timeline",
        "## What happened?\n\nText.\n\n### Timeline of events",
    ] {
        let text = format!("# Outage of 2021-05-04\n\n{heading}\n\n- 13:45: Down\n- 14:10: Up\n");
        assert_eq!(entries(&text), TWO, "{text}");
    }
    for glued in [
        "## Report\n**Timeline:**\n- 13:45: Down\n- 14:10: Up\n",
        "Some text.\nTimeline:\n- 13:45: Down\n- 14:10: Up\n",
    ] {
        let text = format!("# Outage of 2021-05-04\n\n{glued}");
        assert_eq!(entries(&text), TWO, "{text}");
    }
    // A list of times is a timeline even if no heading says so.
    assert_eq!(
        entries("# Outage of 2021-05-04\n\n## Log\n\n- 13:45: Down\n- 14:10: Up\n"),
        TWO
    );
}

#[test]
fn the_day_comes_from_wherever_it_stands() {
    let body = "## Timeline\n\n- 13:45: Down\n- 14:10: Up\n";
    for head in [
        "# 2021-05-04 Outage",
        "# Outage\n\nDuration: May 4, 2021, 13:45 - May 4, 2021, 14:10 (UTC)",
        "# Outage\n\n**Date:** 4 May 2021",
        "# Outage\n\n| Field | Value |\n|---|---|\n| Date | 2021-05-04 |",
        "---\nstarted_at: 2021-05-04T13:45Z\n---\n# Outage",
        "# Outage\n\n## Summary\n\nOn Tuesday 4 May 2021 all was down.",
        "# Outage\n\n## Date\n\n2021-05-04",
    ] {
        let text = format!("{head}\n\n{body}");
        assert_eq!(entries(&text), TWO, "{text}");
    }
    let inner = "# Outage\n\n## Timeline (4 May 2021)\n\n- 13:45: Down\n- 14:10: Up\n";
    assert_eq!(entries(inner), TWO);
    let named = content::inspect(
        "postmortems/2021-05-04-outage.md",
        body,
        &content::config::Config::default(),
    );
    assert_eq!(
        named.understood.timeline[0].start.text().as_deref(),
        Some("2021-05-04T13:45")
    );
    assert_eq!(entries(body), ["13:45 Down", "14:10 Up"]);
}

#[test]
fn times_stay_on_their_day_and_in_their_zone() {
    let at = |head: &str, entry: &str| {
        let found = understood(&format!(
            "# 2021-07-01 Outage\n\n## Timeline\n\n{head}\n\n- {entry}\n"
        ));
        found.timeline[0].start.at.map(|at| at.to_string())
    };
    for (head, entry, expected) in [
        ("", "13:45: x", "2021-07-01T13:45:00Z"),
        ("All times in CEST.", "13:45: x", "2021-07-01T11:45:00Z"),
        (
            "All times in PST (UTC-7)",
            "13:45: x",
            "2021-07-01T20:45:00Z",
        ),
        (
            "Times are Europe/Berlin.",
            "13:45: x",
            "2021-07-01T11:45:00Z",
        ),
        ("All times Pacific", "13:45: x", "2021-07-01T20:45:00Z"),
        ("All times in UTC", "13:45 PDT: x", "2021-07-01T20:45:00Z"),
        ("", "2021-07-01T13:45+02:00: x", "2021-07-01T11:45:00Z"),
        ("", "17:30 PST: x", "2021-07-02T01:30:00Z"),
    ] {
        assert_eq!(at(head, entry).as_deref(), Some(expected), "{head} {entry}");
    }
    let header =
        "# 2021-07-01 Outage\n\n## Timeline\n\n| Time (EDT) | Event |\n|---|---|\n| 09:00 | x |\n";
    assert_eq!(
        understood(header).timeline[0].start.at.unwrap().to_string(),
        "2021-07-01T13:00:00Z"
    );
    // The first zone in the timeline applies to entries without a zone.
    let once = "# 2021-07-01 Outage\n\n## Timeline\n\n- 09:00 PDT: x\n- 09:05: y\n";
    assert_eq!(
        understood(once).timeline[1].start.at.unwrap().to_string(),
        "2021-07-01T16:05:00Z"
    );
    let config = content::config::Config {
        time_zone: "Asia/Tokyo".to_owned(),
        ..content::config::Config::default()
    };
    let tokyo = content::inspect(
        "a.md",
        "# 2021-07-01 x\n\n## Timeline\n\n- 09:00: x\n",
        &config,
    );
    assert_eq!(
        tokyo.understood.timeline[0].start.at.unwrap().to_string(),
        "2021-07-01T00:00:00Z"
    );
}

#[test]
fn midnight_is_crossed_once_and_only_forwards() {
    let days = |body: &str| -> Vec<String> {
        let found = understood(&format!("# 2021-12-31 Outage\n\n## Timeline\n\n{body}"));
        found
            .timeline
            .iter()
            .map(|event| event.start.text().unwrap_or_default())
            .collect()
    };
    assert_eq!(
        days("- 23:50: a\n- 00:10: b\n- 01:00: c\n"),
        ["2021-12-31T23:50", "2022-01-01T00:10", "2022-01-01T01:00"]
    );
    assert_eq!(
        days("- 11:30 PM: a\n- 12:15 AM: b\n"),
        ["2021-12-31T23:30", "2022-01-01T00:15"]
    );
    // An earlier time shortly after a later one is an entry that the author
    // added, not the next day.
    assert_eq!(
        days("- 14:49: a\n- 14:43: b\n"),
        ["2021-12-31T14:49", "2021-12-31T14:43"]
    );
    assert_eq!(
        days("- Dec 31, 23:00: a\n- Jan 1, 01:00: b\n"),
        ["2021-12-31T23:00", "2022-01-01T01:00"]
    );
    assert_eq!(
        days("### 2021-12-30 09:05 PM\n\na\n\n### 09:40 PM\n\nb\n"),
        ["2021-12-30T21:05", "2021-12-30T21:40"]
    );
    let window = "# x\n\nDuration: May 4, 2021, 23:30 - May 5, 2021, 02:00 (UTC)\n\n## Timeline\n\n- 00:10: a\n";
    assert_eq!(
        understood(window).timeline[0].start.text().as_deref(),
        Some("2021-05-05T00:10")
    );
}

#[test]
fn ranges_and_doubts_are_marked() {
    let one =
        |entry: &str| entries(&format!("# 2021-05-04 x\n\n## Timeline\n\n- {entry}\n")).join("");
    assert_eq!(
        one("13:30-13:45: x"),
        "2021-05-04T13:30..2021-05-04T13:45 x"
    );
    assert_eq!(
        one("23:50 – 00:10: x"),
        "2021-05-04T23:50..2021-05-05T00:10 x"
    );
    assert_eq!(one("~13:30: x"), "~2021-05-04T13:30 x");
    assert_eq!(one("around 1:30 PM: x"), "~2021-05-04T13:30 x");
    assert_eq!(one("13:30 (approx): x"), "~2021-05-04T13:30 (approx): x");
    assert_eq!(one("14:??: x"), "~2021-05-04T14:00 x");
    assert_eq!(
        one("1:00 - 2:30 PM: x"),
        "2021-05-04T13:00..2021-05-04T14:30 x"
    );
}

#[test]
fn decoys_are_no_entries() {
    let text = "# 2021-05-04 x\n\n## Timeline\n\n```\n10:00:01 ERROR boom\n```\n\n> 10:05: quoted alert\n\n- 13:45: upgraded to 1.20.3\n- 14:10: \
                the 9:30 deploy was it\n\n## Template\n\n- yyyy-mm-dd hh:mm: Short event description\n\n## Action items\n\n- 10:00 meeting\n";
    let found = understood(text);
    let lines: Vec<usize> = found.timeline.iter().map(|event| event.line).collect();
    assert_eq!(lines, [11, 12]);
    assert_eq!(found.timeline[1].text, "the 9:30 deploy was it");
    let template = "# {{ title }}\n\n## Timeline\n\n### {{ hh:mm }}\n\nx\n\n| Time | Event |\n|---|---|\n| 20xx-MM-DD HH:mm | Short event description |\n";
    let found = understood(template);
    assert!(
        found.timeline.is_empty() && found.unparsed.iter().all(|left| !left.entry),
        "{found:?}"
    );
}

#[test]
fn what_cannot_be_read_is_kept_and_reported() {
    let text = "# 2021-05-04 x\n\n## Timeline\n\n- Later that day: somebody noticed\n- 13:45: Down\n- ??:??: Up\n\n| Time | Event |\n|---|---|\n| soon | gone |\n";
    let found = content::inspect(
        "postmortems/a.md",
        text,
        &content::config::Config::default(),
    );
    let left: Vec<(usize, &str)> = found
        .understood
        .unparsed
        .iter()
        .filter(|left| left.entry)
        .map(|left| (left.line, left.text.as_str()))
        .collect();
    assert_eq!(
        left,
        [
            (5, "Later that day: somebody noticed"),
            (7, "??:??: Up"),
            (11, "soon | gone")
        ]
    );
    let reported: Vec<usize> = found
        .diagnostics
        .iter()
        .filter(|found| found.code == "timeline-entry")
        .map(|found| found.line)
        .collect();
    assert_eq!(reported, [5, 7, 11]);
}

#[test]
fn several_incidents_keep_their_days_and_claim_no_length() {
    let text = "# Two outages\n\n## 2021-05-04\n\n### Timeline\n\n- 2021-05-04 10:00: down\n- 10:30: resolved\n\n## 2021-06-01\n\n### Timeline\n\n- 2021-06-01 11:00: down\n- 11:20: \
                service restored\n";
    let found = understood(text);
    let locals: Vec<String> = found
        .timeline
        .iter()
        .filter_map(|event| event.start.text())
        .collect();
    assert_eq!(
        locals,
        [
            "2021-05-04T10:00",
            "2021-05-04T10:30",
            "2021-06-01T11:00",
            "2021-06-01T11:20"
        ]
    );
    assert_eq!(found.window.start, None);
    assert_eq!(found.durations.total, None);
}

#[test]
fn the_words_below_an_entry_are_its_own() {
    let text = "# 2021-05-04 x\n\n## Timeline\n\n- 13:45: Down\n  since the deploy\n  - node a\n  - node b\n- 14:10: Up\n\n## Impact\n\nNone.\n";
    assert_eq!(
        entries(text),
        [
            "2021-05-04T13:45 Down since the deploy/node a/node b",
            "2021-05-04T14:10 Up"
        ]
    );
}

#[test]
fn two_false_leads_have_their_spans() {
    let text = "# 2021-05-04 x\n\n## Timeline\n\n- 10:00: alert\n- 10:05: suspecting the cache, it was flushed\n- 10:20: cache ruled out\n- 10:30: assumed the CDN was at \
                fault\n- 10:40: CDN metrics showed no anomalies\n- 11:00: root cause found: a full disk\n- 11:10: service restored\n";
    let found = understood(text);
    let leads: Vec<(&str, Option<i64>)> = found
        .false_leads
        .iter()
        .map(|lead| (lead.subject.as_str(), lead.minutes))
        .collect();
    assert_eq!(leads, [("cache", Some(25)), ("CDN", Some(30))]);
    // A suspicion that was right is not a false lead.
    let right = "# 2021-05-04 x\n\n## Timeline\n\n- 10:05: suspected the cache\n- 10:20: root cause identified in the cache\n";
    assert!(understood(right).false_leads.is_empty());
}

#[test]
fn a_report_without_any_mark_is_understood() {
    let text = "Outage of the API\n\nIssue Summary\n\nFrom 6:26 PM to 7:58 PM PT on 30 January 2013, requests failed.\n\nTimeline (all times Pacific Time)\n\n6:19 PM: Push \
                begins\n6:26 PM: Outage begins\n7:58 PM: Traffic back\n\nRoot Cause\n\nA wrong setting.\n\nCorrective and Preventative Measures\n\nFix the setting. \
                (Completed.)\nTest the setting.\n";
    let read = content::inspect("a.md", text, &content::config::Config::default());
    assert_eq!(read.kind, model::Kind::Postmortem);
    let found = read.understood;
    let locals: Vec<String> = found
        .timeline
        .iter()
        .filter_map(|event| event.start.text())
        .collect();
    assert_eq!(
        locals,
        ["2013-01-30T18:19", "2013-01-30T18:26", "2013-01-30T19:58"]
    );
    assert_eq!(found.durations.total.map(|total| total.minutes), Some(92));
    let states: Vec<_> = found.actions.iter().map(|action| action.state).collect();
    assert_eq!(states, [ActionState::Done, ActionState::Unstated]);
    assert_eq!(found.contradictions, []);
}

#[test]
fn wrapped_lines_are_no_entries() {
    let text = "# 2021-05-04 x\n\n## Timeline\n\n13:45 The queue stopped, as it had at\n10:15 in the morning\n\n14:10 up\n14:20 calm\n";
    assert_eq!(
        entries(text),
        [
            "2021-05-04T13:45 The queue stopped, as it had at 10:15 in the morning",
            "2021-05-04T14:10 up",
            "2021-05-04T14:20 calm"
        ]
    );
}

#[test]
fn words_in_angle_brackets_are_words() {
    let text = "# 2021-03-04 x\n\n## Timeline\n\n- 08:00 <OUTAGE BEGINS> cache dies\n- 11:20 <OUTAGE ENDS>\n";
    assert_eq!(
        entries(text),
        [
            "2021-03-04T08:00 <OUTAGE BEGINS> cache dies",
            "2021-03-04T11:20 <OUTAGE ENDS>"
        ]
    );
    assert_eq!(
        understood(text).durations.total.map(|total| total.minutes),
        Some(200)
    );
}

#[test]
fn lines_glued_under_a_heading_that_is_none_by_its_marks_are_entries() {
    for heading in [
        "**Timeline**",
        "**Timeline (all times in UTC)**",
        "Timeline:",
        "__Timeline__:",
    ] {
        for body in [
            "13:45 Down\n14:10 Up\n",
            "13:45: Down\n14:10: Up\n",
            "🔴 13:45 Down\n✅ 14:10 Up\n",
        ] {
            let text = format!("# Outage of 2021-05-04\n\n{heading}\n{body}");
            assert_eq!(entries(&text), TWO, "{text}");
        }
    }
}

#[test]
fn the_latest_entry_may_stand_first() {
    let text = "# Outage\n\n## Timeline\n\n\
        | Date | Time | What |\n|---|---|---|\n\
        | 20 Jul 2022 | 00:28 | Resolved |\n\
        | 19 Jul 2022 | 21:00 | Alert |\n\
        | 19 Jul 2022 | 06:39 | Down |\n";
    assert_eq!(
        entries(text),
        [
            "2022-07-19T06:39 Down",
            "2022-07-19T21:00 Alert",
            "2022-07-20T00:28 Resolved"
        ]
    );
    let understood = understood(text);
    assert_eq!(understood.durations.total.map(|d| d.minutes), Some(1069));
    assert_eq!(
        entries(
            "# Outage of 2021-05-04\n\n## Timeline\n\n- 14:20 Up\n- 13:50 Alert\n- 13:05 Down\n"
        ),
        [
            "2021-05-04T13:05 Down",
            "2021-05-04T13:50 Alert",
            "2021-05-04T14:20 Up"
        ]
    );
}

#[test]
fn entries_may_count_from_the_beginning() {
    let body = "## Timeline\n\n- T+0: Down\n- T+5m: Ack\n- T+1h05m: Up\n";
    let expected = [
        "2022-10-10T23:00 T+0: Down",
        "2022-10-10T23:05 T+5m: Ack",
        "2022-10-11T00:05 T+1h05m: Up",
    ];
    assert_eq!(
        entries(&format!(
            "# Outage\n\n**Started:** 2022-10-10 23:00 UTC\n\n{body}"
        )),
        expected
    );
    // Without a known start, the entries are kept and reported.
    let found = understood(&format!("# Outage\n\n{body}"));
    assert!(found.timeline.is_empty());
    assert_eq!(
        found.unparsed.iter().filter(|left| left.entry).count(),
        3,
        "{:?}",
        found.unparsed
    );
}

#[test]
fn help_that_a_template_left_behind_is_no_entry() {
    let text = "# Outage of 2021-05-04\n\n## Timeline\n\n- 13:45: Down\n- HH:MM: Short event description\n- 14:10: Up\n";
    assert_eq!(entries(text), TWO);
    assert!(understood(text).unparsed.iter().all(|left| !left.entry));
}

#[test]
fn the_time_between_two_incidents_is_no_duration() {
    let one = |day: &str| {
        format!("## Incident of {day}\n\n### Timeline\n\n- 10:00 Down\n- 10:30 Resolved\n\n")
    };
    let text = format!("# May\n\n{}{}", one("2021-05-04"), one("2021-05-17"));
    let found = understood(&text);
    assert_eq!(found.timeline.len(), 4);
    assert_eq!(found.durations.timeline, None);
    assert_eq!(found.durations.total, None);
}

#[test]
fn paragraphs_may_begin_with_the_name_of_their_section() {
    use model::incident::SectionKind;
    let text = "# Outage\n\nAuthors: ana\n\nSummary: Search was down for 66 minutes during a time of very high interest.\n\n\
        Root Causes: A resource leak.\nTrigger: Traffic.\n\n## Timeline\n\n2021-05-04 (all times UTC)\n\n- 14:51 News reports of a new sonnet\n- 14:54 **OUTAGE BEGINS**\n- 14:55 ana receives a pager storm\n- 16:00 **OUTAGE ENDS**\n- 16:30 **INCIDENT ENDS**\n";
    let found = understood(text);
    let roles: Vec<SectionKind> = found
        .sections
        .iter()
        .flat_map(|section| section.canonical.clone())
        .collect();
    assert_eq!(
        roles,
        [
            SectionKind::People,
            SectionKind::Summary,
            SectionKind::RootCause,
            SectionKind::Trigger,
            SectionKind::Timeline
        ]
    );
    assert_eq!(found.durations.stated.map(|d| d.minutes), Some(66));
    assert_eq!(found.durations.total.map(|d| d.minutes), Some(66));
    assert_eq!(found.durations.detect.map(|d| d.minutes), Some(1));
    assert_eq!(found.contradictions, []);
}
