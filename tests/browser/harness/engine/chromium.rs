//! Chromium, told by the DevTools protocol: the console comes from its driver.

use super::{Remote, Sight, Told, Window};
use crate::harness::RUNTIME;
use base64::{Engine as _, prelude::BASE64_STANDARD};
use serde_json::{Value, json};
use std::{collections::HashMap, process::Command};
use thirtyfour::WebDriver;

/// What keeps Chromium quiet and willing in a container without a screen.
const FLAGS: [&str; 10] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1100,900",
];

/// `ChromeDriver was started successfully on port 34567.`
pub(super) fn driver(program: &str) -> (Command, &'static str) {
    let mut command = Command::new(program);
    command.arg("--port=0");
    (command, "successfully on port ")
}

pub(super) fn capabilities(program: &str) -> Value {
    json!({
        "browserName": "chrome",
        "goog:chromeOptions": { "binary": program, "args": FLAGS },
        "goog:loggingPrefs": { "browser": "ALL" },
    })
}

/// A running Chromium.
pub(super) struct Chromium(WebDriver);

impl Chromium {
    pub(super) fn of(driver: &WebDriver) -> Self {
        Self(driver.clone())
    }

    fn devtools(&self, command: &str, parameters: Value) -> Told<Value> {
        RUNTIME.block_on(self.0.cdp().send_raw(command, parameters)).map_err(|error| error.to_string())
    }

    fn tells(&self, command: &str, parameters: Value) -> Told {
        self.devtools(command, parameters).map(drop)
    }
}

impl Remote for Chromium {
    fn before_every_document(&self, script: &str) -> Told {
        self.tells("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script }))
    }

    fn console(&self) -> Told<Vec<String>> {
        let log = RUNTIME.block_on(self.0.browser_log()).map_err(|error| error.to_string())?;
        let loud = log.into_iter().filter(|entry| ["SEVERE", "WARNING"].contains(&entry.level.as_str()));
        Ok(loud.map(|entry| format!("{}: {}", entry.level, entry.message)).collect())
    }

    fn shows(&self, sight: Sight) -> Told {
        let (name, value) = match sight {
            Sight::Light => ("prefers-color-scheme", "light"),
            Sight::Dark => ("prefers-color-scheme", "dark"),
            Sight::Forced => ("forced-colors", "active"),
            Sight::Contrast => ("prefers-contrast", "more"),
            Sight::Still => ("prefers-reduced-motion", "reduce"),
            Sight::Paper => return self.tells("Emulation.setEmulatedMedia", json!({ "media": "print" })),
        };
        let features = json!([{ "name": name, "value": value }]);
        self.tells("Emulation.setEmulatedMedia", json!({ "media": "", "features": features }))
    }

    fn has(&self, Window { width, height, density, phone }: Window) -> Told {
        let window = json!({ "width": width, "height": height, "deviceScaleFactor": density, "mobile": phone });
        self.tells("Emulation.setDeviceMetricsOverride", window)
    }

    fn runs_no_scripts(&self) -> Told {
        self.tells("Emulation.setScriptExecutionDisabled", json!({ "value": true }))
    }

    fn has_network(&self, there: bool) -> Told {
        self.tells("Network.enable", json!({}))?;
        let unlimited = json!({ "offline": !there, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
        self.tells("Network.emulateNetworkConditions", unlimited)
    }

    fn allows_copying(&self) -> Told {
        let permissions = ["clipboardReadWrite", "clipboardSanitizedWrite"];
        self.tells("Browser.grantPermissions", json!({ "permissions": permissions }))
    }

    fn is_touched(&self, at: Option<[f64; 2]>) -> Told {
        self.tells("Emulation.setTouchEmulationEnabled", json!({ "enabled": true }))?;
        let kind = if at.is_some() { "touchStart" } else { "touchEnd" };
        let points: Vec<Value> = at.iter().map(|[x, y]| json!({ "x": x, "y": y })).collect();
        self.tells("Input.dispatchTouchEvent", json!({ "type": kind, "touchPoints": points }))
    }

    fn works_slowly(&self, fraction: u32) -> Told {
        self.tells("Emulation.setCPUThrottlingRate", json!({ "rate": fraction }))
    }

    fn hears(&self) -> Told<Vec<(String, String)>> {
        self.tells("Accessibility.enable", json!({}))?;
        let tree = self.devtools("Accessibility.getFullAXTree", json!({}))?;
        let nodes = tree["nodes"].as_array().ok_or("no tree came")?;
        let by_id: HashMap<&str, &Value> =
            nodes.iter().filter_map(|node| Some((node["nodeId"].as_str()?, node))).collect();
        // Depth first, as it is read; the list itself goes breadth first.
        let mut heard = Vec::new();
        let mut next: Vec<&Value> = nodes.first().into_iter().collect();
        while let Some(node) = next.pop() {
            let text = |of: &str| node[of]["value"].as_str().unwrap_or_default().to_owned();
            if node["ignored"] == false {
                heard.push((text("role"), text("name")));
            }
            let children = node["childIds"].as_array().into_iter().flatten().rev();
            next.extend(children.filter_map(|id| by_id.get(id.as_str()?)));
        }
        Ok(heard)
    }

    fn picture(&self, width: f64, height: f64) -> Told<Vec<u8>> {
        let clip = json!({ "x": 0, "y": 0, "width": width, "height": height, "scale": 1 });
        let beyond = json!({ "captureBeyondViewport": true, "clip": clip });
        let taken = self.devtools("Page.captureScreenshot", beyond)?;
        let picture = taken["data"].as_str().ok_or("no picture came")?;
        BASE64_STANDARD.decode(picture).map_err(|error| error.to_string())
    }
}
