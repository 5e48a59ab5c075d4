//! The pictures of an earlier revision: taken by its own program and its own tests, in a working copy of its own.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::project::Project;
use crate::run::{ask, run};

/// Takes the pictures of a revision; gives their folder. What it compiles stays in `target/base` for the next time.
///
/// # Errors
/// When git does not know the revision, and when it does not build or cannot take pictures.
pub(super) fn taken(project: &Project, revision: &str) -> Result<PathBuf> {
    let home = project.target.join("base");
    let copy = home.join("copy");
    check_out(&project.root, &copy, revision)?;
    let target = home.join("target");
    eprintln!("taking the pictures of {revision}");
    let mut xtask = Command::new("cargo");
    xtask.current_dir(&copy).args(["xtask", "screenshots"]).env("CARGO_TARGET_DIR", &target);
    // Each revision has its own pictures to make.
    xtask.env("DEPECHE_CACHE", target.join("pictures"));
    run(&mut xtask).with_context(|| format!("{revision} takes no pictures"))?;
    let folder = target.join("screenshots");
    ensure!(folder.is_dir(), "{revision} has left no pictures in {}", folder.display());
    Ok(folder)
}

/// Has a working copy at a revision, without touching the branches.
fn check_out(root: &Path, copy: &Path, revision: &str) -> Result<()> {
    let name = format!("{revision}^{{commit}}");
    let root_text = root.to_string_lossy();
    let commit = ask("git", &["-C", &root_text, "rev-parse", "--verify", "--quiet", &name]);
    let commit = commit.with_context(|| format!("git knows no revision `{revision}` here"))?;
    let git = |folder: &Path| {
        let mut git = Command::new("git");
        git.current_dir(folder);
        git
    };
    // A copy that somebody has removed by hand is still in git's list.
    run(git(root).args(["worktree", "prune"]))?;
    if copy.join(".git").exists() {
        run(git(copy).args(["checkout", "--quiet", "--force", "--detach", commit.trim()]))
    } else {
        run(git(root).args(["worktree", "add", "--quiet", "--force", "--detach"]).arg(copy).arg(commit.trim()))
    }
}
