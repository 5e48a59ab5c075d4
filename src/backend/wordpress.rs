//! WordPress' REST API: flat lists of approved comments by the number of the post they are under.
//!
//! Refusals are decided by their `code`; the message is in the site's language.

use super::{
    Answer, Comment, Draft, Foreign, Method, Refusal, Request, Taken,
    entities::decoded,
    percent_encoded,
    time::{seconds, utc},
    web_address,
};
use serde::Deserialize;

/// How many comments a page of a list has, the most that WordPress gives.
pub const PER_PAGE: usize = 100;

/// What is read of a comment. Addresses of avatars hold a hash of the e-mail address: they are not even asked for.
const FIELDS: &str = "id,post,parent,author_name,author_url,date_gmt,content,status";

/// Where a site answers: both ways work alike, but a site without permalinks has the second one only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Root(String);

impl Root {
    /// The ways to the API of a site, the better one first. The address can be the site's or the API's own.
    pub fn candidates(url: &str) -> Vec<Root> {
        let url = url.trim_end_matches('/');
        if let Some((site, _)) = url.split_once("?rest_route=") {
            return vec![Root(format!("{site}?rest_route="))];
        }
        if let Some((site, _)) = url.split_once("/wp-json") {
            return vec![Root(format!("{site}/wp-json"))];
        }
        vec![Root(format!("{url}/wp-json")), Root(format!("{url}/?rest_route="))]
    }

    fn call(&self, call: &str, query: &str) -> String {
        let separator = if self.0.contains('?') { '&' } else { '?' };
        let query = if query.is_empty() { String::new() } else { format!("{separator}{query}") };
        format!("{}/wp/v2/{call}{query}", self.0)
    }

    /// Asks for a page of the published comments under a post, oldest first; with `after` for those after a second.
    pub fn list(&self, post: u64, page: u32, after: Option<u64>) -> Request {
        let after = after.map(|second| format!("&after={}", percent_encoded(&utc(second)))).unwrap_or_default();
        self.page_of(&format!("post={post}{after}"), page)
    }

    /// Asks for a page of all published comments of the site, oldest first.
    pub fn list_all(&self, page: u32) -> Request {
        self.page_of("type=comment", page)
    }

    fn page_of(&self, which: &str, page: u32) -> Request {
        let query = format!("{which}&order=asc&orderby=date_gmt&per_page={PER_PAGE}&page={page}&_fields={FIELDS}");
        Request::get(self.call("comments", &query))
    }

    /// Asks whether a post takes comments.
    pub fn post_of(&self, post: u64) -> Request {
        Request::get(self.call(&format!("posts/{post}"), "_fields=id,comment_status"))
    }

    /// Asks which of some posts, [`PER_PAGE`] at most, take comments.
    pub fn posts_of(&self, posts: &[u64]) -> Request {
        let posts: Vec<String> = posts.iter().map(u64::to_string).collect();
        let query = format!("include={}&per_page={PER_PAGE}&_fields=id,comment_status", posts.join(","));
        Request::get(self.call("posts", &query))
    }

    /// Asks whether readers without an account may comment: sends a comment without a text under no post, which WordPress
    /// refuses for one of two reasons and never keeps.
    pub fn knock(&self) -> Request {
        let body = Some((Some("application/x-www-form-urlencoded"), "post=0".into()));
        Request { method: Method::Post, url: self.call("comments", ""), body, with_cookies: false }
    }

    /// Sends a comment. As a form, because a browser asks nobody beforehand whether it may.
    pub fn post(&self, post: u64, draft: &Draft<'_>) -> Request {
        let fields = [
            ("post", post.to_string()),
            ("parent", draft.parent.unwrap_or(0).to_string()),
            ("author_name", draft.author.into()),
            ("author_email", draft.email.into()),
            ("author_url", draft.url.into()),
            ("content", draft.text.into()),
        ];
        let body: Vec<String> =
            fields.iter().map(|(name, value)| format!("{name}={}", percent_encoded(value))).collect();
        Request {
            method: Method::Post,
            url: self.call("comments", ""),
            body: Some((Some("application/x-www-form-urlencoded"), body.join("&"))),
            with_cookies: false,
        }
    }
}

#[derive(Deserialize)]
struct Wire {
    id: u64,
    #[serde(default)]
    post: u64,
    #[serde(default)]
    parent: u64,
    #[serde(default)]
    author_name: Option<String>,
    #[serde(default)]
    author_url: Option<String>,
    #[serde(default)]
    date_gmt: String,
    #[serde(default)]
    content: Content,
    #[serde(default)]
    status: String,
}

#[derive(Default, Deserialize)]
struct Content {
    #[serde(default)]
    rendered: String,
}

