//! Parses the supported part of Mermaid's flowchart syntax.

use super::{Chart, Direction, Edge, Node, Shape};

/// Larger diagrams are not drawn, because they are illegible.
const MOST_NODES: usize = 80;
const MOST_EDGES: usize = 160;
const LONGEST: usize = 300;

/// Keywords of unsupported statements.
const RESERVED: [&str; 8] = [
    "subgraph",
    "end",
    "style",
    "classDef",
    "class",
    "click",
    "linkStyle",
    "direction",
];

/// Shapes with their opening and closing brackets, the longest first.
const SHAPES: [(&str, &str, Shape); 4] = [
    ("([", "])", Shape::End),
    ("[", "]", Shape::Box),
    ("(", ")", Shape::Round),
    ("{", "}", Shape::Question),
];

/// Parses a block; `None` if it is another kind of diagram or has unsupported syntax.
pub(super) fn parse(source: &str) -> Option<Chart> {
    let lines = source.lines().map(str::trim);
    let mut lines = lines.filter(|line| !line.is_empty() && !line.starts_with("%%"));
    let mut head = lines.next()?.trim_end_matches(';').split_whitespace();
    if !matches!(head.next()?, "flowchart" | "graph") {
        return None;
    }
    let direction = match head.next() {
        None | Some("TD" | "TB") => Direction::Down,
        Some("BT") => Direction::Up,
        Some("LR") => Direction::Right,
        Some("RL") => Direction::Left,
        Some(_) => return None,
    };
    if head.next().is_some() {
        return None;
    }
    let mut reader = MermaidReader {
        chart: Chart {
            direction,
            nodes: Vec::new(),
            edges: Vec::new(),
        },
        rest: "",
    };
    for line in lines {
        reader.rest = line;
        reader.line()?;
    }
    let chart = reader.chart;
    let fits = !chart.nodes.is_empty()
        && chart.nodes.len() <= MOST_NODES
        && chart.edges.len() <= MOST_EDGES;
    fits.then_some(chart)
}

struct MermaidReader<'a> {
    chart: Chart,
    /// The rest of the line, not parsed yet.
    rest: &'a str,
}

impl<'a> MermaidReader<'a> {
    /// Parses statements up to the end of the line.
    fn line(&mut self) -> Option<()> {
        while !self.at_end() {
            self.statement()?;
            self.rest = self.rest.trim_start();
            if !self.eat(";") && !self.at_end() {
                return None;
            }
        }
        Some(())
    }

    fn at_end(&mut self) -> bool {
        self.rest = self.rest.trim_start();
        self.rest.is_empty()
    }

    fn eat(&mut self, text: &str) -> bool {
        match self.rest.strip_prefix(text) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// Parses a node and a chain of edges from it.
    fn statement(&mut self) -> Option<()> {
        let mut from = self.node()?;
        loop {
            self.rest = self.rest.trim_start();
            if !self.rest.starts_with("--") {
                return Some(());
            }
            let (label, arrow) = self.edge()?;
            let to = self.node()?;
            // A layered layout cannot show an edge from a node to itself.
            if from == to {
                return None;
            }
            self.chart.edges.push(Edge {
                from,
                to,
                label,
                arrow,
            });
            from = to;
        }
    }

    fn node(&mut self) -> Option<usize> {
        self.rest = self.rest.trim_start();
        let length = self
            .rest
            .find(|c: char| !c.is_alphanumeric() && c != '_')
            .unwrap_or(self.rest.len());
        let (id, rest) = self.rest.split_at(length);
        if id.is_empty() || RESERVED.contains(&id) {
            return None;
        }
        self.rest = rest;
        let shaped = self.shape()?;
        let known = self.chart.nodes.iter().position(|node| node.id == id);
        let number = known.unwrap_or_else(|| {
            self.chart.nodes.push(Node {
                id: id.to_owned(),
                text: id.to_owned(),
                shape: Shape::Box,
            });
            self.chart.nodes.len() - 1
        });
        if let Some((text, shape)) = shaped {
            let node = &mut self.chart.nodes[number];
            (node.text, node.shape) = (text, shape);
        }
        Some(number)
    }

    /// Parses the text and shape after an id, if there are any. The outer `None` is an
    /// unsupported shape.
    fn shape(&mut self) -> Option<Option<(String, Shape)>> {
        for (open, close, shape) in SHAPES {
            if !self.eat(open) {
                continue;
            }
            let text = self.text(close)?;
            return Some(Some((text, shape)));
        }
        // `>`, `@{` and other signs start unsupported shapes.
        let next = self.rest.chars().next();
        let ends = next.is_none_or(|c| c.is_whitespace() || matches!(c, ';' | '-'));
        ends.then_some(None)
    }

    /// Parses a text up to its closing bracket.
    fn text(&mut self, close: &str) -> Option<String> {
        let text = if self.eat("\"") {
            let (text, rest) = self.rest.split_once('"')?;
            self.rest = rest;
            text
        } else {
            let at = self.rest.find(close)?;
            let (text, rest) = self.rest.split_at(at);
            // Mermaid requires quotes around brackets; unquoted brackets are
            // part of another shape.
            if text.contains(['[', ']', '(', ')', '{', '}', '"', '|', '<']) && !is_break_only(text)
            {
                return None;
            }
            self.rest = rest;
            text
        };
        if !self.eat(close) || text.len() > LONGEST || text.starts_with(['`', '/', '\\']) {
            return None;
        }
        let text = unescape(text);
        (!text.is_empty()).then_some(text)
    }

    /// Parses an edge: its label, and whether it has an arrowhead.
    fn edge(&mut self) -> Option<(String, bool)> {
        let mut label = String::new();
        let mut arrow = self.line_of_edge();
        if arrow.is_none() {
            // After two dashes, the label is inside the line, and the line continues after it.
            let at = self.rest.find("--")?;
            label = unescape(&self.rest[..at]);
            self.rest = &self.rest[at..];
            if label.is_empty() {
                return None;
            }
            arrow = self.line_of_edge();
        }
        let arrow = arrow?;
        self.rest = self.rest.trim_start();
        if self.eat("|") {
            let (text, rest) = self.rest.split_once('|')?;
            self.rest = rest;
            label = unescape(text.trim().trim_matches('"'));
        }
        (label.len() <= LONGEST).then_some((label, arrow))
    }

    /// Parses `-->` or `---`, which may be longer; two dashes alone are not a line.
    fn line_of_edge(&mut self) -> Option<bool> {
        let dashes = self.rest.bytes().take_while(|byte| *byte == b'-').count();
        self.rest = &self.rest[dashes..];
        let arrow = self.eat(">");
        (arrow || dashes > 2).then_some(arrow)
    }
}

/// Whether line breaks are the only markup in a text.
fn is_break_only(text: &str) -> bool {
    let without = text
        .replace("<br>", "")
        .replace("<br/>", "")
        .replace("<br />", "");
    !without.contains(['[', ']', '(', ')', '{', '}', '"', '|', '<'])
}

/// Returns a text on one line, without Mermaid's escapes.
fn unescape(text: &str) -> String {
    let mut text = text
        .replace("<br>", " ")
        .replace("<br/>", " ")
        .replace("<br />", " ");
    for (escape, meant) in [
        ("#quot;", "\""),
        ("#lt;", "<"),
        ("#gt;", ">"),
        ("#35;", "#"),
        ("#amp;", "&"),
    ] {
        text = text.replace(escape, meant);
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
