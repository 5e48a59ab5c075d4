//! Firefox, told by WebDriver BiDi what that knows, and the rest by scripts that run in the browser itself, not in a page.

use super::{Remote, Sight, Told, Window};
use crate::harness::RUNTIME;
use axum::http::Method;
use base64::{Engine as _, prelude::BASE64_STANDARD};
use serde_json::{Value, json};
use std::{cell::RefCell, process::Command, sync::Arc, time::Duration};
use thirtyfour::{
    WebDriver,
    bidi::{BiDi, RawEventStream},
    common::command::{Command as Asked, ExtensionCommand},
    error::WebDriverResult,
};
use tokio_stream::StreamExt as _;

const LOG: &str = "log.entryAdded";

/// `geckodriver INFO Listening on 127.0.0.1:34567`
pub(super) fn driver(program: &str) -> (Command, &'static str) {
    let mut command = Command::new(program);
    command.args(["--port", "0", "--websocket-port", "0", "--allow-system-access"]);
    (command, "Listening on 127.0.0.1:")
}

pub(super) fn capabilities(program: &str) -> Value {
    json!({
        "browserName": "firefox",
        "moz:firefoxOptions": {
            "binary": program,
            "args": ["-headless", "-width", "1100", "-height", "900"],
            // What the tests point at is what a system without a finger has.
            "prefs": { "ui.primaryPointerCapabilities": 6, "ui.allPointerCapabilities": 6 },
        },
        "webSocketUrl": true,
    })
}

/// A running Firefox.
pub(super) struct Firefox {
    driver: WebDriver,
    bidi: BiDi,
    log: RefCell<RawEventStream>,
}

/// Which of its two worlds the driver's scripts run in: that of the page, or that of the browser (geckodriver's own command).
#[derive(Debug)]
struct World(&'static str);

impl ExtensionCommand for World {
    fn parameters_json(&self) -> Option<Value> {
        Some(json!({ "context": self.0 }))
    }

    fn method(&self) -> Method {
        Method::POST
    }

    fn endpoint(&self) -> Arc<str> {
        "/moz/context".into()
    }
}

impl Firefox {
    pub(super) async fn of(driver: &WebDriver) -> Told<Self> {
        let bidi = driver.bidi().await.map_err(|error| error.to_string())?;
        let log = RefCell::new(bidi.subscribe_raw());
        bidi.session().subscribe(LOG).await.map_err(|error| error.to_string())?;
        Ok(Self { driver: driver.clone(), bidi, log })
    }

    /// Tells something over BiDi about the window that is looked at, as `context`.
    fn about_this_window(&self, command: &str, key: &str, mut parameters: Value) -> Told<Value> {
        RUNTIME.block_on(async {
            let window = self.driver.window().await.map_err(|error| error.to_string())?;
            let window = window.to_string();
            parameters[key] = if key == "contexts" { json!([window]) } else { json!(window) };
            self.bidi.send_raw(command, parameters).await.map_err(|error| error.to_string())
        })
    }

    /// Runs a script in the browser, where `tab` is the one that is looked at.
    fn in_the_browser(&self, script: &str) -> Told {
        let script = format!("const tab = gBrowser.selectedBrowser.browsingContext; {script}");
        let world = |name| Asked::ExtensionCommand(Box::new(World(name)));
        let done: WebDriverResult<()> = RUNTIME.block_on(async {
            let handle = self.driver.handle();
            handle.cmd(world("chrome")).await?;
            let done = handle.cmd(Asked::ExecuteScript(script.into(), Arc::new([]))).await;
            handle.cmd(world("content")).await?;
            done.map(drop)
        });
        done.map_err(|error| error.to_string())
    }
}

impl Remote for Firefox {
    fn before_every_document(&self, script: &str) -> Told {
        let function = json!({ "functionDeclaration": format!("() => {{ {script} }}") });
        RUNTIME.block_on(self.bidi.send_raw("script.addPreloadScript", function)).map_err(|error| error.to_string())?;
        Ok(())
    }

    fn console(&self) -> Told<Vec<String>> {
        // What the page has said before it answers comes before its answer. A window that is closed has nothing to say.
        let _ = self.about_this_window("script.evaluate", "target", json!({ "expression": "0", "awaitPromise": false }));
        RUNTIME.block_on(async {
            let mut log = self.log.borrow_mut();
            let mut told = Vec::new();
            while let Ok(Some(event)) = tokio::time::timeout(Duration::ZERO, log.next()).await {
                let said = &event.params;
                let level = match said["level"].as_str() {
                    Some("error") => "SEVERE",
                    Some("warn") => "WARNING",
                    _ => continue,
                };
                let uncaught = if said["type"] == "javascript" && level == "SEVERE" { "Uncaught " } else { "" };
                let place = &said["stackTrace"]["callFrames"][0];
                let place = place["url"].as_str().map(|url| format!("{url}:{} ", place["lineNumber"]));
                let text = said["text"].as_str().unwrap_or_default();
                told.push(format!("{level}: {}{uncaught}{text}", place.unwrap_or_default()));
            }
            Ok(told)
        })
    }

    fn shows(&self, sight: Sight) -> Told {
        let change = match sight {
            Sight::Light => "tab.prefersColorSchemeOverride = 'light'",
            Sight::Dark => "tab.prefersColorSchemeOverride = 'dark'",
            Sight::Forced => "tab.forcedColorsOverride = 'active'",
            // A system's colours of high contrast, which pages need not take over.
            Sight::Contrast => {
                "Services.prefs.setIntPref('ui.useAccessibilityTheme', 1);
                Services.prefs.setIntPref('browser.display.document_color_use', 1)"
            }
            Sight::Still => "tab.prefersReducedMotionOverride = 'reduce'",
            Sight::Paper => "tab.mediumOverride = 'print'",
        };
        self.in_the_browser(&format!(
            "tab.prefersColorSchemeOverride = tab.forcedColorsOverride = tab.prefersReducedMotionOverride = 'none';
            tab.mediumOverride = '';
            for (const name of ['ui.useAccessibilityTheme', 'browser.display.document_color_use'])
                Services.prefs.clearUserPref(name);
            {change}"
        ))
    }

    fn has(&self, Window { width, height, density, phone }: Window) -> Told {
        let viewport = json!({ "viewport": { "width": width, "height": height }, "devicePixelRatio": density });
        self.about_this_window("browsingContext.setViewport", "context", viewport)?;
        self.in_the_browser(&format!("tab.inRDMPane = {phone}"))
    }

    fn runs_no_scripts(&self) -> Told {
        self.in_the_browser("tab.allowJavascript = false")
    }

    fn has_network(&self, there: bool) -> Told {
        let conditions = if there { Value::Null } else { json!({ "type": "offline" }) };
        self.about_this_window("emulation.setNetworkConditions", "contexts", json!({ "networkConditions": conditions }))
            .map(drop)
    }

    fn allows_copying(&self) -> Told {
        // Whoever clicks may copy.
        Ok(())
    }

    fn has_touch(&self) -> Told {
        self.in_the_browser("tab.touchEventsOverride = 'enabled'")
    }

    fn works_slowly(&self, _: u32) -> Told {
        Err("Firefox works as fast as it can".into())
    }

    fn picture(&self, _: f64, _: f64) -> Told<Vec<u8>> {
        let whole = json!({ "origin": "document" });
        let taken = self.about_this_window("browsingContext.captureScreenshot", "context", whole)?;
        let picture = taken["data"].as_str().ok_or("no picture came")?;
        BASE64_STANDARD.decode(picture).map_err(|error| error.to_string())
    }
}
