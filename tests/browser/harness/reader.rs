//! A reader: a browser of its own on a site. Here is how a reader goes places and waits; `eyes` holds what a reader sees,
//! `hands` what a reader does to the page.

use super::{
    Ability, Engine, LOOK_EVERY, PATIENCE, RUNTIME, Site,
    driver::Session,
    engine::{Remote, Told},
};
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::{cell::Cell, path::Path, time::Instant};
use thirtyfour::{
    WebDriver, WindowHandle,
    error::{WebDriverError, WebDriverResult},
};

/// A reader in front of a browser.
pub(crate) struct Reader<'s> {
    pub(super) site: &'s Site,
    session: Session,
    /// Whether the test wants the app to break; else it fails if the app does.
    expects_failure: Cell<bool>,
}

/// One of the reader's windows. Windows rather than tabs: a tab behind another one does not paint.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Tab(WindowHandle);

impl<'s> Reader<'s> {
    /// A reader who has never been on this site.
    pub(crate) fn of(site: &'s Site) -> Self {
        Self { site, session: Session::open(site.injection()), expects_failure: Cell::new(false) }
    }

    /// The site that the reader is on.
    pub(crate) fn site(&self) -> &'s Site {
        self.site
    }

    /// The same on a slow network, where the app loads nothing ahead: whatever is asked for was asked for by the reader.
    pub(crate) fn on_a_slow_network(site: &'s Site) -> Self {
        let reader = Self::of(site);
        // Network Information API, 4.3: what `effectiveType` says below 70 kbit/s.
        reader.has_connection("effectiveType", "'2g'");
        reader
    }

    /// Says something of the connection, in engines too that say nothing of it by themselves (Network Information API, 3).
    #[track_caller]
    pub(crate) fn has_connection(&self, property: &str, value: &str) {
        self.before_every_document(&format!(
            "if (!navigator.connection)
                Object.defineProperty(navigator, 'connection', {{ value: new EventTarget() }});
            Object.defineProperty(navigator.connection, '{property}', {{ value: {value} }});"
        ));
    }

    /// Whether the browser can be brought to something; if not, says that the test is left out.
    pub(crate) fn can(&self, ability: Ability) -> bool {
        let can = Engine::chosen().can(ability);
        if !can {
            eprintln!("left out in {}: {}", Engine::chosen(), ability.reason());
        }
        can
    }

    /// Opens an address and waits until its document is loaded, whatever the app does.
    #[track_caller]
    pub(crate) fn opens(&self, path: &str) {
        let url = self.site.url(path);
        self.drive(&format!("opening {path}"), async |driver| driver.goto(url).await);
    }

    /// Opens a file of the reader's own device.
    #[track_caller]
    pub(crate) fn opens_file(&self, path: &Path) {
        let url = format!("file://{}", path.display());
        self.drive(&format!("opening {url}"), async |driver| driver.goto(url).await);
    }

    /// Opens an address and waits until the app has taken it over.
    #[track_caller]
    pub(crate) fn visits(&self, path: &str) {
        self.opens(path);
        self.waits_for_the_app();
    }

    /// Loads the page again and waits until its document is loaded.
    #[track_caller]
    pub(crate) fn reloads(&self) {
        self.drive("reloading", async |driver| driver.refresh().await);
    }

    /// Goes back in history, without waiting for anything.
    #[track_caller]
    pub(crate) fn goes_back(&self) {
        self.moves("back");
    }

    /// Goes forward in history, without waiting for anything.
    #[track_caller]
    pub(crate) fn goes_forward(&self) {
        self.moves("forward");
    }

    fn moves(&self, way: &str) {
        // Once the script has ended: the driver repeats a script that a navigation has interrupted.
        self.script::<()>(&format!("setTimeout(() => history.{way}())"));
    }

    /// Waits until the app has taken over the page.
    #[track_caller]
    pub(crate) fn waits_for_the_app(&self) {
        self.waits_until("the app is ready", "document.documentElement.dataset.app === 'ready'");
    }

    /// Waits until the page has given the app up.
    #[track_caller]
    pub(crate) fn waits_for_the_failure(&self) {
        self.expects_failure.set(true);
        self.waits_until("the app has failed", "document.documentElement.dataset.app === 'failed'");
    }

    /// Waits until an expression of the page is true.
    #[track_caller]
    pub(crate) fn waits_until(&self, what: &str, expression: &str) {
        let deadline = Instant::now() + PATIENCE;
        let script = format!("return Boolean({expression})");
        loop {
            let asked = Instant::now();
            // Between two documents there is nothing to ask. What was asked of one that goes away may be answered never: then
            // its driver gives up later than we would, and what came meanwhile was not seen yet.
            if self.try_script::<bool>(&script).unwrap_or_default() {
                return;
            }
            assert!(asked < deadline, "{what}: it never came.\n{}", self.situation());
            std::thread::sleep(LOOK_EVERY);
        }
    }

    /// Waits until the page has been painted once more, and until what came with that is done.
    #[track_caller]
    pub(crate) fn waits_for_a_frame(&self) {
        self.script::<()>(
            "delete window.painted; requestAnimationFrame(() => setTimeout(() => { window.painted = true }))",
        );
        self.waits_until("a frame", "window.painted");
    }

    /// Waits until the host has seen what a test expects of it.
    #[track_caller]
    pub(crate) fn waits_for_the_host(&self, what: &str, seen: impl Fn(&Site) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while !seen(self.site) {
            assert!(Instant::now() < deadline, "{what}: it never came.\n{}", self.situation());
            std::thread::sleep(LOOK_EVERY);
        }
    }

    /// Runs a script in the page and gives what it returns.
    #[track_caller]
    pub(crate) fn script<T: DeserializeOwned>(&self, script: &str) -> T {
        self.try_script(script).unwrap_or_else(|error| panic!("{script}: {}\n{}", said(&error), self.situation()))
    }

    /// The same with a value that the script knows as `arguments[0]`.
    #[track_caller]
    pub(crate) fn script_with<T: DeserializeOwned>(&self, script: &str, argument: impl Into<Value>) -> T {
        let arguments = vec![argument.into()];
        let done = RUNTIME.block_on(async { self.driver().execute(script, arguments).await?.convert() });
        done.unwrap_or_else(|error| panic!("{script}: {}\n{}", said(&error), self.situation()))
    }

    fn try_script<T: DeserializeOwned>(&self, script: &str) -> WebDriverResult<T> {
        RUNTIME.block_on(async { self.driver().execute(script, Vec::new()).await?.convert() })
    }

    /// Tells the browser something that WebDriver has no word for.
    #[track_caller]
    pub(super) fn tells<T>(&self, what: &str, tell: impl FnOnce(&dyn Remote) -> Told<T>) -> T {
        tell(&*self.session.remote).unwrap_or_else(|error| panic!("{what}: {error}\n{}", self.situation()))
    }

    /// Runs a script in every document that is loaded from now on, before anything of its own.
    #[track_caller]
    pub(crate) fn before_every_document(&self, script: &str) {
        self.tells("a script before every document", |browser| browser.before_every_document(script));
    }

    /// The window that the reader looks at.
    #[track_caller]
    pub(crate) fn tab(&self) -> Tab {
        Tab(self.drive("asking for the window", async |driver| driver.window().await))
    }

    /// Opens another window and looks at it.
    #[track_caller]
    pub(crate) fn opens_another_tab(&self) -> Tab {
        let tab = Tab(self.drive("opening a window", async |driver| driver.new_window().await));
        self.looks_at(&tab);
        tab
    }

    /// Turns to another window.
    #[track_caller]
    pub(crate) fn looks_at(&self, tab: &Tab) {
        let window = tab.0.clone();
        self.drive("turning to a window", async |driver| driver.switch_to_window(window).await);
    }

    /// Closes the window that the reader looks at.
    #[track_caller]
    pub(crate) fn closes_this_tab(&self) {
        self.drive("closing a window", async |driver| driver.close_window().await);
    }

    /// The windows there are.
    #[track_caller]
    pub(crate) fn tabs(&self) -> Vec<Tab> {
        self.drive("asking for the windows", async |driver| driver.windows().await).into_iter().map(Tab).collect()
    }

    /// Does something with the driver, or fails with what it was.
    #[track_caller]
    pub(super) fn drive<T>(&self, what: &str, act: impl AsyncFnOnce(&WebDriver) -> WebDriverResult<T>) -> T {
        let done = RUNTIME.block_on(act(self.driver()));
        done.unwrap_or_else(|error| panic!("{what}: {}\n{}", said(&error), self.situation()))
    }

    fn driver(&self) -> &WebDriver {
        &self.session.driver
    }

    /// Where the reader is, for who has to find out why a test fails.
    fn situation(&self) -> String {
        let script =
            "return `${location.href}, data-app ${document.documentElement.dataset.app}\\n${document.body.innerText}`";
        let page = self.try_script::<String>(script).unwrap_or_else(|error| said(&error));
        let asked: Vec<String> = self.site.asked().iter().map(ToString::to_string).collect();
        let console = self.console().join("\n");
        format!("--- requests: {}\n--- console: {console}\n--- at {page}", asked.join(", "))
    }

    /// Warnings and errors of the browser's console since they were read last.
    pub(crate) fn console(&self) -> Vec<String> {
        self.session.remote.console().unwrap_or_default()
    }
}

/// What the driver says of a failure, without the addresses of its own code.
fn said(error: &WebDriverError) -> String {
    error.to_string().split("Stacktrace:").next().unwrap_or_default().trim().into()
}

impl Drop for Reader<'_> {
    fn drop(&mut self) {
        let mut broken = self.console();
        broken.retain(|line| line.contains("Uncaught") || line.contains("RuntimeError"));
        // A browser that does not close any more ends with the driver.
        let _ = RUNTIME.block_on(self.driver().clone().quit());
        // Whatever a test is about: an app that breaks on the way is a failure.
        let silent = broken.is_empty() || self.expects_failure.get() || std::thread::panicking();
        assert!(silent, "the app broke: {}", broken.join("\n"));
    }
}
