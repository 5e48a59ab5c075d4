//! A real WordPress with its editor. Starting one takes seconds, so the tests share one and have a post each; what a test
//! switches, it switches on its post.
//!
//! The tests that use it are ignored unless someone asks for them:
//! `#[ignore = "needs WordPress: cargo xtask test --wordpress"]`.

mod database;
mod post;
mod setup;

pub(crate) use post::Post;

use super::{http, port::Port, program::Program};
use database::Database;
use serde_json::Value;
use std::{
    path::PathBuf,
    process::Command,
    sync::{LazyLock, Mutex, PoisonError},
};

/// A running WordPress. It ends with the tests.
pub(crate) struct WordPress {
    port: Port,
    /// PHP's server. Before the database, so that it ends first.
    running: Mutex<Option<Program>>,
    database: Database,
}

impl WordPress {
    /// A comment with this word is thrown away at once.
    pub(crate) const FORBIDDEN: &str = "motinterdit";

    /// The one that all tests share; it is never stopped.
    pub(crate) fn shared() -> &'static Self {
        static SHARED: LazyLock<WordPress> = LazyLock::new(WordPress::start);
        &SHARED
    }

    /// Starts one of a test's own, to stop it.
    #[track_caller]
    pub(crate) fn start() -> Self {
        let wordpress = Self { port: Port::reserve(), running: Mutex::default(), database: Database::start() };
        wordpress.is_set_up();
        wordpress
    }

    /// Where it answers, without a slash at the end.
    pub(crate) fn url(&self) -> String {
        self.port.url()
    }

    /// Goes down.
    #[track_caller]
    pub(crate) fn stops(&self) {
        self.running.lock().unwrap_or_else(PoisonError::into_inner).take();
        self.port.falls_silent();
    }

    /// Is back at the same address with the same posts and comments.
    #[track_caller]
    pub(crate) fn starts_again(&self) {
        let mut command = Program::command("php");
        command
            .args(["-S", &self.port.address().to_string(), "-t"])
            .arg(self.files())
            .arg(self.files().join("router.php"));
        // A page that WordPress asks of itself would wait for itself.
        command.envs(self.environment()).env("PHP_CLI_SERVER_WORKERS", "3");
        let url = format!("{}/wp-includes/version.php", self.url());
        let answers = || http::try_get(&url).is_ok_and(|answer| answer.status == 200);
        let program = Program::start("WordPress", command, &self.database.folder().join("php.log"), answers);
        self.running.lock().unwrap_or_else(PoisonError::into_inner).replace(program);
    }

    /// The editor publishes a comment that waits, or that was in the trash.
    #[track_caller]
    pub(crate) fn approves(&self, comment: u64) {
        self.editor("approves", &[&comment.to_string()]);
    }

    /// The editor throws a comment away.
    #[track_caller]
    pub(crate) fn trashes(&self, comment: u64) {
        self.editor("trashes", &[&comment.to_string()]);
    }

    /// What `editor.php` does and prints.
    #[track_caller]
    fn editor(&self, deed: &str, arguments: &[&str]) -> Value {
        let mut php = Command::new("php");
        php.arg(self.files().join("editor.php")).arg(deed).args(arguments).envs(self.environment());
        let output = php.output().unwrap_or_else(|error| panic!("php: {error}"));
        let said = String::from_utf8_lossy(&output.stdout);
        let trouble = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "the editor {deed} {arguments:?}: {said}{trouble}");
        serde_json::from_str(&said).unwrap_or_else(|error| panic!("the editor {deed}: {error}: {said}{trouble}"))
    }

    /// What `wp-config.php` reads.
    fn environment(&self) -> [(&'static str, String); 2] {
        let socket = self.database.socket().to_string_lossy().into_owned();
        [("WORDPRESS_SOCKET", socket), ("WORDPRESS_URL", self.url())]
    }

    fn files(&self) -> PathBuf {
        self.database.folder().join("files")
    }
}
