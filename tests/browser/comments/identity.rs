//! Name, address and site are remembered on the device only if the reader says so.

use super::{ARTICLE, OTHER_ARTICLE};
use crate::harness::{Reader, Site};

/// What the form of another article, in another window, suggests.
fn suggested_elsewhere(reader: &Reader<'_>) -> [String; 3] {
    reader.opens_another_tab();
    reader.visits(OTHER_ARTICLE);
    ["#author", "#email", "#url"].map(|field| reader.typed(field))
}

fn kept_on_the_device(reader: &Reader<'_>, text: &str) -> bool {
    reader.script_with("return Object.values(localStorage).some((value) => value.includes(arguments[0]))", text)
}

#[test]
fn who_agrees_is_known_at_the_next_comment() {
    let site = Site::open();
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.types("#url", "https://aissata.exemple.org");
    reader.clicks("#consent");
    reader.comments("Bonjour");
    let known = ["Aïssata Maïga", "aissata@exemple.org", "https://aissata.exemple.org"];
    assert_eq!(suggested_elsewhere(&reader), known);
    assert!(reader.is_shown("#consent:checked"), "the reader sees what was agreed");
}

#[test]
fn who_does_not_agree_is_a_stranger_at_the_next_comment() {
    let site = Site::open();
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.comments("Bonjour");
    assert!(!kept_on_the_device(&reader, "aissata@exemple.org"), "the address stands nowhere on the device");
    assert_eq!(suggested_elsewhere(&reader), ["", "", ""]);
    assert!(reader.is_shown("#consent:not(:checked)"));
}

#[test]
fn who_takes_the_agreement_back_is_forgotten_at_once() {
    let site = Site::open();
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.clicks("#consent");
    reader.comments("Bonjour");
    assert!(kept_on_the_device(&reader, "aissata@exemple.org"));
    reader.clicks("#consent");
    reader.waits_for_a_frame();
    assert!(!kept_on_the_device(&reader, "aissata@exemple.org"));
    assert_eq!(suggested_elsewhere(&reader), ["", "", ""]);
}

#[test]
fn what_was_typed_before_the_app_came_is_not_overwritten_by_what_is_remembered() {
    let site = Site::open();
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.clicks("#consent");
    reader.comments("Bonjour");
    let app = site.holds(&site.wasm());
    reader.opens(OTHER_ARTICLE);
    reader.types("#author", "Un autre nom");
    app.release();
    reader.waits_for_the_app();
    assert_eq!(reader.typed("#author"), "Un autre nom");
    assert_eq!(reader.typed("#email"), "aissata@exemple.org", "what is empty is filled");
}
