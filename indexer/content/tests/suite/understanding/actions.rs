//! Tests of action items in the forms in which people write them.

#![allow(clippy::unwrap_used)]

use model::incident::{Action, ActionState, ActionType, DueDate, LessonKind};

use super::understood;

fn actions(body: &str) -> Vec<Action> {
    understood(&format!("# x\n\n## Action items\n\n{body}")).actions
}

#[test]
fn every_form_gives_the_same_two_items() {
    for body in [
        "- Add an alert\n- Fix the leak\n",
        "1. Add an alert\n2. Fix the leak\n",
        "* [ ] Add an alert\n* [x] Fix the leak\n",
        "Add an alert\n\nFix the leak\n",
        "Add an alert.\nFix the leak.\n",
        "<ol>\n<li>Add an alert</li>\n  <li>Fix the leak</li>\n</ol>\n",
        "| Action Item | Type | Owner |\n|---|---|---|\n| Add an alert | detect | ann |\n| Fix the leak | prevent | bob |\n",
        "| Action Item | Type | Owner\n|---|---|---\n| Add an alert | detect | ann\n| Fix the leak | prevent | bob\n",
        "### Detection\n\n- Add an alert\n\n### Code\n\n- Fix the leak\n",
        "- Monitoring:\n  - Add an alert\n- Code:\n  - Fix the leak\n",
        "These are only sample subheadings.\n\n- Add an alert\n- Fix the leak\n  - details of it\n",
        "The following is planned:\n\n- Add an alert\n- Fix the leak\n\nIn conclusion, we will be fine.\n",
        "- Add an alert\n-\n- Fix the leak\n",
    ] {
        let found: Vec<String> = actions(body)
            .into_iter()
            .map(|action| action.text.trim_end_matches('.').to_owned())
            .collect();
        assert_eq!(found, ["Add an alert", "Fix the leak"], "{body}");
    }
}

#[test]
fn headings_of_every_kind_begin_action_items() {
    for heading in [
        "## Follow-up actions",
        "## Next steps",
        "**Corrective and preventative measures:**",
        "Tasks:",
        "## Improvements/Fixes",
        "## TODO",
        "## Recommendations",
        "### How will we prevent this from happening again? (follow-ups)",
    ] {
        let found = understood(&format!("# x\n\n{heading}\n\n- Add an alert\n")).actions;
        assert_eq!(found.len(), 1, "{heading}");
    }
    assert_eq!(actions("- Add monitoring:\n  - CPU\n  - memory\n").len(), 1);
    let inner = "# x\n\n## Corrective measures\n\nThings that can be improved:\n\n- Add an alert\n\nTasks:\n\n- Fix the leak\n";
    assert_eq!(understood(inner).actions.len(), 2);
}

#[test]
fn what_an_item_says_of_itself() {
    let one = |item: &str| actions(&format!("- {item}\n")).remove(0);
    assert_eq!(
        one("Fix it (owner: Ann Lee)").owner.as_deref(),
        Some("Ann Lee")
    );
    let carol = one("Fix it. Owner: Carol. Due: end of Q1");
    assert_eq!(
        (carol.owner.as_deref(), carol.due),
        (Some("Carol"), Some(DueDate::Words("end of Q1".to_owned())))
    );
    assert_eq!(one("Fix it @ann").owner.as_deref(), Some("@ann"));
    assert_eq!(one("Mail a@b.example").owner, None);
    let day = Some(DueDate::Day(jiff::civil::date(2021, 5, 4)));
    assert_eq!(one("Fix it, due: 4 May 2021").due, day);
    assert_eq!(one("Fix it by 2021-05-04").due, day);
    assert_eq!(one("Reduce noise by half").due, None);
    for done in [
        "Fix it (DONE)",
        "Fix it (Accomplished.)",
        "~~Fix it~~",
        "[x] Fix it",
        "Fix it ✅",
        "Fix it. This has been done.",
    ] {
        assert_eq!(one(done).state, ActionState::Done, "{done}");
    }
    assert_eq!(one("[ ] Fix it").state, ActionState::Open);
    assert_eq!(one("Fix it").state, ActionState::Unstated);
    let linked = one("Fix it [issue](https://forge.example/x/issues/7)");
    assert_eq!(
        linked.tracker.as_deref(),
        Some("https://forge.example/x/issues/7")
    );
    assert_eq!(linked.text, "Fix it issue");
    assert_eq!(
        one("Fix it https://forge.example/x/pull/8.")
            .tracker
            .as_deref(),
        Some("https://forge.example/x/pull/8")
    );
    for (text, kind) in [
        ("Add an alert for disk space", ActionType::Detect),
        ("Write a runbook for restarts", ActionType::Document),
        ("Add automatic rollback", ActionType::Mitigate),
        ("Add tests for the parser", ActionType::Prevent),
        ("[Mitigate] Add tests", ActionType::Mitigate),
    ] {
        assert_eq!(one(text).kind, Some(kind), "{text}");
    }
}