impl From<Wire> for Comment {
    fn from(wire: Wire) -> Self {
        Comment {
            id: wire.id,
            parent: (wire.parent != 0).then_some(wire.parent),
            author: decoded(&wire.author_name.unwrap_or_default()),
            website: wire.author_url.and_then(|address| web_address(&decoded(&address))),
            at: seconds(&wire.date_gmt).unwrap_or(0),
            html: Foreign::new(wire.content.rendered),
            deleted: false,
        }
    }
}

#[derive(Deserialize)]
struct Problem {
    code: String,
}

/// Reads a page of a list.
///
/// # Errors
/// Why there is none.
pub fn listed(answer: &Answer) -> Result<Vec<Comment>, Refusal> {
    Ok(listed_by_post(answer)?.into_iter().map(|(_, comment)| comment).collect())
}

/// Reads a page of a list, each comment with the post it is under.
///
/// # Errors
/// Why there is none.
pub fn listed_by_post(answer: &Answer) -> Result<Vec<(u64, Comment)>, Refusal> {
    if !answer.is_ok() {
        return Err(refusal(answer));
    }
    Ok(answer.read::<Vec<Wire>>()?.into_iter().map(|wire| (wire.post, wire.into())).collect())
}

/// A published post, and whether it takes comments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Post {
    /// Its number.
    pub id: u64,
    /// Whether readers can comment.
    pub open: bool,
}

/// Reads which posts there are, and which of them take comments.
///
/// # Errors
/// Why it is not known.
pub fn posts(answer: &Answer) -> Result<Vec<Post>, Refusal> {
    #[derive(Deserialize)]
    struct Wire {
        id: u64,
        comment_status: String,
    }
    if !answer.is_ok() {
        return Err(refusal(answer));
    }
    let post = |wire: Wire| Post { id: wire.id, open: wire.comment_status == "open" };
    Ok(answer.read::<Vec<Wire>>()?.into_iter().map(post).collect())
}

/// Reads what [`Root::knock`] brought: whether readers without an account may comment.
///
/// # Errors
/// Where the answer says neither.
pub fn welcomes_everyone(answer: &Answer) -> Result<bool, Refusal> {
    match refusal(answer) {
        Refusal::AccountWanted => Ok(false),
        // What is missed is the post or the text, not the account.
        Refusal::NoThread | Refusal::TextMissing | Refusal::IdentityMissing => Ok(true),
        other => Err(other),
    }
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
    let approved = wire.status == "approved";
    let comment = wire.into();
    // What is held, and what a forbidden word has put into the trash: a reader is told the same.
    Ok(if approved { Taken::Published(comment) } else { Taken::Waiting(comment) })
}

/// Whether another of [`Root::candidates`] is to be tried: this one is no API at all.
pub fn is_no_api(answer: &Answer) -> bool {
    match serde_json::from_str::<Problem>(&answer.body) {
        Ok(problem) => problem.code == "rest_no_route",
        Err(_) => answer.status == 404 || answer.is_ok() && !answer.kind.contains("json"),
    }
}

fn refusal(answer: &Answer) -> Refusal {
    let problem = serde_json::from_str::<Problem>(&answer.body).ok();
    // In `data.params` stands by field what is wrong with it; plugins write a number, a text or nothing there.
    let concerns = |name: &str| answer.body.contains(&["\"", name, "\""].concat());
    match problem.as_ref().map(|problem| problem.code.as_str()) {
        Some("rest_comment_author_data_required") => Refusal::IdentityMissing,
        Some("rest_invalid_param") if concerns("author_email") => Refusal::EmailInvalid,
        Some("rest_invalid_param") if concerns("author_url") => Refusal::UrlInvalid,
        Some("rest_comment_content_invalid") => Refusal::TextMissing,
        Some("comment_content_column_length") => Refusal::TextTooLong,
        Some("comment_author_column_length") => Refusal::NameTooLong,
        Some("comment_author_email_column_length") => Refusal::EmailTooLong,
        Some("comment_author_url_column_length") => Refusal::UrlTooLong,
        Some("comment_flood") => Refusal::TooFast,
        Some("comment_duplicate") => Refusal::Duplicate,
        Some("rest_comment_login_required") => Refusal::AccountWanted,
        Some("rest_comment_closed") => Refusal::Closed,
        Some(
            "rest_cannot_read_post"
            | "rest_comment_invalid_post_id"
            | "rest_comment_draft_post"
            | "rest_comment_trash_post"
            | "rest_post_invalid_id",
        ) => Refusal::NoThread,
        Some("rest_comment_invalid_id" | "rest_cannot_read") => Refusal::Gone,
        _ if answer.status == 429 => Refusal::TooFast,
        _ if answer.status >= 500 => Refusal::Unwell,
        _ => Refusal::Misunderstood,
    }
}
