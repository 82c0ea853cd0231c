//! Prints what was understood of a document, for people.

use std::fmt::Write;

use model::incident::{ActionState, DueDate, Duration, Event, Mention, Origin, Understood};
use understanding::duration_words as words;

/// Returns a document as text, with the line number of each statement in front of it.
pub(super) fn show(path: &str, kind: &str, title: &str, understood: &Understood) -> String {
    let mut out = format!("{title}\n{path}, {kind}\n");
    window(&mut out, understood);
    durations(&mut out, understood);
    contradictions(&mut out, understood);
    timeline(&mut out, understood);
    actions(&mut out, understood);
    causes(&mut out, understood);
    lessons(&mut out, understood);
    sections(&mut out, understood);
    out
}

fn heading(out: &mut String, name: &str) {
    let _ = write!(out, "\n{name}\n");
}

/// Adds a row: the line number of its source, then the text.
fn row(out: &mut String, line: usize, text: &str) {
    let place = if line > 0 {
        line.to_string()
    } else {
        String::new()
    };
    let mut lines = text.lines();
    let _ = writeln!(out, "{place:>6}  {}", lines.next().unwrap_or(""));
    for line in lines {
        let _ = writeln!(out, "        {line}");
    }
}

fn inferred(origin: Origin) -> &'static str {
    match origin {
        Origin::Inferred => " (inferred)",
        Origin::FrontMatter => " (front matter)",
        Origin::Stated | Origin::Timeline => "",
    }
}

fn window(out: &mut String, understood: &Understood) {
    heading(out, "When");
    let mut one = |name: &str, mention: &Option<Mention>| {
        let (line, text) = match mention {
            Some(mention) => {
                let when = mention.moment.text().unwrap_or_default().replace('T', " ");
                (mention.line, format!("{when}{}", inferred(mention.origin)))
            }
            None => (0, "unknown".to_owned()),
        };
        row(out, line, &format!("{name:<6} {text}"));
    };
    one("start", &understood.window.start);
    one("end", &understood.window.end);
    if let Some(zone) = &understood.zone {
        row(out, 0, &format!("zone   {zone}"));
    }
    if let Some(detection) = &understood.detection {
        row(
            out,
            detection.line,
            &format!("noticed by {} (inferred)", detection.source.name()),
        );
    }
}

fn durations(out: &mut String, understood: &Understood) {
    let known = &understood.durations;
    let all: [(&str, &Option<Duration>); 7] = [
        ("total", &known.total),
        ("stated", &known.stated),
        ("timeline", &known.timeline),
        ("to detect", &known.detect),
        ("to acknowledge", &known.acknowledge),
        ("to mitigate", &known.mitigate),
        ("to resolve", &known.resolve),
    ];
    if all.iter().all(|(_, duration)| duration.is_none()) {
        return;
    }
    heading(out, "How long");
    for (name, duration) in all {
        let Some(duration) = duration else { continue };
        let about = if duration.approximate { "about " } else { "" };
        let line = duration.lines.first().copied().unwrap_or(0);
        let length = words(duration.minutes);
        row(
            out,
            line,
            &format!("{name:<15} {about}{length} ({})", duration.origin.name()),
        );
    }
    let lost: i64 = understood
        .false_leads
        .iter()
        .filter_map(|lead| lead.minutes)
        .sum();
    for lead in &understood.false_leads {
        let line = understood
            .timeline
            .get(lead.first)
            .map_or(0, |event| event.line);
        let length = lead.minutes.map(words).unwrap_or_default();
        row(
            out,
            line,
            &format!("false lead      {length}: {} (inferred)", lead.subject),
        );
    }
    if understood.false_leads.len() > 1 {
        row(out, 0, &format!("false leads     {} in all", words(lost)));
    }
}

fn contradictions(out: &mut String, understood: &Understood) {
    if understood.contradictions.is_empty() {
        return;
    }
    heading(out, "Contradictions");
    for found in &understood.contradictions {
        let lines: Vec<String> = found
            .figures
            .iter()
            .filter(|figure| figure.line > 0)
            .map(|figure| figure.line.to_string())
            .collect();
        let first = found.figures.first().map_or(0, |figure| figure.line);
        let places = if lines.len() > 1 {
            format!(" (lines {})", lines.join(", "))
        } else {
            String::new()
        };
        row(out, first, &format!("{}{places}", found.message));
    }
}

fn timeline(out: &mut String, understood: &Understood) {
    if !understood.timeline.is_empty() {
        heading(
            out,
            &format!("Timeline ({} entries)", understood.timeline.len()),
        );
    }
    for event in &understood.timeline {
        row(out, event.line, &entry(event));
    }
    let left: Vec<_> = understood
        .unparsed
        .iter()
        .filter(|left| left.entry)
        .collect();
    if !left.is_empty() {
        heading(out, "Entries without a time that can be read");
    }
    for left in left {
        row(out, left.line, &left.text);
    }
}

fn entry(event: &Event) -> String {
    let about = if event.approximate { "~" } else { "" };
    let mut when = event.start.text().unwrap_or_default().replace('T', " ");
    if let Some(end) = event.end.and_then(|end| end.text()) {
        let end = end.replace('T', " ");
        let day = event
            .start
            .date
            .map(|date| format!("{date} "))
            .unwrap_or_default();
        let _ = write!(when, "-{}", end.strip_prefix(day.as_str()).unwrap_or(&end));
    }
    let phase = event
        .phase
        .map(|phase| format!(" [{}?]", phase.name()))
        .unwrap_or_default();
    let first = event.text.lines().next().unwrap_or("");
    format!("{about}{when}{phase} {first}")
}

fn actions(out: &mut String, understood: &Understood) {
    if understood.actions.is_empty() {
        return;
    }
    heading(out, &format!("Action items ({})", understood.actions.len()));
    for action in &understood.actions {
        let state = match action.state {
            ActionState::Unstated => "state not given",
            stated => stated.name(),
        };
        let kind = action.kind.map_or("type not given", |kind| kind.name());
        let owner = action.owner.as_deref().unwrap_or("no owner");
        let due = action
            .due
            .as_ref()
            .map_or("no date".to_owned(), DueDate::to_string);
        let text = action.text.lines().next().unwrap_or("");
        row(
            out,
            action.line,
            &format!("{text}\n  {kind}, {state}, {owner}, {due}"),
        );
    }
}

fn causes(out: &mut String, understood: &Understood) {
    if understood.causes.is_empty() {
        return;
    }
    heading(out, "Causes");
    for cause in &understood.causes {
        let evidence = if cause.evidence.is_empty() {
            String::new()
        } else {
            format!(": {}", cause.evidence)
        };
        let text = format!("{}{}{evidence}", cause.name, inferred(cause.origin));
        row(out, cause.line, &text);
    }
}

fn lessons(out: &mut String, understood: &Understood) {
    if understood.lessons.is_empty() {
        return;
    }
    heading(out, &format!("Lessons ({})", understood.lessons.len()));
    for lesson in &understood.lessons {
        let text = lesson.text.lines().next().unwrap_or("");
        row(out, lesson.line, &format!("{}: {text}", lesson.kind.name()));
    }
}

fn sections(out: &mut String, understood: &Understood) {
    if understood.sections.is_empty() {
        return;
    }
    heading(out, "Sections");
    for section in &understood.sections {
        let names: Vec<&str> = section.canonical.iter().map(|role| role.name()).collect();
        let role = if names.is_empty() {
            String::new()
        } else {
            format!(" = {}", names.join(", "))
        };
        row(out, section.line, &format!("{}{role}", section.heading));
    }
}
