//! A newer publication takes the place of the one that a reader's tab is from: what is open goes on working, loads itself
//! again where it must, never in a loop, and no draft is lost.

use crate::harness::{Edition, Reader, Site};
use axum::http::StatusCode;

const ARTICLE: &str = "/article/mission-a-moscou/";
/// A version of the app that no host has any more.
const GONE: &str = "/app/app-0123456789abcdef.js";

/// The article's document as an earlier publication wrote it: it names another app.
fn outdated(site: &Site) -> String {
    Edition::get().text(ARTICLE).replace(&site.glue(), GONE)
}

#[test]
fn a_page_whose_app_is_gone_loads_itself_again_and_is_taken_over() {
    let site = Site::open();
    let reader = Reader::of(&site);
    site.sends(ARTICLE, outdated(&site));
    let gone = site.holds(GONE);
    reader.opens(ARTICLE);
    reader.types("#comment", "En pleine phrase");
    site.mends(ARTICLE);
    gone.release();
    reader.waits_for_the_app();
    assert_eq!(site.documents(), [ARTICLE, ARTICLE]);
    assert_eq!(reader.typed("#comment"), "En pleine phrase");
}

#[test]
fn a_page_whose_app_stays_gone_loads_itself_again_once() {
    let site = Site::open();
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.types("#comment", "En pleine phrase");
    for file in [site.glue(), site.wasm()] {
        site.answers(&file, StatusCode::NOT_FOUND);
    }
    site.forget_asked();
    reader.reloads();
    reader.waits_for_the_failure();
    assert_eq!(site.documents(), [ARTICLE, ARTICLE]);
    assert_eq!(reader.typed("#comment"), "En pleine phrase");
    // The next page is told that already.
    reader.opens("/pays/togo/");
    reader.waits_for_the_failure();
    assert_eq!(site.documents(), [ARTICLE, ARTICLE, "/pays/togo/"]);
}

#[test]
fn a_page_is_not_loaded_again_for_an_app_that_a_host_only_fails_to_send() {
    let site = Site::open();
    let reader = Reader::of(&site);
    for status in [StatusCode::INTERNAL_SERVER_ERROR, StatusCode::SERVICE_UNAVAILABLE] {
        site.answers(&site.wasm(), status);
        site.forget_asked();
        reader.opens(ARTICLE);
        reader.waits_for_the_failure();
        assert_eq!(site.documents(), [ARTICLE], "{status}");
    }
}

#[test]
fn an_app_that_meets_newer_data_loads_each_page_once() {
    let site = Site::open();
    let reader = Reader::on_a_slow_network(&site);
    reader.visits(ARTICLE);
    reader.types("#comment", "En pleine phrase");
    for path in ["/", ARTICLE, "/pays/togo/", "/pays/mali/"] {
        site.sends(&format!("{path}index.json"), r#"{"version":999,"page":{"nouveau":true}}"#);
    }
    site.forget_asked();
    for (country, name) in [("togo", "Togo"), ("mali", "Mali")] {
        reader.clicks(&format!(".masthead a[href='/pays/{country}/']"));
        reader.waits_until("the document", &format!("document.querySelector('h1')?.textContent === '{name}'"));
        reader.waits_for_the_app();
    }
    assert_eq!(site.documents(), ["/pays/togo/", "/pays/mali/"]);
    reader.goes_back();
    reader.waits_until("the page before", "document.querySelector('h1')?.textContent === 'Togo'");
    reader.goes_back();
    reader.waits_until("the text that was typed", "document.getElementById('comment')?.value === 'En pleine phrase'");
    reader.waits_for_the_app();
    // From the browser's own memory, or once from the host.
    let documents = site.documents();
    assert!(documents.iter().filter(|path| *path == ARTICLE).count() <= 1, "{documents:?}");
    assert!(documents.iter().filter(|path| *path == "/pays/togo/").count() <= 2, "{documents:?}");
}

#[test]
fn a_page_that_wants_another_style_comes_as_its_own_document() {
    let site = Site::open();
    let reader = Reader::on_a_slow_network(&site);
    reader.visits(ARTICLE);
    // The same format, and a style that the policy of this document does not know.
    let data = site.file("/index.json");
    let version = data.split_once("\"version\":").and_then(|(_, rest)| rest.split(',').next()).expect("a version");
    let other = version.parse::<u32>().expect("a number") ^ 1;
    site.sends("/index.json", data.replace(version, &other.to_string()).replace("</style>", "main{color:red}</style>"));
    site.forget_asked();
    reader.clicks(".masthead .name a");
    reader.waits_until("the front page", "document.querySelector('.front')");
    reader.waits_for_the_app();
    assert_eq!(site.documents(), ["/"]);
}
