//! The thread as readers meet it: what was there when the page was written, what a server adds, its pages, and the ways to
//! each comment.

use super::{
    ARTICLE, SEND,
    canned::{COUNT, LIST, POST, WORDPRESS, arrived, file, isso, listed, served, thread, wordpress, written_with},
};
use crate::harness::{Ability, FRENCH, Reader, Site};
use axum::http::StatusCode;
use serde_json::{Value, json};

#[test]
fn a_page_that_knows_every_comment_asks_once_and_loads_none() {
    let site = written_with(50, 50);
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.waits_for_the_host("the question", |site| !site.asked_under(LIST).is_empty());
    reader.waits_for_a_frame();
    assert_eq!(site.asked_under(LIST), [format!("{COUNT} (empty)")]);
    assert_eq!(reader.thread().len(), 50);
    assert!(reader.text(".byline").contains(&FRENCH.comment_count.of(50)));
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
    assert!(reader.text(".byline").contains(&FRENCH.comment_count.of(3)), "the number by the headline follows");
    assert_eq!(site.asked_under(LIST).len(), 2, "the number, and what is new");
}

#[test]
fn a_thread_is_read_although_its_server_does_not_answer() {
    let site = written_with(2, 2);
    site.answers(COUNT, StatusCode::INTERNAL_SERVER_ERROR);
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.sees(FRENCH.comments_unreachable);
    assert_eq!(reader.thread(), ["Dit 1", "Dit 2"]);
}

#[test]
fn an_address_leads_to_a_comment_on_another_page_of_the_thread() {
    let site = written_with(120, 120);
    let reader = Reader::of(&site);
    reader.visits(&format!("{ARTICLE}#comment-110"));
    reader.is_led_to("#comment-110");
    reader.has_in_view("#comment-110");
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
    assert!(reader.text(".byline").contains(&FRENCH.comment_count.of(1000)));
    reader.clicks("#fil-suite button");
    reader.waits_for_comments(100);
    reader.visits("/");
    reader.visits(&format!("{ARTICLE}#comment-420"));
    reader.is_led_to("#comment-420");
    reader.has_in_view("#comment-420");
}

#[test]
fn an_address_that_changes_in_the_page_leads_to_a_comment_that_is_not_shown_yet() {
    let site = served((1..=120).map(|id| listed(id, &format!("<p>Dit {id}</p>"))));
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.waits_for_comments(50);
    for id in [7, 90] {
        reader.script::<()>(&format!("location.hash = 'comment-{id}'"));
        reader.is_led_to(&format!("#comment-{id}"));
        reader.has_in_view(&format!("#comment-{id}"));
    }
    // What is far away is laid out on the way there: who clicks waits until it stands still.
    reader.waits_until(
        "a place that stays",
        "(() => {
            const comment = document.querySelector('#comment-12');
            comment.scrollIntoView({ block: 'center' });
            const before = window.stood;
            return before === (window.stood = comment.getBoundingClientRect().top);
        })()",
    );
    // The time of a comment is its address.
    reader.clicks("#comment-12 .meta a[href]");
    reader.is_led_to("#comment-12");
}

#[test]
fn a_long_thread_is_shown_a_few_comments_at_a_time_so_that_its_reader_is_heard() {
    let site = served([]);
    // In the parts that Isso sends when it is asked for them.
    let comments: Vec<Value> =
        (1..=1000).map(|id| listed(id, &format!("<p>Dit <strong>{id}</strong></p><p>Et encore.</p>"))).collect();
    for (at, part) in comments.chunks(100).enumerate() {
        site.tells(&format!("{LIST}?offset={}", 100 * at), StatusCode::OK, &thread(part.to_vec()));
    }
    let reader = Reader::of(&site);
    if !reader.can(Ability::SlowProcessor) {
        return;
    }
    // What comes into the document in one task comes in one report; and how long the tasks were.
    reader.before_every_document(
        "window.pieces = []; window.tasks = [];
        new MutationObserver((changes) => pieces.push(
            changes.flatMap((change) => [...change.addedNodes]).filter((node) => node.className === 'comment').length,
        )).observe(document, { childList: true, subtree: true });
        new PerformanceObserver((list) => tasks.push(...list.getEntries().map((task) => task.duration)))
            .observe({ type: 'longtask' });",
    );
    reader.works_slowly(4);
    reader.visits(ARTICLE);
    // What the app's own start costs on such a device is another matter.
    reader.script::<()>("pieces.length = 0; tasks.length = 0");
    reader.waits_for_comments(50);
    for shown in (100..=1000).step_by(50) {
        reader.script::<()>("document.querySelector('#fil-suite button').click()");
        reader.waits_for_comments(shown);
    }
    let most: usize = reader.script("return Math.max(...pieces)");
    let longest: f64 = reader.script("return Math.max(0, ...tasks)");
    println!("a thousand comments at a fourth of the speed: {most} at once, the longest task took {longest} ms");
    assert!((1..=2).contains(&most), "{most} comments at once");
    // However long the thread is, only what is near is laid out; an address leads to the rest all the same.
    let in_lists: Vec<usize> =
        reader.script("return [...document.querySelectorAll('#fil > ol')].map((list) => list.childElementCount)");
    assert_eq!(in_lists, [50; 20]);
    let laid_out = |id: u32| -> bool {
        reader.script_with(
            "return document.getElementById(arguments[0]).checkVisibility({ contentVisibilityAuto: true })",
            format!("comment-{id}"),
        )
    };
    assert!(laid_out(951) && !laid_out(320), "all of it is laid out");
    reader.script::<()>("location.hash = 'comment-320'");
    reader.is_led_to("#comment-320");
    reader.has_in_view("#comment-320");
}

