//! Writes a laid out diagram as SVG and as a list.

use std::fmt::Write;

use super::layout::{Area, LINE, Layout, Path, lines};
use super::{Chart, Direction, Shape};
use crate::escape::{push_attribute, push_text};

/// Length and half width of an arrowhead.
const HEAD: (i32, i32) = (9, 5);

/// Returns the figure: the drawing, and below it the same content as a list.
pub(super) fn figure(chart: &Chart, layout: &Layout, id: &str) -> String {
    let (width, height) = (layout.width, layout.height);
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = write!(
        out,
        "<figure class=\"flowchart\" id=\"{id}\"><div class=\"flowchart__scroll\" tabindex=\"0\" \
         role=\"group\" aria-label=\"Flowchart\"><svg class=\"flow\" xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" \
         aria-labelledby=\"{id}-title {id}-desc\" viewBox=\"0 0 {width} {height}\" \
         width=\"{width}\" height=\"{height}\"><title id=\"{id}-title\">Flowchart: "
    );
    push_text(&mut out, &chart.nodes[0].text);
    let _ = write!(out, "</title><desc id=\"{id}-desc\">");
    push_text(&mut out, &chart.sentences().join(". "));
    out.push_str("</desc>");
    for (edge, path) in chart.edges.iter().zip(&layout.edges) {
        draw_edge(&mut out, path, chart.direction, edge.arrow);
        if let Some(area) = path.label.and_then(|at| path.through.get(at)) {
            out.push_str("<g class=\"flow__label\">");
            rectangle(&mut out, *area, 4);
            draw_text(&mut out, *area, &edge.label);
            out.push_str("</g>");
        }
    }
    for (node, area) in chart.nodes.iter().zip(&layout.nodes) {
        let class = match node.shape {
            Shape::Box => "box",
            Shape::Round => "round",
            Shape::Question => "question",
            Shape::End => "end",
        };
        let _ = write!(out, "<g class=\"flow__node flow__node--{class}\">");
        match node.shape {
            Shape::Box => rectangle(&mut out, *area, 3),
            Shape::Round => rectangle(&mut out, *area, 10),
            Shape::End => rectangle(&mut out, *area, area.height / 2),
            Shape::Question => hexagon(&mut out, *area),
        }
        draw_text(&mut out, *area, &node.text);
        out.push_str("</g>");
    }
    out.push_str("</svg></div>");
    list(&mut out, chart);
    out.push_str("</figure>\n");
    out
}

fn rectangle(out: &mut String, area: Area, radius: i32) {
    let _ = write!(
        out,
        "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{radius}\"></rect>",
        area.x - area.width / 2,
        area.y - area.height / 2,
        area.width,
        area.height,
    );
}

/// Draws a question as a hexagon, because a rhombus would be too wide.
fn hexagon(out: &mut String, area: Area) {
    let (left, right) = (area.x - area.width / 2, area.x + area.width / 2);
    let (top, bottom) = (area.y - area.height / 2, area.y + area.height / 2);
    let point = (area.height / 2).min(18);
    let _ = write!(
        out,
        "<polygon points=\"{left},{y} {a},{top} {b},{top} {right},{y} {b},{bottom} {a},{bottom}\"></polygon>",
        y = area.y,
        a = left + point,
        b = right - point,
    );
}

fn draw_text(out: &mut String, area: Area, text: &str) {
    let lines = lines(text);
    let count = i32::try_from(lines.len()).unwrap_or(1);
    // The baseline of the first line is below the middle of its letters.
    let mut y = area.y - (count - 1) * LINE / 2 + 5;
    out.push_str("<text text-anchor=\"middle\">");
    for line in lines {
        let _ = write!(out, "<tspan x=\"{}\" y=\"{y}\">", area.x);
        push_text(out, &line);
        out.push_str("</tspan>");
        y += LINE;
    }
    out.push_str("</text>");
}

/// Draws a curve through all areas of a path, along the diagram's direction.
fn draw_edge(out: &mut String, path: &Path, direction: Direction, arrow: bool) {
    let is_flat = matches!(direction, Direction::Right | Direction::Left);
    let main = |area: &Area| if is_flat { area.x } else { area.y };
    let half = |area: &Area| {
        if is_flat {
            area.width / 2
        } else {
            area.height / 2
        }
    };
    let side = |area: &Area| if is_flat { area.y } else { area.x };
    let (Some(first), Some(last)) = (path.through.first(), path.through.last()) else {
        return;
    };
    let way = if main(last) >= main(first) { 1 } else { -1 };
    // The points where the curve leaves each area and enters the next.
    let mut points: Vec<(i32, i32)> = Vec::new();
    for (number, area) in path.through.iter().enumerate() {
        if number > 0 {
            points.push((main(area) - way * half(area), side(area)));
        }
        if number + 1 < path.through.len() {
            points.push((main(area) + way * half(area), side(area)));
        }
    }
    let Some(tip) = points.last().copied() else {
        return;
    };
    if arrow && let Some(end) = points.last_mut() {
        end.0 -= way * (HEAD.0 - 1);
    }
    let at = |(main, side): (i32, i32)| if is_flat { (main, side) } else { (side, main) };
    let Some(start) = points.first().copied().map(at) else {
        return;
    };
    let _ = write!(
        out,
        "<path class=\"flow__edge\" d=\"M{} {}",
        start.0, start.1
    );
    for pair in points.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        let end = at(to);
        if from.1 == to.1 {
            let _ = write!(out, "L{} {}", end.0, end.1);
        } else {
            let middle = i32::midpoint(from.0, to.0);
            let (a, b) = (at((middle, from.1)), at((middle, to.1)));
            let _ = write!(out, "C{} {} {} {} {} {}", a.0, a.1, b.0, b.1, end.0, end.1);
        }
    }
    out.push_str("\"></path>");
    if arrow {
        let back = tip.0 - way * HEAD.0;
        let (tip, a, b) = (
            at(tip),
            at((back, tip.1 - HEAD.1)),
            at((back, tip.1 + HEAD.1)),
        );
        let _ = write!(
            out,
            "<polygon class=\"flow__head\" points=\"{},{} {},{} {},{}\"></polygon>",
            tip.0, tip.1, a.0, a.1, b.0, b.1
        );
    }
}

/// Writes each node with outgoing edges and the nodes that they lead to.
fn list(out: &mut String, chart: &Chart) {
    out.push_str("<details class=\"flowchart__list\"><summary>The same as a list</summary><ul>");
    for (number, node) in chart.nodes.iter().enumerate() {
        let leads: Vec<_> = chart
            .edges
            .iter()
            .filter(|edge| edge.from == number)
            .collect();
        let is_led_to = chart.edges.iter().any(|edge| edge.to == number);
        if leads.is_empty() && is_led_to {
            continue;
        }
        out.push_str("<li>");
        push_text(out, &node.text);
        if !leads.is_empty() {
            out.push_str("<ul>");
            for edge in leads {
                out.push_str("<li>");
                if !edge.label.is_empty() {
                    out.push_str("<strong>");
                    push_text(out, &edge.label);
                    out.push_str(":</strong> ");
                }
                push_text(out, &chart.nodes[edge.to].text);
                out.push_str("</li>");
            }
            out.push_str("</ul>");
        }
        out.push_str("</li>");
    }
    out.push_str("</ul></details>");
}

/// Returns a placeholder for a figure in HTML that is not sanitised yet.
pub(crate) fn placeholder(id: &str) -> String {
    let mut out = String::from("<figure class=\"flowchart\" id=\"");
    push_attribute(&mut out, id);
    out.push_str("\"></figure>\n");
    out
}
