//! What the tests stand on: [`Site`], the host that serves the built edition and can fail in every way that hosts do, and
//! [`Reader`], a browser of its own with what a reader sees and does. [`Isso`] and [`WordPress`] are
//! real servers for comments, which [`http`] asks without a browser.
//!
//! Everything here blocks, so that a test reads from top to bottom; nothing here sleeps: it waits for a state, and says
//! what it waited for when the state does not come.

mod driver;
mod edition;
mod engine;
mod eyes;
mod fault;
mod hands;
pub(crate) mod http;
mod injection;
mod isso;
mod port;
mod program;
mod reader;
mod real_host;
mod server;
mod shifts;
mod site;
mod upstream;
mod wordpress;

pub(crate) use edition::{Edition, JOURNAL, copy, demonstration, newsroom, rewrite, said_of_wordpress};
pub(crate) use engine::{Ability, Engine, Window};
pub(crate) use eyes::Sight;
pub(crate) use isso::{Guard, Isso};
pub(crate) use reader::{Reader, Tab};
pub(crate) use site::{Asked, Site};
pub(crate) use wordpress::{Post, WordPress};

use depeche::words::{Language, Words};
use std::{
    sync::{LazyLock, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::runtime::Runtime;

/// What the demonstration edition says to its readers.
pub(crate) const FRENCH: Words = Language::FRENCH.words;

/// How long a state may take to come. Far more than it takes: a busy machine is not a broken site.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// How often a state is looked at.
const LOOK_EVERY: Duration = Duration::from_millis(20);

/// Carries the conversation with the driver; each [`Site`] has a runtime of its own.
static RUNTIME: LazyLock<Runtime> =
    LazyLock::new(|| Runtime::new().expect("a system that runs tests can start threads"));

/// A variable that `cargo xtask test` sets.
///
/// # Errors
/// What to do instead of running the tests without it.
pub(crate) fn variable(name: &str) -> Result<String, String> {
    std::env::var(name).ok().filter(|value| !value.is_empty()).ok_or_else(|| {
        format!("{name} is not set: these tests need the release bundle, a browser and servers for comments. Run `cargo xtask test`")
    })
}

/// A test that panics while it holds a lock is reported as what it is; the others go on.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
