//! The comments of an article: what is published, what is kept on this device, and the form.
//!
//! Nothing of it depends on storage, scripts or a server before it is hydrated: the prerendered form is the empty one.

mod clean;
mod desk;
mod drafts;
mod fields;
mod form;
mod kept;
mod mistakes;
mod net;
mod other_draft;
mod place;
mod published;
mod server;
mod submission;
mod thread;
mod turn;
mod work;

use super::{browser, use_site, words};
use crate::{
    model::{
        comment::Field,
        page::{Comments as Backend, Discussion},
    },
    route::Route,
};
use desk::{Desk, Outcome, Place, Task};
use drafts::Drafts;
use fields::Fields;
use form::CommentForm;
pub(super) use kept::unsent_anywhere;
use kept::{Kept, Thread, Why};
use leptos::{either::Either, ev, prelude::*};
use published::Published;
use server::Server;
use thread::KeptComments;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlTextAreaElement};
use work::Job;

/// The comments of an article: under it, or a page of them behind the first.
#[component]
pub(super) fn Comments(of: Discussion) -> impl IntoView {
    let site = use_site();
    let path = Route::article(&*of.slug).href(&site.base);
    let (thread, drafts) = (Thread::of(&path), Drafts::of(&path));
    let server = Server::of(&site.comments, &path, &of);
    // A WordPress article without a post has nowhere to send its comments to.
    let served = !matches!(site.comments, Backend::Wordpress(_)) || server.is_some();
    let open = of.open && site.comments != Backend::Closed && served;
    let desk =
        Desk::new(Place { server, of, thread: thread.clone(), drafts: drafts.clone(), open, lost: false.into() });
    let (kept, others) = (desk.kept, desk.others);
    let fields = Fields::default();
    let form_of = desk.clone();
    // Runs in the browser only, once the prerendered form is taken over.
    Effect::new(move || {
        let (thread, drafts) = (thread.clone(), drafts.clone());
        kept.set(thread.comments());
        // What was on its way when the page went stands in the form's draft and among the unsent: once is enough.
        let unsent = |comment: &&Kept| comment.why == Why::Unsent;
        for Kept { text, .. } in kept.get_untracked().iter().filter(unsent) {
            drafts.forget_sent(text);
            // The boot script has put the draft into the form already.
            if fields.show(text) {
                form_of.empty(fields);
            }
        }
        others.set(drafts.others());
        let listener = window_event_listener(ev::storage, move |event| {
            let Some(key) = event.key() else { return };
            if thread.concerns(&key) {
                kept.set(thread.comments());
            }
            if drafts.concerns(&key) {
                let area = browser::by_id::<HtmlTextAreaElement>(Field::Comment.name());
                let shown = area.map(|area| area.value()).unwrap_or_default();
                drafts.defend(&key, event.new_value().is_none(), &shown, form_of.task.with_untracked(Task::stored));
                others.set(drafts.others());
            }
        });
        on_cleanup(move || listener.remove());
    });
    let acts = {
        let desk = desk.clone();
        move |event: ev::MouseEvent| act(&event, &desk, fields)
    };
    let form = match open {
        true => Either::Left(view! { <CommentForm backend=site.comments.clone() desk=desk.clone() fields/> }),
        false => Either::Right(view! { <p class="closed">{words().comments_closed()}</p> }),
    };
    view! {
        <section class="comments" id="comments" aria-labelledby="comments-title" on:click=acts>
            <h2 id="comments-title" class="section-title" tabindex="-1">{words().comments()}</h2>
            <Published desk=desk.clone()/>
            <KeptComments desk/>
            <div id=place::HOME>{form}</div>
        </section>
    }
}

/// The letters and digits of a text: servers write the rest of it in their own way. Where there are none, all of it.
fn letters(text: &str) -> String {
    let letters: String = text.chars().filter(|character| character.is_alphanumeric()).collect();
    if letters.is_empty() { text.trim().into() } else { letters }
}

/// Marks the button of a comment whose deletion was begun.
const SURE: &str = "data-sure";

/// What the buttons in the thread do: it is HTML, whoever wrote it, so one listener hears for all of it.
fn act(event: &ev::MouseEvent, desk: &Desk, fields: Fields) {
    let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
    const BUTTONS: &str = "[data-do],[data-reply],[data-edit],[data-delete]";
    let Ok(Some(button)) = target.closest(BUTTONS) else { return };
    if let Some(what) = button.get_attribute("data-do") {
        let id = button.get_attribute("data-kept").unwrap_or_default();
        match what.as_str() {
            "more" => desk.show_more(),
            "cancel" => desk.cancel(fields),
            "take" | "discard" => other_draft::act(desk, &what, fields),
            _ => thread::act(desk, &what, &id, fields),
        }
        return;
    }
    let id = |name: &str| button.get_attribute(name)?.parse::<u64>().ok();
    if let Some(to) = id("data-reply").filter(|_| desk.is_open()) {
        let name = published::item(to).map(|item| desk::name_in(&item)).unwrap_or_default();
        // While a comment is on its way its reader is told of nothing else.
        if desk.outcome.get_untracked() != Outcome::Sending {
            desk.outcome.set(Outcome::None);
        }
        desk.task.set(Task::Reply { to, name });
    } else if let Some(id) = id("data-edit") {
        desk.begin(Job::Open { id, fields });
    } else if let Some(id) = id("data-delete") {
        // Nobody can bring it back, so it takes two clicks, and those of a double click are one.
        if !button.has_attribute(SURE) {
            let _ = button.set_attribute(SURE, "");
            button.set_text_content(Some(words().delete_for_good()));
        } else if event.detail() < 2 {
            desk.begin(Job::Delete { id });
        }
    }
}
