//! Reads the variables and suspects of runbooks.

use super::fields::{Fields, items};
use super::located::{Located, RawSuspect};
use super::value::{Data, Value};
use model::Variable;

/// Takes `variables`: a list of maps, a list of names, or a map by name.
pub(super) fn variables(fields: &mut Fields<'_>) -> Vec<Variable> {
    const ACCEPTED: &str =
        "a list of maps with `name`, and perhaps `description`, `default`, `pattern`, `example`";
    let Some(value) = fields.take(&["variables"]) else {
        return Vec::new();
    };
    let mut variables: Vec<Variable> = Vec::new();
    let named = match value.data {
        Data::Map(entries) if !entries.iter().any(|(key, _)| key.text == "name") => entries
            .into_iter()
            .map(|(name, value)| (Some(name.text), value))
            .collect(),
        data => {
            let value = Value {
                data,
                span: value.span,
            };
            items(value)
                .into_iter()
                .map(|item| (None, item))
                .collect::<Vec<_>>()
        }
    };
    for (name, item) in named {
        match variable(name, &item) {
            Some(variable) => variables.push(variable),
            None => fields.wrong_entry("variables", &item, ACCEPTED),
        }
    }
    variables
}

fn variable(name: Option<String>, item: &Value) -> Option<Variable> {
    let mut variable = Variable::default();
    match (&item.data, &name) {
        (Data::Text(text), None) => variable.name.clone_from(text),
        (Data::Text(text), Some(_)) => variable.default = Some(text.clone()),
        (Data::Nothing, Some(_)) => {}
        (Data::Map(entries), _) => {
            for (key, value) in entries {
                let text = text(value)?;
                match key.text.as_str() {
                    "name" => variable.name = text.unwrap_or_default(),
                    "description" => variable.description = text,
                    "default" => variable.default = text,
                    "pattern" => variable.pattern = text,
                    "example" => variable.example = text,
                    _ => {}
                }
            }
        }
        _ => return None,
    }
    if let Some(name) = name {
        variable.name = name;
    }
    let plain = variable
        .name
        .trim_matches(|c: char| matches!(c, '$' | '{' | '}' | '<' | '>') || c.is_whitespace());
    variable.name = plain.to_owned();
    (!variable.name.is_empty()).then_some(variable)
}

fn text(value: &Value) -> Option<Option<String>> {
    match &value.data {
        Data::Text(text) => Some(Some(text.trim().to_owned())),
        Data::Nothing => Some(None),
        _ => None,
    }
}

/// Takes `suspects`: a list of maps.
pub(super) fn suspects(fields: &mut Fields<'_>) -> Vec<RawSuspect> {
    const ACCEPTED: &str =
        "a list of maps with `cause`, `check`, `confirms`, `rules_out` and `then`";
    let Some(value) = fields.take(&["suspects"]) else {
        return Vec::new();
    };
    let mut suspects = Vec::new();
    for item in items(value) {
        match suspect(&item) {
            Some(suspect) => suspects.push(suspect),
            None => fields.wrong_entry("suspects", &item, ACCEPTED),
        }
    }
    suspects
}

fn suspect(item: &Value) -> Option<RawSuspect> {
    let mut suspect = RawSuspect::default();
    match &item.data {
        Data::Text(text) => suspect.cause = located(text, item),
        Data::Map(entries) => {
            for (key, value) in entries {
                let found = match &value.data {
                    Data::Text(text) => located(text, value),
                    Data::Nothing => None,
                    _ => return None,
                };
                match key.text.as_str() {
                    "cause" => suspect.cause = found,
                    "check" => suspect.check = found,
                    "confirms" => suspect.confirms = found,
                    "rules_out" => suspect.rules_out = found,
                    "then" => suspect.then = found,
                    _ => return None,
                }
            }
        }
        _ => return None,
    }
    suspect.cause.is_some().then_some(suspect)
}

fn located(text: &str, value: &Value) -> Option<Located> {
    let text = text.trim();
    (!text.is_empty()).then(|| Located {
        text: text.to_owned(),
        span: value.span.clone(),
    })
}
