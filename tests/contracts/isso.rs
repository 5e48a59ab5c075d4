//! Isso 0.14.0.

use crate::{html, json, of_others};
use depeche::backend::{
    Answer, Draft, Method, Refusal, Request, Taken,
    isso::{self, Thread},
};
use serde_json::{Value, json};

fn thread() -> Thread {
    Thread::of("https://avis.example/", "/fr/article/l-eau/")
}

const DRAFT: Draft<'_> =
    Draft { text: "Bonjour à tous", author: "Awa", email: "awa@example.org", url: "", parent: None };

fn body(request: &Request) -> Value {
    let (_, body) = request.body.as_ref().expect("it sends something");
    serde_json::from_str(body).expect("it sends JSON")
}

#[test]
fn the_threads_key_is_the_path_percent_encoded_once() {
    assert_eq!(thread().list().url, "https://avis.example/?uri=%2Ffr%2Farticle%2Fl-eau%2F");
    let encoded = Thread::of("https://avis.example", "/l%C3%A9/");
    assert_eq!(encoded.list().url, "https://avis.example/?uri=%2Fl%25C3%25A9%2F");
    assert_eq!(thread().list_after(12).url, "https://avis.example/?uri=%2Ffr%2Farticle%2Fl-eau%2F&after=12");
}

#[test]
fn a_comment_is_sent_as_json_with_the_articles_title() {
    let request = thread().post(&DRAFT, "L’eau & le fleuve");
    assert_eq!((request.method, request.with_cookies), (Method::Post, true));
    assert_eq!(request.url, "https://avis.example/new?uri=%2Ffr%2Farticle%2Fl-eau%2F");
    assert_eq!(request.body.as_ref().and_then(|(kind, _)| *kind), Some("application/json"));
    let expected = json!({ "text": "Bonjour à tous", "author": "Awa", "email": "awa@example.org", "website": null,
        "parent": null, "title": "L’eau & le fleuve" });
    assert_eq!(body(&request), expected);
    let reply = Draft { parent: Some(7), url: "https://awa.example", ..DRAFT };
    let sent = body(&thread().post(&reply, "T"));
    assert_eq!(
        (&sent["parent"], &sent["website"], &sent["title"]),
        (&json!(7), &json!("https://awa.example"), &json!("T"))
    );
}

#[test]
fn counts_are_asked_for_without_a_media_type_and_read_in_order() {
    let request = isso::count("https://avis.example/", &["/a/", "/b/"]);
    assert_eq!((request.method, request.url.as_str()), (Method::Post, "https://avis.example/count"));
    assert_eq!(request.body, Some((None, "[\"/a/\",\"/b/\"]".into())));
    assert_eq!(thread().count().body, Some((None, "[\"/fr/article/l-eau/\"]".into())));
    assert_eq!(isso::counted(&json(200, "[4,0]")), Ok(vec![4, 0]));
}

#[test]
fn who_wrote_a_comment_reads_changes_and_deletes_it_with_cookies() {
    let (source, edit, delete) = (thread().source(3), thread().edit(3, "Mieux"), thread().delete(3));
    assert_eq!((source.method, source.url.as_str()), (Method::Get, "https://avis.example/id/3?plain=1"));
    assert_eq!((edit.method, edit.url.as_str()), (Method::Put, "https://avis.example/id/3"));
    assert_eq!(body(&edit), json!({ "text": "Mieux" }));
    assert_eq!((delete.method, delete.body.as_ref()), (Method::Delete, None));
    assert!(source.with_cookies && edit.with_cookies && delete.with_cookies);
    assert_eq!(isso::source(&json(200, "{\"id\":3,\"text\":\"**a** <b>\"}")).as_deref(), Ok("**a** <b>"));
    assert_eq!(isso::deleted(&json(200, "null")), Ok(()));
    assert_eq!(isso::deleted(&json(200, "{\"id\":3,\"mode\":4,\"text\":\"\",\"author\":null}")), Ok(()));
    assert_eq!(isso::deleted(&json(404, "{\"message\":\"404 Not Found\"}")), Ok(()));
}

