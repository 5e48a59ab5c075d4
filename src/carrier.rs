//! Carries requests over HTTP, one at a time, and waits as a server asks for.

use crate::backend::{Answer, Method, Request};
use jiff::{Timestamp, fmt::rfc2822};
use serde::{Deserialize, Serialize};
use std::{
    cell::Cell,
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};
use ureq::{
    Agent, Body,
    http::{HeaderMap, Response, header},
};

/// Between two requests, so that a small server has time for its readers.
const PAUSE: Duration = Duration::from_millis(200);
/// How often one thing is asked for, and how long to wait before each time but the first where the server names no time.
const TRIES: [Duration; 4] =
    [Duration::ZERO, Duration::from_millis(500), Duration::from_secs(1), Duration::from_secs(2)];
/// Who asks for more is told to come back by itself.
const LONGEST_WAIT: Duration = Duration::from_secs(120);
/// Waits are cut, so that an interrupt is heard.
const STEP: Duration = Duration::from_secs(1);
/// More than any list of a hundred comments has, at the most that a comment can have.
const MOST_BYTES: u64 = 64 << 20;

/// By what a server tells whether something has changed (RFC 9110, 8.8).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Validators {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) etag: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) last_modified: Option<String>,
    /// How many pages the list had.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) pages: Option<u32>,
}

impl Validators {
    pub(crate) fn is_empty(&self) -> bool {
        self.etag.is_none() && self.last_modified.is_none()
    }
}

/// What is said besides the request itself.
#[derive(Default)]
pub(crate) struct Besides<'a> {
    /// The thing is known as of these.
    pub(crate) known: Option<&'a Validators>,
    /// The site that asks, as a browser would say it.
    pub(crate) origin: Option<&'a str>,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) answer: Answer,
    pub(crate) validators: Validators,
    /// `Access-Control-Allow-Origin`.
    pub(crate) allows: Option<String>,
    retry_after: Option<Duration>,
}

/// Why nothing came back.
#[derive(Debug)]
pub(crate) enum Lost {
    Unreachable(String),
    Interrupted,
}

/// Carries requests.
pub(crate) struct Carrier<'a> {
    agent: Agent,
    rest: &'a dyn Fn(Duration),
    interrupted: &'a AtomicBool,
    requests: Cell<usize>,
}

impl<'a> Carrier<'a> {
    pub(crate) fn new(rest: &'a dyn Fn(Duration), interrupted: &'a AtomicBool) -> Self {
        Self::with_patience(rest, interrupted, Duration::from_secs(60))
    }

    /// The same with another time for an answer.
    pub(crate) fn with_patience(rest: &'a dyn Fn(Duration), interrupted: &'a AtomicBool, patience: Duration) -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .user_agent(concat!("depeche/", env!("CARGO_PKG_VERSION")))
            .timeout_connect(Some(Duration::from_secs(10)))
            .timeout_global(Some(patience))
            .max_redirects(3);
        Self { agent: config.build().new_agent(), rest, interrupted, requests: Cell::new(0) }
    }

    /// How many requests were made.
    pub(crate) fn requests(&self) -> usize {
        self.requests.get()
    }

    /// Asks, and asks again where the server is only busy or unwell.
    pub(crate) fn ask(&self, request: &Request, besides: &Besides<'_>) -> Result<Reply, Lost> {
        let mut last = Err(Lost::Interrupted);
        for wait in TRIES {
            let asked = match &last {
                Ok(Reply { retry_after: Some(asked), .. }) => *asked,
                _ => wait,
            };
            if asked > LONGEST_WAIT {
                break;
            }
            self.wait(asked)?;
            if self.requests.get() > 0 {
                self.wait(PAUSE)?;
            }
            self.requests.set(self.requests.get() + 1);
            last = self.once(request, besides).map_err(|error| Lost::Unreachable(error.to_string()));
            match &last {
                Ok(reply) if !passes(&reply.answer) => break,
                _ => {}
            }
        }
        last
    }

    fn wait(&self, time: Duration) -> Result<(), Lost> {
        let mut left = time;
        loop {
            if self.interrupted.load(Ordering::Relaxed) {
                return Err(Lost::Interrupted);
            }
            if left.is_zero() {
                return Ok(());
            }
            let step = left.min(STEP);
            (self.rest)(step);
            left -= step;
        }
    }

    fn once(&self, request: &Request, besides: &Besides<'_>) -> Result<Reply, ureq::Error> {
        let mut headers = vec![("accept", "application/json")];
        if let Some(known) = besides.known {
            headers.extend(known.etag.as_deref().map(|etag| ("if-none-match", etag)));
            headers.extend(known.last_modified.as_deref().map(|date| ("if-modified-since", date)));
        }
        headers.extend(besides.origin.map(|origin| ("origin", origin)));
        let mut response = match (request.method, &request.body) {
            (Method::Post, Some((kind, body))) => {
                // Where a browser must not say the type, this program may: nobody is asked beforehand.
                let kind = kind.unwrap_or("application/json");
                let post = self.agent.post(&request.url).header(header::CONTENT_TYPE, kind);
                headers.iter().fold(post, |post, (name, value)| post.header(*name, *value)).send(body)?
            }
            _ => headers
                .iter()
                .fold(self.agent.get(&request.url), |get, (name, value)| get.header(*name, *value))
                .call()?,
        };
        reply(&mut response)
    }
}

/// Whether the same question can have another answer in a while.
fn passes(answer: &Answer) -> bool {
    match answer.status {
        429 | 500..=599 => true,
        // What Isso says of too many requests.
        403 => answer.body.contains("ratelimit exceeded"),
        _ => false,
    }
}

fn reply(response: &mut Response<Body>) -> Result<Reply, ureq::Error> {
    let text = |headers: &HeaderMap, name: &str| Some(headers.get(name)?.to_str().ok()?.trim().to_owned());
    let header = |name: &str| text(response.headers(), name);
    let pages = header("x-wp-totalpages").and_then(|pages| pages.parse().ok());
    let validators = Validators { etag: header("etag"), last_modified: header("last-modified"), pages };
    let allows = header("access-control-allow-origin");
    let retry_after = header("retry-after").and_then(|text| waiting_time(&text, Timestamp::now()));
    let (status, kind) = (response.status().as_u16(), header("content-type").unwrap_or_default());
    let body = response.body_mut().with_config().limit(MOST_BYTES).lossy_utf8(true).read_to_string()?;
    Ok(Reply { answer: Answer { status, kind, body, pages, cookie: String::new() }, validators, allows, retry_after })
}

/// What `Retry-After` says: seconds, or a date (RFC 9110, 10.2.3).
fn waiting_time(text: &str, now: Timestamp) -> Option<Duration> {
    match text.parse() {
        Ok(seconds) => Some(Duration::from_secs(seconds)),
        Err(_) => {
            let until = rfc2822::parse(text).ok()?.timestamp();
            Some(Duration::try_from(until.duration_since(now)).unwrap_or(Duration::ZERO))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_says_when_to_come_back_in_seconds_or_by_a_date() {
        let now: Timestamp = "2026-11-22T12:00:00Z".parse().expect("a timestamp");
        for (text, expected) in [
            ("7", Some(7)),
            ("Sun, 22 Nov 2026 12:00:30 GMT", Some(30)),
            ("Sun, 22 Nov 2026 11:00:00 GMT", Some(0)),
            ("bientôt", None),
            ("-1", None),
        ] {
            assert_eq!(waiting_time(text, now), expected.map(Duration::from_secs), "{text}");
        }
    }
}
