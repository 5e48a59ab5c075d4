//! Tells a reader that another tab or an earlier visit left a different draft of the same article, and offers it.

use super::{
    desk::{Desk, Outcome, Task},
    drafts::Other,
    fields::Fields,
};
use crate::{app::words, model::comment::Field, thread::escaped};
use leptos::prelude::*;

/// How many characters of a draft are shown of it.
const SHOWN: usize = 80;

/// The newest draft that differs from what the form shows. Its buttons say in `data-do` what they are for.
#[component]
pub(super) fn OtherDraft(desk: Desk) -> impl IntoView {
    let offer = move || match newest(&desk) {
        Some(other) => [
            "<div class=\"other-draft\"><p>",
            words().other_draft(),
            " <q dir=\"auto\">",
            &escaped(&beginning(&other.draft.text)),
            "</q></p><p class=\"ways\"><button type=\"button\" data-do=\"take\">",
            words().take_over(),
            "</button> <button type=\"button\" data-do=\"discard\">",
            words().discard(),
            "</button></p></div>",
        ]
        .concat(),
        None => String::new(),
    };
    view! { <div role="status" inner_html=offer></div> }
}

fn newest(desk: &Desk) -> Option<Other> {
    let shown = desk.text.read();
    desk.others.read().iter().find(|other| other.draft.text.trim() != shown.trim()).cloned()
}

/// Does what a button of the offer is for.
pub(super) fn act(desk: &Desk, what: &str, fields: Fields) {
    let Some(other) = untrack(|| newest(desk)) else { return };
    if what == "take" {
        if let Err(fault) = desk.open(&other.draft.text, fields) {
            return desk.outcome.set(Outcome::NotKept(fault));
        }
        desk.task.set(Task::of_stored(&other.draft.task));
    }
    desk.drafts().remove(&other.key);
    desk.others.set(desk.drafts().others());
    fields.focus(Field::Comment);
}

fn beginning(text: &str) -> String {
    let text = text.trim();
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.into(),
    }
}
