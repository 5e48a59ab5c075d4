//! What the parts of an article's comments share, and what a reader can do with comments besides writing them.

use super::{
    drafts::{Drafts, Other},
    fields::Fields,
    kept::{Identity, Kept, Thread, Why},
    net::Failure,
    published::{self, Waiting, count_by_headline, fresh, item, refresh},
    server::{News, Server},
};
use crate::{
    app::{browser, storage, words},
    backend::{Comment, Refusal},
    model::page::{self, Discussion},
};
use leptos::prelude::*;
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use web_sys::Element;

/// How the last attempt ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Nothing was sent yet, or the reader writes again.
    None,
    /// It is on its way.
    Sending,
    /// Kept on the device of a site without a server.
    Kept,
    /// The same text of the same name is there already.
    Duplicate,
    /// It could not be kept; it is still in the form.
    NotKept(storage::Fault),
    /// Everybody reads it.
    Published,
    /// It was changed.
    Changed,
    /// It waits for a moderator.
    Waiting,
    /// It could not be sent, and is kept as not sent.
    Unsent(Failure),
    /// It could neither be sent nor kept.
    Lost,
    /// A change or a deletion did not get through, or nobody knows.
    Unchanged,
    /// The server does not want it.
    Refused(Refusal),
    /// It had arrived before.
    HadArrived,
    /// The field for programs was filled.
    Trapped,
}

impl Outcome {
    /// What a reader is told.
    pub(super) fn sentence(self) -> &'static str {
        match self {
            Outcome::None => "",
            Outcome::Sending => words().comment_on_its_way(),
            Outcome::Kept => words().comment_kept(),
            Outcome::Duplicate => words().comment_duplicate(),
            Outcome::NotKept(storage::Fault::Full) => words().storage_full(),
            Outcome::NotKept(storage::Fault::Denied) => words().storage_denied(),
            Outcome::Published => words().comment_published(),
            Outcome::Changed => words().comment_changed(),
            Outcome::Waiting => words().comment_waits(),
            Outcome::Unsent(Failure::Offline) => words().comment_unsent_offline(),
            Outcome::Unsent(Failure::Unreachable) => words().comment_uncertain(),
            Outcome::Unsent(Failure::Refused(refusal)) | Outcome::Refused(refusal) => words().refusal(refusal),
            Outcome::Lost => words().comment_unsent_unkept(),
            Outcome::Unchanged => words().comment_unchanged(),
            Outcome::HadArrived => words().comment_had_arrived(),
            Outcome::Trapped => words().trapped(),
        }
    }
}

/// What the form does when it is sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Task {
    /// Adds a comment to the thread.
    #[default]
    Add,
    /// Answers a comment of somebody.
    Reply { to: u64, name: String },
    /// Changes a comment.
    Edit { id: u64 },
}

impl Task {
    /// As it is stored with a draft: the number of the comment, and behind a colon the name of who is answered.
    pub(super) fn stored(&self) -> String {
        match self {
            Task::Add => String::new(),
            Task::Reply { to, name } => [&to.to_string(), ":", name].concat(),
            Task::Edit { id } => id.to_string(),
        }
    }

    /// Read from what was stored with a draft.
    pub(super) fn of_stored(stored: &str) -> Self {
        let (id, name) = stored.split_once(':').map_or((stored, None), |(id, name)| (id, Some(name)));
        match (id.parse(), name) {
            (Ok(to), Some(name)) => Task::Reply { to, name: name.into() },
            (Ok(id), None) => Task::Edit { id },
            _ => Task::Add,
        }
    }

    /// The comment that the form stands under.
    pub(super) fn comment(&self) -> Option<u64> {
        match self {
            Task::Add => None,
            Task::Reply { to: id, .. } | Task::Edit { id } => Some(*id),
        }
    }
}

