//! Names that WebAssembly and the scripts of a page share.
//!
//! The scripts write `KB.SESSION_KEY`; the value is put in when a site is built.

/// Defines each constant, and the table of all of them.
macro_rules! contract {
    ($($(#[$doc:meta])* $name:ident = $value:literal;)*) => {
        $($(#[$doc])* pub const $name: &str = $value;)*

        /// All constants: name and value.
        pub const ALL: &[(&str, &str)] = &[$((stringify!($name), $value)),*];
    };
}

contract! {
    /// Key of the id of the session that is being recorded.
    SESSION_KEY = "kb-session";
    /// Key of a session's entries.
    LOG_KEY = "kb-log";
    /// Key of events that no page has recorded yet.
    UNRECORDED_KEY = "kb-unheard";
    /// Key of the values of variables in an incident.
    VALUES_KEY = "kb-values";
    /// Key of the ticked steps of an incident, on all pages.
    STEPS_KEY = "kb-steps";
    /// Key of the suspects ruled out or confirmed in an incident.
    SUSPECTS_KEY = "kb-suspects";
    /// Key of the words of a search, for the page that a hit opens: three lines with
    /// the time in milliseconds, the URL and the words.
    LANDING_KEY = "kb-landing";
    /// Key of the searches of this browser: a search a line, newest first.
    SEARCHES_KEY = "kb-searches";
    /// Key in session storage of the last paste: a line for each form in which the
    /// field showed it, with the parts that were left out of that form; an empty line;
    /// the text.
    PASTE_KEY = "kb-paste";
    /// Key of the theme: `light` or `dark`.
    THEME_KEY = "kb-theme";
    /// Key of the size of text: `large` or `larger`.
    TEXT_SIZE_KEY = "kb-size";
    /// Name of the event that records something in a session. Its detail is
    /// `{"what": "copied", "text": "…"}` as JSON; whoever records it cancels it.
    RECORD_EVENT = "kb:record";
    /// Name of the event that the search sends once it is awake and idle.
    IDLE_EVENT = "kb:still";
    /// Id of the search field.
    SEARCH_INPUT_ID = "kb-q";
}
