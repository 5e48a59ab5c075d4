//! What names one country, is about one topic or by one author.

use crate::{
    app::{
        components::{Form, pagination, teaser},
        words,
    },
    model::page::List,
};
use leptos::prelude::*;

/// `kind` stands before the name and belongs to the heading.
pub(super) fn view(class: String, kind: Option<&String>, name: &str, list: &List) -> impl IntoView + use<> {
    let mut teasers = list.teasers.iter();
    let lead = (list.number == 1).then(|| teasers.next()).flatten().map(|lead| teaser(lead, Form::Lead));
    let rest: Vec<_> = teasers.map(|story| teaser(story, Form::Row)).collect();
    let older =
        (list.number > 1).then(|| view! { <p class="page-number">{words().place(list.number, list.pages)}</p> });
    view! {
        <div class=format!("listing {class}")>
            <header class="listing-head">
                <h1 tabindex="-1">
                    {kind.cloned().map(|kind| view! { <small>{kind}</small> " " })} <bdi>{name.to_owned()}</bdi>
                </h1>
                {older}
            </header>
            {lead}
            <div class="rows">{rest}</div>
            {pagination(list)}
        </div>
    }
}
