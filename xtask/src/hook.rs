//! `cargo xtask hook`: what `Trunk.toml` runs after the app is compiled. It makes the bundle of it and, unless told
//! otherwise, puts the whole demonstration site in the place of Trunk's page.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context, Result};

use crate::project::{Mode, Project};
use crate::run::run as run_program;
use crate::{build, bundle};

/// The script that `trunk serve` needs in a page to reload it, as a file: the site's policy forbids inline scripts.
const RELOAD: &str = include_str!("reload.js");
const RELOAD_NAME: &str = "trunk-reload.js";

/// For Trunk: makes the site of what it has compiled.
#[derive(clap::Args)]
pub(crate) struct Args {}

/// Runs the hook with what Trunk says in its environment.
///
/// # Errors
/// When it is not run by Trunk, and when a step fails.
pub(crate) fn run(project: &Project, _: &Args) -> Result<ExitCode> {
    let staging = env::var_os("TRUNK_STAGING_DIR")
        .map(PathBuf::from)
        .context("TRUNK_STAGING_DIR is not set: this command is run by Trunk; you may want `cargo xtask build`")?;
    let mode = match env::var("TRUNK_PROFILE").as_deref() {
        Ok("release") => Mode::Release,
        _ => Mode::Debug,
    };
    bundle::assemble(project, &staging, mode)?;
    if env::var_os(bundle::ONLY_BUNDLE).is_none() {
        publish(project, &staging, mode)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Writes the demonstration site into the staging folder, in place of all that is there.
fn publish(project: &Project, staging: &Path, mode: Mode) -> Result<()> {
    let fresh = staging.join(".site");
    let mut cargo = Command::new("cargo");
    cargo.current_dir(&project.root).args(["run", "--package", "depeche", "--bin", "depeche"]);
    if mode == Mode::Release {
        // As `cargo xtask build` compiles it: otherwise each would undo the other's work.
        cargo.arg("--release").env(build::EMBED, project.bundle(mode));
    }
    cargo.args(["--", "build", "--content", "public", "--app"]).arg(project.bundle(mode)).arg("--out").arg(&fresh);
    run_program(&mut cargo)?;
    for entry in fs::read_dir(staging)? {
        let path = entry?.path();
        if path == fresh {
            continue;
        }
        if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) }
            .with_context(|| format!("cannot remove {}", path.display()))?;
    }
    for entry in fs::read_dir(&fresh)? {
        let entry = entry?;
        let place = staging.join(entry.file_name());
        fs::rename(entry.path(), &place).with_context(|| format!("cannot move to {}", place.display()))?;
    }
    fs::remove_dir(&fresh)?;
    if mode == Mode::Debug {
        add_reload(staging)?;
    }
    Ok(())
}

/// Adds the reload script to every page.
fn add_reload(site: &Path) -> Result<()> {
    fs::write(site.join(RELOAD_NAME), RELOAD)?;
    for entry in walkdir::WalkDir::new(site) {
        let path = entry?.into_path();
        if path.extension() != Some(OsStr::new("html")) {
            continue;
        }
        let page = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        fs::write(&path, with_reload(&page)).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

/// At the very end of the head: after all that the app looks for when it takes the page over.
fn with_reload(page: &str) -> String {
    page.replacen("</head>", &format!("<script defer src=\"/{RELOAD_NAME}\"></script></head>"), 1)
}

#[cfg(test)]
mod tests {
    use super::with_reload;

    #[test]
    fn only_the_head_gets_the_reload_script() {
        let page = "<head><title>a</title></head><body>&lt;/head> </head>";
        let reloading =
            "<head><title>a</title><script defer src=\"/trunk-reload.js\"></script></head><body>&lt;/head> </head>";
        assert_eq!(with_reload(page), reloading);
    }
}
