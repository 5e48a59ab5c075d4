//! The front page, which the publisher has laid out (`publish::front`).

use crate::app::FRONT_ID;
use leptos::prelude::*;

pub(super) fn view(html: &str) -> impl IntoView + use<> {
    view! { <div class="front" id=FRONT_ID inner_html=html.to_owned()></div> }
}
