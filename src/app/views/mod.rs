//! What an address shows, one file an address. What two or more of them share is in `components`.

mod article;
mod countries;
mod country;
mod home;
mod not_found;

use crate::model::page::Page;
use leptos::prelude::*;

/// The view of a page.
pub(super) fn view_of(page: &Page) -> AnyView {
    match page {
        Page::Home(list) => home::view(list).into_any(),
        Page::Country { country, list } => country::view(country, list).into_any(),
        Page::Countries { countries } => countries::view(countries).into_any(),
        Page::Article(article) => article::view(article).into_any(),
        Page::NotFound { latest } => not_found::view(latest).into_any(),
    }
}
