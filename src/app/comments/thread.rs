//! The comments that this device keeps, shown where readers expect comments, and each with what can be done with it.
//!
//! They are written as HTML, whose buttons say in `data-do` and `data-kept` what they are for; `comments` hears them. That is
//! a fraction of the code of a view that is built, compared and hydrated.

use super::{
    super::browser,
    desk::Desk,
    kept::{Kept, Why},
    work::Job,
};
use crate::{app::words, thread::escaped};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// The comments kept on this device, each with a way to delete it, and a deleted one with a way back.
#[component]
pub(super) fn KeptComments(desk: Desk) -> impl IntoView {
    let (kept, deleted) = (desk.kept, desk.deleted);
    let comments =
        move || kept.read().iter().filter(|comment| comment.why != Why::Doubtful).map(html).collect::<String>();
    let undo = move || match deleted.read().is_some() {
        true => [
            "<p class=\"undo\">",
            words().comment_deleted(),
            " <button type=\"button\" id=\"undo-delete\" data-do=\"restore\">",
            words().undo(),
            "</button></p>",
        ]
        .concat(),
        false => String::new(),
    };
    view! {
        <ol class="thread own" inner_html=comments></ol>
        <div role="status" inner_html=undo></div>
    }
}

fn html(comment: &Kept) -> String {
    let Kept { id, author, text, at, why, .. } = comment;
    let (iso, when) = (browser::moment_in_iso(*at), browser::moment_in_words(*at));
    let (id, label) = (escaped(id), words().delete_comment_of().with([&when]));
    let (sentence, delete) = match why {
        Why::NoServer => (words().visible_only_here(), words().delete()),
        Why::Unsent | Why::Doubtful => (words().not_sent(), words().delete()),
        Why::Waiting => (words().comment_waits_preview(), words().hide_preview()),
        Why::Posted => (words().comment_posted(), words().delete()),
    };
    let button = |what: &str, label: &str, word: &str| {
        let label = escaped(label);
        [
            "<button type=\"button\" data-kept=\"",
            &id,
            "\" data-do=\"",
            what,
            "\" aria-label=\"",
            &label,
            "\">",
            word,
            "</button>",
        ]
        .concat()
    };
    let again = match why {
        Why::Unsent => {
            button("send", words().send_again(), words().send_again()) + &button("edit", words().edit(), words().edit())
        }
        Why::Posted => button("edit", words().edit(), words().edit()),
        _ => String::new(),
    };
    [
        "<li id=\"comment-",
        &id,
        "\" class=\"comment\" tabindex=\"-1\"><p class=\"meta\"><b dir=\"auto\">",
        &escaped(author),
        "</b> <time datetime=\"",
        &escaped(&iso),
        "\">",
        &escaped(&when),
        "</time></p><p class=\"said\" dir=\"auto\">",
        &escaped(text),
        "</p><p class=\"only-here\"><span>",
        sentence,
        "</span>",
        &again,
        &button("delete", &label, delete),
        "</p></li>",
    ]
    .concat()
}

/// Does what a button of these comments is for.
pub(super) fn act(desk: &Desk, what: &str, id: &str, fields: super::Fields) {
    let comment = desk.kept.with_untracked(|kept| kept.iter().find(|comment| comment.id == id).cloned());
    match (what, comment) {
        ("send", Some(comment)) if desk.server().is_some() => {
            desk.begin(Job::Send { comment, form: None, kept: true });
        }
        ("send" | "edit", Some(comment)) => {
            desk.take_back(&comment, fields);
            // What a form service gets, the browser posts; when this click is over.
            if what == "send" {
                request_animation_frame(|| {
                    let send = browser::find(".send button").and_then(|send| send.dyn_into::<HtmlElement>().ok());
                    send.iter().for_each(HtmlElement::click);
                });
            }
        }
        ("delete", Some(comment)) if desk.thread().remove(&comment.id).is_ok() => {
            desk.kept.set(desk.thread().comments());
            desk.deleted.set(Some(comment));
            browser::focus_when_drawn("undo-delete".into(), true);
        }
        ("restore", _) => {
            let Some(comment) = desk.deleted.get_untracked() else { return };
            if desk.thread().add(&comment).is_ok() {
                desk.kept.set(desk.thread().comments());
                desk.deleted.set(None);
                browser::focus_when_drawn(["comment-", &comment.id].concat(), true);
            }
        }
        _ => {}
    }
}
