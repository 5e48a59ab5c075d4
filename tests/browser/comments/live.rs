//! The thread in the page: what was there when it was written, what a server adds to it, and a reader's own comments on
//! their way. The server's answers are canned, so that they can be hostile, huge, late or cut off.

use super::{ARTICLE, SEND};
use crate::harness::{Reader, Site};
use axum::http::StatusCode;
use depeche::words;
use serde_json::{Value, json};

#[allow(unreachable_pub, reason = "the tests of the publisher share it")]
#[path = "../../hostile/mod.rs"]
mod hostile;

const LIST: &str = "/avis/";
const COUNT: &str = "/avis/count";
const POST: &str = "/avis/new";
const WORDPRESS: &str = "/wp-json/wp/v2/comments";

fn isso(origin: &str) -> Value {
    json!({ "backend": "isso", "url": format!("{origin}/avis") })
}

/// A comment as Isso lists it.
fn listed(id: u64, html: &str) -> Value {
    json!({
        "id": id, "parent": null, "created": 1_700_000_000.5 + id as f64, "mode": 1, "text": html, "author": "Awa",
        "website": null, "replies": [],
    })
}

fn thread(comments: impl IntoIterator<Item = Value>) -> Value {
    json!({ "id": null, "replies": comments.into_iter().collect::<Vec<_>>() })
}

/// A site whose server has these comments.
fn served(comments: impl IntoIterator<Item = Value>) -> Site {
    let site = Site::commenting(isso);
    site.tells(LIST, StatusCode::OK, &thread(comments));
    site
}

/// A site whose pages were written with so many comments, and whose server counts another number by now.
fn written_with(comments: u64, counted: u64) -> Site {
    let comment = |id| {
        let html = format!("<p>Dit {id}</p>");
        json!({ "id": id, "author": "Awa", "published": "2024-01-16T10:00:00Z", "html": html })
    };
    let comments: Vec<Value> = (1..=comments).map(comment).collect();
    let site = Site::commented(&json!({ "thread": ARTICLE, "comments": comments }), isso);
    site.tells(COUNT, StatusCode::OK, &json!([counted]));
    site
}

impl Reader<'_> {
    #[track_caller]
    fn sends(&self, text: &str) {
        self.types("#comment", text);
        self.introduces_themselves();
        self.clicks(SEND);
    }

    #[track_caller]
    fn waits_for_comments(&self, number: usize) {
        let shown = format!("document.querySelectorAll('#fil .comment').length === {number}");
        self.waits_until(&format!("{number} comments"), &shown);
    }
}

#[test]
fn hostile_comments_run_nothing_and_stay_where_they_are() {
    let vectors = hostile::VECTORS;
    let comments = vectors.iter().zip(1..).map(|(vector, id)| {
        let mut comment = listed(id, vector);
        comment["author"] = json!(vector);
        comment["website"] = json!(vector);
        comment
    });
    let site = served(comments);
    site.is_hostile();
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    let outside = "const page = document.body.cloneNode(true);
        page.querySelectorAll('#fil, #fil-suite, script').forEach((part) => part.remove());
        page.querySelectorAll('.byline .meta a').forEach((link) => { link.textContent = '' });
        return page.innerHTML";
    reader.waits_for_comments(50);
    let before: String = reader.script(outside);
    for shown in (100..vectors.len() + 50).step_by(50) {
        reader.clicks("#fil-suite button");
        reader.waits_for_comments(shown.min(vectors.len()));
    }
    reader.waits_for_comments(vectors.len());
    reader.waits_for_a_frame();
    assert!(!reader.script::<bool>(&format!("return '{}' in window", hostile::MARK)), "one has won");
    assert_eq!(reader.script::<String>(outside), before, "the page outside the comments is as it was");
    let foreign: Vec<String> = reader.script(
        "return [...document.querySelectorAll('#fil .said *')].flatMap((element) =>
            [...element.attributes].map((attribute) => `${element.localName} ${attribute.name}`))
            .filter((found) => found !== 'a href' && found !== 'a rel')",
    );
    assert_eq!(foreign, Vec::<String>::new());
    let elements: Vec<String> = reader.script(
        "return [...new Set([...document.querySelectorAll('#fil .said *')].map((element) => element.localName))]",
    );
    let allowed = depeche::backend::Foreign::ELEMENTS;
    assert!(elements.iter().all(|element| allowed.contains(&element.as_str())), "{elements:?}");
    let led: Vec<String> = reader.script(
        "return [...document.querySelectorAll('#fil .said a[href], #fil .meta b a')].map((link) => link.protocol)",
    );
    assert!(led.iter().all(|scheme| ["https:", "http:", "mailto:"].contains(&scheme.as_str())), "{led:?}");
    // Nobody's comment has got into another one, or out of the list.
    let placed = "return document.querySelectorAll('#fil > .thread > .comment').length";
    assert_eq!(reader.script::<usize>(placed), vectors.len());
    // The policy speaks of what the browser's parser meets in a text, though nothing of it gets into the page. It has not been
    // asked to load anything.
    let loaded = ["img-src", "connect-src", "frame-src", "object-src", "media-src", "script-src-elem"];
    let reports = site.reports().concat();
    assert!(
        !loaded.iter().any(|directive| reports.contains(&format!("effective-directive\":\"{directive}"))),
        "{reports}"
    );
    let mut console = reader.console();
    console.retain(|line| !line.contains("Content Security Policy"));
    assert_eq!(console, Vec::<String>::new());
}

