//! Runs child processes: each in its own process group, with a time limit, in UTC.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::paths;
use crate::progress::{Step, human};
use crate::step_error::StepError;
use crate::watchdog::{Watchdog, end_group};

/// The number of a log's last lines that an error shows.
const TAIL: usize = 30;

/// A command that is run to its end.
pub(crate) struct Job {
    command: Command,
    limit: Duration,
    by_hand: Option<String>,
}

/// How a job ended.
enum End {
    Exited(ExitStatus),
    OutOfTime(Duration),
}

impl Job {
    /// Creates a job that runs `program` without input, for at most 10 minutes.
    pub(crate) fn new(program: impl AsRef<OsStr>) -> Self {
        let mut command = Command::new(program);
        command
            .env("TZ", "UTC")
            .stdin(Stdio::null())
            .process_group(0);
        Self {
            command,
            limit: Duration::from_secs(600),
            by_hand: None,
        }
    }

    /// Adds arguments.
    pub(crate) fn args<A: AsRef<OsStr>>(mut self, args: impl IntoIterator<Item = A>) -> Self {
        self.command.args(args);
        self
    }

    /// Sets an environment variable.
    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Removes an environment variable.
    pub(crate) fn env_remove(mut self, name: &str) -> Self {
        self.command.env_remove(name);
        self
    }

    /// Runs the command in `dir`.
    pub(crate) fn dir(mut self, dir: impl AsRef<Path>) -> Self {
        self.command.current_dir(dir);
        self
    }

    /// Sets the time limit.
    pub(crate) fn limit(mut self, limit: Duration) -> Self {
        self.limit = limit;
        self
    }

    /// Sets the command that a person would type instead, if it differs from this command.
    pub(crate) fn by_hand(mut self, command: impl Into<String>) -> Self {
        self.by_hand = Some(command.into());
        self
    }

    /// Runs the command as the step `what`; its output goes to the file `log` of the cache.
    pub(crate) fn logged(self, what: &str, log: &str) -> Result<()> {
        let mut step = Step::begin(what);
        let result = self.run_logged(what, log, || step.tick());
        step.end(if result.is_ok() { "done" } else { "failed" });
        result
    }

    /// Like [`Self::logged`], without progress.
    pub(crate) fn logged_quietly(self, what: &str, log: &str) -> Result<()> {
        self.run_logged(what, log, || ())
    }

    fn run_logged(mut self, what: &str, log: &str, tick: impl FnMut()) -> Result<()> {
        let path = log_path(log)?;
        let file =
            File::create(&path).with_context(|| format!("cannot write {}", path.display()))?;
        let by_hand = self.command_line();
        let program = self.program();
        self.command.stdout(file.try_clone()?).stderr(file);
        self.command.env("CARGO_TERM_COLOR", "never");
        let how = match self.wait(tick) {
            Ok(End::Exited(status)) if status.success() => return Ok(()),
            Ok(end) => end.describe(&program),
            Err(error) => format!("{error:#}"),
        };
        Err(StepError {
            what: what.to_owned(),
            why: format!("{how}; the end of {}:\n{}", path.display(), tail(&path)),
            by_hand,
        }
        .into())
    }

    /// Runs the command and shows its output.
    pub(crate) fn shown(mut self) -> Result<()> {
        let program = self.program();
        match self.wait(|| ())? {
            End::Exited(status) if status.success() => Ok(()),
            end => bail!("{}", end.describe(&program)),
        }
    }

    /// Runs the command, shows its output, and calls `see` with each line.
    pub(crate) fn shown_by_line(mut self, mut see: impl FnMut(&str)) -> Result<()> {
        let program = self.program();
        self.command.stdout(Stdio::piped());
        let (sender, lines) = mpsc::channel::<String>();
        let mut pass = |line: String| {
            println!("{line}");
            see(&line);
        };
        let end = self.wait_with(
            |child| {
                if let Some(out) = child.stdout.take() {
                    thread::spawn(move || {
                        for line in BufReader::new(out).lines().map_while(Result::ok) {
                            if sender.send(line).is_err() {
                                break;
                            }
                        }
                    });
                }
            },
            || lines.try_iter().for_each(&mut pass),
        )?;
        while let Ok(line) = lines.recv_timeout(Duration::from_secs(2)) {
            pass(line);
        }
        match end {
            End::Exited(status) if status.success() => Ok(()),
            end => bail!("{}", end.describe(&program)),
        }
    }

