//! `depeche check --online`: what is wrong with a comment server is said with what to do.

use crate::support::{Newsroom, Said, Stub};
use serde_json::json;

fn newsroom(backend: &str, server: &Stub) -> Newsroom {
    let comments = json!({ "backend": backend, "url": server.url });
    Newsroom::new().site(|site| site.set("comments", comments).set("base_url", "http://127.0.0.1:8080/journal"))
}

#[test]
fn an_isso_that_knows_the_site_has_nothing_to_mend() {
    let server = Stub::start(|asked| {
        assert!(asked.line == "GET /config" && asked.head.contains("origin: http://127.0.0.1:8080\r\n"), "{asked:?}");
        Said::json(200, json!({ "config": {} })).with("Access-Control-Allow-Origin", "http://127.0.0.1:8080")
    });
    let checked = newsroom("isso", &server).depeche(&["check", "--online"]).succeeds();
    assert!(checked.out.contains("is there and takes comments"), "{checked:?}");
}

#[test]
fn an_isso_of_another_site_is_told_its_line() {
    let server = Stub::start(|_| {
        Said::json(200, json!({ "config": {} })).with("Access-Control-Allow-Origin", "https://autre.example")
    });
    let checked = newsroom("isso", &server).depeche(&["check", "--online"]).fails();
    assert!(checked.out.contains("`host = http://127.0.0.1:8080`"), "{checked:?}");
    assert!(checked.out.contains("https://autre.example") && checked.err.contains("1 thing to mend"), "{checked:?}");
}

#[test]
fn what_is_no_isso_is_told() {
    let server = Stub::start(|_| Said::html(200, "<html>Bienvenue</html>"));
    let checked = newsroom("isso", &server).depeche(&["check", "--online"]).fails();
    assert!(checked.out.contains("does not answer as Isso"), "{checked:?}");
}

fn wordpress(anonymous: bool) -> Stub {
    Stub::start(move |asked| {
        if asked.line == "POST /wp-json/wp/v2/comments" {
            assert_eq!(asked.body, "post=0", "nothing that could be kept");
            let (status, code) = match anonymous {
                true => (403, "rest_comment_invalid_post_id"),
                false => (401, "rest_comment_login_required"),
            };
            return Said::json(status, json!({ "code": code, "message": "..", "data": { "status": status } }));
        }
        assert!(asked.line.starts_with("GET /wp-json/wp/v2/posts?include="), "{asked:?}");
        let posts = [(22, "open"), (23, "closed")];
        let known = posts.iter().filter(|(id, _)| asked.line.contains(&id.to_string()));
        Said::json(
            200,
            json!(known.map(|(id, status)| json!({ "id": id, "comment_status": status })).collect::<Vec<_>>()),
        )
    })
}

#[test]
fn a_wordpress_that_takes_comments_has_nothing_to_mend() {
    let server = wordpress(true);
    let newsroom = newsroom("wordpress", &server).article("a.json", |article| article.set("source_id", 22));
    newsroom.depeche(&["check", "--online"]).succeeds().says(&["is there and takes comments", "nothing to mend"]);
}

#[test]
fn a_wordpress_that_wants_accounts_is_told_the_line_to_add() {
    let server = wordpress(false);
    let newsroom = newsroom("wordpress", &server)
        .article("a.json", |article| article.set("source_id", 22))
        .article("b.json", |article| article.set("source_id", 23))
        .article("c.json", |article| article.set("source_id", 24))
        .article("d.json", |article| article.set("comments", "closed"));
    let checked = newsroom.depeche(&["check", "--online"]).fails();
    for gist in [
        "add_filter('rest_allow_anonymous_comments', '__return_true');",
        "the article `b` takes comments, but its post 23",
        "the article `c` has the source_id 24",
    ] {
        assert!(checked.out.contains(gist), "{gist} is not in {checked:?}");
    }
    assert_eq!(checked.out.lines().count(), 3, "{checked:?}");
    assert!(checked.err.contains("3 things to mend"), "{checked:?}");
}

#[test]
fn a_site_whose_comments_stay_on_the_device_has_no_server_to_ask() {
    Newsroom::new().depeche(&["check", "--online"]).succeeds().says(&["no comment server"]);
}

#[test]
fn an_open_article_on_wordpress_names_its_post() {
    let server = wordpress(true);
    newsroom("wordpress", &server)
        .article("a.json", |article| article)
        .article("b.json", |article| article.set("comments", "closed"))
        .article("c.json", |article| article.set("source_id", 22))
        .article("d.json", |article| article.set("status", "draft"))
        .article("e.json", |article| article.set("comments", "open"))
        .refused()
        .file("articles/a.json", "names no post there")
        .at("articles/e.json", "\"open\"", "`source_id`")
        .and_no_more();
}

#[test]
fn an_article_whose_comments_go_to_wordpress_s_own_form_must_name_its_post_too() {
    let form = json!({ "backend": "form", "action": "https://journal.example/wp-comments-post.php" });
    Newsroom::new()
        .site(|site| site.set("comments", form))
        .article("a.json", |article| article.set("source_id", 22))
        .article("b.json", |article| article)
        .refused()
        .file("articles/b.json", "`source_id`")
        .and_no_more();
}
