//! Assigns points to layers and orders each layer.

use super::super::Chart;
use super::Point;

/// Number of passes over the layers to improve their order.
const SWEEPS: usize = 8;

/// Returns for each edge whether it closes a cycle.
pub(super) fn circles(chart: &Chart) -> Vec<bool> {
    let mut turned = vec![false; chart.edges.len()];
    // 0: not visited; 1: on the current path; 2: done.
    let mut state = vec![0_u8; chart.nodes.len()];
    for root in 0..chart.nodes.len() {
        // Nodes on the current path, each with the number of its next edge.
        let mut way = vec![(root, 0)];
        if state[root] != 0 {
            continue;
        }
        state[root] = 1;
        while let Some((node, next)) = way.last_mut() {
            let Some(edge) = (*next..chart.edges.len()).find(|at| chart.edges[*at].from == *node)
            else {
                state[*node] = 2;
                way.pop();
                continue;
            };
            *next = edge + 1;
            let to = chart.edges[edge].to;
            match state[to] {
                0 => {
                    state[to] = 1;
                    way.push((to, 0));
                }
                1 => turned[edge] = true,
                _ => {}
            }
        }
    }
    turned
}

/// Returns the layer of each node: `step` below its lowest predecessor.
pub(super) fn layers(chart: &Chart, turned: &[bool], step: usize) -> Vec<usize> {
    let edges: Vec<(usize, usize)> = chart
        .edges
        .iter()
        .zip(turned)
        .map(|(edge, turned)| {
            if *turned {
                (edge.to, edge.from)
            } else {
                (edge.from, edge.to)
            }
        })
        .collect();
    let mut layers = vec![0; chart.nodes.len()];
    // Without cycles, the longest path has fewer edges than there are nodes.
    for _ in 0..chart.nodes.len() {
        let mut changed = false;
        for (from, to) in &edges {
            if layers[*to] < layers[*from] + step {
                layers[*to] = layers[*from] + step;
                changed = true;
            }
        }
        if !changed {
            break;
        }
    }
    layers
}

/// Returns the points of each layer, in an order with few crossings.
pub(super) fn order(points: &[Point]) -> Vec<Vec<usize>> {
    let count = points
        .iter()
        .map(|point| point.layer + 1)
        .max()
        .unwrap_or(0);
    let mut layers: Vec<Vec<usize>> = vec![Vec::new(); count];
    // Depth first, so that connected points start next to each other.
    let mut seen = vec![false; points.len()];
    for root in 0..points.len() {
        let mut stack = vec![root];
        while let Some(number) = stack.pop() {
            if std::mem::replace(&mut seen[number], true) {
                continue;
            }
            layers[points[number].layer].push(number);
            stack.extend(points[number].after.iter().rev());
        }
    }
    let mut best = (crossings(points, &layers), layers.clone());
    for sweep in 0..SWEEPS {
        let down = sweep % 2 == 0;
        for at in 0..count {
            let at = if down { at } else { count - 1 - at };
            let neighbour = if down {
                at.checked_sub(1)
            } else {
                Some(at + 1)
            };
            let Some(fixed) = neighbour.and_then(|at| layers.get(at)) else {
                continue;
            };
            let mut place = vec![0; points.len()];
            for (at, number) in fixed.iter().enumerate() {
                place[*number] = at;
            }
            let middle = |number: usize, own: usize| {
                let point = &points[number];
                let neighbours = if down { &point.before } else { &point.after };
                let sum: usize = neighbours.iter().map(|other| place[*other]).sum();
                // Means are scaled to integers for comparison; a point without
                // neighbours keeps its place.
                let count = neighbours.len().max(1);
                if neighbours.is_empty() {
                    own * 1000
                } else {
                    sum * 1000 / count
                }
            };
            let mut ordered: Vec<(usize, usize)> = layers[at]
                .iter()
                .enumerate()
                .map(|(own, number)| (middle(*number, own), *number))
                .collect();
            ordered.sort_by_key(|(middle, _)| *middle);
            layers[at] = ordered.into_iter().map(|(_, number)| number).collect();
        }
        let found = crossings(points, &layers);
        if found < best.0 {
            best = (found, layers.clone());
        }
    }
    best.1
}

/// Returns the number of pairs of edges that cross.
fn crossings(points: &[Point], layers: &[Vec<usize>]) -> usize {
    let mut place = vec![0; points.len()];
    for (at, number) in layers.iter().flat_map(|layer| layer.iter().enumerate()) {
        place[*number] = at;
    }
    let mut crossings = 0;
    for layer in layers {
        let edges: Vec<(usize, usize)> = layer
            .iter()
            .flat_map(|from| {
                points[*from]
                    .after
                    .iter()
                    .map(|to| (place[*from], place[*to]))
            })
            .collect();
        for (at, one) in edges.iter().enumerate() {
            let crossed = edges[at + 1..].iter().filter(|other| {
                (one.0 < other.0 && one.1 > other.1) || (one.0 > other.0 && one.1 < other.1)
            });
            crossings += crossed.count();
        }
    }
    crossings
}
