//! A prerendered register or chart whose rows can be filtered: finds what the page
//! marked with attributes, and writes counts into it.
//!
//! - `data-row` marks a row that is counted; `data-f` has its facet values
//!   (`state:open owner:data-platform`), `data-v` its measures (`resolve=105`). Any
//!   element with `data-f` is hidden with the rows of the same values.
//! - `data-n="state:open"` shows how many visible rows have that value, `data-n=""` how
//!   many there are; `data-w` and `data-h` take the number as width or height of a bar.
//! - `data-q="resolve:50"` shows a percentile, `data-s` a sum; the point (`data-dot`) at
//!   the median is marked.
//! - `data-until` and `data-opened` are dates. Only the reader's clock knows what they
//!   mean: the values `state:overdue`, and `age:30`, `age:90`, `age:365`.
//! - `data-nothing` is shown while no row is.

use gloo::utils::document;
use wasm_bindgen::JsCast;
use web_sys::Element;

use crate::figures::{duration, fair_percentile};

/// Ages in days that can be chosen.
const AGES: [(i64, &str); 3] = [(30, " age:30"), (90, " age:90"), (365, " age:365")];

/// How many rows a choice shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shown {
    /// Visible rows.
    pub(crate) rows: usize,
    /// All rows.
    pub(crate) of: usize,
}

/// The register of the page.
pub(crate) struct RegisterPage {
    root: Element,
    /// Everything that has facet values.
    elements: Vec<Filtered>,
}

/// An element with facet values.
struct Filtered {
    element: Element,
    facts: Facts,
    is_row: bool,
}

/// What is known of a row.
#[derive(Debug, Clone, Default)]
struct Facts {
    /// Facet values, separated by spaces.
    tokens: String,
    /// Measures, separated by spaces.
    measures: String,
}

impl RegisterPage {
    /// Reads the register in the page's main part, and moves rows that are overdue to
    /// the top.
    pub(crate) fn read() -> Option<Self> {
        let root = document().query_selector("main").ok()??;
        let now = js_sys::Date::now();
        let elements = all(&root, "[data-f]").into_iter().map(|element| {
            let is_row = element.has_attribute("data-row");
            let mut tokens = attribute(&element, "data-f");
            if is_row {
                add_ages(&element, now, &mut tokens);
            }
            let measures = attribute(&element, "data-v");
            Filtered {
                element,
                facts: Facts { tokens, measures },
                is_row,
            }
        });
        let elements = elements.collect();
        Some(Self { root, elements })
    }

    /// Shows what has all the `chosen` facet values, and writes the counts.
    pub(crate) fn show(&self, chosen: &[String]) -> Shown {
        let mut rows: Vec<&Facts> = Vec::new();
        let mut of = 0;
        for one in &self.elements {
            let fits = chosen.iter().all(|token| one.facts.has(token));
            hide(&one.element, !fits);
            of += usize::from(one.is_row);
            if one.is_row && fits {
                rows.push(&one.facts);
            }
        }
        self.count(&rows);
        self.measure(&rows);
        for element in all(&self.root, "[data-nothing]") {
            hide(&element, !rows.is_empty());
        }
        Shown {
            rows: rows.len(),
            of,
        }
    }

    fn count(&self, rows: &[&Facts]) {
        for name in ["data-n", "data-w", "data-h"] {
            for element in all(&self.root, &["[", name, "]"].concat()) {
                let count = count_of(rows, &attribute(&element, name)).to_string();
                match name {
                    "data-w" => set(&element, "width", &count),
                    "data-h" => set(&element, "height", &count),
                    _ => element.set_text_content(Some(&count)),
                }
            }
        }
    }

    /// Writes percentiles and sums of the measures.
    fn measure(&self, rows: &[&Facts]) {
        for element in all(&self.root, "[data-q],[data-s]") {
            let key = attribute(&element, "data-q") + &attribute(&element, "data-s");
            let (name, percent) = key.split_once(':').unwrap_or((&key, ""));
            let values = ascending(name, rows);
            let value = if percent.is_empty() {
                Some(values.iter().sum())
            } else {
                let value = fair_percentile(&values, number(percent) as usize);
                if percent == "50" {
                    self.mark_median(name, value);
                }
                value
            };
            let text = value.map_or_else(|| "–".to_owned(), duration);
            element.set_text_content(Some(&text));
        }
    }

