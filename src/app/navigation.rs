//! Going from page to page: nothing is shown before it is there.
//!
//! The navigator hears clicks and history before the router does. It lets the router change the address only once the
//! page's data is in [`Memory`], so that the old page stays until the new one can be shown whole. After the change it
//! does what the router does not: scroll position, focus, announcement.

mod fetch;
mod prefetch;
mod scroll;

use super::{
    Memory, browser,
    notice::{Failure, Notices},
    use_site, words,
};
use crate::{model::page::Site, route::Route};
use fetch::{Loader, Miss};
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate},
    location::State,
};
use scroll::{Entries, Place};
use std::{cell::Cell, cell::RefCell, rc::Rc, sync::Arc, time::Duration};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{AddEventListenerOptions, HtmlAnchorElement, HtmlElement, MouseEvent, PopStateEvent, PopStateEventInit};

/// How long a page may take before a progress line shows.
const PATIENCE: Duration = Duration::from_millis(200);

/// Only data of this version is shown from here on: that of the document.
#[cfg(feature = "hydrate")]
pub(super) fn go_with(version: u32) {
    fetch::VERSION.store(version, std::sync::atomic::Ordering::Relaxed);
}

/// Stands between the reader's clicks and the router.
#[derive(Clone)]
pub(super) struct Navigator(Rc<Inner>);

/// Lets the router go to an address.
type Go = Box<dyn Fn(&str, NavigateOptions)>;

struct Inner {
    site: Arc<Site>,
    memory: Memory,
    notices: Notices,
    loader: Loader,
    entries: Entries,
    /// Counts navigations: an answer to an older one comes too late.
    latest: Cell<u32>,
    /// Where the page that is about to be shown is to be scrolled to.
    place: RefCell<Option<Place>>,
    /// The path of the page that is shown; the address may have moved on by history.
    shown: RefCell<String>,
    /// The entry of the history that it is shown for.
    shown_entry: Cell<f64>,
    /// Whether a changed page waits for the next frame: until then the scroll position is not the reader's.
    arriving: Cell<bool>,
    go: RefCell<Option<Go>>,
}

/// What a reader asked for.
struct Wish {
    route: Route,
    /// With its `#`; may be empty.
    fragment: String,
    how: How,
}

enum How {
    /// A link was followed: a new entry of the history.
    Click,
    /// Back or forward: the address has changed already.
    History(JsValue),
}

impl Navigator {
    /// Starts listening. Must come before the router, which listens for the same events.
    pub(super) fn listen() -> Self {
        let site = use_site();
        let memory = expect_context::<Memory>();
        let entries = Entries::take_over();
        let navigator = Self(Rc::new(Inner {
            loader: Loader::new(memory.clone(), site.base.clone()),
            site,
            memory,
            notices: expect_context::<Notices>(),
            shown_entry: Cell::new(entries.current()),
            entries,
            latest: Cell::new(0),
            place: RefCell::new(None),
            shown: RefCell::default(),
            arriving: Cell::new(false),
            go: RefCell::new(None),
        }));
        let clicked = navigator.clone();
        capture("click", move |event: MouseEvent| clicked.clicked(&event));
        let moved = navigator.clone();
        capture("popstate", move |event: PopStateEvent| moved.moved(&event));
        prefetch::listen(navigator.0.loader.clone(), navigator.0.site.base.clone());
        navigator
    }

    /// Connects to the router, from inside it.
    pub(super) fn drive_router(&self) {
        let navigate = use_navigate();
        *self.0.go.borrow_mut() = Some(Box::new(move |href, options| navigate(href, options)));
        let path = use_location().pathname;
        let navigator = self.clone();
        Effect::new(move |before: Option<String>| {
            let path = path.get();
            navigator.0.shown.replace(path.clone());
            if before.is_some_and(|before| before != path) {
                navigator.arrive();
            }
            path
        });
    }

