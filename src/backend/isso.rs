//! Isso 0.14: threads by the path of their page, replies two levels deep, comments that their writers can change for a
//! while.
//!
//! Isso explains its refusals in English sentences; what stays the same of them decides.

use super::{
    Answer, Comment, Draft, Foreign, Method, Refusal, Request, Taken, entities::decoded, percent_encoded, web_address,
};
use serde::{Deserialize, Serialize};

const JSON: Option<&str> = Some("application/json");

/// A server and the thread of one article on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thread {
    /// The server's address, without a last slash.
    url: String,
    /// The thread's key: the path of the article's page, from the domain's root, as addresses write it.
    key: String,
}

impl Thread {
    /// The thread of the article at a path.
    pub fn of(url: &str, path: &str) -> Self {
        Self { url: url.trim_end_matches('/').into(), key: path.into() }
    }

    fn ask(&self, call: &str, more: &str) -> String {
        format!("{}{call}?uri={}{more}", self.url, percent_encoded(&self.key))
    }

    /// Asks how many comments are published.
    pub fn count(&self) -> Request {
        count(&self.url, &[&self.key])
    }

    /// Asks for all published comments.
    pub fn list(&self) -> Request {
        Request::get(self.ask("/", ""))
    }

    /// Asks for the comments after a second. Replies to older ones are not among them.
    pub fn list_after(&self, second: u64) -> Request {
        Request::get(self.ask("/", &format!("&after={second}")))
    }

    /// Sends a comment. `title` is the article's: without it Isso would fetch the page to find one.
    pub fn post(&self, draft: &Draft<'_>, title: &str) -> Request {
        let filled = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let body = Posted {
            text: draft.text.into(),
            author: filled(draft.author),
            email: filled(draft.email),
            website: filled(draft.url),
            parent: draft.parent,
            title: Some(title.into()),
        };
        self.send(Method::Post, self.ask("/new", ""), &body)
    }

    /// Asks for a comment's text as it was written; only who wrote it gets it.
    pub fn source(&self, id: u64) -> Request {
        Request { with_cookies: true, ..Request::get(format!("{}/id/{id}?plain=1", self.url)) }
    }

    /// Changes a comment's text.
    pub fn edit(&self, id: u64, text: &str) -> Request {
        self.send(Method::Put, format!("{}/id/{id}", self.url), &Edited { text: text.into() })
    }

    /// Deletes a comment.
    pub fn delete(&self, id: u64) -> Request {
        let url = format!("{}/id/{id}", self.url);
        Request { method: Method::Delete, url, body: None, with_cookies: true }
    }

    fn send<T: Serialize>(&self, method: Method, url: String, body: &T) -> Request {
        let body = Some((JSON, serde_json::to_string(body).unwrap_or_default()));
        Request { method, url, body, with_cookies: true }
    }
}

/// Asks for the server's settings, which tells whether there is one.
pub fn settings(url: &str) -> Request {
    Request::get(format!("{}/config", url.trim_end_matches('/')))
}

/// Whether an answer has the server's settings in it.
pub fn is_settings(answer: &Answer) -> bool {
    #[derive(Deserialize)]
    struct Settings {
        #[serde(rename = "config")]
        _config: serde_json::Map<String, serde_json::Value>,
    }
    answer.is_ok() && answer.read::<Settings>().is_ok()
}

/// Asks how many published comments each of some threads has, in their order.
pub fn count(url: &str, keys: &[&str]) -> Request {
    let body = serde_json::to_string(keys).unwrap_or_default();
    let url = format!("{}/count", url.trim_end_matches('/'));
    Request { method: Method::Post, url, body: Some((None, body)), with_cookies: false }
}

#[derive(Serialize)]
struct Posted {
    text: String,
    author: Option<String>,
    email: Option<String>,
    website: Option<String>,
    parent: Option<u64>,
    title: Option<String>,
}

#[derive(Serialize)]
struct Edited {
    text: String,
}

/// A thread as Isso writes it.
#[derive(Deserialize)]
struct List {
    // Required: a thread without comments has an empty list, and what has none at all is no thread.
    replies: Vec<Wire>,
}

