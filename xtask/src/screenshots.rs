//! `cargo xtask screenshots`: what readers see, as pictures, and how it differs from an earlier revision.

mod base;
mod compare;

use std::fs;
use std::path::{Path, PathBuf};
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
///
/// With --against, an earlier revision takes the same pictures first, in a copy of its own, and each pair is compared as
/// eyes do: target/screenshots/changes.html shows what differs. Exits with 1 if one does in more than 200 pixels, or is new or
/// gone.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Compare with a commit, such as HEAD (what is not committed yet) or main
    #[arg(long, value_name = "REVISION")]
    against: Option<String>,
}

/// Takes them, compares them if asked, and says where they are.
///
/// # Errors
/// When a tool is missing and cannot be installed, when a page does not come to what is to be seen, when a picture cannot be
/// written, and when the other revision is not known or does not build.
pub(crate) fn run(project: &Project, args: &Args) -> Result<ExitCode> {
    let Some(revision) = &args.against else {
        let folder = taken(project)?;
        println!("{}", project.short(&folder.join("index.html")));
        return Ok(ExitCode::SUCCESS);
    };
    let Compared { differ, .. } = compared(project, revision)?;
    Ok(if differ == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// How many pictures look as they did, and how many do not.
pub(crate) struct Compared {
    pub(crate) same: usize,
    pub(crate) differ: usize,
}

/// Takes the pictures of an earlier revision and those of the sources as they are, and says what differs.
///
/// # Errors
/// As [`run`].
pub(crate) fn compared(project: &Project, revision: &str) -> Result<Compared> {
    let earlier = base::taken(project, revision)?;
    let folder = taken(project)?;
    println!("{}", project.short(&folder.join("index.html")));
    let (same, changes) = compare::folders(&earlier, &folder)?;
    for change in &changes {
        println!("{change}");
    }
    if changes.is_empty() {
        println!("nothing looks different in {same} pictures");
    } else {
        println!("{}", project.short(&compare::page(&folder, &changes)?));
    }
    Ok(Compared { same, differ: changes.len() })
}

/// Takes the pictures of the sources as they are; gives their folder.
fn taken(project: &Project) -> Result<PathBuf> {
    let folder = project.target.join("screenshots");
    clear(&folder)?;
    let mut browser = SiteTests::ready(project, Engine::Chromium)?.command();
    browser.env("DEPECHE_SCREENSHOTS", &folder).args(["screenshots::", "--", "--ignored", "--nocapture"]);
    run_program(&mut browser).context("the pictures were not taken")?;
    Ok(folder)
}

/// Pictures of an earlier look say nothing of this one.
fn clear(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("cannot clear {}", folder.display()))?;
    }
    Ok(())
}
