//! What the tests' host adds to its documents for an engine that cannot be told to run a script before them, and hears from
//! them of the console. Other engines get documents as they are.

use super::{Engine, lock};
use axum::{
    Router,
    body::Body,
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use std::sync::{Arc, Mutex};

/// Where the added script lies; the policy lets pages load what is the site's own.
const SCRIPT: &str = "/-/before.js";
const CONSOLE: &str = "/-/console";

/// Says of the console what the host is to hear. It waits for the host each time, so that nothing is said too late.
const LISTENS: &str = "{
    const says = (said) => {
        const request = new XMLHttpRequest();
        request.open('POST', '/-/console', false);
        try { request.send(said) } catch {}
    };
    for (const [name, level] of [['error', 'SEVERE'], ['warn', 'WARNING']]) {
        const own = console[name];
        console[name] = (...said) => { says(`${level}: ${said.join(' ')}`); own.apply(console, said) };
    }
    addEventListener('error', (event) => event.message && says(`SEVERE: Uncaught ${event.message}`));
    addEventListener('unhandledrejection', ({ reason }) => says(`SEVERE: Uncaught (in promise) ${reason}`));
}
";

/// What is added to documents, and what they have said.
#[derive(Default)]
pub(super) struct Injection {
    scripts: Mutex<String>,
    console: Mutex<Vec<String>>,
    without_scripts: Mutex<bool>,
}

impl Injection {
    /// Whether documents are changed at all.
    pub(super) fn is_wanted() -> bool {
        Engine::chosen() == Engine::WebKit
    }

    pub(super) fn routes(self: Arc<Self>) -> Router {
        Router::new().route(SCRIPT, get(script)).route(CONSOLE, post(hear)).with_state(self)
    }

    /// Adds a script to every document from now on.
    pub(super) fn adds(&self, script: &str) {
        // Each in a block of its own: one that throws is a fault of the test's.
        lock(&self.scripts).push_str(&format!("{{ {script} }}\n"));
    }

    /// Lets documents run no script from now on.
    pub(super) fn stops_scripts(&self) {
        *lock(&self.without_scripts) = true;
    }

    /// What the console was told since it was read last.
    pub(super) fn take_console(&self) -> Vec<String> {
        std::mem::take(&mut *lock(&self.console))
    }

    /// An answer as the engine is to get it, and its length.
    pub(super) async fn changes(&self, answer: Response, length: usize) -> (Response, usize) {
        let kind = answer.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if !kind.starts_with("text/html") {
            return (answer, length);
        }
        let (mut parts, body) = answer.into_parts();
        let whole = axum::body::to_bytes(body, usize::MAX).await.unwrap_or_default();
        let page = String::from_utf8_lossy(&whole);
        let start = page.find("<head>").map(|at| at + "<head>".len()).or_else(|| page.find('>').map(|at| at + 1));
        let (before, after) = page.split_at(start.unwrap_or_default());
        let page = format!("{before}<script src=\"{SCRIPT}\"></script>{after}");
        parts.headers.remove(header::CONTENT_LENGTH);
        if *lock(&self.without_scripts) {
            // Content Security Policy, 6.4.2: without `allow-scripts`, scripting is off.
            let sandbox = "sandbox allow-forms allow-same-origin allow-top-navigation";
            parts.headers.append(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(sandbox));
        }
        let length = page.len();
        (Response::from_parts(parts, Body::from(page)), length)
    }
}

async fn script(State(injection): State<Arc<Injection>>) -> Response {
    let script = format!("{LISTENS}{}", lock(&injection.scripts));
    ([(header::CONTENT_TYPE, "text/javascript"), (header::CACHE_CONTROL, "no-store")], script).into_response()
}

async fn hear(State(injection): State<Arc<Injection>>, said: String) -> StatusCode {
    lock(&injection.console).push(said);
    StatusCode::NO_CONTENT
}
