//! One article, whole, with what leads on from it.

use crate::{
    app::{
        AFTER_ID, TEXT_ID,
        comments::Comments,
        components::{hue, time, way},
        href, use_site, words,
    },
    model::page::Article,
    route::Route,
    thread::escaped,
};
use leptos::prelude::*;

pub(super) fn view(article: &Article) -> impl IntoView + use<> {
    let Article { title, standfirst, authors, image, body, after, .. } = article.clone();
    let tag = article.language.as_ref().map(|language| language.tag.clone());
    let direction = article.language.as_ref().map(|language| language.direction());
    let marked = article.filed_under().map(hue).unwrap_or_default();
    let onward = onward(article);
    view! {
        <article class=format!("story {marked}") lang=tag dir=direction>
            <header class="head">
                // The kicker is in the site's language, whatever the article's.
                <p class="kicker" lang=use_site().language.clone() dir="auto" inner_html=kicker(article)></p>
                <h1 tabindex="-1">{title}</h1>
                {standfirst.map(|text| view! { <p class="standfirst">{text}</p> })}
            </header>
            <div class="byline" lang=use_site().language.clone() dir="auto">
                <p>{words().by()} " " <span class="author" inner_html=authors></span></p>
                <p class="meta" inner_html=meta(article)></p>
            </div>
            {image.map(|picture| view! { <figure class="picture lead-picture" inner_html=picture.html></figure> })}
            <div id=TEXT_ID class="text" inner_html=body></div>
            <div id=AFTER_ID inner_html=after></div>
        </article>
        {(!onward.is_empty()).then(|| view! { <nav class="onward" aria-label=words().read_on() inner_html=onward></nav> })}
        <Comments of=article.discussion()/>
    }
}

/// The countries, each with the way to its page, as HTML.
fn kicker(article: &Article) -> String {
    let mut html = String::new();
    for country in &article.countries {
        let link = href(&Route::country(&*country.slug));
        html.push_str(
            &["<a class=\"", &hue(country), "\" href=\"", &link, "\">", &escaped(&country.name), "</a> "].concat(),
        );
    }
    html
}

/// When it was published and changed, how long it takes to read, and the way to its comments, as HTML.
fn meta(article: &Article) -> String {
    let mut html = String::new();
    for (label, moment) in
        [(words().published(), Some(&article.published)), (words().updated(), article.updated.as_ref())]
    {
        if let Some(moment) = moment {
            html.push_str(&["<span>", label, " ", &time(moment), "</span> "].concat());
        }
    }
    html.push_str(&["<span>", &words().reading_time().of(article.reading_minutes), "</span>"].concat());
    let count = article.thread.as_ref().map_or(0, |thread| thread.count);
    // Where a server may know of more the app says it here: the link is there already.
    if count > 0 || use_site().comments.has_thread() {
        let count = if count == 0 { words().comments().to_owned() } else { words().comment_count().of(count) };
        html.push_str(&[" <a href=\"#comments\" rel=\"external\">", &count, "</a>"].concat());
    }
    html
}

/// The ways to what came before and after, and to what is near, as HTML; empty where there are none.
fn onward(article: &Article) -> String {
    let mut related = String::new();
    for link in &article.related {
        related.push_str(&["<li>", &way(link), "</li>"].concat());
    }
    let mut neighbours = String::new();
    let both = [("previous", words().previous(), &article.previous), ("next", words().next(), &article.next)];
    for (class, label, link) in both {
        if let Some(link) = link {
            let item = ["<li class=\"", class, "\"><span>", label, "</span> ", &way(link), "</li>"];
            neighbours.push_str(&item.concat());
        }
    }
    let mut html = String::new();
    if !related.is_empty() {
        let title = ["<h2 class=\"section-title\">", words().related(), "</h2><ul class=\"related\">"];
        html.push_str(&[&title.concat(), &*related, "</ul>"].concat());
    }
    if !neighbours.is_empty() {
        html.push_str(&["<ul class=\"neighbours\">", &neighbours, "</ul>"].concat());
    }
    html
}
