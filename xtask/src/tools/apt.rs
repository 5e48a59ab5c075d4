//! Installing Debian's packages, as root or with sudo, without starting any service of theirs.

use std::io::{IsTerminal, stdin};
use std::process::{Command, Stdio};

use anyhow::{Result, bail};

use crate::run::{ask, is_there, run};

/// Debian asks `policy-rc.d` before it starts a service. One that is there already has the word, and stays.
const SCRIPT: &str = r#"
set -e
export DEBIAN_FRONTEND=noninteractive
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
    trap 'rm -f "$policy"' EXIT
    trap 'exit 1' HUP INT TERM
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod +x "$policy"
fi
apt-get -qq update
apt-get -qq install -y --no-install-recommends "$@"
"#;

/// Installs packages; `instead` is what to do where there is no apt: `install Chromium with …`.
///
/// # Errors
/// When it cannot be done; the message says what to run.
pub(super) fn install(packages: &[&str], instead: &str) -> Result<()> {
    let by_hand = format!("apt-get update && apt-get install -y --no-install-recommends {}", packages.join(" "));
    if !is_there("apt-get") {
        bail!("{instead}, then try again");
    }
    let root = ask("id", &["-u"]).is_some_and(|id| id.trim() == "0");
    // With a developer at the keyboard sudo may ask for the password.
    let sudo = !root && (ask("sudo", &["-n", "true"]).is_some() || (is_there("sudo") && stdin().is_terminal()));
    if !root && !sudo {
        bail!("only root can install it. Run this, then try again:\n\n    sudo sh -c '{by_hand}'\n");
    }
    eprintln!("installing with apt: {}", packages.join(", "));
    let mut command = if sudo { Command::new("sudo") } else { Command::new("env") };
    run(command.args(["sh", "-c", SCRIPT, "apt-get"]).args(packages).stdin(Stdio::null()))
}
