//! The app cannot start, or breaks: the text stays, links are plain links, what is typed is kept, and a sentence says so.

use crate::harness::{Edition, FRENCH, Reader, Site};
use axum::http::StatusCode;
use thirtyfour::Key;

const ARTICLE: &str = "/article/mission-a-moscou/";

/// Asserts what a reader still has once the app is given up, on the article's page.
fn keeps_its_promises(reader: &Reader<'_>, site: &Site) {
    reader.waits_for_the_failure();
    let article = Edition::get().article(ARTICLE);
    let end = article.body.trim_end_matches("</p>").rsplit('>').next().unwrap_or_default().to_owned();
    assert!(!end.is_empty() && reader.page().contains(&end), "the text is there to its last words: « {end} »");
    reader.sees(FRENCH.app_failed);
    reader.sees(FRENCH.form_failed);
    assert!(reader.is_shown("p.app-failed a"), "the way on: {}", FRENCH.reload);

    reader.types("#comment", "Rien ne se perd");
    reader.reloads();
    reader.waits_for_the_failure();
    assert_eq!(reader.typed("#comment"), "Rien ne se perd");

    site.forget_asked();
    reader.types("#author", "Aïssata");
    reader.presses(Key::Enter);
    reader.waits_for_a_frame();
    assert_eq!(site.documents(), Vec::<String>::new(), "nothing is sent into the void");

    reader.clicks(".story .kicker a[href='/pays/niger/']");
    reader.waits_until("the country's page", "location.pathname === '/pays/niger/'");
    assert_eq!(site.documents(), ["/pays/niger/"], "a plain link loads a document");
    reader.goes_back();
    reader.waits_until(
        "the article again",
        &format!("location.pathname === '{ARTICLE}' && document.getElementById('comment')"),
    );
    reader.waits_for_the_failure();
    reader.waits_until("the text that was typed", "document.getElementById('comment').value === 'Rien ne se perd'");
}

/// The same, and then everything is mended and the reader follows the way on.
fn is_mended_by_a_reload(reader: &Reader<'_>, site: &Site, broken: &[String]) {
    keeps_its_promises(reader, site);
    broken.iter().for_each(|path| site.mends(path));
    reader.clicks("p.app-failed:not(.hint) a");
    reader.waits_for_the_app();
    assert!(!reader.is_shown(".app-failed"));
    assert_eq!(reader.typed("#comment"), "Rien ne se perd");
}

#[test]
fn webassembly_that_is_not_there() {
    let site = Site::open();
    let reader = Reader::of(&site);
    site.answers(&site.wasm(), StatusCode::NOT_FOUND);
    reader.opens(ARTICLE);
    is_mended_by_a_reload(&reader, &site, &[site.wasm()]);
}

#[test]
fn webassembly_that_is_cut_off() {
    let site = Site::open();
    let reader = Reader::of(&site);
    site.cuts(&site.wasm());
    reader.opens(ARTICLE);
    is_mended_by_a_reload(&reader, &site, &[site.wasm()]);
}

#[test]
fn webassembly_that_is_none() {
    let site = Site::open();
    let reader = Reader::of(&site);
    site.sends(&site.wasm(), "<!doctype html><title>Portail Wi-Fi</title>");
    reader.opens(ARTICLE);
    is_mended_by_a_reload(&reader, &site, &[site.wasm()]);
}

#[test]
fn a_browser_without_webassembly() {
    let site = Site::open();
    let reader = Reader::of(&site);
    reader.before_every_document("delete window.WebAssembly");
    reader.opens(ARTICLE);
    keeps_its_promises(&reader, &site);
    assert_eq!(site.asked_under("/app/app"), Vec::<String>::new(), "what cannot run is not loaded");
}

#[test]
fn webassembly_that_the_browser_refuses() {
    let site = Site::open();
    let reader = Reader::of(&site);
    reader.before_every_document(
        "for (const name of ['compile', 'compileStreaming', 'instantiate', 'instantiateStreaming'])
            WebAssembly[name] = async () => { throw new WebAssembly.CompileError('refused') }",
    );
    reader.opens(ARTICLE);
    keeps_its_promises(&reader, &site);
}

#[test]
fn glue_that_is_not_there() {
    let site = Site::open();
    let reader = Reader::of(&site);
    site.answers(&site.glue(), StatusCode::NOT_FOUND);
    reader.opens(ARTICLE);
    is_mended_by_a_reload(&reader, &site, &[site.glue()]);
}

