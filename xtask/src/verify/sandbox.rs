//! Runs a page: its fixture and then its fences, in one shell with its own namespaces.

use std::cell::Cell;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, ensure};

use super::fixture;
use super::page::Page;
use crate::job::Job;
use crate::kb;
use crate::paths;
use crate::setup;

/// A scratch folder with the scripts of a page and their output; it is removed on drop.
pub(super) struct Sandbox {
    dir: PathBuf,
    snippets: usize,
    kept: Cell<bool>,
}

/// The results of a page.
#[derive(Debug)]
pub(super) struct Run {
    /// Why this machine cannot run the fixture.
    pub(super) skipped: Option<String>,
    /// Why the fixture failed.
    pub(super) fixture_error: Option<String>,
    /// The result of each fence, in order; `None` if it did not start or end.
    pub(super) results: Vec<Option<SnippetResult>>,
}

/// The result of a fence.
#[derive(Debug)]
pub(super) struct SnippetResult {
    /// The exit code.
    pub(super) code: i32,
    /// Standard output and standard error.
    pub(super) output: String,
}

/// The namespaces of a page; all its processes end with the first process.
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

/// The start of every page's script, before its fixture.
///
/// Namespaces do not separate folders for temporary files, in which programs use names made
/// of process ids (`/tmp/hsperfdata_root/12` of a JVM). Each page therefore has its own.
const PROLOGUE: &str = r#"set -euo pipefail
export TZ=UTC LC_ALL=C.UTF-8 HOME="$SANDBOX/home" TERM=dumb PAGER=cat
unset PGHOST PGUSER PGDATABASE PGPASSWORD TMPDIR
# Pages mostly wait. When they run, they come before what else keeps the machine
# busy: timeouts of services and of readers' commands are seconds.
echo -5 >/proc/$$/autogroup 2>/dev/null || renice -n -5 $$ >/dev/null || true
mkdir -p "$SANDBOX/home" "$SANDBOX/work"
mount -t tmpfs -o mode=0755 tmpfs /run
# own_folder DIR MODE: an empty folder in memory instead of DIR. What this run
# itself needs below DIR stays in place.
own_folder() {
  local path number=0 kept=/run/kb-verify-kept
  [ -d "$1" ] || return 0
  mkdir -p "$kept"
  for path in "${KEEP[@]}"; do
    number=$((number + 1))
    case $path in "$1"/*) ;; *) continue ;; esac
    if [ -d "$path" ]; then mkdir "$kept/$number"; else : >"$kept/$number"; fi
    mount --rbind "$path" "$kept/$number"
  done
  mount -t tmpfs -o "mode=$2" tmpfs "$1"
  number=0
  for path in "${KEEP[@]}"; do
    number=$((number + 1))
    [ -e "$kept/$number" ] && [ ! -e "$path" ] || continue
    if [ -d "$kept/$number" ]; then
      mkdir -p "$path"
    else
      mkdir -p "$(dirname "$path")"
      : >"$path"
    fi
    mount --rbind "$kept/$number" "$path"
  done
  for path in "$kept"/*; do
    [ ! -e "$path" ] || umount -l "$path"
  done
  rm -rf "$kept"
}
own_folder /tmp 1777
own_folder /var/tmp 1777
own_folder /dev/shm 1777
own_folder /root 0700
cd "$SANDBOX/work"
hostname kb-verify
printf '127.0.0.1 localhost kb-verify\n' >"$SANDBOX/hosts"
mount --bind "$SANDBOX/hosts" /etc/hosts
ip link set lo up
if [ -n "${KB_VERIFY_CLOCK:-}" ]; then
  seconds=$(($(date -u -d "$KB_VERIFY_CLOCK" +%s) - $(date +%s)))
  FAKETIME=$(printf '%+ds' "$seconds")
  LD_PRELOAD=$(ls /usr/lib/*/faketime/libfaketime.so.1)
  export FAKETIME LD_PRELOAD
  # The library's semaphores belong to the user who starts a program.
  setpriv() {
    local options=()
    while [ "$1" != -- ]; do
      options+=("$1")
      shift
    done
    shift
    LD_PRELOAD='' command setpriv "${options[@]}" -- env LD_PRELOAD="$LD_PRELOAD" "$@"
  }
fi
. "$VERIFY_LIB/lib.sh"
BEFORE=" $(compgen -v | tr '\n' ' ') "
"#;

/// The part of the script that fills in the page when its fixture is ready.
///
/// Variables of the page that the fixture has set in the shell, such as a process id,
/// override all other values.
fn fill_script(page: &Page, xtask: &Path) -> String {
    let is_shell_name = |name: &&String| {
        let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'_';
        name.bytes().all(plain) && !name.starts_with(|c: char| c.is_ascii_digit())
    };
    let names: Vec<&str> = page
        .variables
        .iter()
        .filter(is_shell_name)
        .map(String::as_str)
        .collect();
    format!(
        ": >\"$SANDBOX/values\"\n\
         for name in {}; do\n  \
         if [[ -v $name && $BEFORE != *\" $name \"* ]]; then\n    \
         printf '%s=%s\\0' \"$name\" \"${{!name}}\" >>\"$SANDBOX/values\"\n  fi\ndone\n\
         KB_BIN={} {} verify-content --only {} --fill \"$SANDBOX\"\n",
        names.join(" "),
        quoted(&kb::binary()),
        quoted(xtask),
        quoted(Path::new(&page.slug())),
    )
}