    fn mark_median(&self, name: &str, median: Option<i64>) {
        for point in all(&self.root, &["[data-dot=", name, "]"].concat()) {
            let is_median =
                median.is_some_and(|value| attribute(&point, "data-v") == value.to_string());
            let class = if is_median { "dot dot--median" } else { "dot" };
            set(&point, "class", class);
        }
    }
}

impl Facts {
    fn has(&self, token: &str) -> bool {
        self.tokens.split(' ').any(|known| known == token)
    }

    /// The values of the measure `name`.
    fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = i64> + 'a {
        let pairs = self
            .measures
            .split(' ')
            .filter_map(|one| one.split_once('='));
        let named = pairs.filter(move |(known, _)| *known == name);
        named.map(|(_, value)| number(value))
    }
}

/// How many rows have a facet value; all for an empty one.
fn count_of(rows: &[&Facts], token: &str) -> usize {
    if token.is_empty() {
        return rows.len();
    }
    rows.iter().filter(|row| row.has(token)).count()
}

/// The measures of one name, in ascending order.
fn ascending(name: &str, rows: &[&Facts]) -> Vec<i64> {
    let mut values = Vec::new();
    for value in rows.iter().flat_map(|row| row.values(name)) {
        // The library's sort would be most of this module's code.
        let at = values.partition_point(|other| *other < value);
        values.insert(at, value);
    }
    values
}

/// Adds the values that depend on the reader's clock, and moves an overdue row up.
fn add_ages(row: &Element, now: f64, tokens: &mut String) {
    let days = |name| {
        let date = js_sys::Date::parse(&attribute(row, name));
        // A missing or malformed date is NaN, which is no age.
        ((now - date) / 86_400_000.0).floor()
    };
    let opened = days("data-opened");
    for (least, token) in AGES {
        if opened >= least as f64 {
            tokens.push_str(token);
        }
    }
    // An item is due until the end of the day.
    if days("data-until") >= 1.0 {
        tokens.push_str(" state:overdue");
        if let Some(rows) = row.parent_element() {
            let first = all(&rows, "[data-row]:not([data-late])").into_iter().next();
            let before = first.as_ref().map(AsRef::as_ref);
            set(row, "data-late", "");
            // A row that cannot be moved stays.
            let _ = rows.insert_before(row, before);
        }
    }
}

/// The number of decimal digits; anything else is ignored.
fn number(digits: &str) -> i64 {
    let digits = digits.bytes().filter(u8::is_ascii_digit);
    digits.fold(0, |number, digit| number * 10 + i64::from(digit - b'0'))
}

fn hide(element: &Element, hidden: bool) {
    // Works on elements of HTML and of SVG; the name is well-formed.
    let _ = element.toggle_attribute_with_force("hidden", hidden);
}

fn set(element: &Element, name: &str, value: &str) {
    // Fails for malformed names only.
    let _ = element.set_attribute(name, value);
}

fn attribute(element: &Element, name: &str) -> String {
    element.get_attribute(name).unwrap_or_default()
}

/// The elements inside `root` that match a selector.
fn all(root: &Element, selector: &str) -> Vec<Element> {
    let Ok(list) = root.query_selector_all(selector) else {
        return Vec::new();
    };
    (0..list.length())
        .filter_map(|at| list.get(at))
        .map(JsCast::unchecked_into)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(tokens: &str, measures: &str) -> Facts {
        Facts {
            tokens: tokens.to_owned(),
            measures: measures.to_owned(),
        }
    }

    #[test]
    fn rows_are_counted_by_facet_value() {
        let rows = [facts("state:open owner:a", ""), facts("state:open", "")];
        let rows: Vec<&Facts> = rows.iter().collect();
        assert_eq!(count_of(&rows, ""), 2);
        assert_eq!(count_of(&rows, "state:open"), 2);
        assert_eq!(count_of(&rows, "owner:a"), 1);
        assert_eq!(count_of(&rows, "state:o"), 0);
    }

    #[test]
    fn measures_are_read_by_name_in_ascending_order() {
        let rows = [
            facts("", "resolve=105 detect=5"),
            facts("", "resolve=20"),
            facts("", ""),
        ];
        let rows: Vec<&Facts> = rows.iter().collect();
        assert_eq!(ascending("resolve", &rows), [20, 105]);
        assert_eq!(ascending("detect", &rows), [5]);
        assert_eq!(ascending("other", &rows), [0; 0]);
    }
}
