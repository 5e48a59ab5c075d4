//! What a list shows of an article.

use super::{hue, mark, time};
use crate::{app::href, model::page::Teaser, route::Route, thread::escaped};
use leptos::prelude::*;

/// How much room an article has in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) enum Form {
    /// The story that opens the page.
    Lead,
    /// One of many.
    Row,
    /// One of many, under a heading of their own.
    ListedRow,
}

/// An article in a list. As HTML: a view of it would be more than the rest of its code.
pub(in crate::app) fn teaser(story: &Teaser, form: Form) -> impl IntoView + use<> {
    let Teaser { slug, title, standfirst, country, published, image, language } = story;
    let class = match form {
        Form::Lead => "teaser lead",
        Form::Row | Form::ListedRow => "teaser row",
    };
    let class = [class, if image.is_some() { " illustrated " } else { " " }, &hue(country)].concat();
    let level = if form == Form::ListedRow { "h3" } else { "h2" };
    // What is in the article's own language.
    let own = match language {
        Some(language) => [" lang=\"", &escaped(&language.tag), "\" dir=\"", language.direction(), "\">"].concat(),
        None => ">".into(),
    };
    let mut html = String::new();
    // The headline's link is the one to follow; the picture's would only say the same twice.
    if let Some(image) = image {
        html.push_str(&["<div class=\"thumb\">", &image.html, "</div>"].concat());
    }
    let (above, way) = (href(&Route::country(&*country.slug)), href(&Route::article(slug.clone())));
    let kicker = ["<p class=\"kicker\"><a href=\"", &above, "\">", &escaped(&country.name), "</a></p>"].concat();
    let link = ["<a href=\"", &way, "\">", &escaped(title), "</a>"].concat();
    let heading = ["<", level, " class=\"headline\"", &own, &link, "</", level, ">"].concat();
    html.push_str(&["<div class=\"words\">", &kicker, &heading].concat());
    if let Some(text) = standfirst {
        html.push_str(&["<p class=\"standfirst\"", &own, &escaped(text), "</p>"].concat());
    }
    html.push_str(&["<p class=\"meta\">", &time(published), &mark(language.as_ref()), "</p></div>"].concat());
    view! { <article class=class inner_html=html></article> }
}
