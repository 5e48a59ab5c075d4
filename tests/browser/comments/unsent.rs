//! Nothing is lost: whatever happens between the button and the server's answer, the comment is there, and it is sent once.

use super::{
    ARTICLE, FULL_STORAGE, SEND,
    canned::{LIST, POST, arrived, isso, listed, served, thread, written_with},
};
use crate::harness::{FRENCH, Reader, Site};
use axum::http::StatusCode;
use serde_json::{Value, json};

#[test]
fn a_page_that_is_left_while_a_comment_is_on_its_way_keeps_it_and_sends_it_once() {
    let site = served([]);
    let held = site.holds(POST);
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.sends("En chemin");
    reader.waits_for_the_host("the comment", |site| site.posted().len() == 1);
    reader.reloads();
    reader.waits_for_the_app();
    reader.sees(FRENCH.not_sent);
    assert_eq!(reader.typed("#comment"), "", "it is not twice on the page");
    drop(held);
    // It had arrived, as the thread shows by then.
    site.tells(LIST, StatusCode::OK, &thread([arrived(7, "<p>En chemin</p>")]));
    reader.clicks("[data-do=send]");
    reader.sees(FRENCH.comment_had_arrived);
    assert_eq!(reader.texts(".own .comment"), Vec::<String>::new());
    assert_eq!(site.posted().len(), 1);
}

#[test]
fn a_comment_whose_answer_was_cut_off_is_kept() {
    let site = served([]);
    site.cuts(POST);
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.sends("Coupé");
    reader.sees(FRENCH.not_sent);
    assert_eq!(reader.typed("#comment"), "");
    site.tells(POST, StatusCode::CREATED, &arrived(3, "<p>Coupé</p>"));
    reader.clicks("[data-do=send]");
    reader.sees(FRENCH.comment_published);
    assert_eq!(reader.texts(".own .comment"), Vec::<String>::new());
    assert_eq!(reader.thread(), ["Coupé"]);
}

#[test]
fn a_comment_is_kept_whatever_a_server_answers() {
    let site = served([]);
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.introduces_themselves();
    for (number, status) in [500, 502, 503, 404, 200, 418].into_iter().enumerate() {
        site.answers(POST, StatusCode::from_u16(status).expect("a status"));
        reader.types("#comment", &format!("Réponse {status}"));
        reader.clicks(SEND);
        reader.waits_until(
            &format!("the comment after {status}"),
            &format!("document.querySelectorAll('.own .comment').length === {}", number + 1),
        );
        reader.waits_until("an empty form", "document.getElementById('comment').value === ''");
    }
    reader.reloads();
    reader.waits_for_the_app();
    assert_eq!(reader.texts(".own .comment").len(), 6);
}

#[test]
fn a_reply_that_is_not_sent_stays_one_where_its_thread_has_several_pages() {
    let site = written_with(120, 120);
    site.answers(POST, StatusCode::INTERNAL_SERVER_ERROR);
    let reader = Reader::of(&site);
    reader.visits(&format!("{ARTICLE}commentaires/2/"));
    reader.clicks("#comment-60 [data-reply]");
    reader.sends("Je répnds");
    reader.sees(FRENCH.not_sent);
    // On the article's own page, where the comment that it answers does not stand.
    reader.visits(ARTICLE);
    reader.clicks(".own [data-do=edit]");
    reader.sees(&FRENCH.reply_to("Awa"));
    site.tells(POST, StatusCode::CREATED, &arrived(500, "<p>Je réponds</p>"));
    // Nobody knows whether the first one has arrived: the thread is looked at.
    site.tells(LIST, StatusCode::OK, &thread([]));
    reader.empties("#comment");
    reader.types("#comment", "Je réponds");
    reader.clicks(SEND);
    reader.sees(FRENCH.comment_published);
    // The number of comments is asked for with a list.
    let posted = site.posted();
    let posted = posted.iter().map(|posted| serde_json::from_str::<Value>(&posted.body).expect("JSON"));
    let posted: Vec<Value> = posted.filter(Value::is_object).collect();
    let of = |name: &str| posted.iter().map(|posted| posted[name].clone()).collect::<Vec<_>>();
    assert_eq!(of("parent"), [json!(60), json!(60)]);
    assert_eq!(of("text"), [json!("Je répnds"), json!("Je réponds")]);
}

