//! Links of articles to the site itself: each leads to a page or a file, or is an error that says where it stands.

use crate::support::Newsroom;
use serde_json::json;

/// A newsroom whose article `a` has this link.
fn linking(link: &str) -> Newsroom {
    Newsroom::new().article("a.json", |article| article.text(&format!("[ici]({link})")).topics(&["Eau"]))
}

#[test]
fn links_to_pages_and_files_of_the_site_are_sound() {
    let paths = [
        "/",
        "/pays/",
        "/pays/niger/",
        "/pays/niger",
        "/pays/niger/index.html",
        "/sujet/eau/",
        "/auteur/awa-diallo/?vu=1#haut",
        "/article/a/",
        "/article/b/#texte-suite",
        "/media/un%20plan.pdf",
        "/dossier/",
        "/pays/niger/flux.xml",
        "/feed.json",
        "/robots.txt",
        "/sitemap.xml",
    ];
    for path in paths {
        let newsroom = linking(path)
            .article("b.json", |article| article)
            .file("media/un plan.pdf", "%PDF")
            .file("dossier/index.html", "<!DOCTYPE html>");
        let checked = newsroom.check();
        assert!(checked.succeeds().err.is_empty(), "{path}");
    }
}

#[test]
fn a_link_to_no_page_of_the_site_is_an_error() {
    for (link, advice) in [
        ("/article/nope/", "mend it, or remove the link"),
        ("/article/missions/", "did you mean `mission`?"),
        ("/pays/nigre/", "did you mean `niger`?"),
        ("/pays/niger/page/2/", "mend it"),
        ("/sujet/feu/", "mend it"),
        ("/media/plan.pfd", "did you mean `plan.pdf`?"),
        ("/media/", "mend it"),
        ("/flux.xml/", "did you mean `flux.xml`?"),
        ("/%00", "mend it"),
    ] {
        let newsroom = linking(link).article("mission.json", |article| article).file("media/plan.pdf", "%PDF");
        let said = format!("the link `{link}` leads to no page of this site");
        newsroom.refused().at("articles/a.json", "[ici](", &said).and_no_more();
        newsroom.check().fails().says(&[advice]);
    }
}

#[test]
fn the_path_of_the_site_itself_is_left_away() {
    let newsroom = linking("/journal/article/a/").site(|site| site.set("base_url", "https://exemple.org/journal/"));
    newsroom.refused().at("articles/a.json", "[ici](", "leave `/journal` away").and_no_more();
}

#[test]
fn a_link_to_what_readers_do_not_see_yet_is_an_error_until_they_do() {
    let draft = |status: &str| linking("/article/b/").article("b.json", |article| article.set("status", status));
    draft("draft").refused().at("articles/a.json", "[ici](", "is a draft or waits for its time").and_no_more();
    draft("published").check().succeeds();
    let later = linking("/article/b/").article("b.json", |article| article.published("2099-01-01T09:00:00+01:00"));
    later.refused().at("articles/a.json", "[ici](", "is a draft or waits for its time").and_no_more();
}

#[test]
fn drafts_may_lead_to_each_other_but_not_nowhere() {
    let draft = |link: &str| {
        let text = format!("[ici]({link})");
        Newsroom::new()
            .article("public.json", |article| article)
            .article("a.json", |article| article.set("status", "draft").text(&text))
            .article("b.json", |article| article.set("status", "draft").topics(&["Feu"]))
    };
    draft("/article/b/").check().succeeds();
    // Its page comes with the draft that is about it.
    draft("/sujet/feu/").check().succeeds();
    draft("/article/c/").refused().at("articles/a.json", "[ici](", "leads to no page").and_no_more();
}

#[test]
fn links_in_every_text_are_followed() {
    let body = json!([
        { "type": "heading", "text": "[1](/x1/)" },
        { "type": "quote", "text": "[2](/x2/)", "cite": "[3](/x3/)" },
        { "type": "list", "items": ["un", "[4](/x4/)"] },
        { "type": "table", "caption": "[5](/x5/)", "head": ["a", "b"], "rows": [["c", "[6](/x6/)"]] },
    ]);
    let corrections = json!([{ "date": "2024-02-01T09:00:00+01:00", "text": "[7](/x7/)" }]);
    let newsroom =
        Newsroom::new().article("a.json", |article| article.set("body", body).set("corrections", corrections));
    let refused = newsroom.refused();
    let told = (1..=7).fold(refused, |refused, n| {
        refused.at("articles/a.json", &format!("[{n}]("), &format!("the link `/x{n}/` leads to no page"))
    });
    told.and_no_more();
}

#[test]
fn what_else_is_wrong_is_told_at_once() {
    let newsroom = linking("/article/nope/").article("b.json", |article| article.title(" "));
    let refused = newsroom.refused().at("articles/a.json", "[ici](", "leads to no page");
    refused.at("articles/b.json", "\" \"", "the headline is empty").and_no_more();
    // Of an article that is to be mended itself, too, and of a newsroom whose `site.json` is.
    let newsroom = linking("/article/nope/").article("a.json", |article| article.title(" ").text("[là](/article/b)"));
    let refused = newsroom.refused().at("articles/a.json", "\" \"", "the headline is empty");
    refused.at("articles/a.json", "[là](", "leads to no page").and_no_more();
    let newsroom = linking("/article/mision/").site(|site| site.set("time_zone", "Niamey").set("front", ["nope", "a"]));
    let newsroom = newsroom.article("mission.json", |article| article.text("[là](/pays/mali/) [et là](/article/a)"));
    let refused =
        newsroom.refused().at("articles/a.json", "[ici](", "leads to no page of this site; did you mean `mission`?");
    let refused = refused.at("site.json", "\"nope\"", "no article has the slug `nope`");
    refused.at("site.json", "\"Niamey\"", "is not a time zone").and_no_more();
    // It may come with the one that is to be mended.
    let newsroom = linking("/pays/mali/").article("b.json", |article| article.title(" ").countries(&["ML"]));
    newsroom.refused().at("articles/b.json", "\" \"", "the headline is empty").and_no_more();
}

#[test]
fn the_sites_own_address_is_a_path_like_any() {
    let own = "https://example.org/article";
    linking(&format!("{own}/nope/"))
        .refused()
        .at("articles/a.json", "[ici](", "leads to no page of this site")
        .and_no_more();
    let newsroom = linking(&format!("{own}/b/?vu=1#haut")).article("b.json", |article| article);
    let page = newsroom.built().source("/article/a/");
    assert!(page.contains("<a href=\"/article/b/?vu=1#haut\">ici</a>"), "it is followed without loading a document");
    // Another site that begins alike is another site.
    let newsroom = linking("https://example.organisation/article/nope/");
    assert!(newsroom.built().source("/article/a/").contains("rel=\"noopener\""));
}

#[test]
fn what_was_meant_as_a_link_is_an_error() {
    for text in [
        "[ici] (https://example.com)",
        "[ici](https://example.com",
        "[ici](https://exa mple.com)",
        "(ici)[https://example.com]",
        "Voir [ici]( /article/b/ et la suite",
    ] {
        let newsroom = Newsroom::new().article("a.json", |article| article.text(text));
        let link = &text[text.find(['[', '(']).expect("it has a bracket")..];
        newsroom.refused().at("articles/a.json", link, "is not a whole link: write").and_no_more();
    }
    for text in ["Il a dit [sic] (page 3)", "de 3 (ou 4) [environ]", "[non]"] {
        let newsroom = Newsroom::new().article("a.json", |article| article.text(text));
        assert!(newsroom.check().succeeds().err.is_empty(), "{text}");
    }
}
