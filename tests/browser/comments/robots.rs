//! Programs that fill every form they find are told from readers, without a puzzle, a cookie or a third party.

use super::{
    ARTICLE, OUTCOME, SEND,
    canned::{LIST, POST, arrived, served, thread},
};
use crate::harness::{FRENCH, Reader, Site};
use axum::http::StatusCode;
use serde_json::json;

/// What a program does that does not look at the page.
const FILL_THE_TRAP: &str = "document.querySelector('.trap input:not([type=hidden])').value = 'https://spam.example'";

#[test]
fn a_field_that_no_reader_sees_stops_what_fills_it() {
    let service = |origin: &str| json!({ "backend": "form", "action": format!("{origin}/recu") });
    for site in [served([]), Site::commenting(service)] {
        let reader = Reader::of(&site);
        reader.visits(ARTICLE);
        let tabbed: i32 = reader.script("return document.querySelector('.trap input').tabIndex");
        assert_eq!(tabbed, -1, "no keyboard comes to it");
        reader.script::<()>(FILL_THE_TRAP);
        reader.types("#comment", "Achetez");
        reader.introduces_themselves();
        reader.clicks(SEND);
        reader.sees(FRENCH.trapped);
        assert!(site.posted().iter().all(|posted| posted.path != POST && posted.path != "/recu"));
        assert_eq!(reader.typed("#comment"), "Achetez", "if it was a reader after all, nothing is lost");
    }
}

#[test]
fn a_comment_that_is_quicker_than_anybody_writes_waits_before_it_leaves() {
    let site = served([]);
    site.tells(POST, StatusCode::CREATED, &arrived(3, "<p>Vite</p>"));
    let reader = Reader::of(&site);
    // Those seconds pass when the test says so.
    reader.before_every_document(
        "window.later = []; const wait = setTimeout;
        window.setTimeout = (done, after, ...rest) =>
            after > 500 && after <= 3000 ? window.later.push(done) : wait(done, after, ...rest)",
    );
    reader.visits(ARTICLE);
    reader.script_with::<()>(
        "for (const [id, value] of Object.entries(arguments[0])) document.getElementById(id).value = value;
        document.getElementById('commentform').requestSubmit()",
        json!({ "comment": "Vite", "author": "Aïssata Maïga", "email": "aissata@exemple.org" }),
    );
    reader.sees(FRENCH.comment_on_its_way);
    reader.waits_for_a_frame();
    assert!(site.posted().is_empty());
    site.tells(LIST, StatusCode::OK, &thread([]));
    reader.script::<()>("window.later.forEach((done) => done())");
    reader.waits_for_the_host("the comment", |site| site.posted().len() == 1);
    reader.waits_until(
        "its end",
        &format!("document.querySelector('{OUTCOME}').textContent === '{}'", FRENCH.comment_published),
    );
    assert_eq!(reader.script::<String>("return document.cookie"), "");
}