#[test]
fn a_full_storage_leaves_the_text_in_the_form_until_it_is_sent() {
    let site = served([]);
    site.answers(POST, StatusCode::INTERNAL_SERVER_ERROR);
    let reader = Reader::of(&site);
    reader.before_every_document(FULL_STORAGE);
    reader.visits(ARTICLE);
    reader.sends("Sans place");
    reader.sees(FRENCH.comment_unsent_unkept);
    assert_eq!(reader.typed("#comment"), "Sans place");
    site.tells(POST, StatusCode::CREATED, &listed(3, "<p>Sans place</p>"));
    reader.clicks(SEND);
    reader.sees(FRENCH.comment_published);
    assert_eq!(reader.typed("#comment"), "");
}

#[test]
fn the_form_outlives_the_comment_that_it_stands_under() {
    let site = served([listed(1, "<p>Dit 1</p>")]);
    site.answers(POST, StatusCode::INTERNAL_SERVER_ERROR);
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.sends("Pas parti");
    reader.sees(FRENCH.not_sent);
    reader.clicks("#comment-1 [data-reply]");
    reader.types("#comment", "Ma réponse");
    site.tells(LIST, StatusCode::OK, &thread([]));
    reader.clicks("[data-do=send]");
    reader.waits_for_comments(0);
    reader.waits_until("the form in its place", "document.querySelector('#respond-place #commentform')");
    assert_eq!(reader.typed("#comment"), "Ma réponse");
}

#[test]
fn an_unsent_comment_is_changed_with_all_that_belongs_to_it() {
    let site = served([]);
    site.answers(POST, StatusCode::INTERNAL_SERVER_ERROR);
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.sends("À changer");
    reader.sees(FRENCH.not_sent);
    reader.script::<()>("sessionStorage.clear()");
    reader.reloads();
    reader.waits_for_the_app();
    reader.clicks("[data-do=edit]");
    assert_eq!(reader.typed("#comment"), "À changer");
    assert_eq!(
        (reader.typed("#author"), reader.typed("#email")),
        ("Aïssata Maïga".into(), "aissata@exemple.org".into())
    );
}

#[test]
fn a_reload_before_the_comment_has_left_keeps_it() {
    let site = served([]);
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.types("#comment", "Pas encore parti");
    reader.introduces_themselves();
    // In the time that nobody takes to write a comment nothing is sent; here it does not end.
    reader.script::<()>("window.setTimeout = () => 0");
    reader.clicks(SEND);
    reader.sees(FRENCH.comment_on_its_way);
    reader.reloads();
    reader.waits_for_the_app();
    reader.sees(FRENCH.not_sent);
    assert_eq!((reader.typed("#comment"), site.posted().len()), (String::new(), 0));
    for what in ["send", "edit", "delete"] {
        assert!(reader.is_shown(&format!(".own [data-do={what}]")), "{what}");
    }
}

#[test]
fn a_reload_after_the_answer_leaves_nothing_to_send() {
    let site = served([]);
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    site.tells(POST, StatusCode::CREATED, &arrived(7, "<p>Arrivé</p>"));
    reader.sends("Arrivé");
    reader.waits_for_comments(1);
    site.tells(LIST, StatusCode::OK, &thread([arrived(7, "<p>Arrivé</p>")]));
    reader.reloads();
    reader.waits_for_the_app();
    reader.waits_for_comments(1);
    assert_eq!((reader.texts(".own .comment"), reader.typed("#comment")), (Vec::new(), String::new()));
}

