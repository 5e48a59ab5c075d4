//! Isso: publishes, holds back, refuses, and forgets nothing.

use crate::harness::{
    Guard, Isso, Site,
    http::{self, Answer},
};
use serde_json::{Value, json};
use std::time::Duration;

/// The origin of a site that nobody asks for anything.
const ELSEWHERE: &str = "http://127.0.0.1:9";
const THREAD: &str = "uri=%2Farticle%2Fpont-kennedy%2F";

impl Isso {
    #[track_caller]
    fn gets(&self, text: &str) -> Answer {
        self.gets_with(text, json!({ "author": "Awa", "email": "awa@exemple.org" }))
    }

    #[track_caller]
    fn gets_with(&self, text: &str, more: Value) -> Answer {
        let mut comment = json!({ "title": "Le pont Kennedy", "text": text });
        comment.as_object_mut().expect("it is one").extend(more.as_object().cloned().expect("fields"));
        http::post(&format!("{}/new?{THREAD}", self.url()), &comment)
    }

    /// The texts that everyone can read.
    #[track_caller]
    fn thread(&self) -> Vec<Value> {
        let thread = http::get(&format!("{}/?{THREAD}", self.url())).json();
        thread["replies"].as_array().expect("a list").iter().map(|comment| comment["text"].clone()).collect()
    }
}

#[test]
fn isso_publishes_a_comment_at_once() {
    let isso = Isso::start(ELSEWHERE);
    let answer = isso.gets("Merci à *tous*");
    assert_eq!((answer.status, &answer.json()["mode"]), (201, &json!(1)), "{answer:?}");
    assert_eq!(isso.thread(), ["<p>Merci à <em>tous</em></p>"]);
    assert!(isso.waiting().is_empty());
}

#[test]
fn isso_publishes_what_its_moderator_approves() {
    let isso = Isso::reserve().moderated().start(ELSEWHERE);
    let answers = ["Un pont", "Une injure", "Un fleuve"].map(|text| isso.gets(text));
    let ids = answers.map(|answer| {
        assert_eq!((answer.status, &answer.json()["mode"]), (202, &json!(2)), "{answer:?}");
        answer.json()["id"].as_u64().expect("a number")
    });
    assert_eq!(isso.waiting(), ids);
    assert!(isso.thread().is_empty());
    isso.approves(ids[0]);
    isso.deletes_waiting(ids[1]);
    assert_eq!(isso.waiting(), [ids[2]]);
    assert_eq!(isso.thread(), ["<p>Un pont</p>"]);
}

#[test]
fn isso_forgets_nothing_while_it_is_down() {
    let isso = Isso::reserve().moderated().start(ELSEWHERE);
    assert_eq!(isso.gets("Un pont").status, 202);
    assert_eq!(isso.gets("Un fleuve").status, 202);
    isso.approves(isso.waiting()[0]);
    isso.stops();
    let error = http::try_get(&isso.url()).expect_err("nobody is there");
    assert!(error.is_connect(), "{error:?}");
    isso.starts_again();
    assert_eq!(isso.thread(), ["<p>Un pont</p>"]);
    isso.approves(isso.waiting()[0]);
    assert_eq!(isso.thread(), ["<p>Un pont</p>", "<p>Un fleuve</p>"]);
}

#[test]
fn isso_refuses_too_many_comments_a_minute() {
    let isso = Isso::reserve().guarded(Guard { ratelimit: 1, ..Guard::default() }).start(ELSEWHERE);
    assert_eq!(isso.gets("Un pont").status, 201);
    let refused = isso.gets("Un fleuve");
    assert_eq!(refused.status, 403);
    assert!(refused.body.contains("ratelimit exceeded"), "{refused:?}");
    assert_eq!(isso.thread().len(), 1);
}

#[test]
fn isso_refuses_too_many_comments_on_an_article() {
    let isso = Isso::reserve().guarded(Guard { direct_reply: 1, ..Guard::default() }).start(ELSEWHERE);
    assert_eq!(isso.gets("Un pont").status, 201);
    let refused = isso.gets("Un fleuve");
    assert_eq!(refused.status, 403);
    assert!(refused.body.contains("1 direct responses to /article/pont-kennedy/"), "{refused:?}");
}

#[test]
fn isso_refuses_an_answer_to_oneself_while_one_can_edit() {
    let guard = Guard { reply_to_self: false, ..Guard::default() };
    for (edit_window, status) in [(Duration::from_secs(900), 403), (Duration::ZERO, 201)] {
        let isso = Isso::reserve().guarded(guard).editable_for(edit_window).start(ELSEWHERE);
        let id = isso.gets("Un pont").json()["id"].clone();
        let answer = isso.gets_with("Un fleuve", json!({ "parent": id }));
        assert_eq!(answer.status, status, "{answer:?}");
        assert_eq!(answer.body.contains("edit time frame is still open"), status == 403, "{answer:?}");
    }
}

#[test]
fn isso_refuses_who_does_not_say_who_they_are() {
    let guard = Guard { require_author: true, require_email: true, ..Guard::default() };
    let isso = Isso::reserve().guarded(guard).start(ELSEWHERE);
    assert_eq!(isso.gets("Un pont").status, 201);
    for (missing, fields) in [("email", json!({ "author": "Awa" })), ("author", json!({ "email": "awa@exemple.org" }))]
    {
        let refused = isso.gets_with("Un fleuve", fields);
        assert_eq!(refused.status, 403, "{refused:?}");
        assert!(refused.body.contains(&format!("{missing} address required")), "{refused:?}");
    }
}

#[test]
fn a_site_and_isso_know_each_other() {
    let isso = Isso::reserve();
    let site = Site::commenting(|_| json!({ "backend": "isso", "url": isso.url() }));
    let isso = isso.start(&site.origin());
    let policy = http::get(&site.url("/")).header("content-security-policy").to_owned();
    assert!(policy.contains(&format!("connect-src 'self' {};", isso.url())), "{policy}");
    assert!(policy.contains("form-action 'self';"), "{policy}");
    assert_eq!(isso.gets("Un pont").header("access-control-allow-origin"), site.origin());
}
