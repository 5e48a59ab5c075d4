//! The front page and the older pages behind it.

use crate::{
    app::{
        components::{Form, pagination, teaser},
        use_site,
    },
    model::page::List,
    words,
};
use leptos::prelude::*;

/// How many stories stand beside the lead.
const SECONDARY: usize = 3;

pub(super) fn view(list: &List) -> impl IntoView + use<> {
    let site = use_site();
    let front = list.number == 1;
    let heading = if front { site.title.clone() } else { words::page_of(words::ALL_NEWS, list.number) };
    let mut teasers = list.teasers.iter();
    let lead = front.then(|| teasers.next()).flatten();
    let lead = lead.map(|lead| teaser(lead, Form::Lead));
    let beside: Vec<_> = if front { teasers.by_ref().take(SECONDARY).collect() } else { Vec::new() };
    let beside: Vec<_> = beside.into_iter().map(|story| teaser(story, Form::Secondary)).collect();
    // Said where the opening begins: by what follows in the page it would be set anew when the rest arrives.
    let opening = if beside.is_empty() { "opening" } else { "opening several" };
    let beside = (!beside.is_empty()).then(|| view! { <div class="beside">{beside}</div> });
    let row = if front { Form::ListedRow } else { Form::Row };
    let rest: Vec<_> = teasers.map(|story| teaser(story, row)).collect();
    let empty = list.teasers.is_empty().then(|| view! { <p class="empty">{words::NO_ARTICLES}</p> });
    view! {
        <div class="front">
            // The masthead shows the name already: on the front page the heading is for who navigates by headings.
            <h1 tabindex="-1" class=if front { "unseen" } else { "page-title" }>{heading}</h1>
            {empty}
            {lead.map(|lead| view! { <div class=opening>{lead}{beside}</div> })}
            {(!rest.is_empty()).then(|| {
                view! {
                    <section class="latest">
                        {front.then(|| view! { <h2 class="section-title">{words::LATEST}</h2> })}
                        <div class="rows">{rest}</div>
                    </section>
                }
            })}
            {pagination(list)}
        </div>
    }
}
