//! The folder and its `site.json`.

use crate::support::Newsroom;
use serde_json::json;
use std::fs;

/// A newsroom whose `site.json` is this text.
fn with_site(text: impl AsRef<[u8]>) -> Newsroom {
    Newsroom::empty().file("site.json", text).article("a.json", |article| article)
}

/// A newsroom with this value in a field of `site.json`.
fn with(field: &str, value: impl Into<serde_json::Value>) -> Newsroom {
    Newsroom::new().site(|site| site.set(field, value)).article("a.json", |article| article)
}

#[test]
fn a_folder_that_is_not_there_is_named_and_the_option_too() {
    let newsroom = Newsroom::new();
    fs::remove_dir_all(newsroom.content()).expect("the folder can be removed");
    newsroom.refused().file("", "there is no such folder: name the newsroom's folder with --content").and_no_more();
}

#[test]
fn a_file_in_place_of_the_folder_is_told_apart() {
    let newsroom = Newsroom::new();
    fs::remove_dir_all(newsroom.content()).expect("the folder can be removed");
    newsroom.beside("public", "").refused().file("", "this is a file, not a folder").and_no_more();
}

#[test]
fn an_empty_folder_is_told_what_it_needs() {
    let refused = Newsroom::empty().refused();
    refused
        .file("site.json", "there is no site.json here: write one with the publication's title, base_url")
        .and_no_more();
}

#[test]
fn without_site_json_the_articles_are_checked_all_the_same() {
    let newsroom = Newsroom::empty().article("a.json", |article| article.countries(&["XX"]));
    let refused = newsroom.article("b.json", |article| article.published("hier")).refused();
    refused
        .file("site.json", "there is no site.json")
        .at("articles/a.json", "\"XX\"", "is not a country")
        .at("articles/b.json", "\"hier\"", "is not written as a date")
        .and_no_more();
}

#[test]
fn a_bad_site_json_does_not_hide_bad_articles() {
    let newsroom = with_site("{").article("b.json", |article| article.countries(&["XX"]));
    let refused = newsroom.refused().place("site.json", 1, 1, "the file is cut off");
    refused.at("articles/b.json", "\"XX\"", "is not a country").and_no_more();
}

#[test]
fn site_json_that_is_a_folder_cannot_be_read() {
    let newsroom = Newsroom::empty().file("site.json/readme.txt", "").article("a.json", |article| article);
    newsroom.refused().file("site.json", "cannot be read").and_no_more();
}

#[test]
fn an_unknown_field_comes_with_what_was_meant() {
    let refused = with("tagligne", "posément").refused();
    refused.at("site.json", "\"tagligne\"", "unknown field `tagligne`; did you mean `tagline`?").and_no_more();
    let refused = with("qzxw", 1).refused();
    refused.at("site.json", "\"qzxw\"", "unknown field `qzxw`; known are `").and_no_more();
}

#[test]
fn an_unknown_field_of_comments_is_an_error() {
    for backend in ["local", "closed"] {
        let refused = with("comments", json!({ "backend": backend, "url": "https://a.org" })).refused();
        refused.at("site.json", "\"url\"", "unknown field `url`").and_no_more();
    }
}

#[test]
fn an_unknown_back_end_of_comments_comes_with_those_there_are() {
    let refused = with("comments", json!({ "backend": "locale" })).refused();
    refused.at("site.json", "\"locale\"", "did you mean `local`?").and_no_more();
}

#[test]
fn comments_that_go_to_a_form_need_its_address() {
    let refused = with("comments", json!({ "backend": "form", "action": "javascript:alert(1)" })).refused();
    refused.at("site.json", "\"javascript:", "is not the address of a form service").and_no_more();
    let refused = with("comments", json!({ "backend": "form" })).refused();
    refused.at("site.json", "{\n    \"backend\"", "the field `action` is missing").and_no_more();
}

#[test]
fn missing_fields_are_named_together() {
    let refused = with_site("{}").refused();
    refused
        .file("site.json", "the field `title` is missing")
        .file("site.json", "the field `base_url` is missing")
        .file("site.json", "the field `time_zone` is missing")
        .and_no_more();
}

#[test]
fn values_of_the_wrong_kind_are_named_together() {
    let refused =
        with_site("{\"title\": 3,\n \"base_url\": [],\n \"time_zone\": null,\n \"countries\": \"NE\"}").refused();
    refused
        .place("site.json", 1, 11, "`title` must be a text in \"quotes\", not ")
        .place("site.json", 2, 14, "`base_url` must be a text in \"quotes\", not ")
        .place("site.json", 3, 15, "`time_zone` must be a text in \"quotes\", not ")
        .place("site.json", 4, 15, "`countries` must be a list in [brackets], not ")
        .and_no_more();
}

