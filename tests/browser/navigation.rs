//! Going from page to page: no document is loaded, nothing is asked for twice, and the reader is told where they are.

use crate::harness::{Ability, Asked, FRENCH, Reader, Site, http};
use thirtyfour::Key;

/// What the app or the browser asked for to show pages; pictures come and go by themselves.
pub(crate) fn pages_asked(site: &Site) -> Vec<String> {
    let pages = site.asked().into_iter().filter(|asked| ["document", "empty"].contains(&asked.what_for.as_str()));
    pages.map(|Asked { path, .. }| path).collect()
}

/// Asserts that a page has been shown as a new page should be: title, focus, announcement, place.
pub(crate) fn has_arrived(reader: &Reader<'_>, path: &str) {
    reader.waits_until(&format!("the page {path}"), &format!("location.pathname === '{path}'"));
    reader.is_led_to("main h1");
    let heading = reader.text("h1");
    assert!(reader.title().starts_with(&heading), "« {} » names « {heading} »", reader.title());
    // With the number of its page, which the heading does not have.
    let said = reader.script::<String>("return document.querySelector('.announcement').textContent");
    assert_eq!(said, reader.title());
    assert_eq!(reader.attribute(".announcement", "role").as_deref(), Some("status"), "said politely");
    assert_eq!(reader.scrolled(), 0.0, "a new page begins at its top");
}

/// Brings a link into the middle of the window and gives how far the page is scrolled then.
fn brings_into_view(reader: &Reader<'_>, selector: &str) -> f64 {
    reader.script_with(
        "document.querySelector(arguments[0]).scrollIntoView({ block: 'center' }); return scrollY",
        selector,
    )
}

/// Goes back, and gives the heading and the place that the first frame after it shows.
fn first_frame_of_back(reader: &Reader<'_>) -> (String, f64) {
    reader.script::<()>(
        "delete window.shown;
        addEventListener('popstate', () => requestAnimationFrame(() => {
            // A message comes after the frame that has just begun.
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => { window.shown = [document.querySelector('h1').textContent, scrollY] };
            port2.postMessage(0);
        }), { once: true });
        setTimeout(() => history.back());",
    );
    reader.waits_until("the way back", "window.shown");
    reader.script("return window.shown")
}

#[test]
fn home_country_article_and_back_load_no_document_and_ask_for_each_page_once() {
    let site = Site::open();
    let reader = Reader::on_a_slow_network(&site);
    reader.visits("/");
    reader.script::<()>("window.stillHere = true");
    let home = reader.text("h1");
    site.forget_asked();

    reader.clicks(".masthead a[href='/pays/niger/']");
    has_arrived(&reader, "/pays/niger/");
    assert_eq!(reader.text("h1"), "Niger");
    assert_eq!(pages_asked(&site), ["/pays/niger/index.json"]);

    let link = "main .headline a[href='/article/mission-a-moscou/']";
    let left_at = brings_into_view(&reader, link);
    assert!(left_at > 0.0, "the country's page is long enough to be scrolled");
    reader.clicks(link);
    has_arrived(&reader, "/article/mission-a-moscou/");
    assert_eq!(pages_asked(&site), ["/pays/niger/index.json", "/article/mission-a-moscou/index.json"]);

    site.forget_asked();
    assert_eq!(first_frame_of_back(&reader), ("Niger".into(), left_at), "the first frame shows the same place");
    assert_eq!(reader.path(), "/pays/niger/");
    assert!(reader.title().starts_with("Niger"));
    assert_eq!(first_frame_of_back(&reader), (home, 0.0));
    assert_eq!(reader.path(), "/");
    reader.goes_forward();
    reader.waits_until("the country again", "document.querySelector('h1').textContent === 'Niger'");
    assert_eq!(pages_asked(&site), Vec::<String>::new(), "a page that was visited is remembered");
    assert!(reader.script::<bool>("return window.stillHere"), "the document is the one that was opened");
    assert_eq!(reader.console(), Vec::<String>::new());
}

