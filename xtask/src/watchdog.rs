//! Ends a process group when xtask ends for any reason.
//!
//! A small shell waits at a pipe whose other end only xtask has open. If xtask is interrupted,
//! terminated or killed, the pipe closes and the shell ends the group. This covers all three
//! cases without signal handlers.

use std::io::{Result, Write};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};

const SCRIPT: &str = "read -r word; [ \"$word\" = done ] && exit
kill -s TERM -- \"-$0\"; sleep 2; kill -s KILL -- \"-$0\"";

/// The shell that watches a process group.
pub(crate) struct Watchdog {
    shell: Child,
}

impl Watchdog {
    /// Starts a watchdog for the group of process `leader`.
    pub(crate) fn over(leader: u32) -> Result<Self> {
        let shell = Command::new("sh")
            .args(["-c", SCRIPT, &leader.to_string()])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()?;
        Ok(Self { shell })
    }

    /// Stops the watchdog, because the leader of the group has ended.
    pub(crate) fn dismiss(mut self) {
        if let Some(mut pipe) = self.shell.stdin.take() {
            let _ = pipe.write_all(b"done\n");
        }
        let _ = self.shell.wait();
    }
}

/// Ends the group of process `leader`: first with TERM, then with KILL.
pub(crate) fn end_group(leader: u32) {
    let script = "kill -s TERM -- \"-$0\" && sleep 1; kill -s KILL -- \"-$0\"";
    let _ = Command::new("sh")
        .args(["-c", script, &leader.to_string()])
        .stderr(Stdio::null())
        .status();
}
