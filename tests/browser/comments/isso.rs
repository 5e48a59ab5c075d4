//! A site whose comments go to a real Isso: written, waited for, read by everyone, answered, changed, and never lost.

use super::{ARTICLE, OUTCOME, SEND};
use crate::harness::{FRENCH, Guard, Isso, Reader, Site, http};
use depeche::model::comment::{Fault, Field};
use serde_json::{Value, json};

/// The comments in the thread that everybody reads.
const PUBLISHED: &str = "#fil .comment .said";

fn isso(url: &str) -> Value {
    json!({ "backend": "isso", "url": url })
}

/// A site with its Isso, which publishes at once.
fn open() -> (Site, Isso) {
    let reserved = Isso::reserve();
    let site = Site::commenting(|_| isso(&reserved.url()));
    let isso = reserved.start(&site.origin());
    (site, isso)
}

/// The same with a moderator.
fn moderated() -> (Site, Isso) {
    let reserved = Isso::reserve().moderated();
    let site = Site::commenting(|_| isso(&reserved.url()));
    let isso = reserved.start(&site.origin());
    (site, isso)
}

/// A comment that somebody else has written.
fn somebody_writes(isso: &Isso, author: &str, text: &str, parent: Option<u64>) -> u64 {
    let body = json!({ "text": text, "author": author, "email": "x@exemple.org", "parent": parent, "title": "Titre" });
    let url = format!("{}/new?uri=%2Farticle%2Fmission-a-moscou%2F", isso.url());
    http::post(&url, &body).json()["id"].as_u64().expect("the comment is taken")
}

impl Reader<'_> {
    #[track_caller]
    fn writes(&self, text: &str) {
        self.types("#comment", text);
        self.introduces_themselves();
        self.clicks(SEND);
    }

    #[track_caller]
    fn waits_for_published(&self, texts: &[&str]) {
        let wanted = serde_json::to_string(texts).expect("texts");
        let shown = format!(
            "JSON.stringify([...document.querySelectorAll('{PUBLISHED}')].map((said) => said.textContent.trim())) === {}",
            serde_json::to_string(&wanted).expect("a text")
        );
        self.waits_until("the published comments", &shown);
    }
}

#[test]
fn a_comment_is_published_and_read_by_another_reader() {
    let (site, _isso) = open();
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.no_longer_sees(FRENCH.no_comment_server);
    reader.writes("Un **article** utile.");
    reader.sees(FRENCH.comment_published);
    reader.waits_for_published(&["Un article utile."]);
    assert!(reader.is_shown("#fil .said strong"), "Isso's Markdown is shown");
    assert_eq!(reader.typed("#comment"), "");
    // One browser at a time: they are counted.
    drop(reader);
    let another = Reader::of(&site);
    another.visits(ARTICLE);
    another.waits_for_published(&["Un article utile."]);
    assert!(another.text("#fil .meta").contains("Aïssata Maïga"));
    assert_eq!(another.console(), Vec::<String>::new());
}

#[test]
fn a_comment_waits_for_its_moderator() {
    let (site, isso) = moderated();
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.writes("À relire");
    reader.sees(FRENCH.comment_waits);
    reader.sees(FRENCH.comment_waits_preview);
    assert_eq!(reader.thread(), ["À relire"], "its writer sees what waits");
    let listed = || http::get(&format!("{}/?uri=%2Farticle%2Fmission-a-moscou%2F", isso.url())).json();
    assert_eq!(listed()["replies"], json!([]), "nobody else does");
    let waiting = isso.waiting();
    assert_eq!(waiting.len(), 1);
    isso.approves(waiting[0]);
    reader.reloads();
    reader.waits_for_published(&["À relire"]);
    reader.waits_until("the preview gone", "!document.querySelector('.own .comment')");
}

#[test]
fn a_comment_is_answered_under_it() {
    let (site, isso) = open();
    let first = somebody_writes(&isso, "Moussa", "Première voix", None);
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.waits_for_published(&["Première voix"]);
    reader.clicks(&format!("#comment-{first} [data-reply]"));
    assert_eq!(reader.text("#reply-title"), FRENCH.reply_to("Moussa"));
    assert!(reader.is_focused_on("#comment"));
    assert!(reader.is_shown(&format!("#comment-{first} #commentform")), "the form stands under the comment");
    reader.clicks(".cancel button");
    assert!(reader.is_shown("#respond-place #commentform"), "and back in its place");
    assert!(reader.is_focused_on(&format!("#comment-{first} [data-reply]")));
    reader.clicks(&format!("#comment-{first} [data-reply]"));
    reader.writes("Bien d’accord");
    reader.sees(FRENCH.comment_published);
    reader.waits_until(
        "the answer under the comment",
        &format!("document.querySelector('#comment-{first} > .replies .said')?.textContent.trim() === 'Bien d’accord'"),
    );
    assert_eq!(reader.text("#reply-title"), FRENCH.leave_a_comment);
}

