//! Places a diagram in layers with the method of Sugiyama.
//!
//! Edges that close a cycle are reversed. Each node is one layer (two, if a label needs room)
//! below its lowest predecessor. Long edges get a point in each layer between. The points of
//! a layer are ordered by the mean position of their neighbours; the order with the fewest
//! crossings is kept. Finally each point moves as near to the mean of its neighbours as the
//! other points of its layer allow. The same diagram always has the same layout.

mod order;
mod place;

use super::{Chart, Direction, Shape};

/// Sizes in pixels, for a text size of 14 px.
pub(super) const LINE: i32 = 18;
const CHAR: f64 = 7.8;
const WRAP: usize = 24;
const BESIDE: i32 = 24;
const BETWEEN: i32 = 34;
const MARGIN: i32 = 8;

/// A rectangle, given by its centre.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Area {
    pub(super) x: i32,
    pub(super) y: i32,
    pub(super) width: i32,
    pub(super) height: i32,
}

/// The positions of all nodes and edges.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Layout {
    pub(super) width: i32,
    pub(super) height: i32,
    /// Areas of the nodes, in the order of the chart.
    pub(super) nodes: Vec<Area>,
    /// Paths of the edges, in the order of the chart.
    pub(super) edges: Vec<Path>,
}

/// The path of an edge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Path {
    /// Areas that the edge passes through, including its start and its end.
    pub(super) through: Vec<Area>,
    /// Index in `through` of the label.
    pub(super) label: Option<usize>,
}

/// A node, or a place where an edge passes a layer.
#[derive(Debug, Clone, Default)]
struct Point {
    layer: usize,
    /// Extent along the layer and across it.
    breadth: i32,
    depth: i32,
    /// Whether the point is a node. Straight edges have priority over centred nodes.
    is_node: bool,
    /// Neighbours in the layers before and after.
    before: Vec<usize>,
    after: Vec<usize>,
}

/// Wraps a text into lines.
pub(super) fn lines(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if width_of(line) + 1 + width_of(word) <= WRAP => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// Returns the width of a text in letters; wide characters (from U+2E80 on) count twice.
fn width_of(text: &str) -> usize {
    text.chars()
        .map(|c| if c > '\u{2e7f}' { 2 } else { 1 })
        .sum()
}

/// Returns width and height of a text with the padding `around`.
fn size(text: &str, around: (i32, i32)) -> (i32, i32) {
    let lines = lines(text);
    let letters = lines.iter().map(|line| width_of(line)).max().unwrap_or(0);
    #[expect(clippy::cast_possible_truncation, reason = "texts are short")]
    let width = (letters as f64 * CHAR).ceil() as i32;
    let height = i32::try_from(lines.len())
        .unwrap_or(i32::MAX / LINE)
        .saturating_mul(LINE);
    (width + around.0, height + around.1)
}

/// Lays out a diagram.
pub(super) fn layout(chart: &Chart) -> Layout {
    let is_flat = matches!(chart.direction, Direction::Right | Direction::Left);
    let turned = order::circles(chart);
    // Labels and parallel edges between two nodes need a separate layer.
    let apart = chart.edges.iter().enumerate().any(|(number, edge)| {
        let same = |other: &super::Edge| {
            (other.from, other.to) == (edge.from, edge.to)
                || (other.to, other.from) == (edge.from, edge.to)
        };
        !edge.label.is_empty() || chart.edges[..number].iter().any(same)
    });
    let step = if apart { 2 } else { 1 };
    let layers = order::layers(chart, &turned, step);

    let mut points: Vec<Point> = Vec::new();
    for (node, layer) in chart.nodes.iter().zip(&layers) {
        let around = match node.shape {
            Shape::Question => (48, 24),
            Shape::End => (36, 18),
            Shape::Box | Shape::Round => (24, 18),
        };
        points.push(point(size(&node.text, around), is_flat, *layer, true));
    }
    let mut ways: Vec<(Vec<usize>, Option<usize>)> = Vec::new();
    for (edge, turned) in chart.edges.iter().zip(&turned) {
        let (first, last) = if *turned {
            (edge.to, edge.from)
        } else {
            (edge.from, edge.to)
        };
        let (top, bottom) = (layers[first], layers[last]);
        let middle = usize::midpoint(top, bottom);
        let mut way = vec![first];
        let mut label = None;
        for layer in top + 1..bottom {
            let labelled = layer == middle && !edge.label.is_empty();
            let size = if labelled {
                label = Some(way.len());
                size(&edge.label, (12, 4))
            } else {
                (8, 8)
            };
            way.push(points.len());
            points.push(point(size, is_flat, layer, false));
        }
        way.push(last);
        for pair in way.windows(2) {
            points[pair[0]].after.push(pair[1]);
            points[pair[1]].before.push(pair[0]);
        }
        if *turned {
            label = label.map(|at| way.len() - 1 - at);
            way.reverse();
        }
        ways.push((way, label));
    }

    let layers = order::order(&points);
    let (areas, along, across) = place::place(&points, &layers);
    let fit = |area: &Area| turn(*area, chart.direction, across);
    let (width, height) = if is_flat {
        (across, along)
    } else {
        (along, across)
    };
    Layout {
        width,
        height,
        nodes: areas.iter().take(chart.nodes.len()).map(fit).collect(),
        edges: ways
            .into_iter()
            .map(|(way, label)| Path {
                through: way.into_iter().map(|point| fit(&areas[point])).collect(),
                label,
            })
            .collect(),
    }
}

fn point((width, height): (i32, i32), is_flat: bool, layer: usize, is_node: bool) -> Point {
    let (breadth, depth) = if is_flat {
        (height, width)
    } else {
        (width, height)
    };
    Point {
        layer,
        breadth,
        depth,
        is_node,
        ..Point::default()
    }
}

/// Rotates an area, which was placed from top to bottom, into the diagram's direction.
/// `across` is the total depth of all layers.
fn turn(area: Area, direction: Direction, across: i32) -> Area {
    let swapped = Area {
        x: area.y,
        y: area.x,
        width: area.height,
        height: area.width,
    };
    match direction {
        Direction::Down => area,
        Direction::Up => Area {
            y: across - area.y,
            ..area
        },
        Direction::Right => swapped,
        Direction::Left => Area {
            x: across - swapped.x,
            ..swapped
        },
    }
}