#[test]
fn glue_that_throws() {
    let site = Site::open();
    let reader = Reader::of(&site);
    for glue in
        ["throw new Error('cassé')", "export default () => { throw new Error('cassé') }", "export const x = 1", "]"]
    {
        site.sends(&site.glue(), glue);
        reader.opens(ARTICLE);
        reader.waits_for_the_failure();
    }
    is_mended_by_a_reload(&reader, &site, &[site.glue()]);
}

#[test]
fn glue_that_is_cut_off() {
    let site = Site::open();
    let reader = Reader::of(&site);
    site.cuts(&site.glue());
    reader.opens(ARTICLE);
    is_mended_by_a_reload(&reader, &site, &[site.glue()]);
}

/// The article's document with a change, and the part of it that the data of the page makes up.
fn changed(change: impl Fn(&str) -> String) -> String {
    let document = Edition::get().text(ARTICLE);
    let changed = change(&document);
    assert_ne!(changed, document, "the document has what is to be changed");
    changed
}

/// The document with other data in it.
fn with_data(data: impl Fn(&str) -> String) -> String {
    changed(|document| {
        let (before, rest) = document.split_once("id=\"page-data\">").expect("the document carries its data");
        let (own, after) = rest.split_once("</script>").expect("the data ends");
        format!("{before}id=\"page-data\">{}</script>{after}", data(own))
    })
}

fn a_broken_document_keeps_its_promises(document: String) {
    let site = Site::open();
    let reader = Reader::of(&site);
    site.sends(ARTICLE, document);
    reader.opens(ARTICLE);
    is_mended_by_a_reload(&reader, &site, &[ARTICLE.into()]);
}

#[test]
fn a_form_that_waits_for_the_app_says_so() {
    let site = Site::open();
    let reader = Reader::of(&site);
    site.answers(&site.boot(), StatusCode::NOT_FOUND);
    reader.opens(ARTICLE);
    reader.sees(FRENCH.form_waits);
    site.mends(&site.boot());
    reader.visits(ARTICLE);
    reader.no_longer_sees(FRENCH.form_waits);
}

#[test]
fn a_document_without_its_data() {
    a_broken_document_keeps_its_promises(changed(|document| document.replace("id=\"page-data\"", "")));
}

#[test]
fn data_that_is_not_json() {
    a_broken_document_keeps_its_promises(with_data(|_| "{]".into()));
}

#[test]
fn data_that_is_cut_off() {
    a_broken_document_keeps_its_promises(with_data(|own| own.chars().take(own.chars().count() / 2).collect()));
}

#[test]
fn data_of_another_version() {
    a_broken_document_keeps_its_promises(with_data(|own| {
        let (before, rest) = own.split_once("\"version\":").expect("it says its version");
        let (_, after) = rest.split_once(',').expect("more follows");
        format!("{before}\"version\":999,{after}")
    }));
}

#[test]
fn a_document_whose_text_the_app_cannot_find() {
    a_broken_document_keeps_its_promises(changed(|document| document.replace("id=\"texte\"", "id=\"autre\"")));
}

#[test]
fn a_document_that_is_built_otherwise_than_the_app_expects() {
    // What a host that « optimises » pages does.
    a_broken_document_keeps_its_promises(changed(|document| document.replacen("<h1 ", "<p></p><h1 ", 1)));
}

#[test]
fn a_document_without_the_marks_between_its_nodes() {
    a_broken_document_keeps_its_promises(changed(|document| document.replace("<!>", "").replace("<!---->", "")));
}

#[test]
fn a_document_of_another_address() {
    let site = Site::open();
    let reader = Reader::of(&site);
    site.sends_what_is_at("/article/pont-kennedy/", ARTICLE);
    reader.opens("/article/pont-kennedy/");
    reader.waits_for_the_failure();
    reader.sees(FRENCH.app_failed);
    assert_eq!(reader.text("h1"), Edition::get().article(ARTICLE).title, "what the host sent is readable");
    site.mends("/article/pont-kennedy/");
    reader.clicks("p.app-failed:not(.hint) a");
    reader.waits_for_the_app();
    assert_eq!(reader.text("h1"), Edition::get().article("/article/pont-kennedy/").title);
}

