//! What is typed is kept until it is sent: over reloads, crashes and ways through the site.

use super::{
    ARTICLE, OTHER_ARTICLE, SEND,
    canned::{POST, arrived, written_with},
};
use crate::harness::{FRENCH, Reader, Site};
use axum::http::StatusCode;
use serde_json::Value;

fn at_the_form(site: &Site) -> Reader<'_> {
    let reader = Reader::of(site);
    reader.visits(ARTICLE);
    reader
}

#[test]
fn a_draft_survives_a_reload() {
    let site = Site::open();
    let reader = at_the_form(&site);
    reader.types("#comment", "Une phrase commencée");
    reader.types("#author", "Aïssata");
    reader.reloads();
    reader.waits_for_the_app();
    assert_eq!(reader.typed("#comment"), "Une phrase commencée");
    assert_eq!(reader.typed("#author"), "Aïssata", "the name too, in this tab");
    reader.types("#comment", " et finie");
    reader.reloads();
    reader.waits_for_the_app();
    assert_eq!(reader.typed("#comment"), "Une phrase commencée et finie");
}

#[test]
fn a_draft_survives_a_way_through_the_site() {
    let site = Site::open();
    let reader = at_the_form(&site);
    reader.types("#comment", "Je reviens");
    reader.types("#author", "Aïssata");
    reader.clicks(".masthead a[href='/pays/niger/']");
    reader.waits_until("another page", "document.querySelector('.listing')");
    reader.goes_back();
    reader.waits_until("the draft", "document.getElementById('comment')?.value === 'Je reviens'");
    assert_eq!(reader.typed("#author"), "Aïssata");
    reader.clicks(".masthead .name a");
    reader.waits_until("the front page", "document.querySelector('.front')");
    reader.clicks(&format!("main .headline a[href='{ARTICLE}']"));
    reader.waits_until("the draft", "document.getElementById('comment')?.value === 'Je reviens'");
    assert_eq!(site.documents(), [ARTICLE]);
}

#[test]
fn leaving_in_the_middle_of_a_word_breaks_nothing() {
    let site = Site::open();
    let reader = Reader::on_a_slow_network(&site);
    reader.visits("/pays/niger/");
    reader.clicks(&format!("main .headline a[href='{ARTICLE}']"));
    reader.waits_until("the article", "document.querySelector('.story')");
    for (field, text) in [("#comment", "Au milieu d’un m"), ("#email", "aissata@"), ("#url", "x")] {
        // Before, what is typed can still go to the heading.
        reader.is_led_to("main h1");
        reader.types(field, text);
        reader.goes_back();
        reader.waits_until("the page before", "document.querySelector('.listing')");
        assert_eq!(reader.attribute("html", "data-app").as_deref(), Some("ready"), "left from {field}");
        reader.goes_forward();
        reader.waits_until("what was typed", &format!("document.querySelector('{field}')?.value === '{text}'"));
    }
    assert_eq!(site.documents(), ["/pays/niger/"]);
    assert_eq!(reader.console(), Vec::<String>::new());
}

#[test]
fn a_draft_survives_a_window_that_is_closed_or_crashes() {
    let site = Site::open();
    let reader = at_the_form(&site);
    let first = reader.tab();
    let second = reader.opens_another_tab();
    reader.visits(ARTICLE);
    reader.types("#comment", "Avant la panne");
    reader.closes_this_tab();
    reader.looks_at(&first);
    reader.opens(OTHER_ARTICLE);
    assert_eq!(reader.tabs().len(), 1);
    drop(second);
    reader.visits(ARTICLE);
    assert_eq!(reader.typed("#comment"), "Avant la panne");
}

