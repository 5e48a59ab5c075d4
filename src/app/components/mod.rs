//! What two or more views share.

mod footer;
mod list;
mod masthead;
mod teaser;

pub(super) use footer::Footer;
pub(super) use list::pagination;
pub(super) use masthead::Masthead;
pub(super) use teaser::{Form, teaser};

use crate::model::page::{Country, Moment};
use leptos::prelude::*;

/// The class that gives an element the hue of a country.
pub(super) fn hue(country: &Country) -> String {
    format!("hue-{}", country.hue)
}

/// A point in time.
pub(super) fn time(moment: Moment) -> impl IntoView {
    view! { <time datetime=moment.iso>{moment.text}</time> }
}