#[test]
fn a_window_that_is_closed_while_its_comment_is_on_its_way_leaves_it_to_the_next_visit() {
    let site = served([]);
    let held = site.holds(POST);
    let reader = Reader::of(&site);
    reader.visits("/");
    let first = reader.tab();
    reader.opens_another_tab();
    reader.visits(ARTICLE);
    reader.sends("Fenêtre fermée");
    reader.waits_for_the_host("the comment", |site| site.posted().len() == 1);
    reader.closes_this_tab();
    reader.looks_at(&first);
    // On whichever page of the site.
    reader.visits("/pays/togo/");
    reader.sees(FRENCH.unsent_elsewhere);
    assert_eq!(site.posted().len(), 1, "nothing is sent without its reader's word");
    drop(held);
    site.tells(POST, StatusCode::CREATED, &arrived(7, "<p>Fenêtre fermée</p>"));
    reader.clicks(".unsent a");
    reader.waits_until("the unsent comment", "document.querySelector('[data-do=send]')");
    reader.clicks("[data-do=send]");
    reader.sees(FRENCH.comment_published);
    assert_eq!(site.posted().len(), 2, "the first attempt was not in the thread");
}

#[test]
fn a_server_that_never_answers_leaves_the_comment_with_its_reader() {
    let site = served([]);
    let _held = site.holds(POST);
    let reader = Reader::of(&site);
    // Half a minute is as long as the app waits; here it passes at once.
    reader.before_every_document(
        "const wait = setTimeout; window.setTimeout = (done, after, ...rest) => wait(done, after === 30000 ? 50 : after, ...rest)",
    );
    reader.visits(ARTICLE);
    reader.sends("Sans réponse");
    reader.sees(FRENCH.comment_uncertain);
    reader.sees(FRENCH.not_sent);
    assert_eq!(reader.typed("#comment"), "");
}

#[test]
fn a_server_whose_answer_the_browser_does_not_let_the_page_read_is_one_that_gave_none() {
    let server = Site::open();
    let site = Site::commenting(|_| isso(&server.origin()));
    server.tells(LIST, StatusCode::OK, &thread([]));
    // The question beforehand is answered, the comment arrives, and its answer names no origin.
    server.tells(POST, StatusCode::OK, &json!({}));
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    server.answers_posts(POST, StatusCode::CREATED);
    reader.sends("Lu par personne");
    reader.sees(FRENCH.comment_uncertain);
    reader.sees(FRENCH.not_sent);
    server.tells(LIST, StatusCode::OK, &thread([arrived(7, "<p>Lu par personne</p>")]));
    reader.clicks("[data-do=send]");
    reader.sees(FRENCH.comment_had_arrived);
    assert_eq!(server.posted().len(), 1);
}

#[test]
fn a_change_that_does_not_get_through_is_told_as_one() {
    let site = served([]);
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    site.tells_with_cookie(POST, StatusCode::CREATED, &arrived(7, "<p>À moi</p>"), "Max-Age=900");
    reader.sends("À moi");
    reader.waits_until("the buttons", "document.querySelector('[data-delete]')");
    site.answers("/avis/id/7", StatusCode::BAD_GATEWAY);
    reader.clicks("[data-delete]");
    reader.clicks("[data-delete]");
    reader.sees(FRENCH.comment_unchanged);
    reader.waits_for_comments(1);
}

#[test]
fn the_keyboard_is_led_to_what_was_sent() {
    let site = served([]);
    site.answers(POST, StatusCode::INTERNAL_SERVER_ERROR);
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.sends("Pas parti");
    reader.sees(FRENCH.not_sent);
    site.tells(POST, StatusCode::CREATED, &arrived(7, "<p>Pas parti</p>"));
    reader.focuses("[data-do=send]");
    reader.presses(thirtyfour::Key::Enter);
    reader.sees(FRENCH.comment_published);
    reader.is_led_to("#comment-7");
}
