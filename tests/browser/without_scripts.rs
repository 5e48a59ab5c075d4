//! A reader whose browser runs no scripts reads everything and goes everywhere.

use crate::harness::{Edition, FRENCH, Reader, Site};
use depeche::model::page::{List, Page};

const ARTICLE: &str = "/article/mission-a-moscou/";

/// A reader who has scripts switched off.
fn without_scripts(site: &Site) -> Reader<'_> {
    let reader = Reader::of(site);
    reader.runs_no_scripts();
    reader
}

/// The words in a piece of HTML, as the browser reads it.
fn words_of(reader: &Reader<'_>, html: &str) -> String {
    let script = "return new DOMParser().parseFromString(arguments[0], 'text/html').body.textContent";
    reader.script_with(script, html)
}

/// Asserts that everything which a list says of its articles is on the page.
fn shows(reader: &Reader<'_>, list: &List) {
    let page = reader.page();
    assert!(!list.teasers.is_empty());
    for teaser in &list.teasers {
        for said in [&teaser.title, &teaser.country.name, &teaser.published.text] {
            assert!(page.contains(said), "« {said} » in\n{page}");
        }
    }
}

/// The list that a page shows.
fn list_at(path: &str) -> List {
    match Edition::get().page(path) {
        Page::Home(list) | Page::Country { list, .. } | Page::Label { list, .. } => list,
        other => panic!("{path} is no list: {other:?}"),
    }
}

#[test]
fn nothing_of_the_app_runs_without_scripts() {
    let site = Site::open();
    let reader = without_scripts(&site);
    reader.opens(ARTICLE);
    assert_eq!(reader.attribute("html", "data-app").as_deref(), Some("loading"));
    assert!(!reader.is_shown(".app-failed"), "nothing has failed");
    assert_eq!(site.asked_under("/app/"), Vec::<String>::new(), "what is not run is not loaded");
}

#[test]
fn the_front_page_is_whole_without_scripts_and_leads_to_its_lead() {
    let site = Site::open();
    let reader = without_scripts(&site);
    reader.opens("/");
    let Page::Front { html } = Edition::get().page("/") else { panic!("the front page") };
    let words = words_of(&reader, html.split_once("</style>").map_or(&html, |(_, page)| page));
    let shown: String = reader.script("return document.getElementById('une').textContent");
    assert_eq!(shown, words, "the front page, to its last word");
    let lead = reader.attribute("main .lead .headline a", "href").expect("the lead leads somewhere");
    reader.clicks("main .lead .headline a");
    reader.waits_until("the lead's page", &format!("location.pathname === '{lead}'"));
}

#[test]
fn a_country_page_is_whole_without_scripts_and_is_reached_from_the_masthead() {
    let site = Site::open();
    let reader = without_scripts(&site);
    reader.opens("/");
    reader.clicks(".masthead a[href='/pays/niger/']");
    reader.waits_until("the country's page", "location.pathname === '/pays/niger/'");
    assert_eq!(reader.text("h1"), "Niger");
    shows(&reader, &list_at("/pays/niger/"));
}

#[test]
fn a_topic_and_an_author_are_whole_without_scripts_and_are_reached_from_an_article() {
    let site = Site::open();
    let reader = without_scripts(&site);
    for (link, list) in
        [(".topics a[href='/sujet/diplomatie/']", "/sujet/diplomatie/"), (".byline a", "/auteur/ousmane-diallo/")]
    {
        reader.opens(ARTICLE);
        reader.clicks(link);
        reader.waits_until("the list", &format!("location.pathname === '{list}'"));
        shows(&reader, &list_at(list));
    }
}

#[test]
fn an_article_is_whole_without_scripts() {
    let site = Site::open();
    let reader = without_scripts(&site);
    reader.opens(ARTICLE);
    let article = Edition::get().article(ARTICLE);
    assert_eq!(reader.text("h1"), article.title);
    let shown: String = reader.script("return document.getElementById('texte').textContent");
    assert_eq!(shown, words_of(&reader, &article.body), "the text, to its last word");
    let page = reader.page();
    for said in [article.standfirst.as_deref().expect("it has one"), "Ousmane Diallo", &article.published.text] {
        assert!(page.contains(said), "{said} in\n{page}");
    }
    assert_eq!(reader.attribute(".byline time", "datetime"), Some(article.published.iso));
}

#[test]
fn a_picture_has_its_room_before_it_is_loaded() {
    let site = Site::open();
    let reader = without_scripts(&site);
    reader.opens(ARTICLE);
    let loaded: String = reader.script("return new URL(document.querySelector('figure img').currentSrc).pathname");
    site.answers(&loaded, axum::http::StatusCode::NOT_FOUND);
    reader.reloads();
    let [width, height, alt] =
        ["width", "height", "alt"].map(|name| reader.attribute("figure img", name).unwrap_or_default());
    let size = [width, height].map(|side| side.parse::<f64>().expect("a picture has a size"));
    assert!(!alt.is_empty());
    let room: [f64; 2] = reader.script(
        "const { width, height } = document.querySelector('figure img').getBoundingClientRect(); return [width, height]",
    );
    let own = size[0] / size[1];
    assert!((room[0] / room[1] - own).abs() < 0.02, "{room:?} has another shape than the picture");
}

#[test]
fn the_comment_form_says_what_it_needs() {
    let site = Site::open();
    let reader = without_scripts(&site);
    reader.opens(ARTICLE);
    reader.sees("Pour laisser un commentaire, activez JavaScript dans votre navigateur");
    let closed: bool = reader.script("return document.querySelector('#commentform button[type=submit]').disabled");
    assert!(closed, "what cannot be sent cannot be pressed");
}

#[test]
fn older_pages_are_reached_and_left_without_scripts() {
    let site = Site::open();
    let reader = without_scripts(&site);
    reader.opens("/");
    reader.clicks("a[rel=next]");
    reader.waits_until("the second page", "location.pathname === '/page/2/'");
    shows(&reader, &list_at("/page/2/"));
    reader.clicks("a[rel=prev]");
    reader.waits_until("the first page again", "location.pathname === '/'");
}

#[test]
fn a_missing_page_leads_on_without_scripts() {
    let site = Site::open();
    let reader = without_scripts(&site);
    for (link, way) in [("/", FRENCH.go_home), ("/pays/", FRENCH.all_countries)] {
        reader.opens("/article/ce-qui-n-existe-pas/");
        assert_eq!(reader.text("h1"), FRENCH.not_found);
        reader.sees(FRENCH.not_found_why);
        let selector = format!(".not-found .ways a[href='{link}']");
        assert_eq!(reader.text(&selector), way);
        reader.clicks(&selector);
        reader.waits_until("the way on", &format!("location.pathname === '{link}'"));
    }
}
