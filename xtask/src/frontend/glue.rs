//! The JavaScript that wasm-bindgen writes, and our own, without what only
//! people read.

use std::collections::BTreeMap;

/// What begins a function that the module may import, in wasm-bindgen's text.
const ENTRY: &str = "        __wb";
/// What begins the lines that end one.
const END: &str = "        }";

/// Leaves out the functions that are not in `names`, and calls the others by
/// the names there.
pub(super) fn imports(text: &str, names: &BTreeMap<String, String>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut skips = false;
    for line in text.lines() {
        let entry = line
            .strip_prefix("        ")
            .filter(|_| line.starts_with(ENTRY));
        if let Some((name, rest)) = entry.and_then(|entry| entry.split_once(": function(")) {
            match names.get(name) {
                None => skips = true,
                Some(name) => out.extend(["        ", name, ": function(", rest, "\n"]),
            }
            continue;
        }
        if !skips {
            out.push_str(line);
            out.push('\n');
        } else if line.starts_with(END) {
            skips = false;
        }
    }
    out
}

/// Leaves out classes of other crates, which nothing makes: each with the
/// statement that follows it, and what forgets their memory.
pub(super) fn classes(text: &str, is_chosen: impl Fn(&str) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut skips = "";
    for line in text.lines() {
        let class = line
            .strip_prefix("export class ")
            .or(line.strip_prefix("const "));
        let name = class.and_then(|rest| rest.split([' ', '=']).next());
        let disposes = line.strip_prefix("if (Symbol.dispose) ");
        let disposed = disposes.and_then(|rest| rest.split('.').next());
        if skips.is_empty() && name.is_some_and(&is_chosen) {
            skips = if line.starts_with("const") { ";" } else { "}" };
        } else if skips.is_empty() && !disposed.is_some_and(&is_chosen) {
            out.push_str(line);
            out.push('\n');
        }
        let ends = match skips {
            "}" => line == "}",
            _ => line.ends_with(';'),
        };
        if ends {
            skips = "";
        }
    }
    out
}

/// Leaves out indents, empty lines, and lines that are nothing but a comment.
/// No string of ours goes on over the end of a line.
pub(super) fn bare(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut comment = false;
    for line in text.lines().map(str::trim) {
        comment |= line.starts_with("/**");
        if !(comment || line.is_empty() || line.starts_with("//")) {
            out.push_str(line);
            out.push('\n');
        }
        comment &= !line.ends_with("*/");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const GLUE: &str = "\
/**
 * @param {HTMLElement} el
 */
export function Box_1(el) {
    wasm.Box_1(el);
}
export class IntoStream {
    free() {
    }
}
if (Symbol.dispose) IntoStream.prototype[Symbol.dispose] = IntoStream.prototype.free;

function imports() {
    const import0 = {
        __proto__: null,
        __wbg_blur_c28: function() { return handleError(function (arg0) {
            arg0.blur();
        }, arguments); },
        __wbg_body_0da: function(arg0) {
            // The page's.
            return arg0.body;
        },
    };
}
const IntoStreamFinalization = (typeof FinalizationRegistry === 'undefined')
    ? { register: () => {} }
    : new FinalizationRegistry(ptr => wasm.free(ptr, 1));
export { imports };
";

    #[test]
    fn only_what_is_used_stays() {
        let names = [("__wbg_body_0da".to_owned(), "a".to_owned())].into();
        let glue = imports(GLUE, &names);
        let glue = classes(&glue, |name| name.starts_with("IntoStream"));
        let want = "\
export function Box_1(el) {
wasm.Box_1(el);
}
function imports() {
const import0 = {
__proto__: null,
a: function(arg0) {
return arg0.body;
},
};
}
export { imports };
";
        assert_eq!(bare(&glue), want);
    }

    #[test]
    fn what_is_used_stays_as_it_is() {
        let names =
            ["__wbg_blur_c28", "__wbg_body_0da"].map(|name| (name.to_owned(), name.to_owned()));
        let glue = imports(GLUE, &names.into());
        assert_eq!(classes(&glue, |_| false), GLUE);
    }
}
