//! The comments that everybody reads: as the page was written, and what came after.

use super::{clean::clean, desk::Desk, place};
use crate::{
    app::{THREAD_ID, browser, words},
    backend::Comment,
    model::page::Moment,
    thread::{self, Shown},
};
use leptos::{ev, prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// The thread of an article, with the ways to its other pages; nothing where none was published and none can come.
#[component]
pub(super) fn Published(desk: Desk) -> impl IntoView {
    let html = desk.known().map_or(thread::EMPTY.to_owned(), |known| known.html.clone());
    let shown = desk.known().is_some() || desk.server().is_some();
    Effect::new(move || {
        load(desk.clone());
        let desk = desk.clone();
        // A link to a comment of this page, or such an address in the address bar: no document is loaded for it.
        let listener = window_event_listener(ev::hashchange, move |_| arrive(|id| desk.seek(id)));
        on_cleanup(move || listener.remove());
    });
    shown.then(|| {
        view! {
            <div id=THREAD_ID inner_html=html></div>
            <p class="hint" id=STATE role="status"></p>
            <p id=MORE hidden><button type="button" data-do="more">{words().more_comments()}</button></p>
        }
    })
}

/// Where it is said that the newest comments are missing.
const STATE: &str = "fil-etat";
/// The way to more of a long thread.
const MORE: &str = "fil-suite";

/// Shows or hides the way to more of a long thread.
fn offer_more(more: bool) {
    if let Some(button) = browser::by_id::<HtmlElement>(MORE) {
        button.set_hidden(!more);
    }
}

/// Loads what is new; it stands on the article's own page.
fn load(desk: Desk) {
    if desk.server().is_none() || desk.of().number > 1 {
        return arrive(|_| false);
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
                arrive(|id| desk.seek(id));
            }
            Err(_) => {
                arrive(|_| false);
                let state = browser::by_id::<Element>(STATE);
                state.iter().for_each(|state| state.set_text_content(Some(words().comments_unreachable())));
            }
        }
    });
}

/// Brings what stands in the document already up to date: texts that were changed, comments that are gone.
pub(super) fn refresh(comments: &[Comment]) {
    // From the last one on, so that the replies go before what they answer.
    for id in items().iter().rev().filter_map(id_of) {
        match comments.iter().find(|comment| comment.id == id && !comment.deleted) {
            Some(comment) => say(id, &clean(&comment.html)),
            None => take_away(id),
        }
    }
}

/// Takes a deleted comment out of the document; one with replies stays as an empty place for them.
pub(super) fn take_away(id: u64) {
    let Some(item) = item(id) else { return };
    place::rescue(&item);
    if item.query_selector("li.comment").ok().flatten().is_none() {
        return item.remove();
    }
    say(id, words().comment_was_deleted());
    let parts = ["#comment-", &id.to_string(), " > .meta > b, #comment-", &id.to_string(), " > .acts"].concat();
    while let Some(part) = browser::find(&parts) {
        part.remove();
    }
}

/// Says by the headline how many comments there are.
pub(super) fn count_by_headline(count: u32) {
    if let Some(link) = browser::find(".byline a[href='#comments']").filter(|_| count > 0) {
        link.set_text_content(Some(&words().comment_count().of(count)));
    }
}

/// Shows another text in a comment.
pub(super) fn say(id: u64, html: &str) {
    if let Some(said) = browser::find(&format!("#comment-{id} > .said")).filter(|said| said.inner_html() != html) {
        said.set_inner_html(html);
    }
}

/// Goes to the comment that the address names: it may have come after the page, or stand on another page of the thread.
/// `seek` leads there if the comment is still to be shown, and says so.
fn arrive(seek: impl Fn(u64) -> bool) {
    let location = browser::window().location();
    let fragment = location.hash().unwrap_or_default();
    let Some(id) = fragment.strip_prefix("#comment-").and_then(|id| id.parse().ok()) else { return };
    if let Some(item) = item(id) {
        lead_to(&item);
    } else if seek(id) {
    } else if let Some(next) = browser::find("#fil a[rel=next]").and_then(|next| next.get_attribute("href")) {
        let _ = location.replace(&(next + &fragment));
    }
}

/// Brings a comment into view, and the focus to it.
pub(super) fn lead_to(item: &HtmlElement) {
    item.scroll_into_view();
    browser::focus(item);
}

/// A published comment in the document; the preview of one that waits has the same name.
pub(super) fn item(id: u64) -> Option<HtmlElement> {
    browser::find(&format!("#fil #comment-{id}"))?.dyn_into().ok()
}

