//! What stands around the text: choices of appearance and text size that are remembered, and ways to pass an article on.

use crate::harness::{Ability, Reader, Sight, Site};
use serde_json::{Value, json};
use thirtyfour::Key;

const ARTICLE: &str = "/article/mission-a-moscou/";
const ADDRESS: &str = "https://depeche.example/article/mission-a-moscou/";

const DAY: &str = "rgb(251, 246, 236)";
const NIGHT: &str = "rgb(23, 18, 14)";

impl Reader<'_> {
    /// The colour of the paper.
    #[track_caller]
    fn paper(&self) -> String {
        self.script("return getComputedStyle(document.documentElement).backgroundColor")
    }

    /// The size that everything is measured by, pixels.
    #[track_caller]
    fn text_size(&self) -> f64 {
        self.script("return parseFloat(getComputedStyle(document.documentElement).fontSize)")
    }

    /// Whether an element is `visible` or `hidden`.
    #[track_caller]
    fn visibility(&self, selector: &str) -> String {
        self.script_with("return getComputedStyle(document.querySelector(arguments[0])).visibility", selector)
    }

    /// What is chosen, of appearance and of text size.
    #[track_caller]
    fn chosen(&self) -> Vec<String> {
        self.script(
            "return [...document.querySelectorAll('.reading :checked')].map((radio) => radio.parentNode.innerText)",
        )
    }
}

/// A reader at an article, whose system is light.
fn reader(site: &Site) -> Reader<'_> {
    let reader = Reader::of(site);
    reader.sees_in(Sight::Light);
    reader.visits(ARTICLE);
    reader
}

#[test]
fn a_page_looks_as_the_system_does_until_somebody_chooses() {
    let site = Site::open();
    let reader = reader(&site);
    assert_eq!((reader.paper(), reader.chosen()), (DAY.into(), vec!["Automatique".into(), "Normale".into()]));
    assert_eq!(reader.attribute("meta[name=theme-color]", "content").as_deref(), Some("#fbf6ec"));
    reader.sees_in(Sight::Dark);
    assert_eq!(reader.paper(), NIGHT);
    reader.waits_until("the frame's colour", "document.querySelector('meta[name=theme-color]').content === '#17120e'");
}

#[test]
fn a_choice_is_remembered_over_reload_and_navigation_and_in_another_tab() {
    let site = Site::open();
    let reader = reader(&site);
    reader.clicks(".reading [value=dark]");
    reader.clicks(".reading [value=larger]");
    let holds = |at: &str| {
        assert_eq!((reader.paper(), reader.text_size()), (NIGHT.into(), 19.0), "{at}");
        assert_eq!(reader.chosen(), ["Sombre", "Grande"], "{at}");
        assert_eq!(reader.script::<String>("return getComputedStyle(document.documentElement).colorScheme"), "dark");
        assert_eq!(reader.attribute("meta[name=theme-color]", "content").as_deref(), Some("#17120e"), "{at}");
    };
    holds("at once");
    reader.reloads();
    reader.waits_for_the_app();
    holds("after a reload");
    reader.clicks(".masthead .name a");
    reader.waits_until("the front page", "location.pathname === '/'");
    holds("after a navigation");
    let first = reader.tab();
    reader.opens_another_tab();
    reader.sees_in(Sight::Light);
    reader.visits("/rien/");
    holds("on another page");
    reader.clicks(".reading [name=theme][value='']");
    reader.looks_at(&first);
    reader.waits_until(
        "the day again",
        &format!("getComputedStyle(document.documentElement).backgroundColor === '{DAY}'"),
    );
    assert_eq!(reader.chosen(), ["Automatique", "Grande"]);
}

#[test]
fn who_chose_the_light_has_it_on_a_dark_system_and_can_go_back() {
    let site = Site::open();
    let reader = reader(&site);
    reader.sees_in(Sight::Dark);
    reader.clicks(".reading [value=light]");
    assert_eq!(reader.paper(), DAY);
    reader.clicks(".reading [name=theme][value='']");
    assert_eq!(reader.paper(), NIGHT);
    let kept: Vec<String> = reader.script("return Object.keys(localStorage).filter((key) => key === 'depeche:theme')");
    assert_eq!(kept, Vec::<String>::new(), "nothing is kept of who wants nothing special");
}