#[test]
fn replies_of_a_printed_thread_are_written_on_each_of_its_pages() {
    let site = written_with(120, 120);
    site.tells(POST, StatusCode::CREATED, &{
        let mut reply = arrived(500, "<p>Je réponds</p>");
        reply["parent"] = json!(60);
        reply
    });
    let reader = Reader::of(&site);
    reader.visits(&format!("{ARTICLE}commentaires/2/"));
    assert_eq!(site.asked_under(LIST), Vec::<String>::new(), "what is new stands on the first page");
    reader.clicks("#comment-60 [data-reply]");
    assert!(reader.is_shown("#comment-60 #commentform"));
    reader.sends("Je réponds");
    reader.sees(FRENCH.comment_published);
    reader.waits_until("the reply", "document.querySelector('#comment-60 > .replies > #comment-500')");
    let posted: Value = serde_json::from_str(&site.posted()[0].body).expect("JSON");
    assert_eq!((&posted["parent"], &posted["text"]), (&json!(60), &json!("Je réponds")));
    // What is begun on one page of a thread is there on the others.
    reader.types("#comment", "Et puis");
    reader.clicks(".pagination a[rel=prev]");
    reader.waits_until("the article", "document.querySelector('.story')");
    reader.waits_until("its draft", "document.getElementById('comment').value === 'Et puis'");
}

/// A site whose pages were written with so many comments of a post, and whose WordPress has another number by now, with
/// another newest one.
fn written_with_wordpress(comments: u64, counted: u32, newest: u64) -> Site {
    let site = Site::commented(&file(&json!(22), comments), wordpress);
    site.tells_page(&format!("{WORDPRESS}?per_page=1&"), &json!([{ "id": newest }]), counted);
    site
}

/// A comment as WordPress lists it, with all that it may know of its writer.
fn of_wordpress(id: u64, second: u64, text: &str) -> Value {
    json!({
        "id": id, "post": 22, "parent": 0, "author_name": "Awa", "author_url": "", "author_email": "awa@exemple.org",
        "author_ip": "127.0.0.9", "author_avatar_urls": { "24": "https://gravatar.example/5d41402abc" },
        "date_gmt": format!("2024-01-16T10:{:02}:{:02}", second / 60, second % 60),
        "content": { "rendered": format!("<p>{text}</p>") }, "status": "approved",
    })
}

#[test]
fn a_page_that_knows_every_comment_of_wordpress_asks_once_and_loads_none() {
    let site = written_with_wordpress(50, 50, 50);
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.waits_for_the_host("the question", |site| !site.asked_under("/wp-json").is_empty());
    reader.waits_for_a_frame();
    assert_eq!(site.asked_under("/wp-json"), [format!("{WORDPRESS} (empty)")]);
    assert_eq!(reader.thread().len(), 50);
    assert_eq!(reader.console(), Vec::<String>::new());
}

#[test]
fn what_came_after_the_page_in_the_same_second_is_added_too() {
    let site = written_with_wordpress(2, 3, 3);
    // From one second before, so that the known one of that second comes along.
    site.tells(WORDPRESS, StatusCode::OK, &json!([of_wordpress(2, 2, "Dit 2"), of_wordpress(3, 2, "Dit après")]));
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.waits_for_comments(3);
    assert_eq!(reader.thread(), ["Dit 1", "Dit 2", "Dit après"]);
    assert!(reader.text(".byline").contains(&FRENCH.comment_count.of(3)));
    assert_eq!(site.asked_under("/wp-json").len(), 2, "the number, and what is new");
}

