//! `depeche serve`, spoken to over plain sockets, so that nothing between hides what it says.

use super::{
    newsroom::Newsroom,
    run::{PROGRAM, signal},
};
use std::{
    fs::{self, File},
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::PathBuf,
    process::{Child, ChildStdout, Command, ExitStatus, Stdio},
    time::Duration,
};

/// A running server; it is ended when the test ends.
pub(crate) struct Server {
    child: Child,
    /// The address that it printed.
    pub(crate) address: String,
    out: BufReader<ChildStdout>,
    /// Where it puts what is for a while.
    pub(crate) temporary: PathBuf,
}

/// What a server answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Server {
    /// Starts one for a newsroom, and waits until it has printed its address.
    #[track_caller]
    pub(crate) fn start(newsroom: &Newsroom) -> Self {
        let temporary = newsroom.folder().join("temporary");
        fs::create_dir_all(&temporary).expect("a folder can be made");
        let log = File::create(newsroom.folder().join("serve.log")).expect("a file can be made");
        let mut command = Command::new(PROGRAM);
        command.args(["serve", "--port", "0", "--app", "app"]).current_dir(newsroom.folder()).env("TMPDIR", &temporary);
        let mut child = command.stdout(Stdio::piped()).stderr(log).spawn().expect("the program can be run");
        let mut out = BufReader::new(child.stdout.take().expect("it is piped"));
        let mut address = String::new();
        out.read_line(&mut address).expect("it prints its address");
        Self { child, address: address.trim().into(), out, temporary }
    }

    pub(crate) fn port(&self) -> u16 {
        let port =
            self.address.trim_start_matches("http://127.0.0.1:").split('/').next().and_then(|port| port.parse().ok());
        port.unwrap_or_else(|| panic!("no port in {:?}", self.address))
    }

    pub(crate) fn process(&self) -> u32 {
        self.child.id()
    }

    /// Asks for a path as it is written here, without tidying it.
    #[track_caller]
    pub(crate) fn get(&self, path: &str) -> Answer {
        let mut answer = Vec::new();
        self.ask(path).read_to_end(&mut answer).expect("the server answers whole");
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
        Answer {
            status: status.unwrap_or_else(|| panic!("no status in {head:?}")),
            head: head.to_lowercase(),
            body: body.into(),
        }
    }

    /// The stream that tells an open page of changes.
    pub(crate) fn changes(&self) -> Changes {
        let mut lines = BufReader::new(self.ask("/-/changes"));
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") && lines.read_line(&mut head).expect("the server answers") > 0 {}
        assert!(head.to_lowercase().contains("content-type: text/event-stream"), "{head}");
        Changes { lines }
    }

    /// Of HTTP/1.0, so that what comes back is not cut in chunks.
    fn ask(&self, path: &str) -> TcpStream {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port())).expect("the server listens");
        stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a socket has a timeout");
        let host = format!("127.0.0.1:{}", self.port());
        write!(stream, "GET {path} HTTP/1.0\r\nHost: {host}\r\n\r\n").expect("the server reads");
        stream
    }

    /// Ends it as Ctrl-C does. Gives its status and what else it printed.
    pub(crate) fn interrupt(mut self) -> (ExitStatus, String) {
        signal("INT", self.process());
        let mut rest = String::new();
        self.out.read_to_string(&mut rest).expect("it speaks UTF-8");
        (self.child.wait().expect("it ends"), rest)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// A stream of events, read by the rules of the HTML standard (9.2.6): an event without data is none.
pub(crate) struct Changes {
    lines: BufReader<TcpStream>,
}

impl Changes {
    /// The name of the next event that a page hears of; none if none comes for so long.
    pub(crate) fn next(&mut self, patience: Duration) -> Option<String> {
        self.lines.get_ref().set_read_timeout(Some(patience)).expect("a socket has a timeout");
        let (mut name, mut data) = (String::from("message"), false);
        loop {
            let mut line = String::new();
            match self.lines.read_line(&mut line) {
                Ok(1..) => {}
                Ok(0) | Err(_) => return None,
            }
            match line.trim_end_matches(['\r', '\n']).split_once(':').map(|(field, value)| (field, value.trim_start()))
            {
                Some(("event", value)) => name = value.into(),
                Some(("data", _)) => data = true,
                Some(_) => {}
                None if data => return Some(name),
                None => name = "message".into(),
            }
        }
    }
}
