//! The JSON Schema that the program prints, held against what a newsroom writes by a validator that is not ours.

use crate::support::{Fields, Newsroom};
use jsonschema::Validator;
use serde_json::{Value, json};
use std::path::Path;
use walkdir::WalkDir;

/// The schema that the program prints.
fn schema(of: &[&str]) -> Validator {
    let printed = Newsroom::new().depeche(&[&["schema"], of].concat()).succeeds();
    assert_eq!(printed.err, "");
    let schema: Value = serde_json::from_str(&printed.out).expect("a schema is JSON");
    assert!(jsonschema::meta::is_valid(&schema), "it is a JSON Schema");
    jsonschema::validator_for(&schema).expect("it is a JSON Schema")
}

fn read(path: &Path) -> Value {
    let text = std::fs::read_to_string(path).expect("the demonstration edition can be read");
    serde_json::from_str(&text).expect("the demonstration edition is JSON")
}

fn article() -> Value {
    serde_json::from_str(&Fields::of_article("Titre").text_of_file()).expect("it was written as JSON")
}

/// An article with this in place of a field.
fn with(field: &str, value: Value) -> Value {
    let mut article = article();
    article[field] = value;
    article
}

#[test]
fn the_demonstration_edition_fits_the_schemas() {
    let public = Path::new(env!("CARGO_MANIFEST_DIR")).join("public");
    let site = schema(&["site"]);
    assert!(site.validate(&read(&public.join("site.json"))).is_ok());
    let article = schema(&["article"]);
    let mut articles = 0;
    for entry in WalkDir::new(public.join("articles")).into_iter().map(|entry| entry.expect("it can be read")) {
        if entry.file_type().is_file() {
            let fault = article.validate(&read(entry.path())).err().map(|fault| fault.to_string());
            assert_eq!(fault, None, "{}", entry.path().display());
            articles += 1;
        }
    }
    assert!(articles >= 30);
}

#[test]
fn an_article_is_what_is_described_if_nothing_is_said() {
    let newsroom = Newsroom::new();
    assert_eq!(newsroom.depeche(&["schema"]).succeeds().out, newsroom.depeche(&["schema", "article"]).succeeds().out);
    newsroom.depeche(&["schema", "journal"]).misuses().says(&["article", "site"]);
}

#[test]
fn the_schema_takes_every_field_of_an_article() {
    let schema = schema(&["article"]);
    let mut whole = article();
    for (field, value) in [
        ("$schema", json!("../article.schema.json")),
        ("slug", json!("titre")),
        ("standfirst", json!("Chapô")),
        ("topics", json!(["Eau"])),
        ("updated", json!("2024-01-16T12:00:00+01:00")),
        ("status", json!("draft")),
        ("language", json!("ar")),
        ("image", json!({ "src": "media/a.png", "alt": "a", "caption": "b", "credit": "c" })),
        ("comments", json!("closed")),
        ("source_id", json!(22)),
        ("corrections", json!([{ "date": "2024-01-16T12:00:00+01:00", "text": "a" }])),
        (
            "body",
            json!([
                { "type": "paragraph", "text": "a" },
                { "type": "heading", "text": "a" },
                { "type": "quote", "text": "a", "cite": "b" },
                { "type": "quote", "text": "a", "pull": true },
                { "type": "table", "caption": "a", "head": ["a", "b"], "rows": [["a", "b"]] },
                { "type": "table", "head": ["a"], "rows": [["a"]] },
                { "type": "list", "ordered": false, "items": ["a"] },
                { "type": "list", "items": ["a"] },
                { "type": "image", "src": "media/a.png", "alt": "a" },
                { "type": "embed", "url": "https://a.org", "title": "a" },
            ]),
        ),
    ] {
        whole[field] = value;
    }
    let fault = schema.validate(&whole).err().map(|fault| fault.to_string());
    assert_eq!(fault, None);
    let newsroom = Newsroom::new().file("articles/a.json", whole.to_string()).picture("media/a.png");
    newsroom.check().succeeds();
}

#[test]
fn what_the_schema_of_an_article_refuses_check_refuses_too() {
    let schema = schema(&["article"]);
    let without = |field: &str| {
        let mut article = article();
        article.as_object_mut().expect("an article is an object").remove(field);
        article
    };
    let bad = [
        json!([]),
        without("title"),
        without("countries"),
        without("authors"),
        without("published"),
        without("body"),
        with("tilte", json!("Titre")),
        with("title", json!(3)),
        with("countries", json!("NE")),
        with("countries", json!([])),
        with("authors", json!([])),
        with("status", json!("publié")),
        with("comments", json!(true)),
        with("source_id", json!(-1)),
        with("source_id", json!("22")),
        with("image", json!({ "src": "media/a.png" })),
        with("image", json!("media/a.png")),
        with("body", json!([])),
        with("body", json!("texte")),
        with("body", json!([{ "text": "a" }])),
        with("body", json!([{ "type": "paragraf", "text": "a" }])),
        with("body", json!([{ "type": "paragraph" }])),
        with("body", json!([{ "type": "paragraph", "text": "a", "cite": "b" }])),
        with("body", json!([{ "type": "list", "items": [] }])),
        with("body", json!([{ "type": "embed", "url": "https://a.org" }])),
        with("body", json!([{ "type": "quote", "text": "a", "pull": "oui" }])),
        with("body", json!([{ "type": "table", "head": ["a"] }])),
        with("body", json!([{ "type": "table", "head": [], "rows": [["a"]] }])),
        with("body", json!([{ "type": "table", "head": ["a"], "rows": [] }])),
        with("body", json!([{ "type": "table", "head": ["a"], "rows": ["a"] }])),
        with("body", json!([{ "type": "table", "head": ["a"], "rows": [[1]] }])),
        with("corrections", json!("a")),
        with("corrections", json!([{ "text": "a" }])),
        with("corrections", json!([{ "date": "2024-01-16T12:00:00+01:00" }])),
        with("corrections", json!([{ "date": "2024-01-16T12:00:00+01:00", "text": "a", "by": "b" }])),
    ];
    for article in bad {
        assert!(!schema.is_valid(&article), "the schema takes {article}");
        Newsroom::new().file("articles/a.json", article.to_string()).check().fails();
    }
}

#[test]
fn what_the_schema_of_a_site_refuses_check_refuses_too() {
    let schema = schema(&["site"]);
    let site = |field: &str, value: Value| {
        let text = Fields::of_site().set(field, value).text_of_file();
        serde_json::from_str::<Value>(&text).expect("it was written as JSON")
    };
    let good = [
        site("comments", json!({ "backend": "local" })),
        site("comments", json!({ "backend": "closed" })),
        site("comments", json!({ "backend": "form", "action": "https://a.org" })),
        site("$schema", json!("site.schema.json")),
        site("countries", json!([])),
    ];
    for site in good {
        assert!(schema.is_valid(&site), "the schema refuses {site}");
        Newsroom::empty().file("site.json", site.to_string()).check().succeeds();
    }
    let bad = [
        json!({}),
        site("tagligne", json!("a")),
        site("base_url", json!(null)),
        site("countries", json!("NE")),
        site("comments", json!("local")),
        site("comments", json!({ "backend": "facebook" })),
        site("comments", json!({ "backend": "form" })),
        site("comments", json!({ "backend": "local", "url": "https://a.org" })),
    ];
    for site in bad {
        assert!(!schema.is_valid(&site), "the schema takes {site}");
        Newsroom::empty().file("site.json", site.to_string()).check().fails();
    }
}
