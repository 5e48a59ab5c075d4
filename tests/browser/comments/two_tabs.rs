//! Two windows on one article: neither overwrites what is typed in the other.

use super::{ARTICLE, SEND};
use crate::harness::{Ability, FRENCH, Reader, Site, Tab};

/// Two windows on the article, each with a text of its own; the reader looks at the second.
fn two_drafts(reader: &Reader<'_>) -> (Tab, Tab) {
    reader.visits(ARTICLE);
    let first = reader.tab();
    let second = reader.opens_another_tab();
    reader.visits(ARTICLE);
    reader.types("#comment", "Deuxième fenêtre");
    reader.looks_at(&first);
    reader.types("#comment", "Première fenêtre");
    reader.looks_at(&second);
    (first, second)
}

#[test]
fn neither_window_overwrites_the_other() {
    let site = Site::open();
    let reader = Reader::of(&site);
    let (first, second) = two_drafts(&reader);
    assert_eq!(reader.typed("#comment"), "Deuxième fenêtre");
    for (tab, text) in [(&second, "Deuxième fenêtre"), (&first, "Première fenêtre")] {
        reader.looks_at(tab);
        reader.reloads();
        reader.waits_for_the_app();
        assert_eq!(reader.typed("#comment"), text);
    }
}

#[test]
fn the_other_windows_text_is_offered_and_taken_over_without_a_loss() {
    let site = Site::open();
    let reader = Reader::of(&site);
    two_drafts(&reader);
    reader.sees(FRENCH.other_draft);
    assert!(reader.text(".other-draft q").contains("Première fenêtre"));
    reader.clicks(".other-draft button:first-child");
    assert_eq!(reader.typed("#comment"), "Première fenêtre");
    assert!(reader.is_focused_on("#comment"));
    // Its own text stepped aside and can be had back.
    reader.waits_until(
        "its own text offered",
        "document.querySelector('.other-draft q')?.textContent.includes('Deuxième')",
    );
    reader.clicks(".other-draft button:first-child");
    assert_eq!(reader.typed("#comment"), "Deuxième fenêtre");
}

#[test]
fn taking_a_text_over_does_not_take_it_from_the_window_that_writes_it() {
    let site = Site::open();
    let reader = Reader::of(&site);
    let (first, _) = two_drafts(&reader);
    reader.clicks(".other-draft button:first-child");
    reader.looks_at(&first);
    assert_eq!(reader.typed("#comment"), "Première fenêtre");
    reader.reloads();
    reader.waits_for_the_app();
    assert_eq!(reader.typed("#comment"), "Première fenêtre");
}

#[test]
fn an_offered_text_that_is_not_wanted_goes() {
    let site = Site::open();
    let reader = Reader::of(&site);
    let (first, _) = two_drafts(&reader);
    // A window that is closed has nothing to write any more.
    reader.looks_at(&first);
    reader.closes_this_tab();
    let left = reader.tabs().remove(0);
    reader.looks_at(&left);
    reader.clicks(".other-draft button:last-child");
    reader.no_longer_sees(FRENCH.other_draft);
    assert_eq!(reader.typed("#comment"), "Deuxième fenêtre");
    reader.reloads();
    reader.waits_for_the_app();
    assert_eq!(reader.typed("#comment"), "Deuxième fenêtre");
    assert!(!reader.is_shown(".other-draft"));
}

#[test]
fn a_duplicated_window_does_not_overwrite_the_one_it_came_from() {
    let site = Site::open();
    let reader = Reader::of(&site);
    if !reader.can(Ability::Tabs) {
        return;
    }
    reader.visits(ARTICLE);
    let first = reader.tab();
    reader.types("#comment", "Original");
    // What « dupliquer l’onglet » does: the new window begins with a copy of this one's session storage.
    reader.script::<()>("window.open(location.href, '_blank', 'popup')");
    reader.waits_for_the_host("the new window", |site| site.documents().len() == 2);
    let second = reader.tabs().into_iter().find(|tab| *tab != first).expect("the new window");
    reader.looks_at(&second);
    reader.waits_for_the_app();
    assert_eq!(reader.typed("#comment"), "Original", "it begins with the same text");
    reader.empties("#comment");
    reader.types("#comment", "Copie");
    reader.looks_at(&first);
    assert_eq!(reader.typed("#comment"), "Original");
    for (tab, text) in [(&first, "Original"), (&second, "Copie")] {
        reader.looks_at(tab);
        reader.reloads();
        reader.waits_for_the_app();
        assert_eq!(reader.typed("#comment"), text);
    }
}

#[test]
fn sending_in_one_window_leaves_the_others_text_alone() {
    let site = Site::open();
    let reader = Reader::of(&site);
    let (first, _) = two_drafts(&reader);
    reader.introduces_themselves();
    reader.clicks(SEND);
    reader.sees(FRENCH.comment_kept);
    reader.looks_at(&first);
    reader.reloads();
    reader.waits_for_the_app();
    assert_eq!(reader.typed("#comment"), "Première fenêtre");
}
