//! From Isso.

use super::{assert_nothing_private, files, kept, names, newsroom, pull, pulled};
use crate::support::{Asked, Said, Stub};
use depeche::comments::{Options, PullError};
use serde_json::{Value, json};
use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::Duration,
};

/// A comment as Isso lists it.
fn comment(id: u64, text: &str) -> Value {
    json!({ "id": id, "parent": null, "created": 1_705_399_200.5 + id as f64, "modified": null, "mode": 1,
        "text": format!("<p>{text}<script>alert(1)</script></p>"), "author": "Awa &amp; Fils", "website": null,
        "email": "awa@example.org", "remote_addr": "127.0.0.0", "likes": 0, "dislikes": 0, "hash": "227b8833dace",
        "gravatar_image": "https://gravatar.example/5d41402abc", "total_replies": 0, "hidden_replies": 0, "replies": [] })
}

/// What the server holds, by key.
type Threads = Arc<Mutex<BTreeMap<String, Vec<Value>>>>;

fn threads(threads: &[(&str, &[Value])]) -> Threads {
    let path = |slug: &str| format!("/article/{slug}/");
    Arc::new(Mutex::new(threads.iter().map(|(slug, comments)| (path(slug), comments.to_vec())).collect()))
}

/// Answers as Isso does.
fn answer(threads: &Threads, asked: &Asked) -> Said {
    let threads = threads.lock().expect("nobody panics with it");
    if asked.line == "POST /count" {
        assert!(asked.head.contains("content-type: application/json"), "{asked:?}");
        let keys: Vec<String> = serde_json::from_str(&asked.body).expect("a list of keys");
        let counts: Vec<usize> = keys.iter().map(|key| threads.get(key).map_or(0, Vec::len)).collect();
        return Said::json(200, json!(counts));
    }
    let key = asked.line.strip_prefix("GET /?uri=").unwrap_or_else(|| panic!("{asked:?}")).replace("%2F", "/");
    let replies = threads.get(&key).cloned().unwrap_or_default();
    Said::json(200, json!({ "id": null, "total_replies": replies.len(), "hidden_replies": 0, "replies": replies }))
}

fn isso(threads: &Threads) -> Stub {
    let threads = threads.clone();
    Stub::start(move |asked| answer(&threads, asked))
}

#[test]
fn the_whole_way_from_the_server_to_the_page() {
    let threads = threads(&[("a", &[comment(2, "deux"), comment(1, "un")])]);
    let server = isso(&threads);
    let newsroom = newsroom("isso", &server, &[("a", 1), ("b", 2)]);
    let told = newsroom.depeche(&["comments", "pull"]).succeeds();
    assert_eq!((told.out.as_str(), told.err.as_str()), ("1 file new or changed: 2 comments in all, 2 requests\n", ""));
    let asked = server.asked();
    assert!(
        asked.iter().all(|asked| asked.head.contains(&format!("user-agent: depeche/{}", env!("CARGO_PKG_VERSION"))))
    );
    assert_eq!(names(&newsroom), ["a.json"]);
    assert_nothing_private(&newsroom);
    let text = "{\n  \"thread\": \"/article/a/\",\n  \"comments\": [\n    {\n      \"id\": 1,\n      \
        \"author\": \"Awa & Fils\",\n      \"published\": \"2024-01-16T10:00:01Z\",\n      \"html\": \"<p>un</p>\"\n    },";
    let file = std::fs::read_to_string(newsroom.content().join("comments/a.json")).expect("there is a file");
    assert!(file.starts_with(text), "{file}");
    let page = newsroom.built().page("/article/a/");
    assert!(page.with_id("comment-2").is_some_and(|comment| comment.text().contains("deux")));
}

#[test]
fn what_has_not_changed_is_neither_asked_for_nor_written() {
    let threads = threads(&[("a", &[comment(1, "un")]), ("b", &[comment(2, "deux")])]);
    let server = isso(&threads);
    let newsroom = newsroom("isso", &server, &[("a", 1), ("b", 2)]);
    assert_eq!(pulled(&newsroom).written, 2);
    let before = files(&newsroom);
    server.asked();
    let report = pulled(&newsroom);
    assert_eq!((report.written, report.comments, report.requests), (0, 2, 1));
    assert_eq!(server.lines(), ["POST /count"]);
    assert_eq!(files(&newsroom), before);

    threads.lock().expect("a lock").get_mut("/article/b/").expect("it is there").push(comment(3, "trois"));
    assert_eq!(pulled(&newsroom).written, 1);
    assert_eq!(server.lines(), ["POST /count", "GET /?uri=%2Farticle%2Fb%2F"]);
    assert_eq!(kept(&newsroom, "b").comments.len(), 2);
}

