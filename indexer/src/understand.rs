//! What a postmortem says, as data: when, how long, why, what follows.
//!
//! A document is read as its author wrote it, in whatever house style; nothing
//! here changes a word. Each thing that is understood carries the line it came
//! from and whether it was stated or inferred.

mod model;
mod rows;
mod time;

pub use model::{
    Action, ActionType, Canonical, Category, Cause, Contradiction, Detection, DetectionSource,
    Duration, Durations, Event, FalseLead, Figure, Leftover, Lesson, LessonKind, Mention, Moment,
    Origin, Phase, PhaseMark, SectionRole, State, Understood, Window,
};
