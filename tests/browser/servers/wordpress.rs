//! WordPress: publishes, holds back, throws away, refuses, and forgets nothing.

use crate::harness::{
    Post, WordPress,
    http::{self, Answer},
};
use serde_json::{Value, json};

/// What a browser sends with a comment from another site.
const ORIGIN: &str = "http://127.0.0.1:9";

impl Post<'_> {
    #[track_caller]
    fn gets(&self, wordpress: &WordPress, text: &str) -> Answer {
        let comment = json!({
            "post": self.id(), "author_name": "Awa", "author_email": "awa@exemple.org", "content": text,
        });
        http::post_from(ORIGIN, &format!("{}/wp-json/wp/v2/comments", wordpress.url()), &comment)
    }

    /// The texts that everyone can read, oldest first.
    #[track_caller]
    fn thread(&self, wordpress: &WordPress) -> Vec<Value> {
        let comments = self.page(wordpress, 1).json();
        comments.as_array().expect("a list").iter().map(|comment| comment["content"]["rendered"].clone()).collect()
    }

    #[track_caller]
    fn page(&self, wordpress: &WordPress, page: usize) -> Answer {
        let id = self.id();
        let query = format!("post={id}&order=asc&per_page=100&page={page}");
        http::get(&format!("{}/wp-json/wp/v2/comments?{query}", wordpress.url()))
    }
}

/// What a refusal says, for programs.
#[track_caller]
fn refusal(answer: &Answer) -> (u16, String) {
    (answer.status, answer.json()["code"].as_str().unwrap_or_default().into())
}

#[test]
#[ignore = "needs WordPress: cargo xtask test --wordpress"]
fn wordpress_publishes_a_comment_at_once() {
    let wordpress = WordPress::shared();
    let post = wordpress.posts("Le pont Kennedy");
    let answer = post.gets(wordpress, "Merci à <em>tous</em>");
    assert_eq!((answer.status, &answer.json()["status"]), (201, &json!("approved")), "{answer:?}");
    assert_eq!(answer.header("access-control-allow-origin"), ORIGIN);
    assert_eq!(post.thread(wordpress), ["<p>Merci à <em>tous</em></p>\n"]);
    assert!(post.waiting().is_empty());
}

#[test]
#[ignore = "needs WordPress: cargo xtask test --wordpress"]
fn wordpress_answers_without_permalinks_too() {
    let wordpress = WordPress::shared();
    let post = wordpress.posts("Le pont Kennedy");
    assert_eq!(post.gets(wordpress, "Un pont").status, 201);
    let url = format!("{}/?rest_route=/wp/v2/comments&post={}", wordpress.url(), post.id());
    assert_eq!(http::get(&url).json(), post.page(wordpress, 1).json());
}

#[test]
#[ignore = "needs WordPress: cargo xtask test --wordpress"]
fn wordpress_publishes_what_its_editor_approves() {
    let wordpress = WordPress::shared();
    let post = wordpress.posts("Le pont Kennedy");
    post.is_moderated();
    let ids = ["Un pont", "Une injure", "Un fleuve"].map(|text| {
        let answer = post.gets(wordpress, text);
        assert_eq!((answer.status, &answer.json()["status"]), (201, &json!("hold")), "{answer:?}");
        answer.json()["id"].as_u64().expect("a number")
    });
    assert_eq!(post.waiting(), ids);
    assert!(post.thread(wordpress).is_empty());
    wordpress.approves(ids[0]);
    wordpress.trashes(ids[1]);
    assert_eq!(post.waiting(), [ids[2]]);
    assert_eq!(post.thread(wordpress), ["<p>Un pont</p>\n"]);
}

#[test]
#[ignore = "needs WordPress: cargo xtask test --wordpress"]
fn wordpress_accepts_a_forbidden_word_and_shows_it_to_nobody() {
    let wordpress = WordPress::shared();
    let post = wordpress.posts("Le pont Kennedy");
    let answer = post.gets(wordpress, &format!("Un {}", WordPress::FORBIDDEN));
    assert_eq!((answer.status, &answer.json()["status"]), (201, &json!("trash")), "{answer:?}");
    assert!(post.thread(wordpress).is_empty() && post.waiting().is_empty());
}

#[test]
#[ignore = "needs WordPress: cargo xtask test --wordpress"]
fn wordpress_refuses_comments_on_a_closed_post() {
    let wordpress = WordPress::shared();
    let post = wordpress.posts("Le pont Kennedy");
    assert_eq!(post.gets(wordpress, "Un pont").status, 201);
    post.closes();
    assert_eq!(refusal(&post.gets(wordpress, "Un fleuve")), (403, "rest_comment_closed".into()));
    assert_eq!(post.thread(wordpress).len(), 1, "what was said can be read");
}

#[test]
#[ignore = "needs WordPress: cargo xtask test --wordpress"]
fn wordpress_refuses_comments_without_an_account_where_it_is_told_to() {
    let wordpress = WordPress::shared();
    let post = wordpress.posts("Le pont Kennedy");
    post.is_for_members();
    assert_eq!(refusal(&post.gets(wordpress, "Un pont")), (401, "rest_comment_login_required".into()));
}

#[test]
#[ignore = "needs WordPress: cargo xtask test --wordpress"]
fn wordpress_refuses_what_it_has_already_and_what_comes_too_fast() {
    let wordpress = WordPress::shared();
    let post = wordpress.posts("Le pont Kennedy");
    assert_eq!(post.gets(wordpress, "Un pont").status, 201);
    assert_eq!(refusal(&post.gets(wordpress, "Un pont")), (409, "comment_duplicate".into()));
    assert_eq!(post.gets(wordpress, "Un fleuve").status, 201);
    post.is_throttled();
    assert_eq!(refusal(&post.gets(wordpress, "Une rive")), (400, "comment_flood".into()));
}

#[test]
#[ignore = "needs WordPress: cargo xtask test --wordpress"]
fn wordpress_gives_a_long_thread_in_pages() {
    let wordpress = WordPress::shared();
    let post = wordpress.posts("Le pont Kennedy");
    post.fills(120);
    let first = post.page(wordpress, 1);
    assert_eq!((first.header("x-wp-total"), first.header("x-wp-totalpages")), ("120", "2"));
    assert_eq!(first.json()[0]["content"]["rendered"], "<p>Commentaire 1</p>\n");
    let second = post.page(wordpress, 2).json();
    let last = second.as_array().and_then(|comments| comments.last()).expect("a second page");
    assert_eq!(
        (&last["content"]["rendered"], &last["author_name"]),
        (&json!("<p>Commentaire 120</p>\n"), &json!("Lectrice 120"))
    );
}

#[test]
#[ignore = "needs WordPress: cargo xtask test --wordpress"]
fn wordpress_forgets_nothing_while_it_is_down() {
    let wordpress = WordPress::start();
    let post = wordpress.posts("Le pont Kennedy");
    assert_eq!(post.gets(&wordpress, "Un pont").status, 201);
    wordpress.stops();
    let error = http::try_get(&wordpress.url()).expect_err("nobody is there");
    assert!(error.is_connect(), "{error:?}");
    wordpress.starts_again();
    assert_eq!(post.thread(&wordpress), ["<p>Un pont</p>\n"]);
}
