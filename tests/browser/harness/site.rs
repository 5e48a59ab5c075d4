//! A host of the built edition on a port of its own, for one test: what was asked of it, and how it is to fail.

use super::{
    Edition, PATIENCE,
    edition::{Commented, demonstration},
    fault::{Fault, Held},
    injection::Injection,
    server::{Host, POSTED},
};
use axum::{body::Bytes, http::StatusCode};
use serde_json::{Value, json};
use std::{
    cell::RefCell,
    fmt,
    net::{Ipv4Addr, SocketAddr, TcpListener},
    path::Path,
    sync::Arc,
};
use tokio::runtime::{Builder, Runtime};

/// A request as the host saw it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Asked {
    /// The path, as written.
    pub(crate) path: String,
    /// What the browser says it is for: `document`, `script`, `image`, `empty` for what the app fetches.
    pub(crate) what_for: String,
}

/// What was posted to the host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Posted {
    pub(crate) path: String,
    pub(crate) body: String,
}

impl fmt::Display for Asked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.path, self.what_for)
    }
}

/// The demonstration edition, served.
pub(crate) struct Site {
    host: Arc<Host>,
    address: SocketAddr,
    /// Ends with the server: that is what makes a host go down with all its connections.
    runtime: RefCell<Option<Runtime>>,
}

impl Site {
    /// Serves the edition at the root of the host.
    pub(crate) fn open() -> Self {
        Self::serving(Edition::get())
    }

    /// Serves an edition in Arabic.
    pub(crate) fn arabic() -> Self {
        Self::serving(Edition::arabic())
    }

    /// Serves the edition that is published under a path.
    pub(crate) fn under_a_path() -> Self {
        Self::serving(Edition::under_a_path())
    }

    /// Serves an edition of other articles.
    pub(crate) fn of_articles(articles: &[Value]) -> Self {
        Self::serving(Edition::of_articles(articles))
    }

    /// Serves the edition from a real host, at the root or under [`JOURNAL`](super::JOURNAL).
    pub(crate) fn behind(host: depeche::publish::Host, base: &'static str) -> Self {
        Self::serving(Edition::behind(host, base))
    }

    /// Serves the edition with other `comments`, which can name the host's own origin: it takes what is posted to it.
    pub(crate) fn commenting(comments: impl FnOnce(&str) -> Value) -> Self {
        let (listener, address) = listen_anywhere();
        let comments = comments(&format!("http://{address}"));
        Self::at(listener, address, Edition::commented(Commented { comments, ..Commented::default() }))
    }

    /// The same with comments that were fetched for an article before the edition was built.
    pub(crate) fn commented(thread: &Value, comments: impl FnOnce(&str) -> Value) -> Self {
        Self::commented_in(&demonstration(), thread, comments)
    }

    /// The same of another newsroom.
    pub(crate) fn commented_in(newsroom: &Path, thread: &Value, comments: impl FnOnce(&str) -> Value) -> Self {
        Self::changed(newsroom, |content, origin| {
            let thread = Some(thread.clone());
            Commented { comments: comments(origin), thread, ..Commented::default() }.writes_into(content);
        })
    }

    /// Serves the edition with the comments that `depeche comments pull` has fetched from a server, which can know the host's
    /// origin; on WordPress those of a post.
    pub(crate) fn pulled(post: Option<u64>, comments: impl FnOnce(&str) -> Value) -> Self {
        let (listener, address) = listen_anywhere();
        let comments = comments(&format!("http://{address}"));
        Self::at(
            listener,
            address,
            Edition::commented(Commented { comments, post, pulled: true, ..Commented::default() }),
        )
    }

    /// Serves the edition with the comments of a post on a WordPress site.
    pub(crate) fn on_wordpress(url: &str, post: u64) -> Self {
        let (listener, address) = listen_anywhere();
        let comments = json!({ "backend": "wordpress", "url": url });
        let commented = Commented { comments, post: Some(post), ..Commented::default() };
        Self::at(listener, address, Edition::commented(commented))
    }

    /// Serves the edition with a form service for its comments, and an article that is a post there.
    pub(crate) fn posting_to(action: &str, post: u64) -> Self {
        let (listener, address) = listen_anywhere();
        let comments = json!({ "backend": "form", "action": action });
        let commented = Commented { comments, post: Some(post), ..Commented::default() };
        Self::at(listener, address, Edition::commented(commented))
    }

    /// Serves the edition of a copy of a newsroom that `change` has changed, given its folder and the host's origin.
    pub(crate) fn changed(newsroom: &Path, change: impl FnOnce(&Path, &str)) -> Self {
        let (listener, address) = listen_anywhere();
        let origin = format!("http://{address}");
        Self::at(listener, address, Edition::changed(newsroom, |content| change(content, &origin)))
    }

    fn serving(edition: &'static Edition) -> Self {
        let (listener, address) = listen_anywhere();
        Self::at(listener, address, edition)
    }

    fn at(listener: TcpListener, address: SocketAddr, edition: &'static Edition) -> Self {
        let host = Arc::new(Host::new(edition));
        let runtime = RefCell::new(Some(serve(host.clone(), listener)));
        Self { host, address, runtime }
    }

    /// What its documents carry for the reader's browser.
    pub(super) fn injection(&self) -> Arc<Injection> {
        self.host.injection.clone()
    }

    /// Where it is, as browsers name it to other servers.
    pub(crate) fn origin(&self) -> String {
        self.url("")
    }

