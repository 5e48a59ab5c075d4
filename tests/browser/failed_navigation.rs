//! A page cannot be loaded: the one that is there stays, a sentence says why, and the way on works once it can.

use crate::harness::{FRENCH, Reader, Site};
use axum::http::StatusCode;

const ARTICLE: &str = "/article/mission-a-moscou/";
const TOGO: &str = ".masthead a[href='/pays/togo/']";
const DATA: &str = "/pays/togo/index.json";

/// A reader in the middle of writing a comment.
fn writing(site: &Site) -> Reader<'_> {
    let reader = Reader::on_a_slow_network(site);
    reader.visits(ARTICLE);
    reader.types("#comment", "En pleine phrase");
    reader.script::<()>("window.stillHere = true");
    reader
}

/// Asserts that the page is still whole under a notice that offers ways on.
fn is_told(reader: &Reader<'_>, sentence: &str) {
    reader.sees(sentence);
    reader.is_led_to(".failure a");
    assert_eq!(reader.texts(".failure .ways > *"), [FRENCH.retry, FRENCH.go_home, FRENCH.stay_here]);
    assert_eq!(reader.attribute(".failure", "role").as_deref(), Some("alert"));
    assert_eq!(reader.path(), ARTICLE);
    assert_eq!(reader.typed("#comment"), "En pleine phrase");
    assert!(!reader.is_shown(".progress.busy"), "nothing is awaited any more");
    assert!(reader.script::<bool>("return window.stillHere"), "the document is the same");
}

/// Presses « Réessayer » and arrives.
fn arrives_at_the_next_try(reader: &Reader<'_>) {
    reader.clicks(".failure .ways a:first-child");
    reader.waits_until("the page", "document.querySelector('h1').textContent === 'Togo'");
    assert_eq!(reader.path(), "/pays/togo/");
    assert_eq!(reader.text(".failure"), "", "the notice is gone");
    assert!(reader.script::<bool>("return window.stillHere"));
    reader.goes_back();
    reader.waits_until("the text that was typed", "document.getElementById('comment')?.value === 'En pleine phrase'");
}

#[test]
fn a_server_with_a_problem() {
    let site = Site::open();
    let reader = writing(&site);
    site.answers(DATA, StatusCode::INTERNAL_SERVER_ERROR);
    reader.clicks(TOGO);
    is_told(&reader, FRENCH.failed_server);
    reader.clicks(".failure .ways a:first-child");
    reader.waits_for_the_host("the next try", |site| site.asked_under(DATA).len() == 2);
    is_told(&reader, FRENCH.failed_server);
    site.mends(DATA);
    arrives_at_the_next_try(&reader);
}

#[test]
fn a_server_that_wants_to_be_left_alone() {
    let site = Site::open();
    let reader = writing(&site);
    for status in [StatusCode::TOO_MANY_REQUESTS, StatusCode::SERVICE_UNAVAILABLE] {
        site.answers(DATA, status);
        reader.clicks(TOGO);
        is_told(&reader, FRENCH.failed_server);
        reader.clicks(".failure button");
        reader.waits_until("the notice gone", "!document.querySelector('.failure').textContent");
    }
}

#[test]
fn a_server_that_is_gone_and_comes_back() {
    let site = Site::open();
    let reader = writing(&site);
    site.goes_down();
    reader.clicks(TOGO);
    is_told(&reader, FRENCH.failed_unreachable);
    site.comes_back();
    arrives_at_the_next_try(&reader);
}

#[test]
fn a_device_that_is_offline_and_comes_back() {
    let site = Site::open();
    let reader = writing(&site);
    reader.goes_offline();
    reader.clicks(TOGO);
    is_told(&reader, FRENCH.failed_offline);
    reader.comes_online();
    arrives_at_the_next_try(&reader);
}

#[test]
fn an_answer_that_does_not_come() {
    let site = Site::open();
    let reader = Reader::on_a_slow_network(&site);
    // The app's limit, which this test does not wait for.
    reader.before_every_document(
        "const set = window.setTimeout;
        window.setTimeout = (call, time, ...rest) => set(call, time >= 10000 ? 400 : time, ...rest);",
    );
    reader.visits(ARTICLE);
    reader.types("#comment", "En pleine phrase");
    reader.script::<()>("window.stillHere = true");
    let data = site.holds(DATA);
    reader.clicks(TOGO);
    is_told(&reader, FRENCH.failed_unreachable);
    data.release();
    site.mends(DATA);
    arrives_at_the_next_try(&reader);
}

#[test]
fn an_answer_that_is_cut_off() {
    let site = Site::open();
    let reader = writing(&site);
    site.cuts(DATA);
    reader.clicks(TOGO);
    is_told(&reader, FRENCH.failed_unreachable);
    site.mends(DATA);
    arrives_at_the_next_try(&reader);
}

/// Data that the app does not understand: the document says more, and the browser loads it.
fn the_document_is_asked(body: &str) {
    let site = Site::open();
    let reader = writing(&site);
    site.sends(DATA, body.to_owned());
    site.forget_asked();
    reader.clicks(TOGO);
    reader.waits_until("the document", "document.querySelector('h1')?.textContent === 'Togo'");
    reader.waits_for_the_app();
    assert_eq!(site.documents(), ["/pays/togo/"]);
    reader.goes_back();
    reader.waits_until("the text that was typed", "document.getElementById('comment')?.value === 'En pleine phrase'");
    assert_eq!(reader.path(), ARTICLE);
}

