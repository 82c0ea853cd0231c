//! What becomes of an element of raw HTML.

/// What becomes of an element of raw HTML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It works as HTML.
    Keep,
    /// Its tags go, its text stays.
    Unwrap,
    /// It goes with all its content: code, style, pictures made of markup.
    Remove,
    /// It is no element of HTML: text in angle brackets.
    Unknown,
}

/// The elements that work as HTML: the one list of what pages may hold.
pub(crate) const KEPT: &[&str] = &[
    "a",
    "abbr",
    "b",
    "bdi",
    "bdo",
    "big",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "tt",
    "u",
    "ul",
    "var",
    "wbr",
];

const REMOVED: &[&str] = &["math", "script", "style", "svg", "template"];

const UNWRAPPED: &[&str] = &[
    "address",
    "applet",
    "area",
    "article",
    "aside",
    "audio",
    "base",
    "basefont",
    "body",
    "button",
    "canvas",
    "center",
    "data",
    "datalist",
    "dialog",
    "dir",
    "embed",
    "fieldset",
    "font",
    "footer",
    "form",
    "frame",
    "frameset",
    "head",
    "header",
    "hgroup",
    "html",
    "iframe",
    "input",
    "label",
    "legend",
    "link",
    "main",
    "map",
    "marquee",
    "menu",
    "menuitem",
    "meta",
    "meter",
    "nav",
    "nobr",
    "noembed",
    "noframes",
    "noscript",
    "object",
    "optgroup",
    "option",
    "output",
    "param",
    "picture",
    "plaintext",
    "progress",
    "search",
    "select",
    "slot",
    "source",
    "textarea",
    "title",
    "track",
    "video",
    "xmp",
];

/// Elements whose tags may go without a word: they only arrange.
const HARMLESS: &[&str] = &[
    "address", "article", "aside", "center", "data", "font", "footer", "header", "hgroup", "main",
    "nav", "nobr", "picture", "search",
];

const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "img",
    "ins", "kbd", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
];

/// Elements without content that mean something even without attributes.
const VOID: &[&str] = &["br", "hr", "wbr"];

/// Elements that HTML lets stay open, with those of which one must be around them.
const LEFT_OPEN: &[(&str, &[&str])] = &[
    ("p", &[]),
    ("li", &["ul", "ol"]),
    ("dt", &["dl"]),
    ("dd", &["dl"]),
    ("tr", &["table"]),
    ("td", &["table"]),
    ("th", &["table"]),
    ("thead", &["table"]),
    ("tbody", &["table"]),
    ("tfoot", &["table"]),
    ("colgroup", &["table"]),
    ("col", &["table"]),
    ("rt", &["ruby"]),
    ("rp", &["ruby"]),
];

/// Attributes that mean something without a value.
const BOOLEAN: &[&str] = &[
    "allowfullscreen",
    "async",
    "autofocus",
    "autoplay",
    "checked",
    "compact",
    "controls",
    "default",
    "defer",
    "disabled",
    "download",
    "hidden",
    "inert",
    "ismap",
    "itemscope",
    "loop",
    "multiple",
    "muted",
    "nomodule",
    "noshade",
    "novalidate",
    "nowrap",
    "open",
    "playsinline",
    "readonly",
    "required",
    "reversed",
    "selected",
];

/// What becomes of element `name` (in lower case).
pub(super) fn fate(name: &str) -> Fate {
    if KEPT.contains(&name) {
        Fate::Keep
    } else if REMOVED.contains(&name) {
        Fate::Remove
    } else if UNWRAPPED.contains(&name) {
        Fate::Unwrap
    } else {
        Fate::Unknown
    }
}

/// Whether removing the tags of `name` loses nothing worth telling.
pub(super) fn is_harmless(name: &str) -> bool {
    HARMLESS.contains(&name)
}

/// Whether `name` is within a line of text.
pub(crate) fn is_inline(name: &str) -> bool {
    INLINE.contains(&name)
}

pub(super) fn is_void(name: &str) -> bool {
    VOID.contains(&name)
}

/// The elements of which one must be there for `name` to be left open; `None` if it must be closed.
pub(super) fn left_open_in(name: &str) -> Option<&'static [&'static str]> {
    LEFT_OPEN
        .iter()
        .find(|(left_open, _)| *left_open == name)
        .map(|(_, parents)| *parents)
}

pub(super) fn is_boolean(attribute: &str) -> bool {
    BOOLEAN.contains(&attribute)
}