#[test]
fn what_fields_mean_is_judged_together() {
    let newsroom = with_site(
        "{\"title\": \" \",\n \"language\": \"français\",\n \"base_url\": \"example.org\",\n \
          \"time_zone\": \"Africa/Niamy\",\n \"countries\": [\"NE\", \"ml\", \"NE\", \"XX\"]}",
    );
    newsroom
        .refused()
        .place("site.json", 1, 11, "the publication has no title")
        .place("site.json", 2, 14, "`français` is not a language tag")
        .place("site.json", 3, 14, "`example.org` is not a web address, its scheme is missing")
        .place("site.json", 4, 15, "`Africa/Niamy` is not a time zone")
        .place("site.json", 5, 22, "`ml` must be written `ML`")
        .place("site.json", 5, 28, "`NE` is listed twice")
        .place("site.json", 5, 34, "`XX` is not a country")
        .and_no_more();
}

#[test]
fn a_base_url_is_a_web_address_and_nothing_more() {
    for (url, gist) in [
        ("example.org", "its scheme is missing"),
        ("//example.org", "its scheme is missing"),
        ("", "its scheme is missing"),
        ("localhost:8080", "is not the address of a website"),
        ("ftp://example.org", "is not the address of a website"),
        ("https://", "is not a web address"),
        ("https://example.org/?page=1", "has more than a host and a path"),
        ("https://example.org/#haut", "has more than a host and a path"),
        ("https://awa@example.org", "has more than a host and a path"),
        ("https://:secret@example.org", "has more than a host and a path"),
        ("https://example.org/Mon Journal", "cannot be used"),
        ("https://example.org/été", "cannot be used"),
        ("https://example.org//journal", "cannot be used"),
        ("https://example.org/.journal", "cannot be used"),
    ] {
        let refused = with("base_url", url).refused();
        refused.at("site.json", &format!("\"{url}\""), gist).and_no_more();
    }
}

#[test]
fn under_a_path_every_link_starts_with_it() {
    // The last as free hosts name a project's pages.
    for (url, base) in [
        ("https://example.org/journal", "/journal"),
        ("https://example.org/journal/", "/journal"),
        ("https://example.org/Mon_Journal.ml/~a-1", "/Mon_Journal.ml/~a-1"),
    ] {
        let newsroom = with("base_url", url).article("b.json", |article| {
            article.image("media/a.png").text("[Le Niger](/pays/niger/), [ailleurs](https://ailleurs.example/)")
        });
        let newsroom = newsroom.picture("media/a.png").file("favicon.svg", "<svg/>");
        let site = newsroom.built();
        for address in site.addresses().iter().map(String::as_str).chain(["/404.html"]) {
            let page = site.page(address);
            for target in page.targets() {
                let other =
                    target.is_empty() || ["https://", "mailto:", "#"].iter().any(|start| target.starts_with(start));
                assert!(other || target.starts_with(&format!("{base}/")), "{target} on {address}");
            }
        }
        let canonical = site.page("/article/b/").all("link");
        let canonical = canonical.iter().find(|link| link.attribute("rel").as_deref() == Some("canonical"));
        let canonical = canonical.and_then(|link| link.attribute("href"));
        assert_eq!(canonical.as_deref(), Some(&*format!("https://example.org{base}/article/b/")));
        let seed = site.seed("/article/b/");
        assert_eq!((seed.path.as_deref(), &*seed.site.base), (Some(&*format!("{base}/article/b/")), base));
        let text = site.page("/article/b/").with_id("texte").expect("an article has a text");
        assert_eq!(text.all("a")[0].attribute("href").as_deref(), Some(&*format!("{base}/pays/niger/")));
    }
}

#[test]
fn the_base_url_of_the_command_line_comes_first() {
    let newsroom = Newsroom::new().article("a.json", |article| article);
    newsroom.build_with(&["--base-url", "https://essai.example/brouillon/"]).succeeds();
    let html = fs::read_to_string(newsroom.out().join("article/a/index.html")).expect("the page is there");
    assert!(html.contains("href=\"https://essai.example/brouillon/article/a/\""), "{html}");
    assert!(html.contains("href=\"/brouillon/pays/niger/\""), "{html}");
}

#[test]
fn a_site_without_articles_says_so() {
    let newsroom = Newsroom::new();
    let site = newsroom.built();
    assert!(site.page("/").one("main").text().contains("Aucun article pour le moment"));
    assert!(site.has("/pays/") && site.has("/404.html"));
}
