//! Findings about the content: each has a position and a remedy.

mod findings;
mod place;
pub mod rules;

use std::ops::Range;

pub use findings::Findings;
pub use place::{BOM, Lines, line_and_column};
pub use rules::{RULES, Rule};

/// The importance of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// An observation; it never fails a build.
    Notice,
    /// Probably a mistake; an error under `--strict`.
    Warning,
    /// Fails the build.
    Error,
}

impl Severity {
    /// Returns the name in JSON and in annotations of GitHub: `warning`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Notice => "notice",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A finding about a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Importance of the finding.
    pub severity: Severity,
    /// Stable kebab-case name of the rule, e.g. `unresolved-link`.
    pub code: &'static str,
    /// File relative to the content root, with `/`.
    pub path: String,
    /// Bytes of the file that the finding is about, if it has a position.
    pub span: Option<Range<usize>>,
    /// Line, from 1; 0 if the finding has no position.
    pub line: usize,
    /// Column in characters, from 1; 0 if the finding has no position.
    pub column: usize,
    /// What is wrong.
    pub message: String,
    /// A short text that is shown at the position.
    pub label: String,
    /// The remedy.
    pub help: Option<String>,
}

impl Diagnostic {
    /// Makes a finding of `rule` about the whole file at `path`.
    #[must_use]
    pub fn new(rule: &Rule, path: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            severity: rule.severity,
            code: rule.code,
            path: path.into(),
            span: None,
            line: 0,
            column: 0,
            message: message.into(),
            label: String::new(),
            help: None,
        }
    }

    /// Sets the position: `span` in bytes of `text`, the file's whole text.
    #[must_use]
    pub fn at(mut self, text: &str, span: Range<usize>) -> Self {
        (self.line, self.column) = line_and_column(text, span.start);
        self.span = Some(span);
        self
    }

    /// Sets the text that is shown at the position.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Sets the remedy.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// Turns warnings into errors if `strict`.
#[must_use]
pub fn promote(mut diagnostics: Vec<Diagnostic>, strict: bool) -> Vec<Diagnostic> {
    if strict {
        for diagnostic in &mut diagnostics {
            if diagnostic.severity == Severity::Warning {
                diagnostic.severity = Severity::Error;
            }
        }
    }
    diagnostics
}

/// Orders findings by file, position and code, so that the output never depends
/// on timing.
pub fn sort(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by(|a, b| {
        let key = |d: &Diagnostic| d.span.as_ref().map_or(0, |span| span.start);
        (&a.path, key(a), a.code, &a.message).cmp(&(&b.path, key(b), b.code, &b.message))
    });
}
