//! What two or more views share.

mod footer;
mod list;
mod masthead;
mod teaser;

pub(super) use footer::Footer;
pub(super) use list::pagination;
#[cfg(feature = "ssr")]
pub(crate) use list::ways;
pub(super) use masthead::Masthead;
pub(super) use teaser::{Form, teaser};

use super::href;
use crate::{
    model::page::{Country, Language, Link, Moment},
    route::Route,
    thread::escaped,
};

/// The class that gives an element the hue of a country.
pub(super) fn hue(country: &Country) -> String {
    format!("hue-{}", country.hue)
}

/// A point in time, as HTML.
pub(super) fn time(moment: &Moment) -> String {
    ["<time datetime=\"", &escaped(&moment.iso), "\">", &escaped(&moment.text), "</time>"].concat()
}

/// Says of an article in a list that it is in another language than the site, as HTML: « (en arabe) ».
pub(crate) fn mark(language: Option<&Language>) -> String {
    match language.and_then(|language| language.name.as_ref()) {
        Some(name) => [" <small class=\"meta\">(", &escaped(name), ")</small>"].concat(),
        None => String::new(),
    }
}

/// The way to an article, as HTML.
pub(super) fn way(link: &Link) -> String {
    let language = match &link.language {
        Some(language) => [" lang=\"", &escaped(&language.tag), "\" dir=\"", language.direction(), "\""].concat(),
        None => String::new(),
    };
    let place = href(&Route::article(&*link.slug));
    let mark = mark(link.language.as_ref());
    ["<a href=\"", &place, "\"", &language, ">", &escaped(&link.title), "</a>", &mark].concat()
}
