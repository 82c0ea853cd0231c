//! The command `kb serve`.

mod watch;

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use crate::preview::{self, Preview};
use anyhow::Context;
use clap::Args;
use content::config::Config;
use site::frontend::Frontend;
use site::{BuildError, IncrementalBuilder};

use self::watch::Watched;
use super::build;
use crate::content_args::ContentArgs;
use crate::outcome::Outcome;
use crate::{report, status};

/// The default port.
const PORT: u16 = 4400;

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  kb serve\n  kb serve --content docs --port 8080\n\n\
                        Only this machine can open the preview; it ends with Ctrl-C."
)]
pub(crate) struct ServeArgs {
    #[command(flatten)]
    content: ContentArgs,
    /// Port to listen on; by default 4400, or a free one when that is taken
    #[arg(long, value_name = "N")]
    port: Option<u16>,
    /// The bundled frontend; by default the embedded one, else target/frontend
    #[arg(long, value_name = "DIR")]
    app: Option<PathBuf>,
}

pub(crate) fn run(args: &ServeArgs) -> anyhow::Result<Outcome> {
    let config = args.content.config()?;
    let frontend = Frontend::load(args.app.as_deref())?;
    let listener = listen(args.port)?;
    let address = listener.local_addr()?;
    let root = &args.content.content;

    let mut builder = Builder {
        args: &args.content,
        config: Arc::new(config),
        builder: IncrementalBuilder::new(root, Arc::new(frontend)),
        preview: Preview::new(),
    };
    // The watcher starts before the first build, so that changes during the build
    // are not missed.
    let watched = Watched::new(root, &args.content.config_path()?);
    if let Err(BuildError::Content { .. }) = builder.build() {
        return Ok(Outcome::Misuse);
    }
    let watched = watched?;
    let server = preview::start(builder.preview.clone(), listener)?;
    status::say(&format!(
        "serving http://{address}/ · {} is watched · Ctrl-C ends",
        root.display()
    ));

    while !server.is_finished() {
        if watched.changed()? {
            builder.rebuild();
        }
    }
    Ok(Outcome::Done)
}

/// Builds a new snapshot for the preview after each change.
struct Builder<'a> {
    args: &'a ContentArgs,
    config: Arc<Config>,
    builder: IncrementalBuilder,
    preview: Preview,
}

impl Builder<'_> {
    /// Reads the configuration again, and builds.
    fn rebuild(&mut self) {
        match self.args.config() {
            Ok(config) => {
                if config != *self.config {
                    self.config = Arc::new(config);
                }
                // `build` has already printed the error and sent it to the preview.
                let _ = self.build();
            }
            Err(error) => {
                let message = crate::error_message::of(&error);
                status::error(&message);
                self.preview.fail(message);
            }
        }
    }

    /// Builds and prints the result. After a failed build the previous snapshot
    /// is still shown.
    fn build(&mut self) -> Result<(), BuildError> {
        let began = Instant::now();
        let snapshot = match self.builder.snapshot(&self.config) {
            Ok(snapshot) => snapshot,
            Err(error) => {
                build::failed(&error);
                self.preview.fail(error.to_string());
                return Err(error);
            }
        };
        let took = began.elapsed().as_millis();
        let content = snapshot.content();
        let built = model::count(content.documents.len(), "document");
        let (diagnostics, sources) = (content.diagnostics.clone(), content.sources.clone());
        self.preview.show(snapshot);
        // The snapshot is shown first: finding the lines of the findings takes
        // longer than rendering a page.
        report::findings(&diagnostics, &sources);
        status::say(&format!("built {built} in {took} ms"));
        Ok(())
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
