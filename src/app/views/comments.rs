//! A page of an article's comments behind the first, which the article's own page shows: the same comments, and the form.

use crate::{
    app::{comments::Comments, use_site, words},
    model::page::Discussion,
    thread,
};
use leptos::prelude::*;

pub(super) fn view(page: &Discussion) -> impl IntoView + use<> {
    let heading = thread::heading(words(), &page.slug, &use_site().base, &page.title, page.number);
    view! {
        <header class="alone" inner_html=heading></header>
        <Comments of=page.clone()/>
    }
}