const POSTED: &str = "{\"id\":1,\"parent\":null,\"created\":1795346061.2513459,\"modified\":null,\"mode\":MODE,\
    \"text\":\"<p>html</p>\",\"author\":\"Awa &lt;i&gt; &amp;amp; L&#x27;eau\",\"website\":\"http://exemple.org/?a=1&amp;b=&quot;\",\
    \"likes\":0,\"dislikes\":0,\"notification\":null,\"hash\":\"227b8833dace\"}";

#[test]
fn a_taken_comment_is_published_or_waits() {
    let Ok(Taken::Published(comment)) = isso::posted(&json(201, &POSTED.replace("MODE", "1"))) else {
        panic!("201 is published");
    };
    assert_eq!((comment.id, comment.parent, comment.at, comment.deleted), (1, None, 1_795_346_061, false));
    assert_eq!(comment.author, "Awa <i> &amp; L'eau", "decoded once");
    assert_eq!(comment.website.as_deref(), Some("http://exemple.org/?a=1&b=\""));
    assert_eq!(comment.html.as_sent(), "<p>html</p>");
    for (status, mode) in [(202, "2"), (202, "1"), (201, "2")] {
        let taken = isso::posted(&json(status, &POSTED.replace("MODE", mode)));
        assert!(matches!(taken, Ok(Taken::Waiting(_))), "{status} {mode}: {taken:?}");
    }
}

const LIST: &str = r#"{"id":null,"total_replies":2,"hidden_replies":0,"config":{},"replies":[
  {"id":1,"parent":null,"created":100.9,"mode":4,"text":"<p></p>","author":null,"website":null,"total_replies":1,
   "replies":[{"id":3,"parent":1,"created":300.1,"mode":1,"text":"<p>b</p>","author":"","website":"http://école.example",
     "gravatar_image":"https://gravatar.example/5d41402abc4b2a76b9719d911017c592"}]},
  {"id":2,"parent":9,"created":200.0,"mode":1,"text":null,"author":null,"website":"javascript:alert(1)","replies":[]}]}"#;

#[test]
fn a_list_is_read_each_comment_before_its_replies() {
    let listed = isso::listed(&json(200, LIST)).expect("it is a list");
    let told: Vec<_> = listed.iter().map(|comment| (comment.id, comment.parent, comment.at, comment.deleted)).collect();
    assert_eq!(told, [(1, None, 100, true), (3, Some(1), 300, false), (2, Some(9), 200, false)]);
    assert!(listed.iter().all(|comment| comment.author.is_empty()));
    let websites: Vec<_> = listed.iter().map(|comment| comment.website.as_deref()).collect();
    assert_eq!(websites, [None, Some("http://école.example"), None]);
    assert!(!format!("{listed:?}").contains("gravatar"), "addresses of avatars are not read");
}

#[test]
fn a_thread_that_nobody_has_written_in_is_empty() {
    let unknown = "{\"id\":null,\"total_replies\":0,\"hidden_replies\":0,\"replies\":[],\"config\":{}}";
    assert_eq!(isso::listed(&json(200, unknown)), Ok(Vec::new()));
}