#[test]
fn a_choice_holds_without_storage_as_long_as_the_document() {
    let site = Site::open();
    let reader = Reader::of(&site);
    reader.before_every_document(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })",
    );
    reader.sees_in(Sight::Light);
    reader.visits(ARTICLE);
    reader.clicks(".reading [value=dark]");
    reader.clicks(".reading [value=largest]");
    reader.clicks(".masthead .name a");
    reader.waits_until("the front page", "location.pathname === '/'");
    assert_eq!((reader.paper(), reader.text_size()), (NIGHT.into(), 22.0));
    reader.reloads();
    reader.waits_for_the_app();
    assert_eq!((reader.paper(), reader.text_size()), (DAY.into(), 16.0));
    assert_eq!(reader.console(), Vec::<String>::new());
}

#[test]
fn what_others_left_in_the_storage_is_no_choice() {
    let site = Site::open();
    let reader = reader(&site);
    for garbage in ["toString", "", "{}", "dark ", "137.5%"] {
        reader
            .script_with::<()>("localStorage['depeche:theme'] = localStorage['depeche:text'] = arguments[0]", garbage);
        reader.reloads();
        reader.waits_for_the_app();
        assert_eq!((reader.paper(), reader.text_size()), (DAY.into(), 16.0), "{garbage}");
        assert_eq!(reader.chosen(), ["Automatique", "Normale"], "{garbage}");
    }
    assert_eq!(reader.console(), Vec::<String>::new());
}

#[test]
fn choices_are_made_with_the_keyboard_alone() {
    let site = Site::open();
    let reader = reader(&site);
    reader.script::<()>("[...document.querySelectorAll('.foot a')].at(-1).focus()");
    reader.presses(Key::Tab);
    let has_a_ring_on = |name: &str, value: &str| {
        assert!(reader.is_focused_on(&format!(".reading [name={name}][value='{value}']")), "{name} {value}");
        let ring: String = reader.script("return getComputedStyle(document.activeElement).outlineStyle");
        assert_eq!(ring, "solid", "{name} {value}");
    };
    has_a_ring_on("theme", "");
    reader.presses(Key::Down);
    has_a_ring_on("theme", "light");
    reader.presses(Key::Down);
    has_a_ring_on("theme", "dark");
    assert_eq!((reader.paper(), reader.chosen()), (NIGHT.into(), vec!["Sombre".into(), "Normale".into()]));
    reader.presses(Key::Tab);
    has_a_ring_on("text", "");
    reader.presses(Key::Right);
    has_a_ring_on("text", "larger");
    assert_eq!(reader.text_size(), 19.0);
    reader.presses(Key::Tab);
    assert!(!reader.is_focused_on(".reading *"), "one stop for each choice");
}

#[test]
fn choices_and_share_links_have_names_and_room_for_a_thumb() {
    let site = Site::open();
    let reader = reader(&site);
    let groups: Vec<String> =
        reader.script("return [...document.querySelectorAll('[role=radiogroup]')].map((group) => group.ariaLabel)");
    assert_eq!(groups, ["Apparence", "Taille du texte"]);
    let small: Vec<String> = reader.script(
        "return [...document.querySelectorAll('.reading label, .share a, .share button:not(.sheet), .foot a')]
            .filter((one) => one.getBoundingClientRect().height < 44).map((one) => one.outerHTML)",
    );
    assert_eq!(small, Vec::<String>::new());
}

#[test]
fn paper_is_white_and_its_text_as_large_as_ever() {
    let site = Site::open();
    let reader = reader(&site);
    if !reader.can(Ability::Paper) {
        return;
    }
    reader.clicks(".reading [value=dark]");
    reader.clicks(".reading [value=largest]");
    reader.sees_in(Sight::Paper);
    assert_eq!((reader.paper(), reader.text_size()), ("rgb(255, 255, 255)".into(), 16.0));
    for gone in [".masthead nav", ".onward", ".comments", ".foot", ".share a", ".share button", ".topics"] {
        assert!(!reader.is_shown(gone), "{gone} on paper");
    }
    // Some browsers say which attribute it is, others what that says.
    let address: String = reader.script(
        "const row = document.querySelector('.share');
        const { content } = getComputedStyle(row, '::after');
        return content.replace(/^attr\\((.+)\\)$/, (_, name) => JSON.stringify(row.getAttribute(name)))",
    );
    assert_eq!(address, format!("\"{ADDRESS}\""));
    assert!(reader.is_shown(".byline time") && reader.is_shown(".masthead .name"));
}

