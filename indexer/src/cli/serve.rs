//! `kb serve`.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::Duration;

use anyhow::Context;
use clap::Args;
use indexer::config::Config;
use indexer::frontend::Frontend;
use indexer::preview::{self, Event, Preview};
use indexer::site::{self, Build, BuildError};
use notify::{RecursiveMode, Watcher};

use super::{ContentArgs, Outcome, build, report, status};

/// Changes within this time are taken together: editors write a file in steps.
const DEBOUNCE: Duration = Duration::from_millis(50);

/// The port that is tried first.
const PORT: u16 = 4400;

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  kb serve\n  kb serve --content docs --port 8080\n\n\
                        Only this machine can open the preview; it ends with Ctrl-C."
)]
pub(super) struct ServeArgs {
    #[command(flatten)]
    content: ContentArgs,
    /// Port to listen on; by default 4400, or a free one when that is taken
    #[arg(long, value_name = "N")]
    port: Option<u16>,
    /// The bundled frontend; by default the embedded one, else target/frontend
    #[arg(long, value_name = "DIR")]
    app: Option<PathBuf>,
}

pub(super) fn run(args: &ServeArgs) -> anyhow::Result<Outcome> {
    let config = args.content.config()?;
    let frontend = Frontend::load(args.app.as_deref())?;
    let listener = listen(args.port)?;
    let address = listener.local_addr()?;
    let folder = tempfile::tempdir().context("no temporary folder for the preview")?;
    let out = folder.path().join("site");
    let root = &args.content.content;

    let first = rebuild(root, &out, &config, &frontend);
    if let Err(BuildError::Content { .. }) = &first {
        return Ok(Outcome::Misuse);
    }
    let preview = Preview::new(out.clone());
    if let Err(error) = &first {
        preview.announce(&Event::Failed(error.to_string()));
    }
    let server = preview::start(preview.clone(), listener)?;
    status::say(&format!(
        "serving http://{address}/ · {} is watched · Ctrl-C ends",
        root.display()
    ));

    let (sender, changes) = mpsc::channel();
    let mut watcher = notify::recommended_watcher(move |event| {
        // The receiver is gone only when the program ends.
        let _ = sender.send(event);
    })?;
    watcher
        .watch(root, RecursiveMode::Recursive)
        .with_context(|| format!("{}: cannot be watched", root.display()))?;
    while !server.is_finished() {
        if changed(&changes, root)? {
            match rebuild(root, &out, &config, &frontend) {
                Ok(()) => preview.announce(&Event::Reload),
                Err(error) => preview.announce(&Event::Failed(error.to_string())),
            }
        }
    }
    Ok(Outcome::Done)
}

/// Waits a moment for changes below `root`, and takes those that come together as one.
fn changed(
    changes: &mpsc::Receiver<notify::Result<notify::Event>>,
    root: &Path,
) -> anyhow::Result<bool> {
    let mut found = false;
    let mut patience = Duration::from_millis(200);
    loop {
        match changes.recv_timeout(patience) {
            // A build reads every file: being read is no change.
            Ok(Ok(event)) if event.kind.is_access() => {}
            Ok(Ok(event)) => found |= event.paths.iter().any(|path| !is_hidden(root, path)),
            Ok(Err(error)) => status::error(&format!("watching {}: {error}", root.display())),
            Err(mpsc::RecvTimeoutError::Timeout) => return Ok(found),
            Err(mpsc::RecvTimeoutError::Disconnected) => {
                anyhow::bail!("watching {} ended", root.display())
            }
        }
        if found {
            patience = DEBOUNCE;
        }
    }
}

/// Builds and says so; a failed build leaves the previous preview in place.
fn rebuild(
    root: &Path,
    out: &Path,
    config: &Config,
    frontend: &Frontend,
) -> Result<(), BuildError> {
    let result = site::build(&Build {
        content: root,
        out,
        config,
        frontend,
        strict: false,
    });
    match result {
        Ok(summary) => {
            report::findings(&summary.diagnostics, &summary.sources);
            let documents: usize = summary.documents.iter().map(|(_, number)| number).sum();
            let built = site::count(documents, "document");
            status::say(&format!(
                "built {built} in {} ms",
                summary.stages.total().as_millis()
            ));
            Ok(())
        }
        Err(error) => {
            build::failed(&error);
            Err(error)
        }
    }
}

fn listen(port: Option<u16>) -> anyhow::Result<TcpListener> {
    let bind = |port| TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port)));
    match port {
        Some(port) => bind(port)
            .with_context(|| format!("port {port} cannot be used: choose another with --port")),
        None => bind(PORT)
            .or_else(|_| bind(0))
            .context("no port of this machine can be used"),
    }
}

/// Whether a change concerns only files that are never read, such as an editor's own.
fn is_hidden(root: &Path, path: &Path) -> bool {
    let below = path
        .strip_prefix(std::path::absolute(root).unwrap_or_default())
        .or_else(|_| path.strip_prefix(root));
    below
        .unwrap_or(path)
        .components()
        .any(|part| part.as_os_str().to_string_lossy().starts_with('.'))
}