    /// The whole address of a path.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// The path of the app's WebAssembly.
    pub(crate) fn wasm(&self) -> String {
        format!("/{}", self.host.edition.app.wasm())
    }

    /// The path of the script that loads it.
    pub(crate) fn glue(&self) -> String {
        format!("/{}", self.host.edition.app.glue())
    }

    /// The path of the script that starts the app.
    pub(crate) fn boot(&self) -> String {
        format!("/{}", self.host.edition.app.boot())
    }

    /// A file of the edition, as text.
    pub(crate) fn file(&self, path: &str) -> String {
        self.host.edition.text(path)
    }

    /// Answers a path with a status alone.
    pub(crate) fn answers(&self, path: &str, status: StatusCode) {
        self.host.set_fault(path, Some(Fault::Status(status)));
    }

    /// The same, to posts alone.
    pub(crate) fn answers_posts(&self, path: &str, status: StatusCode) {
        self.answers(&format!("{POSTED}{path}"), status);
    }

    /// Answers a path with another body.
    pub(crate) fn sends(&self, path: &str, body: impl Into<Bytes>) {
        self.host.set_fault(path, Some(Fault::Body(body.into())));
    }

    /// Answers a path with what lies at another one, without a redirect.
    pub(crate) fn sends_what_is_at(&self, path: &str, other: &str) {
        self.host.set_fault(path, Some(Fault::Instead(other.into())));
    }

    /// Answers a path as a comment server would; pages of other origins may read it. Behind a `?`, a part of the query that
    /// the answer is for.
    pub(crate) fn tells(&self, path: &str, status: StatusCode, answer: &Value) {
        self.host.set_fault(path, Some(Fault::Json(status, answer.to_string(), 1)));
    }

    /// The same with a cookie that pages may see, as Isso gives one to who has written a comment.
    pub(crate) fn tells_with_cookie(&self, path: &str, status: StatusCode, answer: &Value, cookie: &'static str) {
        self.host.set_fault(path, Some(Fault::WithCookie(status, answer.to_string(), cookie)));
    }

    /// The same with a list that has so many pages.
    pub(crate) fn tells_page(&self, path: &str, answer: &Value, pages: u32) {
        self.host.set_fault(path, Some(Fault::Json(StatusCode::OK, answer.to_string(), pages)));
    }

    /// The same, to posts alone.
    pub(crate) fn tells_who_posts(&self, path: &str, status: StatusCode, answer: &Value) {
        self.tells(&format!("{POSTED}{path}"), status, answer);
    }

    /// Ends the connection in the middle of the answer to a path.
    pub(crate) fn cuts(&self, path: &str) {
        self.host.set_fault(path, Some(Fault::Cut));
    }

    /// Sends a path in pieces, as a slow network does.
    pub(crate) fn sends_in_pieces(&self, path: &str) {
        self.host.set_fault(path, Some(Fault::Pieces));
    }

    /// Keeps the answer to a path back until what this gives is dropped.
    pub(crate) fn holds(&self, path: &str) -> Held {
        let (held, fault) = Held::new();
        self.host.set_fault(path, Some(fault));
        held
    }

    /// Answers a path as it should be.
    pub(crate) fn mends(&self, path: &str) {
        self.host.set_fault(path, None);
    }

    /// Goes down, with every connection.
    pub(crate) fn goes_down(&self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_timeout(PATIENCE);
        }
    }

    /// Is back at the same address.
    pub(crate) fn comes_back(&self) {
        self.runtime.replace(Some(serve(self.host.clone(), listen(self.address))));
    }

    /// Everything that was asked for since the last [`Self::forget_asked`].
    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.host.asked()
    }

    /// What was asked for at paths that begin so.
    pub(crate) fn asked_under(&self, path: &str) -> Vec<String> {
        self.asked().iter().filter(|asked| asked.path.starts_with(path)).map(Asked::to_string).collect()
    }

    /// The documents that were asked for.
    pub(crate) fn documents(&self) -> Vec<String> {
        self.asked().into_iter().filter(|asked| asked.what_for == "document").map(|asked| asked.path).collect()
    }

    /// What was posted to the host, in order.
    pub(crate) fn posted(&self) -> Vec<Posted> {
        self.host.posted()
    }

    /// Starts a new account of what is asked for.
    pub(crate) fn forget_asked(&self) {
        self.host.forget_asked();
    }

    /// What the browser says the policy has stopped, since this was read last.
    pub(crate) fn reports(&self) -> Vec<String> {
        self.host.take_reports()
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        // Whatever a test is about: what the policy stops is a fault of the site's.
        let stopped = self.reports();
        assert!(stopped.is_empty() || std::thread::panicking(), "the policy stopped: {stopped:#?}");
    }
}

fn listen_anywhere() -> (TcpListener, SocketAddr) {
    let listener = listen(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)));
    let address = listener.local_addr().expect("a bound socket has an address");
    (listener, address)
}

fn listen(address: SocketAddr) -> TcpListener {
    TcpListener::bind(address).expect("a loopback port can be listened on")
}

fn serve(host: Arc<Host>, listener: TcpListener) -> Runtime {
    let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build();
    let runtime = runtime.expect("a system that runs tests can start threads");
    listener.set_nonblocking(true).expect("a socket can be made non-blocking");
    runtime.spawn(async move {
        let listener = tokio::net::TcpListener::from_std(listener).expect("the listener is non-blocking");
        axum::serve(listener, host.routes()).await
    });
    runtime
}
