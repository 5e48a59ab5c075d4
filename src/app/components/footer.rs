//! The foot of every page.

use crate::{
    app::{href, use_site, words},
    route::Route,
};
use leptos::prelude::*;

/// The newspaper's foot.
#[component]
pub(in crate::app) fn Footer() -> impl IntoView {
    let site = use_site();
    view! {
        <footer class="foot">
            <p class="name"><a href=href(&Route::HOME)>{site.title.clone()}</a></p>
            <p>{site.tagline.clone()}</p>
            <p><a href=href(&Route::Countries)>{words().all_countries()}</a></p>
        </footer>
    }
}
