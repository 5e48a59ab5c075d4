//! The app takes over the very page that the reader has before the eyes: same nodes, same text, nothing moves.

use crate::harness::{Edition, Reader, Site};

/// Notes every node of the page and what it shows, before the app runs.
const NOTE: &str = "
    window.nodes = [...document.body.querySelectorAll('*')];
    window.text = document.body.innerText;";

/// What is different now, in words; empty if nothing is.
const COMPARE: &str = "
    const now = [...document.body.querySelectorAll('*')];
    const other = now.find((node, index) => node !== window.nodes[index]) ?? window.nodes[now.length];
    const found = [];
    if (other) found.push('another node: ' + other.outerHTML.slice(0, 200));
    if (document.body.innerText !== window.text) found.push('another text: ' + document.body.innerText);
    return found;";

#[test]
fn every_page_of_the_demonstration_edition_is_taken_over_as_it_is() {
    let site = Site::open();
    every_page_is_taken_over(&site, &Reader::of(&site));
}

#[test]
fn every_page_is_taken_over_as_it_is_on_a_small_phone_too() {
    let site = Site::open();
    let reader = Reader::of(&site);
    reader.has_phone(360, 640, 2);
    every_page_is_taken_over(&site, &reader);
}

fn every_page_is_taken_over(site: &Site, reader: &Reader<'_>) {
    reader.watches_what_moves();
    let mut faults = Vec::new();
    let mut pages: Vec<&str> = Edition::get().pages().collect();
    assert!(pages.len() > 40, "the edition has its articles and countries: {pages:?}");
    pages.push("/cette-page/n-existe-pas/");
    for page in pages {
        let app = site.holds(&site.wasm());
        reader.opens(page);
        reader.script::<()>(NOTE);
        app.release();
        reader.waits_until("the end of the start", "document.documentElement.dataset.app !== 'loading'");
        let mut found: Vec<String> = reader.script(COMPARE);
        if reader.attribute("html", "data-app").as_deref() != Some("ready") {
            found.push("not taken over".into());
        }
        found.extend(reader.moved());
        // The browser itself notes that the document came with status 404.
        found.extend(reader.console().into_iter().filter(|line| !(line.contains(" 404 ") && line.contains(page))));
        found.extend(site.reports());
        faults.extend(found.into_iter().map(|fault| format!("{page}: {fault}")));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_page_that_comes_in_pieces_does_not_jump() {
    let site = Site::open();
    let reader = Reader::of(&site);
    reader.watches_what_moves();
    let mut shifts = Vec::new();
    for page in ["/", "/pays/niger/", ARTICLE, "/article/lutte-traditionnelle/", "/article/kora/"] {
        site.sends_in_pieces(page);
        reader.visits(page);
        shifts.extend(reader.moved().into_iter().map(|shift| format!("{page}: {shift}")));
    }
    assert!(shifts.is_empty(), "{}", shifts.join("\n"));
}

const ARTICLE: &str = "/article/mission-a-moscou/";

#[test]
fn what_a_reader_did_before_the_app_came_stays() {
    let site = Site::open();
    let reader = Reader::of(&site);
    let app = site.holds(&site.wasm());
    reader.opens(ARTICLE);
    reader.types("#comment", "Avant que");
    reader.script::<()>(
        "document.querySelector('h1').mine = true;
        getSelection().selectAllChildren(document.querySelector('#texte p'));",
    );
    reader.scrolls_to(321);
    let selected: String = reader.script("return getSelection().toString()");
    assert!(selected.len() > 100, "a paragraph is selected: {selected}");

    app.release();
    reader.waits_for_the_app();
    assert!(reader.script::<bool>("return document.querySelector('h1').mine"), "the very same heading");
    assert_eq!(reader.scrolled(), 321.0);
    assert_eq!(reader.script::<String>("return getSelection().toString()"), selected);
    assert!(reader.is_focused_on("#comment"));
    assert_eq!(reader.typed("#comment"), "Avant que");

    // The marked paragraph holds the caret: back into the field, behind what is there.
    reader.clicks("#comment");
    reader.types("#comment", " le site soit prêt");
    assert_eq!(reader.typed("#comment"), "Avant que le site soit prêt");
    reader.reloads();
    reader.waits_for_the_app();
    assert_eq!(reader.typed("#comment"), "Avant que le site soit prêt");
}

#[test]
fn a_text_typed_before_the_app_came_is_kept_as_a_draft_without_another_key() {
    let site = Site::open();
    let reader = Reader::of(&site);
    let app = site.holds(&site.wasm());
    reader.opens(ARTICLE);
    reader.types("#comment", "Tapé trop tôt");
    app.release();
    reader.waits_for_the_app();
    // Another window has only what is kept on the device, nothing that the browser restores by itself.
    reader.opens_another_tab();
    reader.visits(ARTICLE);
    assert_eq!(reader.typed("#comment"), "Tapé trop tôt");
}

#[test]
fn an_address_without_its_last_slash_is_taken_over_where_the_host_does_not_redirect() {
    let site = Site::open();
    let reader = Reader::of(&site);
    for page in [ARTICLE, "/pays/niger/", "/pays/", "/page/2/"] {
        let bare = page.trim_end_matches('/');
        site.sends_what_is_at(bare, page);
        reader.visits(bare);
        assert_eq!(reader.path(), bare);
        reader.clicks(".masthead .name a");
        reader.waits_until("the front page", "location.pathname === '/'");
        reader.goes_back();
        reader.waits_until("the page again", &format!("location.pathname === '{bare}'"));
    }
    assert_eq!(reader.console(), Vec::<String>::new());
    assert_eq!(site.documents().len(), 4, "everything else was the app's: {:?}", site.documents());
}

#[test]
fn what_a_shared_link_carries_along_does_no_harm() {
    let site = Site::open();
    let reader = Reader::of(&site);
    reader.visits("/article/mission-a-moscou/?utm_source=lettre&fbclid=x#comments");
    assert_eq!(reader.console(), Vec::<String>::new());
    let top: f64 = reader.script("return document.getElementById('comments').getBoundingClientRect().top");
    assert!(top.abs() < 2.0, "the link's place is at the top of the window: {top}");
}
