//! The form as it stands: names, labels, what it says before anything is sent, and where there is none.

use super::{ARTICLE, SEND};
use crate::harness::{FRENCH, Reader, Site};

#[test]
fn the_form_has_wordpresss_fields_in_their_order() {
    let site = Site::open();
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    let names: Vec<String> = reader.script("return [...new FormData(document.getElementById('commentform')).keys()]");
    assert_eq!(names, ["comment", "author", "email", "url"], "and no consent that was not given");
    assert!(reader.is_shown("#commentform #consent:not(:checked)"));
    let hints: Vec<Option<String>> =
        ["author", "email", "url"].map(|id| reader.attribute(&format!("#{id}"), "autocomplete")).into();
    assert_eq!(hints, ["name", "email", "url"].map(|hint| Some(hint.to_owned())));
    for id in ["comment", "author", "email"] {
        assert!(reader.attribute(&format!("#{id}"), "required").is_some(), "{id}");
    }
    assert_eq!(reader.attribute("#url", "required"), None);
}

#[test]
fn every_field_is_named_by_its_label() {
    let site = Site::open();
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    let labels: Vec<String> = reader.script(
        "return ['comment', 'author', 'email', 'url', 'consent']
            .map((id) => document.getElementById(id).labels[0].textContent.trim())",
    );
    assert_eq!(labels, ["Commentaire *", "Nom *", "E-mail *", "Site web", FRENCH.field_consent]);
}

#[test]
fn before_sending_the_form_says_what_is_published_and_that_the_site_has_no_comment_server() {
    let site = Site::open();
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.sees(FRENCH.leave_a_comment);
    reader.sees("Votre adresse e-mail ne sera pas publiée. Les champs obligatoires sont indiqués avec *");
    reader.sees(FRENCH.no_comment_server);
    assert_eq!(reader.text(SEND), FRENCH.send);
    let order: bool = reader.script_with(
        "const hint = [...document.querySelectorAll('#commentform .hint')].find((hint) => hint.innerText === arguments[0]);
        return Boolean(hint.compareDocumentPosition(document.getElementById('comment')) & Node.DOCUMENT_POSITION_FOLLOWING)",
        FRENCH.no_comment_server,
    );
    assert!(order, "it is said before the fields");
}

#[test]
fn an_article_whose_comments_are_closed_says_so_and_has_no_form() {
    let site = Site::open();
    let reader = Reader::of(&site);
    reader.visits("/article/alliance-des-etats-du-sahel/");
    assert_eq!(reader.text("#comments .closed"), FRENCH.comments_closed);
    assert!(!reader.is_shown("#commentform"));
    assert_eq!(reader.console(), Vec::<String>::new());
}

#[test]
fn the_form_of_the_next_article_inherits_nothing() {
    let site = Site::open();
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.types("#comment", "Pour le premier article");
    reader.clicks(SEND);
    reader.is_led_to("#comment-errors");
    reader.clicks(".onward a");
    reader.waits_until(
        "another article",
        &format!("location.pathname !== '{ARTICLE}' && document.querySelector('.story')"),
    );
    assert_eq!(reader.typed("#comment"), "");
    assert_eq!(reader.texts(".error, #comment-errors"), Vec::<String>::new());
}
