//! The ways between the pages of a list.

use crate::{app::href, model::page::List, route::Route, words};
use leptos::prelude::*;

/// The ways to the newer and the older page; nothing where there is one page only.
pub(in crate::app) fn pagination(list: &List, route: &dyn Fn(u32) -> Route) -> impl IntoView + use<> {
    pages(list.number, list.pages, [words::NEWER, words::OLDER], route)
}

/// The ways to the page before and the page behind, with a name for each.
pub(in crate::app) fn pages(
    number: u32,
    pages: u32,
    [before, behind]: [&'static str; 2],
    route: &dyn Fn(u32) -> Route,
) -> impl IntoView + use<> {
    let previous = (number > 1).then(|| href(&route(number - 1)));
    let next = (number < pages).then(|| href(&route(number + 1)));
    (pages > 1).then(|| {
        view! {
            <nav class="pagination" aria-label=words::PAGES>
                {previous.map(|href| view! { <a rel="prev" href=href>{before}</a> })}
                <span>{words::page_number(number, pages)}</span>
                {next.map(|href| view! { <a rel="next" href=href>{behind}</a> })}
            </nav>
        }
    })
}