#[test]
fn tables_name_owner_date_state_and_ticket() {
    let table = "| Action Item | Type | Who | Priority | Bug | Due | Status |\n|---|---|---|---|---|---|---|\n| Fix it | prevent | ann | P1 | \
                 [K-7](https://forge.example/K-7) | 2021-05-04 | done |\n| Watch it | | | | | soon | open |\n";
    let found = actions(table);
    let first = &found[0];
    assert_eq!(
        (
            first.owner.as_deref(),
            first.due.as_ref().and_then(DueDate::day),
            first.priority.as_deref()
        ),
        (Some("ann"), Some(jiff::civil::date(2021, 5, 4)), Some("P1"))
    );
    assert_eq!(
        (first.state, first.tracker.as_deref(), first.line),
        (ActionState::Done, Some("https://forge.example/K-7"), 7)
    );
    let second = &found[1];
    assert_eq!(
        (second.owner.as_deref(), &second.due, second.state),
        (
            None,
            &Some(DueDate::Words("soon".to_owned())),
            ActionState::Open
        )
    );
}

#[test]
fn what_is_no_item() {
    for body in [
        "None at this time.\n",
        "-\n",
        "1. {{ summary }} [link](x)\n",
        "The outage seemed to come from a node. Perhaps this is a general thing.\n",
        "> - quoted\n",
        "### What went wrong\n\n- There was no alert\n",
    ] {
        assert_eq!(actions(body), [], "{body}");
    }
}

#[test]
fn lessons_are_sorted_by_kind() {
    let text = "# x\n\n## Lessons learnt\n\n- Test more\n\n### What went well\n\nList of things that went well. For example,\n\n1. Quick\n   response\n\n### What went \
                wrong\n\n- Slow\n\n### Where we got lucky\n\n- It was night\n";
    let found = understood(text).lessons;
    let shown: Vec<(LessonKind, &str, usize)> = found
        .iter()
        .map(|lesson| (lesson.kind, lesson.text.as_str(), lesson.line))
        .collect();
    assert_eq!(
        shown,
        [
            (LessonKind::Lesson, "Test more", 5),
            (LessonKind::WentWell, "Quick response", 11),
            (LessonKind::WentWrong, "Slow", 16),
            (LessonKind::Lucky, "It was night", 20),
        ]
    );
}

#[test]
fn a_state_may_stand_anywhere_in_a_row() {
    let table = "| Action Item | Owner | Bug |\n|---|---|---|\n| Update it | ann | n/a **DONE** |\n| Build it | bob | Bug 555 **TODO** |\n";
    let found = actions(table);
    assert_eq!(
        (found[0].state, found[0].tracker.as_deref()),
        (ActionState::Done, None)
    );
    assert_eq!(
        (found[1].state, found[1].tracker.as_deref()),
        (ActionState::Open, Some("Bug 555"))
    );
}

#[test]
fn a_heading_may_name_the_type() {
    let found = actions(
        "**Prevent**\n\n- Alert the team before deploys\n\n**Detect**\n\n- Test the pager\n\n### Mitigation\n\n- Document rollback\n",
    );
    let kinds: Vec<_> = found
        .iter()
        .map(|action| (action.kind, action.kind_origin))
        .collect();
    let stated = |kind| (Some(kind), model::incident::Origin::Stated);
    assert_eq!(
        kinds,
        [
            stated(ActionType::Prevent),
            stated(ActionType::Detect),
            stated(ActionType::Mitigate)
        ]
    );
}

#[test]
fn the_day_on_which_an_item_was_closed() {
    let text = "# Outage of 2021-05-04\n\n## Action items\n\n\
        - Add alert (done 2021-05-20)\n\
        - Fix leak, closed on 4 June 2021\n\
        - [x] Write guide - completed: 2021-07-01\n\
        - [x] Restart nightly\n\
        - [ ] Fixed 2021-05-04 by hand; automate it\n\
        - Document what was done 5 May\n";
    let closed: Vec<_> = understood(text)
        .actions
        .into_iter()
        .map(|action| (action.closed, action.state))
        .collect();
    let done = ActionState::Done;
    let on = |date: &str| Some(date.parse::<jiff::civil::Date>().unwrap());
    let due = |date: &str| on(date).map(DueDate::Day);
    assert_eq!(
        closed,
        [
            (on("2021-05-20"), done),
            (on("2021-06-04"), done),
            (on("2021-07-01"), done),
            (None, done),
            (None, ActionState::Open),
            (None, ActionState::Unstated),
        ]
    );
    let table = "# Outage of 2021-05-04\n\n## Action items\n\n\
        | Action | Owner | Due | Closed |\n|---|---|---|---|\n\
        | Add alert | ana | 2021-06-01 | 2021-05-20 |\n\
        | Add test | bo | 2021-06-01 | |\n\n\
        | Action | Status |\n|---|---|\n| Add page | Done 2021-06-03 |\n";
    let closed: Vec<_> = understood(table)
        .actions
        .into_iter()
        .map(|action| (action.due, action.closed, action.state))
        .collect();
    assert_eq!(
        closed,
        [
            (due("2021-06-01"), on("2021-05-20"), done),
            (due("2021-06-01"), None, ActionState::Unstated),
            (None, on("2021-06-03"), done),
        ]
    );
}
