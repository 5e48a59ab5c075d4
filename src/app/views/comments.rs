//! The comments of an article behind those that its own page shows.

use crate::{
    app::{THREAD_ID, comments::thread_pages, href},
    model::page::{Link, Thread},
    route::Route,
    words,
};
use leptos::prelude::*;

pub(super) fn view(article: &Link, thread: &Thread) -> impl IntoView + use<> {
    let Link { slug, title, language } = article.clone();
    let tag = language.map(|language| language.tag);
    let pages = thread_pages(&slug, thread);
    view! {
        <div class="comments alone">
            <h1 tabindex="-1" class="page-title">{words::page_of(words::COMMENTS, thread.number)}</h1>
            <p><a href=href(&Route::article(&*slug)) lang=tag dir="auto">{title}</a></p>
            <ol id=THREAD_ID class="thread" inner_html=thread.html.clone()></ol>
            {pages}
        </div>
    }
}