#[test]
fn a_document_that_is_cut_off_is_readable_as_far_as_it_came() {
    let site = Site::open();
    let reader = Reader::of(&site);
    let whole = Edition::get().text("/");
    // To the last whole letter before the middle of what is shown.
    let head = whole.find("<body>").expect("it has a body");
    let middle = head + (whole.len() - head) / 2;
    let half = (0..=middle).rev().find_map(|end| whole.get(..end)).unwrap_or_default();
    site.sends("/", half.to_owned());
    reader.opens("/");
    assert!(!reader.is_shown(".foot"), "the end did not come");
    assert_ne!(reader.attribute("html", "data-app").as_deref(), Some("ready"));
    site.forget_asked();
    reader.clicks("main .headline a");
    reader.waits_until("the lead's page", "document.querySelector('.story')");
    let lead = reader.path();
    assert_eq!(site.documents(), [lead]);
}

#[test]
fn a_boot_script_that_is_not_there() {
    let site = Site::open();
    let reader = Reader::of(&site);
    let boot = format!("/{}", Edition::get().app.boot());
    site.answers(&boot, StatusCode::NOT_FOUND);
    reader.opens(ARTICLE);
    assert!(reader.page().contains(&Edition::get().article(ARTICLE).title));
    site.forget_asked();
    reader.clicks(".story .kicker a[href='/pays/niger/']");
    reader.waits_until("the country's page", "location.pathname === '/pays/niger/'");
    assert_eq!(site.documents(), ["/pays/niger/"]);
}

#[test]
fn an_app_that_is_still_on_its_way() {
    let site = Site::open();
    let reader = Reader::of(&site);
    let _app = site.holds(&site.wasm());
    reader.opens(ARTICLE);
    reader.types("#comment", "Rien ne se perd");
    reader.reloads();
    reader.waits_until("the text that was typed", "document.getElementById('comment').value === 'Rien ne se perd'");
    site.forget_asked();
    reader.clicks(".story .kicker a[href='/pays/niger/']");
    reader.waits_until("the country's page", "location.pathname === '/pays/niger/'");
    assert_eq!(site.documents(), ["/pays/niger/"], "links do not wait for the app");
}

#[test]
fn going_back_while_the_app_is_on_its_way() {
    let site = Site::open();
    let reader = Reader::of(&site);
    reader.visits("/pays/niger/");
    reader.clicks(&format!(".listing a[href='{ARTICLE}']"));
    reader.waits_until("the article", "document.getElementById('comment')");
    let app = site.holds(&site.wasm());
    // The browser takes what it loads now for a page of the same document as the one before it.
    reader.reloads();
    reader.goes_back();
    reader.waits_until(
        "the country's page",
        "document.querySelector('.listing') && location.pathname === '/pays/niger/'",
    );
    app.release();
    reader.waits_for_the_app();
    assert!(reader.is_shown(".listing"));
}

#[test]
fn an_app_that_breaks_while_it_runs() {
    let site = Site::open();
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.types("#comment", "Rien ne");
    site.sends("/panne.js", "throw new WebAssembly.RuntimeError('unreachable')");
    reader.script::<()>("document.head.append(Object.assign(document.createElement('script'), { src: '/panne.js' }))");
    reader.waits_for_the_failure();
    reader.types("#comment", " se perd");
    reader.sees(FRENCH.app_failed);
    site.forget_asked();
    reader.clicks(".story .kicker a[href='/pays/niger/']");
    reader.waits_until(
        "the country's page",
        "location.pathname === '/pays/niger/' && document.querySelector('.listing')",
    );
    assert_eq!(site.documents(), ["/pays/niger/"]);
    reader.visits(ARTICLE);
    assert_eq!(reader.typed("#comment"), "Rien ne se perd", "what was typed before and after");
}

#[test]
fn who_saves_data_gets_the_app_to_comment_and_not_to_read() {
    let site = Site::open();
    let reader = Reader::of(&site);
    reader.has_connection("saveData", "true");
    reader.opens(ARTICLE);
    reader.waits_for_a_frame();
    reader.clicks(".story .kicker a[href='/pays/niger/']");
    reader.waits_until("the country's page", "location.pathname === '/pays/niger/'");
    assert_eq!(site.documents(), [ARTICLE, "/pays/niger/"]);
    reader.opens(ARTICLE);
    assert_eq!(site.asked_under("/app/app"), Vec::<String>::new(), "not a byte of the app so far");
    reader.types("#comment", "Bonjour");
    reader.waits_for_the_app();
    reader.types("#comment", " à tous");
    assert_eq!(reader.typed("#comment"), "Bonjour à tous");
    assert!(reader.is_shown("#commentform button[type=submit]:enabled"));
}
