//! The search page.

use leptos::prelude::*;
use search::language::HELP;

use crate::hooks::id;
use crate::islands::SearchPage;
use crate::model::Site;

use super::address::Place;
use super::head::Head;
use super::header::folder_url;
use super::search_field::SearchIn;
use super::shell::Shell;

/// Renders the search page.
pub(super) fn render(site: &Site) -> String {
    let place = Place::at("/search/");
    let shell = Shell {
        name: "search",
        kind: None,
        place: &place,
        head: Head {
            title: "Search",
            description: &format!(
                "Search {} by symptom, alert, error or log line.",
                site.title
            ),
            canonical: Some("/search/"),
            noindex: true,
            searches: true,
            ..Head::default()
        },
        search: SearchIn::Main,
    };
    shell.render(site, || {
        view! {
            <h1 class="visually-hidden">"Search"</h1>
            <noscript>
                <p class="notice">
                    "Search runs in your browser and needs JavaScript. The lists below have every page."
                </p>
            </noscript>
            <SearchPage kinds=site.kinds.iter().map(|(kind, _)| *kind).collect() />
            {help()}
            {browse(site, &place)}
        }
    })
}

/// The help: the query syntax and the keyboard shortcuts.
///
/// On other pages the loader shows it as a panel.
fn help() -> impl IntoView {
    let syntax: Vec<_> = HELP
        .iter()
        .map(|help| {
            view! {
                <div>
                    <dt><code>{help.example}</code></dt>
                    <dd>{help.meaning}</dd>
                </div>
            }
        })
        .collect();
    let keys: Vec<_> = KEYS
        .iter()
        .map(|(key, meaning)| {
            view! {
                <div>
                    <dt>{key.iter().map(|key| kbd(key)).collect::<Vec<_>>()}</dt>
                    <dd>{*meaning}</dd>
                </div>
            }
        })
        .collect();
    view! {
        <section class="kb-help" id=id::SEARCH_HELP aria-labelledby="kb-how">
            <h2 id="kb-how">"How to search"</h2>
            <p>
                "Type what you see: a symptom, an alert, an error. Or paste log lines or an alert's JSON: we pick out names and error codes and ignore dates and IDs. Typos and half words are fine."
            </p>
            <div class="kb-help__columns">
                <div>
                    <h3>"Narrow it down"</h3>
                    <dl>{syntax}</dl>
                </div>
                <div class="kb-help__keys">
                    <h3>"Keys"</h3>
                    <dl>{keys}</dl>
                </div>
            </div>
        </section>
    }
}

/// The keyboard shortcuts. `Ctrl` is `Cmd` on a Mac.
const KEYS: [(&[&str], &str); 15] = [
    (&["/"], "search, from anywhere"),
    (&["Ctrl", "K"], "the same, while typing too"),
    (&["↑", "↓"], "move through results"),
    (&["↵"], "open"),
    (&["Ctrl", "↵"], "open in a new tab"),
    (&["Tab"], "to the filters"),
    (&["Esc"], "close, clear, leave the field, remove highlights"),
    (&["j", "k"], "next and previous step or cause"),
    (&["x"], "rule a cause out, or undo that"),
    (&["c"], "confirm a cause"),
    (&["n", "p"], "next and previous section"),
    (&["f"], "steps only"),
    (&["↓", "↑"], "in a code block: select a command"),
    (&["↵"], "in a code block: copy the command"),
    (&["?"], "this help"),
];

fn kbd(key: &'static str) -> AnyView {
    match key {
        "Ctrl" => view! { <kbd class="kb-ctrl"></kbd> }.into_any(),
        key => view! { <kbd>{key}</kbd> }.into_any(),
    }
}

/// Links to all lists of documents.
pub(super) fn browse(site: &Site, place: &Place) -> impl IntoView + use<> {
    let kinds: Vec<_> = site
        .kinds
        .iter()
        .map(|(kind, count)| {
            view! {
                <li>
                    <a href=place.link(&folder_url(*kind))>
                        {kind.plural()} " " <span class="count">{*count}</span>
                    </a>
                </li>
            }
        })
        .collect();
    let symptoms = site
        .symptoms_url
        .as_deref()
        .map(|url| view! { <li><a href=place.link(url)>"Symptoms"</a></li> });
    let tags = site
        .tags_url
        .as_deref()
        .map(|url| view! { <li><a href=place.link(url)>"Tags"</a></li> });
    view! {
        <nav class="browse" aria-labelledby="kb-browse">
            <h2 id="kb-browse">"Or browse"</h2>
            <ul class="chips">
                {kinds}
                {symptoms}
                {tags}
                <li><a href=place.link("/")>"Home"</a></li>
            </ul>
        </nav>
    }
}
