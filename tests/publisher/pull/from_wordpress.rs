//! From WordPress.

use super::{assert_nothing_private, files, kept, names, newsroom, pull, pulled};
use crate::support::{Asked, Said, Stub};
use depeche::{comments::PullError, model::source::ThreadKey};
use serde_json::{Value, json};
use std::sync::{
    Arc, Mutex,
    atomic::{AtomicBool, Ordering},
};

/// A comment as WordPress lists it, whatever fields were asked for.
fn comment(id: u64, post: u64) -> Value {
    let date = format!("2024-01-{:02}T10:{:02}:{:02}", 1 + id / 3_600, id / 60 % 60, id % 60);
    json!({ "id": id, "post": post, "parent": 0, "author": 0, "author_name": "Awa &amp; Fils", "author_email": "awa@example.org",
        "author_ip": "127.0.0.0", "author_url": "", "date": "2024-01-01T00:00:00", "date_gmt": date,
        "content": { "rendered": format!("<p onclick=\"x\">Dit {id}</p>\n") }, "status": "approved", "type": "comment",
        "author_avatar_urls": { "24": "https://gravatar.example/5d41402abc" } })
}

type Comments = Arc<Mutex<Vec<Value>>>;

/// Answers as WordPress does, with or without permalinks.
fn answer(comments: &Comments, asked: &Asked) -> Said {
    let Some((_, call)) = asked.line.split_once("/wp/v2/") else { return Said::html(404, "<html>") };
    if call.starts_with("posts") {
        return Said::json(200, "[]");
    }
    let number = |name: &str| call.split(['&', '?']).find_map(|part| part.strip_prefix(name)?.parse::<usize>().ok());
    let (page, size) = (number("page=").unwrap_or(1), number("per_page=").unwrap_or(10));
    assert!(call.contains("order=asc") && size == 100, "{call}");
    let comments = comments.lock().expect("nobody panics with it");
    let some: Vec<&Value> = comments.iter().skip((page - 1) * size).take(size).collect();
    Said::json(200, json!(some))
        .with("X-WP-TotalPages", comments.len().div_ceil(size))
        .with("X-WP-Total", comments.len())
}

fn comments(of: impl IntoIterator<Item = Value>) -> Comments {
    Arc::new(Mutex::new(of.into_iter().collect()))
}

fn wordpress(comments: &Comments) -> Stub {
    let comments = comments.clone();
    Stub::start(move |asked| answer(&comments, asked))
}

#[test]
fn a_whole_site_is_fetched_by_pages_of_a_hundred() {
    let comments = comments((1..=230).map(|id| comment(id, 22 + id % 3)));
    let server = wordpress(&comments);
    let newsroom = newsroom("wordpress", &server, &[("a", 22), ("b", 23), ("c", 99)]);
    let told = newsroom.depeche(&["comments", "pull"]).succeeds();
    assert_eq!(told.out, "2 files new or changed: 153 comments in all, 4 requests\n");
    assert_eq!(server.lines().iter().filter(|line| line.contains("/comments")).count(), 3);
    assert_eq!(names(&newsroom), ["a.json", "b.json"], "comments of posts that are no articles are left out");
    assert_nothing_private(&newsroom);
    let thread = kept(&newsroom, "a");
    assert_eq!((thread.thread, thread.comments.len()), (ThreadKey::Post(22), 76));
    let first = &thread.comments[0];
    assert_eq!((first.id, first.author.as_str(), first.html.as_str()), (3, "Awa & Fils", "<p>Dit 3</p>"));
    assert_eq!(first.published, "2024-01-01T10:00:03Z");

    let before = files(&newsroom);
    assert_eq!(pulled(&newsroom).written, 0);
    assert_eq!(files(&newsroom), before, "the same comments give the same bytes");
    let site = newsroom.built();
    assert!(site.has("/article/a/commentaires/2/"));
}

#[test]
fn what_is_no_longer_approved_vanishes() {
    let comments = comments([comment(1, 22), comment(2, 22), comment(3, 23)]);
    let server = wordpress(&comments);
    let newsroom = newsroom("wordpress", &server, &[("a", 22), ("b", 23)]);
    pulled(&newsroom);
    comments.lock().expect("a lock").retain(|comment| comment["id"] == 2);
    let report = pulled(&newsroom);
    assert_eq!((report.written, report.removed, report.comments), (1, 1, 1));
    assert_eq!(names(&newsroom), ["a.json"]);
    assert_eq!(kept(&newsroom, "a").comments[0].id, 2);
}

#[test]
fn a_site_without_permalinks_is_asked_the_other_way() {
    let comments = comments([comment(1, 22)]);
    let server = Stub::start(move |asked| match asked.line.contains("/wp-json/") {
        true => Said::html(404, "<html>Page non trouvée</html>"),
        false => answer(&comments, asked),
    });
    let newsroom = newsroom("wordpress", &server, &[("a", 22)]);
    assert_eq!(pulled(&newsroom).comments, 1);
    assert!(server.lines().last().is_some_and(|line| line.starts_with("GET /?rest_route=/wp/v2/comments&")));
}

#[test]
fn a_page_that_fails_leaves_all_files_and_the_next_pull_goes_on_there() {
    let comments = comments((1..=250).map(|id| comment(id, 22)));
    let broken = Arc::new(AtomicBool::new(true));
    let server = {
        let broken = broken.clone();
        Stub::start(move |asked| match asked.line.contains("&page=3") && broken.load(Ordering::Relaxed) {
            true => Said::html(500, "<html>Erreur critique</html>"),
            false => answer(&comments, asked),
        })
    };
    let old = "{\"thread\": 22, \"comments\": []}";
    let newsroom = newsroom("wordpress", &server, &[("a", 22)]).file("comments/a.json", old);
    let (report, _) = pull(&newsroom, false);
    assert!(matches!(report, Err(PullError::Refused { status: 500, .. })), "{report:?}");
    assert_eq!(files(&newsroom).get("a.json"), Some(old.as_bytes()));
    assert_eq!(names(&newsroom), [".pull.jsonl", "a.json"]);
    assert_nothing_private(&newsroom);
    assert!(!newsroom.built().tree().paths().any(|path| path.to_string_lossy().contains("pull")));

    broken.store(false, Ordering::Relaxed);
    server.asked();
    assert_eq!(pulled(&newsroom).comments, 250);
    let asked: Vec<String> = server.lines().into_iter().filter(|line| line.contains("/comments")).collect();
    assert!(asked.len() == 1 && asked[0].contains("&page=3"), "{asked:?}");
    assert_eq!(names(&newsroom), ["a.json"]);
}

#[test]
fn what_the_server_says_has_not_changed_is_not_sent_again() {
    let comments = comments((1..=150).map(|id| comment(id, 22)));
    let server = Stub::start(move |asked| match asked.head.contains("if-modified-since: tue, 16 jan 2024") {
        true => Said::json(304, ""),
        false => answer(&comments, asked).with("Last-Modified", "Tue, 16 Jan 2024 10:00:00 GMT"),
    });
    let newsroom = newsroom("wordpress", &server, &[("a", 22)]);
    assert_eq!(pulled(&newsroom).written, 1);
    let before = files(&newsroom);
    let report = pulled(&newsroom);
    assert_eq!((report.written, report.comments), (0, 150));
    assert_eq!(files(&newsroom), before);
}

#[test]
fn a_site_without_comments_has_no_files() {
    let server = wordpress(&comments([]));
    let newsroom = newsroom("wordpress", &server, &[("a", 22)]);
    assert_eq!(pulled(&newsroom).comments, 0);
    assert!(!newsroom.content().join("comments").exists());
}
