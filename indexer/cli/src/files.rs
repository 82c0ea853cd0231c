//! Reads single Markdown files that are given as arguments.

use std::path::Path;

use content::config::Config;

/// Returns a file's text.
///
/// # Errors
/// When the file cannot be read; the error is a message for the user.
pub(crate) fn read(file: &Path) -> Result<String, String> {
    if file.is_dir() {
        return Err("is a folder; name the files in it".to_owned());
    }
    let bytes = std::fs::read(file).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file".to_owned(),
        _ => format!("cannot be read: {error}"),
    })?;
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        format!("byte {at} is not valid UTF-8; save the file as UTF-8")
    })
}

/// Returns the configuration nearest above a file, whose time zone applies to
/// times without a zone.
pub(crate) fn nearest_config(file: &Path) -> anyhow::Result<Config> {
    let absolute = std::path::absolute(file)?;
    let found = absolute
        .ancestors()
        .skip(1)
        .map(|folder| folder.join("kb.toml"))
        .find(|path| path.is_file());
    Ok(match found {
        Some(path) => Config::load(&path)?,
        None => Config::default(),
    })
}
