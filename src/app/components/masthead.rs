//! The head of every page: name, edition, countries.

use super::hue;
use crate::{
    app::{href, words},
    model::page::Site,
    route::Route,
};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use std::sync::Arc;

/// How many characters a name may have to be set large.
const SHORT_NAME: usize = 12;

/// The newspaper's head.
#[component]
pub(in crate::app) fn Masthead(site: Arc<Site>) -> impl IntoView {
    let path = use_location().pathname;
    let current = move |link: &str| {
        let link = link.to_owned();
        move || (path.read().trim_end_matches('/') == link.trim_end_matches('/')).then_some("page")
    };
    let countries: Vec<_> = site
        .countries
        .iter()
        .map(|country| {
            let link = href(&Route::country(&*country.slug));
            view! { <li class=hue(country)><a aria-current=current(&link) href=link>{country.name.clone()}</a></li> }
        })
        .collect();
    let edition =
        site.edition.clone().map(|day| view! { <p class="edition"><time datetime=day.iso>{day.text}</time></p> });
    let tagline = (!site.tagline.is_empty()).then(|| view! { <p class="tagline">{site.tagline.clone()}</p> });
    // A long name cannot be as large as a short one.
    let long = site.title.chars().count() > SHORT_NAME;
    // Said here and not by what follows in the page, or the head would jump when the rest of a page arrives.
    let base = site.base.clone();
    let front = move || Route::parse(&path.get(), &base) == Some(Route::HOME);
    let all = href(&Route::Countries);
    view! {
        <header class="masthead" class:long=long class:front=front>
            {edition}
            <p class="name"><a href=href(&Route::HOME)>{site.title.clone()}</a></p>
            {tagline}
            <nav aria-label=words().countries()>
                <ul>
                    {countries}
                    <li class="all"><a aria-current=current(&all) href=all>{words().all_countries()}</a></li>
                </ul>
            </nav>
        </header>
    }
}