/// What the parts of an article's comments share. Copies share it.
#[derive(Clone)]
pub(super) struct Desk {
    article: Arc<Place>,
    pub(super) kept: RwSignal<Vec<Kept>>,
    /// What was deleted last, to be brought back.
    pub(super) deleted: RwSignal<Option<Kept>>,
    pub(super) others: RwSignal<Vec<Other>>,
    pub(super) outcome: RwSignal<Outcome>,
    pub(super) task: RwSignal<Task>,
    /// What a server finds wrong with a field, for the form to show.
    pub(super) fault: RwSignal<Option<Refusal>>,
    /// The text in the form.
    pub(super) text: RwSignal<String>,
    waiting: StoredValue<Waiting>,
}

/// Where the comments of an article are.
pub(super) struct Place {
    pub(super) server: Option<Server>,
    /// Which article they are of, and the thread as the page was written with it.
    pub(super) of: Discussion,
    /// What this device keeps of it.
    pub(super) thread: Thread,
    pub(super) drafts: Drafts,
    /// Whether readers can answer.
    pub(super) open: bool,
    /// Whether the comment in the form was sent once, and could not be kept.
    pub(super) lost: AtomicBool,
}

impl Desk {
    /// A desk where nothing has happened yet.
    pub(super) fn new(article: Place) -> Self {
        Self {
            article: Arc::new(article),
            kept: RwSignal::new(Vec::new()),
            deleted: RwSignal::new(None),
            others: RwSignal::new(Vec::new()),
            outcome: RwSignal::new(Outcome::None),
            task: RwSignal::new(Task::Add),
            fault: RwSignal::new(None),
            text: RwSignal::new(String::new()),
            waiting: StoredValue::default(),
        }
    }

    pub(super) fn server(&self) -> Option<&Server> {
        self.article.server.as_ref()
    }

    pub(super) fn of(&self) -> &Discussion {
        &self.article.of
    }

    pub(super) fn known(&self) -> Option<&page::Thread> {
        self.article.of.thread.as_ref()
    }

    pub(super) fn thread(&self) -> &Thread {
        &self.article.thread
    }

    pub(super) fn drafts(&self) -> &Drafts {
        &self.article.drafts
    }

    pub(super) fn is_open(&self) -> bool {
        self.article.open
    }

    /// Whether the comment in the form was sent once, and could not be kept.
    pub(super) fn lost(&self) -> bool {
        self.article.lost.load(Ordering::Relaxed)
    }

    /// Notes that.
    pub(super) fn loses(&self, lost: bool) {
        self.article.lost.store(lost, Ordering::Relaxed);
    }

    /// Whether the reader has gone on to another page.
    pub(super) fn is_left(&self) -> bool {
        self.outcome.is_disposed()
    }

    /// Shows what a server has of the thread.
    pub(super) fn take_news(&self, news: News) {
        let News { comments, whole, count } = news;
        if whole {
            refresh(&comments);
        }
        count_by_headline(count);
        self.show(comments);
    }

    /// Shows comments that stand in the document not yet, the first page of them.
    pub(super) fn show(&self, comments: Vec<Comment>) {
        self.thread().forget_published(|id| {
            let id = id.parse().ok();
            id.and_then(item).is_some() || comments.iter().any(|comment| Some(comment.id) == id)
        });
        self.kept.set(self.thread().comments());
        self.waiting.set_value(Waiting::of(fresh(comments)));
        self.go_on();
    }

    /// Shows one more page.
    pub(super) fn show_more(&self) {
        self.waiting.update_value(Waiting::more);
        self.go_on();
    }

    /// Shows everything up to a comment that is still to be shown, and leads there. Says whether there is such a one.
    pub(super) fn seek(&self, id: u64) -> bool {
        let waits = self.waiting.try_update_value(|waiting| waiting.seek(id)).unwrap_or_default();
        if waits {
            self.go_on();
        }
        waits
    }

