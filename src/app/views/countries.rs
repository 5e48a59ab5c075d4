//! All countries, in the newsroom's order.

use crate::{
    app::{
        components::{hue, way},
        href, words,
    },
    model::page::CountryCount,
    route::Route,
    thread::escaped,
};
use leptos::prelude::*;

pub(super) fn view(countries: &[CountryCount]) -> impl IntoView + use<> {
    let mut items = String::new();
    for CountryCount { country, articles, latest } in countries {
        let (link, name) = (href(&Route::country(&*country.slug)), escaped(&country.name));
        let latest = latest.as_ref().map(|latest| ["<p>", &way(latest), "</p>"].concat()).unwrap_or_default();
        let heading = ["<h2><a href=\"", &link, "\">", &name, "</a></h2>"].concat();
        let count = ["<p class=\"meta\">", &words().articles().of(*articles), "</p>"].concat();
        items.push_str(&["<li class=\"", &hue(country), "\">", &heading, &count, &latest, "</li>"].concat());
    }
    view! {
        <div class="countries">
            <h1 tabindex="-1" class="page-title">{words().all_countries()}</h1>
            <ul role="list" inner_html=items></ul>
        </div>
    }
}
