//! An article's file: its fields, its country, its body.

use crate::support::{Fields, Newsroom};
use serde_json::{Value, json};

fn article(change: impl FnOnce(Fields) -> Fields) -> Newsroom {
    Newsroom::new().article("a.json", change)
}

fn body(body: Value) -> Newsroom {
    article(|article| article.set("body", body))
}

#[test]
fn every_problem_of_a_folder_is_told_at_once_and_in_order() {
    let newsroom = Newsroom::new()
        .site(|site| site.set("time_zone", "Niamey"))
        .article("b.json", |article| article.countries(&["XX"]).title(" ").published("2024-02-31T00:00:00Z"))
        .article("a/z.json", |article| article.without("authors"))
        .file("articles/c.json", "{\n  \"title\": \"c\",\n}")
        .article("d.json", |article| {
            article.text("[x](javascript:alert(1)) et [y](data:text/html,y)").image("media/non.png")
        });
    newsroom
        .refused()
        .at("site.json", "\"Niamey\"", "is not a time zone")
        .at("articles/b.json", "\"XX\"", "is not a country")
        .at("articles/b.json", "\" \"", "the headline is empty")
        .at("articles/b.json", "\"2024-02-31", "is not a date")
        .file("articles/a/z.json", "the field `authors` is missing")
        .place("articles/c.json", 3, 1, "trailing comma")
        .at("articles/d.json", "[x]", "`javascript:alert(1)` uses the scheme `javascript:`")
        .at("articles/d.json", "[y]", "`data:text/html,y` uses the scheme `data:`")
        .at("articles/d.json", "\"media/non.png\"", "there is no picture")
        .and_no_more();
    let told = newsroom.check().out;
    let mut sorted: Vec<&str> = told.lines().collect();
    sorted.sort_by_key(|line| {
        let mut place = line.splitn(4, ':');
        let path = place.next();
        let mut number = || place.next().and_then(|number| number.parse::<usize>().ok());
        (path, number(), number())
    });
    assert_eq!(told.lines().collect::<Vec<_>>(), sorted);
}

#[test]
fn the_guides_own_examples_are_sound() {
    let guide = include_str!("../../docs/newsroom.md");
    let example = |title: &str| {
        let begin = guide.find(&format!("    {{\n      \"title\": \"{title}\"")).expect("the guide has it");
        let length = guide[begin..].find("\n    }\n").expect("it ends") + "\n    }\n".len();
        &guide[begin..begin + length]
    };
    let newsroom = Newsroom::empty()
        .file("site.json", example("Le Courrier du fleuve"))
        .file("articles/un-pont-sur-le-fleuve.json", example("Un pont sur le fleuve"))
        .picture("media/pont.jpg")
        .picture("media/rive.jpg");
    assert!(newsroom.check().succeeds().err.is_empty());
}

#[test]
fn an_unknown_field_comes_with_what_was_meant() {
    let refused = article(|article| article.set("tilte", "Titre")).refused();
    refused.at("articles/a.json", "\"tilte\"", "unknown field `tilte`; did you mean `title`?").and_no_more();
    let refused = body(json!([{ "type": "paragraph", "text": "Bonjour.", "txet": "" }])).refused();
    refused.at("articles/a.json", "\"txet\"", "unknown field `txet`; did you mean `text`?").and_no_more();
    let refused = article(|article| article.set("image", json!({ "scr": "a.png" }))).refused();
    refused
        .at("articles/a.json", "\"scr\"", "unknown field `scr`; known are `")
        .at("articles/a.json", "{\n    \"scr\"", "the field `src` is missing")
        .at("articles/a.json", "{\n    \"scr\"", "the field `alt` is missing")
        .and_no_more();
}

#[test]
fn an_unknown_field_does_not_hide_the_other_mistakes_of_its_file() {
    let wrong = |article: Fields| article.set("tilte", "Titre").countries(&["XX"]).published("2024-02-31T00:00:00Z");
    article(wrong)
        .refused()
        .at("articles/a.json", "\"tilte\"", "did you mean `title`?")
        .at("articles/a.json", "\"XX\"", "is not a country")
        .at("articles/a.json", "\"2024-02-31", "is not a date")
        .and_no_more();
}

#[test]
fn missing_fields_are_named_together() {
    let refused = Newsroom::new().file("articles/a.json", "{}").refused();
    let fields = ["title", "countries", "authors", "published", "body"];
    let missing = |field: &str| format!("the field `{field}` is missing: add it");
    fields.iter().fold(refused, |refused, field| refused.file("articles/a.json", &missing(field))).and_no_more();
}

#[test]
fn a_country_is_a_code_of_iso_3166() {
    for (code, gist) in [
        ("XX", "`XX` is not a country: write its ISO 3166-1 code of two capitals, such as `NE` for Niger"),
        ("ne", "`ne` must be written `NE`"),
        (" NE", "` NE` must be written `NE`"),
        ("NER", "did you mean `NE`?"),
        ("Niger", "is not a country"),
        ("", "is not a country"),
    ] {
        let refused = article(|article| article.countries(&["ML", code])).refused();
        refused.at("articles/a.json", &format!("\"{code}\""), gist).and_no_more();
    }
}

