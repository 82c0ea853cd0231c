//! Tests of links, images and files.

#![allow(clippy::unwrap_used)]

use crate::support::{Tree, at, findings};

/// Renders `markdown` as a page of a small tree. Returns its HTML without the
/// paragraph around it.
fn html(markdown: &str) -> String {
    let content = tree(markdown).load();
    let html = &at(&content, "runbooks/node/a.md").html;
    html.trim()
        .trim_start_matches("<p>")
        .trim_end_matches("</p>")
        .to_owned()
}

fn tree(markdown: &str) -> Tree {
    Tree::new()
        .config(|config| config.base_url = Some("https://kb.example/".to_owned()))
        .file("runbooks/node/a.md", markdown)
        .file(
            "runbooks/node/b.md",
            "# B title\n\n## How'd we do? (all)\n\n<a name=\"old\"></a>\n",
        )
        .file("runbooks/_index.md", "x")
        .file(
            "guides/deep dive.md",
            "---\naliases: /old/dive/\n---\n# D\n",
        )
        .file("guides/README.md", "x")
        .file("runbooks/node/img/g.png", "x")
        .file("runbooks/node/out.log", "x")
        .file("static/logo.gif", b"GIF89a\x05\x00\x06\x00")
}

#[test]
fn links_between_files_become_relative_addresses() {
    for (link, href) in [
        ("b.md", "../b/"),
        ("./b", "../b/"),
        ("b.html", "../b/"),
        ("b.md#how-d-we-do-all", "../b/#howd-we-do-all"),
        ("b.md#HOWD-WE-DO-ALL", "../b/#howd-we-do-all"),
        ("b.md#old", "../b/#old"),
        ("b.md#b-title", "../b/"),
        ("../../guides/deep%20dive.md", "../../guides/deep-dive/"),
        ("/guides/deep%20dive.md", "../../guides/deep-dive/"),
        ("/guides/deep-dive/", "../../guides/deep-dive/"),
        ("/old/dive", "../../guides/deep-dive/"),
        ("../../guides/", "../../guides/guides/"),
        ("..", "../runbooks/"),
        ("/search/?q=x", "../../search/?q=x"),
        (
            "https://kb.example/guides/deep-dive/",
            "../../guides/deep-dive/",
        ),
        ("out.log", "../../media/out-3ae7d805.log"),
    ] {
        assert_eq!(
            html(&format!("[t]({link})")),
            format!("<a href=\"{href}\">t</a>"),
            "{link}"
        );
    }
}

#[test]
fn links_out_of_the_site_are_left_alone() {
    for link in [
        "https://x.org/a?b&amp;c",
        "mailto:a@b.c",
        "tel:+49",
        "https://kb.example/other",
    ] {
        assert_eq!(
            html(&format!("[t]({link})")),
            format!("<a href=\"{link}\" rel=\"noopener\">t</a>")
        );
    }
    assert_eq!(
        html("[t](//x.org/a)"),
        "<a href=\"https://x.org/a\" rel=\"noopener\">t</a>"
    );
}

#[test]
fn links_to_nowhere_keep_their_text_and_are_reported() {
    let content = tree("See\n[the *text*](bb.md) and [own](#nowhere).\n").load();
    let document = at(&content, "runbooks/node/a.md");
    assert!(
        document
            .html
            .contains("title=\"This link leads nowhere\">the <em>text</em></span>")
    );
    assert!(document.links.is_empty());
    assert_eq!(
        findings(&content),
        [
            "warning unresolved-link runbooks/node/a.md:2:14 `bb.md` is no page of this site",
            "warning unresolved-fragment runbooks/node/a.md:2:31 this page has no section `#nowhere`",
        ]
    );
    assert_eq!(
        content.diagnostics[0].help.as_deref(),
        Some("did you mean `b.md`?")
    );
}

#[test]
fn hugo_references_are_links() {
    assert_eq!(
        html("[t]({{< ref \"./b.md\" >}})"),
        "<a href=\"../b/\">t</a>"
    );
    assert_eq!(
        html("[t]({{% relref \"b.md#old\" %}})"),
        "<a href=\"../b/#old\">t</a>"
    );
}

#[test]
fn images_beside_the_document_are_published() {
    let content = tree("![g](img/g.png) ![g](./img/g.png) ![l](/logo.gif)").load();
    let html = &at(&content, "runbooks/node/a.md").html;
    assert!(
        html.contains("<img src=\"../../media/g-3ae7d805.png\" alt=\"g\" loading=\"lazy\">"),
        "{html}"
    );
    assert!(
        html.contains("alt=\"l\" width=\"5\" height=\"6\" loading=\"lazy\">"),
        "{html}"
    );
    let assets: Vec<&str> = content
        .assets
        .iter()
        .map(|asset| asset.path.as_str())
        .collect();
    assert_eq!(assets, ["runbooks/node/img/g.png", "static/logo.gif"]);
}

#[test]
fn images_of_other_sites_become_links() {
    assert_eq!(
        html("![g](https://x.org/g.png)"),
        "<a href=\"https://x.org/g.png\" rel=\"noopener\">g</a>"
    );
    assert_eq!(
        html("[![g](https://x.org/g.png)](b.md)"),
        "<a href=\"../b/\">g</a>"
    );
    assert_eq!(
        html("<img src=\"https://x.org/g.png\" alt=\"raw\">"),
        "<a href=\"https://x.org/g.png\" rel=\"noopener\">raw</a>"
    );
}

#[test]
fn links_written_as_html_are_resolved_too() {
    assert_eq!(
        html("x <a href=\"b.md\">t</a>"),
        "x <a href=\"../b/\">t</a>"
    );
    assert_eq!(
        html("x <a href=\"java&#x09;script:alert(1)\">t</a>"),
        "x <span class=\"broken-link\" title=\"This link leads nowhere\">t</span>"
    );
}

#[test]
fn related_documents_are_addresses() {
    let content = tree("---\nrelated: [b.md, /guides/deep-dive/, gone.md]\n---\n").load();
    let document = at(&content, "runbooks/node/a.md");
    assert_eq!(
        document.front.related,
        ["/runbooks/b/", "/guides/deep-dive/"]
    );
    assert_eq!(
        findings(&content),
        ["warning unresolved-link runbooks/node/a.md:2:37 `gone.md` is no page of this site"]
    );
}

#[test]
fn trees_that_were_put_together_keep_their_own_roots() {
    let content = Tree::new()
        .file("site-a/docs/x.md", "[y](/docs/y)")
        .file("site-a/docs/y.md", "y")
        .load();
    assert_eq!(at(&content, "site-a/docs/x.md").links, ["/guides/y/"]);
}