/// Title, canonical address and description of the document.
fn head(reader: &Reader<'_>) -> [String; 3] {
    reader.script(
        "return [document.title, document.querySelector('link[rel=canonical]').href,
            document.querySelector('meta[name=description]').content]",
    )
}

#[test]
fn the_head_speaks_of_the_page_that_is_shown() {
    let site = Site::open();
    let reader = Reader::on_a_slow_network(&site);
    let [home, country, article] = ["/", "/pays/niger/", "/article/mission-a-moscou/"].map(|path| {
        reader.opens(path);
        let head = head(&reader);
        assert_eq!(head[1], format!("https://depeche.example{path}"), "whatever it is served from");
        assert!(head.iter().all(|text| !text.is_empty()), "{head:?}");
        head
    });
    reader.visits("/nulle/part/");
    let shows = |path: &str, expected: &[String; 3]| {
        has_arrived(&reader, path);
        assert_eq!(&head(&reader), expected, "{path}");
    };
    reader.clicks(".not-found .ways a");
    reader.waits_until(
        "the front page",
        "location.pathname === '/' && document.querySelector('.announcement').textContent.trim()",
    );
    assert_eq!(head(&reader), home);
    // What the document said of its own page alone is gone: that it is not to be found, among others.
    let others =
        "meta[name=robots], meta[property], link[rel=prev], link[rel=next], link[rel=alternate], script[type$=json]";
    assert_eq!(reader.texts(&format!("head :is({others})")), Vec::<String>::new());
    reader.clicks(".masthead a[href='/pays/niger/']");
    shows("/pays/niger/", &country);
    reader.clicks("main .headline a[href='/article/mission-a-moscou/']");
    shows("/article/mission-a-moscou/", &article);
    reader.goes_back();
    reader
        .waits_until("the country's address", "document.querySelector('link[rel=canonical]').href.endsWith('/niger/')");
    assert_eq!(head(&reader), country);
    assert_eq!(site.documents().last().map(String::as_str), Some("/nulle/part/"), "no other document was loaded");
}

/// What stands in the page, how large its text is, and where: left, top, width and height, pixels of the document.
fn look(reader: &Reader<'_>) -> Vec<(String, [f64; 4])> {
    reader.script(
        "return [...document.querySelectorAll('main *')].map((one) => {
            const { left, top, width, height } = one.getBoundingClientRect();
            const name = `${one.localName}.${one.getAttribute('class')} ${getComputedStyle(one).fontSize}`;
            return [name, [left, top + scrollY, width, height]];
        })",
    )
}

#[test]
fn a_page_looks_the_same_whether_its_document_was_loaded_or_the_app_has_brought_it() {
    let site = Site::open();
    let reader = Reader::of(&site);
    reader.has_width(1440);
    let [front, niger, countries, article] =
        ["/", "/pays/niger/", "/pays/", "/article/mission-a-moscou/"].map(|path| {
            reader.visits(path);
            (path, look(&reader))
        });
    assert!(front.1.len() > 50);
    site.forget_asked();
    // Every kind of page is come to from every other.
    for (link, (path, loaded)) in [
        (".masthead .name a", &front),
        (".masthead a[href='/pays/niger/']", &niger),
        ("a[href='/article/mission-a-moscou/']", &article),
        (".masthead .all a", &countries),
        (".masthead .name a", &front),
        ("a[href='/article/mission-a-moscou/']", &article),
    ] {
        reader.clicks(link);
        reader.waits_until(path, &format!("location.pathname === '{path}'"));
        reader.is_led_to("main h1");
        let shown = look(&reader);
        assert!(shown.len() > 20 && shown.len() == loaded.len(), "{path}: {} were {}", shown.len(), loaded.len());
        for (shown, loaded) in shown.iter().zip(loaded) {
            // Engines add fractions of pixels up in the order that they lay things out in.
            let near = shown.1.iter().zip(loaded.1).all(|(shown, loaded)| (shown - loaded).abs() <= 1.0);
            assert!(near && shown.0 == loaded.0, "{path}: {shown:?} was {loaded:?}");
        }
    }
    assert_eq!(site.documents(), Vec::<String>::new(), "the app has brought all of them");
    let worn = reader.script::<usize>("return document.querySelectorAll('style').length");
    assert_eq!(worn, 1, "an article wears no other page's style");
}

