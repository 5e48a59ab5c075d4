//! `cargo xtask screenshots`: what readers see, as pictures.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result};

use crate::project::Project;
use crate::run::run as run_program;
use crate::test::SiteTests;
use crate::tools::Engine;

/// Take pictures of every kind of page, for whoever works on the looks.
///
/// At 360, 768 and 1440 px, in light and dark, in French and Arabic, with the states that a reader can bring about: into
/// target/screenshots, with an index page.
#[derive(clap::Args)]
pub(crate) struct Args;

/// Takes them, and says where they are.
///
/// # Errors
/// When a tool is missing and cannot be installed, when a page does not come to what is to be seen, and when a picture
/// cannot be written.
pub(crate) fn run(project: &Project, _: &Args) -> Result<ExitCode> {
    let folder = project.target.join("screenshots");
    clear(&folder)?;
    let mut browser = SiteTests::ready(project, Engine::Chromium)?.command();
    browser.env("DEPECHE_SCREENSHOTS", &folder).args(["screenshots::", "--", "--ignored", "--nocapture"]);
    run_program(&mut browser).context("the pictures were not taken")?;
    println!("{}", project.short(&folder.join("index.html")));
    Ok(ExitCode::SUCCESS)
}

/// Pictures of an earlier look say nothing of this one.
fn clear(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("cannot clear {}", folder.display()))?;
    }
    Ok(())
}
