//! Loads pages before they are asked for: when a link is pointed at, touched or focused, and a few that are in sight when
//! the device has nothing else to do. Never where the reader saves data or the network is slow.

use super::{capture, fetch::Loader, link_of};
use crate::{app::browser, route::Route};
use js_sys::{Array, Reflect};
use std::{cell::Cell, cell::RefCell, rc::Rc};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Event, HtmlAnchorElement, IntersectionObserver, IntersectionObserverEntry};

/// How many pages of those in sight are loaded ahead, for each page that is shown.
const IN_SIGHT: u32 = 4;

thread_local! {
    static LOOK: RefCell<Option<Box<dyn Fn()>>> = const { RefCell::new(None) };
}

/// Starts listening for links that are likely to be followed.
pub(super) fn listen(loader: Loader, base: String) {
    for name in ["mouseover", "touchstart", "focusin"] {
        let (loader, base) = (loader.clone(), base.clone());
        capture(name, move |event: Event| {
            if let Some(link) = link_of(&event) {
                load(&loader, &base, &link);
            }
        });
    }
    if let Some(look) = in_sight(loader, base) {
        LOOK.set(Some(look));
        look_again();
    }
}

/// Looks for links in sight, once the page has changed.
pub(super) fn look_again() {
    LOOK.with_borrow(|look| look.iter().for_each(|look| look()));
}

fn in_sight(loader: Loader, base: String) -> Option<Box<dyn Fn()>> {
    let left = Rc::new(Cell::new(IN_SIGHT));
    let seen = {
        let left = left.clone();
        Closure::<dyn Fn(Array, IntersectionObserver)>::new(move |entries: Array, observer: IntersectionObserver| {
            for entry in entries.iter().filter_map(|entry| entry.dyn_into::<IntersectionObserverEntry>().ok()) {
                let target = entry.target();
                if !entry.is_intersecting() || left.get() == 0 {
                    continue;
                }
                observer.unobserve(&target);
                if let Ok(link) = target.dyn_into::<HtmlAnchorElement>() {
                    left.set(left.get() - 1);
                    load(&loader, &base, &link);
                }
            }
        })
    };
    let observer = IntersectionObserver::new(seen.as_ref().unchecked_ref()).ok()?;
    seen.forget();
    Some(Box::new(move || {
        let (observer, left) = (observer.clone(), left.clone());
        when_idle(move || {
            observer.disconnect();
            left.set(IN_SIGHT);
            // Headlines: the links that a reader of this page is likely to follow.
            browser::all("main h2 a[href], .onward a[href]").iter().for_each(|link| observer.observe(link));
        });
    }))
}

fn load(loader: &Loader, base: &str, link: &HtmlAnchorElement) {
    let here = browser::window().location().origin().unwrap_or_default();
    if link.origin() == here
        && let Some(route) = Route::parse(&link.pathname(), base)
        && !is_costly()
    {
        loader.load(route, |_| ());
    }
}

/// Whether the reader asked to save data, or the network is slow (the Network Information API, where there is one).
fn is_costly() -> bool {
    let navigator: JsValue = browser::window().navigator().into();
    let connection = property(&navigator, "connection");
    if connection.is_falsy() {
        return false;
    }
    let kind = property(&connection, "effectiveType").as_string().unwrap_or_default();
    property(&connection, "saveData").is_truthy() || kind.ends_with("2g")
}

/// Calls when the browser is idle, or soon where it cannot tell.
fn when_idle(call: impl FnOnce() + 'static) {
    let window = browser::window();
    if property(&window, "requestIdleCallback").is_falsy() {
        leptos::prelude::set_timeout(call, std::time::Duration::from_secs(1));
        return;
    }
    let call = Closure::once_into_js(call);
    let _ = window.request_idle_callback(call.unchecked_ref());
}

fn property(of: &JsValue, name: &str) -> JsValue {
    Reflect::get(of, &name.into()).unwrap_or(JsValue::UNDEFINED)
}
