//! Comments in a newsroom's folder: how they stand on the site's pages, and which files are refused.

use crate::support::{Newsroom, Site};
use depeche::{app::THREAD_ID, model::page::Page};
use serde_json::{Value, json};

/// A comment with nothing but what is needed.
fn comment(id: u64) -> Value {
    let second = id % 60;
    let published = format!("2024-01-16T10:{:02}:{second:02}Z", id / 60 % 60);
    json!({ "id": id, "author": format!("Nom {id}"), "published": published, "html": format!("<p>Dit {id}</p>") })
}

fn with(id: u64, field: &str, value: impl Into<Value>) -> Value {
    let mut comment = comment(id);
    comment[field] = value.into();
    comment
}

fn file(comments: &[Value]) -> String {
    serde_json::to_string_pretty(&json!({ "thread": "/article/a/", "comments": comments })).expect("JSON")
}

/// A newsroom with the article `a`, its comments and an Isso server.
fn newsroom(comments: &[Value]) -> Newsroom {
    let server = json!({ "backend": "isso", "url": "https://avis.example.org" });
    Newsroom::new()
        .site(|site| site.set("comments", server))
        .article("a.json", |article| article)
        .file("comments/a.json", file(comments))
}

/// The `id`s of the comments of a page, in its order.
fn shown(site: &Site<'_>, path: &str) -> Vec<String> {
    let page = site.page(path);
    let ids = page.elements().into_iter().filter_map(|element| element.attribute("id"));
    ids.filter(|id| id.starts_with("comment-")).collect()
}

#[test]
fn an_articles_page_shows_its_comments_oldest_first_and_replies_under_what_they_answer() {
    let comments = [comment(3), with(4, "parent", 1), comment(2), with(1, "website", "https://awa.example/?a=1&b=2")];
    let newsroom = newsroom(&comments);
    let site = newsroom.built();
    let page = site.page("/article/a/");
    let list = page.with_id(THREAD_ID).expect("the page has a thread");
    assert_eq!(shown(&site, "/article/a/"), ["comment-1", "comment-4", "comment-2", "comment-3"]);
    let first = page.with_id("comment-1").expect("it is shown");
    assert!(first.text().contains("Dit 4"), "the reply is part of what it answers");
    assert_eq!(first.all("a")[0].attribute("href").as_deref(), Some("https://awa.example/?a=1&b=2"));
    assert_eq!(first.all("a")[0].attribute("rel").as_deref(), Some("nofollow ugc noopener"));
    assert!(list.text().contains("16 janvier 2024 à 11:00"), "times are the site's: {}", list.text());
    assert_eq!(list.all("time")[0].attribute("datetime").as_deref(), Some("2024-01-16T11:00:01+01:00"));
    let thread = site.article("a").thread.expect("the data has the thread");
    assert_eq!((thread.count, thread.newest, thread.last), (4, 1_705_399_204, 4));
    assert_eq!(site.source("/article/a/").matches("Dit 4").count(), 1, "the document says each comment once");
}

#[test]
fn a_deleted_comment_keeps_its_place_and_is_not_counted() {
    let newsroom = newsroom(&[with(1, "deleted", true), with(2, "parent", 1)]);
    let site = newsroom.built();
    assert_eq!(site.article("a").thread.map(|thread| thread.count), Some(1));
    let page = site.page("/article/a/");
    let deleted = page.with_id("comment-1").expect("it keeps its place");
    assert!(deleted.text().starts_with("Ce commentaire a été supprimé.") && !deleted.text().contains("Nom 1"));
}

#[test]
fn an_article_without_comments_has_no_thread() {
    // Where there is a server the app can add to it, so it has its place; else it has none.
    for (newsroom, place) in [(newsroom(&[]), true), (Newsroom::new().article("a.json", |article| article), false)] {
        let site = newsroom.built();
        assert_eq!(site.article("a").thread, None);
        let thread = site.page("/article/a/").with_id(THREAD_ID);
        assert_eq!(thread.map(|thread| thread.all("li").len()), place.then_some(0));
    }
}

#[test]
fn a_long_thread_goes_on_on_pages_of_its_own() {
    let comments: Vec<Value> = (1..=120).map(comment).collect();
    let newsroom = newsroom(&comments);
    let site = newsroom.built();
    let pages = ["/article/a/", "/article/a/commentaires/2/", "/article/a/commentaires/3/"];
    assert_eq!(pages.map(|path| shown(&site, path).len()), [50, 50, 20]);
    assert!(!site.has("/article/a/commentaires/4/") && !site.has("/article/a/commentaires/1/"));
    for (path, number) in pages.into_iter().zip(1..) {
        match site.data(path) {
            Page::Article(article) => {
                let thread = article.thread.expect("it has a thread");
                assert_eq!((thread.count, number), (120, 1));
            }
            Page::Comments(page) => assert_eq!((page.title.as_str(), page.number), ("a", number)),
            other => panic!("{path}: {other:?}"),
        }
        let page = site.page(path);
        let canonical = page.all("link").into_iter().find(|link| link.attribute("rel").as_deref() == Some("canonical"));
        let canonical = canonical.and_then(|link| link.attribute("href"));
        assert_eq!(canonical, Some(format!("https://example.org{path}")));
        for link in page.targets().iter().filter(|target| target.starts_with("/article/a/commentaires/")) {
            assert!(site.has(link), "{path} leads to {link}");
        }
    }
    let second = site.page(pages[1]);
    assert_eq!(second.one("h1").text(), "Commentaires, page 2");
    assert!(second.targets().iter().any(|target| target == "/article/a/"), "a way back to the article");
    let answers = second.all("button").into_iter().filter(|button| button.attribute("data-reply").is_some()).count();
    assert_eq!((answers, second.all("form").len()), (50, 1), "its comments can be answered there");
}

