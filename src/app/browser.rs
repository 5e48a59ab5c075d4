//! Calls to the browser that two or more rooms of the app need. Each does nothing where the browser refuses.

use super::{Head, STYLE_ID};
use crate::words::carried;
use js_sys::Date;
use leptos::prelude::request_animation_frame;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, FocusOptions, HtmlElement, Url, Window};

pub(super) fn window() -> Window {
    leptos::prelude::window()
}

pub(super) fn document() -> Document {
    leptos::prelude::document()
}

/// The element with an `id`.
pub(super) fn by_id<T: JsCast>(id: &str) -> Option<T> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// The first element that a selector finds.
pub(super) fn find(selector: &str) -> Option<Element> {
    document().query_selector(selector).ok().flatten()
}

/// All elements that a selector finds.
pub(super) fn all(selector: &str) -> Vec<Element> {
    let found = document().query_selector_all(selector).ok();
    let nodes = found.iter().flat_map(|found| (0..found.length()).filter_map(|at| found.get(at)));
    nodes.filter_map(|node| node.dyn_into().ok()).collect()
}

const DESCRIPTION: &str = "meta[name=description]";

/// What the document's head has for its page.
pub(super) fn head() -> Head {
    let description = find(DESCRIPTION).and_then(|meta| meta.get_attribute("content")).unwrap_or_default();
    let style = by_id::<Element>(STYLE_ID).and_then(|style| style.text_content()).unwrap_or_default();
    Head { description, style }
}

/// Gives the document the style that its page has besides that of all, in place of another page's. There is no element
/// without a style: the policy does not know the empty one.
pub(super) fn dress(style: &str) {
    let worn = by_id::<Element>(STYLE_ID);
    if worn.as_ref().and_then(|worn| worn.text_content()).unwrap_or_default() == style {
        return;
    }
    worn.iter().for_each(Element::remove);
    if let Some(head) = document().head()
        && !style.is_empty()
        && let Ok(element) = document().create_element("style")
    {
        element.set_id(STYLE_ID);
        element.set_text_content(Some(style));
        let _ = head.append_child(&element);
    }
}

/// What a head says of its own page alone, to who reads documents: search engines, previews, programs for feeds.
const OF_ONE_PAGE: &str =
    "link[rel=prev],link[rel=next],link[rel=alternate],meta[name=robots],meta[property],[type$=ld\\+json]";

/// Lets the head speak of another page, at a path from the domain's root.
pub(super) fn describe(path: &str, description: &str) {
    all(OF_ONE_PAGE).iter().for_each(Element::remove);
    if let Some(meta) = find(DESCRIPTION) {
        let _ = meta.set_attribute("content", description);
    }
    // The site's own address, whatever it is served from at this moment.
    if let Some(link) = find("link[rel=canonical]")
        && let Some(before) = link.get_attribute("href")
        && let Ok(url) = Url::new_with_base(path, &before)
    {
        let _ = link.set_attribute("href", &url.href());
    }
}

/// Moves the focus without moving the page.
pub(super) fn focus(element: &HtmlElement) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = element.focus_with_options(&options);
}

/// What has the focus, also while the window has not. The page itself does not count.
pub(super) fn focused() -> Option<Element> {
    document().active_element()?.closest("body *").ok().flatten()
}

/// Moves the focus to an element that the change just made shows, when it is drawn: not if something has it by then, for the
/// reader may be typing there. Where the reader `acts` right now, what has it still has not been gone on to.
pub(super) fn focus_when_drawn(id: String, acts: bool) {
    let before = focused().filter(|_| acts);
    request_animation_frame(move || {
        if focused().is_none_or(|now| before == Some(now)) {
            by_id(&id).iter().for_each(focus);
        }
    });
}

/// Takes the focus from whatever has it, which hears of it.
pub(super) fn blur() {
    if let Some(element) = document().active_element().and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = element.blur();
    }
}

/// Milliseconds since 1970.
pub(super) fn now() -> u64 {
    Date::now() as u64
}

/// A point in time in words, on the reader's own clock. The browser has words of its own for it, but looks for them longer
/// than a reader should wait for a key.
pub(super) fn moment_in_words(milliseconds: u64) -> String {
    let date = date(milliseconds);
    carried::moment([date.get_date(), date.get_month(), date.get_full_year(), date.get_hours(), date.get_minutes()])
}

/// The same as `datetime` wants it.
pub(super) fn moment_in_iso(milliseconds: u64) -> String {
    date(milliseconds).to_iso_string().into()
}

fn date(milliseconds: u64) -> Date {
    Date::new(&JsValue::from_f64(milliseconds as f64))
}

/// Goes along the history by a number of entries: to newer ones above zero, to older ones below.
pub(super) fn move_in_history(entries: i32) {
    if entries != 0
        && let Ok(history) = window().history()
    {
        let _ = history.go_with_delta(entries);
    }
}

/// A short text that no other tab has.
pub(super) fn random_id() -> String {
    let random = js_sys::Math::random() * 4_294_967_296.0;
    format!("{:x}{:x}", now(), random as u64)
}
