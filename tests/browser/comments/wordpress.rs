//! A site whose comments go to a real WordPress: written, waited for, read by everyone, answered, refused, never lost.
//! `cargo xtask test --wordpress` runs these.

use super::{ARTICLE, SEND};
use crate::harness::{FRENCH, Post, Reader, Site, WordPress, http, said_of_wordpress};
use serde_json::json;

fn site_of(post: &Post<'_>) -> Site {
    Site::on_wordpress(&WordPress::shared().url(), post.id())
}

/// A comment that somebody else has written.
fn somebody_writes(wordpress: &WordPress, post: &Post<'_>, author: &str, text: &str, parent: u64) -> u64 {
    let body = json!({
        "post": post.id(), "parent": parent, "author_name": author, "author_email": "x@exemple.org", "content": text,
    });
    let answer = http::post(&format!("{}/wp-json/wp/v2/comments", wordpress.url()), &body);
    answer.json()["id"].as_u64().expect("the comment is taken")
}

impl Reader<'_> {
    #[track_caller]
    fn posts(&self, text: &str) {
        self.types("#comment", text);
        self.introduces_themselves();
        self.clicks(SEND);
    }

    #[track_caller]
    fn waits_for_thread(&self, texts: &[&str]) {
        let wanted = serde_json::to_string(&serde_json::to_string(texts).expect("texts")).expect("a text");
        let shown =
            "JSON.stringify([...document.querySelectorAll('#fil .said')].map((said) => said.textContent.trim()))";
        self.waits_until("the published comments", &format!("{shown} === {wanted}"));
    }
}

#[test]
#[ignore = "needs WordPress: cargo xtask test --wordpress"]
fn a_comment_on_wordpress_is_published_and_read_by_another_reader() {
    let post = WordPress::shared().posts("Mission à Moscou");
    let site = site_of(&post);
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.posts("Un <strong>article</strong> utile & clair");
    reader.sees(FRENCH.comment_published);
    reader.waits_for_thread(&["Un article utile & clair"]);
    assert_eq!(reader.typed("#comment"), "");
    drop(reader);
    let another = Reader::of(&site);
    another.visits(ARTICLE);
    another.waits_for_thread(&["Un article utile & clair"]);
    assert!(another.text("#fil .meta").contains("Aïssata Maïga"));
    assert!(!another.page().contains("aissata@exemple.org"));
    assert!(!another.is_shown("[data-edit]"), "WordPress lets nobody change a comment");
    assert_eq!(another.console(), Vec::<String>::new());
    assert_eq!(site.reports(), Vec::<String>::new());
}

#[test]
#[ignore = "needs WordPress: cargo xtask test --wordpress"]
fn a_comment_on_wordpress_waits_for_its_editor() {
    let wordpress = WordPress::shared();
    let post = wordpress.posts("Mission à Moscou");
    post.is_moderated();
    let site = site_of(&post);
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.posts("À relire");
    reader.sees(FRENCH.comment_waits_preview);
    assert_eq!(reader.texts("#fil .said"), Vec::<String>::new());
    let waiting = post.waiting();
    assert_eq!(waiting.len(), 1);
    wordpress.approves(waiting[0]);
    reader.reloads();
    reader.waits_for_thread(&["À relire"]);
    reader.waits_until("the preview gone", "!document.querySelector('.own .comment')");
}

#[test]
#[ignore = "needs WordPress: cargo xtask test --wordpress"]
fn a_forbidden_word_is_told_as_waiting() {
    let post = WordPress::shared().posts("Mission à Moscou");
    let site = site_of(&post);
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.posts(&format!("Un {} de trop", WordPress::FORBIDDEN));
    reader.sees(FRENCH.comment_waits);
}

