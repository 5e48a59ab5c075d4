//! Pictures, with their room kept before they load.

use crate::model::page::Picture;
use leptos::prelude::*;

/// A picture alone. The eager one is loaded first, any other when it comes near.
pub(super) fn image(picture: Picture, eager: bool) -> impl IntoView {
    view! {
        <img
            src=picture.src
            alt=picture.alt
            width=picture.width.to_string()
            height=picture.height.to_string()
            loading=(!eager).then_some("lazy")
            fetchpriority=eager.then_some("high")
            decoding="async"
        />
    }
}

/// A picture with its caption and credit.
pub(in crate::app) fn figure(picture: Picture, eager: bool) -> impl IntoView {
    let Picture { caption, credit, .. } = picture.clone();
    let words = (caption.is_some() || credit.is_some()).then(|| {
        view! {
            <figcaption>
                {caption.map(|html| view! { <span inner_html=html></span> " " })}
                {credit.map(|name| view! { <small class="credit">{name}</small> })}
            </figcaption>
        }
    });
    view! { <figure class="picture lead-picture">{image(picture, eager)}{words}</figure> }
}
