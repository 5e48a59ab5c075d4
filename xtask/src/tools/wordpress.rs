//! WordPress with PHP and MariaDB as Debian packages them: what `cargo xtask test --wordpress` tests against.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::apt;
use crate::run::{ask, run};

/// MariaDB comes without the package that would start it as a service; WordPress brings Apache along, which nobody starts.
const PACKAGES: [&str; 9] = [
    "wordpress",
    "wordpress-l10n",
    "wordpress-theme-twentytwentyone",
    "php-cli",
    "php-mysql",
    "php-gd",
    "php-xml",
    "php-mbstring",
    "mariadb-server-core",
];

/// Where Debian puts it.
const INSTALLED: &str = "/usr/share/wordpress";

/// What Debian puts there, and what says which version it is.
const FILES: [&str; 3] = [VERSION, "wp-content/languages/fr_FR.mo", "wp-content/themes/twentytwentyone/index.php"];
const VERSION: &str = "wp-includes/version.php";

/// What WordPress wants of PHP, as `php -m` names it.
const MODULES: [&str; 4] = ["mysqli", "gd", "xml", "mbstring"];

/// The one language that the tests install, besides the built-in English.
const LANGUAGE: &str = "fr_FR";

/// Finds WordPress and what it runs on, or installs it, and gives a folder with its files that the tests can copy.
///
/// # Errors
/// When it cannot be installed; the message says what to do.
pub(crate) fn ready(target: &Path) -> Result<PathBuf> {
    if let Some(what) = missing() {
        eprintln!("missing: {what}");
        apt::install(&PACKAGES, "the tests with WordPress want Debian's packages: run them on Debian")?;
        if let Some(what) = missing() {
            bail!("still missing after the installation: {what}. These tests are made for Debian 12's packages");
        }
    }
    let home = target.join("wordpress");
    let version = |folder: &Path| fs::read(folder.join(VERSION)).ok();
    if version(&home) != version(Path::new(INSTALLED)) {
        prepare(&home).with_context(|| format!("cannot copy {INSTALLED} to {}", home.display()))?;
    }
    Ok(home)
}

/// The first thing that is not there.
fn missing() -> Option<String> {
    if let Some(file) = FILES.iter().map(|file| Path::new(INSTALLED).join(file)).find(|file| !file.is_file()) {
        return Some(format!("WordPress ({})", file.display()));
    }
    let modules = ask("php", &["-m"]).unwrap_or_default();
    if let Some(module) = MODULES.iter().find(|module| !modules.lines().any(|line| line == **module)) {
        return Some(format!("PHP with {module}"));
    }
    let mariadb =
        ask("/usr/sbin/mariadbd", &["--version"]).is_some() && ask("my_print_defaults", &["--help"]).is_some();
    (!mariadb).then(|| "MariaDB".into())
}

/// Copies into a folder beside the final one and renames it when all is well. Debian's own configuration stays behind: it
/// looks for databases under `/etc`.
fn prepare(home: &Path) -> Result<()> {
    let target = home.parent().context("the folder has no parent")?;
    fs::create_dir_all(target)?;
    let fresh = tempfile::Builder::new().prefix(".new-").tempdir_in(target)?;
    // Its files are links to other packages' in part.
    run(Command::new("cp").arg("-rL").arg(format!("{INSTALLED}/.")).arg(fresh.path()))?;
    fs::remove_file(fresh.path().join("wp-config.php"))?;
    for entry in fs::read_dir(fresh.path().join("wp-content/languages"))? {
        let path = entry?.path();
        if path.is_file() && !path.to_string_lossy().contains(LANGUAGE) {
            fs::remove_file(path)?;
        }
    }
    if home.exists() {
        fs::remove_dir_all(home)?;
    }
    fs::rename(fresh.keep(), home)?;
    Ok(())
}
