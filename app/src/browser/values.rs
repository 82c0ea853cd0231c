//! The reader's values for variables, stored for the current incident as lines of
//! `name=value`. They never leave the browser.

use gloo::utils::window;

use super::store;

/// The values stored for the current incident.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Values(Vec<(String, String)>);

impl Values {
    /// Reads the values of the current incident.
    pub(crate) fn load() -> Self {
        Self::parse(&store::get_for_incident(store::VALUES).unwrap_or_default())
    }

    /// Stores the values for the current incident.
    pub(crate) fn save(&self) {
        store::set_for_incident(store::VALUES, &self.to_text());
    }

    /// The value of a variable.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Sets the value of a variable, on one line; an empty value removes it.
    pub(crate) fn set(&mut self, name: &str, value: &str) {
        self.0.retain(|(known, _)| known != name);
        if !value.is_empty() {
            let value = value.replace(['\n', '\r'], " ");
            self.0.push((name.to_owned(), value));
        }
    }

    fn parse(text: &str) -> Self {
        let pairs = text.lines().filter_map(|line| line.split_once('='));
        let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
        Self(pairs.map(owned).collect())
    }

    fn to_text(&self) -> String {
        let mut text = String::new();
        for (name, value) in &self.0 {
            text.push_str(name);
            text.push('=');
            text.push_str(value);
            text.push('\n');
        }
        text
    }
}

/// The value that the URL has for a variable: an alert's label in the query or, if
/// it is not there, after `#`, which no server receives. The label `pod` is a value
/// of `pod_name` too.
pub(crate) fn from_url(name: &str) -> Option<String> {
    let location = window().location();
    let spellings = [
        name.to_owned(),
        name.trim_end_matches("_name").to_owned(),
        name.to_owned() + "_name",
        name.to_ascii_uppercase(),
        name.replace('_', "-"),
    ];
    let value = |part: String| {
        let labels = web_sys::UrlSearchParams::new_with_str(part.trim_start_matches(['?', '#']));
        let labels = labels.ok()?;
        spellings.iter().find_map(|spelling| labels.get(spelling))
    };
    let search = location.search().ok().and_then(value);
    search.or_else(|| location.hash().ok().and_then(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_stored_as_lines() {
        let mut values = Values::default();
        values.set("db_host", "a=b\nc");
        values.set("pod", "api");
        values.set("pod", "");
        assert_eq!(values.to_text(), "db_host=a=b c\n");
        assert_eq!(Values::parse(&values.to_text()), values);
        assert_eq!(values.get("db_host"), Some("a=b c"));
        assert_eq!(Values::parse("nonsense\n"), Values::default());
    }
}
