//! The readers' app: the same components prerender a page natively and take it over in the browser.
//!
//! Every page is shown by one tree: masthead, the page's view, footer. Which view is a matter of the page's data, and
//! which data is a matter of the address: `leptos_router` keeps address and history, [`crate::route::Route`] reads it,
//! [`Memory`] holds the data of every page that was loaded. Calls to the browser live in `browser`, each in one place.

mod afresh;
#[cfg_attr(feature = "ssr", allow(dead_code, reason = "only the browser navigates"))]
mod browser;
mod comments;
mod components;
mod memory;
#[cfg(feature = "hydrate")]
mod navigation;
#[cfg_attr(feature = "ssr", allow(dead_code, reason = "only the browser navigates"))]
mod notice;
#[cfg(feature = "hydrate")]
mod start;
mod storage;
mod views;

#[cfg(feature = "ssr")]
use crate::words::Language;
use crate::{model::page::Site, words::Words};
use afresh::Afresh;
use components::{Footer, Masthead};
#[cfg(feature = "ssr")]
pub(crate) use components::{mark, ways};
use leptos::prelude::*;
use leptos_router::{components::Router, hooks::use_location};
pub use memory::{Head, Memory};
use notice::{Notices, StatusLine, Unsent};
#[cfg(feature = "hydrate")]
pub use start::take_over;
use std::sync::Arc;

/// The `id` of the element that holds the document's own data.
pub const SEED_ID: &str = "page-data";
/// The `id` of the style that pages of a kind have besides that of all.
pub const STYLE_ID: &str = "page-style";
/// The `id` of the front page, which that data leaves out.
pub const FRONT_ID: &str = "une";
/// The `id` of an article's text, which that data leaves out.
pub const TEXT_ID: &str = "texte";
/// The `id` of what stands behind that text, which the data leaves out too.
pub const AFTER_ID: &str = "suite";
/// The `id` of a thread of comments, which that data leaves out as well.
pub const THREAD_ID: &str = "fil";

/// The whole site, at the address that the router says.
///
/// `memory` must hold the page of that address.
#[component]
pub fn App(
    /// What every page shares.
    site: Arc<Site>,
    /// The pages that are known so far.
    memory: Memory,
) -> impl IntoView {
    provide_context(site);
    provide_context(memory);
    provide_context(Notices::new());
    // The router listens from the moment it is made; what must hear first is made first.
    #[cfg(feature = "hydrate")]
    provide_context(StoredValue::new_local(navigation::Navigator::listen()));
    view! { <Router><Shell/></Router> }
}

/// What surrounds every page, and the page.
#[component]
fn Shell() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    expect_context::<StoredValue<navigation::Navigator, LocalStorage>>()
        .with_value(navigation::Navigator::drive_router);
    let site = use_site();
    let memory = expect_context::<Memory>();
    let path = use_location().pathname;
    // Built anew for each page, or an article would inherit what was typed under the last one.
    let page = move || {
        let path = path.get();
        #[cfg(feature = "hydrate")]
        browser::dress(&memory.head(&path).style);
        Afresh(views::view_of(&memory.get(&path)))
    };
    view! {
        <a class="skip" href="#contenu" rel="external">{words().skip()}</a>
        <StatusLine/>
        <Masthead site/>
        <main id="contenu" tabindex="-1">{page}</main>
        <Footer/>
        <Unsent/>
    }
}

/// What every page of the site shares.
fn use_site() -> Arc<Site> {
    expect_context::<Arc<Site>>()
}

/// The language of the site.
#[cfg(feature = "ssr")]
fn language() -> &'static Language {
    Language::of(&use_site().language).unwrap_or(Language::FRENCH)
}

/// What the site says to its readers.
#[cfg(feature = "ssr")]
fn words() -> &'static Words {
    &language().words
}

/// The same in the browser, where the app's script has brought it.
#[cfg(feature = "hydrate")]
fn words() -> &'static Words {
    crate::words::carried::words()
}

/// A link to a page of the site, under whichever path it is published.
fn href(route: &crate::route::Route) -> String {
    route.href(&use_site().base)
}