#[test]
fn an_article_names_a_country_and_each_once() {
    let refused = article(|article| article.without("countries")).refused();
    refused.file("articles/a.json", "the field `countries` is missing").and_no_more();
    let refused = article(|article| article.countries(&[])).refused();
    refused.at("articles/a.json", "[]", "the article names no country: name at least one").and_no_more();
    let refused = article(|article| article.countries(&["NE", "ML", "NE"])).refused();
    refused.at("articles/a.json", "\"NE\"\n", "`NE` is named twice: remove one").and_no_more();
}

#[test]
fn an_article_has_an_author_with_a_name() {
    let refused = article(|article| article.set("authors", json!([]))).refused();
    refused.at("articles/a.json", "[]", "the article has no author").and_no_more();
    let refused = article(|article| article.set("authors", json!(["Awa", " "]))).refused();
    refused.at("articles/a.json", "\" \"", "this text is empty").and_no_more();
}

#[test]
fn a_language_is_a_tag() {
    let refused = article(|article| article.set("language", "arabe (Tchad)")).refused();
    refused.at("articles/a.json", "\"arabe (Tchad)\"", "is not a language tag").and_no_more();
}

#[test]
fn an_empty_body_is_an_error() {
    let refused = body(json!([])).refused();
    refused.at("articles/a.json", "[]", "the article has no text: write at least one paragraph").and_no_more();
    let refused = body(json!("Bonjour.")).refused();
    refused.at("articles/a.json", "\"Bonjour.\"", "`body` must be a list in [brackets], not ").and_no_more();
}

#[test]
fn a_block_of_an_unknown_type_comes_with_what_was_meant() {
    let refused = body(json!([{ "type": "paragraf", "text": "Bonjour." }])).refused();
    refused.at("articles/a.json", "\"paragraf\"", "did you mean `paragraph`?").and_no_more();
    let refused = body(json!([{ "type": "video", "url": "https://a.org" }])).refused();
    let known = "must be one of `paragraph`, `heading`, `quote`, `list`, `table`, `image`, `embed`";
    refused.at("articles/a.json", "\"video\"", known).and_no_more();
    let refused = body(json!([{ "text": "Bonjour." }, "Bonsoir."])).refused();
    refused
        .at("articles/a.json", "{\n      \"text\"", "the field `type` is missing")
        .at("articles/a.json", "\"Bonsoir.\"", "must be an object, not ")
        .and_no_more();
}

#[test]
fn blank_text_is_an_error_in_every_block() {
    let blocks = [
        json!({ "type": "paragraph", "text": " " }),
        json!({ "type": "heading", "text": " " }),
        json!({ "type": "quote", "text": " " }),
        json!({ "type": "quote", "text": "Bonjour.", "cite": " " }),
        json!({ "type": "list", "items": [" "] }),
        json!({ "type": "embed", "url": "https://a.org", "title": " " }),
        json!({ "type": "paragraph", "text": "\u{a0}\n\t" }),
    ];
    for block in blocks {
        let text = if block["text"] == "\u{a0}\n\t" { "\"\u{a0}\\n\\t\"" } else { "\" \"" };
        body(json!([block])).refused().at("articles/a.json", text, "this text is empty").and_no_more();
    }
    let refused = body(json!([{ "type": "list", "items": [] }])).refused();
    refused.at("articles/a.json", "[]", "the list has no items").and_no_more();
    let refused = article(|article| article.set("standfirst", "")).refused();
    refused.at("articles/a.json", "\"\"", "this text is empty").and_no_more();
}

#[test]
fn ten_thousand_mistakes_are_told_before_patience_ends() {
    let blank = json!({ "type": "paragraph", "text": " " });
    let told = body(Value::Array(vec![blank; 10_000])).check().fails().out;
    assert_eq!(told.lines().count(), 10_000);
}

#[test]
fn five_thousand_paragraphs_are_an_article() {
    let blocks: Vec<Value> =
        (0..5_000).map(|n| json!({ "type": "paragraph", "text": format!("Alinéa {n}.") })).collect();
    let newsroom = body(Value::Array(blocks));
    let text = newsroom.built().page("/article/a/").with_id("texte").expect("an article has a text");
    let paragraphs = text.all("p");
    assert_eq!(paragraphs.len(), 5_000);
    assert_eq!((paragraphs[0].text(), paragraphs[4_999].text()), ("Alinéa 0.".into(), "Alinéa 4999.".into()));
}

#[test]
fn ten_megabytes_are_an_article() {
    let newsroom = article(|article| article.text(&"dix mille mots ".repeat(700_000)));
    assert!(newsroom.content().join("articles/a.json").metadata().expect("it is there").len() > 10_000_000);
    let site = newsroom.built();
    assert_eq!(site.article("a").reading_minutes, 2_100_000_u32.div_ceil(220));
    assert!(site.source("/article/a/").len() > 10_000_000);
}
