//! Runs a page: its scene, then its fences, in one shell in namespaces of its own.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, ensure};

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
    /// Why this machine cannot hold the scene.
    pub(super) skipped: Option<String>,
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
BEFORE=\" $(compgen -v | tr '\\n' ' ') \"
";

/// Has the page filled in once its scene stands: variables of the page that the
/// scene has set in the shell, such as a process's id, count before all else.
fn filling(page: &Page) -> Result<String> {
    let is_name = |name: &&String| {
        let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'_';
        name.bytes().all(plain) && !name.starts_with(|c: char| c.is_ascii_digit())
    };
    let names: Vec<&str> = page
        .variables
        .iter()
        .filter(is_name)
        .map(String::as_str)
        .collect();
    let xtask = std::env::current_exe().context("cannot tell where xtask is")?;
    Ok(format!(
        ": >\"$SCENE/values\"\n\
         for name in {}; do\n  \
         if [[ -v $name && $BEFORE != *\" $name \"* ]]; then\n    \
         printf '%s=%s\\0' \"$name\" \"${{!name}}\" >>\"$SCENE/values\"\n  fi\ndone\n\
         KB_BIN={} {} verify-content --only {} --fill \"$SCENE\"\n",
        names.join(" "),
        quoted(&crate::kb::binary().display().to_string()),
        quoted(&xtask.display().to_string()),
        quoted(&page.slug()),
    ))
}

/// Writes the fences of `page` into the scratch folder `dir`, as [`filling`] asks for.
pub(super) fn fill(page: &Page, dir: &Path) -> Result<()> {
    for (number, act) in page.acts.iter().enumerate() {
        ensure!(
            act.lacks.is_empty(),
            "{}:{}: no value fits {}\n  help: give the variable an example, or a value in the scene",
            page.path,
            act.line,
            act.lacks.join(", ")
        );
        let file = dir.join(format!("act-{number}"));
        fs::write(&file, &act.code).with_context(|| format!("cannot write {}", file.display()))?;
    }
    Ok(())
}

/// The values that a scene has set: `NAME=VALUE`, each ended by a zero byte.
pub(super) fn values(dir: &Path) -> Result<Vec<(String, String)>> {
    let file = dir.join("values");
    let text =
        fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
    let pairs = text.split('\0').filter_map(|pair| pair.split_once('='));
    Ok(pairs
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect())
}

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
        script += &filling(page)?;
        script += "touch \"$SCENE/set\"\nset +eu +o pipefail\n";
        for (number, act) in page.acts.iter().enumerate() {
            let name = format!("act-{number}");
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
        let skipped = fs::read_to_string(self.dir.join("skipped")).ok();
        Ok(Played {
            skipped,
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
