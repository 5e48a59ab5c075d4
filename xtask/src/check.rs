//! `cargo xtask check`: what a change has to pass besides the tests.

use std::process::{Command, ExitCode};

use anyhow::{Result, ensure};

use crate::project::Project;
use crate::run::{ask, run as run_program};
use crate::tools::{self, WASM};

/// The options that select the app instead of the publisher.
const APP: [&str; 7] = ["--package", "depeche", "--target", WASM, "--no-default-features", "--features", "hydrate"];

/// Check the format, the lints and the documentation, for the publisher and for the app.
///
/// All checks are run even if one fails.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Check licences and advisories of the dependencies too (needs cargo-deny)
    #[arg(long)]
    deny: bool,
}

/// Runs all checks and sums them up.
///
/// # Errors
/// When a tool is missing.
pub(crate) fn run(project: &Project, args: &Args) -> Result<ExitCode> {
    tools::lints()?;
    tools::wasm_target()?;
    let app_test: &[&str] = if project.tests.iter().any(|name| name == "wasm") { &["--test", "wasm"] } else { &[] };
    let warnings = ["--", "-D", "warnings"];
    let mut checks = vec![
        ("format", cargo(project, &[&["fmt", "--all", "--", "--check"]])),
        ("lints of the publisher", cargo(project, &[&["clippy", "--workspace", "--all-targets"], &warnings])),
        ("lints of the app", cargo(project, &[&["clippy"], &APP, &["--lib", "--bin", "app"], app_test, &warnings])),
        ("documentation of the publisher", cargo(project, &[&["doc", "--workspace", "--no-deps"]])),
        ("documentation of the app", cargo(project, &[&["doc"], &APP, &["--lib", "--no-deps"]])),
    ];
    if args.deny {
        ensure!(
            ask("cargo-deny", &["--version"]).is_some(),
            "cargo-deny is not there: cargo install --locked cargo-deny"
        );
        checks.push(("dependencies", cargo(project, &[&["deny", "check"]])));
    }

    let mut failed = Vec::new();
    for (name, command) in &mut checks {
        eprintln!("checking: {name}");
        if let Err(error) = run_program(command) {
            eprintln!("error: {name}: {error:#}");
            failed.push(*name);
        }
    }
    if failed.is_empty() {
        println!("{} checks passed", checks.len());
        return Ok(ExitCode::SUCCESS);
    }
    println!("{} of {} checks failed: {}", failed.len(), checks.len(), failed.join(", "));
    Ok(ExitCode::FAILURE)
}

fn cargo(project: &Project, arguments: &[&[&str]]) -> Command {
    let mut command = Command::new("cargo");
    command.current_dir(&project.root).args(arguments.concat()).env("RUSTDOCFLAGS", "-D warnings");
    command
}
