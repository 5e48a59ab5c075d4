//! A site in Arabic: its app speaks Arabic, and what it shows is as open to all as what it takes over.

use crate::harness::{Ability, Reader, Sight, Site};
use axum::http::StatusCode;
use depeche::words::{Language, Words};

const ARTICLE: &str = "/article/lac-tchad/";
/// One page of each kind; the last article is in French.
const PAGES: [&str; 8] = [
    "/",
    "/pays/mali/",
    "/sujet/lmyh-3a22e07a72d2/",
    "/auteur/hyy-lthryr-6f76f2a5d41b/",
    "/pays/",
    ARTICLE,
    "/article/fleuve/",
    "/rien/",
];

fn arabic() -> Words {
    Language::of("ar").expect("a site can be in Arabic").words
}

#[test]
fn every_page_in_arabic_is_taken_over_without_a_complaint() {
    let site = Site::arabic();
    let reader = Reader::of(&site);
    for page in PAGES {
        reader.visits(page);
        // What is not there is told by the browser itself.
        let told: Vec<_> = reader.console().into_iter().filter(|line| !line.contains("404")).collect();
        assert!(told.is_empty(), "{page}: {told:?}");
        assert_eq!(reader.script::<String>("return document.documentElement.dir"), "rtl");
    }
}

#[test]
fn mistakes_in_the_form_and_what_becomes_of_a_comment_are_told_in_arabic() {
    let site = Site::arabic();
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.clicks("#commentform button[type=submit]");
    reader.is_led_to(".errors, .errors *");
    let words = arabic();
    assert_eq!(reader.texts(".field .error"), [words.comment_missing, words.author_missing, words.email_missing]);
    assert!(reader.text(".errors").contains(words.form_has_errors));
    reader.types("#comment", "شكرًا على المقال");
    reader.types("#author", "قارئة");
    reader.types("#email", "x@exemple.org");
    reader.clicks("#commentform button[type=submit]");
    reader.sees(words.comment_kept);
    let comment = reader.text(".thread.own li");
    // The day as the publisher writes it: « 16 يناير 2024 في 09:00 ».
    assert!(comment.contains(words.visible_only_here) && comment.contains(" في "), "{comment}");
    assert_eq!(reader.text(".thread.own li button"), words.delete);
}

#[test]
fn what_the_app_shows_of_a_list_is_marked_as_the_publisher_marks_it() {
    let site = Site::arabic();
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    site.forget_asked();
    reader.clicks(".masthead a[href='/pays/mali/']");
    reader.waits_until("the list", "location.pathname === '/pays/mali/' && document.querySelector('.listing')");
    assert!(site.documents().is_empty(), "the app has shown it");
    let foreign = ".teaser:has([lang=fr])";
    assert_eq!(reader.attribute(&format!("{foreign} .headline"), "dir").as_deref(), Some("ltr"));
    assert!(reader.text(&format!("{foreign} .meta")).ends_with("(بالفرنسية)"));
    reader.clicks(".masthead .all a");
    reader.waits_until("all countries", "location.pathname === '/pays/' && document.querySelector('.countries')");
    // The words for a number come with the script as well.
    assert!(reader.texts(".countries .meta").contains(&"مقالان".to_owned()));
    assert!(reader.title().starts_with(arabic().all_countries));
}

#[test]
fn an_app_that_cannot_start_is_told_of_in_arabic() {
    let site = Site::arabic();
    let reader = Reader::of(&site);
    site.answers(&site.wasm(), StatusCode::SERVICE_UNAVAILABLE);
    reader.opens(ARTICLE);
    reader.waits_for_the_failure();
    reader.sees(arabic().app_failed);
    reader.sees(arabic().form_failed);
}

#[test]
fn an_app_without_its_words_leaves_the_page_as_it_is() {
    let site = Site::arabic();
    let reader = Reader::of(&site);
    let glue = site.file(&site.glue());
    let (_, wordless) = glue.split_once(";\n").expect("the words stand before the script");
    site.sends(&site.glue(), wordless.to_owned());
    reader.opens(ARTICLE);
    reader.waits_for_the_failure();
    let told = reader.console().join(" ");
    assert!(told.contains("the words have not come with the script"), "{told}");
    reader.sees(arabic().app_failed);
    site.forget_asked();
    reader.clicks(".masthead a[href='/pays/mali/']");
    reader.waits_until("the list", "location.pathname === '/pays/mali/'");
    assert_eq!(site.documents(), ["/pays/mali/"]);
}

#[test]
fn a_page_in_arabic_is_open_to_all_before_and_after_a_reader_has_done_something() {
    let site = Site::arabic();
    let reader = Reader::of(&site);
    let mut found = Vec::new();
    for sight in [Sight::Light, Sight::Dark, Sight::Forced] {
        if sight == Sight::Forced && !reader.can(Ability::ForcedColours) {
            continue;
        }
        reader.sees_in(sight);
        for page in PAGES {
            reader.has_width(320);
            reader.visits(page);
            let faults = reader.barriers().into_iter().chain(reader.overhang());
            found.extend(faults.map(|fault| format!("{page}, {sight:?}: {fault}")));
        }
        reader.visits(ARTICLE);
        reader.clicks("#commentform button[type=submit]");
        reader.is_led_to(".errors, .errors *");
        found.extend(reader.barriers().into_iter().map(|fault| format!("errors, {sight:?}: {fault}")));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}
