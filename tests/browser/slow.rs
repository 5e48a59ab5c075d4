//! A slow network: the page that is there stays until the next one is whole, and the last wish counts.

use crate::harness::{Reader, Site};

const TOGO: &str = ".masthead a[href='/pays/togo/']";
const MALI: &str = ".masthead a[href='/pays/mali/']";

/// Waits until the app has the whole answer to a request, and a frame more.
fn waits_for_the_answer(reader: &Reader<'_>, path: &str) {
    let entry = format!("performance.getEntriesByName(location.origin + '{path}').at(-1)");
    reader.waits_until(&format!("the answer of {path}"), &format!("{entry}?.responseEnd > 0"));
    reader.waits_for_a_frame();
}

#[test]
fn the_old_page_stays_under_a_quiet_line_until_the_new_one_is_whole() {
    let site = Site::open();
    let reader = Reader::on_a_slow_network(&site);
    reader.visits("/pays/niger/");
    let data = site.holds("/pays/togo/index.json");
    let before = reader.page();
    reader.clicks(TOGO);
    reader.waits_until("the progress line", "document.querySelector('.progress.busy')");
    assert_eq!(reader.page(), before, "the old page is still there, whole");
    assert_eq!(reader.path(), "/pays/niger/");
    assert!(reader.title().starts_with("Niger"));
    data.release();
    reader.waits_until("the new page", "document.querySelector('h1').textContent === 'Togo'");
    assert!(!reader.is_shown(".progress.busy"), "the line is gone with the wait");
    assert_eq!(reader.path(), "/pays/togo/");
}

#[test]
fn the_progress_line_moves_and_takes_no_room() {
    let site = Site::open();
    let reader = Reader::on_a_slow_network(&site);
    reader.visits("/pays/niger/");
    let _data = site.holds("/pays/togo/index.json");
    let top = "return document.querySelector('.masthead').getBoundingClientRect().top";
    let before: f64 = reader.script(top);
    reader.clicks(TOGO);
    reader.waits_until("a line that is seen", "document.querySelector('.progress').getBoundingClientRect().width > 10");
    assert_eq!(reader.script::<f64>(top), before);
}

#[test]
fn a_second_click_wins_over_the_first() {
    let site = Site::open();
    let reader = Reader::on_a_slow_network(&site);
    reader.visits("/");
    let data = site.holds("/pays/togo/index.json");
    reader.clicks(TOGO);
    reader.waits_for_the_host("the first wish", |site| site.asked_under("/pays/togo/").len() == 1);
    reader.clicks(MALI);
    reader.waits_until("the second wish", "document.querySelector('h1').textContent === 'Mali'");
    data.release();
    waits_for_the_answer(&reader, "/pays/togo/index.json");
    assert_eq!(reader.text("h1"), "Mali", "an answer that comes too late changes nothing");
    assert_eq!(reader.path(), "/pays/mali/");
    assert!(!reader.is_shown(".progress.busy"));
    reader.clicks(TOGO);
    reader.waits_until("the first page after all", "document.querySelector('h1').textContent === 'Togo'");
    assert_eq!(site.asked_under("/pays/togo/").len(), 1, "what came late was kept");
}

#[test]
fn an_impatient_second_click_on_the_same_link_asks_once_and_arrives_once() {
    let site = Site::open();
    let reader = Reader::on_a_slow_network(&site);
    reader.visits("/");
    let data = site.holds("/pays/togo/index.json");
    reader.clicks(TOGO);
    reader.clicks(TOGO);
    reader.waits_for_the_host("the wish", |site| !site.asked_under("/pays/togo/").is_empty());
    data.release();
    reader.waits_until("the page", "document.querySelector('h1').textContent === 'Togo'");
    assert_eq!(site.asked_under("/pays/togo/").len(), 1);
    reader.goes_back();
    reader.waits_until(
        "one step back to the front page",
        "location.pathname === '/' && document.querySelector('.front')",
    );
}

#[test]
fn back_while_a_page_is_awaited_goes_back_and_stays_there() {
    let site = Site::open();
    let reader = Reader::on_a_slow_network(&site);
    reader.visits("/");
    reader.clicks(MALI);
    reader.waits_until("a page to go back from", "document.querySelector('h1').textContent === 'Mali'");
    let data = site.holds("/pays/togo/index.json");
    reader.clicks(TOGO);
    reader.waits_for_the_host("the wish", |site| site.asked_under("/pays/togo/").len() == 1);
    reader.goes_back();
    reader.waits_until("the front page", "location.pathname === '/' && document.querySelector('.front')");
    data.release();
    waits_for_the_answer(&reader, "/pays/togo/index.json");
    assert_eq!(reader.path(), "/");
    assert!(reader.is_shown(".front"));
}

#[test]
fn a_slow_page_is_awaited_on_back_too() {
    let site = Site::open();
    let reader = Reader::on_a_slow_network(&site);
    reader.visits("/pays/togo/");
    reader.clicks(MALI);
    reader.waits_until("the next page", "document.querySelector('h1').textContent === 'Mali'");
    reader.reloads();
    reader.waits_for_the_app();
    let data = site.holds("/pays/togo/index.json");
    reader.goes_back();
    reader.waits_until("the progress line", "document.querySelector('.progress.busy')");
    assert_eq!(reader.text("h1"), "Mali", "the page that is there stays");
    data.release();
    reader.waits_until("the page before", "document.querySelector('h1').textContent === 'Togo'");
    assert!(reader.title().starts_with("Togo"));
}

#[test]
fn a_reader_types_on_while_the_next_page_is_awaited_and_finds_it_again() {
    let site = Site::open();
    let reader = Reader::on_a_slow_network(&site);
    reader.visits("/article/mission-a-moscou/");
    let data = site.holds("/pays/togo/index.json");
    reader.clicks(TOGO);
    reader.types("#comment", "Pendant l’attente");
    data.release();
    reader.waits_until("the page", "document.querySelector('h1').textContent === 'Togo'");
    reader.goes_back();
    reader.waits_until(
        "the article",
        "location.pathname === '/article/mission-a-moscou/' && document.getElementById('comment')",
    );
    reader.waits_until("the text", "document.getElementById('comment').value === 'Pendant l’attente'");
}
