//! The browser that tests run in: Chromium and its driver, of one version.

use std::env;
use std::path::PathBuf;

use anyhow::{Result, bail};

use super::apt;
use crate::run::ask;

/// Names of the browser, best first. Chrome itself does as well.
const BROWSERS: [&str; 5] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const DRIVERS: [&str; 3] = ["chromedriver", "chromium.chromedriver", "/usr/lib/chromium-browser/chromedriver"];

/// Debian's names, with fonts for every script that the tests write.
const PACKAGES: [&str; 4] = ["chromium", "chromium-driver", "fonts-dejavu", "fonts-noto-core"];

/// A browser and the driver that steers it.
pub(crate) struct Browser {
    /// The browser's program.
    pub(crate) chromium: PathBuf,
    /// The driver's program.
    pub(crate) chromedriver: PathBuf,
}

impl Browser {
    /// Finds a browser, or installs it with apt.
    ///
    /// # Errors
    /// When there is none and it cannot be installed; the message says what to run.
    pub(crate) fn ready() -> Result<Self> {
        match Self::find() {
            Ok(browser) => return Ok(browser),
            Err(missing) => eprintln!("missing: {missing}"),
        }
        apt::install(
            &PACKAGES,
            "install Chromium (or Chrome) and its chromedriver with your system's package manager",
        )?;
        Self::find().or_else(|missing| {
            bail!(
                "still missing after the installation: {missing}. Install Chromium or Chrome with its driver and say \
                 where they are with CHROMIUM and CHROMEDRIVER"
            )
        })
    }

    /// A pair of one version; CHROMIUM and CHROMEDRIVER have the first word. The error names what is missing.
    fn find() -> Result<Self, String> {
        let (chromium, browser) = first("CHROMIUM", &BROWSERS).ok_or("a browser to test in (Chromium)")?;
        let (chromedriver, driver) = first("CHROMEDRIVER", &DRIVERS).ok_or("the browser's driver (chromedriver)")?;
        if browser != driver {
            return Err(format!(
                "a driver for {} (version {browser}): {} is for version {driver}",
                chromium.display(),
                chromedriver.display()
            ));
        }
        Ok(Self { chromium, chromedriver })
    }
}

/// The first program that runs, as a full path, with its major version.
pub(super) fn first(variable: &str, names: &[&str]) -> Option<(PathBuf, String)> {
    let chosen = env::var(variable).ok().filter(|value| !value.is_empty());
    let names = chosen.as_deref().map_or(names.to_vec(), |name| vec![name]);
    names.into_iter().find_map(|name| {
        let path = in_path(name)?;
        let version = major(&ask(&path, &["--version"])?)?;
        Some((path, version))
    })
}

/// A program of PATH, as a full path.
pub(super) fn in_path(name: &str) -> Option<PathBuf> {
    // Joining an absolute path gives that path.
    env::split_paths(&env::var_os("PATH")?).map(|folder| folder.join(name)).find(|path| path.is_file())
}

/// The number before the first full stop: `Chromium 150.0.7871.100 built on Debian` is 150.
fn major(said: &str) -> Option<String> {
    let version = said.split_whitespace().find(|word| word.starts_with(|c: char| c.is_ascii_digit()))?;
    version.split('.').next().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::major;

    #[test]
    fn a_version_is_found_in_what_a_browser_says() {
        assert_eq!(major("Chromium 150.0.7871.100 built on Debian GNU/Linux").as_deref(), Some("150"));
        assert_eq!(major("ChromeDriver 149.0.1 (abc-refs)").as_deref(), Some("149"));
        assert_eq!(major("no version"), None);
    }
}
