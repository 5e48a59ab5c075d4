//! The built site behind real servers, with the configuration that `depeche build --host` wrote for them: what is
//! found, what is not, what is kept, packed and said. `cargo xtask test` installs nginx, Caddy and Apache for it.
//!
//! Each test starts its own servers, on loopback ports and in temporary folders; they end with it.

// The servers are watched over by a shell.
#![cfg(unix)]

mod answers;
mod headers;
mod observatory;
mod over_tls;
#[path = "../browser/harness/port.rs"]
#[expect(dead_code, reason = "what it offers to the browser tests is more")]
mod port;
#[path = "../browser/harness/program.rs"]
#[expect(dead_code, reason = "what it offers to the browser tests is more")]
mod program;
#[path = "../browser/harness/real_host.rs"]
mod real_host;
mod server;
mod site;

use std::time::Duration;

/// How long a state may take to come. Far more than it takes: a busy machine is not a broken site.
const PATIENCE: Duration = Duration::from_secs(20);

/// How often a state is looked at.
const LOOK_EVERY: Duration = Duration::from_millis(20);