    /// Runs the command and returns its standard output; the error contains its standard error.
    pub(crate) fn output(mut self) -> Result<String> {
        let program = self.program();
        let out = self
            .command
            .output()
            .with_context(|| format!("cannot run {program}"))?;
        if !out.status.success() {
            bail!(
                "{program} ended with {}: {}",
                out.status,
                String::from_utf8_lossy(&out.stderr).trim()
            );
        }
        Ok(String::from_utf8_lossy(&out.stdout).into_owned())
    }

    fn wait(&mut self, tick: impl FnMut()) -> Result<End> {
        self.wait_with(|_| (), tick)
    }

    /// Starts the command, and waits for its end or for the limit.
    fn wait_with(
        &mut self,
        started: impl FnOnce(&mut Child),
        mut tick: impl FnMut(),
    ) -> Result<End> {
        let program = self.program();
        let mut child = self
            .command
            .spawn()
            .with_context(|| format!("cannot run {program}"))?;
        let began = Instant::now();
        let watchdog = Watchdog::over(child.id());
        started(&mut child);
        let mut pause = Duration::from_millis(2);
        let end = loop {
            tick();
            if let Some(status) = child.try_wait()? {
                break End::Exited(status);
            }
            if began.elapsed() > self.limit {
                end_group(child.id());
                child.wait()?;
                break End::OutOfTime(self.limit);
            }
            thread::sleep(pause);
            pause = (pause * 2).min(Duration::from_millis(100));
        };
        tick();
        if let Ok(watchdog) = watchdog {
            watchdog.dismiss();
        }
        Ok(end)
    }

    fn program(&self) -> String {
        let program = Path::new(self.command.get_program());
        program
            .file_name()
            .unwrap_or(program.as_os_str())
            .to_string_lossy()
            .into_owned()
    }

    fn command_line(&self) -> String {
        self.by_hand
            .clone()
            .unwrap_or_else(|| shell_line(&self.command))
    }
}

impl End {
    fn describe(&self, program: &str) -> String {
        match self {
            Self::Exited(status) => match status.code() {
                Some(code) => format!("{program} ended with code {code}"),
                None => format!("{program} was stopped: {status}"),
            },
            Self::OutOfTime(limit) => {
                format!(
                    "{program} was stopped after its time limit of {}",
                    human(*limit)
                )
            }
        }
    }
}

/// The path of the log `name` in the cache.
fn log_path(name: &str) -> Result<PathBuf> {
    let dir = paths::cache()?.join("log");
    fs::create_dir_all(&dir).with_context(|| format!("cannot make {}", dir.display()))?;
    Ok(dir.join(format!("{name}.log")))
}

/// The last lines of a file.
fn tail(path: &Path) -> String {
    let text = fs::read(path).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .collect();
    lines[lines.len().saturating_sub(TAIL)..].join("\n")
}

/// A command as a person would type it.
fn shell_line(command: &Command) -> String {
    let mut words = Vec::new();
    for (name, value) in command.get_envs() {
        if let Some(value) = value
            && !matches!(name.to_str(), Some("TZ" | "CARGO_TERM_COLOR" | "PATH"))
        {
            words.push(format!("{}={}", name.to_string_lossy(), quoted(value)));
        }
    }
    words.push(quoted(command.get_program()));
    words.extend(command.get_args().map(quoted));
    let line = words.join(" ");
    match command.get_current_dir() {
        Some(dir) => format!("(cd {} && {line})", quoted(dir.as_os_str())),
        None => line,
    }
}

fn quoted(word: &OsStr) -> String {
    let word = word.to_string_lossy();
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_=./:@+,%".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.into_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Job {
        Job::new("sh").args(["-c", script])
    }

    #[test]
    fn a_job_over_its_limit_is_ended_with_its_children() {
        let began = Instant::now();
        let error = shell("sleep 60 & sleep 60")
            .limit(Duration::from_millis(100))
            .shown()
            .unwrap_err();
        assert_eq!(
            error.to_string(),
            "sh was stopped after its time limit of 0.1 s"
        );
        assert!(began.elapsed() < Duration::from_secs(20));
    }

    #[test]
    fn every_line_is_passed_on() {
        let mut lines = Vec::new();
        shell("echo a; sleep 0.05; echo b")
            .shown_by_line(|line| lines.push(line.to_owned()))
            .unwrap();
        assert_eq!(lines, ["a", "b"]);
    }

    #[test]
    fn children_run_in_utc() {
        assert_eq!(shell("echo $TZ").output().unwrap(), "UTC\n");
    }

    #[test]
    fn commands_can_be_typed() {
        let job = Job::new("cargo").args(["install", "a b"]).env("X", "it's");
        assert_eq!(job.command_line(), r"X='it'\''s' cargo install 'a b'");
    }
}
