//! Where each entry of the history was scrolled to.
//!
//! The browser restores a position before the page is there; so while the app lives it does that itself, per entry, and
//! gives the task back when the document is left.

use crate::app::{browser, storage::Store};
use leptos::{ev, prelude::*};
use std::{cell::Cell, rc::Rc, time::Duration};
use wasm_bindgen::JsValue;
use web_sys::{Element, ScrollRestoration};

/// Where a page is to be scrolled to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// The address's fragment, or the top.
    Start,
    /// Where the reader was.
    At { x: i32, y: i32 },
}

impl Place {
    pub(super) fn scroll_there(self) {
        let window = browser::window();
        match self {
            Place::At { x, y } => window.scroll_to_with_x_and_y(x.into(), y.into()),
            Place::Start => {
                let fragment = window.location().hash().unwrap_or_default();
                let target = fragment.strip_prefix('#').filter(|id| !id.is_empty());
                match target.and_then(browser::by_id::<Element>) {
                    Some(element) => element.scroll_into_view(),
                    None => window.scroll_to_with_x_and_y(0.0, 0.0),
                }
            }
        }
    }
}

/// The entries of this tab's history, each known by a number that the history keeps for it. One that follows another is
/// numbered one higher, so that the difference is the way between them.
#[derive(Clone)]
pub(super) struct Entries {
    current: Rc<Cell<f64>>,
}

impl Entries {
    /// Names the entry that the document came with.
    pub(super) fn take_over() -> Self {
        let history = browser::window().history().ok();
        let known = history.as_ref().and_then(|history| history.state().ok()?.as_f64());
        let current = known.unwrap_or_else(|| browser::now() as f64);
        if let Some(history) = history {
            let _ = history.set_scroll_restoration(ScrollRestoration::Manual);
            if known.is_none() {
                let _ = history.replace_state(&JsValue::from_f64(current), "");
            }
        }
        let entries = Self { current: Rc::new(Cell::new(current)) };
        window_event_listener(ev::pagehide, |_| restoration(ScrollRestoration::Auto));
        // WebKit scrolls a page that it has kept only after it has said that it is shown again.
        window_event_listener(ev::pageshow, |_| set_timeout(|| restoration(ScrollRestoration::Manual), Duration::ZERO));
        entries
    }

    /// The current entry.
    pub(super) fn current(&self) -> f64 {
        self.current.get()
    }

    /// Notes where the current entry is scrolled to, and names the one that follows it.
    pub(super) fn leave(&self) -> f64 {
        self.note();
        self.next()
    }

    /// Tells where the entry was scrolled to that history has come to. `settled` says that the page that was left stood
    /// where the reader had it, which is noted.
    pub(super) fn moved_to(&self, state: &JsValue, settled: bool) -> Place {
        let known = state.as_f64();
        if settled && known != Some(self.current.get()) {
            self.note();
        }
        let Some(next) = known else {
            // An entry that a link to a place in the page has made.
            let next = self.next();
            if let Ok(history) = browser::window().history() {
                let _ = history.replace_state(&JsValue::from_f64(next), "");
            }
            return Place::Start;
        };
        self.current.set(next);
        let stored = Store::tab().ok().and_then(|store| store.get(&key(next)));
        let place = stored.and_then(|place| {
            let (x, y) = place.split_once(' ')?;
            Some(Place::At { x: x.parse().ok()?, y: y.parse().ok()? })
        });
        place.unwrap_or(Place::Start)
    }

    /// Names the entry that follows.
    fn next(&self) -> f64 {
        let next = self.current.get() + 1.0;
        self.current.set(next);
        next
    }

    fn note(&self) {
        let window = browser::window();
        let (Ok(x), Ok(y), Ok(store)) = (window.scroll_x(), window.scroll_y(), Store::tab()) else { return };
        // A full storage costs the position, nothing else.
        let _ = store.set(&key(self.current.get()), &format!("{} {}", x as i32, y as i32));
    }
}

fn restoration(by: ScrollRestoration) {
    if let Ok(history) = browser::window().history() {
        let _ = history.set_scroll_restoration(by);
    }
}

fn key(entry: f64) -> String {
    format!("depeche:scroll:{}", entry as u64)
}
