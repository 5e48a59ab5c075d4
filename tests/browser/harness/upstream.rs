//! A real host behind the tests' own: what is sound it answers, headers and all; faults stay with the tests' own, which
//! hears what is asked for.

use super::{PATIENCE, port::Port, program::Program, real_host, variable};
use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use depeche::publish::Host;
use reqwest::{Client, redirect};
use std::{net::TcpStream, path::Path};
use tempfile::TempDir;

/// What concerns one connection, and what is told anew (RFC 9110, 7.6.1).
const OF_THE_CONNECTION: [header::HeaderName; 3] =
    [header::CONNECTION, header::TRANSFER_ENCODING, header::CONTENT_LENGTH];

/// A running host with the site of an edition.
pub(super) struct Upstream {
    port: Port,
    _program: Program,
    /// Holds the site.
    _room: TempDir,
}

impl Upstream {
    /// The host that `cargo xtask test --host` asks for.
    pub(super) fn chosen() -> Option<Host> {
        match std::env::var("DEPECHE_HOST").unwrap_or_default().as_str() {
            "nginx" => Some(Host::Nginx),
            "caddy" => Some(Host::Caddy),
            _ => None,
        }
    }

    /// Starts a host with a configuration; the room that the site lies in is kept as long as it runs.
    pub(super) fn start(host: Host, room: TempDir, configuration: &Path) -> Result<Self, String> {
        let port = Port::reserve();
        let (name, command) = match host {
            Host::Nginx => {
                let program = variable("DEPECHE_NGINX")?;
                ("nginx", real_host::nginx(&program, room.path(), port.address(), configuration))
            }
            _ => {
                let mut command = real_host::caddy(&variable("DEPECHE_CADDY")?, room.path(), "", configuration);
                command.env("DEPECHE_ADDRESS", port.url());
                ("caddy", command)
            }
        };
        let ready = || TcpStream::connect(port.address()).is_ok();
        let program = Program::start(name, command, &room.path().join("log"), ready);
        Ok(Self { port, _program: program, _room: room })
    }

    /// What the host answers, and the length of its body.
    pub(super) async fn answer(&self, method: &Method, path_and_query: &str, headers: &HeaderMap) -> (Response, usize) {
        let url = format!("{}{path_and_query}", self.port.url());
        match ask(method, &url, headers).await {
            Ok(answer) => answer,
            Err(error) => ((StatusCode::BAD_GATEWAY, error.to_string()).into_response(), 0),
        }
    }
}

async fn ask(method: &Method, url: &str, headers: &HeaderMap) -> Result<(Response, usize), reqwest::Error> {
    // A connection each: the tests' own host takes its runtime along when it goes down.
    let client = Client::builder().no_proxy().timeout(PATIENCE).redirect(redirect::Policy::none());
    let client = client.pool_max_idle_per_host(0).build()?;
    let mut request = client.request(method.clone(), url);
    if let Some(coding) = headers.get(header::ACCEPT_ENCODING) {
        request = request.header(header::ACCEPT_ENCODING, coding);
    }
    let answer = request.send().await?;
    let (status, said) = (answer.status(), answer.headers().clone());
    let body = answer.bytes().await?;
    let length = body.len();
    let mut response = (status, Body::from(body)).into_response();
    *response.headers_mut() = said;
    for name in OF_THE_CONNECTION {
        response.headers_mut().remove(name);
    }
    Ok((response, length))
}

/// Lets the browser report what the policy of an answer stops, and keep nothing by itself: that would hide what the app
/// asks for.
pub(super) fn watched(mut response: Response, reports: &str) -> Response {
    let headers = response.headers_mut();
    let policy = headers.get(header::CONTENT_SECURITY_POLICY).and_then(|policy| policy.to_str().ok());
    let reporting = policy.and_then(|policy| HeaderValue::from_str(&format!("{policy}; report-uri {reports}")).ok());
    reporting.map(|reporting| headers.insert(header::CONTENT_SECURITY_POLICY, reporting));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
