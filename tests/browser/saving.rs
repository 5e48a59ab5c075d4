//! An article as one file: it holds everything, weighs no more than was said, and is read without a network.

use crate::harness::{Reader, Site};
use axum::http::StatusCode;
use depeche::words::{Language, Press};

const ARTICLE: &str = "/article/faso-danfani/";
const ADDRESS: &str = "https://depeche.example/article/faso-danfani/";
const PRESS: Press = Language::FRENCH.press;
const SAVE: &str = ".share .save";

/// Keeps what the page gives to the browser's downloads, for the test to read.
const WATCH: &str = "
    const make = URL.createObjectURL;
    URL.createObjectURL = (blob) => { blob.text().then((text) => { window.saved = text }); return make(blob) };
    const click = HTMLAnchorElement.prototype.click;
    HTMLAnchorElement.prototype.click = function () {
        if (this.download) window.savedAs = this.download; else click.call(this);
    };";

impl Reader<'_> {
    /// Saves the article that is shown; gives its HTML.
    #[track_caller]
    fn saves(&self) -> String {
        self.script::<()>(WATCH);
        self.clicks(SAVE);
        self.waits_until("the saved article", "window.saved");
        self.script("return window.saved")
    }
}

/// The number of bytes that a button promises, in thousands.
fn promised(label: &str) -> usize {
    let digits: String = label.chars().filter(char::is_ascii_digit).collect();
    digits.parse().unwrap_or_else(|_| panic!("« {label} » says no size"))
}

#[test]
fn a_saved_article_is_whole_and_as_light_as_was_said() {
    let site = Site::open();
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    let label = reader.text(SAVE);
    let words = reader.texts(".story h1, .standfirst, .text p, .text h2, figcaption, .byline .author");
    let saved = reader.saves();
    reader.sees(PRESS.article_saved);
    assert_eq!(reader.script::<String>("return window.savedAs"), "faso-danfani.html");
    let promised = promised(&label) * 1000;
    assert!(saved.len() <= promised, "{} of {promised}", saved.len());
    assert!(saved.len() * 10 > promised * 7, "{} of {promised}: nobody wants to be scared", saved.len());

    // As the reader's friend opens it, who has no network and not this site.
    let file = std::env::temp_dir().join(format!("{}-faso-danfani.html", std::process::id()));
    std::fs::write(&file, &saved).expect("a file can be written");
    reader.opens_file(&file);
    std::fs::remove_file(&file).expect("it is there");
    assert_eq!(reader.texts(".story h1, .standfirst, .text p, .text h2, figcaption, .byline .author"), words);
    let shown: Vec<(u32, bool)> = reader.script(
        "return [...document.images].map((one) => [one.naturalWidth, one.currentSrc.startsWith('data:image/')])",
    );
    assert!(!shown.is_empty() && shown.iter().all(|(width, inside)| *width > 100 && *inside), "{shown:?}");
    assert_eq!(
        reader.script::<usize>(
            "return performance.getEntriesByType('resource').filter((one) => !one.name.startsWith('data:')).length"
        ),
        0
    );
    assert_eq!(
        reader.texts("script, button, form, .share [role], .comments"),
        Vec::<String>::new(),
        "nothing that needs the site"
    );
    let links: Vec<String> = reader.script("return [...document.links].map((link) => link.href)");
    assert!(links.contains(&ADDRESS.into()), "{links:?}");
    assert!(links.iter().all(|link| link.starts_with("https://")), "{links:?}");
    assert_eq!(reader.console(), Vec::<String>::new());
}

#[test]
fn an_article_that_cannot_be_saved_says_so_and_can_be_tried_again() {
    let site = Site::open();
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.goes_offline();
    reader.clicks(SAVE);
    reader.sees(PRESS.article_not_saved);
    reader.comes_online();
    reader.saves();
    reader.sees(PRESS.article_saved);
}

#[test]
fn an_article_is_saved_where_the_app_does_not_run() {
    let site = Site::open();
    site.answers(&site.wasm(), StatusCode::FORBIDDEN);
    let reader = Reader::of(&site);
    reader.opens(ARTICLE);
    reader.waits_for_the_failure();
    assert!(reader.saves().contains("<h1"));
}
