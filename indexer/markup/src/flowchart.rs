//! Flowcharts, drawn when the site is built.
//!
//! A Mermaid `flowchart` (or `graph`) block becomes SVG and, below it, the same
//! as a list. What is understood: directions `TD`, `TB`, `BT`, `LR` and `RL`;
//! nodes `A`, `A[text]`, `A(text)`, `A{text}`, `A([text])`, with the text in
//! quotes or not; edges `-->`, `---`, `-->|label|`, `-- label -->`, in chains.
//! A block that uses anything else stays the text that it is.
//!
//! [`parse`] reads it, [`layout`] places it in layers, [`draw`] writes it. The
//! crates that do this emit themes with `style` attributes, which our policy
//! forbids, so it is done here: in one thousandth of the time of a diagram's
//! script, with classes that follow the reader's theme.

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

/// Where edges lead.
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
    /// `[text]`, and an id alone.
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
    /// A `figure` with the drawing and its list.
    pub html: String,
    /// What it says: `A → yes: B`.
    pub sentences: Vec<String>,
}

/// Draws a block of Mermaid. `id` is one that nothing else on the page begins
/// with. Nothing where the block holds what is not understood.
pub(crate) fn render(source: &str, id: &str) -> Option<Drawn> {
    let chart = parse::parse(source)?;
    let layout = layout::layout(&chart);
    Some(Drawn {
        html: draw::figure(&chart, &layout, id),
        sentences: chart.sentences(),
    })
}

impl Chart {
    /// What leads where, an edge at a time; then nodes without any.
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
