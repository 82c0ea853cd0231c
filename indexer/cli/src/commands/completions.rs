//! The command `kb completions`.

use clap::{Args, Command};
use clap_complete::Shell;

use crate::outcome::Outcome;

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  kb completions bash > ~/.local/share/bash-completion/completions/kb\n  \
                        kb completions zsh > ~/.zfunc/_kb\n  kb completions fish > ~/.config/fish/completions/kb.fish"
)]
pub(crate) struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

pub(crate) fn run(args: &CompletionsArgs, command: &mut Command) -> anyhow::Result<Outcome> {
    // The script is written at once: generating it directly to stdout would panic
    // if the reader closes the pipe.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, command, "kb", &mut script);
    crate::report::print(&String::from_utf8_lossy(&script))?;
    Ok(Outcome::Done)
}
