//! Where the form stands: at the end of the comments, or under the one that is answered or changed.

use super::published::item;
use crate::app::browser;
use crate::model::comment::Field;
use web_sys::{Element, HtmlElement};

/// The `id` of what is moved.
pub(super) const FORM: &str = "respond";
/// The `id` of its own place.
pub(super) const HOME: &str = "respond-place";

/// Puts the form under a comment, or back into its place; the focus goes with it. `before` is the comment it stood under.
pub(super) fn form(comment: Option<u64>, before: Option<u64>) {
    if comment == before {
        return;
    }
    let Some(form) = browser::by_id::<Element>(FORM) else { return };
    match comment.and_then(item) {
        Some(item) => {
            let replies = item.query_selector(":scope > .replies").ok().flatten();
            let _ = item.insert_before(&form, replies.as_deref());
            if let Some(area) = browser::by_id::<HtmlElement>(Field::Comment.name()) {
                let _ = area.focus();
            }
        }
        None => {
            if let Some(home) = browser::by_id::<Element>(HOME) {
                let _ = home.append_child(&form);
            }
            // Back to where the reader came from, unless the focus is somewhere already.
            let button = before.and_then(|id| browser::find(&format!("#comment-{id} > .acts > [data-reply]")));
            if let Some(button) = button.and_then(|button| wasm_bindgen::JsCast::dyn_into::<HtmlElement>(button).ok()) {
                browser::focus(&button);
            }
        }
    }
}
