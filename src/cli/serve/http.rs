//! Serves the built folder as a static host does, and tells pages when to load themselves again.

use super::{Shown, State as Site};
use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    http::{HeaderValue, StatusCode, Uri, header},
    response::{
        IntoResponse, Redirect, Response, Sse,
        sse::{Event, KeepAlive},
    },
    routing::get,
};
use depeche::{publish::policy::Policy, route::files::Format};
use std::{convert::Infallible, path::PathBuf, sync::Arc};
use tokio::sync::watch;
use tokio_stream::{Stream, StreamExt, wrappers::WatchStream};

/// The script that loads a page again once the site has changed, and once the server is back after it was away.
const RELOAD: &str = "let away = false; const changes = new EventSource('/-/changes');\
     changes.addEventListener('changed', () => location.reload());\
     changes.onerror = () => { away = true }; changes.onopen = () => { if (away) location.reload() };";

/// The script that marks the articles that are shown here only. Their paths come before it, as `unseen`. What it shows stands
/// outside of `body`, which is the app's.
const MARK: &str = "const bar = document.createElement('p');\
     Object.assign(bar.style, { position: 'fixed', insetInline: 0, bottom: 0, zIndex: 9, margin: 0, padding: '.5rem 1rem',\
     font: '1rem/1.4 sans-serif', background: '#fd6', color: '#000', textAlign: 'center' });\
     bar.textContent = 'Only here: this is a draft or waits for its time, and readers do not see it yet.';\
     bar.dir = 'ltr'; bar.lang = 'en'; document.documentElement.append(bar);\
     const look = () => { bar.hidden = !unseen.some((path) => location.pathname.startsWith(path)) };\
     look(); new MutationObserver(look).observe(document.head, { subtree: true, childList: true, characterData: true });";

pub(crate) fn routes(shown: Arc<Shown>, changes: watch::Receiver<()>) -> Router {
    Router::new()
        .route("/-/reload.js", get(script))
        .route("/-/changes", get(async move || stream(changes)))
        .fallback(page)
        .with_state(shown)
}

async fn script(State(shown): State<Arc<Shown>>) -> Response {
    let unseen = serde_json::to_string(&shown.state().unseen).unwrap_or_else(|_| "[]".into());
    let headers = [(header::CONTENT_TYPE, "text/javascript"), (header::CACHE_CONTROL, "no-store")];
    (headers, format!("{RELOAD}\nconst unseen = {unseen};\n{MARK}")).into_response()
}

fn stream(mut changes: watch::Receiver<()>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    // A page that connects shows what there is; it is told of what comes after.
    changes.mark_unchanged();
    // Browsers pass on no event without data (HTML, 9.2.6).
    let events = WatchStream::from_changes(changes).map(|()| Ok(Event::default().event("changed").data("site")));
    Sse::new(events).keep_alive(KeepAlive::default())
}

async fn page(State(shown): State<Arc<Shown>>, request: Request) -> Response {
    let state = shown.state();
    if let Some(problems) = &state.problems {
        return problems_page(problems);
    }
    let uri = request.uri();
    let Some(path) = uri.path().strip_prefix(&state.base).filter(|path| path.starts_with('/')) else {
        return match uri.path() == "/" || uri.path() == state.base {
            true => Redirect::temporary(&format!("{}/", state.base)).into_response(),
            false => missing(&shown, &state),
        };
    };
    let Some(mut file) = inside(&shown, path) else { return missing(&shown, &state) };
    match (file.is_dir(), path.ends_with('/')) {
        (true, false) => return Redirect::temporary(&with_slash(uri)).into_response(),
        (true, true) => file.push("index.html"),
        (false, true) => return missing(&shown, &state),
        (false, false) => {}
    }
    match std::fs::read(&file) {
        Ok(content) => answer(&state, StatusCode::OK, &file, content),
        Err(_) => missing(&shown, &state),
    }
}

/// The file that a path names; none where the path leads out of the site.
fn inside(shown: &Shown, path: &str) -> Option<PathBuf> {
    let decoded = percent_encoding::percent_decode_str(path).decode_utf8().ok()?;
    let parts = decoded.split('/').filter(|part| !part.is_empty());
    parts.into_iter().try_fold(shown.folder.clone(), |folder, part| {
        let plain = part != "." && part != ".." && !part.contains('\\') && !part.contains('\0');
        plain.then(|| folder.join(part))
    })
}

fn with_slash(uri: &Uri) -> String {
    // Two slashes at the beginning would name another host.
    let path = format!("/{}/", uri.path().trim_matches('/'));
    match uri.query() {
        Some(query) => format!("{path}?{query}"),
        None => path,
    }
}

fn missing(shown: &Shown, state: &Site) -> Response {
    let file = shown.folder.join("404.html");
    answer(state, StatusCode::NOT_FOUND, &file, std::fs::read(&file).unwrap_or_default())
}

fn answer(state: &Site, status: StatusCode, file: &std::path::Path, content: Vec<u8>) -> Response {
    // A feed's name ends as any XML or JSON does.
    let feed = Format::of_path(&file.to_string_lossy());
    let kind = mime_guess::from_path(file).first_or_octet_stream();
    let html = kind == mime_guess::mime::TEXT_HTML;
    let body = match String::from_utf8(content) {
        Ok(text) if html => Body::from(with_reload(&text)),
        Ok(text) => Body::from(text),
        Err(bytes) => Body::from(bytes.into_bytes()),
    };
    let kind = match feed {
        Some(feed) => feed.media_type().into(),
        None if html => "text/html; charset=utf-8".into(),
        None => kind.to_string(),
    };
    let mut response = (status, body).into_response();
    let headers = response.headers_mut();
    // The reload script and what it listens to come from here, which the site's own policy allows.
    for (name, value) in state.policy.iter().flat_map(Policy::headers_without_transport) {
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.insert(name, value);
        }
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Ok(kind) = HeaderValue::from_str(&kind) {
        headers.insert(header::CONTENT_TYPE, kind);
    }
    response
}

/// The page as it is written, and behind it the script that loads it again.
fn with_reload(html: &str) -> String {
    format!("{html}<script src=\"/-/reload.js\" defer></script>")
}

fn problems_page(problems: &str) -> Response {
    let listed = problems.replace('&', "&amp;").replace('<', "&lt;");
    let html = format!(
        "<!DOCTYPE html><meta charset=utf-8><title>depeche</title><body style=\"font:1rem/1.6 sans-serif;margin:2rem\">\
         <h1>The site cannot be built yet</h1><pre style=\"white-space:pre-wrap\">{listed}</pre>\
         <p>This page shows the site as soon as the files are mended and saved.</p>"
    );
    let headers = [(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::CACHE_CONTROL, "no-store")];
    (StatusCode::INTERNAL_SERVER_ERROR, headers, with_reload(&html)).into_response()
}
