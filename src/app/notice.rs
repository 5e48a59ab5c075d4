//! What the app tells a reader apart from the page: that it waits, where the reader has come, what went wrong.

use super::{browser, comments::unsent_anywhere, use_site, words};
use crate::{route::Route, thread::escaped};
use leptos::{ev::MouseEvent, prelude::*};
use leptos_router::hooks::use_location;
use wasm_bindgen::JsCast;
use web_sys::{HtmlButtonElement, HtmlElement};

/// Why a page could not be shown in place of the current one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The device is offline, or says so.
    Offline,
    /// No answer, or none in time.
    Unreachable,
    /// The server answered that it cannot.
    Server,
}

impl Failure {
    fn sentence(self) -> &'static str {
        match self {
            Failure::Offline => words().failed_offline(),
            Failure::Unreachable => words().failed_unreachable(),
            Failure::Server => words().failed_server(),
        }
    }
}

/// What there is to tell at the moment.
#[derive(Clone, Copy)]
pub struct Notices {
    /// Whether a page has been waited for long enough to say so.
    pub waiting: RwSignal<bool>,
    /// The address that could not be shown, and why.
    pub failed: RwSignal<Option<(String, Failure)>>,
    /// What a screen reader says next.
    pub announced: RwSignal<String>,
    /// What had the focus before the notice took it.
    pub interrupted: StoredValue<Option<HtmlElement>, LocalStorage>,
    /// How many entries of the history lie between the one of the address bar and the one of the page that is shown.
    pub strayed: StoredValue<i32, LocalStorage>,
}

impl Notices {
    /// Nothing to tell.
    pub fn new() -> Self {
        Self {
            waiting: RwSignal::new(false),
            failed: RwSignal::new(None),
            announced: RwSignal::new(String::new()),
            interrupted: StoredValue::new_local(None),
            strayed: StoredValue::new_local(0),
        }
    }
}

impl Notices {
    /// Takes the notice away, gives the focus back, and the address bar the address of the page that is shown.
    fn stay(self) {
        self.failed.set(None);
        browser::move_in_history(self.strayed.get_value());
        let before = self.interrupted.try_update_value(Option::take).flatten();
        before.filter(|element| element.is_connected()).or_else(heading).iter().for_each(browser::focus);
    }
}

/// What the page is about: where the focus goes when its place is gone.
fn heading() -> Option<HtmlElement> {
    browser::find("main h1").and_then(|heading| heading.dyn_into().ok())
}

/// The line over the page: progress, announcements for screen readers, and what failed with the ways on.
#[component]
pub fn StatusLine() -> impl IntoView {
    let notices = expect_context::<Notices>();
    let home = Route::HOME.href(&use_site().base);
    let failed = move || match notices.failed.get() {
        Some((href, failure)) => [
            "<p>",
            failure.sentence(),
            // Pressed while the same page fails again, it stays where it is: focus is not lost.
            "</p><p class=\"ways\"><a class=\"button\" href=\"",
            &escaped(&href),
            "\">",
            words().retry(),
            "</a> <a href=\"",
            &home,
            "\">",
            words().go_home(),
            "</a> <button type=\"button\">",
            words().stay_here(),
            "</button></p>",
        ]
        .concat(),
        None => String::new(),
    };
    let pressed = move |event: MouseEvent| {
        if is_button(&event) {
            notices.stay();
        }
    };
    view! {
        <div class="progress" class:busy=move || notices.waiting.get() aria-hidden="true"></div>
        <p class="announcement" role="status">{move || notices.announced.get()}</p>
        <div class="failure" role="alert" inner_html=failed on:click=pressed></div>
        // Shown by the boot script where the app cannot run.
        <p class="app-failed" role="status" hidden>{words().app_failed()} " " <a href="" rel="external">{words().reload()}</a></p>
    }
}

/// Offers, on every page, a comment that is not sent yet. It lies over the foot of the window, so that nothing moves.
#[component]
pub fn Unsent() -> impl IntoView {
    let found = RwSignal::new(None::<(String, String)>);
    let path = use_location().pathname;
    Effect::new(move || {
        let here = path.get();
        let elsewhere = |(path, _): &(String, String)| path.trim_end_matches('/') != here.trim_end_matches('/');
        found.set(unsent_anywhere().into_iter().find(elsewhere));
    });
    let notice = move || match found.get() {
        Some((path, title)) => [
            "<p>",
            words().unsent_elsewhere(),
            " <a dir=\"auto\" href=\"",
            &escaped(&path),
            "#comments\">",
            &escaped(&title),
            "</a></p><button type=\"button\">",
            words().later(),
            "</button>",
        ]
        .concat(),
        None => String::new(),
    };
    let pressed = move |event: MouseEvent| {
        if is_button(&event) {
            found.set(None);
            heading().iter().for_each(browser::focus);
        }
    };
    view! { <div class="unsent" role="status" inner_html=notice on:click=pressed></div> }
}

/// Whether a click is on a button, of which these notices have one each.
fn is_button(event: &MouseEvent) -> bool {
    event.target().is_some_and(|target| target.has_type::<HtmlButtonElement>())
}
