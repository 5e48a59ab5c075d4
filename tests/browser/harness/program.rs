//! A server of others' making that runs beside a test, and ends with it.

use super::LOOK_EVERY;
use std::{
    ffi::OsStr,
    fs::{self, File},
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

/// How long a server may take until it answers, on a busy machine.
const START: Duration = Duration::from_secs(60);

/// How much of a log is shown when something goes wrong, in lines.
const TAIL: usize = 40;

/// Runs a server until it ends by itself, or until the pipe closes that `cat` reads: this program holds its other end, so
/// that it closes when this program ends, in whichever way. All are one process group. In the second case `$0` is removed,
/// a folder or nothing.
const WATCHED: &str = r#"
exec 3<&0 </dev/null
"$@" 3<&- &
server=$!
trap 'told_to_end=1' TERM
{ trap '' TERM; cat <&3 >/dev/null; kill -TERM 0; } &
wait "$server"
if [ "$told_to_end" ]; then
    wait "$server"
    [ -z "$0" ] || rm -rf "$0"
fi
"#;

/// A running server. It is ended when this is dropped.
pub(super) struct Program {
    name: String,
    log: PathBuf,
    watch: Child,
}

impl Program {
    /// The command of a server, to which its arguments and variables are added.
    pub(super) fn command(program: impl AsRef<OsStr>) -> Command {
        Self::command_leaving(program, "")
    }

    /// The same; `folder` is removed when the server has been ended.
    pub(super) fn command_leaving(program: impl AsRef<OsStr>, folder: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", WATCHED]).arg(folder).arg(program);
        command
    }

    /// Starts a server of [`Self::command`] and waits until it is ready. What it says is added to the log.
    #[track_caller]
    pub(super) fn start(name: &str, mut command: Command, log: &Path, mut ready: impl FnMut() -> bool) -> Self {
        let says = File::options().create(true).append(true).open(log).expect("a log can be written");
        let also = says.try_clone().expect("a file can be written from two places");
        command.stdin(Stdio::piped()).stdout(also).stderr(says).process_group(0);
        let watch = command.spawn().unwrap_or_else(|error| panic!("sh, to watch over {name}: {error}"));
        let mut program = Self { name: name.into(), log: log.into(), watch };
        let deadline = Instant::now() + START;
        while !ready() {
            let ended = program.watch.try_wait().expect("a child can be asked for");
            assert!(ended.is_none(), "{name} ended at once. {}", program.tail());
            assert!(Instant::now() < deadline, "{name} did not answer within {START:?}. {}", program.tail());
            std::thread::sleep(LOOK_EVERY);
        }
        program
    }

    /// The last that the server said, for who has to find out why a test fails.
    pub(super) fn tail(&self) -> String {
        let log = fs::read_to_string(&self.log).unwrap_or_else(|error| error.to_string());
        let lines: Vec<&str> = log.lines().collect();
        format!("The log of {} ends:\n{}", self.name, lines[lines.len().saturating_sub(TAIL)..].join("\n"))
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        drop(self.watch.stdin.take());
        // It waits for the server; what it says of it does not matter any more.
        let _ = self.watch.wait();
    }
}
