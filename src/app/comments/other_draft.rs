//! Tells a reader that another tab or an earlier visit left a different draft of the same article, and offers it.

use super::{
    super::Afresh,
    drafts::{Drafts, Other},
};
use crate::words;
use leptos::{html::Textarea, prelude::*};

/// How many characters of a draft are shown of it.
const SHOWN: usize = 80;

/// The newest draft that differs from what the form shows.
#[component]
pub(super) fn OtherDraft(
    drafts: Drafts,
    others: RwSignal<Vec<Other>>,
    /// The text in the form, set here when the reader takes another one.
    text: RwSignal<String>,
    area: NodeRef<Textarea>,
) -> impl IntoView {
    let other = Memo::new(move |_| {
        let shown = text.read();
        others.read().iter().find(|other| other.draft.text.trim() != shown.trim()).cloned()
    });
    let refresh = {
        let drafts = drafts.clone();
        move || others.set(drafts.others())
    };
    let take_over = {
        let (drafts, refresh) = (drafts.clone(), refresh.clone());
        move |other: Other| {
            let Some(area) = area.get_untracked() else { return };
            let current = area.value();
            let safe = current.trim().is_empty() || drafts.set_aside(&current).is_ok();
            if safe && drafts.keep(&other.draft.text).is_ok() {
                area.set_value(&other.draft.text);
                drafts.remove(&other.key);
                text.set(other.draft.text);
                refresh();
                let _ = area.focus();
            }
        }
    };
    let discard = move |other: Other| {
        drafts.remove(&other.key);
        refresh();
        if let Some(area) = area.get_untracked() {
            let _ = area.focus();
        }
    };
    let offer = move || {
        Afresh(other.get().map(|other| {
            let (take_over, discard) = (take_over.clone(), discard.clone());
            let (taken, discarded) = (other.clone(), other.clone());
            view! {
                <div class="other-draft">
                    <p>{words::OTHER_DRAFT} " " <q dir="auto">{beginning(&other.draft.text)}</q></p>
                    <p class="ways">
                        <button type="button" on:click=move |_| take_over(taken.clone())>{words::TAKE_OVER}</button>
                        <button type="button" on:click=move |_| discard(discarded.clone())>{words::DISCARD}</button>
                    </p>
                </div>
            }
        }))
    };
    view! { <div role="status">{offer}</div> }
}

fn beginning(text: &str) -> String {
    let text = text.trim();
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.into(),
    }
}
