//! Headlines and texts: what is hostile shows as the text it is, links lead where they may.

use crate::support::{Element, Fields, Newsroom, Site};
use serde_json::json;

const HOSTILE: [&str; 10] = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</title></head><body><h1>autre</h1>",
    "</textarea></article></main>",
    "<!-- et la suite",
    "<!--<script>",
    "]]> -->",
    "<img src=x onerror=alert(1)>",
    "\" onmouseover=\"alert(1)\" '",
    "&lt;b&gt; &amp; &#60; \\u003c",
];

/// The text of a body of one paragraph, as HTML.
fn set(text: &str) -> String {
    let newsroom = Newsroom::new().article("a.json", |article| article.text(text));
    let html = newsroom.built().article("a").body;
    html.strip_prefix("<p>").and_then(|html| html.strip_suffix("</p>")).expect("it is a paragraph").into()
}

/// That each document has only the scripts of the publisher, and no handlers.
fn assert_tame(site: &Site) {
    for address in site.addresses().iter().map(String::as_str).chain(["/404.html"]) {
        let page = site.page(address);
        let scripts = page.all("script");
        let is_data = |script: &&Element| script.attribute("type").as_deref() == Some("application/ld+json");
        let scripts = scripts.iter().filter(|script| !is_data(script));
        let scripts: Vec<_> = scripts.map(|script| script.attribute("id").unwrap_or_default()).collect();
        assert_eq!(scripts, ["boot", "page-data"], "{address}");
        for element in page.elements() {
            for (name, value) in element.attributes() {
                assert!(!name.starts_with("on") && !value.starts_with("javascript:"), "{name}={value} on {address}");
            }
        }
        assert_eq!(page.all("h1").len(), 1, "{address}");
        site.seed(address);
    }
}

#[test]
fn hostile_text_shows_as_the_text_it_is_wherever_it_stands() {
    for hostile in HOSTILE {
        // Spaces are set by the rules of French; the mark is another matter.
        let newsroom = Newsroom::new()
            .site(|site| site.title(hostile).set("tagline", hostile).set("language", "en"))
            .picture("media/a.png")
            .article("a.json", |article| {
                article
                    .title(hostile)
                    .set("standfirst", hostile)
                    .set("authors", json!([hostile]))
                    .topics(&[hostile])
                    .set("image", json!({ "src": "media/a.png", "alt": hostile, "credit": hostile }))
                    .set("body", json!([{ "type": "embed", "url": "https://a.org/?a=\"><script>", "title": hostile }]))
            });
        let site = newsroom.built();
        assert_tame(&site);
        let page = site.page("/article/a/");
        let main = page.one("main");
        assert_eq!(main.all("h1")[0].text(), hostile);
        assert_eq!(page.one("title").text(), format!("{hostile} — {hostile}"));
        assert_eq!(main.all("img")[0].attribute("alt").as_deref(), Some(hostile));
        assert_eq!(page.with_id("texte").expect("a text").text(), hostile);
        assert!(main.all("p").iter().any(|text| text.text() == hostile), "the standfirst of {hostile}");
        assert!(main.all("li").iter().any(|text| text.text() == hostile), "the topic of {hostile}");
        assert!(main.all("a").iter().any(|text| text.text() == hostile), "the author of {hostile}");
        let lists = ["/sujet/", "/auteur/"].map(|kind| {
            site.addresses().into_iter().find(|address| address.starts_with(kind)).expect("each name has a page")
        });
        for list in lists {
            assert_eq!(site.page(&list).one("h1").all("bdi")[0].text(), hostile);
        }
        assert!(main.all("small").iter().any(|text| text.text() == hostile), "the credit of {hostile}");
        let seed = site.seed("/article/a/");
        assert_eq!((&*seed.site.title, &*seed.site.tagline), (hostile, hostile));
        assert_eq!(site.article("a").title, hostile);
    }
}

#[test]
fn hostile_markdown_shows_as_the_text_it_is() {
    // What Markdown makes of the last is a matter of Markdown.
    for hostile in &HOSTILE[..9] {
        let newsroom = Newsroom::new().site(|site| site.set("language", "en")).article("a.json", |article| {
            article.set(
                "body",
                json!([
                    { "type": "paragraph", "text": hostile },
                    { "type": "heading", "text": hostile },
                    { "type": "quote", "text": hostile, "cite": hostile },
                    { "type": "list", "ordered": true, "items": [hostile] },
                ]),
            )
        });
        let site = newsroom.built();
        assert_tame(&site);
        let text = site.page("/article/a/").with_id("texte").expect("an article has a text");
        for name in ["p", "h2", "blockquote", "figcaption", "li"] {
            assert_eq!(text.all(name)[0].text(), *hostile, "<{name}>");
        }
    }
}