    fn clicked(&self, event: &MouseEvent) {
        let Some(link) = plain_link(event) else { return };
        let location = browser::window().location();
        let (Ok(origin), Ok(here)) = (location.origin(), location.pathname()) else { return };
        if link.origin() != origin {
            return;
        }
        let same_page = link.pathname() == here && !link.hash().is_empty();
        match Route::parse(&link.pathname(), &self.0.site.base).filter(|_| !same_page) {
            Some(route) => {
                event.prevent_default();
                self.wish(Wish { route, fragment: link.hash(), how: How::Click });
            }
            // A file, a feed, a place in this page: the browser's matter, and none of the router's.
            None => event.stop_immediate_propagation(),
        }
    }

    fn moved(&self, event: &PopStateEvent) {
        let location = browser::window().location();
        let Ok(path) = location.pathname() else { return };
        let place = self.0.entries.moved_to(&event.state(), !self.0.arriving.get());
        let Some(route) = Route::parse(&path, &self.0.site.base).filter(|_| !self.0.memory.has(&path)) else {
            self.supersede();
            *self.0.place.borrow_mut() = Some(place);
            if *self.0.shown.borrow() == path {
                // Another place in the same page: nobody else scrolls there.
                self.0.shown_entry.set(self.0.entries.current());
                request_animation_frame(move || place.scroll_there());
            } else {
                // A field that is removed while it has the focus would call a form that is gone by then.
                browser::blur();
            }
            return;
        };
        event.stop_immediate_propagation();
        *self.0.place.borrow_mut() = Some(place);
        let fragment = location.hash().unwrap_or_default();
        self.wish(Wish { route, fragment, how: How::History(event.state()) });
    }

    /// Makes every answer that is still under way come too late.
    fn supersede(&self) -> u32 {
        let turn = self.0.latest.get().wrapping_add(1);
        self.0.latest.set(turn);
        self.0.notices.waiting.set(false);
        turn
    }

    fn wish(&self, wish: Wish) {
        let turn = self.supersede();
        let path = wish.route.href(&self.0.site.base);
        if self.0.memory.has(&path) {
            return self.show(&wish);
        }
        let waiting = self.clone();
        set_timeout(
            move || waiting.0.notices.waiting.set(waiting.0.latest.get() == turn && !waiting.0.memory.has(&path)),
            PATIENCE,
        );
        let navigator = self.clone();
        let route = wish.route.clone();
        self.0.loader.load(route, move |answer| {
            if navigator.0.latest.get() != turn {
                return;
            }
            navigator.0.notices.waiting.set(false);
            match answer {
                Ok(()) => navigator.show(&wish),
                Err(miss) => navigator.missed(&wish, miss),
            }
        });
    }

    /// Lets the router change to a page that is in memory.
    fn show(&self, wish: &Wish) {
        self.0.notices.failed.set(None);
        match &wish.how {
            How::Click => {
                let path = wish.route.href(&self.0.site.base);
                // A link to the page of the current entry, be it shown or not, makes no new entry.
                let replace = browser::window().location().pathname().is_ok_and(|here| here == path);
                let id = if replace { self.0.entries.current() } else { self.0.entries.leave() };
                *self.0.place.borrow_mut() = Some(Place::Start);
                let state = State::new(Some(id.into()));
                let options = NavigateOptions { resolve: false, replace, scroll: false, state };
                if *self.0.shown.borrow() != path {
                    browser::blur();
                }
                if let Some(go) = self.0.go.borrow().as_ref() {
                    go(&format!("{path}{}", wish.fragment), options);
                }
                if *self.0.shown.borrow() == path {
                    self.arrive();
                }
            }
            How::History(state) => {
                // The router was kept from the event while the page was not there; now it may have it.
                let init = PopStateEventInit::new();
                init.set_state(state);
                if let Ok(event) = PopStateEvent::new_with_event_init_dict("popstate", &init) {
                    let _ = browser::window().dispatch_event(&event);
                }
            }
        }
    }

