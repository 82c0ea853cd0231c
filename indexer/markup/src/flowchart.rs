//! Draws Mermaid flowcharts as SVG when the site is built.
//!
//! A `flowchart` (or `graph`) block becomes an SVG drawing with the same content as a
//! list below it. The supported syntax is: directions `TD`, `TB`, `BT`, `LR` and `RL`;
//! nodes `A`, `A[text]`, `A(text)`, `A{text}`, `A([text])`, with or without quotes around
//! the text; edges `-->`, `---`, `-->|label|`, `-- label -->`, in chains. A block with
//! any other syntax stays text.
//!
//! [`parse`] reads a block, [`layout`] places it in layers, [`draw`] writes it. Existing
//! crates emit `style` attributes, which the content security policy forbids. This module
//! uses classes that follow the reader's theme, and takes one thousandth of the time of a
//! script that draws diagrams.

mod draw;
mod layout;
mod parse;

pub(crate) use draw::placeholder;

/// A diagram.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Chart {
    direction: Direction,
    nodes: Vec<Node>,
    edges: Vec<Edge>,
}

/// The direction of the edges.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Direction {
    Down,
    Up,
    Right,
    Left,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Node {
    id: String,
    text: String,
    shape: Shape,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// `[text]`, and an id without a text.
    Box,
    /// `(text)`
    Round,
    /// `{text}`
    Question,
    /// `([text])`
    End,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Edge {
    from: usize,
    to: usize,
    label: String,
    arrow: bool,
}

/// A diagram as HTML, and as sentences for the search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Drawn {
    /// A `figure` with the drawing and the list.
    pub html: String,
    /// The edges as sentences: `A → yes: B`.
    pub sentences: Vec<String>,
}

/// Draws a Mermaid block. `id` is not a prefix of any other id on the page. Returns
/// `None` if the block has unsupported syntax.
pub(crate) fn render(source: &str, id: &str) -> Option<Drawn> {
    let chart = parse::parse(source)?;
    let layout = layout::layout(&chart);
    Some(Drawn {
        html: draw::figure(&chart, &layout, id),
        sentences: chart.sentences(),
    })
}

impl Chart {
    /// Returns one sentence for each edge, and one for each node without edges.
    fn sentences(&self) -> Vec<String> {
        let text = |node: usize| self.nodes[node].text.as_str();
        let mut sentences: Vec<String> = self
            .edges
            .iter()
            .map(|edge| match edge.label.as_str() {
                "" => format!("{} → {}", text(edge.from), text(edge.to)),
                label => format!("{} → {label}: {}", text(edge.from), text(edge.to)),
            })
            .collect();
        let is_alone = |node: &usize| {
            let mut edges = self.edges.iter();
            !edges.any(|edge| edge.from == *node || edge.to == *node)
        };
        let alone = (0..self.nodes.len()).filter(is_alone);
        sentences.extend(alone.map(|node| text(node).to_owned()));
        sentences
    }
}

#[cfg(test)]
mod tests;
