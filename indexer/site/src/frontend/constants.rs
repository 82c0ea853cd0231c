//! Inserts Rust constants into the scripts of the pages.

use model::RUNBOOK_HEADINGS;
use model::slug::FOLDS;
use search::analysis::STOPWORDS;
use serde_json::{Map, Value, json};

/// Prefix of a constant in a script: `KB.SESSION_KEY`.
const PREFIX: &str = "KB.";

/// Replaces each `KB.NAME` in `script` with its value as JSON.
///
/// # Errors
/// Returns the first name that is not a constant.
pub(super) fn insert(script: &str) -> Result<String, String> {
    let mut out = String::with_capacity(script.len());
    let mut rest = script;
    while let Some(at) = rest.find(PREFIX) {
        let (before, after) = rest.split_at(at);
        let after = &after[PREFIX.len()..];
        let end = after
            .find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
            .unwrap_or(after.len());
        let name = &after[..end];
        out.push_str(before);
        let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '.');
        if before.ends_with(is_name) && !before.ends_with("...") {
            // This is a property, or another name that ends with the same letters.
            out.push_str(PREFIX);
            out.push_str(name);
        } else {
            let value = value(name).ok_or_else(|| name.to_owned())?;
            out.push_str(&value.to_string());
        }
        rest = &after[end..];
    }
    out.push_str(rest);
    Ok(out)
}

/// Returns the value of a constant.
fn value(name: &str) -> Option<Value> {
    Some(match name {
        "RUNBOOK_HEADINGS" => json!(RUNBOOK_HEADINGS),
        "STOPWORDS" => json!(STOPWORDS),
        "SLUG_FOLDS" => {
            let folds = FOLDS.iter();
            let folds = folds.map(|(plain, letters)| ((*plain).to_owned(), json!(letters)));
            Value::Object(folds.collect::<Map<_, _>>())
        }
        _ => {
            let mut all = app::contract::ALL.iter();
            json!(all.find(|(known, _)| *known == name)?.1)
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_replaced_by_their_values() {
        let script = "a(KB.SESSION_KEY,XKB.Y,[...KB.RUNBOOK_HEADINGS])";
        assert_eq!(
            insert(script).as_deref(),
            Ok(r#"a("kb-session",XKB.Y,[...["Meaning","Impact","Diagnosis","Mitigation"]])"#)
        );
    }

    #[test]
    fn an_unknown_name_is_an_error() {
        assert_eq!(insert("f(KB.NONE)"), Err("NONE".to_owned()));
    }

    #[test]
    fn all_declared_constants_exist_and_all_globals_of_rust_are_declared() {
        let declared = include_str!("../../../../app/loader/globals.d.ts");
        let block = declared
            .split_once("declare const KB: {")
            .and_then(|(_, rest)| rest.split_once("};"))
            .expect("the declaration of KB")
            .0;
        let names: Vec<&str> = block
            .lines()
            .filter_map(|line| line.trim().strip_prefix("readonly ")?.split(':').next())
            .collect();
        assert!(names.len() > 10, "{names:?}");
        for name in names {
            assert!(value(name).is_some(), "{name} is no constant");
        }
        let sources = [
            include_str!("../../../../app/src/browser/fetch.rs"),
            include_str!("../../../../app/src/browser/paste_reader.rs"),
        ];
        let mut globals = 0;
        for global in sources
            .iter()
            .flat_map(|text| text.split("js_name = ").skip(1))
        {
            let global = global.split([')', ',']).next().unwrap_or_default();
            globals += 1;
            assert!(
                declared.contains(&format!("  {global}("))
                    || declared.contains(&format!("  {global}:")),
                "{global} is not declared"
            );
        }
        assert!(globals >= 2, "{globals}");
    }
}
