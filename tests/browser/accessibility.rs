//! Nobody is kept out: no fault that axe-core finds and no sideways scrolling, whatever a page shows, however it is looked at.

use crate::{
    comments::canned::{POST, written_with},
    harness::{Ability, FRENCH, Reader, Sight, Site},
};
use axum::http::StatusCode;

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
    let mut found = Vec::new();
    for sight in [Sight::Light, Sight::Dark, Sight::Forced] {
        // Each time another one: WebKit's window does not always hear that its desktop has changed.
        let reader = Reader::of(&site);
        if sight == Sight::Forced && !reader.can(Ability::ForcedColours) {
            continue;
        }
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
