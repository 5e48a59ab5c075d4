//! The start in the browser: reads what the document was written for, and hydrates it if that is what it shows.

use super::{AFTER_ID, App, FRONT_ID, Memory, SEED_ID, TEXT_ID, THREAD_ID, browser, navigation};
use crate::{
    model::page::{FORMAT, Page, Seed, Site, format_of},
    route::Route,
    words::carried,
};
use leptos::prelude::*;
use std::{cell::Cell, sync::Arc};
use web_sys::Element;

const TEXT_MISSING: &str = "the text is not in the document";

/// What is to be done next.
#[derive(Default)]
enum Step {
    /// Read the data.
    #[default]
    Read,
    /// Take the rest of the page out of the document.
    Complete(Seed),
    /// Show the page.
    Hydrate(Arc<Site>, Memory),
}

thread_local! {
    static NEXT: Cell<Step> = const { Cell::new(Step::Read) };
}

/// Does the next step of taking the document over, and gives whether there is another one. A slow device can answer its reader
/// in between.
///
/// # Errors
/// Why the document is left as it is, in words for the console.
pub fn take_over() -> Result<bool, &'static str> {
    NEXT.set(match NEXT.take() {
        Step::Read => Step::Complete(read()?),
        Step::Complete(seed) => complete(seed)?,
        Step::Hydrate(site, memory) => {
            leptos::mount::hydrate_body(move || view! { <App site memory/> });
            return Ok(false);
        }
    });
    Ok(true)
}

/// What stands in the document as data.
fn read() -> Result<Seed, &'static str> {
    if !carried::are_there() {
        return Err("the words have not come with the script");
    }
    let element = browser::by_id::<Element>(SEED_ID).ok_or("the page's data is missing")?;
    let json = element.text_content().unwrap_or_default();
    let seed: Seed = serde_json::from_str(&json).map_err(|_| "the page's data is not what this version writes")?;
    navigation::go_with(seed.version);
    if format_of(seed.version) == FORMAT { Ok(seed) } else { Err("the page's data is of another version") }
}

/// The page with what stands in the document as HTML, unless the document was written for another address.
fn complete(mut seed: Seed) -> Result<Step, &'static str> {
    let left_out = |id, missing| browser::by_id::<Element>(id).map(|element| element.inner_html()).ok_or(missing);
    match &mut seed.page {
        Page::Article(article) => {
            article.body = left_out(TEXT_ID, TEXT_MISSING)?;
            article.after = left_out(AFTER_ID, TEXT_MISSING)?;
        }
        Page::Front { html } => *html = left_out(FRONT_ID, TEXT_MISSING)?,
        _ => {}
    }
    let thread = match &mut seed.page {
        Page::Article(article) => &mut article.thread,
        Page::Comments(page) => &mut page.thread,
        _ => &mut None,
    };
    if let Some(thread) = thread {
        thread.html = left_out(THREAD_ID, "the thread is not in the document")?;
    }
    let path = browser::window().location().pathname().map_err(|_| "the address cannot be read")?;
    if let Some(written_for) = &seed.path {
        let parse = |path: &str| Route::parse(path, &seed.site.base);
        if parse(written_for).is_none() || parse(written_for) != parse(&path) {
            return Err("the document was written for another address");
        }
    }
    let memory = Memory::new(seed.page);
    memory.put(&path, memory.first(), browser::head());
    Ok(Step::Hydrate(Arc::new(seed.site), memory))
}