#[test]
fn one_s_own_comment_is_changed_and_deleted() {
    let (site, _isso) = open();
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.writes("Avec une fôte");
    reader.waits_for_published(&["Avec une fôte"]);
    reader.reloads();
    reader.waits_for_the_app();
    reader.waits_until("the button", "document.querySelector('[data-edit]')");
    reader.clicks("[data-edit]");
    reader.waits_until("the text", "document.getElementById('comment').value === 'Avec une fôte'");
    assert_eq!(reader.text("#reply-title"), FRENCH.edit_your_comment);
    reader.empties("#comment");
    reader.types("#comment", "Sans faute");
    reader.clicks(SEND);
    reader.sees(FRENCH.comment_changed);
    reader.waits_for_published(&["Sans faute"]);
    // Two clicks, and a double click is one: nobody could bring it back.
    reader.script::<()>(
        "const button = document.querySelector('[data-delete]');
        for (const detail of [1, 2]) button.dispatchEvent(new MouseEvent('click', { bubbles: true, detail }));",
    );
    assert_eq!(reader.text("[data-delete]"), FRENCH.delete_for_good);
    reader.waits_for_published(&["Sans faute"]);
    reader.clicks("[data-delete]");
    reader.waits_for_published(&[]);
    reader.reloads();
    reader.waits_for_the_app();
    reader.waits_for_published(&[]);
}

#[test]
fn a_server_that_is_down_costs_nothing() {
    let (site, isso) = open();
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    isso.stops();
    reader.writes("Malgré la panne");
    reader.sees(FRENCH.comment_uncertain);
    reader.sees(FRENCH.not_sent);
    assert_eq!(reader.typed("#comment"), "", "it stands among the comments now");
    reader.reloads();
    reader.waits_for_the_app();
    reader.sees(FRENCH.not_sent);
    assert_eq!(reader.typed("#comment"), "");
    reader.visits("/pays/togo/");
    reader.sees(FRENCH.unsent_elsewhere);
    isso.starts_again();
    reader.clicks(".unsent a");
    reader.waits_until("the article", &format!("location.pathname === '{ARTICLE}'"));
    reader.waits_until("the unsent comment", "document.querySelector('[data-do=send]')");
    reader.clicks("[data-do=send]");
    reader.waits_for_published(&["Malgré la panne"]);
    assert_eq!(reader.texts(".own .comment"), Vec::<String>::new());
}

#[test]
fn what_had_arrived_is_not_sent_twice() {
    let (site, isso) = open();
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    isso.stops();
    reader.writes("Une seule fois");
    reader.sees(FRENCH.not_sent);
    isso.starts_again();
    somebody_writes(&isso, "Aïssata Maïga", "Une seule fois", None);
    reader.clicks("[data-do=send]");
    reader.sees(FRENCH.comment_had_arrived);
    reader.waits_for_published(&["Une seule fois"]);
}

#[test]
fn an_unsent_comment_goes_back_into_the_form_or_away() {
    let (site, isso) = open();
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    isso.stops();
    reader.writes("À revoir");
    reader.sees(FRENCH.not_sent);
    reader.clicks("[data-do=edit]");
    assert_eq!(reader.typed("#comment"), "À revoir");
    assert_eq!(reader.texts(".own .comment"), Vec::<String>::new());
    reader.clicks(SEND);
    reader.sees(FRENCH.not_sent);
    reader.clicks(".own [data-do=delete]");
    reader.no_longer_sees(FRENCH.not_sent);
    reader.reloads();
    reader.waits_for_the_app();
    assert_eq!(reader.texts(".own .comment"), Vec::<String>::new());
}

#[test]
fn a_comment_written_offline_is_sent_later() {
    let (site, _isso) = open();
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.goes_offline();
    reader.writes("Sans réseau");
    reader.sees(FRENCH.comment_unsent_offline);
    reader.comes_online();
    reader.clicks("[data-do=send]");
    reader.waits_for_published(&["Sans réseau"]);
}

