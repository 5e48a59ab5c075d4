//! What comment servers accept and answer, as data: the app and `depeche comments` carry the requests, each in its way.
//!
//! Nothing here reaches a network or a document. A server's HTML stays [`Foreign`] until a cleaner has made it harmless.

pub(crate) mod entities;
mod foreign;
pub mod isso;
mod json;
mod time;
pub mod wordpress;

pub use foreign::Foreign;

use crate::model::comment::{Fault, Field};

/// How a request is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// Adds.
    Post,
    /// Changes.
    Put,
    /// Removes.
    Delete,
}

/// A request to a comment server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// How.
    pub method: Method,
    /// The whole address.
    pub url: String,
    /// What is sent, with its media type. Where a server does not want to be told the type, none is said: that spares the
    /// browser a question beforehand (Fetch, 4.9 CORS-preflight fetch).
    pub body: Option<(Option<&'static str>, String)>,
    /// Whether the browser sends the server's own cookies along, by which it knows who may change a comment.
    pub with_cookies: bool,
}

impl Request {
    fn get(url: String) -> Self {
        Self { method: Method::Get, url, body: None, with_cookies: false }
    }
}

/// What a server answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The media type.
    pub kind: String,
    /// What was sent.
    pub body: String,
    /// The number of pages that the list has, where the server says it (`X-WP-TotalPages`).
    pub pages: Option<u32>,
    /// The cookie that the server has set, where it lets the page see it (`X-Set-Cookie`).
    pub cookie: String,
}

impl Answer {
    fn is_ok(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// The body, if it is the JSON that is expected. What else comes with a good status is no answer of the server: a portal
    /// or a proxy has spoken.
    fn json(&self) -> Result<json::Json, Refusal> {
        serde_json::from_str(&self.body).map_err(|_| Refusal::Misunderstood)
    }
}

/// A published comment.
#[derive(Clone, Debug, PartialEq)]
pub struct Comment {
    /// The server's number for it.
    pub id: u64,
    /// The comment it answers; it need not be there.
    pub parent: Option<u64>,
    /// Who wrote it, as text; may be empty.
    pub author: String,
    /// The writer's site: an address of the web, or nothing.
    pub website: Option<String>,
    /// When, in seconds since 1970.
    pub at: u64,
    /// What it says.
    pub html: Foreign,
    /// Whether it was deleted and stands only for its replies.
    pub deleted: bool,
}

/// A comment to be sent; every text is trimmed and has passed [`Field::fault`].
#[derive(Clone, Copy, Debug)]
pub struct Draft<'a> {
    /// The text.
    pub text: &'a str,
    /// The name.
    pub author: &'a str,
    /// The address.
    pub email: &'a str,
    /// The writer's site, may be empty.
    pub url: &'a str,
    /// The comment it answers.
    pub parent: Option<u64>,
}

/// What became of a comment that the server took.
#[derive(Clone, Debug, PartialEq)]
pub enum Taken {
    /// Everybody reads it.
    Published(Comment),
    /// It waits for a moderator, and nobody reads it before.
    Waiting(Comment),
}

/// Why a server did not do what it was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is no text.
    TextMissing,
    /// The text is too short.
    TextTooShort,
    /// The text is too long.
    TextTooLong,
    /// The name is missing.
    NameMissing,
    /// The name is too long.
    NameTooLong,
    /// The address is missing.
    EmailMissing,
    /// The address is none.
    EmailInvalid,
    /// The address is too long.
    EmailTooLong,
    /// The site is no address.
    UrlInvalid,
    /// The site's address is too long.
    UrlTooLong,
    /// The name or the address is missing; the server does not say which.
    IdentityMissing,
    /// Too many comments in a short time.
    TooFast,
    /// As many comments under this article as one reader may write.
    TooMany,
    /// The server does not let a reader answer a comment that the reader can still change.
    OwnComment,
    /// The same comment is there.
    Duplicate,
    /// The article takes no comments.
    Closed,
    /// The server wants readers to have an account.
    AccountWanted,
    /// The article has no thread on the server, or one that is not for everyone.
    NoThread,
    /// The comment can no longer be changed by its writer.
    NoLongerYours,
    /// The comment is not there any more.
    Gone,
    /// The server has a problem of its own.
    Unwell,
    /// The answer is not one of a comment server.
    Misunderstood,
}

impl Refusal {
    /// The field that has to be mended, and what is wrong with it.
    pub fn field(self) -> Option<(Field, Fault)> {
        Some(match self {
            Refusal::TextMissing => (Field::Comment, Fault::Missing),
            Refusal::TextTooShort => (Field::Comment, Fault::TooShort),
            Refusal::TextTooLong => (Field::Comment, Fault::TooLong),
            Refusal::NameMissing | Refusal::IdentityMissing => (Field::Author, Fault::Missing),
            Refusal::NameTooLong => (Field::Author, Fault::TooLong),
            Refusal::EmailMissing => (Field::Email, Fault::Missing),
            Refusal::EmailInvalid => (Field::Email, Fault::Invalid),
            Refusal::EmailTooLong => (Field::Email, Fault::TooLong),
            Refusal::UrlInvalid => (Field::Url, Fault::Invalid),
            Refusal::UrlTooLong => (Field::Url, Fault::TooLong),
            _ => return None,
        })
    }

    /// Whether the same comment can be taken later, so that it is worth keeping to be sent again.
    pub fn passes(self) -> bool {
        matches!(self, Refusal::TooFast | Refusal::OwnComment | Refusal::Unwell | Refusal::Misunderstood)
    }
}

/// A text as part of a query or a form (WHATWG URL, application/x-www-form-urlencoded, with `%20` for a blank).
fn percent_encoded(text: &str) -> String {
    use std::fmt::Write as _;
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => encoded.push(byte.into()),
            _ => drop(write!(encoded, "%{byte:02X}")),
        }
    }
    encoded
}

/// An address that a name may link to: of the web, or none.
fn web_address(text: &str) -> Option<String> {
    let (scheme, rest) = text.split_once("://")?;
    let web = ["https", "http"].iter().any(|web| scheme.eq_ignore_ascii_case(web));
    (web && !rest.is_empty() && !text.contains(|character: char| character.is_whitespace() || character.is_control()))
        .then(|| text.to_owned())
}
