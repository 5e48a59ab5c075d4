//! The comments that everybody reads: as the page was written, and what came after.

use super::{clean::clean, desk::Desk};
use crate::{
    app::{THREAD_ID, browser},
    backend::Comment,
    model::page::{Moment, Thread},
    thread::{self, Shown},
    words,
};
use leptos::{prelude::*, task::spawn_local};
use std::collections::VecDeque;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// The thread of an article, with the ways to its other pages; nothing where none was published and none can come.
#[component]
pub(super) fn Published(desk: Desk) -> impl IntoView {
    let html = desk.known().map_or(thread::EMPTY.to_owned(), |known| known.html.clone());
    let shown = desk.known().is_some() || desk.server().is_some();
    Effect::new(move || load(desk.clone()));
    shown.then(|| {
        view! {
            <div id=THREAD_ID inner_html=html></div>
            <p class="hint" id=STATE role="status"></p>
            <p id=MORE hidden><button type="button" data-do="more">{words::MORE_COMMENTS}</button></p>
        }
    })
}

/// Where it is said that the newest comments are missing.
const STATE: &str = "fil-etat";
/// The way to more of a long thread.
const MORE: &str = "fil-suite";

/// Shows or hides the way to more of a long thread.
pub(super) fn offer_more(more: bool) {
    if let Some(button) = browser::by_id::<HtmlElement>(MORE) {
        button.set_hidden(!more);
    }
}

/// Loads what is new.
fn load(desk: Desk) {
    if desk.server().is_none() {
        return arrive(|| false);
    }
    spawn_local(async move {
        let Some(server) = desk.server() else { return };
        let news = server.news(desk.known()).await;
        // The reader may have gone on to another page by then.
        if desk.is_left() {
            return;
        }
        match news {
            Ok(news) => {
                desk.take_news(news);
                arrive(|| desk.show_more());
            }
            Err(_) => {
                arrive(|| false);
                let state = browser::by_id::<Element>(STATE);
                state.iter().for_each(|state| state.set_text_content(Some(words::COMMENTS_UNREACHABLE)));
            }
        }
    });
}

/// Brings what stands in the document already up to date: texts that were changed, comments that are gone. Says whether
/// the thread has more than one page.
pub(super) fn refresh(comments: &[Comment], known: Option<&Thread>) -> bool {
    let Ok(items) = browser::document().query_selector_all("#fil .comment") else { return false };
    // What the page does not show stands on other pages of the thread.
    let several_pages = known.is_some_and(|known| known.count > items.length());
    for at in 0..items.length() {
        let Some(item) = items.get(at).and_then(|node| node.dyn_into::<Element>().ok()) else {
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
    several_pages
}

/// Says by the headline how many comments there are.
pub(super) fn count_by_headline(count: u32) {
    if let Some(link) = browser::find(".byline a[href='#comments']").filter(|_| count > 0) {
        link.set_text_content(Some(&words::comments(count)));
    }
}

/// Shows another text in a comment.
pub(super) fn say(id: u64, html: &str) {
    if let Some(said) = browser::find(&format!("#comment-{id} > .said")).filter(|said| said.inner_html() != html) {
        said.set_inner_html(html);
    }
}

/// Goes to the comment that the address names: it may have come after the page, or stand on another page of the thread.
/// `more` shows more of the thread while there is more.
pub(in crate::app) fn arrive(more: impl Fn() -> bool) {
    let location = browser::window().location();
    let fragment = location.hash().unwrap_or_default();
    let Some(id) = fragment.strip_prefix("#comment-").and_then(|id| id.parse().ok()) else { return };
    while item(id).is_none() && more() {}
    if let Some(item) = item(id) {
        item.scroll_into_view();
        browser::focus(&item);
    } else if let Some(next) = browser::find("#fil a[rel=next]").and_then(|next| next.get_attribute("href")) {
        let _ = location.replace(&(next + &fragment));
    }
}

/// A published comment in the document; the preview of one that waits has the same name.
pub(super) fn item(id: u64) -> Option<HtmlElement> {
    browser::find(&format!("#fil #comment-{id}"))?.dyn_into().ok()
}

/// Comments that wait to be shown, in pages.
pub(super) type Waiting = VecDeque<Vec<Comment>>;

/// Comments without those that stand in the document, in pages that do not hold up the reader.
pub(super) fn paged(mut comments: Vec<Comment>) -> Waiting {
    comments.retain(|comment| item(comment.id).is_none());
    comments.chunks(thread::PER_PAGE).map(<[Comment]>::to_vec).collect()
}

/// A comment as the thread shows it.
pub(super) fn ready(comment: &Comment, language: &str) -> Shown {
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
        let list = replies.or_else(|| browser::find("#fil > .thread"));
        let html = thread::html(std::slice::from_ref(&branch), open);
        if let Some(list) = list {
            let _ = list.insert_adjacent_html("beforeend", &html);
        }
    }
}