#[test]
fn an_article_leads_to_its_topic_and_its_author_and_back_and_each_page_is_asked_for_once() {
    let site = Site::open();
    let reader = Reader::on_a_slow_network(&site);
    let article = "/article/mission-a-moscou/";
    reader.visits(article);
    reader.script::<()>("window.stillHere = true");
    let headline = reader.text("h1");
    for (link, list) in [
        (".topics a[href='/sujet/diplomatie/']", "/sujet/diplomatie/"),
        (".byline a[rel=author]", "/auteur/ousmane-diallo/"),
    ] {
        site.forget_asked();
        let left_at = brings_into_view(&reader, link);
        reader.clicks(link);
        has_arrived(&reader, list);
        assert_eq!(pages_asked(&site), [format!("{list}index.json")]);
        assert!(reader.is_shown(&format!("main .headline a[href='{article}']")), "{list} has the article");
        assert_eq!(first_frame_of_back(&reader), (headline.clone(), left_at));
        assert_eq!(reader.path(), article);
        reader.goes_forward();
        reader.waits_until("the list again", &format!("location.pathname === '{list}'"));
        reader.goes_back();
        reader.waits_until("the article again", &format!("location.pathname === '{article}'"));
        assert_eq!(pages_asked(&site), [format!("{list}index.json")], "what was visited is remembered");
    }
    reader.visits("/auteur/la-redaction/");
    site.forget_asked();
    reader.clicks("a[rel=next]");
    has_arrived(&reader, "/auteur/la-redaction/page/2/");
    assert_eq!(pages_asked(&site), ["/auteur/la-redaction/page/2/index.json"]);
    assert_eq!(reader.console(), Vec::<String>::new());
}

#[test]
fn after_a_reload_back_finds_the_page_and_the_place() {
    let site = Site::open();
    let reader = Reader::on_a_slow_network(&site);
    reader.visits("/pays/niger/");
    let link = "main .headline a[href='/article/mission-a-moscou/']";
    let left_at = brings_into_view(&reader, link);
    reader.clicks(link);
    has_arrived(&reader, "/article/mission-a-moscou/");
    reader.reloads();
    reader.waits_for_the_app();
    site.forget_asked();
    reader.goes_back();
    reader.waits_until(
        "the country and the place",
        &format!("document.querySelector('h1').textContent === 'Niger' && scrollY === {left_at}"),
    );
    assert_eq!(pages_asked(&site), ["/pays/niger/index.json"], "this document had not seen it yet");
}

#[test]
fn back_from_another_site_finds_the_place() {
    let site = Site::open();
    let reader = Reader::of(&site);
    reader.visits("/pays/niger/");
    reader.scrolls_to(700);
    reader.opens("/favicon.svg");
    reader.goes_back();
    reader.waits_until("the place", "document.querySelector('h1')?.textContent === 'Niger' && scrollY === 700");
}

#[test]
fn a_link_to_a_place_in_another_page_leads_to_that_place() {
    let site = Site::open();
    let reader = Reader::of(&site);
    reader.visits("/");
    adds_link(&reader, "/article/mission-a-moscou/#comments");
    reader.clicks("#added");
    let there = "Math.abs(document.getElementById('comments')?.getBoundingClientRect().top ?? 99) < 2";
    reader.waits_until("the comments at the top of the window", there);
    assert_eq!(site.documents(), ["/"]);
}

#[test]
fn a_click_with_a_key_held_is_the_browsers() {
    let site = Site::open();
    let reader = Reader::of(&site);
    reader.visits("/");
    reader.clicks_with(Key::Control, ".masthead a[href='/pays/niger/']");
    reader.waits_for_the_host("a document for the new tab", |site| site.documents().contains(&"/pays/niger/".into()));
    if reader.can(Ability::Tabs) {
        assert_eq!(reader.tabs().len(), 2);
        assert_eq!(reader.path(), "/", "this tab stays where it is");
    }
}

