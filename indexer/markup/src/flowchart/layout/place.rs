//! Computes coordinates within ordered layers.

use super::{Area, BESIDE, BETWEEN, MARGIN, Point};

/// Number of passes that move points towards their neighbours.
const ROUNDS: usize = 12;

/// Returns the area of each point, and the total size along and across the layers.
pub(super) fn place(points: &[Point], layers: &[Vec<usize>]) -> (Vec<Area>, i32, i32) {
    let mut at = vec![0.0_f64; points.len()];
    for layer in layers {
        let mut end = 0.0;
        for number in layer {
            let breadth = f64::from(points[*number].breadth);
            at[*number] = end + breadth / 2.0;
            end += breadth + f64::from(BESIDE);
        }
    }
    for round in 0..ROUNDS {
        let down = round % 2 == 0;
        for step in 0..layers.len() {
            let layer = if down { step } else { layers.len() - 1 - step };
            settle(points, &layers[layer], down, &mut at);
        }
    }
    let left = |number: usize| at[number] - f64::from(points[number].breadth) / 2.0;
    let start = (0..points.len()).map(left).fold(f64::INFINITY, f64::min);
    let mut areas = vec![Area::default(); points.len()];
    let (mut along, mut across) = (0, MARGIN);
    let has_node = |layer: &Vec<usize>| layer.iter().any(|it| points[*it].is_node);
    for (number, layer) in layers.iter().enumerate() {
        if let Some(before) = number.checked_sub(1).and_then(|before| layers.get(before)) {
            // A layer without nodes already adds distance, so the gaps next to it are smaller.
            let whole = has_node(before) && has_node(layer);
            across += if whole { BETWEEN } else { BETWEEN * 2 / 3 };
        }
        let depth = layer.iter().map(|it| points[*it].depth).max().unwrap_or(0);
        for it in layer {
            let point = &points[*it];
            #[expect(clippy::cast_possible_truncation, reason = "diagrams are small")]
            let x = (at[*it] - start).round() as i32 + MARGIN;
            areas[*it] = Area {
                x,
                y: across + depth / 2,
                width: point.breadth,
                height: point.depth,
            };
            along = along.max(x + point.breadth / 2 + MARGIN);
        }
        across += depth;
    }
    (areas, along, across + MARGIN)
}

/// Moves the points of a layer as near to the mean of their neighbours as order and
/// distances allow. The result has the least weighted sum of squared deviations.
fn settle(points: &[Point], layer: &[usize], down: bool, at: &mut [f64]) {
    // Blocks of adjacent points: the weighted sum of their preferred positions, the sum
    // of their weights, and their number.
    let mut blocks: Vec<(f64, f64, usize)> = Vec::new();
    let mut offsets = Vec::with_capacity(layer.len());
    let mut offset = 0.0;
    for (place, number) in layer.iter().enumerate() {
        let point = &points[*number];
        if let Some(before) = place.checked_sub(1).map(|before| &points[layer[before]]) {
            offset += f64::from(before.breadth + point.breadth) / 2.0 + f64::from(BESIDE);
        }
        offsets.push(offset);
        let neighbours = if down { &point.before } else { &point.after };
        let wish = if neighbours.is_empty() {
            at[*number]
        } else {
            neighbours.iter().map(|it| at[*it]).sum::<f64>() / neighbours.len() as f64
        };
        let weight = match (neighbours.is_empty(), point.is_node) {
            (true, _) => 0.1,
            (false, true) => 1.0,
            (false, false) => 4.0,
        };
        blocks.push(((wish - offset) * weight, weight, 1));
        while let [.., a, b] = blocks.as_slice()
            && a.0 / a.1 > b.0 / b.1
        {
            let joined = (a.0 + b.0, a.1 + b.1, a.2 + b.2);
            blocks.truncate(blocks.len() - 2);
            blocks.push(joined);
        }
    }
    let places = blocks
        .iter()
        .flat_map(|(sum, weight, count)| std::iter::repeat_n(sum / weight, *count));
    for ((number, offset), place) in layer.iter().zip(offsets).zip(places) {
        at[*number] = place + offset;
    }
}