#[test]
#[ignore = "needs WordPress: cargo xtask test --wordpress"]
fn answers_on_wordpress_stand_under_what_they_answer_five_levels_deep_and_orphans_by_themselves() {
    let wordpress = WordPress::shared();
    let post = wordpress.posts("Mission à Moscou");
    let mut above = 0;
    for level in 1..=6 {
        above = somebody_writes(wordpress, &post, "Moussa", &format!("Niveau {level}"), above);
    }
    let orphan = somebody_writes(wordpress, &post, "Moussa", "Orphelin", 999_999);
    let site = site_of(&post);
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.waits_for_thread(&["Niveau 1", "Niveau 2", "Niveau 3", "Niveau 4", "Niveau 5", "Niveau 6", "Orphelin"]);
    assert!(reader.is_shown(&format!("#fil > .thread > #comment-{orphan}")));
    reader.clicks(&format!("#comment-{orphan} [data-reply]"));
    reader.posts("Je réponds");
    reader.waits_until(
        "the answer under the comment",
        &format!("document.querySelector('#comment-{orphan} > .replies .said')?.textContent.trim() === 'Je réponds'"),
    );
}

#[test]
#[ignore = "needs WordPress: cargo xtask test --wordpress"]
fn a_thread_of_more_than_a_hundred_comments_is_read_to_its_end() {
    let post = WordPress::shared().posts("Mission à Moscou");
    post.fills(120);
    let site = site_of(&post);
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.waits_until("the first page", "document.querySelectorAll('#fil .comment').length === 50");
    assert!(reader.text(".byline").contains(&FRENCH.comment_count.of(120)));
    reader.clicks("#fil-suite button");
    // The button moves until all of them are there.
    reader.waits_until("the second page", "document.querySelectorAll('#fil .comment').length === 100");
    reader.clicks("#fil-suite button");
    reader.waits_until("the last comment", "document.querySelectorAll('#fil .comment').length === 120");
    reader.sees("Commentaire 120");
    assert!(!reader.is_shown("#fil-suite"));
}

#[test]
#[ignore = "needs WordPress: cargo xtask test --wordpress"]
fn what_wordpress_refuses_is_said_in_words_and_the_text_stays() {
    let wordpress = WordPress::shared();
    let members = wordpress.posts("Pour les membres");
    members.is_for_members();
    let closed = wordpress.posts("Fermé");
    closed.closes();
    for (post, sentence) in
        [(members, FRENCH.refusal(depeche::backend::Refusal::AccountWanted)), (closed, FRENCH.comments_closed)]
    {
        let site = site_of(&post);
        let reader = Reader::of(&site);
        reader.visits(ARTICLE);
        reader.posts("Un texte");
        reader.sees(sentence);
        assert_eq!(reader.typed("#comment"), "Un texte");
        assert_eq!(reader.texts(".own .comment"), Vec::<String>::new(), "it is not kept to be sent in vain");
    }
}

#[test]
#[ignore = "needs WordPress: cargo xtask test --wordpress"]
fn wordpress_wants_patience_and_no_copies() {
    let post = WordPress::shared().posts("Mission à Moscou");
    let site = site_of(&post);
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.posts("Une fois");
    reader.waits_for_thread(&["Une fois"]);
    reader.types("#comment", "Une fois");
    reader.clicks(SEND);
    reader.sees(FRENCH.comment_duplicate);
    assert_eq!(reader.typed("#comment"), "Une fois");
    post.is_throttled();
    reader.empties("#comment");
    reader.types("#comment", "Aussitôt après");
    reader.clicks(SEND);
    reader.sees("Vous envoyez vos commentaires trop rapidement.");
    reader.sees(FRENCH.not_sent);
}

#[test]
#[ignore = "needs WordPress: cargo xtask test --wordpress"]
fn a_wordpress_that_is_down_costs_nothing() {
    let wordpress = WordPress::start();
    let post = wordpress.posts("Mission à Moscou");
    let site = Site::on_wordpress(&wordpress.url(), post.id());
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.waits_for_the_app();
    wordpress.stops();
    reader.posts("Malgré la panne");
    reader.sees(FRENCH.comment_uncertain);
    reader.sees(FRENCH.not_sent);
    wordpress.starts_again();
    reader.reloads();
    reader.waits_for_the_app();
    reader.clicks("[data-do=send]");
    reader.waits_for_thread(&["Malgré la panne"]);
    assert_eq!(reader.texts(".own .comment"), Vec::<String>::new());
}