#[test]
fn a_link_to_a_file_is_the_browsers() {
    let site = Site::open();
    let reader = Reader::of(&site);
    for file in ["/icon-512.png", "/favicon.svg"] {
        reader.visits("/");
        adds_link(&reader, file);
        reader.clicks("#added");
        reader.waits_until("the file", &format!("location.pathname === '{file}'"));
        assert_eq!(site.documents().last().map(String::as_str), Some(file));
    }
}

#[test]
fn the_skip_link_leads_into_the_page_and_stays_in_it() {
    let site = Site::open();
    let reader = Reader::of(&site);
    reader.visits("/pays/niger/");
    reader.presses(Key::Tab);
    assert!(reader.is_focused_on(".skip"), "the first thing that a keyboard reaches");
    assert!(reader.is_shown(".skip"));
    reader.presses(Key::Enter);
    reader.waits_until("the way into the page", "location.hash === '#contenu'");
    reader.presses(Key::Tab);
    assert!(reader.script::<bool>("return document.querySelector('main').contains(document.activeElement)"));
    assert_eq!(site.documents(), ["/pays/niger/"]);
    // The place is an entry of its own in history, and Back leaves it without a load.
    reader.goes_back();
    reader.waits_until("the address without its place", "location.hash === ''");
    assert_eq!(reader.text("h1"), "Niger");
    assert_eq!(site.documents(), ["/pays/niger/"]);
}

#[test]
fn an_unknown_address_is_a_real_404_with_ways_on() {
    let site = Site::open();
    let reader = Reader::on_a_slow_network(&site);
    let worn = || reader.script::<String>("return document.getElementById('page-style').textContent");
    for (missing, link, way) in [
        ("/article/ce-qui-n-existe-pas/", "/", FRENCH.go_home),
        ("/pays/là-bas ou été/", "/pays/", FRENCH.all_countries),
    ] {
        reader.visits(missing);
        let style = worn();
        assert_eq!(http::get(&site.url(&reader.path())).status, 404);
        assert_eq!(reader.text("h1"), FRENCH.not_found);
        assert!(reader.title().starts_with(FRENCH.not_found));
        let selector = format!(".not-found .ways a[href='{link}']");
        assert_eq!(reader.text(&selector), way);
        site.forget_asked();
        reader.clicks(&selector);
        has_arrived(&reader, link);
        assert_eq!(pages_asked(&site), [format!("{link}index.json")]);
        reader.goes_back();
        reader.waits_until(
            "the missing page",
            &format!("document.querySelector('h1').textContent === '{}'", FRENCH.not_found),
        );
        assert!(reader.title().starts_with(FRENCH.not_found));
        assert_eq!(worn(), style, "it looks as it did");
    }
}

#[test]
fn a_link_to_a_page_that_is_gone_leads_to_the_hosts_404() {
    let site = Site::open();
    let reader = Reader::on_a_slow_network(&site);
    for file in ["", "index.json"] {
        site.sends_what_is_at(&format!("/pays/togo/{file}"), "/nowhere");
    }
    reader.visits("/");
    reader.clicks(".masthead a[href='/pays/togo/']");
    reader.waits_until(
        "the page for what is not there",
        &format!("document.querySelector('h1')?.textContent === '{}'", FRENCH.not_found),
    );
    reader.waits_for_the_app();
    assert_eq!(reader.path(), "/pays/togo/");
    assert_eq!(site.documents(), ["/", "/pays/togo/"]);
    reader.goes_back();
    reader.waits_until("the front page", "location.pathname === '/' && document.querySelector('.front')");
}

/// A link as a newsroom might write it into an article.
fn adds_link(reader: &Reader<'_>, href: &str) {
    let script = "document.querySelector('main').insertAdjacentHTML('afterbegin', `<a id=added href='${arguments[0]}'>lien</a>`)";
    reader.script_with::<()>(script, href);
}
