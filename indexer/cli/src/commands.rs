//! The commands, each in a module of its own.

pub(crate) mod alert;
pub(crate) mod build;
pub(crate) mod check;
pub(crate) mod completions;
mod explain;
pub(crate) mod inspect;
pub(crate) mod new;
pub(crate) mod print_commands;
pub(crate) mod search;
pub(crate) mod serve;