#[test]
fn only_an_open_article_with_a_server_can_be_answered() {
    let answers = |site: &Site<'_>| {
        let page = site.page("/article/a/");
        page.all("button").iter().filter(|button| button.attribute("data-reply").is_some()).count()
    };
    let open = newsroom(&[comment(1)]);
    assert_eq!(answers(&open.built()), 1);
    let closed = newsroom(&[comment(1)]).article("a.json", |article| article.set("comments", "closed"));
    assert_eq!(answers(&closed.built()), 0);
    for backend in [json!({ "backend": "local" }), json!({ "backend": "closed" })] {
        let left = newsroom(&[comment(1)]).site(|site| site.set("comments", backend.clone()));
        let site = left.built();
        assert_eq!((answers(&site), shown(&site, "/article/a/")), (0, vec!["comment-1".into()]), "{backend}");
    }
}

#[test]
fn the_folder_of_comments_is_not_copied_to_the_site() {
    let newsroom = newsroom(&[comment(1)]).file("comments/.pull.jsonl", "{}");
    let site = newsroom.built();
    let copied: Vec<_> =
        site.tree().paths().filter(|path| path.starts_with("comments")).map(|path| path.to_path_buf()).collect();
    assert_eq!(copied, Vec::<std::path::PathBuf>::new());
}

#[test]
fn html_that_somebody_wrote_into_a_file_is_made_harmless() {
    let html =
        "<p onclick=x>Oui<script>alert(1)</script><img src=x onerror=y> <a href=\"javascript:x\">lien</a></p><li>fin";
    let newsroom = newsroom(&[with(1, "html", html), with(2, "author", "<img src=x onerror=y>")]);
    let site = newsroom.built();
    let thread = site.page("/article/a/").with_id(THREAD_ID).expect("the page has a thread");
    assert!(thread.all("script").is_empty() && thread.all("img").is_empty());
    assert!(thread.text().contains("<img src=x onerror=y>"), "a name is a text");
    assert_eq!(shown(&site, "/article/a/"), ["comment-1", "comment-2"]);
    let first = site.page("/article/a/").with_id("comment-1").expect("it is shown");
    assert!(first.text().contains("fin"), "no comment ends its own place: {}", first.text());
    assert!(first.all("a").iter().all(|link| link.attribute("href").as_deref() != Some("javascript:x")));
}

#[test]
fn what_is_wrong_in_a_file_of_comments_is_told_with_its_place() {
    let comments = [comment(1), comment(1), with(3, "published", "hier"), with(4, "website", "javascript:alert(1)")];
    newsroom(&comments)
        .refused()
        .place("comments/a.json", 11, 13, "the comment 1 stands here a second time")
        .at("comments/a.json", "\"hier\"", "`hier` is not written as a date")
        .at("comments/a.json", "\"javascript:", "is not a web address")
        .and_no_more();
}

#[test]
fn a_file_of_another_shape_is_refused() {
    let newsroom = newsroom(&[with(1, "email", "awa@example.org")])
        .article("b.json", |article| article)
        .file("comments/b.json", "{\"version\": 2, \"thread\": true, \"comments\": [{}]}");
    newsroom
        .refused()
        .at("comments/a.json", "\"email\"", "unknown field `email`")
        .at("comments/b.json", "\"version\"", "unknown field `version`")
        .at("comments/b.json", "true", "`thread` must be")
        .at("comments/b.json", "{}", "the field `id` is missing")
        .at("comments/b.json", "{}", "the field `author` is missing")
        .at("comments/b.json", "{}", "the field `published` is missing")
        .at("comments/b.json", "{}", "the field `html` is missing")
        .and_no_more();
}

#[test]
fn a_file_that_is_no_json_or_of_no_article_is_refused() {
    newsroom(&[comment(1)])
        .file("comments/a.json", "{\"thread\":")
        .file("comments/b.json", file(&[]))
        .file("comments/lisez-moi.txt", "")
        .file("comments/ne/a.json", file(&[]))
        .refused()
        .place("comments/a.json", 1, 10, "the file is cut off")
        .file("comments/b.json", "no article has this slug")
        .file("comments/lisez-moi.txt", "`depeche comments pull` writes")
        .file("comments/ne/a.json", "`depeche comments pull` writes")
        .and_no_more();
}

#[test]
fn an_article_that_cannot_be_read_makes_its_comments_not_those_of_none() {
    newsroom(&[comment(1)])
        .file("articles/a.json", "{")
        .refused()
        .place("articles/a.json", 1, 1, "cut off")
        .and_no_more();
}

#[test]
fn comments_of_a_draft_wait_with_it() {
    let newsroom = newsroom(&[comment(1)]).article("a.json", |article| article.set("status", "draft"));
    assert!(!newsroom.built().has("/article/a/"));
}
