//! Decides how an element of raw HTML is rendered.

/// How an element of raw HTML is rendered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// The element is kept.
    Keep,
    /// Its tags are removed, its text is kept.
    Unwrap,
    /// The element and its content are removed: scripts, styles, pictures made of markup.
    Remove,
    /// The name is not an HTML element, so the tag is text in angle brackets.
    Unknown,
}

/// The elements that are kept: the only list of what pages may contain.
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

/// Elements whose tags are removed without a finding, because they only affect layout.
const HARMLESS: &[&str] = &[
    "address", "article", "aside", "center", "data", "font", "footer", "header", "hgroup", "main",
    "nav", "nobr", "picture", "search",
];

const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "img",
    "ins", "kbd", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
];

/// Elements without content that have a meaning even without attributes.
const VOID: &[&str] = &["br", "hr", "wbr"];

/// Elements whose end tag is optional, each with the parents of which the document must have one.
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

/// Attributes that have a meaning without a value.
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

/// Returns how the element `name` (in lower case) is rendered.
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

/// Whether the tags of `name` can be removed without a finding.
pub(super) fn is_harmless(name: &str) -> bool {
    HARMLESS.contains(&name)
}

/// Whether `name` is an inline element.
pub(crate) fn is_inline(name: &str) -> bool {
    INLINE.contains(&name)
}

pub(super) fn is_void(name: &str) -> bool {
    VOID.contains(&name)
}

/// Returns the parents of which one must exist so that `name` may stay open; `None` if
/// it must be closed.
pub(super) fn left_open_in(name: &str) -> Option<&'static [&'static str]> {
    LEFT_OPEN
        .iter()
        .find(|(left_open, _)| *left_open == name)
        .map(|(_, parents)| *parents)
}

pub(super) fn is_boolean(attribute: &str) -> bool {
    BOOLEAN.contains(&attribute)
}