#[test]
fn data_that_is_not_json_lets_the_browser_load_the_document() {
    the_document_is_asked("<!doctype html><title>Portail Wi-Fi</title>");
}

#[test]
fn data_of_another_version_lets_the_browser_load_the_document() {
    the_document_is_asked(r#"{"version":999,"page":{"pays":"Togo"}}"#);
}

#[test]
fn data_that_is_half_json_lets_the_browser_load_the_document() {
    the_document_is_asked(r#"{"version":1,"page":{"count"#);
}

#[test]
fn a_reader_who_stays_goes_on_writing() {
    let site = Site::open();
    let reader = writing(&site);
    site.answers(DATA, StatusCode::INTERNAL_SERVER_ERROR);
    reader.clicks(TOGO);
    is_told(&reader, FRENCH.failed_server);
    reader.clicks(".failure button");
    reader.waits_until("the notice gone", "!document.querySelector('.failure').textContent");
    assert!(!reader.is_focused_on("body"), "the keyboard is not sent back to the top of the page");
    assert_eq!(reader.typed("#comment"), "En pleine phrase");
}

#[test]
fn home_is_a_way_on_from_a_page_that_failed() {
    let site = Site::open();
    let reader = writing(&site);
    site.answers(DATA, StatusCode::INTERNAL_SERVER_ERROR);
    reader.clicks(TOGO);
    is_told(&reader, FRENCH.failed_server);
    reader.clicks(".failure .ways a[href='/']");
    reader.waits_until("the front page", "location.pathname === '/' && document.querySelector('.front')");
    assert_eq!(reader.text(".failure"), "");
}

#[test]
fn a_page_that_was_visited_is_read_offline() {
    let site = Site::open();
    let reader = Reader::on_a_slow_network(&site);
    reader.visits("/");
    reader.clicks(TOGO);
    reader.waits_until("the page", "document.querySelector('h1').textContent === 'Togo'");
    reader.goes_offline();
    reader.goes_back();
    reader.waits_until("the front page", "location.pathname === '/' && document.querySelector('.front')");
    reader.clicks(TOGO);
    reader.waits_until("the page again", "document.querySelector('h1').textContent === 'Togo'");
    assert_eq!(reader.text(".failure"), "");
}

#[test]
fn back_to_a_page_that_cannot_be_loaded_says_so_and_can_be_tried_again() {
    let site = Site::open();
    let reader = Reader::on_a_slow_network(&site);
    reader.visits("/pays/togo/");
    reader.clicks(".masthead a[href='/pays/mali/']");
    reader.waits_until("the next page", "document.querySelector('h1').textContent === 'Mali'");
    reader.reloads();
    reader.waits_for_the_app();
    reader.goes_offline();
    reader.goes_back();
    reader.sees(FRENCH.failed_offline);
    assert_eq!(reader.text("h1"), "Mali", "the page that is there stays");
    assert!(reader.title().starts_with("Mali"), "{}", reader.title());
    reader.comes_online();
    reader.clicks(".failure .ways a:first-child");
    reader.waits_until("the page before", "document.querySelector('h1').textContent === 'Togo'");
    assert_eq!(reader.path(), "/pays/togo/");
    assert!(reader.title().starts_with("Togo"));
    reader.goes_forward();
    reader.waits_until("the next page still ahead in history", "document.querySelector('h1').textContent === 'Mali'");
}

#[test]
fn staying_after_a_failed_back_keeps_address_history_and_place() {
    let site = Site::open();
    let reader = Reader::on_a_slow_network(&site);
    reader.visits("/pays/togo/");
    reader.clicks(".masthead a[href='/pays/mali/']");
    reader.waits_until("the next page", "document.querySelector('h1').textContent === 'Mali'");
    reader.reloads();
    reader.waits_for_the_app();
    reader.scrolls_to(200);
    reader.goes_offline();
    reader.goes_back();
    reader.sees(FRENCH.failed_offline);
    reader.clicks(".failure button");
    reader.waits_until("the address of the page that is shown", "location.pathname === '/pays/mali/'");
    assert_eq!(reader.text("h1"), "Mali");
    reader.no_longer_sees(FRENCH.failed_offline);
    reader.comes_online();
    reader.goes_back();
    reader.waits_until("the page before", "document.querySelector('h1').textContent === 'Togo'");
    assert_eq!(reader.path(), "/pays/togo/");
    reader.goes_forward();
    reader.waits_until("the page after it", "document.querySelector('h1').textContent === 'Mali'");
    assert_eq!(reader.path(), "/pays/mali/");
}

#[test]
fn a_failed_page_leaves_no_trace_in_history() {
    let site = Site::open();
    let reader = Reader::on_a_slow_network(&site);
    reader.visits("/");
    reader.clicks(".masthead a[href='/pays/mali/']");
    reader.waits_until("a page", "document.querySelector('h1').textContent === 'Mali'");
    site.answers(DATA, StatusCode::INTERNAL_SERVER_ERROR);
    reader.clicks(TOGO);
    reader.sees(FRENCH.failed_server);
    reader.goes_back();
    reader.waits_until("the front page", "location.pathname === '/' && document.querySelector('.front')");
    reader.no_longer_sees(FRENCH.failed_server);
}
