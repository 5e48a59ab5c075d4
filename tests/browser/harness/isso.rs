//! A real Isso of one test's own, with its moderator.
//!
//! Its address comes first, because the edition names it; then the site, because Isso wants to know its origin:
//!
//! ```ignore
//! let isso = Isso::reserve();
//! let site = Site::commenting(|_| json!({ "backend": "isso", "url": isso.url() }));
//! let isso = isso.moderated().start(&site.origin());
//! ```

use super::{http, port::Port, program::Program, variable};
use serde_json::json;
use std::{cell::RefCell, fs, path::PathBuf, time::Duration};
use tempfile::TempDir;

/// What Isso logs of a comment that waits: a link to publish it.
const TO_ACTIVATE: &str = "Activate comment: ";
/// What Isso logs of every comment: a link to delete it.
const TO_DELETE: &str = "Delete comment: ";

/// An address for an Isso, and how it is to be, before it runs.
pub(crate) struct Reserved {
    port: Port,
    moderated: bool,
    guard: Option<Guard>,
    edit_window: Duration,
}

/// What Isso guards against; the default lets everything pass.
#[derive(Clone, Copy)]
pub(crate) struct Guard {
    /// How many comments a minute one address may send.
    pub(crate) ratelimit: u32,
    /// How many comments on one article one address may send that answer no other.
    pub(crate) direct_reply: u32,
    /// Whether readers may answer themselves while they can still edit.
    pub(crate) reply_to_self: bool,
    pub(crate) require_author: bool,
    pub(crate) require_email: bool,
}

/// A running Isso. It ends with the test, and its comments with it.
pub(crate) struct Isso {
    port: Port,
    folder: TempDir,
    running: RefCell<Option<Program>>,
}

impl Default for Guard {
    fn default() -> Self {
        Self {
            ratelimit: 1_000_000,
            direct_reply: 1_000_000,
            reply_to_self: true,
            require_author: false,
            require_email: false,
        }
    }
}

impl Reserved {
    /// Where Isso will answer, without a slash at the end.
    pub(crate) fn url(&self) -> String {
        self.port.url()
    }

    /// Comments wait until the moderator has seen them.
    pub(crate) fn moderated(self) -> Self {
        Self { moderated: true, ..self }
    }

    /// Not everything is accepted.
    pub(crate) fn guarded(self, guard: Guard) -> Self {
        Self { guard: Some(guard), ..self }
    }

    /// How long readers can edit what they have sent; whole seconds.
    pub(crate) fn editable_for(self, edit_window: Duration) -> Self {
        Self { edit_window, ..self }
    }

    /// Starts Isso for the site of an origin (`http://127.0.0.1:8080`).
    #[track_caller]
    pub(crate) fn start(self, origin: &str) -> Isso {
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::write(folder.path().join("isso.cfg"), self.configuration(origin)).expect("Isso's configuration");
        let isso = Isso { port: self.port, folder, running: RefCell::default() };
        isso.starts_again();
        isso
    }

    fn configuration(&self, origin: &str) -> String {
        let guard = self.guard.unwrap_or_default();
        format!(
            "[general]\ndbpath = comments.db\nhost = {origin}\nnotify = stdout\nmax-age = {}\n\
             [moderation]\nenabled = {}\n\
             [server]\nlisten = {}\n\
             [guard]\nenabled = {}\nratelimit = {}\ndirect-reply = {}\nreply-to-self = {}\n\
             require-author = {}\nrequire-email = {}\n",
            self.edit_window.as_secs(),
            self.moderated,
            self.url(),
            self.guard.is_some(),
            guard.ratelimit,
            guard.direct_reply,
            guard.reply_to_self,
            guard.require_author,
            guard.require_email,
        )
    }
}

impl Isso {
    /// An address for an Isso that accepts everything and publishes it at once, unless told otherwise.
    pub(crate) fn reserve() -> Reserved {
        Reserved { port: Port::reserve(), moderated: false, guard: None, edit_window: Duration::from_secs(900) }
    }

    /// Starts one that accepts everything and publishes it at once.
    #[track_caller]
    pub(crate) fn start(origin: &str) -> Self {
        Self::reserve().start(origin)
    }

    /// Where it answers, without a slash at the end.
    pub(crate) fn url(&self) -> String {
        self.port.url()
    }

    /// Goes down.
    #[track_caller]
    pub(crate) fn stops(&self) {
        self.running.take();
        self.port.falls_silent();
    }

    /// Is back at the same address with the same comments.
    #[track_caller]
    pub(crate) fn starts_again(&self) {
        let mut command = Program::command(variable("DEPECHE_ISSO").unwrap_or_else(|reason| panic!("{reason}")));
        command.args(["-c", "isso.cfg", "run"]).current_dir(self.folder.path()).env_remove("ISSO_SETTINGS");
        let info = format!("{}/info", self.url());
        let answers = || http::try_get(&info).is_ok_and(|answer| answer.status == 200);
        self.running.replace(Some(Program::start("Isso", command, &self.log_file(), answers)));
    }

    /// The numbers of the comments that wait for the moderator, oldest first.
    pub(crate) fn waiting(&self) -> Vec<u64> {
        let log = self.log();
        let decided =
            |id| log.contains(&format!("comment {id} activated")) || log.contains(&format!("comment {id} deleted"));
        links(&log, TO_ACTIVATE).map(|(id, _)| id).filter(|id| !decided(*id)).collect()
    }

    /// The moderator publishes a comment that waits.
    #[track_caller]
    pub(crate) fn approves(&self, id: u64) {
        self.follows(TO_ACTIVATE, id);
    }

    /// The moderator deletes a comment that waits.
    #[track_caller]
    pub(crate) fn deletes_waiting(&self, id: u64) {
        assert!(self.waiting().contains(&id), "comment {id} does not wait");
        self.follows(TO_DELETE, id);
    }

    /// Does what the moderator does with a link from Isso's message: opens it, and confirms.
    #[track_caller]
    fn follows(&self, kind: &str, id: u64) {
        let log = self.log();
        let link = links(&log, kind).find(|(of, _)| *of == id).map(|(_, link)| link);
        let link = link.unwrap_or_else(|| panic!("Isso has sent no link « {kind}» for comment {id}:\n{log}"));
        let answer = http::post(link, &json!({}));
        assert_eq!(answer.status, 200, "{link}: {answer:?}");
    }

    /// Everything that Isso has said. A comment's lines are written before its answer is sent.
    fn log(&self) -> String {
        fs::read_to_string(self.log_file()).expect("Isso's log")
    }

    fn log_file(&self) -> PathBuf {
        self.folder.path().join("isso.log")
    }
}

/// The links of a kind with the numbers of their comments, as in `Delete comment: http://127.0.0.1:8085/id/3/delete/KEY`.
fn links<'l>(log: &'l str, kind: &str) -> impl Iterator<Item = (u64, &'l str)> {
    log.lines().filter_map(move |line| {
        let link = line.split_once(kind)?.1.trim();
        let id = link.split_once("/id/")?.1.split('/').next()?.parse().ok()?;
        Some((id, link))
    })
}
