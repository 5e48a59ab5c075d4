//! What a host serves where there is nothing: what happened, and ways on.

use crate::{
    app::{
        components::{Form, teaser},
        href, words,
    },
    model::page::Teaser,
    route::Route,
};
use leptos::prelude::*;

pub(super) fn view(latest: &[Teaser]) -> impl IntoView + use<> {
    let latest: Vec<_> = latest.iter().map(|story| teaser(story, Form::ListedRow)).collect();
    view! {
        <div class="not-found">
            <h1 tabindex="-1" class="page-title">{words().not_found()}</h1>
            <p>{words().not_found_why()}</p>
            <p class="ways">
                <a href=href(&Route::HOME) class="button">{words().go_home()}</a>
                <a href=href(&Route::Countries)>{words().all_countries()}</a>
            </p>
            {(!latest.is_empty()).then(|| {
                view! {
                    <section class="latest">
                        <h2 class="section-title">{words().latest()}</h2>
                        <div class="rows">{latest}</div>
                    </section>
                }
            })}
        </div>
    }
}
