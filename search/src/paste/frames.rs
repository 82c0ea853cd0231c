//! Stack frames.

/// Maximum length of a frame in bytes.
const MAX_FRAME_BYTES: usize = 400;
/// Packages of runtimes and libraries, whose frames say little about the
/// problem.
const LIBRARIES: &[&str] = &[
    "java.",
    "javax.",
    "jakarta.",
    "jdk.",
    "sun.",
    "com.sun.",
    "scala.",
    "kotlin.",
    "org.springframework.",
    "org.apache.",
    "io.netty.",
    "reactor.",
    "System.",
    "Microsoft.",
    "node:",
    "internal/",
    "std::",
    "core::",
    "tokio::",
    "runtime.",
    "net/http.",
];
/// Folders of libraries.
const FOLDERS: &[&str] = &[
    "node_modules",
    "site-packages",
    "/usr/lib",
    "/rustc/",
    "/go/src/",
    "lib/python",
];

/// A stack frame at the start of a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Frame {
    /// Length in bytes.
    pub(super) length: usize,
    /// Length of the part before file and line, which names the function.
    pub(super) function: usize,
    /// Whether the function is in a library.
    pub(super) library: bool,
}

/// Parses a frame of Java, Node, .NET (`at …`), Python (`File "…", line 7`) or
/// Go (`/src/main.go:42 +0x1d`).
pub(super) fn frame(text: &str) -> Option<Frame> {
    let text = &text[..text.floor_char_boundary(MAX_FRAME_BYTES)];
    let line = text.split(['\n', '\r']).next().unwrap_or(text);
    let (length, function) = if line.starts_with("at ") {
        at_frame(line)?
    } else if line.starts_with("File \"") {
        python(line)?
    } else {
        go(line)?
    };
    let line = &line[..length];
    let body = line.strip_prefix("at ").unwrap_or(line);
    let library = LIBRARIES.iter().any(|package| body.starts_with(package))
        || FOLDERS.iter().any(|folder| line.contains(folder));
    Some(Frame {
        length,
        function,
        library,
    })
}

/// `at com.shop.Till.pay(Till.java:42)`, `at pay (/app/till.js:42:7)`, `at
/// Shop.Till.Pay(Int32 sum) in /src/Till.cs:line 42`, `at ./src/till.rs:42:7`.
fn at_frame(line: &str) -> Option<(usize, usize)> {
    let name = line["at ".len()..].split(' ').next().unwrap_or_default();
    let word = "at ".len() + name.len();
    let bare = || has_line_number(name).then_some((word, word));
    let Some(open) = line.find('(').filter(|&open| open < word + 40) else {
        return bare();
    };
    let Some(close) = line[open..].find(')').map(|close| open + close) else {
        return bare();
    };
    let joined = name
        .split('(')
        .next()
        .is_some_and(|head| head.len() < name.len() && head.contains('.'));
    if !joined && !has_line_number(&line[open + 1..close]) {
        return bare();
    }
    let rest = &line[close + 1..];
    let place = rest.strip_prefix(" in ").and_then(|place| {
        let line = place.find(":line ")? + ":line ".len();
        let digits = place[line..].bytes().take_while(u8::is_ascii_digit).count();
        Some(" in ".len() + line + digits)
    });
    Some((close + 1 + place.unwrap_or(0), open))
}

/// `File "/app/till.py", line 42, in pay`.
fn python(line: &str) -> Option<(usize, usize)> {
    let at = line.find("\", line ")? + "\", line ".len();
    let digits = line[at..].bytes().take_while(u8::is_ascii_digit).count();
    (digits > 0).then_some((at + digits, at - "\", line ".len()))
}

/// `/src/till.go:42 +0x1d`.
fn go(line: &str) -> Option<(usize, usize)> {
    let at = line.split(' ').next()?;
    let rest = line[at.len()..].strip_prefix(" +0x")?;
    let digits = rest.bytes().take_while(u8::is_ascii_hexdigit).count();
    let end = at.len() + " +0x".len() + digits;
    (at.contains(".go:")).then_some((end, at.rfind(':').unwrap_or(at.len())))
}

/// Whether a text ends with a line number: `till.js:42:7`, `Till.java:42`.
fn has_line_number(text: &str) -> bool {
    let stem = text.trim_end_matches(|c: char| c.is_ascii_digit());
    stem.len() < text.len()
        && stem
            .strip_suffix(':')
            .is_some_and(|stem| stem.contains(['.', '/', ':']))
        || matches!(text, "Native Method" | "Unknown Source" | "<anonymous>")
}

#[cfg(test)]
mod tests {
    use super::frame;

    #[test]
    fn frames_of_six_languages() {
        for (text, function, library) in [
            (
                "at com.shop.Till.pay(Till.java:42)",
                "at com.shop.Till.pay",
                false,
            ),
            (
                "at java.net.Socket.connect(Native Method)",
                "at java.net.Socket.connect",
                true,
            ),
            ("at pay (/app/till.js:42:7)", "at pay ", false),
            (
                "at async Till.pay (/app/node_modules/till.js:42:7)",
                "at async Till.pay ",
                true,
            ),
            ("at /app/till.js:42:7", "at /app/till.js:42:7", false),
            (
                "at Shop.Till.Pay(Int32 sum) in /src/Till.cs:line 42",
                "at Shop.Till.Pay",
                false,
            ),
            ("at ./src/till.rs:42:7", "at ./src/till.rs:42:7", false),
            (
                "File \"/app/till.py\", line 42",
                "File \"/app/till.py",
                false,
            ),
            ("/src/till.go:42 +0x1d", "/src/till.go", false),
        ] {
            let found = frame(&format!("{text}\nnext")).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(&text[..found.function], function, "{text}");
            assert_eq!(
                (found.length, found.library),
                (text.len(), library),
                "{text}"
            );
        }
        for text in [
            "at the store (closed)",
            "at noon",
            "at example.com (see above)",
            "File a bug",
            "at ",
        ] {
            assert_eq!(frame(text), None, "{text}");
        }
    }
}
