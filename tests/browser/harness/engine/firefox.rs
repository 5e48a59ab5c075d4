//! Firefox, told by WebDriver BiDi what that knows, and the rest by scripts that run in the browser itself, not in a page.

use super::{Remote, Sight, Told, Window};
use crate::harness::RUNTIME;
use axum::http::Method;
use base64::{Engine as _, prelude::BASE64_STANDARD};
use serde_json::{Value, json};
use std::{process::Command, sync::Arc, time::Duration};
use thirtyfour::{
    WebDriver,
    bidi::{BiDi, RawEventStream},
    common::command::{Actions, Command as Asked, ExtensionCommand},
    error::WebDriverResult,
};
use tokio::sync::Mutex;
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
            "prefs": {
                // What the tests point at is what a system without a finger has.
                "ui.primaryPointerCapabilities": 6,
                "ui.allPointerCapabilities": 6,
                // Heads name the next page of a list to search engines. Firefox would load it ahead, which the policy stops
                // and readers do not pay for; what it says of that is no fault of the page.
                "network.prefetch-next": false,
            },
        },
        "webSocketUrl": true,
    })
}

/// A running Firefox.
pub(super) struct Firefox {
    driver: WebDriver,
    bidi: BiDi,
    log: Mutex<RawEventStream>,
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
        let log = Mutex::new(bidi.subscribe_raw());
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

/// Whether a message is that of an exception, `RuntimeError: unreachable`, and not the browser's own.
fn is_exception(text: &str) -> bool {
    let kind = text.split_once(':').map_or(text, |(kind, _)| kind);
    let named = kind.ends_with("Error") || kind.ends_with("Exception");
    kind == "uncaught exception" || (named && !kind.contains(' '))
}

impl Remote for Firefox {
    fn before_every_document(&self, script: &str) -> Told {
        let function = json!({ "functionDeclaration": format!("() => {{ {script} }}") });
        RUNTIME.block_on(self.bidi.send_raw("script.addPreloadScript", function)).map_err(|error| error.to_string())?;
        Ok(())
    }

    fn console(&self) -> Told<Vec<String>> {
        // What the page has said before it answers comes before its answer. A window that is closed has nothing to say.
        let _ =
            self.about_this_window("script.evaluate", "target", json!({ "expression": "0", "awaitPromise": false }));
        RUNTIME.block_on(async {
            let mut log = self.log.lock().await;
            let mut told = Vec::new();
            while let Ok(Some(event)) = tokio::time::timeout(Duration::ZERO, log.next()).await {
                let said = &event.params;
                let level = match said["level"].as_str() {
                    Some("error") => "SEVERE",
                    Some("warn") => "WARNING",
                    _ => continue,
                };
                let text = said["text"].as_str().unwrap_or_default();
                let uncaught = if said["type"] == "javascript" && is_exception(text) { "Uncaught " } else { "" };
                let place = &said["stackTrace"]["callFrames"][0];
                let place = place["url"].as_str().map(|url| format!("{url}:{} ", place["lineNumber"]));
                told.push(format!("{level}: {}{uncaught}{text}", place.unwrap_or_default()));
            }
            Ok(told)
        })
    }

    fn shows(&self, sight: Sight) -> Told {
        // A system's settings, as its preferences know them: they hold in every window.
        let (theme, colours, scheme, still) = match sight {
            Sight::Light | Sight::Paper => (0, 0, 1, 0),
            Sight::Dark => (0, 0, 0, 0),
            // Colours of high contrast, which pages have to take over, or need not.
            Sight::Forced => (1, 2, 1, 0),
            Sight::Contrast => (1, 1, 1, 0),
            Sight::Still => (0, 0, 1, 1),
        };
        let medium = if sight == Sight::Paper { "print" } else { "" };
        self.in_the_browser(&format!(
            "for (const [name, value] of Object.entries({{
                'ui.useAccessibilityTheme': {theme},
                'browser.display.document_color_use': {colours},
                'layout.css.prefers-color-scheme.content-override': {scheme},
                'ui.prefersReducedMotion': {still},
            }})) Services.prefs.setIntPref(name, value);
            tab.mediumOverride = '{medium}';"
        ))
    }

    fn has(&self, Window { width, height, density, phone }: Window) -> Told {
        let viewport = json!({ "viewport": { "width": width, "height": height }, "devicePixelRatio": density });
        self.about_this_window("browsingContext.setViewport", "context", viewport)?;
        self.in_the_browser(&format!("Services.prefs.setIntPref('ui.useOverlayScrollbars', {})", u8::from(phone)))
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

    fn is_touched(&self, at: Option<[f64; 2]>) -> Told {
        self.in_the_browser("tab.touchEventsOverride = 'enabled'")?;
        let actions = match at.map(|at| at.map(f64::round)) {
            Some([x, y]) => json!([
                { "type": "pointerMove", "duration": 0, "origin": "viewport", "x": x, "y": y },
                { "type": "pointerDown", "button": 0 },
            ]),
            None => json!([{ "type": "pointerUp", "button": 0 }]),
        };
        let parameters = json!({ "pointerType": "touch" });
        let finger = json!([{ "type": "pointer", "id": "finger", "parameters": parameters, "actions": actions }]);
        let done = self.driver.handle().cmd(Asked::PerformActions(Actions::from(finger)));
        RUNTIME.block_on(done).map(drop).map_err(|error| error.to_string())
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
