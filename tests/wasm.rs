//! The app in a browser, compiled to WebAssembly and steered from inside: it takes over a page that the publisher wrote
//! (`tests/wasm/page.html`), and its form and storage do what they should. `cargo xtask test` runs it.

#![cfg(target_arch = "wasm32")]

use depeche::{
    app::{Head, Memory, SEED_ID, TEXT_ID, take_over},
    model::{comment::Field, page::Page},
    route::Route,
    words::carried,
};
use leptos::{prelude::document, task::tick};
use std::sync::Arc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, HtmlTextAreaElement, Storage};

wasm_bindgen_test_configure!(run_in_browser);

/// The statement that the publisher writes before the app's script.
const WORDS: &str = include_str!("wasm/words.js");

/// What the publisher wrote for the article.
const PAGE: &str = include_str!("wasm/page.html");
const PATH: &str = "/article/essai/";

/// Behind the page's nodes: what follows is the test runner's.
const END: &str = "<hr id=\"end-of-page\">";

/// Shows a document at the article's address, with an empty storage.
fn show(page: &str) {
    let (_, rest) = page.split_once("<body>").expect("a page has a body");
    let (nodes, _) = rest.split_once("</body>").expect("the body ends");
    let body = document().body().expect("the runner's page has a body");
    while find("#end-of-page").is_some() {
        body.first_child().expect("the end of the page is there").unchecked_into::<Element>().remove();
    }
    body.insert_adjacent_html("afterbegin", &format!("{nodes}{END}")).expect("the page's HTML can be placed");
    let history = leptos::prelude::window().history().expect("a window has a history");
    history.replace_state_with_url(&JsValue::NULL, "", Some(PATH)).expect("the runner's server has every address");
    device().clear().expect("the storage can be emptied");
    speak();
}

/// Gives the app its words.
fn speak() {
    let words = WORDS.trim().split_once('=').and_then(|(_, words)| words.strip_suffix(';'));
    let words: String = serde_json::from_str(words.expect("a statement")).expect("a text");
    js_sys::Reflect::set(&leptos::prelude::window(), &carried::NAME.into(), &words.into())
        .expect("a window takes anything");
}

/// Takes the document over, all steps at once.
fn start() -> Result<(), &'static str> {
    while take_over()? {}
    Ok(())
}

/// Shows the article and lets the app take it over.
async fn hydrate() {
    show(PAGE);
    start().expect("the page is what the app expects");
    settle().await;
}

/// Lets everything happen that the app has put off.
async fn settle() {
    for _ in 0..3 {
        tick().await;
    }
}

fn find(selector: &str) -> Option<Element> {
    document().query_selector(selector).expect("a selector of these tests is valid")
}

fn element<T: JsCast>(selector: &str) -> T {
    find(selector).unwrap_or_else(|| panic!("{selector} is on the page")).unchecked_into()
}

fn count(selector: &str) -> u32 {
    document().query_selector_all(selector).expect("a selector of these tests is valid").length()
}

fn text(selector: &str) -> String {
    element::<Element>(selector).text_content().unwrap_or_default()
}

fn device() -> Storage {
    let storage = leptos::prelude::window().local_storage().expect("the runner's page has storage");
    storage.expect("the runner's page has storage")
}

/// What the storage holds under keys that begin so.
fn stored(prefix: &str) -> Vec<String> {
    let device = device();
    let keys = (0..device.length().unwrap_or(0)).filter_map(|index| device.key(index).ok().flatten());
    keys.filter(|key| key.starts_with(prefix)).filter_map(|key| device.get_item(&key).ok().flatten()).collect()
}

/// Puts a text into a field and tells the form as a browser does.
async fn fill(field: Field, value: &str) {
    let selector = format!("#{}", field.name());
    match field {
        Field::Comment => element::<HtmlTextAreaElement>(&selector).set_value(value),
        _ => element::<HtmlInputElement>(&selector).set_value(value),
    }
    tell(&selector, "input").await;
}

/// Tells an element, and what it stands in, of an event.
async fn tell(selector: &str, name: &str) {
    let event: Event = document().create_event("Event").expect("an event can be made");
    event.init_event_with_bubbles(name, true);
    element::<Element>(selector).dispatch_event(&event).expect("nobody stops it");
    settle().await;
}

async fn send() {
    element::<HtmlElement>("#commentform button[type=submit]").click();
    settle().await;
}

#[wasm_bindgen_test]
async fn the_app_takes_over_the_nodes_that_the_publisher_wrote() {
    show(PAGE);
    document().set_title("Du document");
    let heading: Element = element("h1");
    let before = document().body().and_then(|body| body.text_content());
    start().expect("the page is what the app expects");
    settle().await;
    assert_eq!(element::<Element>("h1"), heading);
    assert_eq!(document().body().and_then(|body| body.text_content()), before);
    assert_eq!(document().title(), "Du document", "it has its title already");
    assert_eq!(count("#commentform button[type=submit]:enabled"), 1, "the form is ready");
}