/// A comment as Isso writes it.
#[derive(Deserialize)]
struct Wire {
    id: Option<u64>,
    #[serde(default)]
    parent: Option<u64>,
    #[serde(default)]
    created: f64,
    #[serde(default)]
    mode: u8,
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    author: Option<String>,
    #[serde(default)]
    website: Option<String>,
    #[serde(default)]
    replies: Vec<Wire>,
}

/// Waits for a moderator.
const WAITING: u8 = 2;
/// Deleted, but has replies.
const DELETED: u8 = 4;

impl Wire {
    /// The comment, and behind it its replies.
    fn flat(self, comments: &mut Vec<Comment>) {
        if let Some(id) = self.id {
            comments.push(Comment {
                id,
                parent: self.parent,
                author: decoded(&self.author.unwrap_or_default()),
                website: self.website.and_then(|address| web_address(&decoded(&address))),
                at: self.created as u64,
                html: Foreign::new(self.text.unwrap_or_default()),
                deleted: self.mode == DELETED,
            });
        }
        for reply in self.replies {
            reply.flat(comments);
        }
    }

    fn one(self) -> Result<Comment, Refusal> {
        let mut comments = Vec::new();
        self.flat(&mut comments);
        comments.into_iter().next().ok_or(Refusal::Misunderstood)
    }
}

/// Reads the counts.
///
/// # Errors
/// Why there are none.
pub fn counted(answer: &Answer) -> Result<Vec<u32>, Refusal> {
    if answer.is_ok() { answer.read() } else { Err(refusal(answer)) }
}

/// Reads a list: each comment before its replies.
///
/// # Errors
/// Why there is none.
pub fn listed(answer: &Answer) -> Result<Vec<Comment>, Refusal> {
    if !answer.is_ok() {
        return Err(refusal(answer));
    }
    let mut comments = Vec::new();
    answer.read::<List>()?.replies.into_iter().for_each(|wire| wire.flat(&mut comments));
    Ok(comments)
}

/// Reads what became of a comment that was sent.
///
/// # Errors
/// Why it was not taken.
pub fn posted(answer: &Answer) -> Result<Taken, Refusal> {
    if !answer.is_ok() {
        return Err(refusal(answer));
    }
    let wire: Wire = answer.read()?;
    let waits = answer.status == 202 || wire.mode == WAITING;
    let comment = wire.one()?;
    Ok(if waits { Taken::Waiting(comment) } else { Taken::Published(comment) })
}

/// Reads a comment's text as it was written.
///
/// # Errors
/// Why it cannot be had.
pub fn source(answer: &Answer) -> Result<String, Refusal> {
    if !answer.is_ok() {
        return Err(refusal(answer));
    }
    Ok(answer.read::<Wire>()?.text.unwrap_or_default())
}

/// Reads whether a comment was deleted. One with replies stays as an empty place.
///
/// # Errors
/// Why it was not.
pub fn deleted(answer: &Answer) -> Result<(), Refusal> {
    // A comment that another window has deleted already makes Isso stumble.
    match answer.status {
        200..=299 | 404 => Ok(()),
        _ => Err(refusal(answer)),
    }
}

/// What a refusal means. The reasons of field checks come as HTML whatever was asked for, so they are looked for in the
/// text.
fn refusal(answer: &Answer) -> Refusal {
    let says = |words: &str| answer.body.contains(words);
    match answer.status {
        400 if says("text is missing") || says("text must be") => Refusal::TextMissing,
        400 if says("text is too short") => Refusal::TextTooShort,
        400 if says("text is too long") => Refusal::TextTooLong,
        400 if says("Website not Django-conform") => Refusal::UrlInvalid,
        400 if says("arbitrary length limit") => Refusal::UrlTooLong,
        400 if says("rfc5321") => Refusal::EmailTooLong,
        403 if says("ratelimit exceeded") => Refusal::TooFast,
        403 if says("direct responses") => Refusal::TooMany,
        403 if says("edit time frame") => Refusal::OwnComment,
        403 if says("email address required") => Refusal::EmailMissing,
        403 if says("author address required") => Refusal::NameMissing,
        403 if says("permission") => Refusal::NoLongerYours,
        404 => Refusal::Gone,
        413 => Refusal::TextTooLong,
        429 => Refusal::TooFast,
        500..=599 => Refusal::Unwell,
        _ => Refusal::Misunderstood,
    }
}
