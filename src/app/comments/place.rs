//! Where the form stands: at the end of the comments, or under the one that is answered or changed.

use super::{desk::Task, published::item};
use crate::{
    app::{browser, words},
    model::comment::Field,
};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// The `id` of what is moved.
pub(super) const FORM: &str = "respond";
/// The `id` of its own place.
pub(super) const HOME: &str = "respond-place";

/// Brings the form home from under a comment that is about to go, with everything that is typed in it.
pub(super) fn rescue(item: &Element) {
    if let Some(form) = browser::by_id::<Element>(FORM).filter(|form| item.contains(Some(form)))
        && let Some(home) = browser::by_id::<Element>(HOME)
    {
        let _ = home.append_child(&form);
    }
}

/// Puts the form under a comment, or back into its place; the focus goes with it, unless the page has only just come.
/// `last` is the comment it stood under, once it has stood anywhere.
pub(super) fn form(task: &Task, last: Option<Option<u64>>) {
    let (comment, before) = (task.comment(), last.flatten());
    if comment == before {
        return;
    }
    let (title, cancel, send) = match task {
        Task::Add => (words().leave_a_comment().into(), words().cancel_reply(), words().send()),
        Task::Reply { name, .. } => (words().reply_to(name), words().cancel_reply(), words().send()),
        Task::Edit { .. } => (words().edit_your_comment().into(), words().cancel_edit(), words().save()),
    };
    for (part, text) in [("#reply-title", title.as_str()), (".cancel button", cancel), (".send button", send)] {
        browser::find(part).iter().for_each(|element| element.set_text_content(Some(text)));
    }
    if let Some(cancel) = browser::find(".cancel").and_then(|cancel| cancel.dyn_into::<HtmlElement>().ok()) {
        cancel.set_hidden(*task == Task::Add);
    }
    let Some(form) = browser::by_id::<Element>(FORM) else { return };
    match comment.and_then(item) {
        Some(item) => {
            let replies = item.query_selector(":scope > .replies").ok().flatten();
            let _ = item.insert_before(&form, replies.as_deref());
            if last.is_some()
                && let Some(area) = browser::by_id::<HtmlElement>(Field::Comment.name())
            {
                let _ = area.focus();
            }
        }
        None => {
            if let Some(home) = browser::by_id::<Element>(HOME) {
                let _ = home.append_child(&form);
            }
            // Back to where the reader came from, unless the focus is somewhere already.
            let button = before.and_then(|id| browser::find(&format!("#comment-{id} > .acts > [data-reply]")));
            if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
                browser::focus(&button);
            }
        }
    }
}
