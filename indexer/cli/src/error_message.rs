//! Messages of errors.

/// The error with its causes. A cause that the text before it contains is left out:
/// typed errors name theirs already.
pub(crate) fn of(error: &anyhow::Error) -> String {
    let mut text = error.to_string();
    for cause in error.chain().skip(1).map(ToString::to_string) {
        if !text.contains(&cause) {
            text = format!("{text}: {cause}");
        }
    }
    text
}
