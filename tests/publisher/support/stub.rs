//! A comment server that answers as a test says, over plain sockets on loopback.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread::JoinHandle,
};

/// What was asked.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asked {
    /// `GET /path?query`.
    pub(crate) line: String,
    /// The headers, in small letters.
    pub(crate) head: String,
    pub(crate) body: String,
}

/// What is answered.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    status: u16,
    head: Vec<(String, String)>,
    body: String,
}

impl Said {
    pub(crate) fn json(status: u16, body: impl ToString) -> Self {
        Self { status, head: vec![("Content-Type".into(), "application/json".into())], body: body.to_string() }
    }

    pub(crate) fn html(status: u16, body: &str) -> Self {
        Self { status, head: vec![("Content-Type".into(), "text/html".into())], body: body.into() }
    }

    pub(crate) fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.head.push((name.into(), value.to_string()));
        self
    }
}

/// A running server; it ends with the test.
pub(crate) struct Stub {
    pub(crate) url: String,
    asked: Arc<Mutex<Vec<Asked>>>,
    ended: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Stub {
    pub(crate) fn start(answer: impl Fn(&Asked) -> Said + Send + 'static) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port is free");
        let url = format!("http://{}", listener.local_addr().expect("it has an address"));
        let (asked, ended) = (Arc::new(Mutex::new(Vec::new())), Arc::new(AtomicBool::new(false)));
        let (log, end) = (asked.clone(), ended.clone());
        let thread = std::thread::spawn(move || {
            for stream in listener.incoming() {
                if end.load(Ordering::Relaxed) {
                    break;
                }
                let Ok(stream) = stream else { continue };
                // Whoever hangs up is gone.
                drop(serve(stream, &log, &answer));
            }
        });
        Self { url, asked, ended, thread: Some(thread) }
    }

    /// What was asked since the last call.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        std::mem::take(&mut self.asked.lock().expect("nobody panics with it"))
    }

    /// The first lines of what was asked since the last call.
    pub(crate) fn lines(&self) -> Vec<String> {
        self.asked().into_iter().map(|asked| asked.line).collect()
    }
}

impl Drop for Stub {
    fn drop(&mut self) {
        self.ended.store(true, Ordering::Relaxed);
        // Wakes it up, so that it sees the end.
        drop(TcpStream::connect(self.url.trim_start_matches("http://")));
        drop(self.thread.take().map(JoinHandle::join));
    }
}

fn serve(mut stream: TcpStream, log: &Mutex<Vec<Asked>>, answer: &dyn Fn(&Asked) -> Said) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?);
    let mut asked = Asked::default();
    lines.read_line(&mut asked.line)?;
    asked.line = asked.line.trim_end().trim_end_matches(" HTTP/1.1").into();
    loop {
        let mut line = String::new();
        lines.read_line(&mut line)?;
        if line.trim().is_empty() {
            break;
        }
        asked.head.push_str(&line.to_lowercase());
    }
    let length = asked.head.lines().find_map(|line| line.strip_prefix("content-length:"));
    let length: u64 = length.and_then(|length| length.trim().parse().ok()).unwrap_or(0);
    lines.take(length).read_to_string(&mut asked.body)?;
    let said = answer(&asked);
    log.lock().expect("nobody panics with it").push(asked);
    let head: String = said.head.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    let length = said.body.len();
    write!(
        stream,
        "HTTP/1.1 {} Said\r\n{head}Content-Length: {length}\r\nConnection: close\r\n\r\n{}",
        said.status, said.body
    )
}
