//! A comment that was sent and whose end nobody knows is looked for before anything is sent in its place.

use super::{
    ARTICLE, FULL_STORAGE, SEND,
    canned::{LIST, POST, WORDPRESS, arrived, listed, served, thread, wordpress, written_with},
};
use crate::harness::{FRENCH, Reader, Site};
use axum::http::StatusCode;
use serde_json::json;

#[test]
fn what_wordpress_knows_already_had_arrived() {
    let site = Site::commenting(wordpress);
    site.tells(WORDPRESS, StatusCode::OK, &json!([]));
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    site.answers(WORDPRESS, StatusCode::BAD_GATEWAY);
    reader.sends("Deux fois ?");
    reader.sees(FRENCH.not_sent);
    // It waits for a moderator there: the list does not show it, but a second copy is refused.
    site.tells(WORDPRESS, StatusCode::OK, &json!([]));
    let duplicate = json!({ "code": "comment_duplicate", "message": "…", "data": { "status": 409 } });
    site.tells_who_posts(WORDPRESS, StatusCode::CONFLICT, &duplicate);
    reader.clicks("[data-do=send]");
    reader.sees(FRENCH.comment_had_arrived);
    reader.no_longer_sees(FRENCH.not_sent);
}

#[test]
fn what_is_changed_after_an_unknown_end_is_not_sent_while_the_first_may_be_there() {
    let site = served([]);
    site.cuts(POST);
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.sends("Le prix du mil");
    reader.sees(FRENCH.comment_uncertain);
    reader.clicks("[data-do=edit]");
    reader.reloads();
    reader.waits_for_the_app();
    // It had arrived. Its writer sees it, and has what was changed since.
    site.tells(LIST, StatusCode::OK, &thread([arrived(7, "<p>Le prix du mil</p>")]));
    site.tells(POST, StatusCode::CREATED, &arrived(8, "<p>Le prix du mil a doublé</p>"));
    reader.types("#comment", " a doublé");
    reader.clicks(SEND);
    reader.sees(FRENCH.comment_had_arrived);
    reader.waits_for_comments(1);
    assert_eq!(reader.typed("#comment"), "Le prix du mil a doublé");
    assert_eq!((reader.texts(".own .comment"), site.posted().len()), (Vec::new(), 1));
    // Who sends it all the same means it.
    reader.clicks(SEND);
    reader.sees(FRENCH.comment_published);
    assert_eq!(site.posted().len(), 2);
}

#[test]
fn what_the_device_could_not_keep_is_looked_for_before_it_is_sent_again() {
    let site = served([]);
    site.cuts(POST);
    let reader = Reader::of(&site);
    reader.before_every_document(FULL_STORAGE);
    reader.visits(ARTICLE);
    reader.sends("Sans place");
    reader.sees(FRENCH.comment_unsent_unkept);
    site.tells(LIST, StatusCode::OK, &thread([arrived(3, "<p>Sans place</p>")]));
    reader.clicks(SEND);
    reader.sees(FRENCH.comment_had_arrived);
    assert_eq!((reader.typed("#comment"), site.posted().len()), (String::new(), 1));
}

#[test]
fn what_the_server_has_made_of_a_comment_is_known_again() {
    let site = served([]);
    site.cuts(POST);
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.types("#comment", "1. Oui, selon [le rapport](https://exemple.org/a)");
    reader.introduces_themselves();
    reader.clicks(SEND);
    reader.sees(FRENCH.not_sent);
    let html = "<ol><li>Oui, selon <a href=\"https://exemple.org/a\">le rapport</a></li></ol>";
    site.tells(LIST, StatusCode::OK, &thread([arrived(7, html)]));
    let written = arrived(7, "1. Oui, selon [le rapport](https://exemple.org/a)");
    site.tells(&format!("{LIST}?plain=1"), StatusCode::OK, &thread([written]));
    reader.clicks("[data-do=send]");
    reader.sees(FRENCH.comment_had_arrived);
    assert_eq!(site.posted().len(), 1);
}

#[test]
fn the_same_words_to_somebody_else_are_another_comment() {
    let site = written_with(60, 60);
    site.cuts(POST);
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.clicks("#comment-3 [data-reply]");
    reader.sends("Merci");
    reader.sees(FRENCH.not_sent);
    // One to the article, and one to another comment.
    let mut other = arrived(98, "<p>Merci</p>");
    other["parent"] = json!(4);
    let mut fourth = listed(4, "<p>Dit 4</p>");
    fourth["replies"] = json!([other]);
    site.tells(LIST, StatusCode::OK, &thread([listed(3, "<p>Dit 3</p>"), fourth, arrived(99, "<p>Merci</p>")]));
    site.tells(POST, StatusCode::CREATED, &arrived(100, "<p>Merci</p>"));
    reader.clicks("[data-do=send]");
    reader.sees(FRENCH.comment_published);
}
