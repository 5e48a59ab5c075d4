//! The comments of an article behind those that its own page shows. There is nothing to do but to read, so the publisher
//! writes the page as HTML.

use crate::app::{THREAD_ID, comments};
use leptos::prelude::*;

pub(super) fn view(html: &str) -> impl IntoView + use<> {
    // An address that names a comment may have been sent on from the article's own page.
    Effect::new(|| comments::arrive(|_| false));
    view! { <div id=THREAD_ID class="comments alone" inner_html=html.to_owned()></div> }
}
