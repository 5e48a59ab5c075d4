//! Carries requests to a comment server.

use crate::backend::{Answer, Refusal, Request};

/// Why a server did not do what was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Failure {
    /// The device is offline, or says so.
    Offline,
    /// No answer, none in time, or none that the browser lets the page read.
    Unreachable,
    /// The server's own word.
    Refused(Refusal),
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Failure::Refused(refusal)
    }
}

impl Failure {
    /// Whether the same request can succeed later.
    pub(super) fn passes(self) -> bool {
        match self {
            Failure::Offline | Failure::Unreachable => true,
            Failure::Refused(refusal) => refusal.passes(),
        }
    }
}

/// Asks a server and waits for its answer. Pages are only prerendered natively: there, nothing is asked.
#[cfg(not(feature = "hydrate"))]
#[allow(clippy::unused_async, reason = "it stands for one that waits")]
pub(super) async fn ask(_request: &Request) -> Result<Answer, Failure> {
    Err(Failure::Offline)
}

/// Asks a server and waits for its answer.
#[cfg(feature = "hydrate")]
pub(super) async fn ask(request: &Request) -> Result<Answer, Failure> {
    use crate::{app::browser, backend::Method};
    use gloo_net::http::RequestBuilder;
    use leptos::leptos_dom::helpers::set_timeout_with_handle;
    use std::time::Duration;
    use web_sys::{AbortController, RequestCredentials, RequestMode};

    /// How long an answer may take.
    const LIMIT: Duration = Duration::from_secs(30);

    let offline = || !browser::window().navigator().on_line();
    let failed = |_| if offline() { Failure::Offline } else { Failure::Unreachable };
    if offline() {
        return Err(Failure::Offline);
    }
    let method = match request.method {
        Method::Get => gloo_net::http::Method::GET,
        Method::Post => gloo_net::http::Method::POST,
        Method::Put => gloo_net::http::Method::PUT,
        Method::Delete => gloo_net::http::Method::DELETE,
    };
    let controller = AbortController::new().ok();
    let signal = controller.as_ref().map(AbortController::signal);
    let abort = move || controller.iter().for_each(AbortController::abort);
    let limit = set_timeout_with_handle(abort, LIMIT).ok();
    let cookies = if request.with_cookies { RequestCredentials::Include } else { RequestCredentials::Omit };
    let mut builder = RequestBuilder::new(&request.url)
        .method(method)
        .mode(RequestMode::Cors)
        .credentials(cookies)
        .abort_signal(signal.as_ref())
        .header("Accept", "application/json");
    let built = match &request.body {
        Some((kind, body)) => {
            if let Some(kind) = kind {
                builder = builder.header("Content-Type", kind);
            }
            // As bytes, a body brings no media type of its own.
            match kind {
                Some(_) => builder.body(body.as_str()),
                None => builder.body(js_sys::Uint8Array::from(body.as_bytes())),
            }
        }
        None => builder.build(),
    };
    let answered = async {
        let answer = built.map_err(failed)?.send().await.map_err(failed)?;
        let header = |name: &str| answer.headers().get(name);
        Ok(Answer {
            status: answer.status(),
            kind: header("Content-Type").unwrap_or_default(),
            pages: header("X-WP-TotalPages").and_then(|pages| pages.parse().ok()),
            cookie: header("X-Set-Cookie").unwrap_or_default(),
            body: answer.text().await.map_err(failed)?,
        })
    };
    let answer = answered.await;
    limit.iter().for_each(|limit| limit.clear());
    answer
}
