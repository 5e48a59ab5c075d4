//! The developers' commands of Dépêche: `cargo xtask --help`.
//!
//! One file a command. What several of them need is beside them: `project` (where things are), `run` (starting
//! programs), `tools` (installing what is missing), `bundle` (what a browser is given) with `style` (the
//! style sheet) and `names` (of what the app's two halves share), and `watch`.

mod bench;
mod build;
mod bundle;
mod check;
mod classes;
mod hook;
mod lighthouse;
mod names;
mod project;
mod run;
mod screenshots;
mod serve;
mod size;
mod style;
mod test;
mod tools;
mod watch;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use project::Project;

/// The developers' commands of Dépêche.
///
/// Each installs what is missing (Trunk, wasm-bindgen, a browser and so on) and says so. Tools are kept for all clones
/// in $DEPECHE_TOOLS, else $XDG_CACHE_HOME/depeche/tools, else ~/.cache/depeche/tools.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Serve(serve::Args),
    Test(test::Args),
    Build(build::Args),
    Check(check::Args),
    Size(size::Args),
    Bench(bench::Args),
    Lighthouse(lighthouse::Args),
    Screenshots(screenshots::Args),
    #[command(hide = true)]
    Hook(hook::Args),
}

fn main() -> ExitCode {
    let command = Cli::parse().command;
    let done = Project::find().and_then(|project| match command {
        Command::Serve(args) => serve::run(&project, &args),
        Command::Test(args) => test::run(&project, &args),
        Command::Build(args) => build::run(&project, &args),
        Command::Check(args) => check::run(&project, &args),
        Command::Size(args) => size::run(&project, &args),
        Command::Bench(args) => bench::run(&project, &args),
        Command::Lighthouse(args) => lighthouse::run(&project, &args),
        Command::Screenshots(args) => screenshots::run(&project, &args),
        Command::Hook(args) => hook::run(&project, &args),
    });
    match done {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
