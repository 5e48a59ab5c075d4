//! All countries, in the newsroom's order.

use crate::{
    app::{components::hue, href},
    model::page::CountryCount,
    route::Route,
    words,
};
use leptos::prelude::*;

pub(super) fn view(countries: &[CountryCount]) -> impl IntoView + use<> {
    let items: Vec<_> = countries
        .iter()
        .map(|CountryCount { country, articles, latest }| {
            let latest = latest.clone().map(|latest| {
                let language = latest.language.as_ref().map(|language| language.tag.clone());
                view! {
                    <p><a href=href(&Route::article(latest.slug)) lang=language dir="auto">{latest.title}</a></p>
                }
            });
            view! {
                <li class=hue(country)>
                    <h2><a href=href(&Route::country(&*country.slug))>{country.name.clone()}</a></h2>
                    <p class="meta">{words::articles(*articles)}</p>
                    {latest}
                </li>
            }
        })
        .collect();
    view! {
        <div class="countries">
            <h1 tabindex="-1" class="page-title">{words::ALL_COUNTRIES}</h1>
            <ul>{items}</ul>
        </div>
    }
}
