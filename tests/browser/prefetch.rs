//! What a reader is about to open is loaded ahead, once, and not where data is dear.

use crate::{
    harness::{Ability, Reader, Site},
    navigation::{has_arrived, pages_asked},
};
use std::cell::Cell;
use thirtyfour::Key;

#[test]
fn a_link_that_is_pointed_at_is_loaded_ahead_and_asked_for_once() {
    let site = Site::open();
    let reader = Reader::of(&site);
    reader.visits("/");
    let link = ".masthead a[href='/pays/senegal/']";
    reader.points_at(link);
    reader.waits_for_the_host("the page that is pointed at", |site| site.asked_under("/pays/senegal/").len() == 1);
    reader.clicks(link);
    has_arrived(&reader, "/pays/senegal/");
    assert_eq!(site.asked_under("/pays/senegal/"), ["/pays/senegal/index.json (empty)"]);
}

#[test]
fn a_link_that_the_keyboard_reaches_is_loaded_ahead() {
    let site = Site::open();
    let reader = Reader::of(&site);
    reader.visits("/");
    reader.script::<()>("document.querySelector(\".masthead a[href='/pays/togo/']\").focus()");
    reader.waits_for_the_host("the page that is focused", |site| site.asked_under("/pays/togo/").len() == 1);
    reader.presses(Key::Enter);
    has_arrived(&reader, "/pays/togo/");
    assert_eq!(site.asked_under("/pays/togo/").len(), 1);
}

#[test]
fn a_link_that_is_touched_is_loaded_ahead() {
    let site = Site::open();
    let reader = Reader::of(&site);
    if !reader.can(Ability::Touch) {
        return;
    }
    reader.visits("/");
    reader.touches(".masthead a[href='/pays/niger/']");
    reader.waits_for_the_host("the page that is touched", |site| site.asked_under("/pays/niger/").len() == 1);
    reader.lifts_the_finger();
    has_arrived(&reader, "/pays/niger/");
    assert_eq!(site.asked_under("/pays/niger/").len(), 1);
}

#[test]
fn headlines_that_come_into_sight_are_loaded_ahead_and_four_at_most() {
    let site = Site::open();
    let reader = Reader::of(&site);
    reader.visits("/");
    let loaded = || -> Vec<String> {
        let asked = site.asked_under("/").into_iter();
        asked.filter_map(|asked| Some(asked.strip_suffix("index.json (empty)")?.to_owned())).collect()
    };
    // Through the page again and again, each stretch long enough in sight for the browser to notice: not every browser says
    // when it has nothing else to do, and then the app looks a second later.
    let height: u32 = reader.script("return document.documentElement.scrollHeight");
    let passes = |reader: &Reader<'_>, place: u32| {
        reader.scrolls_to(place);
        reader.waits_for_a_frame();
    };
    let place = Cell::new(0);
    reader.waits_for_the_host("pages loaded ahead", |_| {
        passes(&reader, place.get());
        place.set((place.get() + 400) % height);
        loaded().len() >= 4
    });
    (0..height).step_by(400).for_each(|place| passes(&reader, place));
    assert_eq!(loaded().len(), 4, "{:?}", loaded());
    let path = loaded().remove(0);
    reader.clicks(&format!("main h2 a[href='{path}']"));
    has_arrived(&reader, &path);
    assert_eq!(site.asked_under(&path).len(), 1, "what was loaded ahead is not asked for again");
}

#[test]
fn nothing_is_loaded_ahead_on_a_slow_network() {
    let site = Site::open();
    let reader = Reader::on_a_slow_network(&site);
    reader.visits("/");
    reader.points_at(".masthead a[href='/pays/senegal/']");
    reader.script::<()>(
        "const idle = window.requestIdleCallback ?? setTimeout;
        idle(() => idle(() => { window.idle = true }))",
    );
    reader.waits_until("a browser with nothing to do", "window.idle");
    assert_eq!(pages_asked(&site), ["/", &site.wasm()]);
}
