//! WordPress 6.1.9.

use crate::{html, json, of_others};
use depeche::backend::{
    Draft, Method, Refusal, Taken,
    wordpress::{self, Root},
};
use serde_json::json;

fn roots(url: &str) -> Vec<String> {
    Root::candidates(url).iter().map(|root| root.post_of(22).url).collect()
}

fn root() -> Root {
    Root::candidates("https://journal.example").swap_remove(0)
}

#[test]
fn both_ways_to_the_api_are_known_and_a_whole_one_is_taken_as_it_is() {
    let pretty = "https://journal.example/blog/wp-json/wp/v2/posts/22?_fields=id,comment_status";
    let plain = "https://journal.example/blog/?rest_route=/wp/v2/posts/22&_fields=id,comment_status";
    assert_eq!(roots("https://journal.example/blog"), [pretty, plain]);
    assert_eq!(roots("https://journal.example/blog/"), [pretty, plain]);
    assert_eq!(roots("https://journal.example/blog/wp-json/"), [pretty]);
    assert_eq!(roots("https://journal.example/blog/wp-json/wp/v2"), [pretty]);
    assert_eq!(roots("https://journal.example/blog/?rest_route=/"), [plain]);
}

#[test]
fn what_is_no_api_leads_to_the_other_way() {
    for answer in [
        html(404, "<html>Page non trouvée</html>"),
        html(200, "<html>Accueil</html>"),
        json(404, "{\"code\":\"rest_no_route\",\"message\":\"..\",\"data\":{\"status\":404}}"),
    ] {
        assert!(wordpress::is_no_api(&answer), "{answer:?}");
    }
    for answer in [
        json(200, "[]"),
        json(401, "{\"code\":\"rest_comment_login_required\",\"message\":\"..\",\"data\":{\"status\":401}}"),
        json(404, "{\"code\":\"rest_post_invalid_id\",\"message\":\"..\",\"data\":{\"status\":404}}"),
        html(502, "<html>Bad Gateway</html>"),
        html(403, "<html>Firewall</html>"),
    ] {
        assert!(!wordpress::is_no_api(&answer), "{answer:?}");
    }
}

#[test]
fn a_comment_is_sent_as_a_form_that_needs_no_question_beforehand() {
    let draft = Draft {
        text: "Été & « fin »\n1+1=2",
        author: "Awa Diallo",
        email: "awa@example.org",
        url: "",
        parent: Some(5),
    };
    let request = root().post(22, &draft);
    assert_eq!(
        (request.method, request.url.as_str()),
        (Method::Post, "https://journal.example/wp-json/wp/v2/comments")
    );
    assert!(!request.with_cookies);
    let (kind, body) = request.body.expect("it sends something");
    assert_eq!(kind, Some("application/x-www-form-urlencoded"));
    assert_eq!(
        body,
        "post=22&parent=5&author_name=Awa%20Diallo&author_email=awa%40example.org&author_url=\
         &content=%C3%89t%C3%A9%20%26%20%C2%AB%20fin%20%C2%BB%0A1%2B1%3D2"
    );
    let first = root().post(22, &Draft { parent: None, ..draft });
    assert!(first.body.expect("it sends something").1.starts_with("post=22&parent=0&"));
}

#[test]
fn lists_are_asked_for_oldest_first_and_without_what_holds_an_address() {
    for root in Root::candidates("https://journal.example") {
        for request in [root.list(22, 3, None), root.list_all(3)] {
            assert!(
                request.url.contains("order=asc") && request.url.contains("per_page=100&page=3"),
                "{}",
                request.url
            );
            assert!(!request.url.contains("avatar") && !request.url.contains("email"), "{}", request.url);
            assert_eq!(request.url.matches('?').count(), 1, "{}", request.url);
        }
        assert!(root.list(22, 1, None).url.contains("post=22&"));
        assert!(root.list(22, 1, Some(1_795_346_596)).url.contains("&after=2026-11-22T11%3A23%3A16Z&"));
    }
}

fn posted(status: &str) -> String {
    json!({ "id": 2, "post": 22, "parent": 0, "author": 0, "author_name": "Awa &amp; Fils &lt;i&gt; &amp;amp;",
        "author_url": "http://exemple.org/?a=1&#038;b=2", "date": "2026-11-22T12:23:16", "date_gmt": "2026-11-22T11:23:16",
        "content": { "rendered": "<p>Bonjour à tous.</p>\n" }, "status": status, "type": "comment", "meta": [],
        "author_avatar_urls": { "24": "https://gravatar.example/5d41402abc" } })
    .to_string()
}

#[test]
fn all_but_an_approved_comment_wait() {
    let Ok(Taken::Published(comment)) = wordpress::posted(&json(201, &posted("approved"))) else {
        panic!("it is published");
    };
    assert_eq!((comment.id, comment.parent, comment.at), (2, None, 1_795_346_596), "in UTC");
    assert_eq!(comment.author, "Awa & Fils <i> &amp;", "decoded once");
    assert_eq!(comment.website.as_deref(), Some("http://exemple.org/?a=1&b=2"));
    assert_eq!(comment.html.as_sent(), "<p>Bonjour à tous.</p>\n");
    assert!(!format!("{comment:?}").contains("gravatar"));
    for status in ["hold", "trash", "spam", ""] {
        let taken = wordpress::posted(&json(201, &posted(status)));
        assert!(matches!(taken, Ok(Taken::Waiting(_))), "{status}: {taken:?}");
    }
}

