//! The keyboard alone: what has the focus is seen, and everything can be done without a mouse.

use crate::{
    comments::canned::{POST, written_with},
    harness::{FRENCH, Reader, Site},
};
use axum::http::StatusCode;
use serde_json::json;
use thirtyfour::Key;

const ARTICLE: &str = "/article/mission-a-moscou/";

/// What lies over the middle of that part of an element which is in the window; nothing if none of it is. Of a field
/// that is higher than its room, WebKit brings only the first lines into sight.
const ABOVE: &str = "const above = (one) => {
    const { left, top, right, bottom } = one.getBoundingClientRect();
    const [x, y] = [[left, right, innerWidth], [top, bottom, innerHeight]]
        .map(([start, end, size]) => (Math.max(start, 0) + Math.min(end, size)) / 2);
    return document.elementFromPoint(x, y);
};";

/// What is wrong with what has the focus, or null behind the last that can have it: what comes then is the browser's own bar,
/// or where it has none the first one again. Takes how many there were before.
const LOST: &str = "const one = document.activeElement;
if (!one || one === document.body || (arguments[0] > 0 && one.matches('.skip'))) return null;
const faults = [];
const style = getComputedStyle(one), after = getComputedStyle(one, '::after');
const label = one.nextElementSibling && getComputedStyle(one.nextElementSibling);
if ([style, after, label].every((style) => !style || style.outlineStyle === 'none')) faults.push('no ring');
const over = above(one);
if (!over || !(one.contains(over) || over.contains(one) || one.labels?.[0]?.contains(over)))
    faults.push(`hidden by ${over?.outerHTML.slice(0, 60)}`);
return faults.map((fault) => `${fault}: ${one.outerHTML.slice(0, 90)}`);";

/// Goes through a page with the Tab key, and gives what was focused on the way that one could not see or tell.
fn lost_on_the_way(reader: &Reader<'_>) -> Vec<String> {
    let mut lost = Vec::new();
    let mut steps = 0;
    loop {
        reader.presses(Key::Tab);
        // WebKit brings fields into sight in a moment.
        reader.waits_until(
            "the focus in the window",
            &format!(
                "(() => {{ {ABOVE} const one = document.activeElement;
                return !one || one === document.body || above(one) }})()"
            ),
        );
        let state: Option<Vec<String>> = reader.script_with(&format!("{ABOVE} {LOST}"), steps);
        let Some(faults) = state else { break };
        lost.extend(faults);
        steps += 1;
        assert!(steps < 300, "the focus goes round in a circle");
    }
    assert!(steps > 10, "{steps} stops on the way");
    lost
}

#[test]
fn the_focus_is_seen_wherever_the_tab_key_leads() {
    let site = Site::open();
    let reader = Reader::of(&site);
    reader.has_width(360);
    for page in ["/", ARTICLE, "/pays/niger/"] {
        reader.visits(page);
        assert_eq!(lost_on_the_way(&reader), Vec::<String>::new(), "{page}");
    }
}

#[test]
fn the_keyboard_alone_leads_from_the_front_page_to_an_article_and_back() {
    let site = Site::open();
    let reader = Reader::of(&site);
    reader.visits("/");
    let mut steps = 0;
    while !reader.is_focused_on("main .headline a") {
        reader.presses(Key::Tab);
        steps += 1;
        assert!(steps < 60, "the lead is not reached");
    }
    let lead = reader.script::<String>("return document.activeElement.textContent");
    reader.presses(Key::Enter);
    reader.waits_until("the article", "document.querySelector('.story')");
    reader.is_led_to("main h1");
    assert_eq!(reader.text("h1"), lead);
    reader.goes_back();
    reader.waits_until("the front page", "document.querySelector('.front')");
    reader.is_led_to("main h1");
    assert_eq!(site.documents(), ["/"]);
}

