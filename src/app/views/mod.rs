//! What an address shows, one file an address. What two or more of them share is in `components`.

mod article;
mod comments;
mod countries;
mod front;
mod listing;
mod not_found;

use crate::{
    app::{components::hue, words},
    model::page::Page,
};
use leptos::{either::EitherOf6, prelude::*};

/// The view of a page.
///
/// A type for each, and no `AnyView`: that would put a second, asynchronous hydration of every view into the app.
pub(super) fn view_of(page: &Page) -> impl IntoView + use<> {
    match page {
        Page::Front { html } => EitherOf6::A(front::view(html)),
        Page::Home(list) => EitherOf6::B(listing::view("label".into(), None, words().all_news(), list)),
        Page::Country { country, list } => EitherOf6::B(listing::view(hue(country), None, &country.name, list)),
        Page::Label { kind, name, list } => EitherOf6::B(listing::view("label".into(), Some(kind), name, list)),
        Page::Countries { countries } => EitherOf6::C(countries::view(countries)),
        Page::Article(article) => EitherOf6::D(article::view(article)),
        Page::Comments(page) => EitherOf6::F(comments::view(page)),
        Page::NotFound { latest } => EitherOf6::E(not_found::view(latest)),
    }
}
