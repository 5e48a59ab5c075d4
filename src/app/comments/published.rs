//! The comments that everybody reads: as the page was written, and what came after.

use crate::{
    app::{THREAD_ID, components::pages},
    model::page::{Article, Thread},
    route::{PageNumber, Route},
    words,
};
use leptos::prelude::*;

/// The thread of an article, with the ways to its other pages; nothing where none was published yet.
pub(super) fn published(article: &Article) -> impl IntoView + use<> {
    article.thread.as_ref().map(|thread| {
        view! {
            <ol id=THREAD_ID class="thread" inner_html=thread.html.clone()></ol>
            {thread_pages(&article.slug, thread)}
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
