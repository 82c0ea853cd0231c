//! Writes sample pages of every kind into a folder, for visual review.
//!
//! Run `cargo run -p app --example gallery -- FOLDER`, then serve the folder over HTTP
//! (the content security policy of the pages allows nothing from `file:`). Pages accept
//! `?theme=dark`. The published site does not contain the samples.

mod learning;
mod samples;

use std::path::Path;
use std::{env, fs, io};

use app::pages::{Page, render};

/// The style sheets, in the order of `style/README.md`.
const STYLE: [&str; 10] = [
    include_str!("../../../style/tokens.css"),
    include_str!("../../../style/base.css"),
    include_str!("../../../style/layout.css"),
    include_str!("../../../style/components.css"),
    include_str!("../../../style/prose.css"),
    include_str!("../../../style/code.css"),
    include_str!("../../../style/reading.css"),
    include_str!("../../../style/search.css"),
    include_str!("../../../style/learning.css"),
    include_str!("../../../style/print.css"),
];

/// Replaces the theme's script, and adds the elements that scripts add to a page.
const THEME: &str = "document.documentElement.classList.add('js');
const theme = new URLSearchParams(location.search).get('theme');
if (theme) document.documentElement.dataset.theme = theme;
addEventListener('DOMContentLoaded', () => {
  for (const code of document.querySelectorAll('.code')) {
    const copy = document.createElement('button');
    copy.type = 'button'; copy.className = 'kb-copy'; copy.textContent = 'Copy';
    code.append(copy);
  }
  document.querySelector('[data-due]')?.classList.add('is-overdue');
});";

/// States of the search as fixed HTML, because the island has no markup of its own here.
const CLOSED: &str = include_str!("closed.html");
const PANEL: &str = include_str!("panel.html");
const EMPTY: &str = include_str!("empty.html");
const RESULTS: &str = include_str!("results.html");

fn main() -> io::Result<()> {
    let folder = env::args()
        .nth(1)
        .unwrap_or_else(|| "target/gallery".to_owned());
    let folder = Path::new(&folder);
    let site = samples::site();
    let home = samples::home();
    let runbook = samples::runbook();
    let listing = samples::postmortems();
    let pages = [
        ("index.html", Page::Home(&home), CLOSED),
        (
            "runbooks/postgres-connections/index.html",
            Page::Document(&runbook),
            CLOSED,
        ),
        ("panel.html", Page::Home(&home), PANEL),
        ("runbooks/panel/index.html", Page::Document(&runbook), PANEL),
        ("empty/index.html", Page::Listing(&listing), EMPTY),
        ("search/index.html", Page::Search, RESULTS),
        ("404.html", Page::NotFound, CLOSED),
        ("postmortems/index.html", Page::Listing(&listing), CLOSED),
        (
            "runbooks/index.html",
            Page::Listing(&samples::runbooks()),
            CLOSED,
        ),
        ("tags/index.html", Page::Listing(&samples::tags()), CLOSED),
        (
            "postmortems/payment-outage/index.html",
            Page::Document(&samples::postmortem()),
            CLOSED,
        ),
        (
            "postmortems/payment-outage/brief/index.html",
            Page::Brief(&samples::postmortem()),
            CLOSED,
        ),
        (
            "lessons/index.html",
            Page::Lessons(&learning::all_lessons()),
            CLOSED,
        ),
        (
            "actions/index.html",
            Page::Actions(&learning::register()),
            CLOSED,
        ),
        (
            "insights/index.html",
            Page::Insights(&learning::insights()),
            CLOSED,
        ),
        (
            "services/payments/index.html",
            Page::Document(&samples::service()),
            CLOSED,
        ),
        (
            "guides/bare/index.html",
            Page::Document(&samples::bare()),
            CLOSED,
        ),
        (
            "old/index.html",
            Page::Redirect {
                from: "/old/",
                to: "/runbooks/postgres-connections/",
                title: "PostgreSQL connections exhausted",
            },
            CLOSED,
        ),
    ];
    for (file, page, search) in pages {
        write(
            &folder.join(file),
            &with_search(&render(&site, &page), search),
        )?;
    }
    write(&folder.join("style.css"), &STYLE.concat())?;
    write(&folder.join("theme.js"), THEME)?;
    write(
        &folder.join("icon.svg"),
        include_str!("../../static/icon.svg"),
    )
}

/// Inserts a state of the search into the page's island.
fn with_search(html: &str, search: &str) -> String {
    let Some(start) = html.find("<leptos-island") else {
        return html.to_owned();
    };
    let open = html[start..].find('>').map_or(start, |at| start + at + 1);
    let close = html.find("</leptos-island>").unwrap_or(open);
    format!("{}{search}{}", &html[..open], &html[close..])
}

fn write(file: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(file, text)
}
