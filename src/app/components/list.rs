//! The ways between the pages of a list.

use crate::{model::page::List, words};
use leptos::prelude::*;

/// The ways to the newer and the older page; nothing where there is one page only.
pub(in crate::app) fn pagination(list: &List) -> impl IntoView + use<> {
    let List { number, pages, newer, older, .. } = list;
    let (number, pages, newer, older) = (*number, *pages, newer.clone(), older.clone());
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
