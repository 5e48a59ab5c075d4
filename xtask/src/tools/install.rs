//! Installing one tool, once for all working copies, whole or not at all.

use std::env;
use std::fs::{self, File};
use std::io::{IsTerminal, stderr};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use crate::run::{ask, foreign_cargo, is_there, run};

/// Where a tool comes from when it is missing.
pub(super) enum Source<'a> {
    /// crates.io, compiled here; with the package's own lock file or without, and with variables that hasten it.
    Cargo { package: &'a str, locked: bool, hasten: &'a [(&'a str, &'a str)] },
    /// The npm registry.
    Npm(&'a str),
}

/// A program in one exact version.
pub(super) struct Tool<'a> {
    program: &'a str,
    version: &'a str,
    /// The version as the program itself says it.
    says: &'a str,
    source: Source<'a>,
}

impl<'a> Tool<'a> {
    pub(super) fn new(program: &'a str, version: &'a str, source: Source<'a>) -> Self {
        Self { program, version, says: version, source }
    }

    /// For a program that shortens its version.
    pub(super) fn called(self, says: &'a str) -> Self {
        Self { says, ..self }
    }

    /// The folder to put before PATH, or none if PATH has the right version. Installs the tool if need be.
    pub(super) fn folder(&self) -> Result<Option<PathBuf>> {
        if self.is_right(Path::new(self.program)) {
            return Ok(None);
        }
        let home = cache()?.join(format!("{}-{}", self.program, self.version));
        let programs = home.join(self.programs());
        let is_there = || self.is_right(&programs.join(self.program));
        if !is_there() {
            let _alone = alone(&home)?;
            // Another command may have installed it while this one waited.
            if !is_there() {
                self.install(&home).with_context(|| {
                    format!("cannot install {} {} into {}", self.program, self.version, home.display())
                })?;
            }
            ensure!(
                is_there(),
                "{} was installed into {} but does not say that it is version {}",
                self.program,
                home.display(),
                self.says
            );
        }
        Ok(Some(programs))
    }

    fn programs(&self) -> &'static str {
        match self.source {
            Source::Cargo { .. } => "bin",
            Source::Npm(_) => "node_modules/.bin",
        }
    }

    fn is_right(&self, program: &Path) -> bool {
        ask(program, &["--version"]).is_some_and(|said| said.split_whitespace().any(|word| word == self.says))
    }

    /// Installs into a folder beside the final one and renames it when all is well, so that an interrupted installation
    /// leaves no half of a tool.
    fn install(&self, home: &Path) -> Result<()> {
        let cache = home.parent().context("the tools' folder has no parent")?;
        eprintln!("missing: {} {}; installing it into {}", self.program, self.version, home.display());
        let fresh = tempfile::Builder::new().prefix(".new-").tempdir_in(cache)?;
        match self.source {
            Source::Cargo { package, locked, hasten } => {
                eprintln!("  it is compiled here, once; that takes some minutes");
                let mut cargo = foreign_cargo(fresh.path());
                cargo.args(["install", package, "--version", &format!("={}", self.version), "--root"]);
                cargo.arg(fresh.path());
                cargo.envs(hasten.iter().copied());
                if locked {
                    cargo.arg("--locked");
                }
                if !stderr().is_terminal() {
                    cargo.arg("--quiet");
                }
                run(&mut cargo)?;
            }
            Source::Npm(package) => {
                npm(fresh.path(), package, self.version)?;
            }
        }
        if home.exists() && !self.is_right(&home.join(self.programs()).join(self.program)) {
            fs::remove_dir_all(home)?;
        }
        if !home.exists() {
            fs::rename(fresh.keep(), home)?;
        }
        Ok(())
    }
}

/// A file of an npm package, in one exact version.
pub(super) struct NpmFile<'a> {
    pub(super) package: &'a str,
    pub(super) version: &'a str,
    /// Its path in the package.
    pub(super) file: &'a str,
}

impl NpmFile<'_> {
    /// Where it lies. Installs the package if need be, as [`Tool::install`] does: whole or not at all.
    pub(super) fn path(&self) -> Result<PathBuf> {
        let Self { package, version, file } = self;
        let cache = cache()?;
        let home = cache.join(format!("{package}-{version}"));
        let path = home.join("node_modules").join(package).join(file);
        if path.is_file() {
            return Ok(path);
        }
        let _alone = alone(&home)?;
        if !path.is_file() {
            eprintln!("missing: {package} {version}; installing it into {}", home.display());
            let fresh = tempfile::Builder::new().prefix(".new-").tempdir_in(&cache)?;
            npm(fresh.path(), package, version).with_context(|| format!("cannot install {package} {version}"))?;
            if !home.exists() {
                fs::rename(fresh.keep(), &home)?;
            }
            ensure!(path.is_file(), "{package} {version} has no {file}: remove {} and try again", home.display());
        }
        Ok(path)
    }
}

/// Waits until no other command installs into a folder, and keeps others waiting as long as the file is open.
fn alone(home: &Path) -> Result<File> {
    let cache = home.parent().context("the tools' folder has no parent")?;
    fs::create_dir_all(cache).with_context(|| format!("cannot create {}", cache.display()))?;
    let name = home.file_name().unwrap_or_default().to_string_lossy();
    let path = cache.join(format!(".{name}.lock"));
    let file = File::create(&path).with_context(|| format!("cannot create {}", path.display()))?;
    if file.try_lock().is_err() {
        eprintln!("waiting: another command installs {name}");
        file.lock().with_context(|| format!("cannot lock {}", path.display()))?;
    }
    Ok(file)
}

/// Installs a package into a folder.
fn npm(folder: &Path, package: &str, version: &str) -> Result<()> {
    if !is_there("npm") {
        bail!("it comes with npm, which is not in PATH: install Node (https://nodejs.org)");
    }
    let flags = ["--no-audit", "--no-fund", "--no-save", "--loglevel=error"];
    let mut npm = Command::new("npm");
    npm.current_dir(folder).args(["install", "--prefix"]).arg(folder).args(flags).arg(format!("{package}@{version}"));
    run(&mut npm)
}

/// The folder that all working copies keep their tools in.
fn cache() -> Result<PathBuf> {
    let set = |name| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let folder = set("DEPECHE_TOOLS")
        .or_else(|| set("XDG_CACHE_HOME").map(|cache| cache.join("depeche/tools")))
        .or_else(|| env::home_dir().map(|home| home.join(".cache/depeche/tools")))
        .context("there is no home folder to keep tools in; say where with DEPECHE_TOOLS")?;
    std::path::absolute(&folder).with_context(|| format!("cannot tell where {} is", folder.display()))
}
