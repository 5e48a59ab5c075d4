//! What the commands need and a developer may not have: found in PATH, or in a cache that all working copies share, or
//! installed into that cache. What is installed, and where, is said on standard error.

mod apt;
mod browser;
mod engine;
pub(crate) mod hosts;
mod install;
pub(crate) mod isso;
pub(crate) mod versions;
pub(crate) mod vnu;
pub(crate) mod wordpress;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

pub(crate) use browser::Browser;
pub(crate) use engine::Engine;

use crate::project::Project;
use crate::run::{ask, run};
use install::{NpmFile, Source, Tool};

/// The target that browsers run.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// Tools that are there; commands started from here find them.
pub(crate) struct Toolbox {
    folders: Vec<PathBuf>,
}

impl Toolbox {
    /// Everything that the app is built with: the WASM target, Trunk, wasm-bindgen, wasm-opt, esbuild.
    ///
    /// # Errors
    /// When something is missing and cannot be installed; the message says what to do.
    pub(crate) fn for_the_app(project: &Project) -> Result<Self> {
        let bindgen = versions::wasm_bindgen(&project.root)?;
        wasm_target()?;
        let folders = [trunk().folder()?, wasm_bindgen(&bindgen).folder()?, wasm_opt().folder()?, esbuild().folder()?];
        Ok(Self { folders: folders.into_iter().flatten().collect() })
    }

    /// What the app's tests and lints are built with: the WASM target and wasm-bindgen.
    ///
    /// # Errors
    /// When something is missing and cannot be installed; the message says what to do.
    pub(crate) fn for_the_app_tests(project: &Project) -> Result<Self> {
        wasm_target()?;
        let folder = wasm_bindgen(&versions::wasm_bindgen(&project.root)?).folder()?;
        Ok(Self { folders: folder.into_iter().collect() })
    }

    /// What makes a bundle of what Trunk has compiled: esbuild and wasm-opt.
    ///
    /// # Errors
    /// When something is missing and cannot be installed; the message says what to do.
    pub(crate) fn for_the_bundle() -> Result<Self> {
        let folders = [esbuild().folder()?, wasm_opt().folder()?];
        Ok(Self { folders: folders.into_iter().flatten().collect() })
    }

    /// A command that finds the tools before anything else in PATH.
    pub(crate) fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.env("PATH", self.path());
        command
    }

    /// The full path of a tool of the box, or its name if PATH has it.
    pub(crate) fn path_of(&self, program: &str) -> PathBuf {
        self.folders.iter().map(|folder| folder.join(program)).find(|path| path.exists()).unwrap_or(program.into())
    }

    fn path(&self) -> OsString {
        let old = std::env::var_os("PATH").unwrap_or_default();
        let all = self.folders.iter().cloned().chain(std::env::split_paths(&old));
        // Only a folder with a colon in its name cannot be joined, and the old PATH has none of those.
        std::env::join_paths(all).unwrap_or(old)
    }
}

/// wasm-bindgen is done in seconds: compiled for size and speed, as its authors publish it, it takes twice the time and gives
/// little back.
const HASTEN: [(&str, &str); 3] = [
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1"),
];

/// Trunk only starts others.
const HASTEN_MORE: [(&str, &str); 3] = [HASTEN[0], HASTEN[1], ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")];

fn trunk() -> Tool<'static> {
    Tool::new("trunk", versions::TRUNK, Source::Cargo { package: "trunk", locked: true, hasten: &HASTEN_MORE })
}

fn wasm_bindgen(version: &str) -> Tool<'_> {
    // Not `--locked`: the lock file of 0.2.130 names a crate version that could not be had.
    Tool::new("wasm-bindgen", version, Source::Cargo { package: "wasm-bindgen-cli", locked: false, hasten: &HASTEN })
}

fn wasm_opt() -> Tool<'static> {
    Tool::new("wasm-opt", versions::BINARYEN, Source::Npm("binaryen"))
        .called(versions::BINARYEN.split('.').next().unwrap_or_default())
}

fn esbuild() -> Tool<'static> {
    Tool::new("esbuild", versions::ESBUILD, Source::Npm("esbuild"))
}

/// axe-core, a script that finds faults of accessibility in a page.
///
/// # Errors
/// When it is missing and cannot be installed; the message says what to do.
pub(crate) fn axe() -> Result<PathBuf> {
    NpmFile { package: "axe-core", version: versions::AXE, file: "axe.min.js" }.path()
}

/// Lighthouse, a script for Node that loads a page as a phone would and says how good it is.
///
/// # Errors
/// When it is missing and cannot be installed; the message says what to do.
pub(crate) fn lighthouse() -> Result<PathBuf> {
    NpmFile { package: "lighthouse", version: versions::LIGHTHOUSE, file: "cli/index.js" }.path()
}

/// pixelmatch, a script for Node that counts the pixels in which eyes see two pictures differ.
///
/// # Errors
/// When it is missing and cannot be installed; the message says what to do.
pub(crate) fn pixelmatch() -> Result<PathBuf> {
    NpmFile { package: "pixelmatch", version: versions::PIXELMATCH, file: "bin/pixelmatch" }.path()
}

/// Makes sure that rustc can compile for browsers.
///
/// # Errors
/// When it cannot and there is no rustup that would help.
pub(crate) fn wasm_target() -> Result<()> {
    let library = ask("rustc", &["--print", "target-libdir", "--target", WASM]).context("cannot run rustc")?;
    if Path::new(library.trim()).is_dir() {
        return Ok(());
    }
    rustup(&format!("the Rust target {WASM}"), &["target", "add", WASM])
}

/// The folder of the standard library's source, which the app's release is compiled from.
///
/// # Errors
/// When it is not there and there is no rustup that would help.
pub(crate) fn library_source() -> Result<PathBuf> {
    let sysroot = ask("rustc", &["--print", "sysroot"]).context("cannot run rustc")?;
    let source = Path::new(sysroot.trim()).join("lib/rustlib/src/rust");
    if !source.join("library/std").is_dir() {
        rustup("the source of Rust's standard library", &["component", "add", "rust-src"])?;
    }
    Ok(source)
}

/// Makes sure that Cargo can format and lint.
///
/// # Errors
/// When it cannot and there is no rustup that would help.
pub(crate) fn lints() -> Result<()> {
    for (command, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if ask("cargo", &[command, "--version"]).is_none() {
            rustup(component, &["component", "add", component])?;
        }
    }
    Ok(())
}

fn rustup(what: &str, arguments: &[&str]) -> Result<()> {
    if ask("rustup", &["--version"]).is_none() {
        bail!("missing: {what}, and there is no rustup to add it. Install Rust from https://rustup.rs");
    }
    eprintln!("missing: {what}; adding it with rustup");
    run(Command::new("rustup").args(arguments))
}
