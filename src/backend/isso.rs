//! Isso 0.14: threads by the path of their page, replies two levels deep, comments that their writers can change for a
//! while.
//!
//! Isso explains its refusals in English sentences; what stays the same of them decides.

use super::{
    Answer, Comment, Draft, Foreign, Method, Refusal, Request, Taken, entities::decoded, json::Json, percent_encoded,
    web_address,
};

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

    /// Asks for a part of the published comments: [`PER_PART`] that answer no other, from a place on, each with its
    /// replies; as HTML or as they were `written`.
    pub fn list_from(&self, place: usize, written: bool) -> Request {
        let plain = if written { "&plain=1" } else { "" };
        let some = format!("{plain}&limit={PER_PART}&nested_limit=1000&offset={place}");
        Request::get(self.ask("/", &some))
    }

    /// Asks for the comments after a second. Replies to older ones are not among them.
    pub fn list_after(&self, second: u64) -> Request {
        Request::get(self.ask("/", &format!("&after={second}")))
    }

    /// Sends a comment. `title` is the article's: without it Isso would fetch the page to find one.
    pub fn post(&self, draft: &Draft<'_>, title: &str) -> Request {
        let filled = |text| Some(text).filter(|text: &&str| !text.is_empty()).map(quoted);
        let fields = [
            ("text", Some(quoted(draft.text))),
            ("author", filled(draft.author)),
            ("email", filled(draft.email)),
            ("website", filled(draft.url)),
            ("parent", draft.parent.map(|parent| parent.to_string())),
            ("title", Some(quoted(title))),
        ];
        self.send(Method::Post, self.ask("/new", ""), &fields)
    }

    /// Asks for a comment's text as it was written; only who wrote it gets it.
    pub fn source(&self, id: u64) -> Request {
        Request { with_cookies: true, ..Request::get(format!("{}/id/{id}?plain=1", self.url)) }
    }

    /// Changes a comment's text.
    pub fn edit(&self, id: u64, text: &str) -> Request {
        self.send(Method::Put, format!("{}/id/{id}", self.url), &[("text", Some(quoted(text)))])
    }

    /// Deletes a comment.
    pub fn delete(&self, id: u64) -> Request {
        let url = format!("{}/id/{id}", self.url);
        Request { method: Method::Delete, url, body: None, with_cookies: true }
    }

    fn send(&self, method: Method, url: String, fields: &[(&str, Option<String>)]) -> Request {
        let fields: Vec<String> = fields
            .iter()
            .map(|(name, value)| ["\"", name, "\":", value.as_deref().unwrap_or("null")].concat())
            .collect();
        let body = Some((JSON, ["{", &fields.join(","), "}"].concat()));
        Request { method, url, body, with_cookies: true }
    }
}

/// How many comments with their replies a part of a list has. A list of a thousand at once would keep a phone busy longer
/// than its reader waits for a key.
pub const PER_PART: usize = 100;

/// How many comments answer no other.
pub fn threads(comments: &[Comment]) -> usize {
    comments.iter().filter(|comment| comment.parent.is_none()).count()
}

/// Asks for the server's settings, which tells whether there is one.
pub fn settings(url: &str) -> Request {
    Request::get(format!("{}/config", url.trim_end_matches('/')))
}

/// Whether an answer has the server's settings in it.
pub fn is_settings(answer: &Answer) -> bool {
    answer.is_ok() && answer.json().is_ok_and(|json| matches!(json.get("config"), Json::Object(_)))
}

/// A text as JSON writes it.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}

/// Asks how many published comments each of some threads has, in their order.
pub fn count(url: &str, keys: &[&str]) -> Request {
    let body = serde_json::to_string(keys).unwrap_or_default();
    let url = format!("{}/count", url.trim_end_matches('/'));
    Request { method: Method::Post, url, body: Some((None, body)), with_cookies: false }
}

/// Waits for a moderator.
const WAITING: u64 = 2;
/// Deleted, but has replies.
const DELETED: u64 = 4;

/// A comment, and behind it its replies.
fn flat(json: &Json, comments: &mut Vec<Comment>) {
    if let Some(id) = json.get("id").number() {
        comments.push(Comment {
            id,
            parent: json.get("parent").number(),
            author: decoded(json.get("author").text()),
            website: web_address(&decoded(json.get("website").text())),
            at: json.get("created").number().unwrap_or_default(),
            html: Foreign::new(json.get("text").text()),
            deleted: json.get("mode").number() == Some(DELETED),
        });
    }
    json.get("replies").list().unwrap_or_default().iter().for_each(|reply| flat(reply, comments));
}

/// Reads the counts.
///
/// # Errors
/// Why there are none.
pub fn counted(answer: &Answer) -> Result<Vec<u32>, Refusal> {
    if !answer.is_ok() {
        return Err(refusal(answer));
    }
    let json = answer.json()?;
    let counts = json.list().ok_or(Refusal::Misunderstood)?.iter();
    counts.map(|count| count.number().and_then(|count| count.try_into().ok()).ok_or(Refusal::Misunderstood)).collect()
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
    // A thread without comments has an empty list, and what has none at all is no thread.
    let json = answer.json()?;
    json.get("replies").list().ok_or(Refusal::Misunderstood)?.iter().for_each(|json| flat(json, &mut comments));
    Ok(comments)
}

/// Reads what became of a comment that was sent.
///
/// # Errors
/// Why it was not taken.
pub fn posted(answer: &Answer) -> Result<Taken, Refusal> {
    // What is not there for who adds something is the server, and what forbids it is something before the server.
    changed(answer).map_err(|refusal| match refusal {
        Refusal::Gone | Refusal::NoLongerYours => Refusal::Misunderstood,
        refusal => refusal,
    })
}

/// Reads what became of a comment that was changed.
///
/// # Errors
/// Why it was not.
pub fn changed(answer: &Answer) -> Result<Taken, Refusal> {
    if !answer.is_ok() {
        return Err(refusal(answer));
    }
    let json = answer.json()?;
    let waits = answer.status == 202 || json.get("mode").number() == Some(WAITING);
    let mut comments = Vec::new();
    flat(&json, &mut comments);
    let comment = comments.into_iter().next().ok_or(Refusal::Misunderstood)?;
    Ok(if waits { Taken::Waiting(comment) } else { Taken::Published(comment) })
}

/// Reads how long, in seconds, the one who was given this answer can change the comment: as long as its cookie lasts.
pub fn changeable(answer: &Answer) -> u64 {
    let age = answer.cookie.split(';').find_map(|part| part.trim().strip_prefix("Max-Age="));
    age.and_then(|age| age.parse().ok()).unwrap_or_default()
}

/// Reads a comment's text as it was written.
///
/// # Errors
/// Why it cannot be had.
pub fn source(answer: &Answer) -> Result<String, Refusal> {
    if !answer.is_ok() {
        return Err(refusal(answer));
    }
    Ok(answer.json()?.get("text").text().to_owned())
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