#[test]
fn an_articles_text_stands_once_in_its_document() {
    let newsroom = Newsroom::new().article("a.json", |article| article.text("Le fleuve est haut cette année."));
    let source = newsroom.built().source("/article/a/");
    let (head, body) = source.split_once("</head>").expect("a document has a head");
    assert_eq!(body.matches("Le fleuve est haut cette année.").count(), 1);
    // A text without standfirst is described by its beginning: to search engines, to previews, and in their data.
    assert_eq!(head.matches("Le fleuve est haut cette année.").count(), 3);
}

#[test]
fn a_headline_of_blanks_is_an_error() {
    // Marks of direction, spaces of no width, soft hyphens, a filler of Korean: nothing of it is seen.
    for title in
        ["", " ", "\u{a0}\u{2003}", "\u{200f}\u{200f}", "\u{200b}", "\u{202e}", "\u{feff}", "\u{ad}", "\u{3164}"]
    {
        let refused = Newsroom::new().article("a.json", |article| article.title(title)).refused();
        refused.at("articles/a.json", &format!("\"{title}\""), "the headline is empty: write one").and_no_more();
    }
}

#[test]
fn a_headline_of_two_thousand_characters_is_an_error_that_counts_them() {
    let title = "é".repeat(2_000);
    let refused = Newsroom::new().article("a.json", |article| article.title(&title)).refused();
    refused.at("articles/a.json", "\"éé", "the headline has 2000 characters, 300 at most: put the rest").and_no_more();
    let longest = "é".repeat(300);
    let newsroom = Newsroom::new().article("a.json", |article| article.title(&longest));
    assert_eq!(newsroom.built().article("a").title, longest);
}

#[test]
fn a_headline_from_right_to_left_is_marked_as_such() {
    let title = "CNN: اجتماع في نيامي";
    let newsroom = Newsroom::new().article("a.json", |article| article.title(title).set("language", "ar"));
    let site = newsroom.built();
    let page = site.page("/article/a/");
    let story = &page.all("article")[0];
    assert_eq!((story.attribute("lang").as_deref(), story.attribute("dir").as_deref()), (Some("ar"), Some("rtl")));
    let heading = &story.all("h1")[0];
    assert_eq!((heading.text().as_str(), heading.attribute("dir")), (title, None), "its first letter decides nothing");
    let teaser = &site.page("/").all("h2")[0];
    assert_eq!((teaser.text().as_str(), teaser.attribute("dir").as_deref()), (title, Some("rtl")));
}

#[test]
fn a_control_character_in_a_headline_is_refused_or_shown_as_one_that_can_be() {
    let newsroom = Newsroom::new().article("a.json", |article| article.title("avant\u{0}\u{1}après"));
    let checked = newsroom.check();
    if checked.status == Some(0) {
        let source = newsroom.built().source("/article/a/");
        assert!(!source.contains(['\u{0}', '\u{1}']), "no parser keeps what HTML does not allow");
    } else {
        newsroom.refused().at("articles/a.json", "\"avant", "").and_no_more();
    }
}

#[test]
fn links_with_odd_schemes_are_errors_wherever_they_stand() {
    let links = [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "blob:x",
    ];
    for link in links {
        let text = format!("voir [ici]({link})");
        let scheme = link.split(':').next().expect("it has a scheme").to_lowercase();
        let gist = format!("the link `{link}` uses the scheme `{scheme}:`, which is refused: use https:");
        let blocks = [
            json!({ "type": "paragraph", "text": text }),
            json!({ "type": "heading", "text": text }),
            json!({ "type": "quote", "text": text }),
            json!({ "type": "quote", "text": "Bonjour.", "cite": text }),
            json!({ "type": "list", "items": ["un", text] }),
            json!({ "type": "image", "src": "media/a.png", "alt": "a", "caption": text }),
        ];
        let body = |article: Fields| article.set("body", json!(blocks));
        let told = Newsroom::new().picture("media/a.png").article("a.json", body).check().fails();
        assert_eq!(told.out.matches(&gist).count(), blocks.len(), "{told:#?}");
    }
    let caption = json!({ "src": "media/a.png", "alt": "a", "caption": "[x](javascript:x)" });
    let newsroom = Newsroom::new().picture("media/a.png").article("a.json", |article| article.set("image", caption));
    newsroom.refused().at("articles/a.json", "[x]", "scheme `javascript:`").and_no_more();
}

#[test]
fn an_embed_leads_to_a_web_address() {
    for url in ["javascript:alert(1)", "data:text/html,x", "mailto:awa@example.org", "/pays/niger/", "example.org", ""]
    {
        let embed = json!([{ "type": "embed", "title": "Vidéo", "url": url }]);
        let refused = Newsroom::new().article("a.json", |article| article.set("body", embed)).refused();
        refused.at("articles/a.json", &format!("\"{url}\""), "is not a web address").and_no_more();
    }
}