#[test]
fn an_edit_is_seen_when_everything_is_fetched_again() {
    let threads = threads(&[("a", &[comment(1, "un")])]);
    let server = isso(&threads);
    let newsroom = newsroom("isso", &server, &[("a", 1)]);
    pulled(&newsroom);
    threads.lock().expect("a lock").insert("/article/a/".into(), vec![comment(1, "mieux")]);
    assert_eq!(pulled(&newsroom).written, 0);
    assert_eq!(pull(&newsroom, true).0.expect("it can be pulled").written, 1);
    assert_eq!(kept(&newsroom, "a").comments[0].html, "<p>mieux</p>");
    assert_eq!(names(&newsroom), ["a.json"]);
}

#[test]
fn deleted_comments_vanish_and_one_with_replies_keeps_its_place() {
    let threads = threads(&[("a", &[comment(1, "un"), comment(2, "deux")]), ("b", &[comment(3, "trois")])]);
    let server = isso(&threads);
    let newsroom = newsroom("isso", &server, &[("a", 1), ("b", 2)]);
    pulled(&newsroom);
    let mut place = json!({ "id": 1, "parent": null, "created": 1_705_399_201.0, "mode": 4, "text": "<p></p>",
        "author": null, "website": null });
    place["replies"] = json!([comment(4, "réponse")]);
    {
        let mut threads = threads.lock().expect("a lock");
        // Isso counts what is published: the reply.
        threads.insert("/article/a/".into(), vec![place]);
        threads.insert("/article/b/".into(), Vec::new());
    }
    let report = pulled(&newsroom);
    assert_eq!((report.written, report.removed, report.comments), (1, 1, 1));
    assert_eq!(names(&newsroom), ["a.json"]);
    let told: Vec<_> = kept(&newsroom, "a").comments.iter().map(|comment| (comment.id, comment.deleted)).collect();
    assert_eq!(told, [(1, true), (4, false)]);
}

#[test]
fn two_hundred_and_fifty_threads_are_counted_in_three_requests() {
    let server = isso(&threads(&[("a7", &[comment(1, "un")])]));
    let names: Vec<String> = (0..250).map(|number| format!("a{number}")).collect();
    let articles: Vec<(&str, u64)> = names.iter().map(|name| (name.as_str(), 1)).collect();
    let newsroom = newsroom("isso", &server, &articles);
    assert_eq!(pulled(&newsroom).requests, 4);
    assert_eq!(server.lines()[..3], ["POST /count"; 3]);
}

#[test]
fn a_server_that_asks_for_patience_gets_it() {
    for (head, status, body, expected) in [
        ("7", 429, "Too Many Requests", Duration::from_millis(7_000 + 200)),
        ("", 403, "<p>127.0.0.0: ratelimit exceeded (1, 2)</p>", Duration::from_millis(500 + 200)),
        ("", 503, "", Duration::from_millis(500 + 200)),
    ] {
        let tried = AtomicUsize::new(0);
        let threads = threads(&[]);
        let server = Stub::start(move |asked| match tried.fetch_add(1, Ordering::Relaxed) {
            0 if head.is_empty() => Said::html(status, body),
            0 => Said::html(status, body).with("Retry-After", head),
            _ => answer(&threads, asked),
        });
        let newsroom = newsroom("isso", &server, &[("a", 1)]);
        let (report, waited) = pull(&newsroom, false);
        assert_eq!(report.expect("the second time it answers").requests, 2);
        assert_eq!(waited, expected, "{status}");
    }
}

#[test]
fn a_server_that_asks_for_an_hour_is_not_waited_for() {
    let server = Stub::start(|_| Said::html(429, "").with("Retry-After", 3_600));
    let newsroom = newsroom("isso", &server, &[("a", 1)]);
    let (report, waited) = pull(&newsroom, false);
    let told = report.expect_err("it is busy").to_string();
    assert!(told.contains("asks for patience") && told.contains("429"), "{told}");
    assert!(waited.is_zero() && server.lines().len() == 1);
}

