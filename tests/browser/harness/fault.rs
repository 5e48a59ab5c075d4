//! How a host fails at a path: what it does in place of its answer.

use axum::{
    body::{Body, Bytes},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use std::{io, sync::Arc, time::Duration};
use tokio::sync::{Semaphore, mpsc};
use tokio_stream::wrappers::ReceiverStream;

/// What happens at a path.
#[derive(Clone)]
pub(super) enum Fault {
    /// Another status and a body that says nothing.
    Status(StatusCode),
    /// Another body.
    Body(Bytes),
    /// What a comment server answers, to questions and to posts, and how many pages its list has.
    Json(StatusCode, String, u32),
    /// The same with a cookie that pages may see.
    WithCookie(StatusCode, String, &'static str),
    /// What lies at another path.
    Instead(String),
    /// Half of the body, then the connection ends.
    Cut,
    /// The body in pieces, as a slow network delivers it.
    Pieces,
    /// No answer until the gate opens.
    Hold(Arc<Semaphore>),
}

/// Keeps an answer back until it is dropped.
#[must_use = "the answer goes out as soon as this is dropped"]
pub(crate) struct Held(Arc<Semaphore>);

impl Held {
    /// A gate, and the fault that waits at it.
    pub(super) fn new() -> (Self, Fault) {
        let gate = Arc::new(Semaphore::new(0));
        (Self(gate.clone()), Fault::Hold(gate))
    }

    /// Lets the answer go, and every later one.
    pub(crate) fn release(self) {}
}

impl Drop for Held {
    fn drop(&mut self) {
        self.0.close();
    }
}

impl Fault {
    /// The answer in place of the sound one.
    pub(super) async fn apply(self, sound: Response, length: usize) -> Response {
        match self {
            Fault::Status(status) => (status, "erreur").into_response(),
            // The host has put it there already.
            Fault::Body(_) | Fault::Instead(_) | Fault::Json(..) | Fault::WithCookie(..) => sound,
            Fault::Cut => cut(sound, length),
            Fault::Pieces => in_pieces(sound, length),
            Fault::Hold(gate) => {
                // Ends with an error when the gate is opened, which is all that is waited for.
                let _closed = gate.acquire().await;
                sound
            }
        }
    }
}

/// How long a piece takes, so that the browser has shown it before the next one comes.
const PAUSE: Duration = Duration::from_millis(50);

/// Announces the whole length and sends half of it.
fn cut(sound: Response, length: usize) -> Response {
    sent(sound, length, move |whole| vec![Ok(whole.slice(..length / 2)), Err(io::ErrorKind::ConnectionReset.into())])
}

/// After how many elements of a page the rest comes at once: what moves is near its beginning.
const PAUSES: usize = 30;

/// Sends everything, with a pause behind each of the first elements.
fn in_pieces(sound: Response, length: usize) -> Response {
    sent(sound, length, |whole| {
        let text = String::from_utf8_lossy(&whole);
        let body = text.find("<body>").unwrap_or_default();
        let ends = ["</p>", "</nav>", "</h1>", "</h2>", "</header>", "</figure>", "</div>"];
        let mut cuts: Vec<usize> = ends
            .iter()
            .flat_map(|end| text[body..].match_indices(end).map(|(at, end)| body + at + end.len()))
            .collect();
        cuts.sort_unstable();
        cuts.truncate(PAUSES);
        cuts.insert(0, 0);
        cuts.push(whole.len());
        cuts.windows(2).map(|pair| Ok(whole.slice(pair[0]..pair[1]))).collect()
    })
}

/// Sends what is made of a body, piece by piece.
fn sent(
    sound: Response,
    length: usize,
    pieces: impl FnOnce(Bytes) -> Vec<io::Result<Bytes>> + Send + 'static,
) -> Response {
    let (mut parts, body) = sound.into_parts();
    parts.headers.insert(header::CONTENT_LENGTH, length.into());
    let (sender, stream) = mpsc::channel(1);
    tokio::spawn(async move {
        let whole = axum::body::to_bytes(body, usize::MAX).await.unwrap_or_default();
        for piece in pieces(whole) {
            // Who does not listen any more has left the page.
            let _ = sender.send(piece).await;
            tokio::time::sleep(PAUSE).await;
        }
    });
    Response::from_parts(parts, Body::from_stream(ReceiverStream::new(stream)))
}
