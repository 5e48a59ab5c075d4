//! The comment form: WordPress's fields, names and rules; drafts that survive; errors where they belong.
//!
//! The fields are left to the browser: what a reader types before the app is there stays as it is. The form's state is
//! which faults are shown and how the last attempt ended.

use super::{
    super::{browser, words},
    desk::{Desk, Outcome, Task},
    drafts::Drafts,
    fields::Fields,
    kept::Identity,
    mistakes::{Faults, show, summary},
    other_draft::OtherDraft,
    place,
    submission::{self, Submission},
};
use crate::{
    backend::Refusal,
    model::{
        comment::Field,
        page::{Comments as Backend, Discussion},
    },
    thread::escaped,
};
use leptos::{ev, html::Input, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::Element;

/// The form under « Laisser un commentaire ».
#[component]
pub(super) fn CommentForm(backend: Backend, desk: Desk, fields: Fields) -> impl IntoView {
    let Desk { outcome, text, task, .. } = desk.clone();
    let drafts = desk.drafts().clone();
    let faults = RwSignal::new(Faults::default());
    let since = StoredValue::new(0);
    let ready = RwSignal::new(false);
    let summarised = RwSignal::new(false);
    let local = backend == Backend::Local;
    let server = desk.server().is_some();
    // Without the app there is nobody who could send it.
    let needs_app = local || server;

    // The button that is being pressed must not move away under the pointer because an error appears above it.
    let pressing = StoredValue::new(false);
    let keep_draft = {
        let drafts = drafts.clone();
        move || {
            let typed = fields.value(Field::Comment);
            match drafts.keep(&typed, task.with_untracked(Task::stored)) {
                // While a comment is on its way its reader is told of nothing else.
                _ if outcome.get_untracked() == Outcome::Sending => {}
                Err(fault) => outcome.set(Outcome::NotKept(fault)),
                Ok(()) if outcome.get_untracked() != Outcome::None => outcome.set(Outcome::None),
                Ok(()) => {}
            }
            text.set(typed);
        }
    };
    Effect::new({
        let (drafts, keep_draft) = (drafts.clone(), keep_draft.clone());
        move || {
            // Wherever the pointer is let go, the pressing is over; the click comes after it.
            let released = window_event_listener(ev::pointerup, move |_| pressing.set_value(false));
            let cancelled = window_event_listener(ev::pointercancel, move |_| pressing.set_value(false));
            on_cleanup(move || {
                released.remove();
                cancelled.remove();
            });
            take_over(fields, (&drafts, task, text), &keep_draft, ready);
            since.set_value(browser::now());
        }
    });
    Effect::new(move || show(&faults.get()));
    let refused = desk.fault;
    Effect::new(move |before: Option<Option<u64>>| {
        // What the server finds wrong with a field stands where the form's own findings stand.
        if let Some((field, fault)) = refused.get().and_then(Refusal::field) {
            faults.update(|faults| faults[field as usize] = Some(fault));
            fields.focus(field);
            refused.set(None);
        }
        let comment = task.with(|task| {
            place::form(task, before);
            task.comment()
        });
        // A page that comes back knows whom the text answers.
        if before.is_some_and(|before| before != comment) {
            let _ = drafts.keep(&fields.value(Field::Comment), task.with_untracked(Task::stored));
        }
        comment
    });

    let typed = move |field: Field| {
        // A warning that the text is not kept stays until it is.
        if !matches!(outcome.get_untracked(), Outcome::None | Outcome::NotKept(_) | Outcome::Sending) {
            outcome.set(Outcome::None);
        }
        // An error goes away as soon as it is mended; none appears while the reader types.
        if faults.read_untracked()[field as usize].is_some() {
            let now = field.fault(&fields.value(field));
            faults.update(|faults| faults[field as usize] = now.filter(|now| faults[field as usize] == Some(*now)));
        }
        match field {
            Field::Comment => keep_draft(),
            _ => {
                let _ = fields.identity().keep_in_tab();
            }
        }
    };
    let left = move |field: Field| {
        if pressing.get_value() {
            return;
        }
        let value = fields.value(field);
        if !value.trim().is_empty() {
            faults.update(|faults| faults[field as usize] = field.fault(&value));
        }
    };
    let submission = Submission { desk: desk.clone(), fields, faults, summarised, since, local };
    let submit = move |event| submission.take(&event);
    let forget = move |_| {
        if !fields.consents() {
            Identity::forget();
        }
    };

    // One listener hears for all fields: the browser's events come up to the form.
    let on_input = move |event: ev::Event| field_of(&event).into_iter().for_each(&typed);
    let on_left = move |event: ev::FocusEvent| field_of(&event).into_iter().for_each(left);
    let comment = view! { <textarea id="comment" name="comment" rows="6" required dir="auto" node_ref=fields.comment></textarea> };
    let line = move |field: Field, kind: &'static str, autocomplete: &'static str, node: NodeRef<Input>| {
        view! {
            <input
                id=field.name() name=field.name() type=kind autocomplete=autocomplete required=field.required()
                dir="auto" node_ref=node
            />
        }
    };
    let action = match &backend {
        Backend::Form(action) => Some(action.clone()),
        _ => None,
    };
    let without_scripts = needs_app.then(|| view! { <noscript inner_html=needs_scripts()></noscript> });
    let consent = view! {
        <p class="consent">
            <input id="consent" name="consent" type="checkbox" value="yes" node_ref=fields.consent on:change=forget/>
            <label for="consent">{words().field_consent()}</label>
        </p>
    };
    let send = view! {
        <p class="send">
            <button
                type="submit"
                class="button"
                disabled=move || needs_app && !ready.get()
                on:pointerdown=move |_| pressing.set_value(true)
            >
                {words().send()}
            </button>
        </p>
        <div class="result">
            {needs_app.then(|| view! { <p class="waits hint">{words().form_waits()}</p> })}
            <p class="outcome" role="status">{move || outcome.get().sentence()}</p>
        </div>
    };
    // Shown by the boot script. A form that a service takes needs no app.
    let failed =
        needs_app.then(|| view! { <p class="app-failed hint" role="status" hidden>{words().form_failed()}</p> });
    let where_it_goes = local.then(|| view! { <p class="hint">{words().no_comment_server()}</p> });
    // Written as HTML: nobody but the browser, programs and the service reads it.
    let unseen =
        (!local).then(|| view! { <div class="trap" aria-hidden="true" inner_html=unseen(&backend, desk.of())></div> });
    view! {
        <div class="respond" id=place::FORM>
            <h3 id="reply-title">{words().leave_a_comment()}</h3>
            <p class="cancel" hidden>
                <button type="button" data-do="cancel">{words().cancel_reply()}</button>
            </p>
            <form
                id="commentform" class="comment-form" method="post" action=action aria-labelledby="reply-title"
                novalidate=move || ready.get() on:submit=submit on:input=on_input on:focusout=on_left
            >
                <p class="hint">{words().email_not_published()} " " {words().required_are_marked()}</p>
                {where_it_goes}
                {without_scripts}
                {failed}
                {summary(faults, summarised)}
                <OtherDraft desk=desk.clone()/>
                {labelled(Field::Comment, words().field_comment(), comment)}
                {labelled(Field::Author, words().field_author(), line(Field::Author, "text", "name", fields.author))}
                {labelled(Field::Email, words().field_email(), line(Field::Email, "email", "email", fields.email))}
                {labelled(Field::Url, words().field_url(), line(Field::Url, "text", "url", fields.url))}
                {consent}
                {unseen}
                {send}
            </form>
        </div>
    }
}

/// What is said to who has no scripts.
#[cfg(feature = "ssr")]
fn needs_scripts() -> String {
    ["<p class=\"hint\">", crate::app::language().press.form_needs_scripts, "</p>"].concat()
}

/// Where the app runs nobody reads it.
#[cfg(feature = "hydrate")]
fn needs_scripts() -> String {
    String::new()
}

/// What the form sends besides what a reader writes: the field that only programs fill, and, to a form service, what it cannot
/// know otherwise: which article it is. Its names are those of WordPress's own form.
fn unseen(backend: &Backend, of: &Discussion) -> String {
    let hidden = |name: &str, value: &str| {
        ["<input type=\"hidden\" name=\"", name, "\" value=\"", &escaped(value), "\">"].concat()
    };
    let mut html = [
        "<label>",
        words().trap(),
        " <input name=\"",
        submission::TRAP,
        "\" tabindex=\"-1\" autocomplete=\"off\"></label>",
    ]
    .concat();
    if matches!(backend, Backend::Form(_)) {
        html += &hidden("article", &of.title);
        if let Some(post) = of.source_id {
            html += &hidden("comment_post_ID", &post.to_string());
            html += &hidden("comment_parent", "0");
        }
    }
    html
}

/// Takes over the prerendered form: what was typed already stays and is kept; else the draft comes back.
fn take_over(
    fields: Fields,
    (drafts, task, text): (&Drafts, RwSignal<Task>, RwSignal<String>),
    keep_draft: &impl Fn(),
    ready: RwSignal<bool>,
) {
    let Some(area) = fields.comment.get() else { return };
    let own = drafts.own();
    if area.value().trim().is_empty() {
        let draft = own.or_else(|| drafts.others().into_iter().next().map(|other| other.draft));
        if let Some(draft) = draft {
            area.set_value(&draft.text);
            task.set(Task::of_stored(&draft.task));
        }
        text.set(area.value());
    } else {
        match own {
            // The boot script has put it there.
            Some(own) if own.text.trim() == area.value().trim() => task.set(Task::of_stored(&own.task)),
            // Typed before the app was there. An older draft of this tab steps aside for it.
            Some(own) => drop(drafts.set_aside(&own.text, own.task)),
            None => {}
        }
        keep_draft();
    }
    // What was typed in this tab goes before what was remembered earlier.
    let remembered = Identity::remembered();
    if let Some(consent) = fields.consent.get_untracked().filter(|_| remembered.is_some()) {
        consent.set_checked(true);
    }
    if let Some(identity) = Identity::typed().or(remembered) {
        fields.suggest(&identity);
    }
    ready.set(true);
}

/// The field that an event comes from.
fn field_of(event: &ev::Event) -> Option<Field> {
    let id = event.target()?.dyn_into::<Element>().ok()?.id();
    Field::ALL.into_iter().find(|field| field.name() == id)
}

/// A field with its label. What is wrong with it comes under it.
fn labelled<C: IntoView>(field: Field, label: &'static str, control: C) -> impl IntoView + use<C> {
    let star = field.required().then(|| view! { <span class="star" aria-hidden="true">" *"</span> });
    view! {
        <p class=format!("field {}", field.name())>
            <label for=field.name()>{label}{star}</label>
            {control}
        </p>
    }
}
