//! Nobody is kept out: no fault that axe-core finds and no sideways scrolling, whatever a page shows, however it is looked at.

use crate::harness::{Ability, Reader, Sight, Site};

const ARTICLE: &str = "/article/mission-a-moscou/";
/// An article with a table, a pull quote and a correction.
const FURNISHED: &str = "/article/fespaco/";
/// One page of each kind.
const PAGES: [&str; 6] = ["/", "/pays/niger/", "/pays/", ARTICLE, FURNISHED, "/rien/"];

/// Asserts that nothing is wrong with any page, in a way of seeing.
fn every_page_is_open_to_all(sight: Sight, widths: &[u32]) {
    let site = Site::open();
    let reader = Reader::of(&site);
    if sight == Sight::Forced && !reader.can(Ability::ForcedColours) {
        return;
    }
    reader.sees_in(sight);
    let mut found = Vec::new();
    for page in PAGES {
        reader.visits(page);
        for &width in widths {
            reader.has_width(width);
            let faults = reader.barriers().into_iter().chain(reader.overhang());
            found.extend(faults.map(|fault| format!("{page} at {width} px: {fault}")));
        }
    }
    assert!(found.is_empty(), "{sight:?}:\n{}", found.join("\n"));
}

#[test]
fn every_page_is_open_to_all_by_day() {
    every_page_is_open_to_all(Sight::Light, &[320, 360, 1280]);
}

#[test]
fn every_page_is_open_to_all_by_night() {
    every_page_is_open_to_all(Sight::Dark, &[320, 360, 1280]);
}

#[test]
fn every_page_is_open_to_all_in_a_readers_own_colours() {
    every_page_is_open_to_all(Sight::Forced, &[320, 1280]);
}

#[test]
fn every_page_is_open_to_all_with_more_contrast() {
    every_page_is_open_to_all(Sight::Contrast, &[320]);
}

#[test]
fn nothing_stands_in_the_way_after_a_reader_has_done_something() {
    let site = Site::open();
    let reader = Reader::of(&site);
    let mut found = Vec::new();
    for sight in [Sight::Light, Sight::Dark] {
        reader.sees_in(sight);
        reader.has_width(320);
        reader.visits(ARTICLE);
        reader.clicks("#commentform button[type=submit]");
        reader.is_led_to(".errors, .errors *");
        found.extend(reader.barriers().into_iter().map(|fault| format!("errors, {sight:?}: {fault}")));
        reader.clicks(".share button");
        reader.waits_until("an answer", "document.querySelector('.share [role=status]').textContent");
        found.extend(reader.barriers().into_iter().map(|fault| format!("shared, {sight:?}: {fault}")));
        reader.clicks(".onward a");
        reader.waits_until("another page", &format!("location.pathname !== '{ARTICLE}'"));
        reader.is_led_to("h1");
        found.extend(reader.barriers().into_iter().map(|fault| format!("navigated, {sight:?}: {fault}")));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_text_twice_as_large_fits_a_small_window() {
    let site = Site::open();
    let reader = Reader::of(&site);
    let mut found = Vec::new();
    for page in PAGES {
        reader.visits(page);
        for (width, size) in [(320, "137.5%"), (640, "200%")] {
            reader.has_width(width);
            reader.script_with::<()>("document.documentElement.style.fontSize = arguments[0]", size);
            found.extend(reader.overhang().into_iter().map(|fault| format!("{page} at {width} px, {size}: {fault}")));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn nothing_moves_for_who_wants_no_motion() {
    let site = Site::open();
    let reader = Reader::of(&site);
    reader.sees_in(Sight::Still);
    for page in [ARTICLE, "/"] {
        reader.visits(page);
        let moving: Vec<String> = reader.script(
            "document.querySelector('.progress').classList.add('busy');
            return [...document.querySelectorAll('*')].filter((one) => {
                const { transitionDuration: eased, animationDuration: moved, scrollBehavior } = getComputedStyle(one);
                return eased !== '0s' || moved !== '0s' || scrollBehavior === 'smooth';
            }).map((one) => one.outerHTML.slice(0, 100));",
        );
        assert_eq!(moving, Vec::<String>::new(), "{page}");
    }
}
