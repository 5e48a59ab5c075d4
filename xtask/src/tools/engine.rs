//! The browsers that the site is tested in, one of each engine, each with the program that steers it. Chromium is in
//! `browser`: the app's own tests and the measurements want it as well.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::ValueEnum;

use super::browser::{Browser, first, in_path};
use super::install::{Source, Tool};
use super::{HASTEN, apt, versions};
use crate::run::is_there;

/// An engine, by its browser here.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Engine {
    Chromium,
    Firefox,
    Webkit,
}

/// Names of Firefox, best first.
const FIREFOX: [&str; 2] = ["firefox-esr", "firefox"];

/// Debian's names; with fonts, as for Chromium.
const FIREFOX_PACKAGES: [&str; 3] = ["firefox-esr", "fonts-dejavu", "fonts-noto-core"];

/// WebKitGTK with its driver and its own small browser, and what stands for a desktop: a screen that is none, the service that
/// tells programs of its settings, and a hand for the pointer.
const WEBKIT_PACKAGES: [&str; 6] =
    ["webkit2gtk-driver", "xvfb", "xsettingsd", "xdotool", "fonts-dejavu", "fonts-noto-core"];

/// What WebKit's tests start besides the browser.
const WEBKIT_PROGRAMS: [&str; 4] = ["WebKitWebDriver", "Xvfb", "xsettingsd", "xdotool"];

impl Engine {
    /// As the tests name it, and whoever chooses one.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::Webkit => "webkit",
        }
    }

    /// Finds the browser and its driver, or installs them; gives the variables by which the tests know them.
    ///
    /// # Errors
    /// When something is missing and cannot be installed; the message says what to do.
    pub(crate) fn ready(self) -> Result<Vec<(&'static str, PathBuf)>> {
        let mut variables = match self {
            Self::Chromium => {
                let Browser { chromium, chromedriver } = Browser::ready()?;
                vec![("CHROMIUM", chromium), ("CHROMEDRIVER", chromedriver)]
            }
            Self::Firefox => vec![("FIREFOX", firefox()?), ("GECKODRIVER", geckodriver()?)],
            Self::Webkit => {
                let (browser, driver) = webkit()?;
                vec![("WEBKIT", browser), ("WEBKITDRIVER", driver)]
            }
        };
        variables.push(("DEPECHE_BROWSER", self.name().into()));
        Ok(variables)
    }
}

/// Firefox; FIREFOX has the first word.
fn firefox() -> Result<PathBuf> {
    if let Some((program, _)) = first("FIREFOX", &FIREFOX) {
        return Ok(program);
    }
    eprintln!("missing: a browser to test in (Firefox)");
    apt::install(&FIREFOX_PACKAGES, "install Firefox with your system's package manager")?;
    match first("FIREFOX", &FIREFOX) {
        Some((program, _)) => Ok(program),
        None => bail!("Firefox is still missing after the installation: say where it is with FIREFOX"),
    }
}

/// What steers it; GECKODRIVER has the first word. Debian has no package of it.
fn geckodriver() -> Result<PathBuf> {
    const NAME: &str = "geckodriver";
    if let Some(chosen) = env::var_os("GECKODRIVER").filter(|chosen| !chosen.is_empty()) {
        return Ok(chosen.into());
    }
    let source = Source::Cargo { package: NAME, locked: true, hasten: &HASTEN };
    Ok(Tool::new(NAME, versions::GECKODRIVER, source).folder()?.unwrap_or_default().join(NAME))
}

/// WebKitGTK's browser and its driver.
fn webkit() -> Result<(PathBuf, PathBuf)> {
    if let Err(missing) = find_webkit() {
        eprintln!("missing: {missing}");
        let instead =
            "the tests in WebKit want Debian's packages of WebKitGTK, Xvfb, xsettingsd and xdotool: run them on Debian";
        apt::install(&WEBKIT_PACKAGES, instead)?;
    }
    find_webkit().or_else(|missing| bail!("still missing after the installation: {missing}"))
}

/// The error names what is missing; WEBKIT and WEBKITDRIVER have the first word.
fn find_webkit() -> Result<(PathBuf, PathBuf), String> {
    let chosen = |name| env::var_os(name).filter(|chosen| !chosen.is_empty()).map(PathBuf::from);
    if let Some(absent) = WEBKIT_PROGRAMS.iter().find(|program| !is_there(program)) {
        return Err(format!("{absent}, for the tests in WebKit"));
    }
    let browser = chosen("WEBKIT").or_else(minibrowser).ok_or("WebKitGTK's browser (MiniBrowser)")?;
    let driver = chosen("WEBKITDRIVER").or_else(|| in_path(WEBKIT_PROGRAMS[0])).ok_or("WebKit's driver")?;
    Ok((browser, driver))
}

/// It lies with the library, in a folder that is named by the architecture.
fn minibrowser() -> Option<PathBuf> {
    let folders = fs::read_dir(Path::new("/usr/lib")).ok()?.filter_map(Result::ok).map(|entry| entry.path());
    let places =
        folders.flat_map(|folder| ["4.1", "4.0"].map(|api| folder.join(format!("webkit2gtk-{api}/MiniBrowser"))));
    places.filter(|path| path.is_file()).max()
}