#[test]
fn a_list_keeps_its_order_its_posts_and_replies_to_what_is_not_there() {
    let list = r#"[{"id":1,"post":22,"parent":0,"author_name":"","author_url":"","date_gmt":"2026-11-22T11:23:16","content":{"rendered":"<p>a</p>"}},
      {"id":5,"post":23,"parent":99,"author_name":null,"author_url":"javascript:alert(1)","date_gmt":"hier","content":{"rendered":""}}]"#;
    let listed = wordpress::listed_by_post(&json(200, list)).expect("it is a list");
    let told: Vec<_> = listed.iter().map(|(post, comment)| (*post, comment.id, comment.parent, comment.at)).collect();
    assert_eq!(told, [(22, 1, None, 1_795_346_596), (23, 5, Some(99), 0)]);
    assert!(
        listed.iter().all(|(_, comment)| comment.author.is_empty() && comment.website.is_none() && !comment.deleted)
    );
    assert_eq!(wordpress::listed(&json(200, list)).map(|comments| comments.len()), Ok(2));
    assert_eq!(wordpress::listed(&json(200, "[]")), Ok(Vec::new()));
}

#[test]
fn every_refusal_is_understood_by_its_code() {
    use Refusal::*;
    let param = |name: &str| json!({ "status": 400, "params": { name: "Paramètre invalide." } });
    let status = |status: u16| json!({ "status": status });
    for (code, data, expected) in [
        ("rest_comment_author_data_required", status(400), IdentityMissing),
        ("rest_invalid_param", param("author_email"), EmailInvalid),
        ("rest_invalid_param", param("author_url"), UrlInvalid),
        ("rest_invalid_param", param("post"), Misunderstood),
        ("rest_invalid_param", param("parent"), Misunderstood),
        ("rest_comment_content_invalid", status(400), TextMissing),
        ("comment_content_column_length", status(400), TextTooLong),
        ("comment_author_column_length", status(400), NameTooLong),
        ("comment_author_email_column_length", status(400), EmailTooLong),
        ("comment_author_url_column_length", status(400), UrlTooLong),
        ("comment_flood", status(400), TooFast),
        ("rest_invalid_json", status(400), Misunderstood),
        ("rest_invalid_comment_type", status(400), Misunderstood),
        ("rest_comment_login_required", status(401), AccountWanted),
        ("rest_cannot_read_post", status(401), NoThread),
        ("rest_comment_invalid_status", status(401), Misunderstood),
        ("rest_comment_invalid_author", status(401), Misunderstood),
        ("rest_comment_invalid_author_ip", status(401), Misunderstood),
        ("rest_comment_closed", status(403), Closed),
        ("rest_comment_invalid_post_id", status(403), NoThread),
        ("rest_comment_draft_post", status(403), NoThread),
        ("rest_comment_trash_post", status(403), NoThread),
        ("rest_cookie_invalid_nonce", status(403), Misunderstood),
        ("rest_comment_invalid_id", status(404), Gone),
        ("rest_cannot_read", status(401), Gone),
        ("rest_post_invalid_id", status(404), NoThread),
        ("rest_no_route", status(404), Misunderstood),
        ("comment_duplicate", status(409), Duplicate),
        ("internal_server_error", status(500), Unwell),
    ] {
        let number = data["status"].as_u64().and_then(|number| u16::try_from(number).ok()).expect("each has a status");
        // What surrounds the code differs from site to site.
        for data in [data.clone(), json!(number), json!(""), json!(null), json!([])] {
            if data["params"].is_null() && code == "rest_invalid_param" {
                continue;
            }
            let body = json!({ "code": code, "message": "Désolé, l&rsquo;envoi&nbsp;: non.", "data": data });
            let answer = json(number, &body.to_string());
            assert_eq!(wordpress::posted(&answer).err(), Some(expected), "{answer:?}");
            assert_eq!(wordpress::listed(&answer).err(), Some(expected), "{answer:?}");
        }
    }
}

#[test]
fn what_is_not_the_servers_answer_is_neither_a_comment_nor_an_empty_list() {
    for answer in of_others() {
        assert_eq!(wordpress::posted(&answer).err(), Some(Refusal::Misunderstood), "{answer:?}");
        assert_eq!(wordpress::listed(&answer).err(), Some(Refusal::Misunderstood), "{answer:?}");
    }
    let warned = json(200, "<br />\n<b>Warning</b>: Undefined variable\n[]");
    assert_eq!(wordpress::listed(&warned).err(), Some(Refusal::Misunderstood));
    for status in [500, 502, 503] {
        let page = html(status, "<html>Une erreur critique est survenue sur ce site.</html>");
        assert_eq!(wordpress::posted(&page).err(), Some(Refusal::Unwell));
    }
    assert_eq!(wordpress::posted(&html(429, "Too Many Requests")).err(), Some(Refusal::TooFast));
    assert_eq!(wordpress::posted(&html(403, "Firewall")).err(), Some(Refusal::Misunderstood));
}

#[test]
fn one_small_answer_tells_how_many_comments_there_are_and_which_is_the_newest() {
    let request = root().count(22);
    assert_eq!(
        request.url,
        "https://journal.example/wp-json/wp/v2/comments?post=22&order=desc&orderby=date_gmt&per_page=1&_fields=id"
    );
    let answer = depeche::backend::Answer { pages: Some(50), ..json(200, "[{\"id\":71}]") };
    assert_eq!(wordpress::counted(&answer), Ok((50, 71)));
    let nobody = depeche::backend::Answer { pages: Some(0), ..json(200, "[]") };
    assert_eq!(wordpress::counted(&nobody), Ok((0, 0)));
    assert_eq!(wordpress::counted(&json(200, "[{\"id\":71}]")), Ok((u32::MAX, 71)), "a proxy keeps the number back");
    let refused = json(401, "{\"code\":\"rest_cannot_read_post\"}");
    assert_eq!(wordpress::counted(&refused), Err(Refusal::NoThread));
}
