//! The comment form: WordPress's fields, names and rules; drafts that survive; errors where they belong.
//!
//! The fields are left to the browser: what a reader types before the app is there stays as it is. The form's state is
//! which faults are shown and how the last attempt ended.

use super::{
    super::{Afresh, browser, storage},
    drafts::{Drafts, Other},
    fields::Fields,
    kept::{Identity, Kept, Thread},
    other_draft::OtherDraft,
};
use crate::{
    model::{
        comment::{Fault, Field},
        page::Comments as Backend,
    },
    words,
};
use leptos::{ev, html::Input, prelude::*};

/// How the last attempt to send ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// Nothing was sent yet, or the reader writes again.
    None,
    /// Kept on the device.
    Kept,
    /// The same text of the same name is kept already.
    Duplicate,
    /// It could not be kept; it is still in the form.
    NotKept(storage::Fault),
}

/// The faults that are shown, by field.
type Faults = [Option<Fault>; Field::ALL.len()];

/// The form under « Laisser un commentaire ».
#[component]
pub(super) fn CommentForm(
    backend: Backend,
    thread: Thread,
    drafts: Drafts,
    kept: RwSignal<Vec<Kept>>,
    others: RwSignal<Vec<Other>>,
) -> impl IntoView {
    let fields = Fields::default();
    let faults = RwSignal::new(Faults::default());
    let outcome = RwSignal::new(Outcome::None);
    let text = RwSignal::new(String::new());
    let ready = RwSignal::new(false);
    let summarised = RwSignal::new(false);
    let local = backend == Backend::Local;

    // The button that is being pressed must not move away under the pointer because an error appears above it.
    let pressing = StoredValue::new(false);
    let keep_draft = {
        let drafts = drafts.clone();
        move || {
            let typed = fields.value(Field::Comment);
            match drafts.keep(&typed) {
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
            take_over(fields, &drafts, &keep_draft, ready, text);
        }
    });

    let typed = move |field: Field| {
        // A warning that the text is not kept stays until it is.
        if matches!(outcome.get_untracked(), Outcome::Kept | Outcome::Duplicate) {
            outcome.set(Outcome::None);
        }
        // An error goes away as soon as it is mended; none appears while the reader types.
        if faults.read_untracked()[field as usize].is_some() {
            faults.update(|faults| faults[field as usize] = field.fault(&fields.value(field)));
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
    let sent = drafts.clone();
    let submit = move |event: ev::SubmitEvent| {
        // The second of two clicks: the comment is kept already, and the form is empty because of it.
        if outcome.get_untracked() == Outcome::Kept && fields.value(Field::Comment).trim().is_empty() {
            return event.prevent_default();
        }
        let found: Faults = Field::ALL.map(|field| field.fault(&fields.value(field)));
        faults.set(found);
        let wrong: Vec<Field> = Field::ALL.into_iter().filter(|field| found[*field as usize].is_some()).collect();
        summarised.set(wrong.len() > 1);
        match wrong.as_slice() {
            [] if !local => remember(fields),
            [] => {
                event.prevent_default();
                let end = send_to_device(fields, &thread, &sent);
                kept.set(thread.comments());
                others.set(sent.others());
                text.set(fields.value(Field::Comment));
                outcome.set(end);
            }
            [field] => {
                event.prevent_default();
                fields.focus(*field);
            }
            _ => {
                event.prevent_default();
                // The summary is shown by the change just made; it can take the focus in the next frame.
                request_animation_frame(|| browser::by_id("comment-errors").iter().for_each(browser::focus));
            }
        }
    };
    let forget = move |_| {
        if !fields.consents() {
            Identity::forget();
        }
    };

    let on_input = move |field: Field| {
        let typed = typed.clone();
        move |_| typed(field)
    };
    let comment = view! {
        <textarea
            id="comment" name="comment" rows="6" required dir="auto" node_ref=fields.comment
            aria-invalid=invalid(faults, Field::Comment) aria-describedby=described_by(faults, Field::Comment)
            on:input=on_input(Field::Comment) on:blur=move |_| left(Field::Comment)
        ></textarea>
    };
    let line = move |field: Field, kind: &'static str, autocomplete: &'static str, node: NodeRef<Input>| {
        view! {
            <input
                id=field.name() name=field.name() type=kind autocomplete=autocomplete required=field.required()
                dir="auto" node_ref=node
                aria-invalid=invalid(faults, field) aria-describedby=described_by(faults, field)
                on:input=on_input(field) on:blur=move |_| left(field)
            />
        }
    };
    let action = match &backend {
        Backend::Form { action } => Some(action.clone()),
        _ => None,
    };
    let without_scripts = local.then(|| view! { <noscript inner_html=words::FORM_NEEDS_SCRIPTS></noscript> });
    let consent = view! {
        <p class="consent">
            <input id="consent" name="consent" type="checkbox" value="yes" node_ref=fields.consent on:change=forget/>
            <label for="consent">{words::FIELD_CONSENT}</label>
        </p>
    };
    let send = view! {
        <p class="send">
            <button
                type="submit"
                class="button"
                disabled=move || local && !ready.get()
                on:pointerdown=move |_| pressing.set_value(true)
            >
                {words::SEND}
            </button>
        </p>
        <div class="result">
            {local.then(|| view! { <p class="waits hint">{words::FORM_WAITS}</p> })}
            <p class="outcome" role="status">{move || sentence(outcome.get())}</p>
        </div>
    };
    // Shown by the boot script. A form that a service takes needs no app.
    let failed = local.then(|| view! { <p class="app-failed hint" role="status" hidden>{words::FORM_FAILED}</p> });
    let where_it_goes = local.then(|| view! { <p class="hint">{words::NO_COMMENT_SERVER}</p> });
    view! {
        <div class="respond">
            <h3 id="reply-title">{words::LEAVE_A_COMMENT}</h3>
            <form
                id="commentform" class="comment-form" method="post" action=action aria-labelledby="reply-title"
                novalidate=move || ready.get() on:submit=submit
            >
                <p class="hint">{words::EMAIL_NOT_PUBLISHED} " " {words::REQUIRED_ARE_MARKED}</p>
                {where_it_goes}
                {without_scripts}
                {failed}
                {summary(faults, summarised)}
                <OtherDraft drafts=drafts.clone() others text area=fields.comment/>
                {labelled(Field::Comment, words::FIELD_COMMENT, comment, faults)}
                {labelled(Field::Author, words::FIELD_AUTHOR, line(Field::Author, "text", "name", fields.author), faults)}
                {labelled(Field::Email, words::FIELD_EMAIL, line(Field::Email, "email", "email", fields.email), faults)}
                {labelled(Field::Url, words::FIELD_URL, line(Field::Url, "text", "url", fields.url), faults)}
                {consent}
                {send}
            </form>
        </div>
    }
}

/// Takes over the prerendered form: what was typed already stays and is kept; else the draft comes back.
fn take_over(fields: Fields, drafts: &Drafts, keep_draft: &impl Fn(), ready: RwSignal<bool>, text: RwSignal<String>) {
    let Some(area) = fields.comment.get() else { return };
    if area.value().trim().is_empty() {
        let draft = drafts.own().or_else(|| drafts.others().into_iter().next().map(|other| other.draft));
        if let Some(draft) = draft {
            area.set_value(&draft.text);
        }
        text.set(area.value());
    } else {
        // Typed before the app was there. An older draft of this tab steps aside for it.
        if let Some(own) = drafts.own().filter(|own| own.text.trim() != area.value().trim()) {
            let _ = drafts.set_aside(&own.text);
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

/// Keeps a sound comment on the device.
fn send_to_device(fields: Fields, thread: &Thread, drafts: &Drafts) -> Outcome {
    let typed = fields.value(Field::Comment);
    let comment = Kept::new(fields.value(Field::Author).trim(), typed.trim());
    let same = |other: &Kept| other.author == comment.author && other.text == comment.text;
    if thread.comments().iter().any(same) {
        return Outcome::Duplicate;
    }
    if let Err(fault) = thread.add(&comment) {
        return Outcome::NotKept(fault);
    }
    remember(fields);
    drafts.forget_sent(&typed);
    if let Some(area) = fields.comment.get_untracked() {
        area.set_value("");
    }
    Outcome::Kept
}

/// Remembers who comments if the reader agreed, and forgets it if not.
fn remember(fields: Fields) {
    if fields.consents() {
        let _ = fields.identity().remember();
    } else {
        Identity::forget();
    }
    Identity::forget_in_tab();
}

fn error_id(field: Field) -> String {
    format!("{}-error", field.name())
}

/// `aria-invalid` of a field.
fn invalid(faults: RwSignal<Faults>, field: Field) -> impl Fn() -> Option<&'static str> + Send + Copy {
    move || faults.read()[field as usize].map(|_| "true")
}

/// `aria-describedby` of a field: its error, while there is one.
fn described_by(faults: RwSignal<Faults>, field: Field) -> impl Fn() -> Option<String> + Send + Copy {
    move || faults.read()[field as usize].map(|_| error_id(field))
}

/// A field with its label and, under it, its error.
fn labelled<C: IntoView>(
    field: Field,
    label: &'static str,
    control: C,
    faults: RwSignal<Faults>,
) -> impl IntoView + use<C> {
    let star = field.required().then(|| view! { <span class="star" aria-hidden="true">" *"</span> });
    let error = move || {
        Afresh(faults.read()[field as usize].map(|fault| {
            view! { <span class="error" id=error_id(field)>{words::comment_fault(field, fault)}</span> }
        }))
    };
    view! {
        <p class=format!("field {}", field.name())>
            <label for=field.name()>{label}{star}</label>
            {control}
            {error}
        </p>
    }
}

/// What the last attempt found wrong, with a way to each field; for two faults or more.
fn summary(faults: RwSignal<Faults>, summarised: RwSignal<bool>) -> impl IntoView {
    move || {
        let faults = faults.get();
        let wrong: Vec<(Field, Fault)> =
            Field::ALL.into_iter().filter_map(|field| Some((field, faults[field as usize]?))).collect();
        Afresh((summarised.get() && wrong.len() > 1).then(|| {
            let items: Vec<_> = wrong
                .into_iter()
                .map(|(field, fault)| {
                    let words = words::comment_fault(field, fault);
                    let go = move |event: ev::MouseEvent| {
                        event.prevent_default();
                        Fields::default().focus(field);
                    };
                    view! { <li><a href=format!("#{}", field.name()) rel="external" on:click=go>{words}</a></li> }
                })
                .collect();
            view! {
                <div id="comment-errors" class="errors" tabindex="-1" role="group" aria-labelledby="comment-errors-title">
                    <p id="comment-errors-title">{words::FORM_HAS_ERRORS}</p>
                    <ul>{items}</ul>
                </div>
            }
        }))
    }
}

fn sentence(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::None => "",
        Outcome::Kept => words::COMMENT_KEPT,
        Outcome::Duplicate => words::COMMENT_DUPLICATE,
        Outcome::NotKept(storage::Fault::Full) => words::STORAGE_FULL,
        Outcome::NotKept(storage::Fault::Denied) => words::STORAGE_DENIED,
    }
}
