//! Where the project's things are. Nothing here builds or writes.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

/// The working copy that the command is run for.
pub(crate) struct Project {
    /// The folder of the root `Cargo.toml`.
    pub(crate) root: PathBuf,
    /// Cargo's target folder; `target/` unless the developer has told Cargo otherwise.
    pub(crate) target: PathBuf,
    /// The names of the library's integration tests (`tests/*.rs`).
    pub(crate) tests: Vec<String>,
}

/// How the app and the program are compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Fast to compile.
    Debug,
    /// What is published: small and fast.
    Release,
}

impl Mode {
    /// As Trunk and Cargo name their folders.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Debug => "debug",
            Self::Release => "release",
        }
    }
}

impl Project {
    /// Asks Cargo.
    ///
    /// # Errors
    /// When Cargo cannot read the workspace.
    pub(crate) fn find() -> Result<Self> {
        // Set by `cargo run` (which `cargo xtask` is), so that a working copy can be moved without a rebuild.
        let own =
            std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
        let manifest = own.parent().context("xtask has no parent folder")?.join("Cargo.toml");
        let output = Command::new("cargo")
            .args(["metadata", "--no-deps", "--format-version", "1", "--manifest-path"])
            .arg(&manifest)
            .output()
            .context("cannot run cargo; is it in PATH?")?;
        ensure!(
            output.status.success(),
            "cargo cannot read {}:\n{}",
            manifest.display(),
            String::from_utf8_lossy(&output.stderr).trim()
        );
        Self::from_metadata(&serde_json::from_slice(&output.stdout).context("cargo metadata is not JSON")?)
    }

    fn from_metadata(metadata: &Value) -> Result<Self> {
        let folder = |key: &str| {
            metadata[key].as_str().map(PathBuf::from).with_context(|| format!("cargo metadata says no {key}"))
        };
        let packages = metadata["packages"].as_array().map(Vec::as_slice).unwrap_or_default();
        let tests = packages
            .iter()
            .filter(|package| package["name"] == "depeche")
            .flat_map(|package| package["targets"].as_array().map(Vec::as_slice).unwrap_or_default())
            .filter(|target| target["kind"][0] == "test")
            .filter_map(|target| target["name"].as_str().map(str::to_owned))
            .collect();
        Ok(Self { root: folder("workspace_root")?, target: folder("target_directory")?, tests })
    }

    /// The bundle: what the publisher puts beside the pages. Two folders, so that `serve` and `test` do not overwrite
    /// each other's.
    pub(crate) fn bundle(&self, mode: Mode) -> PathBuf {
        self.target.join(match mode {
            Mode::Debug => "app-debug",
            Mode::Release => "app",
        })
    }

    /// The native program, once it is built.
    pub(crate) fn program(&self, mode: Mode) -> PathBuf {
        self.target.join(mode.name()).join(format!("depeche{}", std::env::consts::EXE_SUFFIX))
    }

    /// The site that `build` writes.
    pub(crate) fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// A path as a developer in the project's folder would write it.
    pub(crate) fn short<'a>(&self, path: &'a Path) -> std::path::Display<'a> {
        path.strip_prefix(&self.root).unwrap_or(path).display()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_integration_tests_are_those_of_the_library() -> Result<()> {
        let project = Project::from_metadata(&serde_json::json!({
            "workspace_root": "/p", "target_directory": "/p/target",
            "packages": [
                {"name": "xtask", "targets": [{"name": "own", "kind": ["test"]}]},
                {"name": "depeche", "targets": [{"name": "depeche", "kind": ["bin"]}, {"name": "browser", "kind": ["test"]}]},
            ],
        }))?;
        assert_eq!(project.tests, ["browser"]);
        assert_eq!(project.bundle(Mode::Release), Path::new("/p/target/app"));
        Ok(())
    }
}