    /// Shows a few comments in a moment, and then some more: in between, the page hears its reader.
    fn go_on(&self) {
        let desk = self.clone();
        let some = move || {
            // The reader may have gone on to another page.
            let some = desk.waiting.try_update_value(|waiting| {
                waiting.place(desk.is_open());
                waiting.is_busy()
            });
            let Some(busy) = some else { return };
            desk.mark_own();
            if busy {
                desk.go_on();
            }
        };
        set_timeout(some, Duration::ZERO);
    }

    /// Puts a comment where it belongs in the thread.
    pub(super) fn place(&self, comment: Comment) {
        published::place(&[comment], self.is_open());
        self.mark_own();
    }

    /// Puts the buttons by which writers change their comments under those of this device.
    pub(super) fn mark_own(&self) {
        let now = browser::now() / 1000;
        for (id, _) in self.thread().own().into_iter().filter(|(_, until)| *until > now) {
            let Some(acts) = browser::find(&format!("#comment-{id} > .acts")) else { continue };
            if acts.query_selector("[data-edit]").ok().flatten().is_none() {
                let (edit, delete) = (words().edit(), words().delete());
                let html = format!(
                    "<button type=\"button\" data-edit=\"{id}\">{edit}</button>\
                     <button type=\"button\" data-delete=\"{id}\">{delete}</button>"
                );
                let _ = acts.insert_adjacent_html("beforeend", &html);
            }
        }
    }

    /// Puts a text into the form; what stands there steps aside.
    ///
    /// # Errors
    /// Where one of the two could not be kept: then the form is as it was.
    pub(super) fn open(&self, text: &str, fields: Fields) -> Result<(), storage::Fault> {
        let Some(area) = fields.comment.get_untracked() else { return Err(storage::Fault::Denied) };
        let current = area.value();
        if !current.trim().is_empty() {
            self.drafts().set_aside(&current, self.task.with_untracked(Task::stored))?;
        }
        self.keep_draft(text)?;
        area.set_value(text);
        self.text.set(text.into());
        self.others.set(self.drafts().others());
        let _ = area.focus();
        Ok(())
    }

    /// Puts the text of a kept comment back into the form, to be changed.
    pub(super) fn take_back(&self, comment: &Kept, fields: Fields) {
        let Kept { author, email, url, .. } = comment.clone();
        let opened = self.open(&comment.text, fields).and_then(|()| self.thread().remove(&comment.id));
        let identity = Identity { author, email, url };
        fields.suggest(&identity);
        let _ = identity.keep_in_tab();
        self.outcome.set(opened.err().map_or(Outcome::None, Outcome::NotKept));
        if opened.is_ok() {
            if comment.why == Why::Unsent && self.server().is_some() {
                let _ = self.thread().add(&Kept { why: Why::Doubtful, ..comment.clone() });
            }
            self.kept.set(self.thread().comments());
            // What it answers may stand on another page of the thread.
            self.task.set(match comment.parent {
                Some(to) => Task::Reply { to, name: comment.answered.clone() },
                None => Task::Add,
            });
        }
    }

    /// Keeps what stands in the form, and what it is for.
    ///
    /// # Errors
    /// Where the device does not take it.
    pub(super) fn keep_draft(&self, text: &str) -> Result<(), storage::Fault> {
        self.drafts().keep(text, self.task.with_untracked(Task::stored))
    }

    /// Leaves a reply, whose text stays in the form, or a change, whose text goes.
    pub(super) fn cancel(&self, fields: Fields) {
        if matches!(self.task.get_untracked(), Task::Edit { .. }) {
            let _ = self.keep_draft("");
            self.empty(fields);
        }
        self.leave_task();
    }

    /// Ends a reply or a change: the form goes back to its place.
    pub(super) fn leave_task(&self) {
        self.task.set(Task::Add);
    }
}

/// The name over a comment in the document.
pub(super) fn name_in(item: &Element) -> String {
    let name = item.query_selector(":scope > .meta b").ok().flatten();
    name.and_then(|name| name.text_content()).unwrap_or_default()
}