#[test]
fn there_is_nothing_to_choose_without_scripts_and_the_links_are_there() {
    let site = Site::open();
    let reader = Reader::of(&site);
    reader.runs_no_scripts();
    reader.opens(ARTICLE);
    let seen: (Vec<String>, bool, String) = reader.script(
        "return [[...document.querySelectorAll('.share a')].map((link) => link.getAttribute('href')),
            document.querySelector('.reading') !== null,
            getComputedStyle(document.querySelector('.share button')).visibility]",
    );
    let title = "%C3%80%20Moscou,%20le%20Premier%20ministre%20nig%C3%A9rien%20ouvre%20une%20visite%20de%20travail";
    let links = [format!("https://wa.me/?text={title}%20{ADDRESS}"), format!("mailto:?subject={title}&body={ADDRESS}")];
    assert_eq!(seen, (links.into(), false, "hidden".into()));
}

#[test]
fn a_copied_link_is_announced() {
    let site = Site::open();
    let reader = reader(&site);
    reader.allows_copying();
    assert_eq!(reader.attribute(".share span", "role").as_deref(), Some("status"));
    assert_eq!(reader.visibility(".share .sheet"), "hidden", "this browser has no sheet");
    for _ in 0..2 {
        reader.clicks(".share button");
        reader.waits_until(
            "the announcement",
            "document.querySelector('.share [role=status]').textContent === 'Le lien est copié.'",
        );
    }
    assert_eq!(reader.pastes_from_the_clipboard("#comment"), ADDRESS);
    reader.clicks(".onward a");
    reader.waits_until("another article", &format!("location.pathname !== '{ARTICLE}'"));
    reader.is_led_to("h1");
    reader.clicks(".share button");
    reader.sees("Le lien est copié.");
    let path = reader.path();
    assert_eq!(reader.pastes_from_the_clipboard("#comment"), format!("https://depeche.example{path}"));
}

#[test]
fn a_link_that_cannot_be_copied_is_shown() {
    let site = Site::open();
    let reader = Reader::of(&site);
    reader.before_every_document("Object.defineProperty(navigator, 'clipboard', { value: undefined })");
    reader.visits(ARTICLE);
    reader.script::<()>("document.querySelector('.share button').focus()");
    reader.presses(Key::Enter);
    reader.sees(&format!("Votre navigateur ne permet pas de copier le lien. Le voici\u{202f}: {ADDRESS}"));
}

#[test]
fn the_systems_own_sheet_opens_where_there_is_one_even_if_the_app_has_failed() {
    let site = Site::open();
    let reader = Reader::of(&site);
    reader.before_every_document("navigator.share = (data) => { window.shared = data; return Promise.reject(new DOMException('closed', 'AbortError')) }");
    site.answers(&site.wasm(), axum::http::StatusCode::INTERNAL_SERVER_ERROR);
    reader.opens(ARTICLE);
    reader.waits_for_the_failure();
    assert_eq!(reader.visibility(".share .sheet"), "visible");
    for with_the_keyboard in [false, true] {
        reader.script::<()>("window.shared = null");
        if with_the_keyboard {
            reader.focuses(".share .sheet");
            reader.presses(Key::Enter);
        } else {
            reader.clicks(".share .sheet");
        }
        let shared: Value = reader.script("return window.shared");
        assert_eq!(shared, json!({ "title": reader.title(), "url": ADDRESS }));
        assert!(reader.is_focused_on(".share .sheet"));
    }
    assert!(
        !reader.console().iter().any(|line| line.contains("AbortError")),
        "who closes the sheet has done nothing wrong"
    );
}
