//! One article, whole, with what leads on from it.

use crate::{
    app::{
        AFTER_ID, TEXT_ID,
        comments::Comments,
        components::{hue, time},
        href, use_site,
    },
    model::page::{Article, Link},
    route::Route,
    words,
};
use leptos::prelude::*;

pub(super) fn view(article: &Article) -> impl IntoView + use<> {
    let Article { title, standfirst, authors, topics, published, updated, reading_minutes, image, body, after, .. } =
        article.clone();
    let tag = article.language.as_ref().map(|language| language.tag.clone());
    let direction = article.language.as_ref().map(|language| language.direction());
    let marked = article.filed_under().map(hue).unwrap_or_default();
    let kicker: Vec<_> = article
        .countries
        .iter()
        .map(|country| {
            view! { <a class=hue(country) href=href(&Route::country(&*country.slug))>{country.name.clone()}</a> }
        })
        .collect();
    let count = article.thread.as_ref().map_or(0, |thread| thread.count);
    // Where a server may know of more the app says it here: the link is there already.
    let comments = (count > 0 || use_site().comments.has_thread()).then(|| match count {
        0 => words::COMMENTS.to_owned(),
        count => words::comments(count),
    });
    let topics =
        (!topics.is_empty()).then(|| view! { <ul class="topics" aria-label=words::TOPICS inner_html=topics></ul> });
    view! {
        <article class=format!("story {marked}") lang=tag dir=direction>
            <header class="head">
                // The kicker is in the site's language, whatever the article's.
                <p class="kicker" lang=use_site().language.clone() dir="auto">{kicker}</p>
                <h1 tabindex="-1" dir="auto">{title}</h1>
                {standfirst.map(|text| view! { <p class="standfirst" dir="auto">{text}</p> })}
            </header>
            <div class="byline" lang=use_site().language.clone() dir="auto">
                <p>{words::BY} " " <span class="author" inner_html=authors></span></p>
                <p class="meta">
                    <span>{words::PUBLISHED} " " {time(published)}</span>
                    {updated.map(|moment| view! { <span>{words::UPDATED} " " {time(moment)}</span> })}
                    <span>{words::reading_time(reading_minutes)}</span>
                    {comments.map(|words| view! { <a href="#comments" rel="external">{words}</a> })}
                </p>
            </div>
            {image.map(|picture| view! { <figure class="picture lead-picture" inner_html=picture.html></figure> })}
            <div id=TEXT_ID class="text" inner_html=body></div>
            <div id=AFTER_ID inner_html=after></div>
            {topics}
        </article>
        <Onward article=article.clone()/>
        <Comments of=article.discussion()/>
    }
}

/// The way to what came before and after, and to what is near.
#[component]
fn Onward(article: Article) -> impl IntoView {
    let neighbour = |link: Option<Link>, label: &'static str, class: &'static str| {
        link.map(|link| {
            view! { <li class=class><span>{label}</span> {way(link)}</li> }
        })
    };
    let previous = neighbour(article.previous.clone(), words::PREVIOUS, "previous");
    let next = neighbour(article.next.clone(), words::NEXT, "next");
    let neighbours =
        (previous.is_some() || next.is_some()).then(|| view! { <ul class="neighbours">{previous}{next}</ul> });
    let related: Vec<_> = article.related.into_iter().map(|link| view! { <li>{way(link)}</li> }).collect();
    let related = (!related.is_empty()).then(|| {
        view! { <h2 class="section-title">{words::RELATED}</h2> <ul class="related">{related}</ul> }
    });
    (related.is_some() || neighbours.is_some())
        .then(|| view! { <nav class="onward" aria-label=words::READ_ON>{related}{neighbours}</nav> })
}

fn way(link: Link) -> impl IntoView {
    let tag = link.language.as_ref().map(|language| language.tag.clone());
    view! { <a href=href(&Route::article(link.slug)) lang=tag dir="auto">{link.title}</a> }
}