#[test]
fn a_page_that_knows_every_comment_asks_once_and_loads_none() {
    let site = written_with(50, 50);
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.waits_for_the_host("the question", |site| !site.asked_under(LIST).is_empty());
    reader.waits_for_a_frame();
    assert_eq!(site.asked_under(LIST), [format!("{COUNT} (empty)")]);
    assert_eq!(reader.thread().len(), 50);
    assert!(reader.text(".byline").contains(&words::comments(50)));
    assert_eq!(reader.console(), Vec::<String>::new());
}

#[test]
fn what_came_after_the_page_was_written_is_added_to_it() {
    let site = written_with(2, 3);
    // Isso counts from a moment within the second of the newest one, so that it comes along again.
    site.tells(LIST, StatusCode::OK, &thread([listed(2, "<p>Dit 2</p>"), listed(3, "<p>Dit après</p>")]));
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.waits_for_comments(3);
    assert_eq!(reader.thread(), ["Dit 1", "Dit 2", "Dit après"]);
    assert!(reader.text(".byline").contains(&words::comments(3)), "the number by the headline follows");
    assert_eq!(site.asked_under(LIST).len(), 2, "the number, and what is new");
}

#[test]
fn a_thread_is_read_although_its_server_does_not_answer() {
    let site = written_with(2, 2);
    site.answers(COUNT, StatusCode::INTERNAL_SERVER_ERROR);
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.sees(words::COMMENTS_UNREACHABLE);
    assert_eq!(reader.thread(), ["Dit 1", "Dit 2"]);
}

#[test]
fn an_address_leads_to_a_comment_on_another_page_of_the_thread() {
    let site = written_with(120, 120);
    let reader = Reader::of(&site);
    reader.visits(&format!("{ARTICLE}#comment-110"));
    reader.is_led_to("#comment-110");
    assert_eq!(reader.path(), format!("{ARTICLE}commentaires/3/"));
}

#[test]
fn an_address_of_a_comment_that_is_gone_ends_on_the_thread_s_last_page() {
    let site = written_with(60, 60);
    let reader = Reader::of(&site);
    reader.visits(&format!("{ARTICLE}#comment-999"));
    reader.waits_until("the last page", &format!("location.pathname === '{ARTICLE}commentaires/2/'"));
    reader.waits_for_the_app();
    assert_eq!(reader.console(), Vec::<String>::new());
}

#[test]
fn a_long_thread_opens_with_its_first_page_and_leads_to_any_comment() {
    let comments = || (1..=1000).map(|id| listed(id, &format!("<p>Dit {id}</p>")));
    let site = served(comments());
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.waits_for_comments(50);
    assert!(reader.text(".byline").contains(&words::comments(1000)));
    reader.clicks("#fil-suite button");
    reader.waits_for_comments(100);
    reader.visits("/");
    reader.visits(&format!("{ARTICLE}#comment-420"));
    reader.is_led_to("#comment-420");
}

