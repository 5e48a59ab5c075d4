//! The Nu HTML checker, which checks pages on validator.w3.org, and the Java that runs it.

use std::path::PathBuf;

use anyhow::{Result, ensure};

use super::apt;
use super::install::{Source, Tool};
use super::versions;
use crate::run::ask;

const PROGRAM: &str = "vnu";

/// Finds Java and the checker, or installs them; gives the checker's program.
///
/// # Errors
/// When one cannot be installed; the message says what to do.
pub(crate) fn ready() -> Result<PathBuf> {
    if !has_java() {
        eprintln!("missing: Java, which runs the HTML checker");
        apt::install(&["default-jre-headless"], "install Java (a runtime without a desktop will do)")?;
        ensure!(has_java(), "`java` still does not run: put one into PATH");
    }
    let folder = Tool::new(PROGRAM, versions::VNU, Source::Npm("vnu-jar")).folder()?;
    Ok(folder.unwrap_or_default().join(PROGRAM))
}

fn has_java() -> bool {
    ask("java", &["-version"]).is_some()
}
