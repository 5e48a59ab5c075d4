//! Several windows, several comments, several clicks: each comment is sent once, and none is lost to another.

use super::{
    ARTICLE, OTHER_ARTICLE, OUTCOME, SEND,
    canned::{LIST, POST, arrived, listed, served, thread},
};
use crate::harness::{FRENCH, Reader};
use axum::http::StatusCode;
use serde_json::Value;

#[test]
fn a_click_too_many_sends_once() {
    let site = served([]);
    let held = site.holds(POST);
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.types("#comment", "Une fois");
    reader.introduces_themselves();
    reader.double_clicks(SEND);
    reader.waits_for_the_host("the comment", |site| !site.posted().is_empty());
    reader.clicks(SEND);
    drop(held);
    reader.waits_until("its end", "document.querySelector('.own .comment')");
    assert_eq!(site.posted().len(), 1);
}

#[test]
fn a_comment_that_is_not_sent_is_the_same_in_every_window() {
    let site = served([]);
    site.answers(POST, StatusCode::INTERNAL_SERVER_ERROR);
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    let first = reader.tab();
    let second = reader.opens_another_tab();
    reader.visits(ARTICLE);
    reader.sends("Dans deux fenêtres");
    reader.sees(FRENCH.not_sent);
    reader.looks_at(&first);
    reader.sees(FRENCH.not_sent);
    reader.clicks(".own [data-do=delete]");
    reader.looks_at(&second);
    reader.no_longer_sees(FRENCH.not_sent);
}

#[test]
fn a_comment_that_is_begun_while_another_one_is_not_sent_is_kept_too() {
    let site = served([]);
    site.answers(POST, StatusCode::INTERNAL_SERVER_ERROR);
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.sends("Le premier");
    reader.sees(FRENCH.not_sent);
    reader.types("#comment", "Le second");
    reader.clicks(".masthead a[href='/pays/niger/']");
    reader.waits_until("another page", "document.querySelector('h1').textContent === 'Niger'");
    reader.goes_back();
    reader.waits_until("the second text", "document.getElementById('comment')?.value === 'Le second'");
    // Nor does sending the first one cost the second.
    site.tells(POST, StatusCode::CREATED, &arrived(3, "<p>Le premier</p>"));
    reader.clicks("[data-do=send]");
    reader.sees(FRENCH.comment_published);
    reader.reloads();
    reader.waits_for_the_app();
    assert_eq!(reader.typed("#comment"), "Le second");
}

#[test]
fn what_is_written_while_a_comment_is_on_its_way_stays() {
    let site = served([]);
    let held = site.holds(POST);
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.sends("En chemin");
    reader.waits_for_the_host("the comment", |site| site.posted().len() == 1);
    reader.types("#comment", ", et la suite");
    assert_eq!(reader.text(OUTCOME), FRENCH.comment_on_its_way);
    reader.clicks(SEND);
    drop(held);
    reader.waits_until("its end", "document.querySelector('.own .comment')");
    reader.no_longer_sees(FRENCH.comment_on_its_way);
    assert_eq!(site.posted().len(), 1, "the button sends nothing in between");
    assert_eq!(reader.typed("#comment"), "En chemin, et la suite");
}

#[test]
fn who_writes_on_while_an_unsent_comment_is_published_is_not_interrupted() {
    not_interrupted(StatusCode::CREATED, FRENCH.comment_published, []);
}

#[test]
fn who_writes_on_while_an_unsent_comment_comes_to_wait_is_not_interrupted() {
    not_interrupted(StatusCode::ACCEPTED, FRENCH.comment_waits, []);
}

#[test]
fn who_writes_on_while_an_unsent_comment_is_found_to_have_arrived_is_not_interrupted() {
    let there = arrived(3, "<p>Le premier</p>");
    not_interrupted(StatusCode::INTERNAL_SERVER_ERROR, FRENCH.comment_had_arrived, [there]);
}

/// A comment that was not sent at first is sent again while its writer is at the next one; the server lists these by then.
fn not_interrupted(answer: StatusCode, told: &str, listed: impl IntoIterator<Item = Value>) {
    let site = served([]);
    site.answers(POST, StatusCode::INTERNAL_SERVER_ERROR);
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.sends("Le premier");
    reader.sees(FRENCH.not_sent);
    site.tells(POST, answer, &arrived(3, "<p>Le premier</p>"));
    site.tells(LIST, StatusCode::OK, &thread(listed));
    first_request_waits(&reader);
    reader.clicks("[data-do=send]");
    goes_on(&reader, "Le second");
    reader.sees(told);
    is_left_there(&reader);
}

#[test]
fn who_writes_on_while_a_comment_is_published_is_not_interrupted() {
    let site = served([listed(1, &"<p>Long.</p>".repeat(60))]);
    site.tells(POST, StatusCode::CREATED, &arrived(3, "<p>Le premier</p>"));
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.waits_for_comments(1);
    first_request_waits(&reader);
    reader.sends("Le premier");
    goes_on(&reader, ", et la suite");
    reader.sees(FRENCH.comment_published);
    is_left_there(&reader);
    assert_eq!(reader.typed("#comment"), "Le premier, et la suite");
}

