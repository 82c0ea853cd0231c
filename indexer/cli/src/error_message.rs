//! Formats errors for the terminal.

/// Returns the error with its causes. A cause is left out if the text before
/// already contains it, as in typed errors.
pub(crate) fn of(error: &anyhow::Error) -> String {
    let mut text = error.to_string();
    for cause in error.chain().skip(1).map(ToString::to_string) {
        if !text.contains(&cause) {
            text = format!("{text}: {cause}");
        }
    }
    text
}
