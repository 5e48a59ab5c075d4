//! What two or more views share.

mod footer;
mod list;
mod masthead;
mod picture;
mod teaser;

pub(super) use footer::Footer;
pub(super) use list::pagination;
#[cfg(feature = "ssr")]
pub(crate) use list::ways;
pub(super) use masthead::Masthead;
pub(super) use picture::figure;
pub(super) use teaser::{Form, teaser};

use super::href;
use crate::{
    model::page::{Country, Link, Moment},
    route::Route,
    thread::escaped,
};
use leptos::prelude::*;

/// The class that gives an element the hue of a country.
pub(super) fn hue(country: &Country) -> String {
    format!("hue-{}", country.hue)
}

/// A point in time.
pub(super) fn time(moment: Moment) -> impl IntoView {
    view! { <time datetime=moment.iso>{moment.text}</time> }
}

/// The way to an article, as HTML.
pub(super) fn way(link: &Link) -> String {
    let language = match &link.language {
        Some(language) => [" lang=\"", &escaped(&language.tag), "\""].concat(),
        None => String::new(),
    };
    let place = href(&Route::article(&*link.slug));
    ["<a href=\"", &place, "\"", &language, " dir=\"auto\">", &escaped(&link.title), "</a>"].concat()
}
