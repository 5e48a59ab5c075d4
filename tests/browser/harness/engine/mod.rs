//! The browsers that the tests run in, and what a test can have of them beyond WebDriver. One file an engine says how it is
//! started and told things; [`ability`] says what an engine cannot be told at all.

mod ability;
mod chromium;
mod firefox;
mod webkit;

pub(crate) use ability::Ability;

use super::{Sight, injection::Injection, port::Port, variable};
use serde_json::Value;
use std::{
    fmt::{self, Display},
    path::Path,
    process::Command,
    sync::{Arc, LazyLock},
};
use thirtyfour::WebDriver;

/// A browser's engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Engine {
    Chromium,
    Firefox,
    WebKit,
}

/// What becomes of something that a browser is told, or the reason why nothing does.
pub(super) type Told<T = ()> = Result<T, String>;

/// A window as pages see it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Window {
    /// CSS pixels.
    pub(crate) width: u32,
    /// CSS pixels.
    pub(crate) height: u32,
    /// Pixels of the device to a CSS pixel.
    pub(crate) density: u32,
    /// Whether it is a phone's, whose scroll bars take no room.
    pub(crate) phone: bool,
}

/// What a running browser is told beyond WebDriver.
pub(super) trait Remote {
    /// Runs a script in every document that is loaded from now on, before anything of its own.
    fn before_every_document(&self, script: &str) -> Told;

    /// Warnings and errors of the console since they were read last: `SEVERE: …` or `WARNING: …`, with `Uncaught` where
    /// nobody has caught one.
    fn console(&self) -> Told<Vec<String>>;

    /// Shows pages in a way.
    fn shows(&self, sight: Sight) -> Told;

    /// Has a window of a size, or of a phone.
    fn has(&self, window: Window) -> Told;

    /// Runs no script of any page from now on.
    fn runs_no_scripts(&self) -> Told;

    /// Loses the network, or has it back.
    fn has_network(&self, there: bool) -> Told;

    /// Lets pages write into the clipboard.
    fn allows_copying(&self) -> Told;

    /// Has a finger laid on a point of the window, CSS pixels, or has it lifted.
    fn is_touched(&self, at: Option<[f64; 2]>) -> Told;

    /// Works at a fraction of its speed.
    fn works_slowly(&self, fraction: u32) -> Told;

    /// What assistive technology is given of the page, in its order: the role and the name of each thing that has one.
    fn hears(&self) -> Told<Vec<(String, String)>> {
        Err(Ability::Tree.reason().into())
    }

    /// The whole page as a picture in PNG, of a size in CSS pixels.
    fn picture(&self, width: f64, height: f64) -> Told<Vec<u8>>;
}

impl Engine {
    /// The one that `cargo xtask test --browser` asks for.
    pub(crate) fn chosen() -> Self {
        static CHOSEN: LazyLock<Engine> = LazyLock::new(|| match std::env::var("DEPECHE_BROWSER").as_deref() {
            Ok("firefox") => Engine::Firefox,
            Ok("webkit") => Engine::WebKit,
            Ok("chromium" | "") | Err(_) => Engine::Chromium,
            Ok(other) => panic!("DEPECHE_BROWSER is {other}: say chromium, firefox or webkit"),
        });
        *CHOSEN
    }

    /// The program of the driver with its arguments, and what it says before its port, which it may choose.
    pub(super) fn driver(self, port: &Port) -> Result<(Command, &'static str), String> {
        Ok(match self {
            Self::Chromium => chromium::driver(&variable("CHROMEDRIVER")?),
            Self::Firefox => firefox::driver(&variable("GECKODRIVER")?),
            Self::WebKit => webkit::driver(&variable("WEBKITDRIVER")?, port),
        })
    }

    /// What a session is asked to be.
    pub(super) fn capabilities(self) -> Result<Value, String> {
        match self {
            Self::Chromium => Ok(chromium::capabilities(&variable("CHROMIUM")?)),
            Self::Firefox => Ok(firefox::capabilities(&variable("FIREFOX")?)),
            Self::WebKit => Ok(webkit::capabilities(&variable("WEBKIT")?)),
        }
    }

    /// The remote control of a session that has just been opened.
    ///
    /// The folder is that of its driver; documents of the site can carry what it is to be told.
    pub(super) async fn remote(
        self,
        driver: &WebDriver,
        folder: &Path,
        injection: Arc<Injection>,
    ) -> Told<Box<dyn Remote>> {
        Ok(match self {
            Self::Chromium => Box::new(chromium::Chromium::of(driver)),
            Self::Firefox => Box::new(firefox::Firefox::of(driver).await?),
            Self::WebKit => Box::new(webkit::WebKit::of(driver, folder, injection)),
        })
    }
}

impl Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Chromium => "Chromium",
            Self::Firefox => "Firefox",
            Self::WebKit => "WebKit",
        })
    }
}
