//! What a list shows of an article.

use super::{hue, mark};
use crate::{app::href, model::page::Teaser, route::Route, thread::escaped};
use leptos::{either::Either, prelude::*};

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

/// An article in a list.
pub(in crate::app) fn teaser(story: &Teaser, form: Form) -> impl IntoView + use<> {
    let Teaser { slug, title, standfirst, country, published, image, language } = story.clone();
    let link = href(&Route::article(slug));
    let tag = language.as_ref().map(|language| language.tag.clone());
    let direction = language.as_ref().map(|language| language.direction());
    // As HTML: a view of it would be more than the rest of its code.
    let (iso, text, mark) = (escaped(&published.iso), escaped(&published.text), mark(language.as_ref()));
    let when = ["<time datetime=\"", &iso, "\">", &text, "</time>", &mark].concat();
    let class = match form {
        Form::Lead => "teaser lead",
        Form::Row | Form::ListedRow => "teaser row",
    };
    let way = view! { <a href=link>{title}</a> };
    let (language, towards) = (tag.clone(), direction.unwrap_or("auto"));
    let heading = match form {
        Form::ListedRow => Either::Left(view! { <h3 class="headline" lang=language dir=towards>{way}</h3> }),
        _ => Either::Right(view! { <h2 class="headline" lang=language dir=towards>{way}</h2> }),
    };
    let illustrated = image.is_some();
    let class = format!("{class} {}", hue(&country));
    view! {
        <article class=class class:illustrated=illustrated>
            // The headline's link is the one to follow; the picture's would only say the same twice.
            {image.map(|image| view! { <div class="thumb" inner_html=image.html></div> })}
            <div class="words">
                <p class="kicker"><a href=href(&Route::country(&*country.slug))>{country.name}</a></p>
                {heading}
                {standfirst.map(|text| view! { <p class="standfirst" lang=tag dir=direction.unwrap_or("auto")>{text}</p> })}
                <p class="meta" inner_html=when></p>
            </div>
        </article>
    }
}
