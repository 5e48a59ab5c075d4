//! `depeche comments pull`, against servers that answer as Isso and WordPress do.

mod from_isso;
mod from_wordpress;

use crate::support::{Newsroom, Stub, Tree};
use depeche::{
    comments::{Options, PullError, Report},
    model::source::ThreadSource,
};
use serde_json::json;
use std::{cell::Cell, fs, sync::atomic::AtomicBool, time::Duration};

/// What no file of a newsroom may hold of its readers.
const PRIVATE: [&str; 6] = ["@", "email", "ip", "gravatar", "avatar", "127.0.0.0"];

/// A newsroom with these articles, whose comments are on a server.
fn newsroom(backend: &str, server: &Stub, articles: &[(&str, u64)]) -> Newsroom {
    let comments = json!({ "backend": backend, "url": server.url });
    let newsroom = Newsroom::new().site(|site| site.set("comments", comments));
    articles.iter().fold(newsroom, |newsroom, (name, post)| {
        newsroom.article(&format!("{name}.json"), |article| article.set("source_id", *post))
    })
}

/// Pulls without waiting. Gives what came of it, and how long it would have waited.
fn pull(newsroom: &Newsroom, all: bool) -> (Result<Report, PullError>, Duration) {
    let waited = Cell::new(Duration::ZERO);
    let report = depeche::comments::pull(&Options {
        content: &newsroom.content(),
        base_url: None,
        all,
        rest: &|time| waited.set(waited.get() + time),
        progress: &|_, _| (),
        interrupted: &AtomicBool::new(false),
    });
    (report, waited.get())
}

#[track_caller]
fn pulled(newsroom: &Newsroom) -> Report {
    pull(newsroom, false).0.expect("it can be pulled")
}

/// The comments of an article's file.
#[track_caller]
fn kept(newsroom: &Newsroom, slug: &str) -> ThreadSource {
    let text = fs::read_to_string(newsroom.content().join(format!("comments/{slug}.json"))).expect("there is a file");
    assert!(text.ends_with("}\n"));
    serde_json::from_str(&text).expect("it has the shape of a thread")
}

/// The files in `comments/`, hidden ones too.
fn files(newsroom: &Newsroom) -> Tree {
    Tree::of(&newsroom.content().join("comments"))
}

fn names(newsroom: &Newsroom) -> Vec<String> {
    files(newsroom).paths().map(|path| path.to_string_lossy().into_owned()).collect()
}

#[track_caller]
fn assert_nothing_private(newsroom: &Newsroom) {
    for path in files(newsroom).paths() {
        let text = fs::read_to_string(newsroom.content().join("comments").join(path)).expect("it is text");
        let fields = text.to_lowercase();
        for private in PRIVATE {
            let shows = if private == "ip" { fields.contains("_ip\"") } else { fields.contains(private) };
            assert!(!shows, "{private} in {text}");
        }
    }
}

#[test]
fn a_site_without_a_comment_server_has_nothing_to_pull() {
    for backend in [json!({ "backend": "local" }), json!({ "backend": "closed" })] {
        let newsroom = Newsroom::new().site(|site| site.set("comments", backend.clone()));
        let name = backend["backend"].as_str().expect("it has a name");
        let told = newsroom.depeche(&["comments", "pull"]).fails();
        assert!(told.err.contains(&format!("is `{name}`")) && told.err.contains("isso"), "{told:?}");
        assert!(!newsroom.content().join("comments").exists());
    }
}

#[test]
fn a_newsroom_with_mistakes_is_to_be_mended_first() {
    let newsroom = Newsroom::new().article("a.json", |article| article.title(""));
    let told = newsroom.depeche(&["comments", "pull"]).fails();
    assert!(told.err.contains("public/articles/a.json:") && told.err.contains("no comments were fetched"), "{told:?}");
}

#[test]
fn a_server_that_is_not_there_is_named() {
    let server = Stub::start(|_| unreachable!("it is gone"));
    let newsroom = newsroom("isso", &server, &[("a", 1)]);
    let url = server.url.clone();
    drop(server);
    let (report, _) = pull(&newsroom, false);
    let told = report.expect_err("nobody answers").to_string();
    assert!(told.contains(&url) && told.contains("cannot be reached"), "{told}");
}
