//! Comments that want to run a script, to leave their place or to deceive, in a real browser: in the thread that the app
//! loads, in the one that was printed, and while a reader answers and changes them.

use super::{
    ARTICLE, SEND,
    canned::{LIST, POST, arrived, isso, listed, served, thread},
};
use crate::harness::{FRENCH, Reader, Site};
use axum::http::StatusCode;
use depeche::backend::Foreign;
use serde_json::{Value, json};

#[allow(unreachable_pub, reason = "the tests of the publisher share it")]
#[path = "../../hostile/mod.rs"]
mod vectors;

use vectors::{MARK, VECTORS};

/// The page without its comments and without what rightly changes.
const OUTSIDE: &str = "const page = document.body.cloneNode(true);
    page.querySelectorAll('#fil, #fil-suite, .respond, script').forEach((part) => part.remove());
    page.querySelectorAll('.byline .meta a').forEach((link) => { link.textContent = '' });
    return page.innerHTML";

impl Reader<'_> {
    /// Nothing of what the page shows of comments is more than text, a few elements and links; nothing has run.
    #[track_caller]
    fn is_unharmed(&self) {
        self.waits_for_a_frame();
        assert!(!self.script::<bool>(&format!("return '{MARK}' in window")), "one has won");
        let foreign: Vec<String> = self.script(
            "return [...document.querySelectorAll('#fil .said *')].flatMap((element) =>
                [...element.attributes].map((attribute) => `${element.localName} ${attribute.name}`))
                .filter((found) => found !== 'a href' && found !== 'a rel')",
        );
        assert_eq!(foreign, Vec::<String>::new());
        let elements: Vec<String> = self.script(
            "return [...new Set([...document.querySelectorAll('#fil .said *')].map((element) => element.localName))]",
        );
        assert!(elements.iter().all(|element| Foreign::ELEMENTS.contains(&element.as_str())), "{elements:?}");
        let links: Vec<(String, String)> = self.script(
            "return [...document.querySelectorAll('#fil .said a[href], #fil .meta b a')]
                .map((link) => [link.protocol, link.rel])",
        );
        let sound = |(scheme, rel): &(String, String)| {
            ["https:", "http:", "mailto:"].contains(&scheme.as_str()) && rel == Foreign::REL
        };
        assert!(links.iter().all(sound), "{links:?}");
    }
}

/// The policy was asked to stop nothing, and the console says nothing.
#[track_caller]
fn is_silent(site: &Site, reader: &Reader<'_>) {
    assert_eq!(site.reports(), Vec::<String>::new());
    assert_eq!(reader.console(), Vec::<String>::new());
}

#[test]
fn hostile_comments_run_nothing_and_stay_where_they_are() {
    let comments = VECTORS.iter().zip(1..).map(|(vector, id)| {
        let mut comment = listed(id, vector);
        comment["author"] = json!(vector);
        comment["website"] = json!(vector);
        comment
    });
    let site = served(comments);
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.waits_for_comments(50);
    let before: String = reader.script(OUTSIDE);
    for shown in (100..VECTORS.len() + 50).step_by(50) {
        reader.clicks("#fil-suite button");
        reader.waits_for_comments(shown.min(VECTORS.len()));
    }
    reader.is_unharmed();
    // Nobody's comment has got into another one, or out of the list.
    let placed = "return document.querySelectorAll('#fil > .thread > .comment').length";
    assert_eq!(reader.script::<usize>(placed), VECTORS.len());
    // Their names stand over the form while they are answered.
    for id in (1..=VECTORS.len()).step_by(9) {
        reader.clicks(&format!("#comment-{id} [data-reply]"));
        reader.waits_until("the form", &format!("document.querySelector('#comment-{id} #reply-title')"));
        assert!(!reader.is_shown("#reply-title *"), "a name is a text");
        // The focus has moved the page by then, and the next button is where it is.
        reader.waits_for_a_frame();
    }
    reader.clicks(".cancel button");
    reader.is_unharmed();
    assert_eq!(reader.script::<String>(OUTSIDE), before, "the page outside the comments is as it was");
    is_silent(&site, &reader);
}

#[test]
fn hostile_comments_in_the_printed_thread_run_nothing_either() {
    let comment = |(vector, id): (&&str, u64)| {
        let published = format!("2024-01-16T10:{:02}:{:02}Z", id / 60, id % 60);
        json!({ "id": id, "author": vector, "published": published, "html": vector })
    };
    let comments: Vec<Value> = VECTORS.iter().zip(1..).map(comment).collect();
    let site = Site::commented(&json!({ "thread": ARTICLE, "comments": comments }), |_| json!({ "backend": "local" }));
    let reader = Reader::of(&site);
    let mut shown = 0;
    for page in 1..=VECTORS.len().div_ceil(50) {
        reader.visits(&if page == 1 { ARTICLE.into() } else { format!("{ARTICLE}commentaires/{page}/") });
        reader.is_unharmed();
        let outside = "return document.querySelectorAll('li.comment, .said').length
            - document.querySelectorAll('#fil > .thread > .comment, #fil > .thread > .comment > .said').length";
        assert_eq!(reader.script::<usize>(outside), 0, "page {page}");
        shown += reader.texts("#fil .said").len();
    }
    assert_eq!(shown, VECTORS.len());
    is_silent(&site, &reader);
}

#[test]
fn what_a_hostile_server_says_of_one_s_own_comment_is_a_text_too() {
    let site = Site::commenting(isso);
    site.tells(LIST, StatusCode::OK, &thread([]));
    site.tells_with_cookie(POST, StatusCode::CREATED, &arrived(7, "<p>Le mien</p>"), "isso-7=x; Max-Age=900; Path=/");
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.sends("Le mien");
    reader.sees(FRENCH.comment_published);
    for vector in VECTORS.iter().step_by(23) {
        let mut changed = arrived(7, vector);
        changed["author"] = json!(vector);
        site.tells("/avis/id/7", StatusCode::OK, &changed);
        reader.clicks("#comment-7 [data-edit]");
        reader.waits_until("the form", "document.querySelector('#comment-7 #commentform')");
        reader.empties("#comment");
        reader.types("#comment", "Mieux dit");
        reader.clicks(SEND);
        reader.sees(FRENCH.comment_changed);
        reader.is_unharmed();
    }
    is_silent(&site, &reader);
}
