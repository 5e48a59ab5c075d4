//! The ways between the pages of a list.

use crate::{model::page::List, thread::escaped, words};
use leptos::prelude::*;

/// The ways to the newer and the older page; nothing where there is one page only.
pub(in crate::app) fn pagination(list: &List) -> impl IntoView + use<> {
    let html = ways(list);
    (list.pages > 1).then(|| view! { <nav class="pagination" aria-label=words::PAGES inner_html=html></nav> })
}

/// The same as HTML, with which page of how many it is.
pub(crate) fn ways(list: &List) -> String {
    let way = |rel, href: &Option<String>, words| match href {
        Some(href) => ["<a rel=\"", rel, "\" href=\"", &escaped(href), "\">", words, "</a>"].concat(),
        None => String::new(),
    };
    let place = words::page_number(list.number, list.pages);
    let ways = [way("prev", &list.newer, words::NEWER), way("next", &list.older, words::OLDER)];
    [&*ways[0], "<span>", &place, "</span>", &ways[1]].concat()
}