/// Comments without those that stand in the document, or on another page of the thread as it was written.
pub(super) fn fresh(mut comments: Vec<Comment>) -> Vec<Comment> {
    // Asked for once: to look for each of a thousand in the document would be felt.
    let mut shown: Vec<u64> = items().iter().filter_map(id_of).collect();
    let elsewhere = browser::find("#fil .pagination").and_then(|ways| ways.get_attribute(thread::ELSEWHERE));
    shown.extend(thread::elsewhere(&elsewhere.unwrap_or_default()));
    comments.retain(|comment| !shown.contains(&comment.id));
    comments
}

fn items() -> Vec<Element> {
    browser::all("#fil li.comment")
}

fn id_of(item: &Element) -> Option<u64> {
    item.id().strip_prefix("comment-")?.parse().ok()
}

/// Comments that wait to be shown.
#[derive(Default)]
pub(super) struct Waiting {
    comments: Vec<Comment>,
    /// How many of them are shown.
    shown: usize,
    /// How many are to be shown by now.
    due: usize,
    /// The comment that the reader is to be led to, as soon as it is there.
    sought: Option<u64>,
}

/// How many comments are made ready at once: a slow phone is busy with them for a fiftieth of a second, or for a twentieth
/// where its browser tidies up meanwhile.
const AT_ONCE: usize = 2;

impl Waiting {
    /// These, of which a page is to be shown.
    pub(super) fn of(comments: Vec<Comment>) -> Self {
        Self { comments, due: thread::PER_PAGE, ..Self::default() }
    }

    /// Another page is to be shown, and the reader led to its first: the button may go.
    pub(super) fn more(&mut self) {
        self.due = self.shown + thread::PER_PAGE;
        self.sought = self.comments.get(self.shown).map(|comment| comment.id);
    }

    /// Everything up to a comment is to be shown, and the reader led there. Says whether it waits here.
    pub(super) fn seek(&mut self, id: u64) -> bool {
        let place = self.comments.iter().position(|comment| comment.id == id);
        if let Some(place) = place {
            self.due = self.due.max(place + 1);
            self.sought = Some(id);
        }
        place.is_some()
    }

    /// Leads to what was placed before, which is laid out by now, or puts the next few into the thread.
    pub(super) fn place(&mut self, open: bool) {
        if let Some(found) = self.sought.and_then(item) {
            self.sought = None;
            return lead_to(&found);
        }
        let end = self.comments.len().min(self.due).min(self.shown + AT_ONCE);
        if end == self.shown {
            self.sought = None;
        }
        place(&self.comments[self.shown..end], open);
        self.shown = end;
        offer_more(self.shown < self.comments.len());
    }

    /// Whether some are still to be shown, or the reader to be led.
    pub(super) fn is_busy(&self) -> bool {
        self.sought.is_some() || self.shown < self.comments.len().min(self.due)
    }
}

/// A comment as the thread shows it.
fn ready(comment: &Comment) -> Shown {
    let at = comment.at * 1000;
    Shown {
        id: comment.id,
        parent: comment.parent,
        author: comment.author.clone(),
        website: comment.website.clone(),
        when: Moment { iso: browser::moment_in_iso(at), text: browser::moment_in_words(at) },
        html: clean(&comment.html),
        deleted: comment.deleted,
    }
}

/// The last list right in an element. (No selector: it would look at each of a thousand comments inside.)
fn last_list(of: Option<Element>) -> Option<Element> {
    let mut last = of?.last_element_child()?;
    while last.local_name() != "ol" {
        last = last.previous_element_sibling()?;
    }
    Some(last)
}

/// Marks a list that is followed by another.
const FULL: &str = "data-full";

/// A list that takes another item: a full one is followed by another, so that the browser has only a page of comments to lay
/// out anew, however long the thread is.
fn with_room(list: Element) -> Element {
    if (list.child_element_count() as usize) < thread::PER_PAGE {
        return list;
    }
    let Some(next) = list.clone_node().ok().and_then(|next| next.dyn_into::<Element>().ok()) else { return list };
    let _ = list.after_with_node_1(&next);
    let _ = list.set_attribute(FULL, "");
    next
}

/// Puts comments where they belong: under what they answer, or at the end of the thread.
pub(super) fn place(comments: &[Comment], open: bool) {
    let comments: Vec<Shown> = comments.iter().map(ready).collect();
    for branch in thread::branches(&comments) {
        let parent = branch.comment.parent.filter(|parent| *parent != branch.comment.id).and_then(item);
        let list = last_list(parent.map(Into::into).or_else(|| browser::by_id(THREAD_ID))).map(with_room);
        let html = thread::html(words(), std::slice::from_ref(&branch), open);
        if let Some(list) = list {
            let _ = list.insert_adjacent_html("beforeend", &html);
        }
    }
}
