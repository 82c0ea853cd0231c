//! Parses the options of tasks.

use std::fmt;

/// The arguments after the task's name; each option is taken once.
pub(crate) struct Args {
    words: Vec<String>,
}

/// An argument that a task does not understand; xtask exits with code 2.
#[derive(Debug)]
pub(crate) struct Misuse(String);

impl Args {
    /// Parses the options in `words`; `--name=value` counts as two words.
    pub(crate) fn new(words: impl Iterator<Item = String>) -> Self {
        let words = words
            .flat_map(|word| match word.split_once('=') {
                Some((name, value)) if name.starts_with("--") => {
                    vec![name.to_owned(), value.to_owned()]
                }
                _ => vec![word],
            })
            .collect();
        Self { words }
    }

    /// Whether `--help` is one of the arguments.
    pub(crate) fn asks_for_help(&self) -> bool {
        self.words
            .iter()
            .any(|word| matches!(word.as_str(), "--help" | "-h"))
    }

    /// Takes the switch `name`; returns whether it was given.
    pub(crate) fn flag(&mut self, name: &str) -> bool {
        let before = self.words.len();
        self.words.retain(|word| word != name);
        self.words.len() < before
    }

    /// Takes every value of option `name`.
    pub(crate) fn values(&mut self, name: &str) -> Result<Vec<String>, Misuse> {
        let mut values = Vec::new();
        while let Some(at) = self.words.iter().position(|word| word == name) {
            if at + 1 == self.words.len() {
                return Err(Misuse(format!("{name} needs a value")));
            }
            values.push(self.words.remove(at + 1));
            self.words.remove(at);
        }
        Ok(values)
    }

    /// Takes the last value of option `name`.
    pub(crate) fn value(&mut self, name: &str) -> Result<Option<String>, Misuse> {
        Ok(self.values(name)?.pop())
    }

    /// Returns an error if an argument was not taken.
    pub(crate) fn done(self) -> Result<(), Misuse> {
        match self.words.first() {
            None => Ok(()),
            Some(word) => Err(Misuse(format!("`{word}` is not understood here"))),
        }
    }
}

impl Misuse {
    /// Creates an error with a message about a value.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }
}

impl fmt::Display for Misuse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Misuse {}

#[cfg(test)]
mod tests {
    use super::*;

    fn args(line: &str) -> Args {
        Args::new(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn options_are_taken_and_nothing_is_left() {
        let mut args = args("--dev --port=80 --skip a --skip b");
        assert!(args.flag("--dev"));
        assert!(!args.flag("--dev"));
        assert_eq!(args.value("--port").unwrap().as_deref(), Some("80"));
        assert_eq!(args.values("--skip").unwrap(), ["a", "b"]);
        args.done().unwrap();
    }

    #[test]
    fn misuse_names_the_word() {
        assert_eq!(
            args("--prot 80").done().unwrap_err().to_string(),
            "`--prot` is not understood here"
        );
        assert_eq!(
            args("--port").value("--port").unwrap_err().to_string(),
            "--port needs a value"
        );
    }
}
