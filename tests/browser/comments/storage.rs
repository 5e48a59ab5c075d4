//! The device's storage is full, denied or holds garbage: the page works, and the text stays where the reader sees it.

use super::{ARTICLE, SEND};
use crate::harness::{FRENCH, Reader, Site};

/// Fills the device's storage to the last character.
const FILL: &str = "
    for (let length = 1 << 22; length >= 1; length >>= 1)
        for (let turn = 0; turn < 3; turn += 1)
            try { localStorage.setItem(`fill-${length}-${turn}`, 'x'.repeat(length)) } catch {}";

/// What Chromium does where the reader has forbidden a site to keep anything.
const DENY: &str = "
    for (const name of ['localStorage', 'sessionStorage'])
        Object.defineProperty(window, name, { get() { throw new DOMException('denied', 'SecurityError') } })";

/// What private windows of older browsers did: the storage is there and takes nothing.
const TAKE_NOTHING: &str = "
    Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }";

#[test]
fn a_full_storage_is_said_while_the_text_can_still_be_saved() {
    let site = Site::open();
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.script::<()>(FILL);
    reader.types("#comment", "Un texte qui ne trouve plus de place");
    reader.sees(FRENCH.storage_full);
    reader.introduces_themselves();
    reader.clicks(SEND);
    reader.sees(FRENCH.storage_full);
    assert_eq!(reader.typed("#comment"), "Un texte qui ne trouve plus de place");
    assert_eq!(reader.thread(), Vec::<String>::new(), "what is not kept is not shown as kept");
    // Once there is room the same button does it.
    reader.script::<()>(
        "for (const key of Object.keys(localStorage)) if (key.startsWith('fill')) localStorage.removeItem(key)",
    );
    reader.clicks(SEND);
    reader.sees(FRENCH.comment_kept);
    assert_eq!(reader.thread(), ["Un texte qui ne trouve plus de place"]);
}

#[test]
fn the_warning_stays_while_the_reader_goes_on_writing() {
    let site = Site::open();
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.script::<()>(FILL);
    reader.types("#comment", "Un texte");
    reader.sees(FRENCH.storage_full);
    reader.introduces_themselves();
    reader.sees(FRENCH.storage_full);
}

#[test]
fn a_denied_storage_is_said_and_nothing_else_suffers() {
    let site = Site::open();
    let reader = Reader::of(&site);
    reader.before_every_document(DENY);
    reader.visits(ARTICLE);
    reader.types("#comment", "Un texte");
    reader.sees(FRENCH.storage_denied);
    reader.introduces_themselves();
    reader.clicks(SEND);
    reader.sees(FRENCH.storage_denied);
    assert_eq!(reader.typed("#comment"), "Un texte");
    assert_eq!(reader.thread(), Vec::<String>::new());
    // The rest of the site is none the worse for it.
    reader.clicks(".masthead a[href='/pays/niger/']");
    reader.waits_until("another page", "document.querySelector('h1').textContent === 'Niger'");
    reader.goes_back();
    reader.waits_until("the article", "document.querySelector('.story')");
    assert_eq!(reader.console(), Vec::<String>::new());
}

#[test]
fn a_text_outlives_a_way_through_the_site_even_where_storage_is_denied() {
    let site = Site::open();
    let reader = Reader::of(&site);
    reader.before_every_document(DENY);
    reader.visits(ARTICLE);
    reader.types("#comment", "Un texte");
    reader.clicks(".masthead a[href='/pays/niger/']");
    reader.waits_until("another page", "document.querySelector('h1').textContent === 'Niger'");
    reader.goes_back();
    reader.waits_until("the text", "document.getElementById('comment')?.value === 'Un texte'");
}

#[test]
fn a_storage_that_takes_nothing_is_said() {
    let site = Site::open();
    let reader = Reader::of(&site);
    reader.before_every_document(TAKE_NOTHING);
    reader.visits(ARTICLE);
    reader.types("#comment", "Un texte");
    reader.sees(FRENCH.storage_full);
    reader.introduces_themselves();
    reader.clicks(SEND);
    assert_eq!(reader.typed("#comment"), "Un texte");
    assert_eq!(reader.thread(), Vec::<String>::new());
    assert_eq!(reader.console(), Vec::<String>::new());
}

#[test]
fn garbage_in_the_storage_does_no_harm_and_is_not_thrown_away() {
    let site = Site::open();
    let reader = Reader::of(&site);
    reader.visits("/pays/togo/");
    for garbage in ["", "null", "42", "{]", "[{\"id\":1}]", "\u{0}\u{ffff}", "{\"text\":7,\"at\":\"x\"}"] {
        let script = format!(
            "localStorage.clear();
            for (const key of ['depeche:comments:{ARTICLE}', 'depeche:draft:{ARTICLE}:x', 'depeche:identity'])
                localStorage[key] = arguments[0];
            sessionStorage['depeche:identity'] = arguments[0];
            sessionStorage['depeche:tab'] = arguments[0];"
        );
        reader.script_with::<()>(&script, garbage);
        reader.visits(ARTICLE);
        assert_eq!(reader.thread(), Vec::<String>::new(), "{garbage:?}");
        assert_eq!(reader.typed("#comment"), "", "{garbage:?}");
        reader.comments("Malgré tout");
        assert_eq!(reader.thread(), ["Malgré tout"], "{garbage:?}");
        let kept = format!(
            "return Object.entries(localStorage).some(([key, value]) => key.startsWith('depeche:comments:{ARTICLE}') && value === arguments[0])"
        );
        assert!(reader.script_with::<bool>(&kept, garbage), "{garbage:?} may have been a reader's text");
        assert_eq!(reader.console(), Vec::<String>::new(), "{garbage:?}");
    }
}

#[test]
fn a_comment_that_cannot_be_deleted_stays() {
    let site = Site::open();
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.comments("Toujours là");
    reader.script::<()>(TAKE_NOTHING);
    reader.clicks(".thread li button");
    reader.waits_for_a_frame();
    assert_eq!(reader.thread(), ["Toujours là"]);
    assert!(!reader.page().contains(FRENCH.comment_deleted), "what is still there is not called deleted");
}