#[test]
fn a_thread_that_cannot_be_had_keeps_its_file_and_the_others_are_fetched() {
    let threads = threads(&[("a", &[comment(1, "un")]), ("b", &[comment(2, "deux")]), ("c", &[comment(3, "trois")])]);
    let server = {
        let threads = threads.clone();
        Stub::start(move |asked| {
            let broken = threads.lock().expect("a lock").contains_key("/broken/");
            match broken && asked.line.contains("%2Fb%2F") {
                true => Said::html(500, "<h1>Internal Server Error</h1>"),
                false => answer(&threads, asked),
            }
        })
    };
    let newsroom = newsroom("isso", &server, &[("a", 1), ("b", 2), ("c", 3)]);
    pulled(&newsroom);
    let old = kept(&newsroom, "b");
    for (slug, id) in [("a", 4), ("b", 5), ("c", 6)] {
        let mut threads = threads.lock().expect("a lock");
        threads.get_mut(&format!("/article/{slug}/")).expect("it is there").push(comment(id, "nouveau"));
        threads.insert("/broken/".into(), Vec::new());
    }
    server.asked();
    let told = newsroom.depeche(&["comments", "pull"]).fails();
    assert!(told.out.starts_with("2 files new or changed"), "{told:?}");
    assert!(
        told.err.contains("b: ") && told.err.contains("status 500") && told.err.contains("1 thread as before"),
        "{told:?}"
    );
    assert_eq!(server.lines().iter().filter(|line| line.contains("%2Fb%2F")).count(), 4, "it is tried a few times");
    assert_eq!(kept(&newsroom, "b"), old);
    assert_eq!((kept(&newsroom, "a").comments.len(), kept(&newsroom, "c").comments.len()), (2, 2));

    threads.lock().expect("a lock").remove("/broken/");
    assert_eq!(pulled(&newsroom).written, 1);
    assert_eq!(names(&newsroom), ["a.json", "b.json", "c.json"], "nothing is left beside");
}

#[test]
fn an_interrupted_pull_of_everything_goes_on_where_it_was() {
    let all = [("a", 1), ("b", 2), ("c", 3), ("d", 4), ("e", 5)];
    let comments: Vec<Vec<Value>> = all.iter().map(|(_, id)| vec![comment(*id, "un")]).collect();
    let listed: Vec<(&str, &[Value])> = all.iter().zip(&comments).map(|((slug, _), list)| (*slug, &**list)).collect();
    let threads = threads(&listed);
    let gone = Arc::new(AtomicUsize::new(2));
    let server = {
        let gone = gone.clone();
        Stub::start(move |asked| match asked.line.starts_with("GET") && gone.load(Ordering::Relaxed) == 0 {
            true => Said::html(502, "Bad Gateway"),
            false => {
                let left = gone.load(Ordering::Relaxed);
                gone.store(left.saturating_sub(usize::from(asked.line.starts_with("GET"))), Ordering::Relaxed);
                answer(&threads, asked)
            }
        })
    };
    let newsroom = newsroom("isso", &server, &all);
    let (report, _) = pull(&newsroom, true);
    assert!(matches!(report, Err(PullError::Refused { status: 502, .. })), "{report:?}");
    assert_eq!(names(&newsroom), [".pull.jsonl", "a.json", "b.json"], "what was fetched is there");
    newsroom.built();

    gone.store(99, Ordering::Relaxed);
    server.asked();
    assert_eq!(pull(&newsroom, true).0.expect("it goes on").comments, 5);
    let asked = server.lines();
    assert_eq!(asked.len(), 1 + 3, "a and b are not fetched again: {asked:?}");
    assert_eq!(names(&newsroom), ["a.json", "b.json", "c.json", "d.json", "e.json"]);
}

#[test]
fn who_stops_a_pull_loses_nothing_that_was_fetched() {
    let threads = threads(&[("a", &[comment(1, "un")]), ("b", &[comment(2, "deux")])]);
    let server = isso(&threads);
    let newsroom = newsroom("isso", &server, &[("a", 1), ("b", 2)]);
    let interrupted = AtomicBool::new(false);
    let stopped = depeche::comments::pull(&Options {
        content: &newsroom.content(),
        base_url: None,
        all: false,
        rest: &|_| (),
        // Ctrl-C before the second thread.
        progress: &|done, _| interrupted.store(done == 1, Ordering::Relaxed),
        interrupted: &interrupted,
    });
    assert!(matches!(stopped, Err(PullError::Interrupted)), "{stopped:?}");
    assert_eq!(names(&newsroom), [".pull.jsonl", "a.json"]);
    server.asked();
    assert_eq!(pulled(&newsroom).comments, 2);
    assert_eq!(server.lines(), ["POST /count", "GET /?uri=%2Farticle%2Fb%2F"]);
    assert_eq!(names(&newsroom), ["a.json", "b.json"]);
}

