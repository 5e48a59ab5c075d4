//! A comment is sent: on a site without a comment server it stays on the device, and the page says so.

use super::{ARTICLE, OTHER_ARTICLE, OUTCOME, SEND};
use crate::harness::{FRENCH, Reader, Site};
use thirtyfour::Key;

fn at_the_form(site: &Site) -> Reader<'_> {
    let reader = Reader::of(site);
    reader.visits(ARTICLE);
    reader
}

#[test]
fn a_comment_is_shown_as_visible_only_here_and_survives_a_reload() {
    let site = Site::open();
    let reader = at_the_form(&site);
    site.forget_asked();
    reader.comments("Un article utile.");
    reader.sees(FRENCH.comment_kept);
    assert_eq!(reader.attribute(OUTCOME, "role").as_deref(), Some("status"), "said to who cannot see it");
    assert_eq!(reader.typed("#comment"), "", "what is sent is no longer in the form");
    assert_eq!(site.documents(), Vec::<String>::new(), "nothing was posted anywhere");
    reader.reloads();
    reader.waits_for_the_app();
    reader.waits_until("the comment in the thread", "document.querySelector('.thread li')");
    assert_eq!(reader.thread(), ["Un article utile."]);
    let comment = reader.text(".thread .comment");
    assert!(comment.contains("Aïssata Maïga") && comment.contains(FRENCH.visible_only_here), "{comment}");
    assert!(!comment.contains("aissata@exemple.org"), "the address is never shown");
    assert_eq!(reader.typed("#comment"), "", "and no draft of it is left");
}

#[test]
fn a_comment_is_kept_offline_as_well() {
    let site = Site::open();
    let reader = at_the_form(&site);
    reader.goes_offline();
    reader.comments("Sans réseau");
    reader.sees(FRENCH.comment_kept);
    reader.comes_online();
    reader.visits(ARTICLE);
    reader.waits_until("the comment in the thread", "document.querySelector('.thread li')");
    assert_eq!(reader.thread(), ["Sans réseau"]);
}

#[test]
fn a_comment_stands_under_its_own_article_only() {
    let site = Site::open();
    let reader = at_the_form(&site);
    reader.comments("Un article utile.");
    reader.visits(OTHER_ARTICLE);
    assert_eq!(reader.thread(), Vec::<String>::new());
    reader.visits(ARTICLE);
    reader.waits_until("the comment in the thread", "document.querySelector('.thread li')");
}

#[test]
fn comments_stand_in_the_order_they_were_written() {
    let site = Site::open();
    let reader = at_the_form(&site);
    reader.comments("Premier");
    reader.types("#comment", "Second");
    reader.clicks(SEND);
    reader.waits_until("two comments", "document.querySelectorAll('.thread li').length === 2");
    assert_eq!(reader.thread(), ["Premier", "Second"]);
}

#[test]
fn enter_in_a_field_sends_and_in_the_comment_begins_a_line() {
    let site = Site::open();
    let reader = at_the_form(&site);
    reader.types("#comment", "Une ligne");
    reader.presses(Key::Enter);
    reader.types("#comment", "et une autre");
    reader.introduces_themselves();
    reader.presses(Key::Enter);
    reader.waits_until("the comment in the thread", "document.querySelector('.thread li')");
    assert_eq!(reader.thread(), ["Une ligne\net une autre"]);
}

#[test]
fn a_double_click_on_the_button_sends_once() {
    let site = Site::open();
    let reader = at_the_form(&site);
    reader.types("#comment", "Une seule fois");
    reader.introduces_themselves();
    reader.double_clicks(SEND);
    reader.waits_until("the comment in the thread", "document.querySelector('.thread li')");
    reader.waits_for_a_frame();
    assert_eq!(reader.thread(), ["Une seule fois"]);
    reader.sees(FRENCH.comment_kept);
    assert!(!reader.is_shown("#comment-errors, .error"), "the second click scolds nobody");
}

