//! Running the program.

use assert_cmd::Command;
use std::{
    ffi::OsStr,
    path::Path,
    time::{Duration, Instant},
};

/// Long enough for a busy machine; who waits longer hangs.
const PATIENCE: Duration = Duration::from_secs(60);

/// The program under test.
pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_depeche");

/// How a run of the program ended.
#[derive(Debug)]
pub(crate) struct Outcome {
    /// None where a signal ended it.
    pub(crate) status: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Outcome {
    /// Runs a program in a folder.
    pub(crate) fn of(program: &str, folder: &Path, arguments: &[impl AsRef<OsStr>]) -> Self {
        let run = Command::new(program).current_dir(folder).args(arguments).timeout(PATIENCE).output();
        let run = run.unwrap_or_else(|error| panic!("{program} cannot be run: {error}"));
        let text = |bytes| String::from_utf8(bytes).expect("programs speak UTF-8");
        Self { status: run.status.code(), out: text(run.stdout), err: text(run.stderr) }
    }

    #[track_caller]
    pub(crate) fn succeeds(self) -> Self {
        assert_eq!(self.status, Some(0), "{self:#?}");
        self
    }

    /// The input is at fault.
    #[track_caller]
    pub(crate) fn fails(self) -> Self {
        assert_eq!(self.status, Some(1), "{self:#?}");
        self
    }

    /// The command line is at fault.
    #[track_caller]
    pub(crate) fn misuses(self) -> Self {
        assert_eq!(self.status, Some(2), "{self:#?}");
        self
    }

    /// Each of the texts stands in what it printed.
    #[track_caller]
    pub(crate) fn says(self, texts: &[&str]) -> Self {
        for text in texts {
            assert!(self.out.contains(text) || self.err.contains(text), "{text:?} is not in {self:#?}");
        }
        self
    }
}

/// Waits until a test has its state.
#[track_caller]
pub(crate) fn wait_for(what: &str, mut seen: impl FnMut() -> bool) {
    let end = Instant::now() + PATIENCE;
    while !seen() {
        assert!(Instant::now() < end, "in vain: {what}");
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// Sends a signal, such as `INT`, to a running program.
pub(crate) fn signal(name: &str, process: u32) {
    let sent = std::process::Command::new("kill").args([format!("-{name}"), process.to_string()]).status();
    assert!(sent.expect("`kill` can be run").success(), "SIG{name} cannot be sent");
}
