//! The database of one WordPress: a MariaDB that is reached by a socket in its folder, by who can read that.

use crate::harness::program::Program;
use std::{
    fs,
    os::unix::{fs::MetadataExt, net::UnixStream},
    path::{Path, PathBuf},
    process::Command,
};

/// Little to write, and nothing to keep.
const SMALL: [&str; 5] = [
    "--innodb-log-file-size=4M",
    "--innodb-buffer-pool-size=32M",
    "--innodb-flush-log-at-trx-commit=0",
    "--innodb-doublewrite=0",
    "--skip-log-bin",
];

/// A running database. Its folder goes with it.
pub(super) struct Database {
    folder: PathBuf,
    _running: Program,
}

impl Database {
    #[track_caller]
    pub(super) fn start() -> Self {
        let temporary = tempfile::tempdir().expect("a temporary folder");
        let folder = temporary.path().to_owned();
        let first = folder.join("first.sql");
        fs::write(&first, "CREATE DATABASE IF NOT EXISTS wordpress;\n").expect("a file");
        let with_data = |command: &mut Command| {
            command.arg("--no-defaults").arg(named("--datadir", &folder.join("data"))).args(SMALL);
            // Only root can, and has to, say whose server it is.
            if fs::metadata(&folder).is_ok_and(|folder| folder.uid() == 0) {
                command.arg("--user=root");
            }
        };

        let mut install = Command::new("mariadb-install-db");
        with_data(&mut install);
        let output =
            install.arg("--skip-test-db").output().unwrap_or_else(|error| panic!("mariadb-install-db: {error}"));
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "mariadb-install-db: {said}{}", String::from_utf8_lossy(&output.stdout));

        let mut serve = Program::command_leaving("/usr/sbin/mariadbd", &folder);
        with_data(&mut serve);
        let socket = socket(&folder);
        serve.args(["--skip-networking", "--skip-grant-tables"]).arg(named("--socket", &socket));
        serve.arg(named("--init-file", &first)).arg(named("--pid-file", &folder.join("pid")));
        let listens = || UnixStream::connect(&socket).is_ok();
        let running = Program::start("MariaDB", serve, &folder.join("mariadb.log"), listens);
        // From here on the one who watches over the server removes it, also where nothing is dropped.
        let _ = temporary.keep();
        Self { folder, _running: running }
    }

    /// For all that belongs to the same WordPress.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(super) fn socket(&self) -> PathBuf {
        socket(&self.folder)
    }
}

fn socket(folder: &Path) -> PathBuf {
    folder.join("socket")
}

fn named(option: &str, path: &Path) -> String {
    format!("{option}={}", path.display())
}
