//! Ends a group of processes when xtask ends, however it ends.
//!
//! A tiny shell waits at a pipe whose other end only xtask holds. If xtask is
//! interrupted, terminated or killed, the pipe closes and the shell ends the
//! group: one mechanism for all of them, without signal handlers.

use std::io::{Result, Write};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};

const SCRIPT: &str = "read -r word; [ \"$word\" = done ] && exit
kill -s TERM -- \"-$0\"; sleep 2; kill -s KILL -- \"-$0\"";

/// The shell that watches over a process group.
pub(crate) struct Watchdog {
    shell: Child,
}

impl Watchdog {
    /// Watches over the group led by process `leader`.
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

    /// Lets the group be: its leader has ended.
    pub(crate) fn dismiss(mut self) {
        if let Some(mut pipe) = self.shell.stdin.take() {
            let _ = pipe.write_all(b"done\n");
        }
        let _ = self.shell.wait();
    }
}

/// Ends the group led by process `leader`: politely, then for good.
pub(crate) fn end_group(leader: u32) {
    let script = "kill -s TERM -- \"-$0\" && sleep 1; kill -s KILL -- \"-$0\"";
    let _ = Command::new("sh")
        .args(["-c", script, &leader.to_string()])
        .stderr(Stdio::null())
        .status();
}