#[test]
fn what_had_to_wait_for_its_editor_is_added_although_it_is_older_than_the_page() {
    let site = written_with_wordpress(3, 4, 3);
    site.tells(&format!("{WORDPRESS}?after="), StatusCode::OK, &json!([of_wordpress(3, 3, "Dit 3")]));
    let all = [(1, 1), (2, 2), (7, 2), (3, 3)].map(|(id, second)| of_wordpress(id, second, &format!("Dit {id}")));
    site.tells(WORDPRESS, StatusCode::OK, &json!(all));
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.waits_for_comments(4);
    reader.sees("Dit 7");
}

#[test]
fn what_had_to_wait_is_added_to_a_thread_of_several_pages_and_nothing_else_is() {
    let site = written_with_wordpress(120, 122, 120);
    site.tells(&format!("{WORDPRESS}?after="), StatusCode::OK, &json!([]));
    // Two numbers that the page was written without: they were given long before its newest one.
    let ids = || (1..=120).chain([130, 140]);
    let second = |id: u64| if id > 120 { 30 } else { id };
    let all: Vec<Value> = ids().map(|id| of_wordpress(id, second(id), &format!("Dit {id}"))).collect();
    for (page, comments) in (1..).zip(all.chunks(100)) {
        let question = format!("{WORDPRESS}?post=22&order=asc&orderby=date_gmt&per_page=100&page={page}&");
        site.tells_page(&question, &json!(comments), 2);
    }
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.waits_for_comments(52);
    reader.sees("Dit 130");
    reader.sees("Dit 140");
    assert!(reader.text(".byline").contains(&FRENCH.comment_count.of(122)));
    reader.no_longer_sees(FRENCH.more_comments);
}

#[test]
fn a_comment_that_is_gone_goes_from_the_page() {
    let site = written_with(3, 2);
    site.tells(LIST, StatusCode::OK, &thread([1, 3].map(|id| listed(id, &format!("<p>Dit {id}</p>")))));
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.waits_for_comments(2);
    assert_eq!(reader.thread(), ["Dit 1", "Dit 3"]);
}

#[test]
fn what_a_server_knows_of_readers_besides_their_names_never_gets_into_the_page() {
    for (backend, path) in [(isso as fn(&str) -> Value, LIST), (wordpress, WORDPRESS)] {
        let site = Site::commenting(backend);
        let mut said = listed(1, "<p>Bonjour</p>");
        said.as_object_mut().expect("an object").extend(
            json!({ "email": "awa@exemple.org", "remote_addr": "127.0.0.9", "gravatar_image": "https://gravatar.example/5d41402abc" })
                .as_object()
                .expect("an object")
                .clone(),
        );
        let answer = if path == LIST { thread([said]) } else { json!([of_wordpress(1, 1, "Bonjour")]) };
        site.tells(path, StatusCode::OK, &answer);
        let reader = Reader::of(&site);
        reader.visits(ARTICLE);
        reader.waits_for_comments(1);
        let everything: String =
            reader.script("return document.documentElement.outerHTML + JSON.stringify([localStorage, sessionStorage])");
        for private in ["awa@exemple.org", "127.0.0.9", "gravatar", "5d41402abc"] {
            assert!(!everything.contains(private), "{path}: {private}");
        }
        let asked: Vec<String> =
            reader.script("return performance.getEntriesByType('resource').map((entry) => entry.name)");
        assert!(asked.iter().all(|address| address.starts_with(&site.origin())), "{asked:?}");
        assert_eq!(reader.script::<String>("return document.cookie"), "");
    }
}

#[test]
fn a_server_on_another_origin_is_asked_nothing_beforehand_to_know_what_is_new() {
    let server = Site::open();
    server.tells(COUNT, StatusCode::OK, &json!([2]));
    let site = Site::commented(&file(&json!(ARTICLE), 2), |_| isso(&server.origin()));
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.waits_for_the_host("the question", |_| !server.asked().is_empty());
    reader.waits_for_a_frame();
    let asked: Vec<String> = server.asked().iter().map(ToString::to_string).collect();
    assert_eq!(asked, [format!("{COUNT} (empty)")], "no question beforehand");
    reader.no_longer_sees(FRENCH.comments_unreachable);
}

#[test]
fn results_are_said_where_a_screen_reader_listens() {
    let site = served([]);
    site.tells(POST, StatusCode::CREATED, &arrived(3, "<p>Bonjour</p>"));
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    assert_eq!(reader.attribute("#commentform .outcome", "role").as_deref(), Some("status"));
    reader.types("#comment", "Bonjour");
    reader.introduces_themselves();
    reader.clicks(SEND);
    reader.waits_until(
        "the result in the region that was there before",
        &format!("document.querySelector('.outcome[role=status]').textContent === '{}'", FRENCH.comment_published),
    );
}
