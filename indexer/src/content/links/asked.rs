//! What a document asked of the others, so that the same can be asked again.

use std::ops::Range;

use super::Links;
use crate::diagnostics::Diagnostic;
use crate::markdown::{Image, Link};

/// What was asked, what was answered, and what was found on the way.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Asked {
    answers: Vec<Answered>,
    findings: Vec<Diagnostic>,
}

/// A question with its answer.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Answered {
    /// As written in the document, and where.
    destination: String,
    span: Range<usize>,
    answer: Answer,
}

/// Where a destination leads, by what refers to it.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Answer {
    Link(Link),
    Image(Image),
    Related(Option<String>),
}

impl Asked {
    /// What was found about the answers.
    pub(crate) fn findings(&self) -> &[Diagnostic] {
        &self.findings
    }

    /// Leaves the findings alone.
    pub(crate) fn forget_answers(&mut self) {
        self.answers = Vec::new();
    }
}

impl Links<'_> {
    pub(super) fn note(&self, destination: &str, span: Range<usize>, answer: Answer) {
        self.answers.borrow_mut().push(Answered {
            destination: destination.to_owned(),
            span,
            answer,
        });
    }

    /// Asks the same again, and tells whether all answers are still the same.
    pub(crate) fn answer_as(&self, asked: &Asked) -> bool {
        asked.answers.iter().all(|asked| {
            let (destination, span) = (asked.destination.as_str(), asked.span.clone());
            let answer = match asked.answer {
                Answer::Link(_) => Answer::Link(self.find_link(destination, span.clone())),
                Answer::Image(_) => Answer::Image(self.find_image(destination, span.clone())),
                Answer::Related(_) => Answer::Related(self.find_related(destination, span.clone())),
            };
            let same = answer == asked.answer;
            self.note(destination, span, answer);
            same
        })
    }

    /// All that was asked.
    pub(crate) fn into_asked(self) -> Asked {
        Asked {
            answers: self.answers.into_inner(),
            findings: self.findings.into_vec(),
        }
    }
}