    fn missed(&self, wish: &Wish, miss: Miss) {
        // The answer has come: nothing is waited for any more.
        self.supersede();
        let href = format!("{}{}", wish.route.href(&self.0.site.base), wish.fragment);
        match miss {
            Miss::Failed(failure) => self.failed(href, failure),
            // The document says what the data could not: that it is gone, or a newer version of the site.
            Miss::AskDocument => {
                let _ = match wish.how {
                    How::Click => browser::window().location().assign(&href),
                    How::History(_) => browser::window().location().reload(),
                };
            }
        }
    }

    fn failed(&self, href: String, failure: Failure) {
        let interrupted = browser::document().active_element().and_then(|element| element.dyn_into().ok());
        self.0.notices.interrupted.set_value(interrupted);
        // Entries are numbered in their order. A link that failed has not left its own.
        self.0.notices.strayed.set_value((self.0.shown_entry.get() - self.0.entries.current()) as i32);
        self.0.notices.failed.set(Some((href, failure)));
        request_animation_frame(|| {
            if let Some(notice) = browser::find(".failure a").and_then(|link| link.dyn_into::<HtmlElement>().ok()) {
                let _ = notice.focus();
            }
        });
    }

    /// Finishes a change in the next frame, the first that shows it; once, however many changes come before it.
    fn arrive(&self) {
        self.0.shown_entry.set(self.0.entries.current());
        let page = self.0.memory.get(&self.0.shown.borrow());
        browser::document().set_title(&page.title(&self.0.site, words()));
        // Now: what fails before that frame is to be told.
        self.0.notices.failed.set(None);
        if !self.0.arriving.replace(true) {
            let navigator = self.clone();
            request_animation_frame(move || navigator.arrived());
        }
    }

    /// The new page is in the document: says so, to eyes, ears and keyboard.
    fn arrived(&self) {
        self.0.arriving.set(false);
        let place = self.0.place.take().unwrap_or(Place::Start);
        let heading = browser::find("main h1").and_then(|heading| heading.dyn_into::<HtmlElement>().ok());
        // The pages of a list have one heading.
        self.0.notices.announced.set(browser::document().title());
        heading.iter().for_each(browser::focus);
        place.scroll_there();
        let path = self.0.shown.borrow();
        let canonical = Route::parse(&path, &self.0.site.base).map(|route| route.href(&self.0.site.base));
        browser::describe(canonical.as_deref().unwrap_or_default(), &self.0.memory.head(&path).description);
        prefetch::look_again();
    }
}

/// The link that a plain click follows inside this tab, if it is one.
fn plain_link(event: &MouseEvent) -> Option<HtmlAnchorElement> {
    let modified = event.meta_key() || event.alt_key() || event.ctrl_key() || event.shift_key();
    if event.default_prevented() || event.button() != 0 || modified {
        return None;
    }
    let link = link_of(event)?;
    let rel = link.rel();
    let elsewhere =
        !link.target().is_empty() || link.has_attribute("download") || rel.split(' ').any(|word| word == "external");
    (!elsewhere).then_some(link)
}

/// The link that an event is about.
fn link_of(event: &web_sys::Event) -> Option<HtmlAnchorElement> {
    let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    target.closest("a[href]").ok().flatten()?.dyn_into().ok()
}

/// Hears an event of the window before everybody else, as long as the document lives.
fn capture<E: JsCast + wasm_bindgen::convert::FromWasmAbi + 'static>(name: &str, heard: impl Fn(E) + 'static) {
    let options = AddEventListenerOptions::new();
    options.set_capture(true);
    // Only clicks are ever prevented; a listener that could prevent a touch would hold up scrolling.
    options.set_passive(name != "click");
    let closure = Closure::<dyn Fn(E)>::new(heard);
    let listener = closure.as_ref().unchecked_ref();
    let _ = browser::window().add_event_listener_with_callback_and_add_event_listener_options(name, listener, &options);
    // The app lives as long as its document.
    closure.forget();
}
