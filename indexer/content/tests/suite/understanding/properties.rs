//! Properties that hold for any input.

use std::time::Duration;

use proptest::prelude::*;

use super::understood;

/// Pieces that timelines and action items are made of, and similar pieces that
/// are neither.
fn piece() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "\n",
        "\n\n",
        "- ",
        "* ",
        "  - ",
        "1. ",
        "# ",
        "## ",
        "### ",
        "| ",
        " | ",
        "|---|---|\n",
        "**",
        "__",
        ":",
        " - ",
        "13:45",
        "2:10 PM",
        "~",
        "23:59",
        "00:01",
        "2021-05-04",
        "May 4th, 2021",
        "2021-02-30",
        "20202-01-16",
        "??:??",
        "HH:mm",
        "UTC",
        "CEST",
        "GMT+2",
        "Timeline",
        "Timeline:\n",
        "## Timeline\n\n",
        "## Action items\n\n",
        "## Root cause\n\n",
        "Duration: ",
        "30-minute outage",
        "lasted 2 hours",
        "resolved",
        "suspecting ",
        "ruled out",
        "alert",
        "(done)",
        "[ ] ",
        "[x] ",
        "@ann",
        "due: ",
        "<li>",
        "</li>",
        "<br>",
        "<td>",
        "```\n",
        "> ",
        "---\n",
        "started_at: ",
        "é",
        "\u{2013}",
        "\u{a0}",
        "\u{1f552}",
        "İ",
        "\t",
        "word ",
        "12:00-13:0",
        "1:",
        ":1",
        "T",
        "Z",
        "+02:00",
        "-07:00",
    ]);
    prop_oneof![4 => known.prop_map(str::to_owned), 1 => "[ -~]{0,6}", 1 => "\\PC{0,4}"]
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 512,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn nothing_panics(pieces in prop::collection::vec(piece(), 0..60)) {
        let _ = understood(&pieces.concat());
    }

    #[test]
    fn no_line_of_a_timeline_is_lost(
        lines in prop::collection::vec(("(- |\\* |1\\. |)", "(13:45: |2:10 PM - |2021-05-04 10:00 |~09:00: |later: |)", "[a-z]{3,8} [a-z]{3,8}"), 1..12)
    ) {
        let mut text = "# 2021-05-04 x\n\n## Timeline\n\n".to_owned();
        for (mark, time, words) in &lines {
            text = format!("{text}{mark}{time}w{words}\n\n");
        }
        let found = understood(&text);
        for (_, _, words) in &lines {
            let held = found.timeline.iter().any(|event| event.text.contains(words))
                || found.unparsed.iter().any(|left| left.text.contains(words));
            prop_assert!(held, "{words} in\n{text}\n{found:?}");
        }
    }

    #[test]
    fn lines_are_lines_of_the_file(pieces in prop::collection::vec(piece(), 0..60)) {
        let text = pieces.concat();
        let found = understood(&text);
        let last = text.bytes().filter(|byte| *byte == b'\n').count() + 1;
        for line in found.timeline.iter().map(|event| event.line).chain(found.actions.iter().map(|action| action.line)) {
            prop_assert!((1..=last).contains(&line));
        }
    }
}

/// Returns the processor time of this thread, which other processes do not influence.
fn processor_time() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    let nanoseconds = u32::try_from(time.tv_nsec).expect("less than a second");
    Duration::new(time.tv_sec.unsigned_abs(), nanoseconds)
}

#[test]
fn long_documents_take_time_in_proportion() {
    let words = |n: usize| {
        (0..n)
            .map(|number| format!("word{number} "))
            .collect::<String>()
    };
    let documents: [&dyn Fn(usize) -> String; 12] = [
        &|n| {
            format!(
                "## Timeline\n\n{}",
                "- 13:45: alert - 13:46: up\n".repeat(n)
            )
        },
        &|n| format!("## Timeline\n\n- 13:45 {}\n", "a - 1".repeat(n * 5)),
        &|n| format!("## Timeline\n\n{}\n", "13:45 ".repeat(n * 5)),
        &|n| format!("## Summary\n\n{}\n", "30 minutes and ".repeat(n * 2)),
        &|n| format!("# {}\n\n## Timeline\n", "(2021-".repeat(n * 5)),
        &|n| format!("## Action items\n\n{}\n", "- owner: @due: by \n".repeat(n)),
        &|n| format!("## Timeline\n\n{}\n", "x".repeat(n * 30)),
        &|n| format!("## Timeline\n\n{}", "### 13:45\n\nx\n\n".repeat(n)),
        &|n| "# Tasks\n\n- Fix it\n\n".repeat(n),
        &|n| format!("## Timeline\n\n{}", "- 20202-01-16 12:00: x\n".repeat(n)),
        &|n| {
            format!(
                "## Resolution\n\n{}.\nfixed it.\n\n## Tasks\n\n{}",
                words(n * 5),
                "- Fix word1 word2 word3\n".repeat(n)
            )
        },
        &|n| format!("## Tasks\n\n{}", "**Prevent**\n\n- Fix it\n\n".repeat(n)),
    ];
    for (number, document) in documents.iter().enumerate() {
        let time = |n: usize| {
            let text = document(n);
            let start = processor_time();
            let _ = understood(&text);
            processor_time() - start
        };
        // The text is eight times as long. Three times as much is allowed for
        // noise, and a constant for the resolution of the clock. Quadratic work
        // takes 64 times as long and never passes.
        let in_proportion = || {
            let (small, large) = (time(250), time(2000));
            large < small * 24 + Duration::from_millis(400)
        };
        assert!((0..3).any(|_| in_proportion()), "document {number}");
    }
}