#[test]
fn the_same_comment_twice_is_found_out_and_stays_in_the_form() {
    let site = Site::open();
    let reader = at_the_form(&site);
    reader.comments("Je me répète.");
    reader.types("#comment", "  Je me répète. ");
    reader.clicks(SEND);
    reader.sees(FRENCH.comment_duplicate);
    assert_eq!(reader.thread(), ["Je me répète."]);
    assert_eq!(reader.typed("#comment").trim(), "Je me répète.");
    reader.types("#comment", "Ou presque.");
    reader.no_longer_sees(FRENCH.comment_duplicate);
    reader.clicks(SEND);
    reader.waits_until("two comments", "document.querySelectorAll('.thread li').length === 2");
}

#[test]
fn a_comment_is_deleted_and_brought_back() {
    let site = Site::open();
    let reader = at_the_form(&site);
    reader.comments("À supprimer ?");
    assert_eq!(reader.text(".thread li button"), FRENCH.delete);
    reader.clicks(".thread li button");
    reader.sees(FRENCH.comment_deleted);
    assert_eq!(reader.thread(), Vec::<String>::new());
    reader.is_led_to("#undo-delete");
    reader.presses(Key::Enter);
    reader.waits_until("the comment again", "document.querySelector('.thread li')");
    assert_eq!(reader.thread(), ["À supprimer ?"]);
    reader.no_longer_sees(FRENCH.comment_deleted);
    // The keyboard is not sent back to the top of the page.
    reader.is_led_to(".thread .comment");

    reader.clicks(".thread li button");
    reader.sees(FRENCH.comment_deleted);
    reader.reloads();
    reader.waits_for_the_app();
    reader.waits_for_a_frame();
    assert_eq!(reader.thread(), Vec::<String>::new(), "deleted for good");
}

#[test]
fn a_comment_brought_back_stands_where_it_stood() {
    let site = Site::open();
    let reader = at_the_form(&site);
    reader.comments("Premier");
    reader.types("#comment", "Second");
    reader.clicks(SEND);
    reader.waits_until("two comments", "document.querySelectorAll('.thread li').length === 2");
    reader.clicks(".thread li:first-child button");
    reader.sees(FRENCH.comment_deleted);
    reader.clicks("#undo-delete");
    reader.waits_until("two comments again", "document.querySelectorAll('.thread li').length === 2");
    assert_eq!(reader.thread(), ["Premier", "Second"]);
}

#[test]
fn each_button_says_to_who_cannot_see_which_comment_it_deletes() {
    let site = Site::open();
    let reader = at_the_form(&site);
    reader.comments("Bonjour");
    let when = reader.text(".thread li time");
    assert_eq!(reader.attribute(".thread li button", "aria-label"), Some(FRENCH.delete_comment_of.with([&when])));
}

#[test]
fn hostile_text_is_shown_as_text() {
    let site = Site::open();
    let reader = at_the_form(&site);
    let hostile = "<script>window.hacked = 1</script><img src=x onerror=\"window.hacked = 1\">{{7*7}} &lt;b&gt;";
    reader.types("#comment", hostile);
    reader.types("#author", "<b onmouseover=alert(1)>Moi</b>");
    reader.types("#email", "moi@exemple.org");
    reader.clicks(SEND);
    reader.waits_until("the comment in the thread", "document.querySelector('.thread li')");
    for _ in ["as sent", "as read back"] {
        reader.waits_until("the comment in the thread", "document.querySelector('.thread li')");
        assert_eq!(reader.thread(), [hostile]);
        assert!(reader.text(".thread li").contains("<b onmouseover=alert(1)>Moi</b>"));
        assert!(!reader.is_shown(".thread script, .thread img, .thread b b"));
        assert!(reader.script::<bool>("return window.hacked === undefined"));
        reader.reloads();
        reader.waits_for_the_app();
    }
    assert_eq!(site.reports(), Vec::<String>::new(), "the policy had nothing to stop");
}

#[test]
fn a_comment_sent_in_one_window_appears_in_the_other() {
    let site = Site::open();
    let reader = at_the_form(&site);
    let first = reader.tab();
    reader.opens_another_tab();
    reader.visits(ARTICLE);
    reader.comments("Vu des deux côtés");
    reader.looks_at(&first);
    reader.waits_until("the comment in the thread", "document.querySelector('.thread li')");
    assert_eq!(reader.thread(), ["Vu des deux côtés"]);
}
