//! Writes a page's HTML and, in the same pass, its searchable sections.

mod code_blocks;
mod decisions;
mod flowcharts;
mod footnotes;
mod heading;
mod html_writer;
mod images;
mod inline;
mod inline_elements;
mod links;
mod lists;
mod page;
mod quotes;
mod raw_html;
mod renderer;
mod steps;
mod tables;
mod urls;

use model::finding::Findings;

use self::raw_html::Extent;
use self::renderer::Renderer;
use crate::events;

pub use inline::inline;
pub use page::{FoundVariable, Image, Link, Page, Rendered, Resolve};

/// Renders a page.
pub fn render(page: &Page<'_>, resolve: &dyn Resolve, findings: &Findings<'_>) -> Rendered {
    let mut renderer = Renderer::new(page, resolve, findings, Extent::Page);
    if let Some((language, text)) = page.unread {
        renderer.code_block(language, text);
    }
    let events: Vec<_> = events::events(&page.prepared.text).collect();
    renderer.run(&events);
    renderer.finish()
}
