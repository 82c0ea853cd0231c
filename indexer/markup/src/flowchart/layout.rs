//! Places a diagram in layers, in the manner of Sugiyama.
//!
//! Edges that close a circle are turned round; every node goes one layer (or, if
//! a label needs room, two) below the lowest that leads to it; long edges get a
//! point in each layer between; layers are ordered by the middle of their
//! neighbours as long as that leaves fewer crossings; at last every point moves
//! as near to the middle of its neighbours as the others of its layer allow.
//! The same diagram always comes out the same.

mod order;
mod place;

use super::{Chart, Direction, Shape};

/// Sizes in pixels, at a text of 14 px.
pub(super) const LINE: i32 = 18;
const CHAR: f64 = 7.8;
const WRAP: usize = 24;
const BESIDE: i32 = 24;
const BETWEEN: i32 = 34;
const MARGIN: i32 = 8;

/// A rectangle around its middle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Area {
    pub(super) x: i32,
    pub(super) y: i32,
    pub(super) width: i32,
    pub(super) height: i32,
}

/// Where everything is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Layout {
    pub(super) width: i32,
    pub(super) height: i32,
    /// The nodes, in their order.
    pub(super) nodes: Vec<Area>,
    /// The edges, in their order.
    pub(super) edges: Vec<Path>,
}

/// The way of an edge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Path {
    /// Areas that it passes, from its start to its end, these included.
    pub(super) through: Vec<Area>,
    /// Which of them is its label.
    pub(super) label: Option<usize>,
}

/// A node, or a place where an edge passes a layer.
#[derive(Debug, Clone, Default)]
struct Point {
    layer: usize,
    /// Extent along the layer and across it.
    breadth: i32,
    depth: i32,
    /// Whether it is a node; edges are kept straight rather than nodes in the middle.
    is_node: bool,
    /// Neighbours in the layers before and after.
    before: Vec<usize>,
    after: Vec<usize>,
}

/// The lines of a text.
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

/// How wide a text is, in letters; those of other scripts count twice.
fn width_of(text: &str) -> usize {
    text.chars()
        .map(|c| if c > '\u{2e7f}' { 2 } else { 1 })
        .sum()
}

/// Width and height of a text with so much around it.
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

/// Places a diagram.
pub(super) fn layout(chart: &Chart) -> Layout {
    let is_flat = matches!(chart.direction, Direction::Right | Direction::Left);
    let turned = order::circles(chart);
    // Labels, and several edges between two nodes, need a layer of their own.
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

/// An area that was placed from top to bottom, in the diagram's direction;
/// `across` is the length of all layers.
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
