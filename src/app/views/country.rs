//! What names one country.

use crate::{
    app::components::{Form, hue, pagination, teaser},
    model::page::{Country, List},
    route::{PageNumber, Route},
    words,
};
use leptos::prelude::*;

pub(super) fn view(country: &Country, list: &List) -> impl IntoView + use<> {
    let slug = country.slug.clone();
    let mut teasers = list.teasers.iter();
    let lead = (list.number == 1).then(|| teasers.next()).flatten().map(|lead| teaser(lead, Form::Lead));
    let rest: Vec<_> = teasers.map(|story| teaser(story, Form::Row)).collect();
    let older =
        (list.number > 1).then(|| view! { <p class="page-number">{words::page_number(list.number, list.pages)}</p> });
    view! {
        <div class=format!("country {}", hue(country))>
            <header class="country-head">
                <h1 tabindex="-1">{country.name.clone()}</h1>
                {older}
            </header>
            {lead}
            <div class="rows">{rest}</div>
            {pagination(list, &|page| Route::Country {
                country: slug.clone(),
                page: PageNumber::new(page).unwrap_or(PageNumber::FIRST),
            })}
        </div>
    }
}
