//! Isso, a server for comments: the tests send theirs to a real one.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, ensure};

use super::{apt, versions};
use crate::run::{ask, run};

/// Fails where Python cannot make a virtual environment, or cannot compile what goes into it.
const PYTHON_CAN: &str = r#"
import ensurepip, os, shutil, sys, sysconfig, venv
header = os.path.join(sysconfig.get_path("include"), "Python.h")
compiler = (os.environ.get("CC") or sysconfig.get_config_var("CC") or "cc").split()[0]
sys.exit(0 if os.path.isfile(header) and shutil.which(compiler) else 1)
"#;

/// Debian's names of what Isso is installed with. One of the packages that it stands on, misaka, is compiled.
const PACKAGES: [&str; 4] = ["python3-venv", "python3-dev", "gcc", "libc6-dev"];

/// Finds Isso in the target folder, or installs it there into a virtual environment of Python.
///
/// # Errors
/// When it cannot be installed; the message says what to do.
pub(crate) fn ready(target: &Path) -> Result<PathBuf> {
    let home = target.join(format!("isso-{}", versions::ISSO));
    let (python, isso) = (home.join("bin/python"), home.join("bin/isso"));
    if is_right(&isso) {
        return Ok(isso);
    }
    if !python_can() {
        eprintln!("missing: what Isso is installed with (Python with its venv module and headers, a C compiler)");
        apt::install(&PACKAGES, "install Python 3 with its venv module and headers, and a C compiler")?;
        ensure!(
            python_can(),
            "the `python3` of PATH still has no venv module, no headers or no C compiler; put another one first in PATH"
        );
    }
    eprintln!("missing: Isso {}; installing it into {}", versions::ISSO, home.display());
    // What is there and does not run, because the folder was moved or the installation was cut off, makes way.
    run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&home))?;
    let package = format!("isso=={}", versions::ISSO);
    run(Command::new(python).args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", &package]))?;
    ensure!(is_right(&isso), "{} does not say that it is version {}", isso.display(), versions::ISSO);
    Ok(isso)
}

fn python_can() -> bool {
    ask("python3", &["-c", PYTHON_CAN]).is_some()
}

fn is_right(isso: &Path) -> bool {
    ask(isso, &["--version"]).is_some_and(|said| said.split_whitespace().any(|word| word == versions::ISSO))
}