#[test]
fn a_server_that_wants_patience_is_quoted_in_french() {
    let reserved = Isso::reserve().guarded(Guard { ratelimit: 1, ..Guard::default() });
    let site = Site::commenting(|_| isso(&reserved.url()));
    let _isso = reserved.start(&site.origin());
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.writes("Un");
    reader.sees(FRENCH.comment_fault(Field::Comment, Fault::TooShort));
    assert!(reader.is_focused_on("#comment"));
    assert_eq!(reader.text(OUTCOME), "");
    reader.types("#comment", " et deux");
    reader.clicks(SEND);
    reader.sees(FRENCH.comment_published);
    reader.types("#comment", "Et trois");
    reader.clicks(SEND);
    reader.sees("Vous envoyez vos commentaires trop rapidement.");
    reader.sees(FRENCH.not_sent);
}

#[test]
fn an_address_that_names_a_comment_leads_to_it() {
    let (site, isso) = open();
    let mut last = 0;
    for number in 1..=12 {
        last = somebody_writes(&isso, "Moussa", &format!("Voix numéro {number}"), None);
    }
    let reader = Reader::of(&site);
    reader.visits(&format!("{ARTICLE}#comment-{last}"));
    reader.is_led_to(&format!("#comment-{last}"));
}

#[test]
fn a_thread_of_more_than_a_hundred_comments_is_read_to_its_end() {
    let (site, isso) = open();
    let first = somebody_writes(&isso, "Moussa", "Voix numéro 1", None);
    for number in 2..=104 {
        somebody_writes(&isso, "Moussa", &format!("Voix numéro {number}"), None);
    }
    let reply = somebody_writes(&isso, "Awa", "Réponse à la première", Some(first));
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.waits_until(
        "all of them counted",
        &format!("document.querySelector('.byline').innerText.includes('{}')", FRENCH.comment_count.of(105)),
    );
    assert!(reader.is_shown(&format!("#comment-{first} > .replies > #comment-{reply}")));
    // The button moves as long as comments come in above it.
    reader.waits_until("a page", "document.querySelectorAll('#fil .comment').length === 50");
    reader.clicks("#fil-suite button");
    reader.waits_until("two pages", "document.querySelectorAll('#fil .comment').length === 100");
    reader.clicks("#fil-suite button");
    reader.waits_until("the whole thread", "document.querySelectorAll('#fil .comment').length === 105");
    reader.sees("Voix numéro 104");
}

#[test]
fn a_page_with_fifty_printed_comments_asks_once_and_is_told_in_less_than_a_kilobyte() {
    let mut running = None;
    let site = Site::pulled(None, |origin| {
        let server = Isso::start(origin);
        for number in 1..=50 {
            somebody_writes(&server, "Moussa", &format!("Voix numéro {number}"), None);
        }
        let comments = isso(&server.url());
        running = Some(server);
        comments
    });
    let server = running.expect("it was started");
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    assert_eq!(reader.texts(PUBLISHED).len(), 50, "they are in the page");
    let asked = format!(
        "performance.getEntriesByType('resource').map((entry) => entry.name).filter((name) => name.startsWith('{}'))",
        server.url()
    );
    reader.waits_until("the question", &format!("{asked}.length > 0"));
    reader.waits_for_a_frame();
    assert_eq!(reader.script::<Vec<String>>(&format!("return {asked}")), [format!("{}/count", server.url())]);
    let count = depeche::backend::isso::Thread::of(&server.url(), ARTICLE).count();
    let size = http::carry(&site.origin(), &count).size();
    println!("Isso says that nothing is new in {size} bytes, headers included");
    assert!(size <= 1_000, "{size} bytes");
    // One more is added to what was printed, and counted.
    somebody_writes(&server, "Moussa", "Voix de plus", None);
    reader.reloads();
    reader.waits_until("it", "document.querySelectorAll('#fil .comment').length === 51");
    assert!(reader.text(".byline").contains(&FRENCH.comment_count.of(51)));
}

#[test]
fn a_comment_with_an_answer_leaves_its_place_when_its_writer_deletes_it() {
    let (site, isso) = open();
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.writes("Le premier mot");
    reader.waits_for_published(&["Le premier mot"]);
    let id: u64 = reader.script("return Number(document.querySelector('#fil .comment').id.replace('comment-', ''))");
    somebody_writes(&isso, "Moussa", "La réponse", Some(id));
    reader.reloads();
    reader.waits_for_published(&["Le premier mot", "La réponse"]);
    let delete = format!("#comment-{id} > .acts [data-delete]");
    reader.clicks(&delete);
    reader.clicks(&delete);
    reader.sees(FRENCH.comment_was_deleted);
    reader.reloads();
    reader.waits_for_published(&["La réponse"]);
    reader.sees(FRENCH.comment_was_deleted);
}
