//! The comments that this device keeps, shown where readers expect comments, and marked as seen only here.

use super::{
    super::{Afresh, browser, use_site},
    kept::{Kept, Thread},
};
use crate::words;
use leptos::prelude::*;

/// The comments kept on this device, each with a way to delete it, and a deleted one with a way back.
#[component]
pub(super) fn KeptComments(thread: Thread, kept: RwSignal<Vec<Kept>>) -> impl IntoView {
    let deleted = RwSignal::new(None::<Kept>);
    let language = use_site().language.clone();
    let delete = {
        let thread = thread.clone();
        move |comment: Kept| {
            if thread.remove(&comment.id).is_ok() {
                kept.set(thread.comments());
                deleted.set(Some(comment));
                let undo = || browser::by_id("undo-delete").iter().for_each(browser::focus);
                request_animation_frame(undo);
            }
        }
    };
    let restore = move |_| {
        let Some(comment) = deleted.get_untracked() else { return };
        if thread.add(&comment).is_ok() {
            kept.set(thread.comments());
            deleted.set(None);
            let back = format!("comment-{}", comment.id);
            request_animation_frame(move || browser::by_id(&back).iter().for_each(browser::focus));
        }
    };
    let comment = move |comment: Kept| {
        let delete = delete.clone();
        let Kept { id, author, text, at } = comment.clone();
        let (iso, when) = (browser::moment_in_iso(at), browser::moment_in_words(at, &language));
        let label = words::delete_comment_of(&when);
        view! {
            <li id=format!("comment-{id}") class="comment" tabindex="-1">
                <p class="meta"><b dir="auto">{author}</b> " " <time datetime=iso>{when}</time></p>
                <p class="said" dir="auto">{text}</p>
                <p class="only-here">
                    {words::VISIBLE_ONLY_HERE} " "
                    <button type="button" aria-label=label on:click=move |_| delete(comment.clone())>
                        {words::DELETE}
                    </button>
                </p>
            </li>
        }
    };
    view! {
        <ol class="thread">{move || Afresh(kept.get().into_iter().map(&comment).collect_view())}</ol>
        <div role="status">
            {move || {
                let restore = restore.clone();
                Afresh(deleted.get().is_some().then(|| view! {
                    <p class="undo">
                        {words::COMMENT_DELETED} " "
                        <button type="button" id="undo-delete" on:click=restore>{words::UNDO}</button>
                    </p>
                }))
            }}
        </div>
    }
}
