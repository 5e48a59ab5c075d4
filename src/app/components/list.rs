//! The ways between the pages of a list.

use crate::{app::href, model::page::List, route::Route, words};
use leptos::prelude::*;

/// The ways to the newer and the older page; nothing where there is one page only.
pub(in crate::app) fn pagination(list: &List, route: &dyn Fn(u32) -> Route) -> impl IntoView + use<> {
    let List { number, pages, .. } = *list;
    let newer = (number > 1).then(|| href(&route(number - 1)));
    let older = (number < pages).then(|| href(&route(number + 1)));
    (pages > 1).then(|| {
        view! {
            <nav class="pagination" aria-label=words::PAGES>
                {newer.map(|href| view! { <a rel="prev" href=href>{words::NEWER}</a> })}
                <span>{words::page_number(number, pages)}</span>
                {older.map(|href| view! { <a rel="next" href=href>{words::OLDER}</a> })}
            </nav>
        }
    })
}