#[test]
fn a_draft_is_forgotten_once_it_is_sent() {
    let site = Site::open();
    let reader = at_the_form(&site);
    reader.comments("Envoyé");
    let kept: Vec<String> = reader.script("return Object.keys(localStorage).filter((key) => key.includes('draft'))");
    assert_eq!(kept, Vec::<String>::new());
    reader.reloads();
    reader.waits_for_the_app();
    assert_eq!(reader.typed("#comment"), "");
    assert!(!reader.is_shown(".other-draft"));
}

#[test]
fn a_draft_that_is_emptied_is_forgotten() {
    let site = Site::open();
    let reader = at_the_form(&site);
    reader.types("#comment", "Finalement non");
    reader.empties("#comment");
    assert_eq!(reader.typed("#comment"), "");
    reader.reloads();
    reader.waits_for_the_app();
    assert_eq!(reader.typed("#comment"), "");
}

#[test]
fn each_article_has_its_own_draft() {
    let site = Site::open();
    let reader = at_the_form(&site);
    reader.types("#comment", "Pour Moscou");
    reader.visits(OTHER_ARTICLE);
    assert_eq!(reader.typed("#comment"), "");
    reader.types("#comment", "Pour le pont");
    reader.visits(ARTICLE);
    assert_eq!(reader.typed("#comment"), "Pour Moscou");
    reader.visits(OTHER_ARTICLE);
    assert_eq!(reader.typed("#comment"), "Pour le pont");
}

#[test]
fn a_draft_with_mistakes_is_kept_too() {
    let site = Site::open();
    let reader = at_the_form(&site);
    reader.types("#comment", "Sans mon nom");
    reader.clicks(SEND);
    reader.is_led_to("#comment-errors");
    reader.reloads();
    reader.waits_for_the_app();
    assert_eq!(reader.typed("#comment"), "Sans mon nom");
}

#[test]
fn a_draft_keeps_its_lines_and_its_signs() {
    let site = Site::open();
    let reader = at_the_form(&site);
    let text = "« Oui » — n’est-ce pas ?\n\nشنقيط, 日本, 👩🏾‍💻 <b>&amp;</b>";
    reader.pastes("#comment", text);
    reader.reloads();
    reader.waits_for_the_app();
    assert_eq!(reader.typed("#comment"), text);
}

#[test]
fn a_draft_begun_before_the_app_on_a_page_of_comments_is_that_of_the_article() {
    let site = written_with(120, 120);
    let held = site.holds(&site.wasm());
    let reader = Reader::of(&site);
    let second = format!("{ARTICLE}commentaires/2/");
    reader.opens(&second);
    reader.waits_until("the boot script", "document.querySelector('.reading')");
    reader.types("#comment", "Avant l’app");
    drop(held);
    reader.waits_for_the_app();
    reader.empties("#comment");
    reader.reloads();
    reader.waits_for_the_app();
    assert_eq!(reader.typed("#comment"), "", "what was taken away does not come back");
    reader.types("#comment", "Pour de bon");
    reader.visits(ARTICLE);
    assert_eq!(reader.typed("#comment"), "Pour de bon");
}

#[test]
fn a_reply_that_is_begun_is_one_after_a_reload_as_well() {
    let site = written_with(60, 60);
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.clicks("#comment-3 [data-reply]");
    reader.types("#comment", "Je réponds");
    reader.reloads();
    reader.waits_for_the_app();
    reader.waits_until("the form where it was", "document.querySelector('#comment-3 #commentform')");
    assert_eq!(reader.typed("#comment"), "Je réponds");
    assert!(!reader.is_focused_on("#comment"), "nobody is led away from the top of the page");
    site.tells(POST, StatusCode::CREATED, &arrived(500, "<p>Je réponds</p>"));
    reader.introduces_themselves();
    reader.clicks(SEND);
    reader.sees(FRENCH.comment_published);
    let posted = site.posted();
    let sent =
        posted.iter().find_map(|posted| posted.body.starts_with('{').then_some(&posted.body)).expect("a comment");
    let sent: Value = serde_json::from_str(sent).expect("JSON");
    assert_eq!(sent["parent"], 3);
}