#[test]
fn a_link_that_leads_nowhere_is_an_error() {
    // Where JSON writes a character of a link otherwise, the text is named.
    let links =
        [("page.html", "[x]"), ("//autre.example/", "[x]"), ("../a/", "[x]"), ("</\t/autre.example>", "\"et [x]")];
    for (link, at) in links {
        let refused = Newsroom::new().article("a.json", |article| article.text(&format!("et [x]({link})"))).refused();
        refused.at("articles/a.json", at, "leads nowhere").and_no_more();
    }
}

#[test]
fn a_link_leads_to_a_heading_of_its_article() {
    let blocks = json!([
        { "type": "paragraph", "text": "[plus bas](#texte-comment-ca-marche-2)" },
        { "type": "heading", "text": "Comment ça *marche* ?" },
        { "type": "heading", "text": "Comment ça marche ?" },
    ]);
    let newsroom = Newsroom::new().article("a.json", |article| article.set("body", blocks));
    let site = newsroom.built();
    let page = site.page("/article/a/");
    let target = page.with_id("texte-comment-ca-marche-2").expect("each heading has an id of its own");
    assert_eq!(target.text(), "Comment ça marche\u{202f}?");
    assert_eq!(page.with_id("texte-comment-ca-marche").expect("the first as well").all("em").len(), 1);
}

#[test]
fn a_link_to_a_heading_that_is_not_there_is_an_error() {
    let blocks = json!([
        { "type": "heading", "text": "Les faits" },
        { "type": "paragraph", "text": "[x](#les-faits)" },
    ]);
    let refused = Newsroom::new().article("a.json", |article| article.set("body", blocks)).refused();
    let gist = "the link `#les-faits` leads to no heading of this article: its headings are `#texte-les-faits`";
    refused.at("articles/a.json", "[x]", gist).and_no_more();
    let refused = Newsroom::new().article("a.json", |article| article.text("[x](#y)")).refused();
    refused.at("articles/a.json", "[x]", "leads to no heading of this article: write a heading").and_no_more();
}

#[test]
fn links_that_may_be_followed_are_set() {
    assert_eq!(set("[x](https://a.org/?a=1&b=2)"), "<a href=\"https://a.org/?a=1&amp;b=2\" rel=\"noopener\">x</a>");
    assert_eq!(set("[x](mailto:awa@example.org)"), "<a href=\"mailto:awa@example.org\" rel=\"noopener\">x</a>");
    assert_eq!(set("[x](/pays/niger/)"), "<a href=\"/pays/niger/\">x</a>");
}

#[test]
fn emphasis_is_set_at_the_beginning_of_a_text_too() {
    assert_eq!(set("**Niamey** s’éveille"), "<strong>Niamey</strong> s’éveille");
    assert_eq!(set("*Niamey* s’éveille"), "<em>Niamey</em> s’éveille");
    assert_eq!(set("_Niamey_ s’éveille"), "<em>Niamey</em> s’éveille");
    assert_eq!(set("*(Photo)* Niamey"), "<em>(Photo)</em> Niamey");
    assert_eq!(set("**« Oui »**, dit-elle"), "<strong>«\u{202f}Oui\u{202f}»</strong>, dit-elle");
}

#[test]
fn what_begins_a_block_in_markdown_is_text_here() {
    for text in ["# Titre", "1. Un", "- Un", "> Cité", "---", "+ Un", "| a | b |", "[a]: https://a.org"] {
        assert_eq!(set(text).replace("&gt;", ">"), text);
    }
}

#[test]
fn what_would_be_another_block_is_an_error_in_a_text() {
    let picture = "the picture `media/pont.jpg` cannot stand inside of a text";
    for (text, at, said) in [
        ("Un.\n\nDeux.", "\"Un.", "an empty line in a text starts no new paragraph"),
        ("Voici ![Le pont](media/pont.jpg)", "![Le pont]", picture),
    ] {
        let newsroom = Newsroom::new().article("a.json", |article| article.text(text));
        newsroom.refused().at("articles/a.json", at, said).and_no_more();
    }
}

#[test]
fn a_published_article_has_nothing_of_what_it_was_begun_with() {
    let newsroom = Newsroom::new();
    newsroom.depeche(&["new", "Un pont", "--country", "NE"]).succeeds();
    let file = newsroom.content().join("articles/un-pont.json");
    let draft = std::fs::read_to_string(&file).expect("it was written");
    assert!(newsroom.check().succeeds().err.is_empty(), "a draft may");
    std::fs::write(&file, draft.replace("\"draft\"", "\"published\"")).expect("it can be written");
    let told = newsroom.check().fails().out;
    assert_eq!(told.matches("this is what `depeche new` wrote for you").count(), 4, "{told}");
    assert!(told.contains("or remove it") && told.contains("or remove this block"), "{told}");
}