#[test]
fn an_answer_that_is_no_threads_removes_nothing() {
    let threads = threads(&[("a", &[comment(1, "un")])]);
    let server = {
        let threads = threads.clone();
        Stub::start(move |asked| {
            let replaced = threads.lock().expect("a lock").is_empty();
            match replaced {
                true => Said::json(200, json!({ "error": "login" })),
                false => answer(&threads, asked),
            }
        })
    };
    let newsroom = newsroom("isso", &server, &[("a", 1)]);
    pulled(&newsroom);
    let before = files(&newsroom);
    threads.lock().expect("a lock").clear();
    let told = pull(&newsroom, false).0.expect_err("it is no Isso").to_string();
    assert!(told.contains("does not answer as a comment server does"), "{told}");
    assert_eq!(files(&newsroom).get("a.json"), before.get("a.json"));
}

#[test]
fn comments_of_a_server_that_was_left_are_kept() {
    let server = isso(&threads(&[]));
    let old = json!({ "thread": 22, "comments": [{ "id": 1, "author": "Awa", "published": "2024-01-16T10:00:01Z", "html": "<p>un</p>" }] });
    let newsroom = newsroom("isso", &server, &[("a", 1)]).file("comments/a.json", format!("{old}\n"));
    let told = newsroom.depeche(&["comments", "pull"]).succeeds();
    assert!(told.err.contains("comments/a.json holds another thread"), "{told:?}");
    assert_eq!(kept(&newsroom, "a").comments.len(), 1);
}

#[test]
fn a_file_that_somebody_broke_is_fetched_anew() {
    let server = isso(&threads(&[("a", &[comment(1, "un")])]));
    let newsroom = newsroom("isso", &server, &[("a", 1)]).file("comments/a.json", "{\"thread\":");
    assert_eq!(pulled(&newsroom).written, 1);
    newsroom.built();
}

#[test]
fn what_the_server_says_has_not_changed_is_not_sent_again() {
    let threads = threads(&[("a", &[comment(1, "un")])]);
    let server = {
        let threads = threads.clone();
        Stub::start(move |asked| match asked.head.contains("if-none-match: \"v1\"") {
            true => Said::json(304, ""),
            // It counts one that it does not list.
            false if asked.line.starts_with("POST") => Said::json(200, "[2]"),
            false => answer(&threads, asked).with("ETag", "\"v1\""),
        })
    };
    let newsroom = newsroom("isso", &server, &[("a", 1)]);
    assert_eq!(pulled(&newsroom).written, 1);
    assert_eq!(names(&newsroom), [".validators.json", "a.json"]);
    let before = files(&newsroom);
    assert_eq!(pulled(&newsroom).written, 0);
    assert!(server.asked().last().is_some_and(|asked| asked.head.contains("if-none-match")));
    assert_eq!(files(&newsroom), before);
}

#[test]
fn one_comment_for_another_is_seen_as_long_as_the_thread_is_lively() {
    let now = jiff::Timestamp::now().as_second();
    let of_today = |id: u64, text: &str| {
        let mut comment = comment(id, text);
        comment["created"] = json!(now - 100 + id as i64);
        comment
    };
    let threads = threads(&[("a", &[of_today(1, "un"), of_today(2, "deux")])]);
    let server = isso(&threads);
    let newsroom = newsroom("isso", &server, &[("a", 1)]);
    pulled(&newsroom);
    // A moderator takes one away and lets another one pass.
    threads.lock().expect("a lock").insert("/article/a/".into(), vec![of_today(2, "deux"), of_today(3, "trois")]);
    assert_eq!(pulled(&newsroom).written, 1);
    let ids: Vec<u64> = kept(&newsroom, "a").comments.iter().map(|comment| comment.id).collect();
    assert_eq!(ids, [2, 3]);
}

#[test]
fn a_site_under_a_path_has_the_threads_of_that_path() {
    let threads = threads(&[]);
    threads.lock().expect("a lock").insert("/journal/article/a/".into(), vec![comment(1, "un")]);
    let server = isso(&threads);
    let newsroom = newsroom("isso", &server, &[("a", 1)]);
    let told = newsroom.depeche(&["comments", "pull", "--base-url", "https://example.org/journal/"]).succeeds();
    assert_eq!(told.out, "1 file new or changed: 1 comment in all, 2 requests\n");
}