#[test]
fn a_page_that_is_left_while_a_comment_is_on_its_way_keeps_it_and_sends_it_once() {
    let site = served([]);
    let held = site.holds(POST);
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.sends("En chemin");
    reader.waits_for_the_host("the comment", |site| site.posted().len() == 1);
    reader.reloads();
    reader.waits_for_the_app();
    reader.sees(words::NOT_SENT);
    assert_eq!(reader.typed("#comment"), "", "it is not twice on the page");
    drop(held);
    // It had arrived, as the thread shows by then.
    let mut arrived = listed(7, "<p>En chemin</p>");
    arrived["author"] = json!("Aïssata Maïga");
    arrived["created"] = json!(4e9);
    site.tells(LIST, StatusCode::OK, &thread([arrived]));
    reader.clicks("[data-do=send]");
    reader.sees(words::COMMENT_HAD_ARRIVED);
    assert_eq!(reader.texts(".own .comment"), Vec::<String>::new());
    assert_eq!(site.posted().len(), 1);
}

#[test]
fn a_comment_whose_answer_was_cut_off_is_kept() {
    let site = served([]);
    site.cuts(POST);
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.sends("Coupé");
    reader.sees(words::NOT_SENT);
    assert_eq!(reader.typed("#comment"), "");
    site.tells(POST, StatusCode::CREATED, &{
        let mut taken = listed(3, "<p>Coupé</p>");
        taken["author"] = json!("Aïssata Maïga");
        taken
    });
    reader.clicks("[data-do=send]");
    reader.sees(words::COMMENT_PUBLISHED);
    assert_eq!(reader.texts(".own .comment"), Vec::<String>::new());
    assert_eq!(reader.thread(), ["Coupé"]);
}

#[test]
fn a_comment_is_kept_whatever_a_server_answers() {
    let site = served([]);
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.introduces_themselves();
    for (number, status) in [500, 502, 503, 404, 200, 418].into_iter().enumerate() {
        site.answers(POST, StatusCode::from_u16(status).expect("a status"));
        reader.types("#comment", &format!("Réponse {status}"));
        reader.clicks(SEND);
        reader.waits_until(
            &format!("the comment after {status}"),
            &format!("document.querySelectorAll('.own .comment').length === {}", number + 1),
        );
        reader.waits_until("an empty form", "document.getElementById('comment').value === ''");
    }
    reader.reloads();
    reader.waits_for_the_app();
    assert_eq!(reader.texts(".own .comment").len(), 6);
}

#[test]
fn a_click_too_many_sends_once() {
    let site = served([]);
    let held = site.holds(POST);
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.types("#comment", "Une fois");
    reader.introduces_themselves();
    reader.double_clicks(SEND);
    reader.waits_for_the_host("the comment", |site| !site.posted().is_empty());
    reader.clicks(SEND);
    drop(held);
    reader.waits_until("its end", "document.querySelector('.own .comment')");
    assert_eq!(site.posted().len(), 1);
}

#[test]
fn a_comment_that_is_not_sent_is_the_same_in_every_window() {
    let site = served([]);
    site.answers(POST, StatusCode::INTERNAL_SERVER_ERROR);
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    let first = reader.tab();
    let second = reader.opens_another_tab();
    reader.visits(ARTICLE);
    reader.sends("Dans deux fenêtres");
    reader.sees(words::NOT_SENT);
    reader.looks_at(&first);
    reader.sees(words::NOT_SENT);
    reader.clicks(".own [data-do=delete]");
    reader.looks_at(&second);
    reader.no_longer_sees(words::NOT_SENT);
}

#[test]
fn a_full_storage_leaves_the_text_in_the_form_until_it_is_sent() {
    let site = served([]);
    site.answers(POST, StatusCode::INTERNAL_SERVER_ERROR);
    let reader = Reader::of(&site);
    reader.before_every_document(
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }",
    );
    reader.visits(ARTICLE);
    reader.sends("Sans place");
    reader.sees(words::COMMENT_UNSENT_UNKEPT);
    assert_eq!(reader.typed("#comment"), "Sans place");
    site.tells(POST, StatusCode::CREATED, &listed(3, "<p>Sans place</p>"));
    reader.clicks(SEND);
    reader.sees(words::COMMENT_PUBLISHED);
    assert_eq!(reader.typed("#comment"), "");
}