#[test]
fn every_refusal_is_understood_in_html_and_in_json() {
    use Refusal::*;
    for (status, reason, expected) in [
        (400, "text is missing", TextMissing),
        (400, "text is too short (minimum length: 3)", TextTooShort),
        (400, "text is too long (maximum length: 65535)", TextTooLong),
        (400, "text must be a string or null", TextMissing),
        (400, "parent must be an integer or null", Misunderstood),
        (400, "Website not Django-conform", UrlInvalid),
        (400, "arbitrary length limit", UrlTooLong),
        (400, "http://tools.ietf.org/html/rfc5321#section-4.5.3", EmailTooLong),
        (400, "Cannot create new thread: URI /a/ is not accessible and no title was provided.", Misunderstood),
        (400, "missing uri query", Misunderstood),
        (400, "Unable to read JSON request", Misunderstood),
        (403, "127.0.0.0: ratelimit exceeded (1, 2)", TooFast),
        (403, "3 direct responses to /fr/a", TooMany),
        (403, "edit time frame is still open", OwnComment),
        (403, "email address required but not provided", EmailMissing),
        (403, "author address required but not provided", NameMissing),
        (403, "CSRF", Misunderstood),
        (403, "You don&#39;t have the permission to access the requested resource.", NoLongerYours),
        (404, "The requested URL was not found on the server.", Gone),
        (405, "The method is not allowed for the requested URL.", Misunderstood),
        (413, "The data value transmitted exceeds the capacity limit.", TextTooLong),
        (500, "The server encountered an internal error and was unable to complete your request.", Unwell),
    ] {
        let page =
            html(status, &format!("<!doctype html><html lang=en><title>{status}</title><h1>..</h1><p>{reason}</p>"));
        let said = json(status, &json!({ "message": format!("{status} ..: {reason}") }).to_string());
        for answer in [page, said] {
            // Who adds a comment asks for none: then there is no Isso where one should be, or something stands before it.
            let added = if [Gone, NoLongerYours].contains(&expected) { Misunderstood } else { expected };
            assert_eq!(isso::posted(&answer).err(), Some(added), "{answer:?}");
            assert_eq!(isso::changed(&answer).err(), Some(expected), "{answer:?}");
            assert_eq!(isso::listed(&answer).err(), Some(expected), "{answer:?}");
            assert_eq!(isso::counted(&answer).err(), Some(expected), "{answer:?}");
            assert_eq!(isso::source(&answer).err(), Some(expected), "{answer:?}");
            let gone = status == 404;
            assert_eq!(isso::deleted(&answer).err(), (!gone).then_some(expected), "{answer:?}");
        }
    }
}

#[test]
fn a_comment_can_be_changed_as_long_as_its_cookie_lasts() {
    let with = |cookie: &str| Answer { cookie: cookie.into(), ..json(201, LIST) };
    let told = "isso-1=abc; Expires=Tue, 24 Nov 2026 12:00:00 GMT; Max-Age=900; Path=/; SameSite=Lax";
    assert_eq!(isso::changeable(&with(told)), 900);
    for silent in ["", "isso-1=abc", "isso-1=abc; Max-Age=bientôt", "isso-1=Max-Age=900"] {
        assert_eq!(isso::changeable(&with(silent)), 0, "{silent}");
    }
}

#[test]
fn a_long_list_is_asked_for_in_parts_of_whole_threads() {
    let thread = isso::Thread::of("https://avis.example/", "/article/a/");
    let part = format!("limit={}&nested_limit=1000&offset=200", isso::PER_PART);
    assert_eq!(thread.list_from(200, false).url, format!("https://avis.example/?uri=%2Farticle%2Fa%2F&{part}"));
    assert_eq!(thread.list_from(200, true).url, format!("https://avis.example/?uri=%2Farticle%2Fa%2F&plain=1&{part}"));
    let listed = isso::listed(&json(200, LIST)).expect("it is a list");
    assert_eq!(isso::threads(&listed), 1, "replies are no threads");
}

#[test]
fn what_is_not_the_servers_answer_is_neither_a_comment_nor_an_empty_thread() {
    for answer in of_others() {
        assert_eq!(isso::posted(&answer).err(), Some(Refusal::Misunderstood), "{answer:?}");
        assert_eq!(isso::listed(&answer).err(), Some(Refusal::Misunderstood), "{answer:?}");
        assert_eq!(isso::counted(&answer).err(), Some(Refusal::Misunderstood), "{answer:?}");
    }
    for status in [502, 503, 504] {
        assert_eq!(isso::listed(&html(status, "<html>Bad Gateway</html>")).err(), Some(Refusal::Unwell));
    }
    assert_eq!(isso::posted(&html(429, "Too Many Requests")).err(), Some(Refusal::TooFast));
}
