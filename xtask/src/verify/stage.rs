//! Runs a page: its scene, then its fences, in one shell in namespaces of its own.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result};

use super::page::Page;
use super::scene;
use crate::job::Job;
use crate::setup;

/// What a page stands on while it runs: a scratch folder with its scripts.
pub(super) struct Stage {
    dir: PathBuf,
    acts: usize,
    kept: std::cell::Cell<bool>,
}

/// How a page went.
#[derive(Debug)]
pub(super) struct Played {
    /// Why its scene could not be set.
    pub(super) scene_failed: Option<String>,
    /// Each fence, in order; `None` if it was not reached or did not end.
    pub(super) outcomes: Vec<Option<Outcome>>,
}

/// How a fence went.
#[derive(Debug)]
pub(super) struct Outcome {
    /// Exit code.
    pub(super) code: i32,
    /// What it printed, errors included.
    pub(super) printed: String,
}

/// Namespaces of a page; all its processes end with the first.
const UNSHARE: &[&str] = &[
    "unshare",
    "--net",
    "--pid",
    "--fork",
    "--kill-child",
    "--mount",
    "--mount-proc",
    "--uts",
    "--ipc",
];

/// What every page's shell does before its scene.
const OPENING: &str = "\
set -euo pipefail
export TZ=UTC LC_ALL=C.UTF-8 HOME=\"$SCENE/home\" TERM=dumb PAGER=cat
unset PGHOST PGUSER PGDATABASE PGPASSWORD
mkdir -p \"$SCENE/home\" \"$SCENE/work\"
cd \"$SCENE/work\"
mount -t tmpfs -o mode=0755 tmpfs /run
hostname kb-verify
printf '127.0.0.1 localhost kb-verify\\n' >\"$SCENE/hosts\"
mount --bind \"$SCENE/hosts\" /etc/hosts
ip link set lo up
. \"$VERIFY_LIB/lib.sh\"
";

/// Whether namespaces can be made here; else why not.
pub(super) fn possible() -> std::result::Result<(), &'static str> {
    let words = words();
    let out = words.and_then(|words| {
        let mut words = words.into_iter();
        let program = words.next()?;
        Job::new(program).args(words).args(["true"]).output().ok()
    });
    match out {
        Some(_) => Ok(()),
        None => Err(
            "the scenes need namespaces of their own: util-linux's unshare, and root or `sudo -n`",
        ),
    }
}

fn words() -> Option<Vec<&'static str>> {
    let root = setup::become_root()?;
    Some(root.iter().chain(UNSHARE).copied().collect())
}

impl Stage {
    /// Writes the scripts of `page`.
    pub(super) fn set(page: &Page) -> Result<Self> {
        let dir = std::env::temp_dir().join(format!(
            "kb-verify-{}-{}",
            std::process::id(),
            page.path.replace(['/', '.'], "-")
        ));
        let _ = fs::remove_dir_all(&dir);
        fs::create_dir_all(&dir).with_context(|| format!("cannot make {}", dir.display()))?;
        // Services under users of their own reach their folders below it.
        fs::set_permissions(&dir, fs::Permissions::from_mode(0o755))?;
        let stage = Self {
            dir,
            acts: page.acts.len(),
            kept: std::cell::Cell::new(false),
        };
        let mut script = OPENING.to_owned();
        if page.scene.exists {
            let scene = page.scene.file.display().to_string();
            script += &format!(". {}\n", quoted(&scene));
        }
        script += "touch \"$SCENE/set\"\nset +eu +o pipefail\n";
        for (number, act) in page.acts.iter().enumerate() {
            let name = format!("act-{number}");
            fs::write(stage.dir.join(&name), &act.code)?;
            let call = if act.sql {
                let client = page.scene.sql.as_deref().unwrap_or("false");
                format!("{client} <\"$SCENE/{name}\" >\"$SCENE/{name}.out\" 2>&1")
            } else {
                format!(". \"$SCENE/{name}\" >\"$SCENE/{name}.out\" 2>&1 </dev/null")
            };
            script += &format!("{call}\necho $? >\"$SCENE/{name}.code\"\n");
        }
        fs::write(stage.dir.join("play"), script)?;
        Ok(stage)
    }

    /// Runs them, for `limit` at most.
    pub(super) fn play(&self, limit: Duration) -> Result<Played> {
        let words = words().context("neither are we root nor does `sudo -n` work")?;
        let log = self.dir.join("log");
        let shell = format!(
            "SCENE={dir} VERIFY_LIB={lib} exec bash {dir}/play >{log} 2>&1",
            dir = quoted(&self.dir.display().to_string()),
            lib = quoted(&scene::folder().display().to_string()),
            log = quoted(&log.display().to_string()),
        );
        // How it ended shows in what it left behind.
        let ended = Job::new(words[0])
            .args(&words[1..])
            .args(["bash", "-c", &shell])
            .limit(limit)
            .shown();
        let read = |path: &Path| {
            let bytes = fs::read(path).unwrap_or_default();
            String::from_utf8_lossy(&bytes).into_owned()
        };
        let scene_failed = (!self.dir.join("set").exists()).then(|| {
            let how = ended
                .err()
                .map_or(String::new(), |error| format!("{error:#}\n"));
            format!(
                "{how}{}{}",
                read(&log),
                read(&self.dir.join("background.log"))
            )
        });
        let outcomes = (0..self.acts).map(|number| {
            let code = read(&self.dir.join(format!("act-{number}.code")));
            Some(Outcome {
                code: code.trim().parse().ok()?,
                printed: read(&self.dir.join(format!("act-{number}.out"))),
            })
        });
        Ok(Played {
            scene_failed,
            outcomes: outcomes.collect(),
        })
    }

    /// Leaves the scratch folder where it is.
    pub(super) fn keep(&self) -> &Path {
        self.kept.set(true);
        &self.dir
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        if !self.kept.get() {
            let dir = self.dir.display().to_string();
            let root = setup::become_root().unwrap_or_default();
            let words: Vec<&str> = root
                .iter()
                .copied()
                .chain(["rm", "-rf", "--", &dir])
                .collect();
            let _ = Job::new(words[0]).args(&words[1..]).output();
        }
    }
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}
