//! The ways between the pages of a list.

use crate::{app::words, model::page::List, thread::escaped, words::Words};
use leptos::prelude::*;

/// The ways to the newer and the older page; nothing where there is one page only.
pub(in crate::app) fn pagination(list: &List) -> impl IntoView + use<> {
    let html = ways(list, words());
    (list.pages > 1).then(|| view! { <nav class="pagination" aria-label=words().pages() inner_html=html></nav> })
}

/// The same as HTML, with which page of how many it is.
pub(crate) fn ways(list: &List, words: &Words) -> String {
    let way = |rel, href: &Option<String>, word| match href {
        Some(href) => ["<a rel=\"", rel, "\" href=\"", &escaped(href), "\">", word, "</a>"].concat(),
        None => String::new(),
    };
    let place = words.place(list.number, list.pages);
    let ways = [way("prev", &list.newer, words.newer()), way("next", &list.older, words.older())];
    [&*ways[0], "<span>", &place, "</span>", &ways[1]].concat()
}
