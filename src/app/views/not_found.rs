//! What a host serves where there is nothing: what happened, and ways on.

use crate::{
    app::{
        components::{Form, teaser},
        href,
    },
    model::page::Teaser,
    route::Route,
    words,
};
use leptos::prelude::*;

pub(super) fn view(latest: &[Teaser]) -> impl IntoView + use<> {
    let latest: Vec<_> = latest.iter().map(|story| teaser(story, Form::ListedRow)).collect();
    view! {
        <div class="not-found">
            <h1 tabindex="-1" class="page-title">{words::NOT_FOUND}</h1>
            <p>{words::NOT_FOUND_WHY}</p>
            <p class="ways">
                <a href=href(&Route::HOME) class="button">{words::GO_HOME}</a>
                <a href=href(&Route::Countries)>{words::ALL_COUNTRIES}</a>
            </p>
            {(!latest.is_empty()).then(|| {
                view! {
                    <section class="latest">
                        <h2 class="section-title">{words::LATEST}</h2>
                        <div class="rows">{latest}</div>
                    </section>
                }
            })}
        </div>
    }
}