#[test]
#[ignore = "needs WordPress: cargo xtask test --wordpress"]
fn comments_on_wordpress_are_printed_and_what_is_new_is_told_in_less_than_a_kilobyte() {
    let wordpress = WordPress::shared();
    let post = wordpress.posts("Mission à Moscou");
    post.fills(50);
    let comments = |_: &str| json!({ "backend": "wordpress", "url": wordpress.url() });
    let site = Site::pulled(Some(post.id()), comments);
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    assert_eq!(reader.texts("#fil .said").len(), 50, "they are in the page");
    let asked = format!(
        "performance.getEntriesByType('resource').map((entry) => entry.name).filter((name) => name.startsWith('{}'))",
        wordpress.url()
    );
    reader.waits_until("the question", &format!("{asked}.length > 0"));
    reader.waits_for_a_frame();
    assert_eq!(reader.script::<Vec<String>>(&format!("return {asked}")).len(), 1);
    let root = depeche::backend::wordpress::Root::candidates(&wordpress.url()).swap_remove(0);
    let size = http::carry(&site.origin(), &root.count(post.id())).size();
    println!("WordPress says that nothing is new in {size} bytes, headers included");
    assert!(size <= 1_000, "{size} bytes");
    somebody_writes(wordpress, &post, "Moussa", "Voix de plus", 0);
    reader.reloads();
    reader.waits_until("it", "document.querySelectorAll('#fil .comment').length === 51");
    reader.sees("Voix de plus");
}

#[test]
#[ignore = "needs WordPress: cargo xtask test --wordpress"]
fn a_wordpress_without_permalinks_is_asked_the_other_way() {
    let wordpress = WordPress::shared();
    let post = wordpress.posts("Mission à Moscou");
    let site = Site::on_wordpress(&format!("{}/?rest_route=/", wordpress.url()), post.id());
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.posts("Par l’autre chemin");
    reader.sees(FRENCH.comment_published);
    reader.reloads();
    reader.waits_for_thread(&["Par l’autre chemin"]);
    let asked: Vec<String> =
        reader.script("return performance.getEntriesByType('resource').map((entry) => entry.name)");
    assert!(asked.iter().any(|name| name.contains("?rest_route=/wp/v2/comments")), "{asked:?}");
    assert!(!asked.iter().any(|name| name.contains("/wp-json")), "{asked:?}");
}

#[test]
#[ignore = "needs WordPress: cargo xtask test --wordpress"]
fn an_editor_is_told_how_wordpress_stands() {
    let wordpress = WordPress::shared();
    let post = wordpress.posts("Mission à Moscou");
    let (sound, said) = said_of_wordpress(&wordpress.url(), post.id(), &["check", "--online"]);
    assert!(sound, "{said}");
    post.closes();
    let (sound, said) = said_of_wordpress(&wordpress.url(), post.id(), &["check", "--online"]);
    assert!(!sound && said.contains("takes comments, but its post"), "{said}");
}

#[test]
#[ignore = "needs WordPress: cargo xtask test --wordpress"]
fn wordpress_s_own_form_takes_what_is_posted_without_scripts() {
    let wordpress = WordPress::shared();
    let post = wordpress.posts("Mission à Moscou");
    let action = format!("{}/wp-comments-post.php", wordpress.url());
    let site = Site::posting_to(&action, post.id());
    let reader = Reader::of(&site);
    reader.runs_no_scripts();
    reader.opens(ARTICLE);
    reader.posts("Par le formulaire & rien d’autre");
    let list = || http::get(&format!("{}/wp-json/wp/v2/comments?post={}", wordpress.url(), post.id())).json();
    reader.waits_for_the_host("the comment", |_| list()[0]["author_name"] == "Aïssata Maïga");
    assert_eq!(list().as_array().map(Vec::len), Some(1));
}
