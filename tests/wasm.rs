//! The app's own parts in a browser, compiled to WebAssembly. `cargo xtask test` runs it.
#![cfg(target_arch = "wasm32")]

use depeche::app::{App, Memory, SEED_ID, take_over};
use depeche::model::page::*;
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen_test::*;

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn try_it() {
    let site = Site {
        title: "Essai".into(),
        tagline: String::new(),
        language: "fr".into(),
        base: String::new(),
        edition: None,
        countries: Vec::new(),
        comments: Comments::Local,
    };
    let article = Article {
        slug: "a".into(),
        title: "Titre".into(),
        standfirst: None,
        countries: Vec::new(),
        topics: Vec::new(),
        byline: "Awa".into(),
        published: Moment { iso: "2024-01-16T09:00:00+01:00".into(), text: "16 janvier".into() },
        updated: None,
        reading_minutes: 1,
        image: None,
        body: "<p>Texte</p>".into(),
        comments_open: true,
        previous: None,
        next: None,
        related: Vec::new(),
        language: None,
    };
    let page = Page::Article(Box::new(article));
    window().history().unwrap().replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some("/article/a/")).unwrap();
    let owner = Owner::new();
    let html = owner.with(|| {
        let memory = Memory::new(page.clone());
        let site = Arc::new(site.clone());
        view! { <App site memory/> }.to_html()
    });
    owner.cleanup();
    web_sys::console::log_1(&html.clone().into());
    let seed = Seed { version: FORMAT, path: Some("/article/a/".into()), site, page: page.without_body() };
    let json = serde_json::to_string(&seed).unwrap();
    let body = document().body().unwrap();
    body.insert_adjacent_html(
        "afterbegin",
        &format!("{html}<script type=\"application/json\" id=\"{SEED_ID}\">{json}</script>"),
    )
    .unwrap();
    take_over().unwrap();
}
