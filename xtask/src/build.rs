//! `cargo xtask build`: the release, whole: the bundle, the program with the bundle inside, the demonstration site.

use std::path::PathBuf;
use std::process::{Command, ExitCode};

use anyhow::{Context, Result};

use crate::bundle;
use crate::project::{Mode, Project};
use crate::run::run as run_program;
use crate::tools::Toolbox;

/// Names the folder whose files the library's build script puts into the program.
pub(crate) const EMBED: &str = "DEPECHE_APP";

/// Build the release: the app, the program that carries it, and the demonstration site.
///
/// The app goes to target/app, the program is target/release/depeche (one file that publishes without anything else),
/// the site goes to dist/.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Build the app and the program, and leave dist/ as it is
    #[arg(long)]
    no_site: bool,
}

/// Builds, and says where things are.
///
/// # Errors
/// When a tool is missing and cannot be installed, and when a step fails.
pub(crate) fn run(project: &Project, args: &Args) -> Result<ExitCode> {
    let program = release(project)?;
    if !args.no_site {
        site(project)?;
    }
    println!("app      {}", project.short(&project.bundle(Mode::Release)));
    println!("program  {}", project.short(&program));
    if !args.no_site {
        println!("site     {}", project.short(&project.dist()));
    }
    Ok(ExitCode::SUCCESS)
}

/// Builds the release bundle and the program that carries it; gives the program.
///
/// # Errors
/// When a tool is missing and cannot be installed, and when something does not compile.
pub(crate) fn release(project: &Project) -> Result<PathBuf> {
    let tools = Toolbox::for_the_app(project)?;
    bundle::build(project, &tools, Mode::Release)?;
    let mut cargo = Command::new("cargo");
    cargo.current_dir(&project.root).args(["build", "--release", "--package", "depeche", "--bin", "depeche"]);
    cargo.env(EMBED, project.bundle(Mode::Release));
    run_program(&mut cargo).context("the program does not build")?;
    Ok(project.program(Mode::Release))
}

/// Writes the demonstration site to `dist/` with the release program.
///
/// # Errors
/// When the program refuses the demonstration edition.
pub(crate) fn site(project: &Project) -> Result<()> {
    let mut depeche = Command::new(project.program(Mode::Release));
    depeche.current_dir(&project.root).args(["build", "--content", "public", "--out", "dist"]);
    run_program(&mut depeche).context("the demonstration site was not written")
}
