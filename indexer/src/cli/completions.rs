//! `kb completions`.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::Outcome;

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  kb completions bash > ~/.local/share/bash-completion/completions/kb\n  \
                        kb completions zsh > ~/.zfunc/_kb\n  kb completions fish > ~/.config/fish/completions/kb.fish"
)]
pub(super) struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

pub(super) fn run(args: &CompletionsArgs) -> anyhow::Result<Outcome> {
    // Written at once: a reader that goes away early is no reason to panic.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut super::Cli::command(), "kb", &mut script);
    super::report::print(&String::from_utf8_lossy(&script))?;
    Ok(Outcome::Done)
}
