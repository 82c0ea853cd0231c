//! Checks which differently worded causes count as the same.

use app::model::{Kind, Suspect};

use super::*;
use model::FrontMatter;
use model::incident::{Cause, Origin, Understood};

fn document(kind: Kind, url: &str) -> Document {
    Document {
        path: String::new(),
        kind,
        url: url.to_owned(),
        title: "Incident".to_owned(),
        description: String::new(),
        front: FrontMatter::default(),
        steps: 0,
        html: String::new(),
        sections: Vec::new(),
        variables: Vec::new(),
        alerts: Vec::new(),
        links: Vec::new(),
        understood: Understood::default(),
    }
}

fn past(root_cause: &str, category: Category, links: &[&str]) -> Document {
    let mut document = document(Kind::Postmortem, "/postmortems/x/");
    document.front.root_cause = Some(root_cause.to_owned());
    document.links = links.iter().map(|&url| url.to_owned()).collect();
    document.understood.causes = vec![Cause {
        name: category.name().to_owned(),
        category: Some(category),
        origin: Origin::FrontMatter,
        evidence: String::new(),
        line: 0,
    }];
    document
}

fn runbook(cause: &str, then: &str) -> Document {
    let mut document = document(Kind::Runbook, "/runbooks/a/");
    document.front.suspects = vec![Suspect {
        cause: cause.to_owned(),
        then: then.to_owned(),
        ..Suspect::default()
    }];
    document
}

#[test]
fn causes_meet_across_wordings() {
    let leak = "A code path never gave its database connection back; leaked connections piled up";
    let table = [
        (
            "The code leaks connections",
            "",
            leak,
            Category::Capacity,
            &[][..],
            true,
        ),
        (
            "Queries or locks are slow",
            "",
            leak,
            Category::Capacity,
            &[],
            false,
        ),
        (
            "The pool cannot open new connections",
            "",
            leak,
            Category::Capacity,
            &[],
            false,
        ),
        // Two telling words are shared, and they are half of them.
        (
            "Pods run out of memory",
            "",
            "Memory of the pods was too small",
            Category::Capacity,
            &[],
            true,
        ),
        // One word alone is not enough, but it is with a category and a common page.
        (
            "A deploy broke it",
            "<a href=\"../roll-back/\">Roll back</a>",
            "The deploy held a typo",
            Category::Deploy,
            &["/runbooks/roll-back/"],
            true,
        ),
        (
            "A deploy broke it",
            "<a href=\"../roll-back/\">Roll back</a>",
            "The deploy held a typo",
            Category::Deploy,
            &[],
            false,
        ),
        (
            "A deploy broke it",
            "<a href=\"../roll-back/\">Roll back</a>",
            "The deploy held a typo",
            Category::Load,
            &["/runbooks/roll-back/"],
            false,
        ),
        // A link to the page itself is not evidence, because all its postmortems link to it.
        (
            "A deploy broke it",
            "<a href=\"./\">here</a>",
            "The deploy held a typo",
            Category::Deploy,
            &["/runbooks/a/"],
            false,
        ),
        // All telling words are shared, although there is only one.
        (
            "A deploy",
            "",
            "The deploy held a typo",
            Category::Deploy,
            &[],
            true,
        ),
        (
            "A deploy",
            "",
            "The deploy held a typo",
            Category::Load,
            &[],
            false,
        ),
        // The author links to the postmortem.
        (
            "Something else",
            "As in <a href=\"../../postmortems/x/#cause\">2023</a>",
            leak,
            Category::Load,
            &[],
            true,
        ),
    ];
    for (cause, then, root, category, links, expected) in table {
        let documents = [runbook(cause, then), past(root, category, links)].map(Arc::new);
        let profiles = Profiles::new(&documents);
        let had = profiles.had(&documents, 1, (0, 0), &BTreeSet::new());
        assert_eq!(had, expected, "{cause} / {root} / {category:?} / {links:?}");
    }
}

#[test]
fn words_of_the_symptom_tell_nothing() {
    let documents = [
        runbook("Connections refused", ""),
        past(
            "Connections were refused by a firewall",
            Category::Network,
            &[],
        ),
    ]
    .map(Arc::new);
    let profiles = Profiles::new(&documents);
    assert!(profiles.had(&documents, 1, (0, 0), &BTreeSet::new()));
    let symptom = BTreeSet::from(["connect", "refus"]);
    assert!(!profiles.had(&documents, 1, (0, 0), &symptom));
}

#[test]
fn false_leads_are_recognised() {
    let documents = [runbook("The load balancer sends traffic unevenly", "")].map(Arc::new);
    let profiles = Profiles::new(&documents);
    assert!(profiles.was_suspected(&documents, (0, 0), "the load balancer"));
    assert!(!profiles.was_suspected(&documents, (0, 0), "database load"));
    assert!(
        !profiles.was_suspected(&documents, (0, 0), "traffic"),
        "it names more"
    );
    assert!(!profiles.was_suspected(&documents, (0, 0), ""));
    assert!(!profiles.was_suspected(&documents, (0, 9), "load balancer"));
}

#[test]
fn how_people_work_is_no_suspect() {
    let mut document = past("x", Category::Process, &[]);
    assert_eq!(main_category(&document), None);
    let mut deploy = document.understood.causes[0].clone();
    deploy.category = Some(Category::Deploy);
    document.understood.causes.push(deploy);
    assert_eq!(main_category(&document), Some(Category::Deploy));
}

#[test]
fn links_of_a_page_are_found_by_address() {
    let html =
        "<a href=\"../b/#c\">b</a> <a href=\"https://x.example/\">x</a> <a href=\"#d\">d</a>";
    assert_eq!(targets(html, "/runbooks/a/"), ["/runbooks/b/"]);
}
