//! What a host answers: the edition as a static host serves it, under the strictest policy that the site allows, and
//! whatever fault a test has asked for.

use super::{
    Edition,
    fault::Fault,
    injection::Injection,
    lock,
    site::{Asked, Posted},
    upstream,
};
use axum::{
    Router,
    body::Body,
    extract::{FromRequest, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    response::{Html, IntoResponse, Redirect, Response},
    routing::post,
};
use depeche::route::files::Format;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

/// Where the browser reports what the policy has stopped.
const REPORTS: &str = "/-/csp";

/// Before a path, what happens only to what is posted there.
pub(super) const POSTED: &str = "POST ";

/// What a form service says to whatever is posted.
const THANKS: &str = "<!doctype html><title>Merci</title><p>Merci";

/// A host's state. It outlives its server, which can be stopped and started.
pub(super) struct Host {
    pub(super) edition: &'static Edition,
    faults: Mutex<HashMap<String, Fault>>,
    asked: Mutex<Vec<Asked>>,
    reports: Mutex<Vec<String>>,
    posted: Mutex<Vec<Posted>>,
    pub(super) injection: Arc<Injection>,
}

impl Host {
    pub(super) fn new(edition: &'static Edition) -> Self {
        Self {
            edition,
            faults: Mutex::default(),
            asked: Mutex::default(),
            reports: Mutex::default(),
            posted: Mutex::default(),
            injection: Arc::default(),
        }
    }

    pub(super) fn routes(self: Arc<Self>) -> Router {
        let added = self.injection.clone().routes();
        Router::new().route(REPORTS, post(report)).fallback(answer).with_state(self).merge(added)
    }

    pub(super) fn set_fault(&self, path: &str, fault: Option<Fault>) {
        let mut faults = lock(&self.faults);
        match fault {
            Some(fault) => drop(faults.insert(path.into(), fault)),
            None => drop(faults.remove(path)),
        }
    }

    pub(super) fn asked(&self) -> Vec<Asked> {
        lock(&self.asked).clone()
    }

    pub(super) fn forget_asked(&self) {
        lock(&self.asked).clear();
    }

    pub(super) fn posted(&self) -> Vec<Posted> {
        lock(&self.posted).clone()
    }

    /// What the policy has stopped on pages of the site. A picture that is opened by itself is shown by a document of the
    /// browser's own, whose style the policy stops as well.
    pub(super) fn take_reports(&self) -> Vec<String> {
        let of_a_page = |report: &String| {
            let report: serde_json::Value = serde_json::from_str(report).unwrap_or_default();
            let document = report["csp-report"]["document-uri"].as_str().unwrap_or_default();
            ![".avif", ".gif", ".jpg", ".png", ".webp"].iter().any(|end| document.ends_with(end))
        };
        let mut reports = std::mem::take(&mut *lock(&self.reports));
        reports.retain(of_a_page);
        reports
    }

    /// The file at a path as the real host sends it, where there is one, and its length; without faults.
    async fn sound(&self, path: &str, query: Option<&str>, method: &Method, headers: &HeaderMap) -> (Response, usize) {
        let Some(real) = &self.edition.upstream else { return self.own(path, query) };
        let query = query.map(|query| format!("?{query}")).unwrap_or_default();
        let (response, length) = real.answer(method, &format!("{path}{query}"), headers).await;
        (upstream::watched(response, REPORTS), length)
    }

    /// The file at a path as a static host sends it, and its length.
    fn own(&self, path: &str, query: Option<&str>) -> (Response, usize) {
        // `index.json` lies beside the page and is a file like any other.
        if let Some(content) = self.edition.file(path) {
            return (self.file(StatusCode::OK, name(path), content), content.len());
        }
        if self.edition.file(&format!("{path}/")).is_some() {
            let query = query.map(|query| format!("?{query}")).unwrap_or_default();
            return (Redirect::permanent(&format!("{path}/{query}")).into_response(), 0);
        }
        let nothing = self.edition.not_found();
        (self.file(StatusCode::NOT_FOUND, "404.html", nothing), nothing.len())
    }

    fn file(&self, status: StatusCode, name: &str, content: impl Into<Body>) -> Response {
        let kind = mime_guess::from_path(name).first_or_octet_stream();
        let mut response = (status, content.into()).into_response();
        let headers = response.headers_mut();
        let mut set = |name, value: &str| {
            headers.insert(name, value.parse().expect("the policy and all media types are ASCII"));
        };
        if kind == mime_guess::mime::TEXT_HTML {
            set(header::CONTENT_TYPE, "text/html; charset=utf-8");
            for (name, value) in self.edition.policy.headers_without_transport() {
                set(HeaderName::from_bytes(name.as_bytes()).expect("the name of a header"), &value);
            }
            let reporting = format!("{}; report-uri {REPORTS}", self.edition.policy.content_security());
            set(header::CONTENT_SECURITY_POLICY, &reporting);
        } else {
            let feed = Format::of_path(name).map(Format::media_type);
            set(header::CONTENT_TYPE, feed.unwrap_or(kind.as_ref()));
        }
        // What the browser keeps by itself would hide what the app asks for.
        set(header::CACHE_CONTROL, "no-store");
        response
    }
}

async fn answer(State(host): State<Arc<Host>>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    lock(&host.asked).push(Asked { path: path.clone(), what_for: what_for(request.headers()) });
    let query = request.uri().query().map(str::to_owned);
    let (method, headers) = (request.method().clone(), request.headers().clone());
    let posted = method == Method::POST;
    if method == Method::OPTIONS {
        lock(&host.asked).push(Asked { path: format!("OPTIONS {path}"), what_for: String::new() });
    }
    let fault = {
        let faults = lock(&host.faults);
        let of_posts = faults.get(&format!("{POSTED}{path}")).filter(|_| posted);
        // What is set for a part of a query goes before what is set for all of the path.
        let asked = query.as_deref().unwrap_or_default();
        let of_query = faults
            .iter()
            .find(|(key, _)| key.split_once('?').is_some_and(|(of, part)| of == path && asked.contains(part)));
        of_posts.or(of_query.map(|(_, fault)| fault)).or_else(|| faults.get(&path)).cloned()
    };
    if posted {
        let body = String::from_request(request, &()).await.unwrap_or_default();
        lock(&host.posted).push(Posted { path: path.clone(), body });
    }
    let origin = headers.get(header::ORIGIN).cloned();
    // A fault works on what can be read, and what is added to a document as well.
    let packed = if fault.is_none() && !Injection::is_wanted() { headers } else { HeaderMap::new() };
    let (sound, length) = match &fault {
        Some(Fault::Instead(other)) => host.sound(other, None, &method, &packed).await,
        Some(Fault::Body(body)) => (host.file(StatusCode::OK, name(&path), body.clone()), body.len()),
        Some(Fault::Json(status, body, pages)) => {
            let mut answer = host.file(*status, "answer.json", body.clone());
            readable(answer.headers_mut(), origin.as_ref(), *pages);
            (answer, body.len())
        }
        Some(Fault::WithCookie(status, body, cookie)) => {
            let mut answer = host.file(*status, "answer.json", body.clone());
            answer.headers_mut().insert("x-set-cookie", HeaderValue::from_static(cookie));
            (answer, body.len())
        }
        _ if posted => (Html(THANKS).into_response(), THANKS.len()),
        _ => host.sound(&path, query.as_deref(), &method, &packed).await,
    };
    let (sound, length) =
        if Injection::is_wanted() { host.injection.changes(sound, length).await } else { (sound, length) };
    match fault {
        Some(fault) => fault.apply(sound, length).await,
        None => sound,
    }
}

/// Lets pages of another origin read an answer and send what they send, as Isso and WordPress do.
fn readable(headers: &mut HeaderMap, origin: Option<&HeaderValue>, pages: u32) {
    if let Some(origin) = origin {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
        headers.insert(header::ACCESS_CONTROL_ALLOW_CREDENTIALS, HeaderValue::from_static("true"));
        let methods = HeaderValue::from_static("HEAD, GET, POST, PUT, DELETE");
        headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, methods);
        headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static("Origin, Referer, Content-Type"));
        let exposed = HeaderValue::from_static("X-Set-Cookie, X-WP-Total, X-WP-TotalPages");
        headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, exposed);
    }
    headers.insert(HeaderName::from_static("x-wp-totalpages"), pages.into());
}

/// The name of the file at a path.
fn name(path: &str) -> &str {
    if path.ends_with('/') { "index.html" } else { path }
}

/// `document`, `script`, `image`, or `empty` for what the app fetches (Fetch Metadata, 2.1).
fn what_for(headers: &HeaderMap) -> String {
    headers.get("sec-fetch-dest").and_then(|value| value.to_str().ok()).unwrap_or_default().into()
}

async fn report(State(host): State<Arc<Host>>, body: String) -> StatusCode {
    lock(&host.reports).push(body);
    StatusCode::NO_CONTENT
}