#[test]
fn a_reply_is_begun_and_given_up_with_the_keyboard() {
    let site = written_with(60, 60);
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.focuses("#comment-3 [data-reply]");
    reader.presses(Key::Enter);
    reader.is_led_to("#comment");
    reader.types("#comment", "Presque");
    reader.focuses(".cancel button");
    reader.presses(Key::Enter);
    reader.is_led_to("#comment-3 [data-reply]");
    assert_eq!(reader.typed("#comment"), "Presque");
}

#[test]
fn a_table_wider_than_the_screen_is_read_with_the_keyboard() {
    let years: Vec<String> = (2000..2016).map(|year| year.to_string()).collect();
    let table = json!({ "type": "table", "caption": "Seize ans", "head": years, "rows": [years] });
    let site = Site::of_articles(&[json!({
        "title": "Un tableau", "countries": ["NE"], "authors": ["La rédaction"], "published": "2024-01-16T09:00:00+01:00",
        "body": [{ "type": "paragraph", "text": "Le voici." }, table],
    })]);
    let reader = Reader::of(&site);
    reader.has_width(360);
    reader.visits("/article/a0/");
    let last_year = "document.querySelector('th:last-child').getBoundingClientRect()";
    assert!(reader.script::<bool>(&format!("return {last_year}.left > innerWidth")), "it is wider");
    assert_eq!(reader.overhang(), Vec::<String>::new());
    reader.focuses(".table div");
    reader.presses(Key::Right);
    reader.waits_until("the table under way", "document.querySelector('.table div').scrollLeft > 0");
    for _ in 0..60 {
        reader.presses(Key::Right);
    }
    reader.waits_until("the last year in the window", &format!("{last_year}.right <= innerWidth"));
    assert_eq!(reader.script::<f64>("return scrollX"), 0.0, "the page stays");
}

#[test]
fn a_page_that_does_not_come_is_left_with_the_keyboard() {
    let site = Site::open();
    let reader = Reader::of(&site);
    site.answers("/pays/niger/index.json", StatusCode::SERVICE_UNAVAILABLE);
    reader.visits("/pays/");
    reader.focuses("main a[href='/pays/niger/']");
    reader.presses(Key::Enter);
    reader.sees(FRENCH.failed_server);
    for way in [".failure a", ".failure a + a", ".failure button"] {
        reader.is_led_to(way);
        reader.presses(if way == ".failure button" { Key::Enter } else { Key::Tab });
    }
    reader.no_longer_sees(FRENCH.failed_server);
    reader.is_led_to("main a[href=\"/pays/niger/\"]");
}

#[test]
fn a_summary_of_mistakes_leads_to_each_field_with_the_keyboard() {
    let site = Site::open();
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.focuses("#commentform button[type=submit]");
    reader.presses(Key::Enter);
    reader.is_led_to("#comment-errors");
    reader.presses(Key::Tab);
    reader.presses(Key::Tab);
    reader.is_led_to("#comment-errors a[href=\"#author\"]");
    reader.presses(Key::Enter);
    reader.is_led_to("#author");
}

#[test]
fn another_draft_is_taken_over_and_a_notice_put_off_with_the_keyboard() {
    let site = written_with(60, 60);
    site.answers(POST, StatusCode::INTERNAL_SERVER_ERROR);
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.script::<()>("localStorage['depeche:draft:/article/mission-a-moscou/:autre'] = '[[\"Un autre\",\"1\"]]'");
    reader.types("#comment", "Celui-ci");
    reader.reloads();
    reader.waits_for_the_app();
    reader.focuses("[data-do=take]");
    reader.presses(Key::Enter);
    reader.is_led_to("#comment");
    assert_eq!(reader.typed("#comment"), "Un autre");
    reader.types("#author", "Aïssata");
    reader.types("#email", "aissata@exemple.org");
    reader.presses(Key::Enter);
    reader.sees(FRENCH.not_sent);
    reader.visits("/pays/");
    reader.sees(FRENCH.unsent_elsewhere);
    reader.focuses(".unsent button");
    reader.presses(Key::Enter);
    reader.no_longer_sees(FRENCH.unsent_elsewhere);
    reader.is_led_to("main h1");
}
