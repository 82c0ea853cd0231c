//! Tests of the pages of symptoms.

use crate::support::Project;

/// A project with a runbook that names two suspects, and three incidents, two of
/// which had the second suspect.
fn project() -> Project {
    let past = |cause: &str, service: &str| {
        format!(
            "---\nsymptoms: [slow responses at night]\nroot_cause: {cause}\ncauses: [capacity]\nservices: [{service}]\n---\n# Outage\n\nText.\n"
        )
    };
    Project::new()
        .with(
            "content/runbooks/slow.md",
            "---\ntitle: Slow shop\nsymptoms: [Slow responses, \"ERR 42: pool empty\"]\nsuspects:\n  - cause: The disk is full\n    check: df\n  - cause: The code leaks connections\n    check: count\n    then: \"[Go on](../guides/leak.md#find)\"\n---\n\nText.\n",
        )
        .with(
            "content/guides/leak.md",
            "# Leaks\n\n## Find\n\nText.\n\n## Why responses get slow\n\nText.\n",
        )
        .with("content/services/shop.md", "# Shop\n\nText.\n")
        .with("content/postmortems/a.md", past("Connections leaked from new code", "shop"))
        .with("content/postmortems/b.md", past("A leak of connections in code", "shop"))
        .with("content/postmortems/c.md", past("The queue ran out of memory", "queue"))
}

#[test]
fn suspects_are_ranked_by_what_happened_then_by_their_author() {
    let project = project();
    project.build(&[]).code(0);
    let page = project.site("symptoms/slow-responses/index.html");
    let order: Vec<usize> = [
        "The code leaks connections</h3>",
        "Capacity</h3>",
        "The disk is full</h3>",
    ]
    .iter()
    .map(|cause| {
        page.find(cause)
            .unwrap_or_else(|| panic!("{cause} in {page}"))
    })
    .collect();
    assert!(order.is_sorted(), "{order:?}");
    assert!(
        page.contains("Was the cause twice in 3 incidents")
            && page.contains("Was the cause once in 3 incidents")
    );
    assert!(
        page.contains("href=\"../../guides/leak/#find\""),
        "links lead where they led"
    );
    assert!(
        page.contains("href=\"../../guides/leak/#why-responses-get-slow\""),
        "a heading treats it"
    );
    let shop = project.site("symptoms/slow-responses/shop/index.html");
    assert!(shop.contains("Was the cause twice in 2 incidents") && !shop.contains("Capacity</h3>"));
    let runbook = project.site("runbooks/slow/index.html");
    assert!(runbook.contains("href=\"../../symptoms/slow-responses/\""));
    assert!(runbook.contains("Was the cause twice in 3 incidents"));
}

#[test]
fn the_index_leads_to_every_symptom() {
    let project = project();
    project.build(&[]).code(0);
    let index = project.site("symptoms/index.html");
    for link in [
        "href=\"slow-responses/\"",
        "href=\"slow-responses-at-night/\"",
        "href=\"err-42-pool-empty/\"",
    ] {
        assert!(index.contains(link), "{link} in {index}");
    }
    assert_eq!(
        project.site("symptoms/names.txt"),
        "Slow responses\nslow responses at night\n"
    );
    let guides = project.site("guides/index.html");
    assert!(
        guides.contains("By symptom") && guides.contains("href=\"../symptoms/slow-responses/\"")
    );
}

#[test]
fn a_symptom_without_incidents_shows_no_number() {
    let project = Project::new().with(
        "content/runbooks/a.md",
        "---\nsymptoms: [strange noise]\nsuspects:\n  - cause: A fan\n---\n# A\n\nText.\n",
    );
    project.build(&[]).code(0);
    let page = project.site("symptoms/strange-noise/index.html");
    assert!(
        page.contains("A fan</h3>")
            && !page.contains("Was the cause")
            && !page.contains("Based on")
    );
}
