//! The comment form: WordPress's fields, names and rules; drafts that survive; errors where they belong.
//!
//! The fields are left to the browser: what a reader types before the app is there stays as it is. The form's state is
//! which faults are shown and how the last attempt ended.

use super::{
    super::{Afresh, browser},
    desk::{Desk, Outcome, Task},
    drafts::Drafts,
    fields::Fields,
    kept::{Identity, Kept, Thread, Why},
    other_draft::OtherDraft,
    place,
    work::Job,
};
use crate::{
    backend::Refusal,
    model::{
        comment::{Fault, Field},
        page::Comments as Backend,
    },
    words,
};
use leptos::{ev, html::Input, prelude::*};
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::HtmlAnchorElement;

/// The faults that are shown, by field.
type Faults = [Option<Fault>; Field::ALL.len()];

/// The form under « Laisser un commentaire ».
#[component]
pub(super) fn CommentForm(backend: Backend, desk: Desk, fields: Fields) -> impl IntoView {
    let Desk { kept, others, outcome, text, task, .. } = desk.clone();
    let (thread, drafts) = (desk.thread().clone(), desk.drafts().clone());
    let faults = RwSignal::new(Faults::default());
    let trap = NodeRef::<Input>::new();
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
            match drafts.keep(&typed) {
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
            take_over(fields, &drafts, &keep_draft, ready, text);
            since.set_value(browser::now());
        }
    });
    let refused = desk.fault;
    Effect::new(move |before: Option<Option<u64>>| {
        // What the server finds wrong with a field stands where the form's own findings stand.
        if let Some((field, fault)) = refused.get().and_then(Refusal::field) {
            faults.update(|faults| faults[field as usize] = Some(fault));
            fields.focus(field);
            refused.set(None);
        }
        task.with(|task| {
            place::form(task, before.flatten());
            task.comment()
        })
    });

    let typed = move |field: Field| {
        // A warning that the text is not kept stays until it is.
        if !matches!(outcome.get_untracked(), Outcome::None | Outcome::NotKept(_) | Outcome::Sending) {
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
    let sending = desk.clone();
    let submit = move |event: ev::SubmitEvent| {
        // The second of two clicks: the comment is kept already, and the form is empty because of it.
        let sent_already = matches!(outcome.get_untracked(), Outcome::Kept | Outcome::Published | Outcome::Waiting);
        if sent_already && fields.value(Field::Comment).trim().is_empty() || outcome.get_untracked() == Outcome::Sending
        {
            return event.prevent_default();
        }
        let edited = match task.get_untracked() {
            Task::Edit { id } => Some(id),
            _ => None,
        };
        // Who changes a comment is known already.
        let concerned = |field: Field| edited.is_none() || field == Field::Comment;
        let found: Faults = Field::ALL.map(|field| field.fault(&fields.value(field)).filter(|_| concerned(field)));
        faults.set(found);
        let wrong: Vec<Field> = Field::ALL.into_iter().filter(|field| found[*field as usize].is_some()).collect();
        summarised.set(wrong.len() > 1);
        match wrong.as_slice() {
            [] if trap.get_untracked().is_some_and(|trap| !trap.value().is_empty()) => {
                event.prevent_default();
                outcome.set(Outcome::Trapped);
            }
            [] if server => {
                event.prevent_default();
                match edited {
                    Some(id) => {
                        let text = fields.value(Field::Comment).trim().to_owned();
                        sending.begin(Job::Save { id, text, fields });
                    }
                    None => {
                        remember(fields);
                        send_to_server(&sending, fields, since.get_value());
                    }
                }
            }
            // The browser posts it. What the service says to it is on a page of its own.
            [] if !local => {
                remember(fields);
                let posted = fields.kept(Why::Posted, sending.title());
                if thread.add(&posted).is_ok() {
                    sent.forget_sent(&posted.text);
                }
            }
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
        Backend::Form(action) => Some(action.clone()),
        _ => None,
    };
    let without_scripts = needs_app.then(|| view! { <noscript inner_html=words::FORM_NEEDS_SCRIPTS></noscript> });
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
                disabled=move || needs_app && !ready.get()
                on:pointerdown=move |_| pressing.set_value(true)
            >
                {words::SEND}
            </button>
        </p>
        <div class="result">
            {needs_app.then(|| view! { <p class="waits hint">{words::FORM_WAITS}</p> })}
            <p class="outcome" role="status">{move || outcome.get().sentence()}</p>
        </div>
    };
    // Shown by the boot script. A form that a service takes needs no app.
    let failed = needs_app.then(|| view! { <p class="app-failed hint" role="status" hidden>{words::FORM_FAILED}</p> });
    let where_it_goes = local.then(|| view! { <p class="hint">{words::NO_COMMENT_SERVER}</p> });
    let trapped = (!local).then(|| {
        view! {
            <p class="trap" aria-hidden="true">
                <label>{words::TRAP} <input name="adresse_2" tabindex="-1" autocomplete="off" node_ref=trap/></label>
            </p>
        }
    });
    view! {
        <div class="respond" id=place::FORM>
            <h3 id="reply-title">{words::LEAVE_A_COMMENT}</h3>
            <p class="cancel" hidden>
                <button type="button" data-do="cancel">{words::CANCEL_REPLY}</button>
            </p>
            <form
                id="commentform" class="comment-form" method="post" action=action aria-labelledby="reply-title"
                novalidate=move || ready.get() on:submit=submit
            >
                <p class="hint">{words::EMAIL_NOT_PUBLISHED} " " {words::REQUIRED_ARE_MARKED}</p>
                {where_it_goes}
                {without_scripts}
                {failed}
                {summary(faults, summarised)}
                <OtherDraft desk=desk.clone()/>
                {labelled(Field::Comment, words::FIELD_COMMENT, comment, faults)}
                {labelled(Field::Author, words::FIELD_AUTHOR, line(Field::Author, "text", "name", fields.author), faults)}
                {labelled(Field::Email, words::FIELD_EMAIL, line(Field::Email, "email", "email", fields.email), faults)}
                {labelled(Field::Url, words::FIELD_URL, line(Field::Url, "text", "url", fields.url), faults)}
                {consent}
                {trapped}
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
    let comment = fields.kept(Why::NoServer, "");
    let same = |other: &Kept| other.author == comment.author && other.text == comment.text;
    if thread.comments().iter().any(same) {
        return Outcome::Duplicate;
    }
    if let Err(fault) = thread.add(&comment) {
        return Outcome::NotKept(fault);
    }
    remember(fields);
    drafts.forget_sent(&comment.text);
    if let Some(area) = fields.comment.get_untracked() {
        area.set_value("");
    }
    Outcome::Kept
}

/// How quickly nobody has written a comment, milliseconds since the form was there.
const TOO_QUICK: u64 = 3_000;

/// Keeps a sound comment on the device and sends it to the server.
fn send_to_server(desk: &Desk, fields: Fields, since: u64) {
    let parent = desk.task.with_untracked(Task::comment);
    let comment = Kept { parent, ..fields.kept(Why::Unsent, desk.title()) };
    // Before it is sent: whatever happens from here on, it is there. Where there is no room it stays in the form.
    let _ = desk.thread().add(&comment);
    desk.outcome.set(Outcome::Sending);
    // A program's comment waits until a reader's could have been typed.
    let wait = (since + TOO_QUICK).saturating_sub(browser::now());
    let desk = desk.clone();
    set_timeout(move || desk.begin(Job::Send { comment, form: Some(fields) }), Duration::from_millis(wait));
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

/// What the last attempt found wrong, with a way to each field; for two faults or more. As HTML, like all that is shown
/// seldom: `data-field` says where a link leads.
fn summary(faults: RwSignal<Faults>, summarised: RwSignal<bool>) -> impl IntoView {
    let html = move || {
        let faults = faults.get();
        let wrong: Vec<(Field, Fault)> =
            Field::ALL.into_iter().filter_map(|field| Some((field, faults[field as usize]?))).collect();
        if !summarised.get() || wrong.len() < 2 {
            return String::new();
        }
        let item = |(field, fault): (Field, Fault)| {
            let name = field.name();
            ["<li><a href=\"#", name, "\" rel=\"external\">", words::comment_fault(field, fault), "</a></li>"].concat()
        };
        [
            "<div id=\"comment-errors\" class=\"errors\" tabindex=\"-1\" role=\"group\" \
             aria-labelledby=\"comment-errors-title\"><p id=\"comment-errors-title\">",
            words::FORM_HAS_ERRORS,
            "</p><ul>",
            &wrong.into_iter().map(item).collect::<String>(),
            "</ul></div>",
        ]
        .concat()
    };
    let go = move |event: ev::MouseEvent| {
        let link = event.target().and_then(|target| target.dyn_into::<HtmlAnchorElement>().ok());
        let name = link.map(|link| link.hash()).unwrap_or_default();
        if let Some(field) = Field::ALL.into_iter().find(|field| name.strip_prefix('#') == Some(field.name())) {
            event.prevent_default();
            Fields::default().focus(field);
        }
    };
    view! { <div inner_html=html on:click=go></div> }
}
