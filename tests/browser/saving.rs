//! An article as one file: it holds everything, weighs no more than was said, and is read without a network.

use crate::harness::{Edition, Reader, Site};
use axum::http::StatusCode;
use depeche::words::{Language, Press};
use serde_json::json;
use thirtyfour::Key;

const ARTICLE: &str = "/article/faso-danfani/";
const ADDRESS: &str = "https://depeche.example/article/faso-danfani/";
const PRESS: Press = Language::FRENCH.press;
const SAVE: &str = ".share .save";
/// All that is read of an article.
const WORDS: &str = ".story h1, .standfirst, .text p, .text h2, figcaption, .byline .author";

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
    let words = reader.texts(WORDS);
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
    assert_eq!(reader.texts(WORDS), words);
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
fn an_article_is_saved_with_the_keyboard_alone() {
    let site = Site::open();
    let reader = Reader::of(&site);
    reader.visits(ARTICLE);
    reader.script::<()>(WATCH);
    reader.focuses(SAVE);
    reader.presses(Key::Enter);
    reader.waits_until("the saved article", "window.saved");
    reader.sees(PRESS.article_saved);
    assert!(reader.is_focused_on(SAVE));
}

#[test]
fn articles_of_every_kind_keep_what_their_buttons_say() {
    let site = Site::open();
    let reader = Reader::of(&site);
    // With no picture, with tables, quotes and corrections, in another language, with the most pictures.
    let articles = Edition::get().pages().filter(|page| page.starts_with("/article/"));
    let most = articles.max_by_key(|page| Edition::get().text(page).matches("<figcaption>").count());
    let kinds = ["/article/fleuve-niger/", "/article/fespaco/", "/article/two-official-languages/"];
    for page in kinds.into_iter().chain(most) {
        reader.visits(page);
        let (label, saved) = (reader.text(SAVE), reader.saves());
        assert!(saved.len() <= promised(&label) * 1000, "{page}: {} bytes, « {label} »", saved.len());
    }
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

#[test]
fn what_a_headline_holds_stays_a_headline_and_an_article_keeps_its_language() {
    const HOSTILE: &str = "</title><script>window.hacked = 1</script><!--";
    let article = |slug: &str, title: &str| {
        json!({
            "slug": slug, "title": title, "countries": ["NE"], "authors": ["\"><img src=x onerror=hacked=1>"],
            "published": "2024-01-16T09:00:00+01:00", "body": [{ "type": "paragraph", "text": "Un [pont](/article/autre/)." }],
        })
    };
    let mut arabic = article("autre", "جسر على النهر");
    arabic["language"] = json!("ar");
    let site = Site::of_articles(&[article("pont", HOSTILE), arabic]);
    let reader = Reader::of(&site);
    // By way of the front page, whose head has a style of its own.
    reader.visits("/");
    reader.clicks(".headline a[href='/article/pont/']");
    reader.waits_until("the article", "document.querySelector('.share .save')");
    let saved = reader.saves();
    assert!(saved.contains("<title>&lt;/title&gt;&lt;script&gt;"), "{saved}");
    let page: (String, Vec<String>) = reader.script_with(
        "const page = new DOMParser().parseFromString(arguments[0], 'text/html');
        return [page.querySelector('h1').textContent, [...page.querySelectorAll('script, [onerror]')].map((one) => one.outerHTML)]",
        saved,
    );
    assert_eq!(page, (HOSTILE.into(), Vec::new()));
    reader.clicks(".text a[href='/article/autre/']");
    reader.waits_until("the other article", "document.querySelector('article[lang=ar] .save')");
    reader.script::<()>("delete window.saved");
    let saved = reader.saves();
    assert!(saved.contains("<title lang=\"ar\" dir=\"rtl\">جسر"), "{saved}");
}

#[test]
fn a_picture_that_the_host_has_lost_leaves_its_words() {
    let site = Site::open();
    let reader = Reader::of(&site);
    let page = Edition::get().text(ARTICLE);
    let picture = page.split("<img src=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a picture");
    // Before a browser keeps it.
    site.answers(picture, StatusCode::NOT_FOUND);
    reader.visits(ARTICLE);
    let saved = reader.saves();
    assert!(!saved.contains("data:image/jpeg") && saved.contains("<figcaption>"));
    let alt = reader.attribute(".story .text img", "alt").expect("its words");
    assert!(saved.contains(&format!("alt=\"{alt}\"")));
}
