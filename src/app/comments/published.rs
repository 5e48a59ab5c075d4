//! The comments that everybody reads: as the page was written, and what came after.

use super::{clean::clean, desk::Desk};
use crate::{
    app::{THREAD_ID, browser, components::pages},
    backend::Comment,
    model::page::{Article, Moment, Thread},
    route::{PageNumber, Route},
    thread::{self, Shown},
    words,
};
use leptos::{prelude::*, task::spawn_local};
use std::collections::VecDeque;
use web_sys::{Element, HtmlElement};

/// The thread of an article, with the ways to its other pages; nothing where none was published and none can come.
#[component]
pub(super) fn Published(article: Article, desk: Desk) -> impl IntoView {
    let thread = article.thread.clone().unwrap_or_default();
    let state = RwSignal::new("");
    let more = RwSignal::new(false);
    Effect::new({
        let (desk, known) = (desk.clone(), article.thread.clone());
        move || load(desk.clone(), known.clone(), state, more)
    });
    let shown = article.thread.is_some() || desk.server().is_some();
    let show_more = {
        let desk = desk.clone();
        move |_| more.set(!desk.show_more())
    };
    shown.then(|| {
        view! {
            <ol id=THREAD_ID class="thread" inner_html=thread.html.clone()></ol>
            {thread_pages(&article.slug, &thread)}
            <p class="hint" role="status">{move || state.get()}</p>
            <p class="more" hidden=move || !more.get()>
                <button type="button" on:click=show_more>{words::MORE_COMMENTS}</button>
            </p>
        }
    })
}

/// The ways between the pages of a thread.
pub(in crate::app) fn thread_pages(slug: &str, thread: &Thread) -> impl IntoView + use<> {
    let route = |page| match PageNumber::new(page) {
        Some(page) => Route::Comments { slug: slug.into(), page },
        None => Route::article(slug),
    };
    pages(thread.number, thread.pages, [words::EARLIER_COMMENTS, words::LATER_COMMENTS], &route)
}

/// Loads what is new.
fn load(desk: Desk, known: Option<Thread>, state: RwSignal<&'static str>, more: RwSignal<bool>) {
    spawn_local(async move {
        let Some(server) = desk.server() else { return };
        let news = server.news(known.as_ref()).await;
        // The reader may have gone on to another page by then.
        if state.is_disposed() {
            return;
        }
        match news {
            Ok(news) => {
                if news.whole {
                    let several = known.as_ref().is_some_and(|known| known.pages > 1);
                    refresh(&news.comments, several);
                }
                more.set(desk.show(news.comments));
                desk.mark_own();
                // An address that leads to a comment which was not there when the browser looked for it.
                arrive();
            }
            Err(_) => state.set(words::COMMENTS_UNREACHABLE),
        }
    });
}

/// Brings what stands in the document already up to date: texts that were changed, comments that are gone.
fn refresh(comments: &[Comment], several_pages: bool) {
    let Some(list) = browser::by_id::<Element>(THREAD_ID) else { return };
    let Ok(items) = list.query_selector_all("li.comment") else { return };
    for at in 0..items.length() {
        let Some(item) = items.get(at).and_then(|node| wasm_bindgen::JsCast::dyn_into::<Element>(node).ok()) else {
            continue;
        };
        let id = item.id().strip_prefix("comment-").and_then(|id| id.parse::<u64>().ok());
        match comments.iter().find(|comment| Some(comment.id) == id) {
            Some(comment) if !comment.deleted => say(comment.id, &clean(&comment.html)),
            Some(_) => {}
            None if several_pages => {}
            None => item.remove(),
        }
    }
}

/// Shows another text in a comment.
pub(super) fn say(id: u64, html: &str) {
    if let Some(said) = browser::find(&format!("#comment-{id} > .said")).filter(|said| said.inner_html() != html) {
        said.set_inner_html(html);
    }
}

/// Goes to the comment that the address names, if it came after the page.
fn arrive() {
    let fragment = browser::window().location().hash().unwrap_or_default();
    if let Some(item) = fragment.strip_prefix("#comment-").and_then(|id| item(id.parse().ok()?)) {
        item.scroll_into_view();
        browser::focus(&item);
    }
}

/// A comment in the document.
pub(super) fn item(id: u64) -> Option<HtmlElement> {
    browser::by_id(&format!("comment-{id}"))
}

/// Comments that wait to be shown, in pages.
pub(super) type Waiting = VecDeque<Vec<Shown>>;

/// Comments ready to show, without those that stand in the document, in pages that do not hold up the reader.
pub(super) fn paged(comments: Vec<Comment>, language: &str) -> Waiting {
    let fresh: Vec<Comment> = comments.into_iter().filter(|comment| item(comment.id).is_none()).collect();
    fresh.chunks(thread::PER_PAGE).map(|page| page.iter().map(|comment| ready(comment, language)).collect()).collect()
}

fn ready(comment: &Comment, language: &str) -> Shown {
    let at = comment.at * 1000;
    Shown {
        id: comment.id,
        parent: comment.parent,
        author: comment.author.clone(),
        website: comment.website.clone(),
        when: Moment { iso: browser::moment_in_iso(at), text: browser::moment_in_words(at, language) },
        html: clean(&comment.html),
        deleted: comment.deleted,
    }
}

/// Puts comments where they belong: under what they answer, or at the end of the thread.
pub(super) fn place(comments: &[Shown], open: bool) {
    for branch in thread::branches(comments) {
        let parent = branch.comment.parent.filter(|parent| *parent != branch.comment.id).and_then(item);
        let replies = parent.and_then(|parent| parent.query_selector(":scope > .replies").ok().flatten());
        let list = replies.or_else(|| browser::by_id::<Element>(THREAD_ID));
        let html = thread::html(std::slice::from_ref(&branch), open);
        if let Some(list) = list {
            let _ = list.insert_adjacent_html("beforeend", &html);
        }
    }
}
