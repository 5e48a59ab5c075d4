//! `depeche`: the publisher's program. What it does lives in the library; here are its words and its exit status.

mod cli;

use clap::Parser as _;
use std::process::ExitCode;

/// Pages are put together of many small strings, on all cores at once: the system's allocator takes a third of the time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    match cli::Cli::parse().run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let told = format!("{error:#}");
            if !told.is_empty() {
                cli::say(told);
            }
            ExitCode::from(1)
        }
    }
}
