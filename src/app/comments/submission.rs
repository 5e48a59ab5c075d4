//! The form is sent: is it sound, and where does it go.

use super::{
    desk::{Desk, Outcome, Task},
    fields::Fields,
    kept::{Identity, Kept, Why},
    mistakes::Faults,
    net::Failure,
    work::Job,
};
use crate::{app::browser, model::comment::Field};
use leptos::{ev, prelude::*};
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::{HtmlFormElement, HtmlInputElement};

/// The name of the field that only programs fill.
pub(super) const TRAP: &str = "adresse_2";

/// How quickly nobody has written a comment, milliseconds since the form was there.
const TOO_QUICK: u64 = 3_000;

/// What sending the form needs to know.
pub(super) struct Submission {
    pub(super) desk: Desk,
    pub(super) fields: Fields,
    pub(super) faults: RwSignal<Faults>,
    /// Whether what is wrong is summed up over the form.
    pub(super) summarised: RwSignal<bool>,
    /// Since when the form is there.
    pub(super) since: StoredValue<u64>,
    /// Whether comments stay on the device.
    pub(super) local: bool,
}

impl Submission {
    /// Does what the form is sent for, or shows what is wrong with it.
    pub(super) fn take(&self, event: &ev::SubmitEvent) {
        let Self { desk, fields, .. } = self;
        let (fields, outcome) = (*fields, desk.outcome);
        let server = desk.server().is_some();
        // To a service the browser itself posts it.
        if server || self.local {
            event.prevent_default();
        }
        // The second of two clicks: the comment is kept already, and the form is empty because of it.
        let sent_already = matches!(outcome.get_untracked(), Outcome::Kept | Outcome::Published | Outcome::Waiting);
        if sent_already && fields.value(Field::Comment).trim().is_empty() || outcome.get_untracked() == Outcome::Sending
        {
            return event.prevent_default();
        }
        let edited = match desk.task.get_untracked() {
            Task::Edit { id } => Some(id),
            _ => None,
        };
        if !self.is_sound(edited.is_some()) {
            return event.prevent_default();
        }
        let trap =
            browser::find(&["[name=", TRAP, "]"].concat()).and_then(|trap| trap.dyn_into::<HtmlInputElement>().ok());
        if trap.is_some_and(|trap| !trap.value().is_empty()) {
            event.prevent_default();
            return outcome.set(Outcome::Trapped);
        }
        if let Some(id) = edited {
            let text = fields.value(Field::Comment).trim().to_owned();
            return desk.begin(Job::Save { id, text, fields });
        }
        // A program's comment waits until a reader's could have been typed.
        let wait = (self.since.get_value() + TOO_QUICK).saturating_sub(browser::now()).min(TOO_QUICK);
        if server {
            self.send(wait);
        } else if self.local {
            self.keep(Why::NoServer, Outcome::Kept);
        } else {
            self.post(event, wait);
        }
    }

    /// Shows what is wrong; says whether nothing is. Who changes a comment is known already.
    fn is_sound(&self, edited: bool) -> bool {
        let concerned = |field: Field| !edited || field == Field::Comment;
        let fault = |field: Field| field.fault(&self.fields.value(field)).filter(|_| concerned(field));
        let found: Faults = Field::ALL.map(fault);
        let mut wrong = Field::ALL.into_iter().filter(|field| found[*field as usize].is_some());
        let (first, second) = (wrong.next(), wrong.next());
        self.faults.set(found);
        self.summarised.set(second.is_some());
        match (first, second) {
            (None, _) => return true,
            (Some(field), None) => self.fields.focus(field),
            _ => browser::focus_when_drawn("comment-errors".into(), true),
        }
        false
    }

    /// Keeps a sound comment on the device and sends it to the server.
    fn send(&self, wait: u64) {
        self.remember();
        let (desk, fields) = (self.desk.clone(), self.fields);
        let (parent, answered) = match desk.task.get_untracked() {
            Task::Reply { to, name } => (Some(to), name),
            _ => (None, String::new()),
        };
        let comment = Kept { parent, answered, ..fields.kept(Why::Unsent, &desk.of().title) };
        // Before it is sent: whatever happens from here on, it is there. Where there is no room it stays in the form.
        let kept = desk.thread().add(&comment).is_ok();
        desk.outcome.set(Outcome::Sending);
        set_timeout(move || desk.begin(Job::Send { comment, form: Some(fields), kept }), Duration::from_millis(wait));
    }

    /// Keeps a sound comment on the device, and says so.
    fn keep(&self, why: Why, done: Outcome) {
        let Self { desk, fields, .. } = self;
        let comment = fields.kept(why, &desk.of().title);
        let same = |other: &Kept| other.author == comment.author && other.text == comment.text;
        let end = if desk.thread().comments().iter().any(same) {
            Outcome::Duplicate
        } else if let Err(fault) = desk.thread().add(&comment) {
            Outcome::NotKept(fault)
        } else {
            self.remember();
            desk.drafts().forget_sent(&comment.text);
            desk.empty(*fields);
            done
        };
        desk.kept.set(desk.thread().comments());
        desk.others.set(desk.drafts().others());
        desk.outcome.set(end);
    }

    /// Lets the browser post it to a service. What that says to it is on a page of its own.
    fn post(&self, event: &ev::SubmitEvent, wait: u64) {
        self.remember();
        // The browser would show an error of its own, and nobody would know what has become of the comment.
        if !browser::window().navigator().on_line() {
            event.prevent_default();
            return self.keep(Why::Unsent, Outcome::Unsent(Failure::Offline));
        }
        let posted = self.fields.kept(Why::Posted, &self.desk.of().title);
        if self.desk.thread().add(&posted).is_ok() {
            self.desk.drafts().forget_sent(&posted.text);
        }
        let form = event.target().and_then(|form| form.dyn_into::<HtmlFormElement>().ok());
        if let Some(form) = form.filter(|_| wait > 0) {
            event.prevent_default();
            let outcome = self.desk.outcome;
            outcome.set(Outcome::Sending);
            let post = move || {
                let _ = outcome.try_set(Outcome::None);
                let _ = form.submit();
            };
            set_timeout(post, Duration::from_millis(wait));
        }
    }

    /// Remembers who comments if the reader agreed, and forgets it if not.
    fn remember(&self) {
        if self.fields.consents() {
            let _ = self.fields.identity().remember();
        } else {
            Identity::forget();
        }
        Identity::forget_in_tab();
    }
}
