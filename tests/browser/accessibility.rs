//! Nobody is kept out: no fault that axe-core finds and no sideways scrolling, whatever a page shows, however it is looked at.

use crate::{
    comments::canned::{POST, written_with},
    harness::{Ability, FRENCH, Reader, Sight, Site},
};
use axum::http::StatusCode;
use thirtyfour::Key;

const ARTICLE: &str = "/article/mission-a-moscou/";
/// An article with a table, a pull quote and a correction.
const FURNISHED: &str = "/article/fespaco/";
/// One page of each kind.
const PAGES: [&str; 9] = [
    "/",
    "/page/2/",
    "/pays/niger/",
    "/pays/",
    "/sujet/diplomatie/",
    "/auteur/la-redaction/",
    ARTICLE,
    FURNISHED,
    "/rien/",
];

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

#[test]
fn a_thread_and_all_that_is_told_about_it_are_open_to_all() {
    let site = written_with(120, 120);
    site.answers(POST, StatusCode::INTERNAL_SERVER_ERROR);
    let reader = Reader::of(&site);
    let mut found = Vec::new();
    let mut look = |what: &str, sight: Sight| {
        let faults = reader.barriers().into_iter().chain(reader.overhang());
        found.extend(faults.map(|fault| format!("{what}, {sight:?}: {fault}")));
    };
    for sight in [Sight::Light, Sight::Dark, Sight::Forced] {
        if sight == Sight::Forced && !reader.can(Ability::ForcedColours) {
            continue;
        }
        reader.sees_in(sight);
        reader.has_width(320);
        reader.visits(&format!("{ARTICLE}commentaires/2/"));
        look("a page of comments", sight);
        reader.visits(ARTICLE);
        reader.clicks("#comment-3 [data-reply]");
        look("a reply", sight);
        reader.types("#comment", "Je réponds");
        reader.types("#author", "Aïssata");
        reader.types("#email", "aissata@exemple.org");
        reader.clicks("#commentform button[type=submit]");
        reader.sees(FRENCH.not_sent);
        look("a comment that is not sent", sight);
        site.answers("/pays/niger/index.json", StatusCode::SERVICE_UNAVAILABLE);
        reader.visits("/pays/");
        reader.sees(FRENCH.unsent_elsewhere);
        reader.clicks("main a[href='/pays/niger/']");
        reader.sees(FRENCH.failed_server);
        look("a page that does not come", sight);
        site.mends("/pays/niger/index.json");
        reader.visits(ARTICLE);
        reader.clicks(".own [data-do=delete]");
        reader.sees(FRENCH.comment_deleted);
        look("a comment that is taken away", sight);
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// That some of what is heard comes in this order, with anything in between.
#[track_caller]
fn are_heard_in_order(heard: &[String], expected: &[&str]) {
    let mut rest = heard.iter();
    for one in expected {
        assert!(rest.any(|heard| heard == one), "« {one} » is missing or stands elsewhere in:\n{}", heard.join("\n"));
    }
}

#[test]
fn landmarks_and_headings_are_heard_in_the_order_that_they_are_read() {
    let site = Site::open();
    let reader = Reader::of(&site);
    if !reader.can(Ability::Tree) {
        return;
    }
    reader.visits(ARTICLE);
    let heard = reader.hears();
    let title = reader.text("h1");
    are_heard_in_order(
        &heard,
        &[
            "link: Aller au contenu",
            "navigation: Pays",
            "link: Niger",
            &format!("heading: {title}"),
            "link: Ousmane Diallo",
            "list: Sujets",
            "navigation: Lire la suite de l’actualité",
            "heading: À lire aussi",
            "region: Commentaires",
            "heading: Commentaires",
            "form: Laisser un commentaire",
            "textbox: Commentaire",
            "textbox: Nom",
            "textbox: E-mail",
            "textbox: Site web",
            "button: Laisser un commentaire",
            "link: Tous les pays",
        ],
    );
    reader.visits("/");
    let heard = reader.hears();
    are_heard_in_order(&heard, &["link: Aller au contenu", "navigation: Pays", "heading: Dernières nouvelles"]);
    for landmark in ["banner", "main", "contentinfo"] {
        let count: f64 = reader.script_with(
            "const tags = { banner: 'body > header', main: 'main', contentinfo: 'body > footer' };
            return document.querySelectorAll(tags[arguments[0]]).length",
            landmark,
        );
        assert!((count - 1.0).abs() < f64::EPSILON, "{count} of {landmark}");
    }
}

/// Goes through a page with the Tab key, and gives what was focused on the way that one could not see or tell.
fn lost_on_the_way(reader: &Reader<'_>) -> Vec<String> {
    let mut lost = Vec::new();
    let mut steps = 0;
    loop {
        reader.presses(Key::Tab);
        let state: Option<Vec<String>> = reader.script(
            "const one = document.activeElement;
            if (!one || one === document.body) return null;
            const faults = [];
            const style = getComputedStyle(one), after = getComputedStyle(one, '::after');
            const label = one.nextElementSibling && getComputedStyle(one.nextElementSibling);
            if ([style, after, label].every((style) => !style || style.outlineStyle === 'none')) faults.push('no ring');
            const { left, top, width, height } = one.getBoundingClientRect();
            const [x, y] = [left + width / 2, top + height / 2];
            const above = document.elementFromPoint(x, y);
            if (!above || !(one.contains(above) || above.contains(one) || one.labels?.[0]?.contains(above)))
                faults.push(`hidden by ${above?.outerHTML.slice(0, 60)}`);
            return faults.map((fault) => `${fault}: ${one.outerHTML.slice(0, 90)}`);",
        );
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
