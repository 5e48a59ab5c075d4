//! WordPress' REST API: flat lists of approved comments by the number of the post they are under.
//!
//! Refusals are decided by their `code`; the message is in the site's language.

use super::{
    Answer, Comment, Draft, Foreign, Method, Refusal, Request, Taken,
    entities::decoded,
    json::Json,
    percent_encoded,
    time::{seconds, utc},
    web_address,
};

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

    /// Asks how many comments are published under a post, and which is the newest: a list with one comment a page, of which
    /// its name alone is sent.
    pub fn count(&self, post: u64) -> Request {
        Request::get(self.call("comments", &format!("post={post}&order=desc&orderby=date_gmt&per_page=1&_fields=id")))
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

/// A comment; none where there is no number.
fn comment(json: &Json) -> Result<Comment, Refusal> {
    Ok(Comment {
        id: json.get("id").number().ok_or(Refusal::Misunderstood)?,
        parent: json.get("parent").number().filter(|parent| *parent != 0),
        author: decoded(json.get("author_name").text()),
        website: web_address(&decoded(json.get("author_url").text())),
        at: seconds(json.get("date_gmt").text()).unwrap_or(0),
        html: Foreign::new(json.get("content").get("rendered").text()),
        deleted: false,
    })
}

/// Reads a page of a list.
///
/// # Errors
/// Why there is none.
pub fn listed(answer: &Answer) -> Result<Vec<Comment>, Refusal> {
    Ok(listed_by_post(answer)?.into_iter().map(|(_, comment)| comment).collect())
}

/// Reads what [`Root::count`] brought: the number of comments, and the name of the newest one.
///
/// Where the answer does not say how many there are the number is one that no thread has.
///
/// # Errors
/// Why it is not known.
pub fn counted(answer: &Answer) -> Result<(u32, u64), Refusal> {
    let newest = listed(answer)?;
    Ok((answer.pages.unwrap_or(u32::MAX), newest.first().map_or(0, |comment| comment.id)))
}

/// Reads a page of a list, each comment with the post it is under.
///
/// # Errors
/// Why there is none.
pub fn listed_by_post(answer: &Answer) -> Result<Vec<(u64, Comment)>, Refusal> {
    if !answer.is_ok() {
        return Err(refusal(answer));
    }
    let json = answer.json()?;
    let list = json.list().ok_or(Refusal::Misunderstood)?.iter();
    list.map(|json| Ok((json.get("post").number().unwrap_or_default(), comment(json)?))).collect()
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
    if !answer.is_ok() {
        return Err(refusal(answer));
    }
    let json = answer.json()?;
    let posts = json.list().ok_or(Refusal::Misunderstood)?.iter();
    let post =
        |json: &Json| Some(Post { id: json.get("id").number()?, open: json.get("comment_status").text() == "open" });
    posts.map(|json| post(json).ok_or(Refusal::Misunderstood)).collect()
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
    let json = answer.json()?;
    let approved = json.get("status").text() == "approved";
    let comment = comment(&json)?;
    // What is held, and what a forbidden word has put into the trash: a reader is told the same.
    Ok(if approved { Taken::Published(comment) } else { Taken::Waiting(comment) })
}

/// Whether another of [`Root::candidates`] is to be tried: this one is no API at all.
pub fn is_no_api(answer: &Answer) -> bool {
    match answer.json() {
        Ok(json) if !json.get("code").text().is_empty() => json.get("code").text() == "rest_no_route",
        _ => answer.status == 404 || answer.is_ok() && !answer.kind.contains("json"),
    }
}

fn refusal(answer: &Answer) -> Refusal {
    let json = answer.json().unwrap_or_default();
    // By field, what is wrong with it; plugins write a number, a text or nothing there.
    let concerns = |name: &str| *json.get("data").get("params").get(name) != Json::Nothing;
    match json.get("code").text() {
        "rest_comment_author_data_required" => Refusal::IdentityMissing,
        "rest_invalid_param" if concerns("author_email") => Refusal::EmailInvalid,
        "rest_invalid_param" if concerns("author_url") => Refusal::UrlInvalid,
        "rest_comment_content_invalid" => Refusal::TextMissing,
        "comment_content_column_length" => Refusal::TextTooLong,
        "comment_author_column_length" => Refusal::NameTooLong,
        "comment_author_email_column_length" => Refusal::EmailTooLong,
        "comment_author_url_column_length" => Refusal::UrlTooLong,
        "comment_flood" => Refusal::TooFast,
        "comment_duplicate" => Refusal::Duplicate,
        "rest_comment_login_required" => Refusal::AccountWanted,
        "rest_comment_closed" => Refusal::Closed,
        "rest_cannot_read_post"
        | "rest_comment_invalid_post_id"
        | "rest_comment_draft_post"
        | "rest_comment_trash_post"
        | "rest_post_invalid_id" => Refusal::NoThread,
        "rest_comment_invalid_id" | "rest_cannot_read" => Refusal::Gone,
        _ if answer.status == 429 => Refusal::TooFast,
        _ if answer.status >= 500 => Refusal::Unwell,
        _ => Refusal::Misunderstood,
    }
}