/// The next request waits until [`goes_on`].
fn first_request_waits(reader: &Reader<'_>) {
    reader.script::<()>(
        "const ask = fetch; window.fetch = (...all) => new Promise((go) => { \
         window.goes = () => { window.fetch = ask; go(ask(...all)) } })",
    );
}

/// The reader writes on, then the request that waits is sent.
fn goes_on(reader: &Reader<'_>, text: &str) {
    reader.waits_until("a request", "window.goes");
    reader.types("#comment", text);
    reader.script::<()>("window.before = document.activeElement.getBoundingClientRect().top; goes()");
}

/// The field has the focus, and stands where it stood.
fn is_left_there(reader: &Reader<'_>) {
    reader.waits_for_a_frame();
    assert!(reader.is_focused_on("#comment"));
    let top = "Math.abs(document.activeElement.getBoundingClientRect().top - before)";
    assert!(reader.script::<f64>(&format!("return {top}")) < 400.0, "it has moved out of sight");
}

#[test]
fn two_windows_with_one_unsent_comment_send_it_once() {
    two_windows_send_once("");
}

#[test]
fn two_windows_of_a_browser_without_locks_send_it_once_too() {
    two_windows_send_once("delete Navigator.prototype.locks");
}

/// Both windows run a script before the page's own.
fn two_windows_send_once(before: &str) {
    let site = served([]);
    site.answers(POST, StatusCode::INTERNAL_SERVER_ERROR);
    let reader = Reader::of(&site);
    reader.before_every_document(before);
    reader.visits(ARTICLE);
    reader.sends("Une seule fois");
    reader.sees(FRENCH.not_sent);
    let first = reader.tab();
    reader.opens_another_tab();
    reader.before_every_document(before);
    reader.visits(ARTICLE);
    reader.sees(FRENCH.not_sent);
    let held = site.holds(POST);
    reader.clicks("[data-do=send]");
    reader.waits_for_the_host("the second attempt", |site| site.posted().len() == 2);
    reader.looks_at(&first);
    reader.clicks("[data-do=send]");
    reader.sees(FRENCH.comment_on_its_way);
    // The one that waits for its turn finds the comment in the thread.
    site.tells(LIST, StatusCode::OK, &thread([arrived(7, "<p>Une seule fois</p>")]));
    site.tells(POST, StatusCode::CREATED, &arrived(7, "<p>Une seule fois</p>"));
    drop(held);
    reader.sees(FRENCH.comment_had_arrived);
    reader.waits_for_comments(1);
    assert_eq!(site.posted().len(), 2, "the attempt that failed, and the one that did not");
    reader.no_longer_sees(FRENCH.not_sent);
}

#[test]
fn a_comment_to_another_article_waits_for_the_one_that_is_on_its_way() {
    let site = served([]);
    let held = site.holds(POST);
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.sends("Le premier");
    reader.waits_for_the_host("the first", |site| site.posted().len() == 1);
    reader.clicks(".masthead .name a");
    reader.waits_until("the front page", "document.querySelector('.front')");
    // It lies over the foot of the window.
    reader.clicks(".unsent button");
    reader.clicks(&format!("main .headline a[href='{OTHER_ARTICLE}']"));
    reader.waits_until("the other article", "document.querySelector('.story #commentform, #commentform')");
    reader.is_led_to("main h1");
    reader.clicks(".unsent button");
    reader.sends("Le second");
    reader.sees(FRENCH.comment_on_its_way);
    site.tells(POST, StatusCode::CREATED, &arrived(7, "<p>Le second</p>"));
    drop(held);
    reader.sees(FRENCH.comment_published);
    reader.waits_for_the_host("both", |site| site.posted().len() == 2);
}

#[test]
fn a_reply_that_is_begun_while_another_comment_is_on_its_way_stays_one() {
    let site = served([listed(5, "<p>Dit 5</p>")]);
    site.answers(POST, StatusCode::INTERNAL_SERVER_ERROR);
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.sends("Pas parti");
    reader.sees(FRENCH.not_sent);
    site.tells(POST, StatusCode::CREATED, &arrived(7, "<p>Pas parti</p>"));
    reader.script::<()>(
        "const { fetch } = window;
        window.fetch = async (asked, ...more) => {
            if (asked.url.includes('/avis/new')) await new Promise((done) => { window.release = done });
            return fetch(asked, ...more);
        }",
    );
    reader.clicks("[data-do=send]");
    reader.waits_until("the second attempt", "window.release");
    reader.clicks("#comment-5 [data-reply]");
    reader.types("#comment", "Ma réponse");
    reader.script::<()>("window.release()");
    reader.no_longer_sees(FRENCH.not_sent);
    reader.waits_until("the form where it was", "document.querySelector('#comment-5 #commentform')");
    assert_eq!(reader.typed("#comment"), "Ma réponse");
}
