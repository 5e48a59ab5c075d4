//! `depeche`: the publisher's program. What it does lives in the library; here are its words and its exit status.

mod cli;

use clap::Parser as _;
use std::process::ExitCode;

fn main() -> ExitCode {
    match cli::Cli::parse().run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let told = format!("{error:#}");
            if !told.is_empty() {
                eprintln!("{told}");
            }
            ExitCode::from(1)
        }
    }
}