/// Writes the fences of `page` into the scratch folder `dir`, for [`fill_script`].
pub(super) fn fill(page: &Page, dir: &Path) -> Result<()> {
    for (number, snippet) in page.snippets.iter().enumerate() {
        ensure!(
            snippet.unfilled.is_empty(),
            "{}:{}: no valid value for {}\n  help: give the variable an example, or a value in the fixture",
            page.path,
            snippet.line,
            snippet.unfilled.join(", ")
        );
        let file = dir.join(format!("snippet-{number}"));
        fs::write(&file, &snippet.code)
            .with_context(|| format!("cannot write {}", file.display()))?;
    }
    Ok(())
}

/// The values that a fixture has set: `NAME=VALUE`, each terminated by a zero byte.
pub(super) fn values(dir: &Path) -> Result<Vec<(String, String)>> {
    let file = dir.join("values");
    let text =
        fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
    let pairs = text.split('\0').filter_map(|pair| pair.split_once('='));
    Ok(pairs
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect())
}

/// Checks that namespaces can be created here; the error contains the reason.
pub(super) fn possible() -> std::result::Result<(), &'static str> {
    let output = unshare_command().and_then(|words| {
        let mut words = words.into_iter();
        let program = words.next()?;
        Job::new(program).args(words).args(["true"]).output().ok()
    });
    match output {
        Some(_) => Ok(()),
        None => Err(
            "the fixtures need namespaces of their own: util-linux's unshare, and root or `sudo -n`",
        ),
    }
}

fn unshare_command() -> Option<Vec<&'static str>> {
    let root = setup::become_root()?;
    Some(root.iter().chain(UNSHARE).copied().collect())
}

impl Sandbox {
    /// Writes the script of `page` into a new scratch folder. Its shell calls the
    /// program at `xtask` to fill the fences.
    pub(super) fn new(page: &Page, xtask: &Path) -> Result<Self> {
        let dir = std::env::temp_dir().join(format!(
            "kb-verify-{}-{}",
            std::process::id(),
            page.path.replace(['/', '.'], "-")
        ));
        let _ = fs::remove_dir_all(&dir);
        fs::create_dir_all(&dir).with_context(|| format!("cannot make {}", dir.display()))?;
        // Services that run as other users access their folders below it.
        fs::set_permissions(&dir, fs::Permissions::from_mode(0o755))?;
        let sandbox = Self {
            dir,
            snippets: page.snippets.len(),
            kept: Cell::new(false),
        };
        fs::write(sandbox.dir.join("run"), sandbox.script(page, xtask))?;
        Ok(sandbox)
    }

    fn script(&self, page: &Page, xtask: &Path) -> String {
        let (root, target, kb) = (paths::root(), paths::target(), kb::binary());
        let keep = [&root, &target, xtask, &kb, &self.dir];
        let keep: Vec<String> = keep.into_iter().map(quoted).collect();
        let mut script = format!("KEEP=({})\n{PROLOGUE}", keep.join(" "));
        if page.fixture.exists {
            script += &format!(". {}\n", quoted(&page.fixture.file));
        }
        script += &fill_script(page, xtask);
        script += "touch \"$SANDBOX/ready\"\nset +eu +o pipefail\n";
        for (number, snippet) in page.snippets.iter().enumerate() {
            let name = format!("snippet-{number}");
            let call = if snippet.sql {
                let client = page.fixture.sql.as_deref().unwrap_or("false");
                format!("{client} <\"$SANDBOX/{name}\" >\"$SANDBOX/{name}.out\" 2>&1")
            } else {
                format!(". \"$SANDBOX/{name}\" >\"$SANDBOX/{name}.out\" 2>&1 </dev/null")
            };
            script += &format!("{call}\necho $? >\"$SANDBOX/{name}.code\"\n");
        }
        script
    }

    /// Runs the page for at most `limit`.
    pub(super) fn run(&self, limit: Duration) -> Result<Run> {
        let words =
            unshare_command().context("this user is not root, and `sudo -n` does not work")?;
        let log = self.dir.join("log");
        // In its own session, a page gets its share of the processors regardless of how many
        // processes other pages have (CONFIG_SCHED_AUTOGROUP).
        let shell = format!(
            "SANDBOX={dir} VERIFY_LIB={lib} exec setsid bash {script} >{log} 2>&1",
            dir = quoted(&self.dir),
            lib = quoted(&fixture::folder()),
            script = quoted(&self.dir.join("run")),
            log = quoted(&log),
        );
        let ended = Job::new(words[0])
            .args(&words[1..])
            .args(["bash", "-c", &shell])
            .limit(limit)
            .shown();
        let read = |path: &Path| {
            let bytes = fs::read(path).unwrap_or_default();
            String::from_utf8_lossy(&bytes).into_owned()
        };
        let fixture_error = (!self.dir.join("ready").exists()).then(|| {
            let how = ended
                .err()
                .map_or(String::new(), |error| format!("{error:#}\n"));
            format!(
                "{how}{}{}",
                read(&log),
                read(&self.dir.join("background.log"))
            )
        });
        let results = (0..self.snippets).map(|number| {
            let code = read(&self.dir.join(format!("snippet-{number}.code")));
            Some(SnippetResult {
                code: code.trim().parse().ok()?,
                output: read(&self.dir.join(format!("snippet-{number}.out"))),
            })
        });
        let skipped = fs::read_to_string(self.dir.join("skipped")).ok();
        Ok(Run {
            skipped,
            fixture_error,
            results: results.collect(),
        })
    }

    /// Keeps the scratch folder and returns its path.
    pub(super) fn keep(&self) -> &Path {
        self.kept.set(true);
        &self.dir
    }
}

impl Drop for Sandbox {
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

fn quoted(path: &Path) -> String {
    format!("'{}'", path.display().to_string().replace('\'', r"'\''"))
}
