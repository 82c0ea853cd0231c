//! The command `kb new`.

use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

use crate::new::{self, Wanted};
use anyhow::Context;
use app::session::read::{self, Read};
use clap::Args;
use content::config::Config;
use model::Kind;

use crate::outcome::Outcome;
use crate::{report, status};

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  kb new runbook \"Payments: pool exhausted\"\n  kb new postmortem --from session-2026-12-01.md\n  \
                  kb new postmortem \"Payment outage\" --from - < session.md\n\n\
                  Prints the path of the new file. An existing file is never overwritten.\n\
                  A session is what the site recorded of an incident, exported as Markdown.\n\n\
                  Exit codes: 0 done, 1 the file exists or cannot be written, 2 misuse."
)]
pub(crate) struct NewArgs {
    /// Kind of the document
    #[arg(value_name = "KIND", value_parser = ["postmortem", "runbook", "guide", "service"])]
    kind: String,
    /// Its title; a postmortem of a session may take the session's name
    #[arg(value_name = "TITLE")]
    title: Option<String>,
    /// Recorded session to make a first postmortem of; `-` reads standard input
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    from: Option<PathBuf>,
    /// Folder with the Markdown
    #[arg(long, value_name = "DIR", default_value = "content")]
    content: PathBuf,
}

pub(crate) fn run(args: &NewArgs) -> anyhow::Result<Outcome> {
    let kind = Kind::from_name(&args.kind).context("no such kind")?;
    anyhow::ensure!(
        args.from.is_none() || kind == Kind::Postmortem,
        "only a postmortem is made --from a session\n  help: kb new postmortem --from FILE"
    );
    let session = args.from.as_deref().map(session).transpose()?;
    let title = args.title.clone().or_else(|| {
        let named = session.as_ref()?;
        Some(named.session.name.clone())
    });
    let title = title.unwrap_or_default();
    anyhow::ensure!(
        !title.trim().is_empty(),
        "a title is missing\n  help: kb new {} \"What users met\"",
        args.kind
    );
    let pages = match &session {
        Some(_) => pages(&args.content),
        None => Vec::new(),
    };
    let new = new::document(&Wanted {
        kind,
        title: &title,
        today: jiff::Timestamp::now()
            .to_zoned(jiff::tz::TimeZone::UTC)
            .date(),
        session: session.as_ref(),
        pages: &pages,
    });
    let path = args.content.join(&new.path);
    Ok(match write(&path, &new.text) {
        Ok(()) => {
            report::print(&format!("{}\n", path.display()))?;
            Outcome::Done
        }
        Err(problem) => {
            status::error(&format!("{}: {problem}", path.display()));
            Outcome::Failed
        }
    })
}

/// Reads a session, and warns about the lines that could not be read.
fn session(file: &Path) -> anyhow::Result<Read> {
    let shown = file.display();
    let bytes = if file == Path::new("-") {
        let mut bytes = Vec::new();
        std::io::stdin().read_to_end(&mut bytes)?;
        bytes
    } else {
        std::fs::read(file).with_context(|| format!("{shown}: cannot be read (--from)"))?
    };
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        anyhow::anyhow!("{shown}: byte {at} is not valid UTF-8; save the file as UTF-8")
    })?;
    let read = read::read(&text);
    anyhow::ensure!(
        !read.session.entries.is_empty(),
        "{shown}: holds no entry of a session\n  help: an entry is a line such as \
         `- 2026-12-01 03:02 UTC: Called the database team`"
    );
    for line in &read.left {
        status::say(&format!("{shown}:{line}: is no entry; left out"));
    }
    Ok(read)
}

/// Returns URL and path of the existing documents. If they cannot be read, the
/// draft has no links.
fn pages(content: &Path) -> Vec<(String, String)> {
    let config = std::path::absolute(content)
        .ok()
        .and_then(|root| Config::load(&root.parent()?.join("kb.toml")).ok());
    match content::load(content, &config.unwrap_or_default()) {
        Ok(read) => read
            .documents
            .into_iter()
            .map(|document| (document.url.clone(), document.path.clone()))
            .collect(),
        Err(_) => Vec::new(),
    }
}

/// Writes a file that must not exist yet.
fn write(path: &Path, text: &str) -> Result<(), String> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)
            .map_err(|error| format!("its folder cannot be made: {error}"))?;
    }
    let mut file = std::fs::File::create_new(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => {
            "exists already and is left as it is\n  help: choose another title, or edit that file"
                .to_owned()
        }
        _ => format!("cannot be written: {error}"),
    })?;
    file.write_all(text.as_bytes())
        .map_err(|error| format!("cannot be written: {error}"))
}