#[test]
fn what_wordpress_knows_already_had_arrived() {
    let site = Site::commenting(|origin| json!({ "backend": "wordpress", "url": origin }));
    site.tells(WORDPRESS, StatusCode::OK, &json!([]));
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    site.answers(WORDPRESS, StatusCode::BAD_GATEWAY);
    reader.sends("Deux fois ?");
    reader.sees(words::NOT_SENT);
    // It waits for a moderator there: the list does not show it, but a second copy is refused.
    site.tells(WORDPRESS, StatusCode::OK, &json!([]));
    let duplicate = json!({ "code": "comment_duplicate", "message": "…", "data": { "status": 409 } });
    site.tells_who_posts(WORDPRESS, StatusCode::CONFLICT, &duplicate);
    reader.clicks("[data-do=send]");
    reader.sees(words::COMMENT_HAD_ARRIVED);
    reader.no_longer_sees(words::NOT_SENT);
}

#[test]
fn a_comment_that_is_begun_while_another_one_is_not_sent_is_kept_too() {
    let site = served([]);
    site.answers(POST, StatusCode::INTERNAL_SERVER_ERROR);
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.sends("Le premier");
    reader.sees(words::NOT_SENT);
    reader.types("#comment", "Le second");
    reader.clicks(".masthead a[href='/pays/niger/']");
    reader.waits_until("another page", "document.querySelector('h1').textContent === 'Niger'");
    reader.goes_back();
    reader.waits_until("the second text", "document.getElementById('comment')?.value === 'Le second'");
    // Nor does sending the first one cost the second.
    let mut taken = listed(3, "<p>Le premier</p>");
    taken["author"] = json!("Aïssata Maïga");
    site.tells(POST, StatusCode::CREATED, &taken);
    reader.clicks("[data-do=send]");
    reader.sees(words::COMMENT_PUBLISHED);
    reader.reloads();
    reader.waits_for_the_app();
    assert_eq!(reader.typed("#comment"), "Le second");
}

#[test]
fn what_is_written_while_a_comment_is_on_its_way_stays() {
    let site = served([]);
    let held = site.holds(POST);
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.sends("En chemin");
    reader.waits_for_the_host("the comment", |site| site.posted().len() == 1);
    reader.types("#comment", ", et la suite");
    assert_eq!(reader.text(super::OUTCOME), words::COMMENT_ON_ITS_WAY);
    reader.clicks(SEND);
    drop(held);
    reader.waits_until("its end", "document.querySelector('.own .comment')");
    reader.no_longer_sees(words::COMMENT_ON_ITS_WAY);
    assert_eq!(site.posted().len(), 1, "the button sends nothing in between");
    assert_eq!(reader.typed("#comment"), "En chemin, et la suite");
}

#[test]
fn the_form_outlives_the_comment_that_it_stands_under() {
    let site = served([listed(1, "<p>Dit 1</p>")]);
    site.answers(POST, StatusCode::INTERNAL_SERVER_ERROR);
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.sends("Pas parti");
    reader.sees(words::NOT_SENT);
    reader.clicks("#comment-1 [data-reply]");
    reader.types("#comment", "Ma réponse");
    site.tells(LIST, StatusCode::OK, &thread([]));
    reader.clicks("[data-do=send]");
    reader.waits_for_comments(0);
    reader.waits_until("the form in its place", "document.querySelector('#respond-place #commentform')");
    assert_eq!(reader.typed("#comment"), "Ma réponse");
}

#[test]
fn an_unsent_comment_is_changed_with_all_that_belongs_to_it() {
    let site = served([]);
    site.answers(POST, StatusCode::INTERNAL_SERVER_ERROR);
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.sends("À changer");
    reader.sees(words::NOT_SENT);
    reader.script::<()>("sessionStorage.clear()");
    reader.reloads();
    reader.waits_for_the_app();
    reader.clicks("[data-do=edit]");
    assert_eq!(reader.typed("#comment"), "À changer");
    assert_eq!(
        (reader.typed("#author"), reader.typed("#email")),
        ("Aïssata Maïga".into(), "aissata@exemple.org".into())
    );
}
