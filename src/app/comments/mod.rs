//! The comments of an article: what is kept on this device, and the form.
//!
//! Nothing of it depends on storage or scripts before it is hydrated: the prerendered form is the empty one.

mod drafts;
mod fields;
mod form;
mod kept;
mod other_draft;
mod published;
mod thread;

use super::{browser, use_site};
use crate::{
    model::{
        comment::Field,
        page::{Article, Comments as Backend},
    },
    route::Route,
    words,
};
use drafts::Drafts;
use form::CommentForm;
use kept::{Kept, Thread};
use leptos::{either::Either, ev, prelude::*};
use published::published;
pub(super) use published::thread_pages;
use thread::KeptComments;
use web_sys::HtmlTextAreaElement;

/// The comments under an article.
#[component]
pub(super) fn Comments(article: Article) -> impl IntoView {
    let site = use_site();
    let path = Route::article(&*article.slug).href(&site.base);
    let thread = Thread::of(&path);
    let drafts = Drafts::of(&path);
    let kept = RwSignal::new(Vec::<Kept>::new());
    let others = RwSignal::new(Vec::new());
    // Runs in the browser only, once the prerendered form is taken over.
    Effect::new({
        let (thread, drafts) = (thread.clone(), drafts.clone());
        move || {
            kept.set(thread.comments());
            others.set(drafts.others());
            let (thread, drafts) = (thread.clone(), drafts.clone());
            let listener = window_event_listener(ev::storage, move |event| {
                let Some(key) = event.key() else { return };
                if thread.concerns(&key) {
                    kept.set(thread.comments());
                }
                if drafts.concerns(&key) {
                    let area = browser::by_id::<HtmlTextAreaElement>(Field::Comment.name());
                    let shown = area.map(|area| area.value()).unwrap_or_default();
                    drafts.defend(&key, event.new_value().is_none(), &shown);
                    others.set(drafts.others());
                }
            });
            on_cleanup(move || listener.remove());
        }
    });
    let published = published(&article);
    let open = article.comments_open && site.comments != Backend::Closed;
    let form = match open {
        true => Either::Left(view! {
            <CommentForm backend=site.comments.clone() thread=thread.clone() drafts kept others/>
        }),
        false => Either::Right(view! { <p class="closed">{words::COMMENTS_CLOSED}</p> }),
    };
    view! {
        <section class="comments" id="comments" aria-labelledby="comments-title">
            <h2 id="comments-title" class="section-title">{words::COMMENTS}</h2>
            {published}
            <KeptComments thread kept/>
            {form}
        </section>
    }
}