#[wasm_bindgen_test]
fn a_document_that_is_in_doubt_is_left_as_it_is() {
    let (before, rest) = PAGE.split_once("\"version\":").expect("it says its version");
    let (_, after) = rest.split_once(',').expect("more follows");
    let doubtful = [
        ("no data", PAGE.replace(SEED_ID, "autre")),
        ("data that is none", PAGE.replacen("{\"version\"", "{]\"version\"", 1)),
        ("another version", format!("{before}\"version\":999,{after}")),
        ("another address", PAGE.replacen("\"path\":\"/article/essai/\"", "\"path\":\"/article/autre/\"", 1)),
        ("an address that is none", PAGE.replacen("\"path\":\"/article/essai/\"", "\"path\":\"/x/y/z/\"", 1)),
        ("no text", PAGE.replacen(&format!("id=\"{TEXT_ID}\""), "", 1)),
    ];
    for (what, page) in doubtful {
        assert_ne!(page, PAGE, "{what} is something else");
        show(&page);
        let before = element::<Element>("main").outer_html();
        assert!(start().is_err(), "{what}");
        assert_eq!(element::<Element>("main").outer_html(), before, "{what}");
    }
}

#[wasm_bindgen_test]
async fn what_is_typed_is_kept_letter_by_letter_and_forgotten_when_it_is_emptied() {
    hydrate().await;
    let drafts = || stored(&format!("depeche:draft:{PATH}"));
    fill(Field::Comment, "Une ph").await;
    assert!(drafts()[0].contains("\"Une ph\""), "{:?}", drafts());
    fill(Field::Comment, "Une phrase").await;
    assert!(drafts()[0].contains("\"Une phrase\""), "{:?}", drafts());
    assert_eq!(drafts().len(), 1);
    fill(Field::Comment, " ").await;
    assert_eq!(drafts(), Vec::<String>::new());
}

#[wasm_bindgen_test]
async fn mistakes_are_told_when_the_form_is_sent_and_go_when_they_are_mended() {
    hydrate().await;
    send().await;
    assert_eq!(count(".error"), 3);
    assert_eq!(text("#email-error"), "Erreur\u{202f}: veuillez renseigner les champs obligatoires (e-mail).");
    assert_eq!(element::<Element>("#email").get_attribute("aria-describedby").as_deref(), Some("email-error"));
    // What is missing no longer is; whether it is right is asked when the field is left.
    fill(Field::Email, "awa").await;
    assert_eq!(count("#email-error"), 0);
    tell("#email", "focusout").await;
    assert_eq!(text("#email-error"), "Erreur\u{202f}: veuillez saisir une adresse e-mail valide.");
    fill(Field::Email, "awa@").await;
    assert_eq!(count("#email-error"), 1, "as long as it is not mended");
    fill(Field::Email, "awa@exemple.org").await;
    assert_eq!(count("#email-error"), 0);
    assert_eq!(element::<Element>("#email").get_attribute("aria-invalid"), None);
}

#[wasm_bindgen_test]
async fn a_field_is_checked_when_it_is_left_with_something_in_it() {
    hydrate().await;
    tell("#email", "focusout").await;
    assert_eq!(count(".error"), 0);
    fill(Field::Email, "awa").await;
    assert_eq!(count(".error"), 0);
    tell("#email", "focusout").await;
    assert_eq!(count("#email-error"), 1);
}

#[wasm_bindgen_test]
async fn a_comment_is_kept_on_the_device_and_shown_and_its_draft_is_gone() {
    hydrate().await;
    fill(Field::Comment, " <b>Bonjour</b> ").await;
    fill(Field::Author, "Awa").await;
    fill(Field::Email, "awa@exemple.org").await;
    send().await;
    assert_eq!(text(".thread .said"), "<b>Bonjour</b>");
    let kept: Vec<Vec<String>> =
        serde_json::from_str(&stored(&format!("depeche:comments:{PATH}"))[0]).expect("what is kept is rows of texts");
    assert_eq!(kept[0][1..3], ["Awa", "<b>Bonjour</b>"]);
    assert_eq!(stored("depeche:draft:"), Vec::<String>::new());
    assert_eq!(stored("depeche:identity"), Vec::<String>::new(), "nobody agreed to be remembered");
}

#[wasm_bindgen_test]
async fn comments_that_are_kept_are_shown_when_the_page_is_taken_over() {
    show(PAGE);
    let kept = r#"[["1","Awa","Premier","1705395600000"]]"#;
    device().set_item(&format!("depeche:comments:{PATH}"), kept).expect("there is room");
    start().expect("the page is what the app expects");
    settle().await;
    assert_eq!(text(".thread .said"), "Premier");
    let when = text(".thread time");
    assert!(when.contains(" janvier 2024 à "), "the day is told in words: {when}");
}

#[wasm_bindgen_test]
async fn an_empty_storage_and_one_with_garbage_show_the_same_form() {
    for garbage in ["", "null", "{]", "[{}]"] {
        show(PAGE);
        for key in ["comments:/article/essai/", "draft:/article/essai/:x", "identity"] {
            device().set_item(&format!("depeche:{key}"), garbage).expect("there is room");
        }
        start().expect("the page is what the app expects");
        settle().await;
        assert_eq!(count(".thread li, .other-draft, .error"), 0, "{garbage}");
        assert_eq!(element::<HtmlTextAreaElement>("#comment").value(), "", "{garbage}");
    }
}

#[wasm_bindgen_test]
fn the_address_of_the_window_is_a_route() {
    show(PAGE);
    let path = leptos::prelude::window().location().pathname().expect("a window has an address");
    assert_eq!(Route::parse(&path, ""), Some(Route::article("essai")));
}

#[wasm_bindgen_test]
fn memory_is_shared_by_its_clones() {
    let nothing = || Page::NotFound { latest: Vec::new() };
    let memory = Memory::new(nothing());
    let clone = memory.clone();
    clone.put("/pays/", Arc::new(Page::Countries { countries: Vec::new() }), Head::default());
    assert!(memory.has("/pays"));
    assert_eq!(*memory.get("/rien/"), nothing());
}
